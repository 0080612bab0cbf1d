"""Safe mode: another bot, whose database is in memory, says in the Tisseuse's room why the whole one cannot start.

It never touches the broken one's, has a device of its own, and no word for anybody else; what was said waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.app import Bot, open_bot_in_memory, own_version
from bot.config import Config
from bot.dispatch import Dispatch, Outcome, Result
from bot.transport import Heard, Incoming
from commands.kit.message import Message
from commands.safe import WORDS, answer_to
from commands.safe.messages import Broken, BrokenWhat, SafeModeBegins
from storage.desk import Desk
from storage.errors import BrokenIlot, NewerDatabase, StorageFault, WrongKey

log = structlog.get_logger()
_KINDS = {WrongKey: Broken.KEY, NewerDatabase: Broken.NEWER, BrokenIlot: Broken.ILOT}


def kind_of(fault: StorageFault) -> Broken:
    """What the Tisseuse is told of it."""
    return _KINDS.get(type(fault), Broken.DATABASE)


class SafeDispatch(Dispatch):
    """Two words, from her or her deputy, in her room; whatever else is heard leaves no trace."""

    def __init__(self, fault: StorageFault) -> None:
        super().__init__(())
        self._fault = fault

    def is_addressed(self, body: str) -> bool:
        """True for the two words."""
        called = self.called(body, private=False)
        return called is not None and called.word in WORDS

    async def handle(self, desk: Desk, incoming: Incoming) -> Result:
        """Says it, or nothing."""
        called = self.called(incoming.body, private=False) if incoming.kind is Heard.MESSAGE else None
        if called is None or desk.visit.office is None:
            return Result(Outcome.IGNORED)
        kind, detail = kind_of(self._fault), str(self._fault)
        found = answer_to(called.word, version=own_version(), kind=kind, detail=detail)
        if found is None:
            return Result(Outcome.IGNORED)
        command, what = found
        desk.say(what)
        return Result(Outcome.ANSWERED, command)


def beginning(fault: StorageFault) -> Message:
    """What is said once."""
    return SafeModeBegins(what=BrokenWhat(kind=kind_of(fault)), detail=str(fault))


@asynccontextmanager
async def open_safe(config: Config, fault: StorageFault) -> AsyncIterator[Bot]:
    """The other bot, which knows its room and who may speak there, and nothing else."""
    async with open_bot_in_memory(config, config.matrix.user, SafeDispatch(fault)) as bot:
        yield bot


async def pause(told: asyncio.Event, seconds: float) -> bool:
    """True when the signal to stop came meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            await told.wait()
    except TimeoutError:
        return False
    return True
