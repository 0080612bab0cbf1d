"""A bug while something is handled: counted outside the transaction that failed, told, and never for ever."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from bot.arrivals import incoming_of
from bot.bench import Bench
from bot.desks import bare_desk, desk_for
from bot.envelopes import Envelopes
from bot.logs import trace
from bot.transport import Heard
from commands.kit import messages as say
from storage.database import Session, is_passing
from storage.delivery import POISON_AFTER, Delivery
from storage.desk import Sayable
from storage.letters import InboxRow

log = structlog.get_logger()


class Faults:
    """What becomes of them: three attempts, then an apology with a reference, and the Tisseuse is told."""

    def __init__(self, bench: Bench, envelopes: Envelopes) -> None:
        self._bench = bench
        self._envelopes = envelopes

    async def of_event(self, seq: int, error: Exception) -> bool:
        """True when it was the last attempt."""
        code = _code()
        async with self._bench.transaction() as session:
            attempts = await Delivery(session, self._bench.account_id).failed(seq)
            row = await session.get_one(InboxRow, seq)
            log.error("intake.fault", event_id=row.event_id, attempt=attempts, ref=code, **trace(error))
            if attempts < POISON_AFTER:
                return False
            told = say.FaultTold(code=code, kind=type(error).__name__)
            await self._attempted(session, partial(self._apologise, session, row, code))
            await self._attempted(session, partial(self.tell_tisseuse, session, told, f"poison:{row.event_id}"))
        return True

    async def of_note(self, note_id: int, error: Exception) -> None:
        """After the last attempt the note is paused."""
        code = _code()
        async with self._bench.transaction() as session:
            attempts = await bare_desk(self._bench, session).agenda.failed(note_id, POISON_AFTER)
            log.error("clock.fault", note=note_id, attempt=attempts, ref=code, **trace(error))
            if attempts >= POISON_AFTER:
                told = say.FaultTold(code=code, kind=type(error).__name__)
                await self._attempted(
                    session, partial(self.tell_tisseuse, session, told, f"fault:note:{note_id}:{code}")
                )

    async def _apologise(self, session: Session, row: InboxRow, code: str) -> None:
        incoming = incoming_of(row)
        if incoming.kind is not Heard.MESSAGE:
            return
        desk = await desk_for(self._bench, session, incoming)
        desk.say(say.InternalFault(code=code))
        await self._envelopes.post_all(desk, f"fault:{row.event_id}", row.event_id)

    async def _attempted(self, session: Session, apology: Callable[[], Awaitable[None]]) -> None:
        """A bug that also spoils the apology must not bring the row back for ever."""
        try:
            async with session.begin_nested():
                await apology()
        except Exception as error:
            if is_passing(error):
                raise
            log.error("intake.apology_failed", **trace(error))  # noqa: TRY400 - a traceback would quote what people wrote

    async def tell_tisseuse(self, session: Session, message: Sayable, key: str) -> None:
        """In the Tisseuse's room, from inside somebody else's transaction."""
        desk = bare_desk(self._bench, session)
        await desk.tell_tisseuse(message)
        await self._envelopes.post_all(desk, key, None)


def _code() -> str:
    """What a person can say on the telephone, and the logs can be searched for."""
    return secrets.token_hex(2)[:3].upper()
