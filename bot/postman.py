"""Outbox → door: in order per room, several rooms side by side, doubtful sends settled before they are repeated."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from contextlib import suppress
from dataclasses import replace
from functools import partial

import structlog

from bot.bench import Bench, wait_for_database
from bot.crashpoints import reach
from bot.ending import end
from bot.intake import Intake
from bot.leaving import Leaving
from bot.logs import trace
from bot.pulse import Loop
from bot.transport import (
    DeliveryError,
    DeliveryRefused,
    DeliveryUncertain,
    Enclosure,
    LoginRefused,
    Outgoing,
    Said,
    SlowDown,
    Transport,
)
from commands.kit import messages as say
from commands.kit.message import Message
from commands.kit.place import Looking
from commands.kit.quiet import HELD, not_before
from storage.database import Session, is_passing
from storage.delivery import FILES, Delivery
from storage.desk import Urgency
from storage.errors import WrongKey
from storage.heads import Head, Heads
from storage.ilots import Ilots
from storage.letters import OutboxRow
from storage.media import MediaGone
from storage.people import People, Person
from storage.posts import Posts
from storage.privates import Privates
from storage.queues import Queues
from storage.rooms import Rooms
from storage.sessions import Sessions
from storage.settings import Settings

log = structlog.get_logger()

DOUBTFUL_AFTER = dt.timedelta(minutes=20)  # the homeserver may forget a transaction id after 30
LONGEST_WAIT = 60.0
_IDLE = 30.0
_AT_ONCE = 16  # rooms: what is on its way when a rate limit is met is refused with it
_UNTIL_EXPLAINED = dt.timedelta(seconds=5)  # a sync says by then that the bot was muted, or put out
_GESTURES = {Said.ENTER, Said.DECLINE}


class Postman:
    """Takes the oldest due message of each room to the door."""

    def __init__(
        self,
        bench: Bench,
        intake: Intake,
        transport: Transport,
        doubtful_after: dt.timedelta = DOUBTFUL_AFTER,
    ) -> None:
        self._bench = bench
        self._intake = intake
        self._transport = transport
        self._doubtful_after = doubtful_after
        self._leaving = Leaving(bench.pulse.tell)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._failed: BaseException | None = None
        self._trouble: str | None = None
        self._stopping = False

    # ── for ever, beside the other loops ──

    async def run(self) -> None:
        """Barrier first: nothing leaves before a sync was committed, so that echoes have settled what they can.

        Raises LostLease, and LoginRefused when the door says so.
        """
        await self._intake.caught_up.wait()
        while not self._stopping:
            self._bench.pulse.turn(Loop.POSTMAN)
            self._intake.answered.clear()
            pause = await self._start_due()
            await self._pause(pause)
            if self._failed is not None:
                raise self._failed

    async def stop(self, grace: float = 5.0) -> None:
        """Takes nothing new, and gives what is under way a moment."""
        self._stopping = True
        self._intake.answered.set()
        if self._tasks:
            await asyncio.wait(list(self._tasks.values()), timeout=grace)
        await end(list(self._tasks.values()))

    async def _start_due(self) -> float:
        """Starts one task a room that has something due; returns seconds until the next look."""
        try:
            for seq, outgoing in await self._claim_due():
                self._begin(seq, outgoing)
            await asyncio.sleep(0)  # the requests leave before we look any further
            if self._leaving.is_more(self._tasks):
                return _IDLE  # there is no hour to wait for: the next one leaves when a send has ended
            later = await self.next_hour()
        except Exception as error:
            if not is_passing(error):
                raise
            self._leaving.forget()
            await wait_for_database(error)
            return 0.0
        return min(_IDLE, max(0.05, (later - self._bench.now()).total_seconds())) if later else _IDLE

    def _begin(self, seq: int, outgoing: Outgoing) -> None:
        if self._stopping:  # claimed all the same, as by a process that was killed: the next one sends it
            return
        task = asyncio.create_task(self._send(seq, outgoing))
        self._tasks[outgoing.room_id] = task

        def ended(done: asyncio.Task[None]) -> None:
            self._tasks.pop(outgoing.room_id, None)
            self._leaving.changed(outgoing.room_id)
            if not done.cancelled() and done.exception() is not None:
                self._failed = done.exception()
            self._intake.answered.set()

        task.add_done_callback(ended)

    async def _pause(self, seconds: float) -> None:
        """Until something is written, a send has ended, or the time has come."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._intake.answered.wait()

    async def _claim_due(self) -> list[tuple[int, Outgoing]]:
        """What leaves now, one a room: claimed in one transaction, which is committed before any request."""
        async with self._bench.transaction() as session:
            heads = await self._leaving.look(Heads(session, self._bench.account_id), self._bench.now())
            free = [head for head in heads if head.room_id not in self._tasks][: _AT_ONCE - len(self._tasks)]
            claimed = [(head, await self._claim(session, head.seq)) for head in free]
        for head, outgoing in claimed:
            if outgoing is None:  # what does not leave after all may have held up something else
                self._leaving.changed(head.room_id)
                self._intake.answered.set()
        return [(head.seq, outgoing) for head, outgoing in claimed if outgoing is not None]

    async def _heads(self, session: Session) -> list[Head]:
        return await Delivery(session, self._bench.account_id).heads(self._bench.now())

    # ── one by one, for the rehearsal ──

    async def send_all(self) -> int:
        """Sends everything that is due, in the order it was written; returns how many."""
        sent = 0
        while True:
            async with self._bench.database.transaction() as session:
                due = await self._heads(session)
            if not due:
                return sent
            await self.send(due[0].seq)
            sent += 1

    async def next_hour(self) -> dt.datetime | None:
        """When something that waits becomes due; while a rate limit lasts, when it ends."""
        async with self._bench.database.transaction() as session:
            delivery, now = Delivery(session, self._bench.account_id), self._bench.now()
            return await delivery.blocked_until(now) or await delivery.next_hour(now)

    # ── one message ──

    async def send(self, seq: int) -> None:
        """Claims it (committed before the request), sends it, and writes down what came of it.

        Raises LostLease, LoginRefused, or the database's own trouble when nothing was claimed.
        """
        async with self._bench.transaction() as session:
            outgoing = await self._claim(session, seq)
        if outgoing is not None:
            await self._send(seq, outgoing)

    async def _send(self, seq: int, outgoing: Outgoing) -> None:
        reach("claimed")
        await self._bench.reassure()  # the process may have slept since, and another sent it
        try:
            event_id = await self._deliver(outgoing)
        except DeliveryError as error:
            self._say_change(_reason(error))
            self._bench.pulse.deliveries[_result(error)] += 1
            await self._bench.insist(partial(self._not_sent, seq=seq, error=error))
            return
        reach("delivered")
        self._say_change(None)
        self._bench.pulse.deliveries["sent"] += 1
        await self._bench.insist(partial(self._sent, seq=seq, event_id=event_id))
        reach("marked")
        if outgoing.file is not None:
            await asyncio.to_thread(self._bench.media.erase, outgoing.file.kept)

    async def _deliver(self, outgoing: Outgoing) -> str:
        """Raises DeliveryError or LoginRefused. A bug of the door is no reason to hold up the other rooms."""
        try:
            return await self._transport.deliver(await self._with_file(outgoing))
        except (DeliveryError, LoginRefused):
            raise
        except Exception as error:
            log.error("postman.fault", txn=outgoing.txn_id, **trace(error))  # noqa: TRY400 - a traceback would quote it
            raise DeliveryUncertain(type(error).__name__) from error

    async def _with_file(self, outgoing: Outgoing) -> Outgoing:
        """Raises DeliveryRefused for a file that is lost: it went with another database, or its key did."""
        if outgoing.file is None:
            return outgoing
        try:
            data = await asyncio.to_thread(self._bench.media.get, outgoing.file.kept)
        except (MediaGone, WrongKey) as error:
            raise DeliveryRefused("its file is not there") from error
        return replace(outgoing, file=replace(outgoing.file, data=data))

    def _say_change(self, trouble: str | None) -> None:
        """One line when the door begins to fail in some way, and one when it is well again."""
        if trouble != self._trouble:
            log.warning("postman.trouble", reason=trouble) if trouble else log.info("postman.well_again")
        self._trouble = trouble

    async def _claim(self, session: Session, seq: int) -> Outgoing | None:
        """None when it may not leave now: slowed down, doubtful, too early, settled, or its target is not there."""
        delivery, now = Delivery(session, self._bench.account_id), self._bench.now()
        row = await delivery.departure(seq, lock=True)
        if row is None or row.state != "new" or not await self._may_leave(session, delivery, row, now):
            return None
        if not await self._room_is_open(session, delivery, row):
            return None
        if row.kind == Said.OPEN_PRIVATE and not await self._is_wanted(session, delivery, row, now):
            return None
        target = await _target(delivery, row)
        await delivery.claim_locked(row, now)
        return _outgoing(row, target)

    async def _may_leave(self, session: Session, delivery: Delivery, row: OutboxRow, now: dt.datetime) -> bool:
        if await delivery.blocked_until(now) is not None:  # another room's message met the limit meanwhile
            return False
        if self._is_doubtful(row, now):
            await delivery.postpone(row.seq, now + dt.timedelta(seconds=1))
            return False
        hour = await self._hour(session, row, now) if row.urgency in HELD else None
        if hour is not None:
            await delivery.hold(row.seq, hour)
            return False
        return await self._target_is_there(delivery, row)

    async def _hour(self, session: Session, row: OutboxRow, now: dt.datetime) -> dt.datetime | None:
        """What the posting policy says, as things are now."""
        urgency, reader = Urgency(row.urgency), await _reader(session, row)
        queues = Queues(session, self._bench.account_id)
        shelves = (Ilots(session), Sessions(session), queues, Settings(session))
        looking = Looking(*shelves, now, self._bench.zone)
        place = await looking.at(urgency, row.room_id, reader)
        return not_before(urgency, now, self._bench.zone, reader.habits if reader else None, place)

    async def _room_is_open(self, session: Session, delivery: Delivery, row: OutboxRow) -> bool:
        """Where the bot cannot talk, nothing is tried: the Tisseuse was told when it came to that."""
        room = await Rooms(session).find(row.room_id)
        if room is None or row.kind in _GESTURES or room.joined:
            return True
        await delivery.dead(row.seq, "the bot cannot talk in this room")
        return False

    async def _is_wanted(self, session: Session, delivery: Delivery, row: OutboxRow, now: dt.datetime) -> bool:
        """A room is made once: what came in meanwhile may say that it is there already."""
        if row.attempts and await delivery.waiting(1):
            await delivery.postpone(row.seq, now + dt.timedelta(seconds=1))
            return False
        asked = await Privates(session, self._bench.account_id).of((row.content or {}).get("target", ""))
        if asked is not None and asked.room_id is None and not asked.declined:
            return True
        await delivery.sent(row.seq, asked.room_id or "" if asked else "")
        return False

    def _is_doubtful(self, row: OutboxRow, now: dt.datetime) -> bool:
        """Tried long ago: only a sync that started after the last attempt can tell that it did not arrive."""
        if row.first_attempt_at is None or now - row.first_attempt_at <= self._doubtful_after:
            return False
        assert row.last_attempt_at is not None
        synced = self._intake.synced_at
        return synced is None or synced <= row.last_attempt_at

    async def _target_is_there(self, delivery: Delivery, row: OutboxRow) -> bool:
        """An edit, reaction or redaction waits for the message it speaks of, and dies with it."""
        if row.target_seq is None:
            return True
        target = await delivery.departure(row.target_seq)
        if target is None or target.state == "dead":
            await delivery.dead(row.seq, "its target never left")
            return False
        return target.state == "sent"

    # ── what came of it ──

    async def _sent(self, session: Session, seq: int, event_id: str) -> None:
        delivery = Delivery(session, self._bench.account_id)
        await delivery.sent(seq, event_id)
        if event_id:
            await Posts(session, self._bench.account_id).left(seq, event_id)

    async def _not_sent(self, session: Session, seq: int, error: DeliveryError) -> None:
        delivery, now = Delivery(session, self._bench.account_id), self._bench.now()
        row = await delivery.departure(seq)
        assert row is not None
        if isinstance(error, DeliveryRefused) and error.forbidden and row.attempts == 1 and row.kind not in _GESTURES:
            await delivery.postpone(seq, now + _UNTIL_EXPLAINED)
        elif isinstance(error, DeliveryRefused):
            await self._bury(session, delivery, row, error)
        elif isinstance(error, SlowDown):
            await delivery.block_until(now + dt.timedelta(seconds=error.retry_after))
            self._leaving.forget()
        else:
            await delivery.uncertain(seq, now, now + _backoff(row.attempts), str(error))

    async def _bury(self, session: Session, delivery: Delivery, row: OutboxRow, error: DeliveryError) -> None:
        """It will never be taken: the Tisseuse is told, unless it was words for her room, or a mere reaction."""
        log.warning("postman.refused", seq=row.seq, room=row.room_id, error=str(error))
        await delivery.dead(row.seq, str(error))
        if row.kind == Said.REACTION:
            return
        rooms = Rooms(session)
        room = await rooms.find(row.room_id)
        if room is not None and await rooms.is_office(room) and row.kind not in FILES:
            return
        name = await rooms.title(room) if room else row.room_id
        letter = _letter(row, name, str(error)[:80])
        await self._intake.tell_tisseuse(session, letter, f"dead:{row.seq}")


