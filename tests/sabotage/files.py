"""What keeps a file that is given sealed, whole, and gone once it was sent."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

FILES = (
    Breakage(
        "file-in-clear",
        "In an encrypted room a file is sealed before the homeserver has it.",
        "bot/matrix/door.py",
        {"file.name, encrypt=encrypt)": "file.name, encrypt=False)"},
        "tests/matrix/test_files.py::test_in_an_encrypted_room_the_homeserver_learns_neither_bytes_nor_name",
    ),
    Breakage(
        "file-put-at-every-try",
        "A file is put on the homeserver once, however often its message is tried.",
        "bot/matrix/door.py",
        {"self._put_already[outgoing.txn_id] = place": "pass"},
        "tests/matrix/test_files.py::test_what_is_tried_again_is_not_put_again",
    ),
    Breakage(
        "file-outlives-its-sending",
        "Nothing of a file stays here once it was sent.",
        "bot/postman.py",
        {"await asyncio.to_thread(self._bench.media.erase, outgoing.file.kept)": "pass"},
        "tests/test_files.py::test_a_file_leaves_with_what_is_said_of_it_and_nothing_of_it_stays[sqlite]",
    ),
    Breakage(
        "waiting-file-swept",
        "A file that waits to be sent is not taken for one that nobody speaks of.",
        "storage/files.py",
        {'return {content["file"]["kept"] for content in contents if content} | await': "return await"},
        "tests/test_files.py::test_the_next_process_sends_what_one_that_died_had_claimed[sqlite]",
    ),
    Breakage(
        "file-swept-before-its-commit",
        "A file whose transaction is under way is not swept.",
        "storage/media.py",
        {"filed = set(self._filed)": "filed = set[str]()"},
        "tests/test_files.py::test_what_a_transaction_under_way_has_put_is_not_swept",
    ),
)
