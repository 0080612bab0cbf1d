"""What keeps one's own diagnosis, incomings and meetings with whom they concern, and takes them away when asked to."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

PATHS = (
    Breakage(
        "own-diagnosis-without-audit",
        "Whoever opens somebody's own diagnosis leaves a line that its author sees.",
        "storage/diagnoses.py",
        {"await audit.record(reader.user_id, AuditAction.OPENED, author.user_id, str(row.ref))": "pass"},
        "tests/test_diagnosis.py::test_one_s_own_is_read_by_the_tisseuse_after_a_yes_alone[oui-True]",
    ),
    Breakage(
        "own-diagnosis-before-others",
        "Nobody's own diagnosis is opened while a third person is in the Tisseuse's room.",
        "commands/diagnosis/paths.py",
        {"    if await office_room(desk) is None:\n": "    if False:\n"},
        "tests/test_diagnosis.py::test_with_a_third_person_in_her_room_nobody_s_own_is_opened",
    ),
    Breakage(
        "old-diagnosis-stays",
        "A diagnosis made anew takes the words before it away.",
        "commands/diagnosis/keeping.py",
        {"if before is not None:\n        await desk.erase_copies(str(before.ref))": "return"},
        "tests/test_diagnosis.py::test_making_it_anew_takes_the_words_before_away",
    ),
    Breakage(
        "diagnosis-in-an-open-export",
        "An export that is not sealed has nobody's own diagnosis.",
        "storage/path_entries.py",
        {"if sealed or not row.is_own]": "if True]"},
        "tests/test_diagnosis.py::test_one_s_own_makes_the_round_trip_and_an_unsealed_export_has_no_word[sqlite]",
    ),
    Breakage(
        "diagnosis-reminder-uncalled",
        "Nobody is reminded of a diagnosis that is made.",
        "commands/diagnosis/reminding.py",
        {"if version not in made or made[version].filled_on is None]": "]"},
        "tests/test_diagnosis.py::test_one_that_is_made_is_not_called_to_mind",
    ),
    Breakage(
        "income-of-anybody",
        "The shelf of incomings gives whoever looks their own lines alone.",
        "storage/incomes.py",
        {"select(IncomeLine).where(IncomeLine.person_id == owner.id)": "select(IncomeLine)"},
        "tests/test_income.py::test_nobody_else_sees_it_in_any_room_any_figure_or_any_export",
    ),
    Breakage(
        "erased-income-is-still-shown",
        "One word takes back every message that showed any expected incoming.",
        "commands/income/keeping.py",
        {"for ref in (*refs, whole(person)):": "for ref in refs:"},
        "tests/test_income.py::test_one_word_erases_all_of_it_and_every_message_that_showed_it[sqlite-efface]",
    ),
    Breakage(
        "old-sums-stay",
        "A corrected line takes the months that were counted with it away.",
        "commands/income/keeping.py",
        {"    await desk.erase_copies(str(whole(desk.visit.someone)))\n    for post": "    for post"},
        "tests/test_income.py::test_an_edited_message_is_a_corrected_line_and_old_sums_go",
    ),
    Breakage(
        "forgotten-income-is-shown",
        "Whoever is forgotten takes the messages that showed their incomings with them.",
        "commands/income/forgotten.py",
        {"        await desk.erase_copies(str(ref))": "        pass"},
        "tests/test_income.py::test_it_is_given_to_its_person_and_forgotten_with_them",
    ),
    Breakage(
        "meeting-before-others",
        "Who asks for a meeting is told to the Tisseuse and her deputy alone.",
        "commands/meeting/telling.py",
        {"room = await office_room(desk)": "room = await desk.rooms.admin()"},
        "tests/test_meetings.py::test_with_a_third_person_in_her_room_she_is_told_in_private",
    ),
    Breakage(
        "meeting-stays",
        "A meeting whose day is over is gone.",
        "storage/meetings.py",
        {"if meeting.at.day < today:": "if False:"},
        "tests/test_meetings.py::test_the_night_after_its_day_it_is_gone",
    ),
)
