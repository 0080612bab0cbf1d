"""What keeps answers about a mechanism nobody's, and its state the Tisseuse's."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

MECHANISMS = (
    Breakage(
        "four-answers-show",
        "Nothing shows before five have answered.",
        "storage/reviews.py",
        {"ENOUGH = 5": "ENOUGH = 4"},
        "tests/test_reviews.py::test_four_answers_show_nothing_and_five_show_the_result[sqlite]",
    ),
    Breakage(
        "sixth-answer-shows-alone",
        "Between two looks at a sheet there are five people.",
        "storage/reviews.py",
        {"if waiting.answers < ENOUGH:": "if (self.shown + waiting).answers < ENOUGH:"},
        "tests/test_reviews.py::test_what_comes_after_five_waits_until_there_are_five_more",
    ),
    Breakage(
        "answers-in-order",
        "The box is the same whatever the order in which answers came.",
        "storage/reviews.py",
        {"tuple(sorted(getattr(self, name) + getattr(other, name)))": "getattr(self, name) + getattr(other, name)"},
        "tests/test_mechanism_sheets.py::test_the_order_in_which_answers_came_leaves_no_trace",
    ),
    Breakage(
        "answers-unsealed",
        "What people answered is read by nobody in a copy of the database.",
        "storage/reviews.py",
        {
            "box: Mapped[dict[str, Any] | None] = mapped_column(Sealed)": (
                "box: Mapped[dict[str, Any] | None] = mapped_column(JSON)"
            ),
            "from sqlalchemy import ForeignKey, select": "from sqlalchemy import JSON, ForeignKey, select",
        },
        "tests/test_reviews.py::test_nothing_in_the_database_says_who_answered_what[sqlite]",
    ),
    Breakage(
        "heard-twice",
        "One person answers once a round.",
        "commands/mechanisms/reviewing.py",
        {"if await desk.reviews.was_heard(mechanism, desk.visit.someone):": "if False:"},
        "tests/test_reviews.py::test_one_answers_once_a_round",
    ),
    Breakage(
        "asked-all-the-same",
        "Who wants no reminders, or is away, is asked nothing.",
        "commands/mechanisms/rounds.py",
        {"if not person.wants_reminders or person.habits.is_away(desk.visit.today):": "if False:"},
        "tests/test_reviews.py::test_everybody_is_asked_once_in_private_and_answers_there",
    ),
    Breakage(
        "round-never-emptied",
        "Once a round is over, who answered is known no more.",
        "storage/reviews.py",
        {"await self._session.delete(row)": "row.closes_on = None"},
        "tests/test_reviews.py::test_once_the_round_is_closed_not_even_who_answered_is_left",
    ),
    Breakage(
        "anybody-changes-a-state",
        "How far a mechanism has come, the Tisseuse says, in her room.",
        "commands/mechanisms/commands.py",
        {"if desk.visit.office is None or desk.visit.room_kind is not RoomKind.ADMIN:": "if False:"},
        "tests/test_mechanisms.py::test_what_cannot_be_done_there_is_refused[!mechanism K2 state idea-TisseuseOnly]",
    ),
    Breakage(
        "slip-is-news",
        "No idea, no slip that was mended and no step that was passed is news.",
        "storage/mechanisms.py",
        {"MechanismStage.id.in_(last), MechanismStage.state.in_(_TRIED)": "MechanismStage.id.in_(last)"},
        "tests/test_mechanisms.py::"
        "test_what_is_tried_is_told_once_in_every_courrier_and_an_idea_or_a_slip_in_none[sqlite]",
    ),
    Breakage(
        "news-lost-on-the-way",
        "What had not been told of a mechanism is told by the next host.",
        "storage/continuity.py",
        {"step.noted_at = step.noted_at or noted.get(str(each.ref))": "step.noted_at = step.noted_at"},
        "tests/test_changing_hosts.py::test_the_next_courrier_tells_what_the_old_host_had_not_told",
    ),
    Breakage(
        "history-forgotten",
        "What was in place on a day is read from the history, not from what is so now.",
        "storage/mechanisms.py",
        {"until_then = [stage for stage in stages if stage.since <= day]": "until_then = list(stages)"},
        "tests/test_mechanism_sheets.py::test_what_was_in_place_on_a_day_is_read_from_the_history[sqlite]",
    ),
)
