"""The homeserver, the people who type, the one who watches, and their rooms: the same for every bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.peers.bots import Bot, Seat
from benchmarks.peers.watching import Typed, Watch
from bot.homeserver import ThrowawayHomeserver
from bot.matrix.companion import ENCRYPTION, Companion
from bot.person import Person

PASSWORD = "only-for-benchmarks"  # noqa: S105 - accounts that live as long as the run
TYPISTS = ("ana", "bea", "cid", "dan", "eve")
_JOINS_WITHIN = 12.0  # seconds; a bot that drops an invitation is invited into a new room
_TRIES = 5


class CouldNotPlay(Exception):
    """The bot did not come into its rooms, or did not answer; the message ends with its log."""


@dataclass
class Scene:
    """People on one homeserver; `encrypted` people come with keys."""

    homeserver: ThrowawayHomeserver
    folder: Path
    python: Path
    stack: AsyncExitStack
    encrypted: bool
    admin: Person
    watch: Watch = field(default_factory=Watch)
    host: Person = field(init=False)
    watcher: Person = field(init=False)
    typists: list[Person] = field(default_factory=list)

    async def furnish(self) -> None:
        """Everybody logs in; nobody of them is limited."""
        mark = "e" if self.encrypted else "p"
        self.host = await self._person(f"host-{mark}")
        self.watcher = await self._person(f"watcher-{mark}", watches=True)
        self.typists = [await self._person(f"{name}-{mark}") for name in TYPISTS]

    async def _person(self, name: str, *, watches: bool = False) -> Person:
        await self.homeserver.register(name, PASSWORD)
        kind = Companion if self.encrypted else Person
        person = kind(self.homeserver.url, name, PASSWORD, self.watch.heard if watches else None)
        self.stack.push_async_callback(person.close)
        await person.log_in()
        await self.limit(person.user_id, lifted=True)
        return person

    async def limit(self, user_id: str, *, lifted: bool) -> None:
        """The homeserver's default limit on messages, for one account."""
        address = f"{self.homeserver.url}/_synapse/admin/v1/users/{user_id}/override_ratelimit"
        body = {"messages_per_second": 0, "burst_count": 0}
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {self.admin.token}"}) as http:
            request = http.post(address, json=body) if lifted else http.delete(address)
            async with request as answer:
                answer.raise_for_status()

    async def seat(self, bot: Bot, turn: str) -> Seat:
        """A new account in a new folder."""
        name = f"bot-{turn}"
        user_id = await self.homeserver.register(name, PASSWORD)
        folder = self.folder / name
        folder.mkdir()
        account = Person(self.homeserver.url, name, PASSWORD)
        await account.log_in(listen=False)
        token, device_id = account.token, account.device_id
        await account.close()
        await self.limit(user_id, lifted=True)
        self.watch.bot_id = user_id
        admin_room = await self.host.create_room("Tisseuse", (user_id,)) if bot.needs_ilots else ""
        return Seat(
            folder, self.python, self.homeserver.url, user_id, PASSWORD, token, device_id,
            self.host.user_id, admin_room, self.encrypted,
        )  # fmt: skip

    async def rooms(self, bot: Bot, seat: Seat) -> list[str]:
        """One room a typist, with the watcher and the bot in each. Raises CouldNotPlay."""
        found = [await self._room(f"{typist.name} {seat.folder.name}", typist, seat) for typist in self.typists]
        if bot.needs_ilots:
            for index, room in enumerate(found):
                await self._bind(seat, f"Ilot{'ABCDE'[index]}", room)
        return found

    async def _room(self, name: str, typist: Person, seat: Seat) -> str:
        more = {"initial_state": [ENCRYPTION]} if self.encrypted else {}
        for _ in range(_TRIES):
            room = await self.host.create_room(
                name, (seat.user_id, typist.user_id, self.watcher.user_id), **more
            )  # fmt: skip
            await typist.join(room)
            await self.watcher.join(room)
            if await self._comes(seat.user_id, room):
                return room
        raise CouldNotPlay("it came into no room")

    async def _comes(self, user_id: str, room: str) -> bool:
        for _ in range(int(_JOINS_WITHIN / 0.2)):
            if user_id in await self.host.members(room):
                return True
            await asyncio.sleep(0.2)
        return False

    async def _bind(self, seat: Seat, name: str, room: str) -> None:
        for command in (f"!ilot créer {name}", f"!ilot lier {name.lower()} {room}"):
            before = len(self.host.events(seat.admin_room, sender=seat.user_id))
            await self.host.say(seat.admin_room, command)
            await self.host.wait_for(lambda: len(self.host.events(seat.admin_room, sender=seat.user_id)) > before, 60)  # noqa: B023 - awaited at once

    async def type(self, bot: Bot, room: str, typist: Person) -> Typed:
        """One command; returns when the homeserver has it."""
        typed = self.watch.expects(room)
        await typist.say(room, bot.says.format(token=typed.token))
        return typed


@asynccontextmanager
async def furnished(
    homeserver: ThrowawayHomeserver, folder: Path, python: Path, *, encrypted: bool
) -> AsyncIterator[Scene]:
    """People ready to type; their connections are closed afterwards."""
    async with AsyncExitStack() as stack:
        name = f"admin-{'e' if encrypted else 'p'}"
        await homeserver.register(name, PASSWORD, admin=True)
        admin = Person(homeserver.url, name, PASSWORD)
        stack.push_async_callback(admin.close)
        await admin.log_in(listen=False)
        scene = Scene(homeserver, folder, python, stack, encrypted, admin)
        await scene.furnish()
        yield scene
