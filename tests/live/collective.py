"""A small real collective: a Synapse, people, îlots' rooms, the Tisseuse's room, and the bot as a child process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from bot.app import now
from bot.demo import zone_by_day
from bot.homeserver import ThrowawayHomeserver
from bot.person import Event, Person, thread_of
from tests.nursery import Child, begin, over
from tests.playing import unspaced

NAVETTE = "navette"
PASSWORD = "only-for-tests"
_LONGEST = 300  # seconds for a command that ends by itself, on a machine that has other work


async def run_beside(folder: Path, *command: str, stopped_at: str | None = None, **environment: str) -> tuple[int, str]:
    """A `navette` command on that folder's configuration, to its end; its exit code, and what it wrote.

    `stopped_at`: words at which it is told to stop (SIGTERM).
    """
    with tempfile.TemporaryFile() as written:
        process = begin_beside(folder, *command, output=written, **environment)
        try:
            async with asyncio.timeout(_LONGEST):
                while process.poll() is None:
                    if stopped_at is not None and stopped_at in _all_of(written):
                        process.send_signal(signal.SIGTERM)
                        stopped_at = None
                    await asyncio.sleep(0.05)
        finally:
            process.kill()
        return await over(process), _all_of(written)


def _all_of(written: IO[bytes]) -> str:
    """From its beginning; whoever writes goes on at its end."""
    return os.pread(written.fileno(), os.fstat(written.fileno()).st_size, 0).decode("utf-8", "replace")


def begin_beside(folder: Path, *command: str, output: IO[bytes], **environment: str) -> Child:
    """A `navette` command on that folder's configuration, in a process of its own."""
    whole = (*command, "--config", str(folder / "config.toml"))
    return begin(whole, stdout=output, stderr=output, environment={**os.environ, **environment})


@dataclass
class Collective:
    """People in rooms with a bot that can be started, killed and started again."""

    homeserver: ThrowawayHomeserver
    folder: Path
    database: str
    bot_id: str
    tisseuse: Person
    admin_room: str
    people: dict[str, Person] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    watchers: dict[str, Person] = field(default_factory=dict)
    process: Child | None = None
    killed: int = 0
    deputy: Person | None = None
    environment: dict[str, str] = field(default_factory=dict)

    # ── the bot ──

    async def start_bot(self, **environment: str) -> None:
        """A real `navette run`, in a process of its own."""
        with (self.folder / "bot.log").open("ab") as output:
            self.process = begin_beside(self.folder, "run", output=output, **{**self.environment, **environment})

    async def kill_bot(self) -> None:
        """kill -9, counted."""
        assert self.process is not None
        self.process.kill()
        if await over(self.process) == -signal.SIGKILL:
            self.killed += 1

    async def stop_bot(self) -> int:
        """SIGTERM; returns its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return await over(self.process)

    def log(self) -> str:
        """What the bot wrote on standard error."""
        path = self.folder / "bot.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    async def ended(self, seconds: float = 30) -> int:
        """Waits until it ends by itself; returns its exit code."""
        assert self.process is not None
        async with asyncio.timeout(seconds):
            return await over(self.process)

    async def log_says(self, words: str, seconds: float = 30) -> None:
        """Waits until the bot has logged that."""
        async with asyncio.timeout(seconds):
            while words not in self.log():  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.1)

    # ── the rooms ──

    async def open_room(self, name: str, *members: str, host: Person | None = None, **more: Any) -> str:
        """Opened by the Tisseuse or the host, with the bot and these people in it."""
        host, people = host or self.tisseuse, [self.people[each] for each in members]
        room = await host.create_room(name, (self.bot_id, *(each.user_id for each in people)), **more)
        for person in people:
            await person.join(room)
        await host.wait_for(lambda: self.bot_is_in(host, room), 60)
        return room

    async def open_ilot(self, name: str, *members: str, **more: Any) -> str:
        """The Tisseuse opens a room with the bot and these people in it, and binds it to a new îlot."""
        room = await self.open_room(name, *members, **more)
        await self.tell_bot(f"!ilot créer {name}")
        await self.tell_bot(f"!ilot lier {name.lower()} {room}")
        self.rooms[name], self.watchers[room] = room, self.people[members[-1]]
        return room

    async def tell_bot(self, body: str) -> Event:
        """The Tisseuse types a command in her room; returns the next thing that the bot says there."""
        before = len(self._said_to_her())
        await self.tisseuse.say(self.admin_room, body)

        def answer() -> Event | None:
            return next(iter(self._said_to_her()[before:]), None)

        event: Event = await self.tisseuse.wait_for(answer, 60)
        return event

    def _said_to_her(self) -> list[Event]:
        """But for what it says by itself of a room it has just come into, which may come before an answer or after."""
        said = self.tisseuse.events(self.admin_room, sender=self.bot_id)
        return [event for event in said if "n'est encore le salon d'aucun" not in event["content"].get("body", "")]

    async def told(self, words: str, seconds: float = 30) -> Event:
        """The message with these words in the Tisseuse's room, as soon as the bot has said it."""

        def found() -> Event | None:
            said = self.tisseuse.events(self.admin_room, sender=self.bot_id)
            return next((event for event in said if words in words_of(event)), None)

        event: Event = await self.tisseuse.wait_for(found, seconds)
        return event

    def told_times(self, words: str) -> int:
        """How often the bot has said these words in the Tisseuse's room."""
        said = self.tisseuse.events(self.admin_room, sender=self.bot_id)
        return sum(words in words_of(event) for event in said)

    async def ask(self, who: str, room: str, body: str, **more: Any) -> str:
        """Somebody types a command; returns the words of its answer, as they see it."""
        person = self.people[who]
        command = await person.say(room, body, **more)
        return words_of(await person.wait_for_answer(room, more.get("thread") or command, self.bot_id))

    def bot_is_in(self, person: Person, room: str) -> bool:
        """As that person's own timeline has it."""
        members = person.events(room, sender=self.bot_id, kind="m.room.member")
        return any(event["content"].get("membership") == "join" for event in members)

    def answers(self, watcher: Person, room: str) -> list[tuple[str | None, str]]:
        """What the bot said in the room, as the watcher sees it: (thread, body) in order."""
        said = watcher.events(room, sender=self.bot_id)
        return [(thread_of(event), event["content"]["body"]) for event in said]

    async def close(self) -> None:
        """Ends the bot and everybody's connections."""
        if self.process is not None and self.process.poll() is None:
            await self.stop_bot()
        for person in {self.tisseuse, *self.people.values(), *filter(None, [self.deputy])}:
            await person.close()


