"""What keeps a request private, and between those whom its author agreed to."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

_TEST, _CLOCK, _TRAVELS = (f"tests/test_solidarity{part}.py::" for part in ("", "_clock", "_travels"))

SOLIDARITY = (
    Breakage(
        "asked-in-the-room",
        "In a room a private command gets a letter and nothing else.",
        "storage/desk.py",
        {"if self.visit.in_private:\n            self.ask(what": "if True:\n            self.ask(what"},
        f"{_TEST}test_in_a_room_there_is_a_letter_and_nothing_else[sqlite]",
    ),
    Breakage(
        "any-word-sends",
        "A request is sent by a « oui » alone.",
        "commands/solidarity/asking.py",
        {"    if not is_yes(answer.text):": "    if False:"},
        f"{_TEST}test_another_word_than_yes_is_asked_again",
    ),
    Breakage(
        "removes-without-the-right",
        "The bot takes away what others said only where it may.",
        "storage/desk.py",
        {"if room is None or not (room.joined and room.may_remove):": "if room is None:"},
        f"{_TEST}test_where_the_bot_may_not_remove_it_says_so_and_goes_on",
    ),
    Breakage(
        "third-reader-in-the-office",
        "A third person in the Tisseuse's room shuts it to solidarity.",
        "commands/kit/confidential.py",
        {"return room if others and all(office in _OFFICES for office in offices) else None": "return room"},
        f"{_TEST}test_a_third_person_in_her_room_shuts_it_until_they_leave",
    ),
    Breakage(
        "name-behind-the-pseudonym",
        "Under a pseudonym the Tisseuse sees « une personne ».",
        "commands/solidarity/places.py",
        {"if not request.is_named or request.author_id is None:": "if request.author_id is None:"},
        f"{_TEST}test_under_a_pseudonym_both_talk_through_the_bot[sqlite]",
    ),
    Breakage(
        "opened-for-anybody",
        "A request's words are opened for those who may read them alone.",
        "storage/requests.py",
        {"if not in_office and reader.id != request.oriented_id:": "if False:"},
        f"{_TEST}test_its_words_are_opened_for_nobody_else",
    ),
    Breakage(
        "read-without-a-line",
        "Each reading leaves a line of audit.",
        "storage/requests.py",
        {"        await audit.record(reader.user_id, AuditAction.OPENED, subject, str(request.ref))\n": ""},
        f"{_TEST}test_each_reading_leaves_a_line_of_audit",
    ),
    Breakage(
        "words-outlive-withdrawal",
        "A request that is taken back keeps no word.",
        "storage/requests.py",
        {"WITHDRAWN:\n            self.erase_content()": "WITHDRAWN:\n            pass"},
        f"{_TEST}test_taking_back_erases_the_words_everywhere_and_tells_the_tisseuse[sqlite]",
    ),
    Breakage(
        "copies-outlive-withdrawal",
        "Every message of the bot's that holds a request's words goes with it.",
        "commands/solidarity/own.py",
        {"            await desk.erase_copy(post)": "            pass"},
        f"{_TEST}test_taking_back_erases_the_words_everywhere_and_tells_the_tisseuse[sqlite]",
    ),
    Breakage(
        "words-kept-for-ever",
        "A request's words are erased 30 days after its end.",
        "commands/solidarity/keeping.py",
        {"        await let_go(desk, request)": "        pass"},
        f"{_TEST}test_thirty_days_after_its_end_its_name_type_and_quarter_stay",
    ),
    Breakage(
        "weekends-count",
        "Only working days count.",
        "commands/solidarity/clock.py",
        {"days -= not is_day_off(day, alsace_moselle=False)": "days -= 1"},
        f"{_CLOCK}test_over_a_weekend_the_day_is_told_at_once",
    ),
    Breakage(
        "stands-in-at-any-time",
        "Whoever stands in reads only while both are away.",
        "bot/desks.py",
        {"if all(each.habits.is_away(desk.visit.today) for each in both) else None": "if True else None"},
        f"{_CLOCK}test_both_away_the_named_person_stands_in_and_the_author_knows",
    ),
    Breakage(
        "telling-text-travels",
        "A text for the other îlots tells nobody who it is.",
        "commands/solidarity/travel.py",
        {"    if found:\n": "    if False:\n"},
        f"{_TRAVELS}test_a_text_that_tells_who_it_is_goes_nowhere[Lyon]",
    ),
    Breakage(
        "relay-of-other-words",
        "A « oui » counts for the words that were shown.",
        "commands/solidarity/travel.py",
        {'if request.relay_text != answer.fields["text"] or not': "if not"},
        f"{_TRAVELS}test_a_yes_to_other_words_is_asked_again",
    ),
    Breakage(
        "relay-comes-home",
        "What is passed on is not told in its author's own îlot.",
        "commands/solidarity/travel.py",
        {"if request.relay_home or not await _is_home(desk, request, edition):": "if True:"},
        f"{_TRAVELS}test_a_text_goes_to_the_other_ilots_with_the_next_courrier[sqlite]",
    ),
    Breakage(
        "edited-words-stay-with-her",
        "What was read of a request is taken back when its author edits it.",
        "commands/solidarity/own.py",
        {"    await erase_shown(desk, request)\n": ""},
        "tests/test_private_edits.py::test_the_edited_words_of_a_request_take_the_place_of_those_she_read[sqlite]",
    ),
)
