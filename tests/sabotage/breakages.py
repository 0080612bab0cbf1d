"""The sabotage list: each mechanism that keeps a promise, how to break it, and the one test that must notice."""

from __future__ import annotations

from tests.sabotage.abuse import ABUSE
from tests.sabotage.breakage import Breakage
from tests.sabotage.care import CARE
from tests.sabotage.commons import COMMONS
from tests.sabotage.consent import CONSENT
from tests.sabotage.distress import DISTRESS
from tests.sabotage.exports import EXPORTS
from tests.sabotage.files import FILES
from tests.sabotage.frame import FRAME
from tests.sabotage.fund import FUND
from tests.sabotage.keeping import KEEPING
from tests.sabotage.mechanisms import MECHANISMS
from tests.sabotage.office import OFFICE
from tests.sabotage.paths import PATHS
from tests.sabotage.people import PEOPLE
from tests.sabotage.report import REPORT
from tests.sabotage.scale import SCALE
from tests.sabotage.solidarity import SOLIDARITY
from tests.sabotage.supply import SUPPLY
from tests.sabotage.two import TWO

_EXACTLY_ONCE = (
    Breakage(
        "token-before-inbox",
        "The sync token moves in the transaction that keeps the sync's events.",
        "bot/intake.py",
        {
            "await self._bench.insist(partial(self._take, batch=batch))": (
                "async with self._bench.transaction() as session:\n"
                "            await Delivery(session, self._bench.account_id).move_token(batch.next)\n"
                "        await self._bench.insist(partial(self._take, batch=batch))"
            )
        },
        "tests/test_intake.py::test_a_sync_that_cannot_be_kept_moves_no_token[sqlite]",
    ),
    Breakage(
        "no-backfill",
        "The gap of a limited timeline is filled before the sync is kept.",
        "bot/matrix/sync.py",
        {"return await self._backfill(room_id, timeline.prev_batch, since)": "return []"},
        "tests/matrix/test_syncing.py::test_the_gap_of_a_limited_timeline_is_filled_to_its_end_in_order",
    ),
    Breakage(
        "effects-before-done",
        "What a command does and the mark that it is done are one transaction.",
        "bot/intake.py",
        {
            'await delivery.done(row, result.outcome)\n            reach("handled")': (
                "pass\n"
                "        async with self._bench.transaction() as session:\n"
                "            row = await session.get_one(InboxRow, seq)\n"
                "            await Delivery(session, self._bench.account_id).done(row, result.outcome)\n"
                '            reach("handled")'
            )
        },
        "tests/live/test_exactly_once.py::test_killed_at_a_point_a_command_takes_effect_and_is_answered_once[handled]",
    ),
    Breakage(
        "done-before-effects",
        "The mark that an event is done is committed with what it did, not before.",
        "bot/intake.py",
        {
            "desk.visit = replace(desk.visit, voice=voice)": (
                "from storage.letters import InboxRow\n"
                "            await delivery.done(row, Outcome.ANSWERED)\n"
                "        async with self._bench.transaction() as session:\n"
                "            delivery = Delivery(session, self._bench.account_id)\n"
                "            row = await session.get_one(InboxRow, seq)\n"
                "            desk = await desk_for(self._bench, session, incoming)\n"
                "            desk.visit = replace(desk.visit, voice=voice)"
            )
        },
        "tests/live/test_bourse_crashes.py::test_killed_while_people_tap_each_card_and_each_word_is_seen_once[sqlite]",
    ),
    Breakage(
        "refusal-keeps-effects",
        "A refusal undoes what the command did so far.",
        "bot/intake.py",
        {"as refused:\n            await savepoint.rollback()": "as refused:\n            await savepoint.commit()"},
        "tests/test_intake.py::test_a_refusal_undoes_everything_and_keeps_its_answer[sqlite]",
    ),
    Breakage(
        "note-turned-apart",
        "A note of the clock is turned in the transaction that acts on it.",
        "bot/intake.py",
        {
            '                await self._recall(desk, row)\n                reach("handled")': (
                "                key, kind = f'rem:{row.id}:{row.occurrence}', row.kind\n"
                "                fields = dict(row.payload)\n"
                "                await desk.agenda.turn(row, desk.visit.now)\n"
                "        async with self._bench.transaction() as session:\n"
                "            desk = bare_desk(self._bench, session)\n"
                "            if row is not None:\n"
                "                await self._dispatch.remind(desk, kind, fields)\n"
                "                await self._envelopes.post_all(desk, key, None)\n"
                '                reach("handled")'
            )
        },
        "tests/live/test_bourse_crashes.py::test_killed_while_a_courrier_leaves_each_ilot_reads_it_once[sqlite]",
    ),
    Breakage(
        "poison-not-counted",
        "Every fault of an event is counted, and the third is the last.",
        "storage/delivery.py",
        {"row.attempts += 1\n        if row.attempts >= POISON_AFTER": "if row.attempts >= POISON_AFTER"},
        "tests/test_intake.py::test_attempts_are_counted_outside_the_transaction_that_failed[sqlite]",
    ),
    Breakage(
        "no-barrier",
        "Nothing leaves before the first sync is committed.",
        "bot/postman.py",
        {"await self._intake.caught_up.wait()": "pass"},
        "tests/test_postman.py::test_nothing_leaves_before_the_first_sync_is_committed[sqlite]",
    ),
    Breakage(
        "no-echo-check",
        "The bot's own messages, seen in a sync, settle what was in doubt.",
        "bot/intake.py",
        {"echoes.settle((echo.txn_id, echo.event_id) for echo in batch.echoes)": "echoes.settle(())"},
        "tests/test_postman.py::test_what_the_first_sync_shows_as_arrived_is_not_sent_again[sqlite]",
    ),
    Breakage(
        "claim-after-send",
        "An attempt is committed before its request leaves.",
        "bot/postman.py",
        {
            "_target(delivery, row)\n        await": "_target(delivery, row)\n        if False: await",
            "await delivery.sent(seq, event_id)": (
                "await delivery.claim(seq, self._bench.now())\n        await delivery.sent(seq, event_id)"
            ),
        },
        "tests/test_postman.py::test_the_attempt_is_committed_before_the_request[sqlite]",
    ),
    Breakage(
        "random-transaction-ids",
        "A message keeps its transaction id through every attempt and every life of the bot.",
        "bot/postman.py",
        {"txn_id=row.txn_id,": 'txn_id=f"{random.getrandbits(160):040x}",'},
        "tests/live/test_exactly_once.py::test_killed_at_a_point_a_command_takes_effect_and_is_answered_once[delivered]",
    ),
    Breakage(
        "doubt-not-waited-out",
        "What was tried long ago is sent again only after a sync that would have shown it.",
        "bot/postman.py",
        {"if self._is_doubtful(row, now):": "if False:"},
        "tests/test_postman.py::test_a_doubtful_message_waits_for_a_sync_that_began_after_its_last_attempt[sqlite]",
    ),
    Breakage(
        "edit-before-its-target",
        "An edit leaves only when the message it speaks of has left.",
        "bot/postman.py",
        {'return target.state == "sent"': "return True"},
        "tests/test_postman.py::test_an_edit_taken_up_before_its_message_has_left_is_not_sent[sqlite]",
    ),
    Breakage(
        "edit-holds-up-its-room",
        "An edit whose target has not left is never the next to leave.",
        "storage/heads.py",
        {"due.not_before <= now), ~target_waits, ~muted)": "due.not_before <= now), ~muted)"},
        "tests/test_delivery.py::test_an_edit_whose_target_waits_for_its_hour_holds_up_nobody[sqlite]",
    ),
    Breakage(
        "limit-of-one-room",
        "A rate limit met in one room holds back the whole account.",
        "bot/postman.py",
        {"await delivery.block_until(now + dt": "await delivery.postpone(seq, now + dt"},
        "tests/test_postman.py::test_a_limit_met_in_one_room_stops_every_room_for_as_long_as_it_says[sqlite]",
    ),
    Breakage(
        "policy-not-asked-again",
        "Quiet time is asked about at every attempt, not only when a message is written.",
        "bot/postman.py",
        {"hour = await self._hour(session, row, now) if row.urgency in HELD else None": "hour = None"},
        "tests/test_postman.py::test_the_posting_policy_is_asked_again_at_every_attempt[sqlite]",
    ),
    Breakage(
        "hour-served-twice",
        "Each hour of the wall clock is served once, also when a note's row is set back.",
        "bot/intake.py",
        {"spent = row.was_done() or row.is_stale": "spent = row.is_stale"},
        "tests/test_agenda.py::test_what_an_hour_has_done_is_not_done_again_when_its_row_is_rewound[sqlite]",
    ),
)

