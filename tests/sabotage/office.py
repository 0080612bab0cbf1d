"""What keeps the Tisseuse's room from telling too much, too early, or twice; and rules from anybody's hand."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

OFFICE = (
    Breakage(
        "urgent-after-one-yes",
        "An urgent announcement leaves after the second yes, not the first.",
        "commands/bulletins/commands.py",
        {"elif urgent and not again:": "elif False:"},
        "tests/test_bulletins.py::test_an_urgent_one_is_asked_about_twice_and_said_once_in_each_ilot[sqlite]",
    ),
    Breakage(
        "urgent-at-night",
        "An urgent announcement keeps to the hours of each room.",
        "commands/bulletins/commands.py",
        {"urgency=Urgency.BESIDE": "urgency=Urgency.ANSWER"},
        "tests/test_bulletins.py::test_at_night_an_urgent_one_waits_for_the_hours_of_each_room",
    ),
    Breakage(
        "announcement-left-out",
        "A courrier leaves out what does not fit, never what concerns everybody.",
        "commands/registry.py",
        {"key=lambda feature: _FIRST.get(": "key=lambda feature: -_FIRST.get("},
        "tests/test_bulletins.py::test_what_concerns_everybody_is_never_left_out_for_what_did_not_fit",
    ),
    Breakage(
        "decision-told-too-early",
        "A decision is told two days after its committee.",
        "commands/steering/planning.py",
        {"return max(now, instant_of(dt.datetime.combine(day, _MIDNIGHT), zone))": "return now"},
        "tests/test_copil.py::test_one_that_is_written_down_too_early_for_a_courrier_waits_for_the_next",
    ),
    Breakage(
        "told-line-is-changed",
        "What a courrier told is not changed behind people's back.",
        "commands/bulletins/commands.py",
        {"if any(post.role == PostRole.EDITION for post in await desk.posts.all_of(str(ref))):": "if False:"},
        "tests/test_bulletins.py::test_what_a_courrier_told_is_not_changed_behind_peoples_back",
    ),
    Breakage(
        "retention-without-a-yes",
        "How long what is known of people is kept changes after a yes alone.",
        "commands/tisseuse/settings.py",
        {"if not rule.touches_people:": "if True:"},
        "tests/test_rules.py::test_what_touches_people_wants_a_yes_and_the_tisseuse_herself[listings_months]",
    ),
    Breakage(
        "retention-by-the-deputy",
        "Only those whom the table names change a rule.",
        "commands/tisseuse/settings.py",
        {"if desk.visit.office not in rule.who:": "if False:"},
        "tests/test_rules.py::test_what_touches_people_wants_a_yes_and_the_tisseuse_herself[listings_months]",
    ),
    Breakage(
        "rule-changed-unseen",
        "Each change of a rule is a line of the journal.",
        "commands/tisseuse/settings.py",
        {"await desk.audit.record(desk.visit.sender, AuditAction.CHANGED, None, rule.words[0])": "pass"},
        "tests/test_rules.py::test_a_change_is_told_kept_written_down_and_undone[sqlite]",
    ),
)
