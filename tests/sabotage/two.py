"""What lets a second machine stand by and take over, and a collective move, without anything said or kept twice."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

TWO = (
    Breakage(
        "second-machine-ends",
        "Who finds another process at work waits for its turn.",
        "bot/standby.py",
        {"if holder is None:\n            return True": "return True"},
        "tests/test_standby.py::test_who_finds_another_at_work_waits_until_it_is_gone",
    ),
    Breakage(
        "folder-of-its-own",
        "A machine that does not see the other's files does not stand by.",
        "bot/standby.py",
        {"if self.seen or self.mark is None:": "if True:"},
        "tests/test_standby.py::test_a_folder_without_the_name_of_the_other_is_refused_in_time",
    ),
    Breakage(
        "woken-and-sends",
        "Who slept past the term asks before something leaves that no transaction can take back.",
        "bot/postman.py",
        {"await self._bench.reassure()": "pass"},
        "tests/test_standby.py::test_woken_after_its_term_it_sends_nothing_that_it_had_claimed[sqlite]",
    ),
    Breakage(
        "half-a-move-opens",
        "While a move is not over, nobody opens its target.",
        "storage/upgrade.py",
        {"if found == MOVING:": "if False:"},
        "tests/test_move.py::test_killed_on_the_way_neither_opens_as_a_half_and_it_goes_on[rows-moved]",
    ),
    Breakage(
        "source-opens-still",
        "Once a collective was moved, nobody opens what it was moved from.",
        "storage/transfer.py",
        {"await set_shape(connection, MOVED)": "pass"},
        "tests/test_move.py::test_killed_on_the_way_neither_opens_as_a_half_and_it_goes_on[source-left]",
    ),
    Breakage(
        "move-believes-what-is-there",
        "What a killed move left is compared with the source before it goes on.",
        "storage/copying.py",
        {"if begun.rows == there.rows and begun != there:": "if False:"},
        "tests/test_move.py::test_a_row_that_changed_between_two_tries_is_not_believed",
    ),
)
