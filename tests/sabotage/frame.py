"""What keeps an îlot's times among its own, private reminders private, and sheets found and kept by the Tisseuse."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

FRAME = (
    Breakage(
        "agenda-of-any-room",
        "An îlot's times are shown in its own room and in private, nowhere else.",
        "commands/agenda/ahead.py",
        {"return await desk.my_ilots() if desk.visit.in_private else []": "return await desk.my_ilots()"},
        "tests/test_ahead.py::test_an_ilot_reads_its_own_times_and_nobody_else_does",
    ),
    Breakage(
        "reminder-in-a-room",
        "A reminder's reference, typed in a room, shows none of its words there.",
        "commands/reminders/commands.py",
        {'        raise Refusal(OnlyInPrivate(command="rappels"))': "        pass"},
        "tests/test_reminders.py::test_nobody_else_has_it_and_its_words_stay_out_of_rooms",
    ),
    Breakage(
        "reminder-of-anybody",
        "A reminder is found by its own person alone.",
        "storage/reminders.py",
        {"if found is None or found.person_id != person.id:": "if found is None:"},
        "tests/test_reminders.py::test_nobody_else_has_it_and_its_words_stay_out_of_rooms",
    ),
    Breakage(
        "reminder-kept",
        "Once told, nothing is kept of a reminder.",
        "commands/reminders/clock.py",
        {
            "if await desk.call_to_mind(person, told, str(reminder.ref)):\n"
            "        await desk.reminders.erase(reminder)": "await desk.call_to_mind(person, told, str(reminder.ref))"
        },
        "tests/test_reminders.py::test_it_is_told_at_its_hour_in_private_and_is_gone[sqlite]",
    ),
    Breakage(
        "short-month-forgets",
        "After a short month, what comes round is on its own day again.",
        "storage/recurrence.py",
        {
            "return found if found > day else self._nth(step + 1)": (
                "return found if found > day else dataclasses.replace(self, anchor=Moment(found))._nth(1)"
            ),
            "import datetime as dt\nimport re": "import dataclasses\nimport datetime as dt\nimport re",
        },
        "tests/test_reading_often.py::test_a_short_month_has_it_on_its_last_day_and_the_next_one_on_its_own",
    ),
    Breakage(
        "told-for-each-miss",
        "What was missed while the bot was down is told once.",
        "commands/reminders/clock.py",
        {"next_of(every, desk.visit.now, desk.visit.zone)": "next_of(every, reminder.due_at, desk.visit.zone)"},
        "tests/test_reminders.py::test_what_was_missed_for_months_is_told_once",
    ),
    Breakage(
        "tick-stops-the-rhythm",
        "A tick says that it is done this time, and stops nothing that comes round.",
        "commands/reminders/commands.py",
        {'"✅": _ticked': '"✅": _tapped'},
        "tests/test_reminders.py::test_a_tick_leaves_it_and_a_cross_stops_it",
    ),
    Breakage(
        "sheet-by-anybody",
        "Only the Tisseuse and her deputy write sheets, in her room.",
        "commands/framework/commands.py",
        {"if desk.visit.office is None:": "if False:"},
        "tests/test_framework.py::test_nobody_else_writes_and_she_only_in_her_room",
    ),
    Breakage(
        "sheet-by-half-a-word",
        "What has only half of the words is not shown as if it were meant.",
        "commands/framework/search.py",
        {"sure=2 * best > len(asked)": "sure=True"},
        "tests/test_framework.py::test_what_has_half_of_the_words_is_not_taken_for_it",
    ),
)