_DATABASE = (
    Breakage(
        "deferred-begin",
        "A transaction on SQLite takes the write lock when it begins.",
        "storage/database.py",
        {'"BEGIN IMMEDIATE"': '"BEGIN DEFERRED"'},
        "tests/test_database.py::test_a_transaction_takes_the_write_lock_when_it_begins",
    ),
    Breakage(
        "naive-time-stored",
        "A time without its offset is refused, never guessed at.",
        "storage/database.py",
        {'raise ValueError("a time without offset cannot be stored")': "return value"},
        "tests/test_database.py::test_a_time_without_offset_is_refused[sqlite]",
    ),
    Breakage(
        "no-fence",
        "Every writing transaction checks that nobody else took over.",
        "bot/bench.py",
        {"await self.lease.check(session)": "pass"},
        "tests/test_intake.py::test_after_a_lost_lease_nothing_is_taken_in[sqlite]",
    ),
    Breakage(
        "fence-without-a-lock",
        "On PostgreSQL the next holder waits for what the last one is writing.",
        "storage/lease.py",
        {"_EPOCH_HELD = _EPOCH.with_for_update(read=True)": "_EPOCH_HELD = _EPOCH"},
        "tests/test_lease.py::test_the_next_holder_waits_for_what_the_first_is_writing[postgresql]",
    ),
    Breakage(
        "file-lock-shared",
        "On SQLite one process has the file, and a second one is refused.",
        "storage/lease.py",
        {"fcntl.LOCK_EX | fcntl.LOCK_NB": "fcntl.LOCK_SH | fcntl.LOCK_NB"},
        "tests/test_lease.py::test_a_second_process_on_a_file_is_refused_while_the_first_lives_or_hangs",
    ),
    Breakage(
        "no-seal",
        "What people wrote is sealed in the tables.",
        "storage/database.py",
        {
            "_seal_of(dialect).close_json(value)": "json.dumps(value).encode()",
            "_seal_of(dialect).open_json(value)": "json.loads(value)",
        },
        "tests/test_database.py::test_sealed_columns_hold_no_plain_text_in_the_tables[sqlite]",
    ),
    Breakage(
        "text-kept-when-done",
        "What a command said is erased when it is done.",
        "storage/delivery.py",
        {'row.state, row.body, row.outcome = "done", None, outcome': 'row.state = "done"'},
        "tests/test_delivery.py::test_an_event_stays_known_when_it_is_done_and_its_text_is_gone[sqlite]",
    ),
)

