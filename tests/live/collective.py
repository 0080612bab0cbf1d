"""A small real collective: a Synapse, people, îlots' rooms, the Tisseuse's room, and the bot as a child process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.homeserver import ThrowawayHomeserver
from bot.person import Event, Person, thread_of

NAVETTE = "navette"
PASSWORD = "only-for-tests"


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
    process: asyncio.subprocess.Process | None = None
    killed: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    # ── the bot ──

    async def start_bot(self, **environment: str) -> None:
        """A real `navette run`, in a process of its own."""
        with (self.folder / "bot.log").open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                "--config",
                str(self.folder / "config.toml"),
                stdout=output,
                stderr=output,
                env={**os.environ, **self.environment, **environment},
            )

    async def kill_bot(self) -> None:
        """kill -9, counted."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        if await self.process.wait() == -signal.SIGKILL:
            self.killed += 1

    async def stop_bot(self) -> int:
        """SIGTERM; returns its exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        return await self.process.wait()

    def log(self) -> str:
        """What the bot wrote on standard error."""
        path = self.folder / "bot.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    # ── the rooms ──

    async def open_ilot(self, name: str, *members: str) -> str:
        """The Tisseuse opens a room with the bot and these people in it, and binds it to a new îlot."""
        people = [self.people[each] for each in members]
        room = await self.tisseuse.create_room(name, (self.bot_id, *(each.user_id for each in people)))
        for person in people:
            await person.join(room)
        await self.tisseuse.wait_for(lambda: self._bot_is_in(self.tisseuse, room), 60)
        await self.tell_bot(f"!ilot créer {name}")
        await self.tell_bot(f"!ilot lier {name.lower()} {room}")
        self.rooms[name], self.watchers[room] = room, people[-1]
        return room

    async def tell_bot(self, body: str) -> Event:
        """The Tisseuse types a command in her room; returns the answer."""
        before = len(self.tisseuse.events(self.admin_room, sender=self.bot_id))
        await self.tisseuse.say(self.admin_room, body)

        def answers() -> list[Event]:
            return self.tisseuse.events(self.admin_room, sender=self.bot_id)[before:]

        await self.tisseuse.wait_for(answers, 60)
        return answers()[-1]

    def _bot_is_in(self, person: Person, room: str) -> bool:
        members = person.events(room, sender=self.bot_id, kind="m.room.member")
        return any(event["content"].get("membership") == "join" for event in members)

    def answers(self, watcher: Person, room: str) -> list[tuple[str | None, str]]:
        """What the bot said in the room, as the watcher sees it: (thread, body) in order."""
        said = watcher.events(room, sender=self.bot_id)
        return [(thread_of(event), event["content"]["body"]) for event in said]

    async def close(self) -> None:
        """Ends the bot and everybody's connections."""
        if self.process is not None and self.process.returncode is None:
            await self.stop_bot()
        for person in {self.tisseuse, *self.people.values()}:
            await person.close()


@asynccontextmanager
async def gathered(
    homeserver: ThrowawayHomeserver, folder: Path, *names: str, database: str | None = None, tag: str = ""
) -> AsyncIterator[Collective]:
    """People with accounts, the Tisseuse's room, a configuration; the bot is not started yet."""
    folder.mkdir(parents=True, exist_ok=True)
    people = {name: await _person(homeserver, f"{name}{tag}") for name in names}
    tisseuse = await _person(homeserver, f"tisseuse{tag}")
    bot_id = await homeserver.register(f"{NAVETTE}{tag}", PASSWORD)
    admin_room = await tisseuse.create_room("Tisseuse", (bot_id,))
    url = database or f"sqlite:///{folder}/navette.db"
    _configure(homeserver, folder, bot_id, tisseuse.user_id, admin_room, url)
    collective = Collective(homeserver, folder, url, bot_id, tisseuse, admin_room, people)
    try:
        yield collective
    finally:
        await collective.close()


async def _person(homeserver: ThrowawayHomeserver, name: str) -> Person:
    await homeserver.register(name, PASSWORD)
    person = Person(homeserver.url, name, PASSWORD)
    await person.log_in()
    return person


def _configure(
    homeserver: ThrowawayHomeserver, folder: Path, bot_id: str, tisseuse: str, admin_room: str, url: str
) -> None:
    secret = folder / "password"
    secret.write_text(PASSWORD, "utf-8")
    secret.chmod(0o600)
    (folder / "config.toml").write_text(
        f"""\
[matrix]
homeserver = "{homeserver.url}"
user = "{bot_id}"
password_file = "password"
[collective]
tisseuse = "{tisseuse}"
admin_room = "{admin_room}"
[storage]
database = "{url}"
""",
        "utf-8",
    )
