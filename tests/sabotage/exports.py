"""What keeps files inert, hours right, everything among two people, and another host going on."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

EXPORTS = (
    Breakage(
        "formula-let-through",
        "Text that begins like a formula is none in a spreadsheet.",
        "commands/exports/tables.py",
        {'return f"\'{text}" if _LIKE_A_FORMULA.match(text) else text': "return text"},
        "tests/test_tables.py::test_what_begins_like_a_formula_is_kept_from_being_one[=1+1]",
    ),
    Breakage(
        "holiday-in-the-calendar",
        "A rhythm in a calendar has no time on a public holiday.",
        "commands/kit/almanac.py",
        {" or _is_holiday(day, alsace_moselle)": ""},
        "tests/test_almanac.py::test_holidays_pauses_and_what_was_skipped_are_left_out",
    ),
    Breakage(
        "hours-as-instants",
        "A calendar holds the wall clock's hours: 14:00 stays 14:00 across a change of clock.",
        "commands/kit/almanac.py",
        {"return dt.datetime.combine(day, hour, zone)": "return instant_of(dt.datetime.combine(day, hour), zone)"},
        "tests/test_almanac.py::test_two_o_clock_stays_two_o_clock_on_both_sides_of_each_change_of_clock",
    ),
    Breakage(
        "everything-among-three",
        "Everything is given out only while nobody else is in her room, asked at each step.",
        "commands/exports/whole.py",
        {"raise Refusal(say.RoomNotClosed())": "return"},
        "tests/test_exports.py::test_nothing_leaves_while_a_third_person_is_in_the_room[2]",
    ),
    Breakage(
        "everything-in-clear",
        "Everything is given out only in an encrypted room.",
        "commands/exports/whole.py",
        {"raise Refusal(say.RoomInClear())": "return"},
        "tests/test_exports.py::test_nothing_leaves_in_a_room_that_is_not_encrypted",
    ),
    Breakage(
        "everything-unwritten",
        "That everything was given out is in everybody's journal.",
        "commands/exports/whole.py",
        {"await desk.audit.record(desk.visit.someone.user_id, AuditAction.HANDED_OUT, None)": "pass"},
        "tests/test_exports.py::test_it_is_in_the_journal_of_everybody",
    ),
    Breakage(
        "everything-at-one-yes",
        "Everything is asked about twice.",
        "commands/exports/whole.py",
        {"FIRST: _asked_again": "FIRST: _give"},
        "tests/test_exports.py::test_everything_is_asked_about_twice_and_what_it_holds_is_said_before",
    ),
    Breakage(
        "number-given-twice",
        "Another host gives no number again that was given here, though nothing has it any more.",
        "storage/continuity.py",
        {"await count_on(session, letter, last)": "pass"},
        "tests/test_changing_hosts.py::test_a_number_that_was_given_is_not_given_again",
    ),
    Breakage(
        "decision-lost-on-the-way",
        "A decision that no courrier had told is told by another host's next one.",
        "storage/continuity.py",
        {"    await take_marks(session, entry.committees)\n": ""},
        "tests/test_changing_hosts.py::test_what_the_committee_decided_is_told_once_by_the_old_host_or_the_new[sqlite]",
    ),
    Breakage(
        "yes-lost-on-the-way",
        "Who said yes to an introduction is not asked again at another host.",
        "storage/introduction_entries.py",
        {'"one_says": one_says, "other_says": other_says': '"one_says": None, "other_says": None'},
        "tests/test_changing_hosts.py::test_whoever_was_asked_to_meet_somebody_is_asked_again_and_a_yes_holds[sqlite]",
    ),
    Breakage(
        "introduction-never-asked",
        "What was being asked goes on at another host.",
        "commands/linking/__init__.py",
        {"    plan=plan_all,\n": ""},
        "tests/test_changing_hosts.py::test_whoever_was_asked_to_meet_somebody_is_asked_again_and_a_yes_holds[sqlite]",
    ),
    Breakage(
        "sheet-counts-a-quarter-anew",
        "A sheet tells of a quarter what was told of it, and nothing else.",
        "commands/report/gathering.py",
        {
            "from storage.quarters import Counted": "from storage.quarters import Counted, counted",
            "return [(quarter, await solidarity_of(desk, quarter)) for quarter in quarters]": (
                "return [(each, counted(await desk.figures.asked(each.first, each.last))) for each in quarters]"
            ),
        },
        "tests/test_figure_sheets.py::test_what_a_sheet_told_of_a_quarter_never_changes",
    ),
    Breakage(
        "sheet-of-few",
        "A sheet tells no number of fewer than five people.",
        "storage/quarters.py",
        {"if people < FEWEST:": "if not people:"},
        "tests/test_figure_sheets.py::test_few_people_are_no_number",
    ),
    Breakage(
        "recalled-once-forgotten",
        "A request that was called to mind once is called to mind again at another host.",
        "commands/solidarity/clock.py",
        {"and request.recalled < _TIMES and": "and not request.recalled and"},
        "tests/test_changing_hosts.py::test_reminders_ends_sessions_requests_and_courriers_are_set_up_again",
    ),
)