def _result(error: DeliveryError) -> str:
    if isinstance(error, DeliveryRefused):
        return "refused"
    return "slowed" if isinstance(error, SlowDown) else "uncertain"


def _letter(row: OutboxRow, room: str, reason: str) -> Message:
    if row.kind in FILES:
        return say.FileNotTaken(file=str((row.content or {}).get("file", {}).get("name")), room=room, reason=reason)
    return say.CannotEnter(room=room) if row.kind == Said.ENTER else say.DeadLetter(room=room, reason=reason)


async def _reader(session: Session, row: OutboxRow) -> Person | None:
    """Whoever it is for, where it is for one person."""
    reader = (row.content or {}).get("reader")
    return await People(session).by_id(reader) if reader else None


async def _target(delivery: Delivery, row: OutboxRow) -> str | None:
    content = row.content or {}
    if row.target_seq is None:
        found: str | None = content.get("target")
        return found
    target = await delivery.departure(row.target_seq)
    return target.event_id if target else None


def _outgoing(row: OutboxRow, target: str | None) -> Outgoing:
    content = row.content or {}
    enclosed = content.get("file")
    return Outgoing(
        room_id=row.room_id,
        txn_id=row.txn_id,
        kind=Said(row.kind),
        body=content.get("body", ""),
        html=content.get("html"),
        mentions=tuple(content.get("mentions", ())),
        thread=content.get("thread") or (target if row.kind == Said.TEXT else None),
        reply_to=content.get("reply_to"),
        target=None if row.kind == Said.TEXT else target,
        emoji=content.get("emoji"),
        extra={name: content.get(name) for name in ("says", "refs", "cause")},
        file=Enclosure(**enclosed) if enclosed else None,
    )


def _reason(error: DeliveryError) -> str | None:
    """A slower pace and a refusal of one message are no trouble of the door's."""
    return str(error) if isinstance(error, DeliveryUncertain) else None


def _backoff(attempts: int) -> dt.timedelta:
    seconds = min(LONGEST_WAIT, 0.1 * 2 ** min(attempts, 12))
    return dt.timedelta(seconds=seconds * (1 + random.random() * 0.2))  # noqa: S311 - jitter, not a secret
