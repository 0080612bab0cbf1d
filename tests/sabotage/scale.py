"""What lets many rooms wait, and whoever asks be answered all the same."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

SCALE = (
    Breakage(
        "news-before-answers",
        "Whoever asks is answered before what many rooms are to be told.",
        "bot/leaving.py",
        {"key=lambda head: (not head.awaited, head.seq)": "key=lambda head: head.seq"},
        "tests/test_leaving.py::test_whoever_asks_while_many_rooms_wait_is_answered_before_them[sqlite]",
    ),
    Breakage(
        "blind-between-looks",
        "What was written since the last whole look is looked for.",
        "bot/leaving.py",
        {"rooms = changed | await heads.rooms_since(self._newest - _OVERLAP)": "rooms = changed"},
        "tests/test_leaving.py::test_what_is_written_between_two_whole_looks_is_seen_and_leaves_once[sqlite]",
    ),
    Breakage(
        "whole-look-each-time",
        "In between only what has changed is asked for.",
        "bot/leaving.py",
        {"if not self._heads or self._tell() >= self._whole_at:": "if True:"},
        "tests/test_leaving.py::test_in_between_only_what_has_changed_is_asked_for[sqlite]",
    ),
    Breakage(
        "arrivals-at-once",
        "What a large sync brought is made into rows one by one, and the loop goes on in between.",
        "storage/delivery.py",
        {"for arrival in arrivals:": "for arrival in list(arrivals):"},
        "tests/test_delivery.py::"
        "test_many_at_once_are_kept_one_by_one_and_everybody_else_has_a_turn_between_them[sqlite]",
    ),
    Breakage(
        "all-ilots-at-once",
        "What is for every îlot goes out a slice at a time.",
        "commands/kit/spreading.py",
        {
            "found = await desk.rooms.of_ilots(after, AT_ONCE + 1)": "found = await desk.rooms.of_ilots(after, 9999)",
            "rooms = tuple(found[:AT_ONCE])": "rooms = tuple(found)",
        },
        "tests/test_spreading.py::test_a_courrier_for_many_ilots_is_called_a_slice_at_a_time_and_told_to_each_once",
    ),
    Breakage(
        "first-slice-only",
        "A slice says where the next one goes on.",
        "commands/kit/spreading.py",
        {"rooms[-1][0].slug if len(found) > AT_ONCE else None": "None"},
        "tests/test_spreading.py::test_an_urgent_announcement_reaches_each_of_many_ilots_once",
    ),
)
