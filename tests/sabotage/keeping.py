"""What makes a backup whole, of one instant and without its key, and lets nothing old be sent with."""

from __future__ import annotations

from tests.sabotage.breakage import Breakage

KEEPING = (
    Breakage(
        "restored-with-its-device",
        "The keys of a device that came out of a backup are used for nothing any more.",
        "storage/snapshots.py",
        {"CryptoRow.kind.in_(OF_DEVICE)": 'CryptoRow.kind == "nothing"'},
        "tests/test_copy_before_migration.py::test_the_copy_comes_back_without_the_device[sqlite]",
    ),
    Breakage(
        "migrated-without-a-copy",
        "No copy, no change of shape.",
        "bot/app.py",
        {"await copy_before_migration(config, database, shape, Made(now(), own_version()))": "pass"},
        "tests/test_copy_before_migration.py::test_without_a_copy_nothing_changes[sqlite]",
    ),
    Breakage(
        "restored-over-a-living-one",
        "Nothing is restored over what is there.",
        "bot/restoring.py",
        {"            await _refuse_living(database)\n": ""},
        "tests/test_backup.py::test_nothing_is_written_over_what_is_there",
    ),
    Breakage(
        "restored-unproven",
        "A key is proven before anything of a backup is written.",
        "bot/restoring.py",
        {"        archive.prove(page, database.seal)\n": ""},
        "tests/test_backup.py::test_another_key_and_none_are_refused_before_anything_is_written",
    ),
    Breakage(
        "damaged-taken-for-whole",
        "A backup that is not as it was written is refused.",
        "storage/archive.py",
        {"if found != wanted:": "if not found:"},
        "tests/test_backup.py::test_a_damaged_a_foreign_and_a_newer_file_are_refused",
    ),
    Breakage(
        "restored-without-its-journal",
        "Whoever the journal names is forgotten again in what was restored.",
        "bot/restoring.py",
        {"return Restored(page, await replay_erasures(config, url))": "return Restored(page, 0)"},
        "tests/test_backup.py::test_whoever_was_forgotten_since_is_forgotten_again_before_any_start",
    ),
    Breakage(
        "numbers-begin-again",
        "A number that was given is not given again on another engine.",
        "storage/copying.py",
        {"    await _continue_numbering(source, tables, target, into)\n": ""},
        "tests/test_backup.py::test_from_a_file_to_a_server_and_back_it_is_the_same",
    ),
    Breakage(
        "tick-by-the-wall",
        "The clock looks again by itself, whatever the wall's clock does.",
        "bot/clock.py",
        {"async with asyncio.timeout(TICK):": "async with asyncio.timeout(None):"},
        "tests/test_agenda.py::test_a_running_clock_sees_the_wall_jump_ahead_and_back_by_hours[sqlite]",
    ),
    Breakage(
        "watchdog-fed-blindly",
        "The watchdog is fed only while every loop turns.",
        "bot/pulse.py",
        {"        if not stuck:\n            notify": "        if True:\n            notify"},
        "tests/test_pulse.py::test_the_watchdog_is_fed_only_while_all_of_them_turn",
    ),
    Breakage(
        "health-for-everybody",
        "Health and metrics are told to this machine only.",
        "bot/health.py",
        {'HOST = "127.0.0.1"': 'HOST = "0.0.0.0"'},
        "tests/test_health.py::test_only_this_machine_is_answered[sqlite]",
    ),
    Breakage(
        "cancelled-once",
        "A task that misses its cancellation is cancelled again.",
        "bot/ending.py",
        {"while under_way := [task": "if under_way := [task"},
        "tests/test_ending.py::test_a_task_that_misses_a_cancellation_is_cancelled_again[1]",
    ),
)
