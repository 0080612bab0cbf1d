"""What keeps hostile input outside."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

ABUSE = (
    Breakage(
        "deleted-from-elsewhere",
        "What stands in one room is not touched from another.",
        "bot/changes.py",
        {"if where is not None and where != incoming.room_id and": "if where is None and"},
        "tests/test_abuse_relations.py::test_nothing_of_one_room_is_deleted_from_another[@ines:archipel.example]",
    ),
    Breakage(
        "member-by-a-late-message",
        "Who left an îlot is no member again by what a server passes on late.",
        "bot/desks.py",
        {"(room is None or await desk.rooms.holds(room, incoming.sender))": "True"},
        "tests/test_abuse_relations.py::test_who_left_an_ilot_is_no_member_again_by_a_message_that_comes_late",
    ),
    Breakage(
        "flood-answered",
        "Whoever sends more than a hand can type is told once to breathe.",
        "bot/intake.py",
        {"            pace.check()\n": ""},
        "tests/test_abuse_pace.py::test_of_200_commands_in_a_minute_120_are_answered_and_one_is_told_to_breathe",
    ),
    Breakage(
        "flood-scolded",
        "Told once: the rest of the minute passes without a word.",
        "bot/pace.py",
        {"self._resting[user_id] = now + MINUTE": "pass"},
        "tests/test_abuse_pace.py::test_of_200_commands_in_a_minute_120_are_answered_and_one_is_told_to_breathe",
    ),
    Breakage(
        "distress-paced",
        "What is deleted, and words of distress, are heard at any pace.",
        "bot/pace.py",
        {"if kind not in PACED:": "if kind is Heard.JOIN:"},
        "tests/test_abuse_pace.py::test_what_is_deleted_and_words_of_distress_are_heard_whatever_the_pace",
    ),
    Breakage(
        "account-without-end",
        "Who has no user id is nobody: what no column takes would stop the sync.",
        "bot/matrix/reading.py",
        {"if _account(sender) is None or": "if not isinstance(sender, str) or"},
        "tests/test_abuse_events.py::test_whoever_has_no_account_is_nobody[noa]",
    ),
    Breakage(
        "json-without-floor",
        "A document that is nested too deeply is refused in a line.",
        "storage/strictjson.py",
        {"    _check_depth(value)\n": ""},
        "tests/test_abuse_bombs.py::test_a_document_however_deep_is_read_or_refused[people-480-objects]",
    ),
    Breakage(
        "toml-without-floor",
        "A configuration that is nested too deeply is refused in a line.",
        "bot/config.py",
        {"except RecursionError as error:": "except KeyError as error:"},
        "tests/test_abuse_bombs.py::test_a_configuration_however_odd_is_refused_in_a_line_or_a_few[a = [[[[[[[[[[3]",
    ),
    Breakage(
        "room-notified",
        "A message that mentions nobody says so: clients then take no « @room » in it for one.",
        "bot/matrix/sending.py",
        {'content["m.mentions"] = {"user_ids": list(outgoing.mentions)} if outgoing.mentions else {}': "pass"},
        "tests/test_abuse_words.py::test_no_message_notifies_a_whole_room_whatever_is_quoted_in_it[text]",
    ),
)
