"""What was typed and what was answered, as another person of the room sees it."""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field

from bot.person import Event

_TOKEN = re.compile(r"\bk[bcdfghjlmnpqrstvwxz]{11}\b")
_A_MOMENT_MORE = 3.0
_LETTERS = "bcdfghjlmnpqrstvwxz"  # no vowel: never a French word, a date or an amount


def new_token() -> str:
    """A word that no bot can take for anything."""
    return "k" + "".join(secrets.choice(_LETTERS) for _ in range(11))


@dataclass
class Typed:
    """One command; times in seconds of the monotonic clock."""

    room: str
    token: str
    at: float = 0.0
    answers: list[float] = field(default_factory=list)


class Watch:
    """Keeps the commands, and notes each answer when it appears in the watcher's own timeline."""

    def __init__(self) -> None:
        self.bot_id = ""
        self.seen = 0  # answers, ever
        self.last_answer = time.monotonic()
        self._typed: dict[str, Typed] = {}
        self._news = asyncio.Event()

    def heard(self, room: str, event: Event) -> None:
        """One event of the watcher's timeline; an edit repeats nothing."""
        content = event.get("content", {})
        if event["type"] != "m.room.message" or event["sender"] != self.bot_id:
            return
        if content.get("m.relates_to", {}).get("rel_type") == "m.replace":
            return
        for token in set(_TOKEN.findall(str(content.get("body", "")))):
            self._note(room, token)

    def _note(self, room: str, token: str) -> None:
        typed = self._typed.get(token)
        if typed is not None and typed.room == room:
            typed.answers.append(time.monotonic())
            self.seen += 1
            self.last_answer = typed.answers[-1]
            self._news.set()

    def expects(self, room: str) -> Typed:
        """A command about to be typed."""
        typed = Typed(room, new_token(), time.monotonic())
        self._typed[typed.token] = typed
        return typed

    async def answered(self, typed: list[Typed], within: float) -> bool:
        """True when one of them is."""
        end = time.monotonic() + within
        while not any(each.answers for each in typed):
            if (left := end - time.monotonic()) <= 0:
                return False
            await self._wait(min(0.25, left))
        return True

    async def all_answered(self, typed: list[Typed], patience: float) -> None:
        """Until each is, or nothing was answered for `patience` seconds; then a moment more, for what comes twice."""
        self.last_answer = time.monotonic()
        while not all(each.answers for each in typed) and time.monotonic() - self.last_answer < patience:
            await self._wait(0.25)
        await asyncio.sleep(_A_MOMENT_MORE)

    async def _wait(self, seconds: float) -> None:
        self._news.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()


def counted(typed: list[Typed]) -> dict[str, int]:
    """Lost: no answer was ever seen. Twice: more than one was."""
    return {
        "sent": len(typed),
        "lost": sum(not each.answers for each in typed),
        "twice": sum(len(each.answers) > 1 for each in typed),
    }
