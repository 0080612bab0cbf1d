"""Where the bot is measured: a homeserver that is made up. What was typed there, and what was said."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp

from benchmarks.scale.collective import BOT, DOMAIN, OFFICE, TISSEUSE, members_of, room_of


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the bot's, as the homeserver took it: when (wall clock), and the command it answers."""

    room: str
    at: float
    thread: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Line:
    """Something to be typed."""

    room: str
    sender: str
    body: str


class Place(Protocol):
    """A homeserver with the bot in all of these rooms."""

    url: str
    bot: str
    tisseuse: str
    office: str
    domain: str
    rooms: list[str]
    password: str

    async def type(self, lines: Sequence[Line]) -> list[str]:
        """All at once, or as fast as it takes them; event ids."""

    def typist(self, room: int) -> str:
        """Somebody who is in that room."""

    async def count(self) -> int:
        """How many messages the bot has said so far."""

    async def said(self) -> tuple[list[Said], dict[str, float]]:
        """All of them, in order; and when each command was typed."""


class MadeUp:
    """benchmarks.scale.homeserver, in a process of its own."""

    bot, tisseuse, office, domain, password = BOT, TISSEUSE, OFFICE, DOMAIN, "made up"

    def __init__(self, url: str, rooms: int, http: aiohttp.ClientSession) -> None:
        self.url = url
        self.rooms = [room_of(each) for each in range(rooms)]
        self._http = http

    async def type(self, lines: Sequence[Line]) -> list[str]:
        """At one instant."""
        body = [{"room": each.room, "sender": each.sender, "body": each.body} for each in lines]
        found: list[str] = await self._ask("type", body)
        return found

    def typist(self, room: int) -> str:
        """Its first member."""
        return members_of(room)[0]

    async def count(self) -> int:
        """One a transaction id."""
        return int((await self._ask("count", None))["said"])

    async def said(self) -> tuple[list[Said], dict[str, float]]:
        """As it counted itself."""
        found = await self._ask("said", None)
        return [Said(**each) for each in found["said"]], dict(found["typed"])

    async def _ask(self, what: str, body: Any) -> Any:
        async with self._http.post(f"{self.url}/_control/{what}", json=body) as answer:
            return await answer.json()


@asynccontextmanager
async def made_up(rooms: int) -> AsyncIterator[MadeUp]:
    """Until the end of the block."""
    command = (sys.executable, "-m", "benchmarks.scale.homeserver", str(rooms))
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as http:
            yield MadeUp(url, rooms, http)
    finally:
        process.terminate()
        await process.wait()


async def settled(place: Place, wanted: int, patience: float, longest: float = 3600.0) -> int:
    """Until the bot has said so much in all, or nothing new for `patience` seconds; how much it has."""
    begun = quiet_since = time.monotonic()
    before = -1
    while (found := await place.count()) < wanted:
        if found != before:
            before, quiet_since = found, time.monotonic()
        if time.monotonic() - quiet_since > patience or time.monotonic() - begun > longest:
            break
        await asyncio.sleep(0.25)
    return found
