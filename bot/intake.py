"""Incoming → one committed answer. One event, one transaction: inbox mark, effects, notes and answers together."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from functools import partial

import structlog

from bot.arrivals import arrival_of, incoming_of
from bot.bench import Bench, wait_for_database
from bot.changes import Unheard
from bot.crashpoints import reach
from bot.desks import bare_desk, desk_for
from bot.dispatch import Dispatch, Named, Outcome, Result
from bot.envelopes import Envelopes
from bot.faults import Faults
from bot.hearing import Hearing, Unfetched
from bot.pace import Pace, Paced
from bot.pulse import Loop
from bot.relevance import Relevance
from bot.transport import Batch, DeviceOutlived, Incoming
from bot.words import Words
from commands.kit.command import WantsSound
from commands.kit.message import Refusal, RuleSaid
from storage.agenda import AgendaRow
from storage.crypto import Keys
from storage.database import Session, is_passing
from storage.delivery import MOST_AT_ONCE, Delivery
from storage.desk import Desk, Sayable, Saying
from storage.echoes import Echoes
from storage.errors import BrokenRule, LostLease
from storage.media import Filing
from storage.posts import Posts
from storage.visit import Voice

log = structlog.get_logger()

_A_MOMENT = 0.05  # seconds


class Intake:
    """Receives, keeps, handles. Everything it writes, it writes in one transaction an event."""

    def __init__(self, bench: Bench, dispatch: Dispatch, words: Words) -> None:
        self._bench = bench
        self._dispatch = dispatch
        self._envelopes = Envelopes(words)
        self._faults = Faults(bench, self._envelopes)
        self.arrived = asyncio.Event()
        self.answered = asyncio.Event()
        self.noted = asyncio.Event()
        self.synced_at: dt.datetime | None = None
        self._outlived = False  # the last batch told of messages that this database does not know
        self._kept: list[int] = []  # by the last batch
        self._next: dict[int, None] = {}  # kept since the last look, oldest first
        self._nothing_older = False  # than those: they need not be looked for
        self.caught_up = asyncio.Event()
        self.hearing = Hearing(bench.media)
        self._pace = Pace()

    def begin(self) -> None:
        """A door begins to listen: nothing leaves before its first sync, which tells what has arrived already."""
        self.caught_up.clear()
        self.synced_at = None

    # ── receiving ──

    async def receive(self, batch: Batch) -> bool:
        """Keeps what concerns us, settles echoes, moves the token: one transaction. Safe to repeat.

        True when something is to be answered.
        """
        reach("synced")
        self._outlived = False
        await self._bench.insist(partial(self._take, batch=batch))
        reach("committed")
        if self._outlived:
            raise DeviceOutlived("this device sent messages that the database does not know: it was put back")
        self.synced_at = batch.started_at
        self._bench.pulse.heard()
        self.caught_up.set()
        self._next |= dict.fromkeys(self._kept)
        if batch.events:
            self.arrived.set()
        return bool(self._kept)

    async def _take(self, session: Session, batch: Batch) -> None:
        delivery, bench = Delivery(session, self._bench.account_id), self._bench
        relevance = Relevance(session, bench.account_id, batch, bench.now(), self._dispatch.changes.concerns)
        ours = await relevance.ours(self._dispatch.is_addressed, bench.house.bots)
        self._kept = await delivery.keep(map(arrival_of, ours), bench.now())
        if len(self._kept) < len(ours):  # some were there already, and nobody says whether they are handled
            self._nothing_older = False
        posts = Posts(session, self._bench.account_id)
        echoes = Echoes(session, self._bench.account_id)
        for seq, event_id in await echoes.settle((echo.txn_id, echo.event_id) for echo in batch.echoes):
            await posts.left(seq, event_id)
        for echo in batch.echoes:
            is_news = await echoes.remember(echo.txn_id, echo.event_id, echo.room_id, self._bench.now())
            self._outlived = self._outlived or (is_news and echo.own_device)
        await Keys(session, self._bench.account_id).write(batch.keys, self._bench.now())
        if batch.next != batch.since:
            await delivery.move_token(batch.next)
        reach("kept")

    # ── handling ──

    async def run(self) -> None:
        """Handles what arrives, for ever. Trouble of the database is waited out; LostLease is raised."""
        while True:
            self._bench.pulse.turn(Loop.INTAKE)
            self.arrived.clear()
            try:
                busy = await self.settle()
            except Exception as error:
                if not is_passing(error):
                    raise
                await wait_for_database(error)
                continue
            if not busy:
                await _wait(self.arrived, seconds=30)

    async def settle(self) -> int:
        """Handles what waits, oldest first; returns how many. 0 only when the database said that nothing does."""
        waiting = await self._waiting()
        for seq in waiting:
            await self.handle(seq)
        self._nothing_older = len(waiting) < MOST_AT_ONCE
        return len(waiting)

    async def _waiting(self) -> list[int]:
        """What was just kept, when that is all; else what the database says. False until all of it is handled."""
        kept, self._next = self._next, {}
        known, self._nothing_older = self._nothing_older, False
        if kept and known:
            return list(kept)
        async with self._bench.database.transaction() as session:
            return await Delivery(session, self._bench.account_id).waiting()

    async def handle(self, seq: int) -> Result:
        """One event, to its end: done, refused, or poison after the third fault."""
        self._next.pop(seq, None)
        self._bench.pulse.turn(Loop.INTAKE)
        voice: Voice | None = None
        while True:
            try:
                result = await self._attempt(seq, voice)
            except Unfetched as wanted:  # outside of any transaction: it may take a while
                voice = await self.hearing.hear(wanted.media)
                continue
            except LostLease:
                raise
            except Exception as error:
                if is_passing(error):
                    raise
                if await self._faults.of_event(seq, error):
                    self.answered.set()
                    self._bench.pulse.handled[Outcome.FAULT] += 1
                    return Result(Outcome.FAULT)
                continue
            self._bench.pulse.handled[result.outcome] += 1
            self.answered.set()
            return result

    async def _attempt(self, seq: int, voice: Voice | None) -> Result:
        with self._bench.media.filing() as filing:
            return await self._handled(seq, voice, filing)

    async def _handled(self, seq: int, voice: Voice | None, filing: Filing) -> Result:
        async with self._bench.transaction() as session:
            delivery = Delivery(session, self._bench.account_id)
            row = await delivery.arrival(seq)
            if row is None:
                return Result(Outcome.REPEATED)
            incoming = incoming_of(row)
            desk = await desk_for(self._bench, session, incoming)
            desk.visit = replace(desk.visit, voice=voice)
            desk.filing = filing
            pace = await self._pace.of(desk, incoming)
            try:
                result = await self._answer(desk, incoming, pace)
            except WantsSound as wanted:
                raise Unfetched(incoming.media) from wanted
            await self._envelopes.post_all(desk, f"reply:{row.event_id}", row.event_id)
            unspoken = await self._unspoken(desk)
            await self._write_down(desk)
            await delivery.done(row, result.outcome)
            reach("handled")
        reach("answered")
        self._pace.done(incoming.sender, incoming.kind, desk.visit.now, pace.verdict)
        await self._tidy(desk, unspoken)
        if desk.agenda.changed:
            self.noted.set()
        return result

    async def _write_down(self, desk: Desk) -> None:
        """Who is forgotten stands in the journal before it is committed: no restored backup may know less."""
        if desk.erasures.fresh:
            await asyncio.to_thread(self._bench.journal.append, desk.erasures.fresh)

    async def _unspoken(self, desk: Desk) -> set[str]:
        """Files to be erased, where what was just done may have left some."""
        may_be = desk.visit.voice is not None or desk.traces.erased or desk.delivery.erased
        return await self.hearing.unspoken(desk.session) if may_be else set()

    async def _tidy(self, desk: Desk, unspoken: set[str]) -> None:
        """What is erased from the database is erased from the disk too. To be called once that is committed."""
        if unspoken:
            await self.hearing.forget(unspoken)
        if desk.delivery.erased:
            await self._bench.database.forget_erased()

    async def _answer(self, desk: Desk, incoming: Incoming, pace: Paced) -> Result:
        """A refusal undoes what was done so far, and says why."""
        savepoint = await desk.session.begin_nested()
        try:
            pace.check()
            result = await self._dispatch.handle(desk, incoming)
        except Unheard:
            await savepoint.rollback()
            _forget(desk)
            return Result(Outcome.IGNORED)
        except (Refusal, BrokenRule) as refused:
            await savepoint.rollback()
            _refuse(desk, refused)
            return Result(Outcome.REFUSED, refused.command if isinstance(refused, Named) else None)
        await savepoint.commit()
        return result

    # ── the clock's notes ──

    async def ring(self, *, ending: str = "") -> int:
        """Handles every note that is due, in order of time; returns how many. With `ending`, of kinds that end so."""
        bench = self._bench
        async with bench.database.transaction() as session:
            desk = bare_desk(self._bench, session)
            due = await desk.agenda.due(bench.now(), ending=ending)
        for note_id in due:
            self._bench.pulse.turn(Loop.CLOCK)
            await self._remind(note_id)
        return len(due)

    async def catch_up(self) -> None:
        """Until what was said while the bot was down is heard: a hand raised then counts at a note's hour."""
        await self.caught_up.wait()
        while not await self._is_even():  # noqa: ASYNC110 - the database says it
            await asyncio.sleep(_A_MOMENT)

    async def _is_even(self) -> bool:
        try:
            async with self._bench.database.transaction() as session:
                return not await Delivery(session, self._bench.account_id).waiting(1)
        except Exception as error:
            if not is_passing(error):
                raise
            await wait_for_database(error)
            return False

    async def next_note(self) -> dt.datetime | None:
        """When the next note is due."""
        async with self._bench.database.transaction() as session:
            return await bare_desk(self._bench, session).agenda.next_due()

    def is_past(self, at: dt.datetime) -> bool:
        """By the bot's own clock."""
        return at <= self._bench.now()

    async def _remind(self, note_id: int) -> None:
        try:
            with self._bench.media.filing() as filing:
                desk, unspoken = await self._reminded(note_id, filing)
        except LostLease:
            raise
        except Exception as error:
            if is_passing(error):
                raise
            await self._faults.of_note(note_id, error)
        else:
            await self._tidy(desk, unspoken)
        reach("rung")
        self.answered.set()

    async def _reminded(self, note_id: int, filing: Filing) -> tuple[Desk, set[str]]:
        async with self._bench.transaction() as session:
            desk = bare_desk(self._bench, session)
            desk.filing = filing
            row = await desk.agenda.row(note_id, self._bench.now())
            if row is not None:
                await self._recall(desk, row)
                reach("handled")
            return desk, await self._unspoken(desk)

    async def _recall(self, desk: Desk, row: AgendaRow) -> None:
        """Turned before it is acted on: whoever acts may leave it again. Each hour of the wall clock is served once."""
        key, kind, fields = f"rem:{row.id}:{row.occurrence}", row.kind, dict(row.payload)
        spent = row.was_done() or row.is_stale(desk.visit.now)
        await desk.agenda.turn(row, desk.visit.now)
        if not spent:
            await self._dispatch.remind(desk, kind, fields)
            await self._envelopes.post_all(desk, key, None)
            await self._write_down(desk)

    async def tell_tisseuse(self, session: Session, message: Sayable, key: str) -> None:
        """In the Tisseuse's room, from inside somebody else's transaction."""
        await self._faults.tell_tisseuse(session, message, key)


def _forget(desk: Desk) -> None:
    desk.sayings.clear()
    desk.acts.clear()
    desk.happenings.clear()
    desk.bereft.clear()


def _refuse(desk: Desk, refused: Refusal | BrokenRule) -> None:
    _forget(desk)
    message = RuleSaid(refused) if isinstance(refused, BrokenRule) else refused.message
    saying: Saying = desk.answer(message)
    if isinstance(refused, Refusal) and refused.question is not None:
        saying.question, saying.asked_of = refused.question, desk.visit.sender
    desk.sayings.append(saying)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
