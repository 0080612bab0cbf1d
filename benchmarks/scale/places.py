"""Where the bot is measured: a homeserver that is made up, or a Synapse. What was typed there, and what was said."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from benchmarks.scale.collective import BOT, DOMAIN, OFFICE, TISSEUSE, members_of, room_of
from bot.homeserver import ThrowawayHomeserver, dying_with
from bot.person import Event, Person

_MEMORY = Path("/dev/shm")  # noqa: S108 - nothing else is as fast
_HANDS = 8


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
    dying = dying_with(os.getpid())
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, preexec_fn=dying)
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as http:
            yield MadeUp(url, rooms, http)
    finally:
        process.terminate()
        await process.wait()


class Real:
    """A Synapse of its own: the Tisseuse made every room, and what counts is what she sees in her own timeline."""

    domain, password = DOMAIN, "only for a benchmark"

    def __init__(self, homeserver: ThrowawayHomeserver) -> None:
        self.url = homeserver.url
        self.bot, self.tisseuse, self.office = BOT, TISSEUSE, ""
        self.rooms: list[str] = []
        self._homeserver = homeserver
        self._said: list[Said] = []
        self._typed: dict[str, float] = {}
        self._weaver = Person(self.url, "tisseuse", self.password, self._heard)
        self._hands = [Person(self.url, f"hand{each}", self.password) for each in range(_HANDS)]

    async def furnish(self, rooms: int) -> None:
        """Every room, with the Tisseuse, somebody who types, and the bot, which does not run yet."""
        for name in ("navette", "tisseuse", *(f"hand{each}" for each in range(_HANDS))):
            await self._homeserver.register(name, self.password)
        bot = Person(self.url, "navette", self.password)
        for person in (bot, self._weaver, *self._hands):
            await person.log_in(listen=False)
        self.office = await self._room(bot, "Tisseuse", self._hands[0])
        at_once = asyncio.Semaphore(4)

        async def one(number: int) -> str:
            async with at_once:
                return await self._room(bot, f"Îlot {number}", self._hands[number % _HANDS])

        self.rooms = list(await asyncio.gather(*(one(each) for each in range(rooms))))
        await bot.call("POST", "logout", {})
        await bot.close()
        await self._weaver._begin_listening()

    async def _room(self, bot: Person, name: str, hand: Person) -> str:
        room = await self._weaver.create_room(name, (self.bot, hand.user_id))
        await bot.join(room)
        await hand.join(room)
        return room

    async def close(self) -> None:
        """The connections."""
        for person in (self._weaver, *self._hands):
            await person.close()

    def _heard(self, room: str, event: Event) -> None:
        content = event["content"]
        relation = content.get("m.relates_to", {})
        if event["sender"] != self.bot or event["type"] != "m.room.message" or relation.get("rel_type") == "m.replace":
            return
        thread = relation.get("event_id") if relation.get("rel_type") == "m.thread" else None
        self._said.append(Said(room, event["origin_server_ts"] / 1000, thread, str(content.get("body"))[:60]))

    async def type(self, lines: Sequence[Line]) -> list[str]:
        """As fast as the homeserver takes them, a few at once."""
        at_once = asyncio.Semaphore(8)
        hands = {person.user_id: person for person in self._hands}

        async def one(line: Line) -> str:
            async with at_once:
                begun = time.time()
                event_id = await hands[line.sender].say(line.room, line.body)
                self._typed[event_id] = begun
                return event_id

        return list(await asyncio.gather(*(one(each) for each in lines)))

    def typist(self, room: int) -> str:
        """One of a few people, of whom none types faster than the bot lets one person do."""
        return self._hands[room % _HANDS].user_id

    async def count(self) -> int:
        """As the Tisseuse saw it."""
        return len(self._said)

    async def said(self) -> tuple[list[Said], dict[str, float]]:
        """With the homeserver's own stamp."""
        return list(self._said), dict(self._typed)


def _in_memory() -> Path | None:
    """Where there is such a place."""
    return _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None


@asynccontextmanager
async def real(rooms: int) -> AsyncIterator[Real]:
    """Until the end of the block; without rate limits, and in memory: each room waits for its disk many times."""
    with tempfile.TemporaryDirectory(prefix="navette-bench-", dir=_in_memory()) as name:
        async with ThrowawayHomeserver(Path(name) / "synapse", DOMAIN) as homeserver:
            place = Real(homeserver)
            try:
                await place.furnish(rooms)
                yield place
            finally:
                await place.close()


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