_KEYS = (
    Breakage(
        "keys-not-with-their-sync",
        "The keys that a sync changed are committed with its events and its token.",
        "bot/intake.py",
        {"await Keys(session, self._bench.account_id).write(batch.keys, self._bench.now())": "pass"},
        "tests/test_intake.py::test_the_keys_that_a_sync_changed_are_committed_with_its_token_or_not_at_all[sqlite]",
    ),
    Breakage(
        "ledger-saved-after-the-request",
        "No request leaves while a key that it needs is not committed.",
        "bot/matrix/keyed.py",
        {
            "while self._is_uncommitted:\n"
            "                await self._idle.wait()\n"
            "                await self.flush()\n"
            "            _note_request(path)\n"
            "        return await super().send(method, path, *more, **named)": (
                "_note_request(path)\n"
                "        answer = await super().send(method, path, *more, **named)\n"
                "        await self.flush()\n"
                "        return answer"
            )
        },
        "tests/crypto/test_gate.py::test_no_request_leaves_before_the_keys_it_needs_are_committed",
    ),
    Breakage(
        "one-time-keys-uploaded-twice",
        "One-time keys that a crash left over are never uploaded again.",
        "bot/matrix/keyed.py",
        {"self._guard()\n        self._publish_leftovers()": "self._guard()"},
        "tests/crypto/test_gate.py::test_keys_left_over_by_a_crash_are_never_uploaded_again",
    ),
    Breakage(
        "no-fallback-key",
        "A fallback key serves whoever comes when all one-time keys are taken.",
        "bot/matrix/upkeep.py",
        {'content["fallback_keys"] = _fallback_keys(client)': "pass"},
        "tests/crypto/test_gate.py::test_one_time_keys_are_committed_as_used_before_they_are_uploaded",
    ),
    Breakage(
        "words-before-their-key",
        "Nothing is said in an encrypted room until everybody in it has the key.",
        "bot/matrix/roomkeys.py",
        {"if missed:": "if False:"},
        "tests/test_roomkeys.py::test_where_that_fails_nothing_can_be_said_and_the_next_try_succeeds"
        "[sendToDevice-answer3]",
    ),
    Breakage(
        "worse-key-replaces-the-better",
        "A room key shared again at a later index never replaces one that reads more.",
        "bot/matrix/ledger.py",
        {"if known is not None and known.first_known_index <= session.first_known_index:": "if False:"},
        "tests/crypto/test_ledger.py::test_a_room_key_shared_again_at_a_later_index_never_replaces_the_better_one",
    ),
)

BREAKAGES: tuple[Breakage, ...] = (
    *_EXACTLY_ONCE,
    *_DATABASE,
    *_KEYS,
    *PEOPLE,
    *CONSENT,
    *SOLIDARITY,
    *FUND,
    *KEEPING,
    *SUPPLY,
    *TWO,
    *SCALE,
    *FILES,
    *EXPORTS,
    *OFFICE,
    *FRAME,
    *CARE,
    *COMMONS,
    *MECHANISMS,
    *PATHS,
    *REPORT,
    *DISTRESS,
    *ABUSE,
)
