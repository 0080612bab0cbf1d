"""What keeps figures true and nobody's, and an introduction both people's own."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

REPORT = (
    Breakage(
        "four-people-counted",
        "Fewer than five people are never counted aloud.",
        "storage/quarters.py",
        {"if people < FEWEST:": "if not people:"},
        "tests/test_report.py::test_few_people_are_said_to_be_few",
    ),
    Breakage(
        "few-told-by-subtracting",
        "Types are told only while what is left over is of nobody, or of five people.",
        "storage/quarters.py",
        {"while told and _tells_of_few(": "while False and _tells_of_few("},
        "tests/test_report.py::test_one_request_of_another_type_silences_the_smallest_type",
    ),
    Breakage(
        "quarter-under-way",
        "Only a quarter that is over is told of.",
        "commands/kit/periods.py",
        {"quarter.last < today": "quarter.first < today"},
        "tests/test_report.py::test_no_part_of_a_quarter_tells_of_solidarity_or_of_the_fund[T2]",
    ),
    Breakage(
        "part-of-a-quarter",
        "Only whole quarters are told of.",
        "commands/kit/periods.py",
        {"if quarter.first >= self.first and": "if"},
        "tests/test_report.py::test_no_part_of_a_quarter_tells_of_solidarity_or_of_the_fund[mars]",
    ),
    Breakage(
        "quarter-told-twice",
        "What was told of a quarter never changes.",
        "storage/quarters.py",
        {"if known is not None:": "if False:"},
        "tests/test_report.py::test_what_was_told_of_a_quarter_never_changes_so_that_nothing_can_be_subtracted[sqlite]",
    ),
    Breakage(
        "quarter-counted-too-late",
        "A quarter is counted before its requests lose their authors.",
        "commands/report/__init__.py",
        {"        tidy=keep_last_quarter,\n": ""},
        "tests/test_report.py::test_a_quarter_is_counted_in_the_night_before_its_requests_lose_their_authors",
    ),
    Breakage(
        "single-payment-told",
        "A single payment of the fund is never told.",
        "commands/report/counting.py",
        {"paid=None if len(paid) == 1 else _rounded(sum(paid))": "paid=_rounded(sum(paid))"},
        "tests/test_report.py::test_a_single_payment_of_the_fund_is_never_told",
    ),
    Breakage(
        "quote-before-consent",
        "Only what its author agreed to give to the anthology is quoted.",
        "storage/figures.py",
        {
            "Trace.scope == Scope.ANTHOLOGY, Trace.consented_at": "Trace.consented_at",
            " if each.resting is Scope.ANTHOLOGY": "",
        },
        "tests/test_report.py::test_only_what_is_agreed_for_the_anthology_is_quoted",
    ),
    Breakage(
        "week-on-a-holiday",
        "The week's digest waits for a working day.",
        "commands/report/week.py",
        {"    if is_day_off(today, alsace_moselle=False):": "    if False:"},
        "tests/test_week.py::test_on_a_holiday_it_waits_for_the_next_working_day",
    ),
    Breakage(
        "requests-before-others",
        "Where somebody else reads along in her room, the week says nothing of requests.",
        "commands/solidarity/todo.py",
        {"if await office_room(desk) is None:": "if False:"},
        "tests/test_week.py::test_where_somebody_else_reads_along_nothing_is_said_of_requests",
    ),
    Breakage(
        "introduced-by-one-yes",
        "Two people learn of each other only when both said yes.",
        "storage/introductions.py",
        {"return bool(self.one_says) and bool(self.other_says)": "return bool(self.one_says) or bool(self.other_says)"},
        "tests/test_linking.py::test_both_say_yes_and_only_then_learn_of_each_other[sqlite]",
    ),
    Breakage(
        "linked-out-of-its-ilot",
        "What stays in its îlot is shown to nobody of another one.",
        "commands/linking/asking.py",
        {"if each.published_at is None and one.ilot_id != other.ilot_id:": "if False:"},
        "tests/test_linking.py::test_what_cannot_be_linked_is_said[B4 O1-StaysInIlot]",
    ),
    Breakage(
        "start-pays-for-pictures",
        "What draws is not loaded before a picture is wanted.",
        "commands/report/picturing.py",
        {"def pictures(figures": "import matplotlib\n\n\ndef pictures(figures"},
        "tests/test_pictures.py::test_the_bot_starts_without_what_draws",
    ),
)