def words_of(event: Event) -> str:
    """What a message says; special spaces folded."""
    return unspaced(event["content"]["body"])


@asynccontextmanager
async def gathered(
    homeserver: ThrowawayHomeserver,
    folder: Path,
    *names: str,
    database: str | None = None,
    tag: str = "",
    deputy: str | None = None,
    bots: tuple[str, ...] = (),
    weaver: Person | None = None,
    office_state: tuple[dict[str, Any], ...] = (),
) -> AsyncIterator[Collective]:
    """People (and other bots) with accounts, the Tisseuse's room, a configuration; the bot is not started yet.

    `weaver`: the Tisseuse, where she has a client of her own; `office_state`: what her room is made with.
    """
    people = {name: await person(homeserver, f"{name}{tag}") for name in (*names, *bots)}
    relay = await person(homeserver, f"{deputy}{tag}") if deputy else None
    tisseuse = weaver or await person(homeserver, f"tisseuse{tag}")
    bot_id = await homeserver.register(f"{NAVETTE}{tag}", PASSWORD)
    admin_room = await tisseuse.create_room("Tisseuse", (bot_id,), initial_state=list(office_state))
    url = database or f"sqlite:///{folder}/navette.db"
    offices = {"tisseuse": tisseuse.user_id, "admin_room": admin_room}
    if relay is not None:
        offices["deputy"] = relay.user_id
    configure(folder, homeserver.url, bot_id, url, offices, [people[each].user_id for each in bots])
    collective = Collective(homeserver, folder, url, bot_id, tisseuse, admin_room, people, deputy=relay)
    try:
        yield collective
    finally:
        await collective.close()


async def person(homeserver: ThrowawayHomeserver, name: str) -> Person:
    """A new account, logged in and listening."""
    await homeserver.register(name, PASSWORD)
    found = Person(homeserver.url, name, PASSWORD)
    await found.log_in()
    return found


def configure(
    folder: Path, homeserver: str, bot_id: str, database: str, offices: dict[str, str], bots: Sequence[str] = ()
) -> None:
    """Writes config.toml and the password's file. By day: at night what is said to one person unasked would wait."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "password"
    secret.write_text(PASSWORD, "utf-8")
    secret.chmod(0o600)
    named = "\n".join(f'{key} = "{value}"' for key, value in offices.items())
    (folder / "config.toml").write_text(
        f"""\
[matrix]
homeserver = "{homeserver}"
user = "{bot_id}"
password_file = "password"
[collective]
{named}
bots = {json.dumps(list(bots))}
zone = "{zone_by_day(now()).key}"
[storage]
database = "{database}"
""",
        "utf-8",
    )
