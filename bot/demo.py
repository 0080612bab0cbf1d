"""`navette demo`: a throwaway homeserver, a sample collective in real rooms, the bot, and a chat among them."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from bot.app import now
from bot.chat import Chat
from bot.config import Log
from bot.homeserver import HomeserverFailed, ThrowawayHomeserver, dying_with
from bot.house import on_terminal, typed_lines
from bot.logs import set_up_logs
from bot.matrix.companion import ENCRYPTION, Companion
from bot.rooms_chat import RoomsTroupe
from bot.terminal import unheard
from bot.throwaway import sweep, throwaway_folder
from bot.tour import OFFER, steps
from bot.tour_player import Player, TourFailed
from commands.kit.quiet import BY_DAY
from storage import interchange
from storage.people import localpart

SAMPLE = Path(__file__).parent / "sample" / "archipel.json"
_HERE = Path(__file__).parent.parent
PASSWORD = "archipel"  # noqa: S105 - printed on the screen, for accounts that live as long as the window
ADMIN_ROOM = "Tisseuse"
_WITHIN = 180.0
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(T.*)?")
_ZONES = tuple(ZoneInfo(name) for name in ("Europe/Paris", "America/Martinique", "Pacific/Noumea"))
_DAY = BY_DAY[0].hour, BY_DAY[1].hour - 1  # an hour is left to talk
_T = TypeVar("_T")


class DemoFailed(Exception):
    """The bot ended, or did not come: the message ends with the last lines of its log."""


async def run(pace: float | None = None) -> int:
    """Until /quitter, Ctrl-C, the end of input or a signal. Leaves nothing behind.

    With a `pace` (seconds) the tour is played first. Ends with 2 where there is no Synapse, 1 when the tour failed.
    """
    console = Console(stderr=True, highlight=False)
    set_up_logs(Log(level="error"))  # people's clients say nothing in between
    with _cancelled_by_signals():
        if sweep():
            console.print("  [dim]✓ removed what an earlier demo left behind[/]")
        try:
            with throwaway_folder() as folder:
                await _play(folder, console, pace)
        except TourFailed as failed:
            console.print(f"navette: the tour failed at {failed}", markup=False, soft_wrap=True)
            return 1
        except (HomeserverFailed, DemoFailed) as failed:
            console.print(f"navette: {failed}", markup=False, soft_wrap=True)
            return 2
        except asyncio.CancelledError:  # Ctrl-C is how one leaves
            pass
    console.print("[dim]Put away: no process, no folder, no port is left.[/]")
    return 0


async def _play(folder: Path, console: Console, pace: float | None) -> None:
    async with AsyncExitStack() as stack:
        with unheard(forget=pace is not None):
            chat = await _set(folder, console, stack, pace)
        if on_terminal():
            await chat.run(reread=pace is None)
        elif pace is None:
            await chat.read(typed_lines())


async def _set(folder: Path, console: Console, stack: AsyncExitStack, pace: float | None) -> Chat:
    """Everything that is not the person's own turn: what is set up, and the tour. Raises TourFailed."""
    zone = zone_by_day(now())
    document = brought_to(SAMPLE.read_text("utf-8"), now().astimezone(zone).date())
    console.print("[bold]Navette, the demo[/]: real rooms that live as long as this window.")
    with _step(console, "a homeserver (Synapse)"):
        homeserver = await stack.enter_async_context(ThrowawayHomeserver(folder / "synapse", _domain(document)))
    stage = Stage(folder, homeserver, document, stack, zone)
    with _step(console, "people, their rooms, their listings"):
        await stage.furnish()
    with _step(console, "Navette"):
        process = await stack.enter_async_context(stage.bot())
        await stage.while_alive(process, stage.bind())
    chat = Chat(stage.troupe)
    stage.troupe.begin(chat)
    _introduce(console, stage, is_tour=pace is not None)
    minding = asyncio.create_task(stage.mind(process, chat))
    stack.callback(minding.cancel)
    if pace is not None:
        await _show_around(stage, chat, pace)
    return chat


async def _show_around(stage: Stage, chat: Chat, pace: float) -> None:
    today = now().astimezone(stage.zone).date()
    await Player(stage.troupe, chat, today, pace).play(steps(today))
    chat.tell("\nThat was the tour.")
    if on_terminal():
        chat.tell("Now it is your turn: /gens shows who there is, /moi NAME makes you one of them, /aide the rest.")


@dataclass
class Stage:
    """The sample collective on a running homeserver: accounts, rooms, and the bot as a process of its own."""

    folder: Path
    homeserver: ThrowawayHomeserver
    document: interchange.Document
    stack: AsyncExitStack
    zone: ZoneInfo
    people: dict[str, Companion] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    admin_room: str = ""
    troupe: RoomsTroupe = field(init=False)

    def __post_init__(self) -> None:
        self.bot_id = f"@navette:{self.homeserver.name}"
        self.tisseuse_id, self.deputy_id = (self._office(office) for office in ("tisseuse", "deputy"))
        self.troupe = RoomsTroupe(self.bot_id)

    @property
    def tisseuse(self) -> Companion:
        """Who opens the rooms."""
        return self.people[self.tisseuse_id]

    async def furnish(self) -> None:
        """Everybody arrives and the rooms are opened, while the collective is imported."""
        self._configure()
        await asyncio.gather(self._import(), self._open())
        self._configure()  # the Tisseuse's room has an address now

    async def _open(self) -> None:
        await self.homeserver.register("navette", PASSWORD, shown_as="Navette")
        names = _names(self.document)
        arrivals = await asyncio.gather(*(self._arrive(user_id, name) for user_id, name in names.items()))
        for name, person in zip(names.values(), arrivals, strict=True):
            self.troupe.bring(name, person)
        self.admin_room = await self._open_room(ADMIN_ROOM, (self.deputy_id,))
        for ilot in self.document.ilots:
            self.rooms[ilot.slug] = await self._open_room(ilot.name, tuple(ilot.members))

    async def _arrive(self, user_id: str, first_name: str) -> Companion:
        name = localpart(user_id)
        await self.homeserver.register(name, PASSWORD, shown_as=first_name)
        person = Companion(self.homeserver.url, name, PASSWORD, self.troupe.heard, host=self.bot_id)
        self.stack.push_async_callback(person.close)
        await person.log_in()
        self.people[user_id] = person
        return person

    async def _open_room(self, name: str, members: tuple[str, ...]) -> str:
        """Encrypted, as Element makes them."""
        room = await self.tisseuse.create_room(name, (self.bot_id, *members), initial_state=[ENCRYPTION])
        await asyncio.gather(*(self.people[each].join(room) for each in members))
        return room

    def _office(self, office: str) -> str:
        return next(role.id for role in self.document.roles if role.role == office)

    # ── the bot ──

    def _configure(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD, "utf-8")
        secret.chmod(0o600)
        lines = [
            "[matrix]",
            f'homeserver = "{self.homeserver.url}"',
            f'user = "{self.bot_id}"',
            'password_file = "password"',
            "[collective]",
            f'tisseuse = "{self.tisseuse_id}"',
            f'deputy = "{self.deputy_id}"',
            f'zone = "{self.zone.key}"',
            *([f'admin_room = "{self.admin_room}"'] if self.admin_room else []),
        ]
        (self.folder / "config.toml").write_text("\n".join(lines) + "\n", "utf-8")

    async def _import(self) -> None:
        file = self.folder / "archipel.json"
        file.write_text(self.document.model_copy(update={"zone": self.zone.key}).model_dump_json(), "utf-8")
        async with self._child("import", str(file)) as process:
            if await process.wait() != 0:
                raise DemoFailed(f"the sample was not taken in: {self.log_end()}")

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """The real `navette run`."""
        async with self._child("run") as process:
            yield process

    @asynccontextmanager
    async def _child(self, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """A `navette` command on this folder's configuration, whatever the person's own environment says."""
        command = [sys.executable, "-m", "bot", *words, "--config", str(self.folder / "config.toml")]
        with (self.folder / "bot.log").open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd=_HERE,  # this very `bot`, whatever stands in the person's own folder
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={name: value for name, value in os.environ.items() if not name.startswith("NAVETTE_")},
                preexec_fn=dying_with(os.getpid()),
            )
        (self.folder / f"{words[0]}.pid").write_text(str(process.pid), "ascii")
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()  # everything it wrote is thrown away with it
                await process.wait()

    async def bind(self) -> None:
        """The bot enters, the Tisseuse gives each îlot its room, and the bot greets there."""
        for room in (self.admin_room, *self.rooms.values()):
            await self.tisseuse.wait_for(partial(self._bot_is_in, room), _WITHIN)
        for slug, room in self.rooms.items():
            await self.tisseuse.say(self.admin_room, f"!ilot lier {slug} {room}")
            await self.tisseuse.wait_for(partial(self.tisseuse.events, room, sender=self.bot_id), _WITHIN)
        await self.troupe.silence(0.3)

    def _bot_is_in(self, room: str) -> bool:
        moves = self.tisseuse.events(room, sender=self.bot_id, kind="m.room.member")
        return any(event["content"].get("membership") == "join" for event in moves)

    async def while_alive(self, process: asyncio.subprocess.Process, work: Awaitable[_T]) -> _T:
        """What the bot is needed for. Raises DemoFailed when it ends, or lets wait for too long."""
        doing, ending = asyncio.ensure_future(work), asyncio.ensure_future(process.wait())
        try:
            await asyncio.wait({doing, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise DemoFailed(f"Navette ended with {process.returncode}: {self.log_end()}")
            return doing.result()
        except TimeoutError as late:
            raise DemoFailed(f"Navette did not come within {_WITHIN:.0f} s: {self.log_end()}") from late
        finally:
            doing.cancel()
            ending.cancel()

    async def mind(self, process: asyncio.subprocess.Process, chat: Chat) -> None:
        """Says so when the bot ends; the rooms stay."""
        code = await process.wait()
        chat.tell(f"(Navette ended with {code}: {self.log_end()})")

    def log_end(self) -> str:
        """The last lines of the bot's log."""
        return " | ".join((self.folder / "bot.log").read_text("utf-8", "replace").splitlines()[-4:])


# ── the sample ──


def zone_by_day(instant: dt.datetime) -> ZoneInfo:
    """Where it is day: what is said to one person unasked would wait for the morning, and nobody would see it."""
    return next(zone for zone in _ZONES if _DAY[0] <= instant.astimezone(zone).hour < _DAY[1])


def brought_to(text: str, today: dt.date) -> interchange.Document:
    """The sample as if it had been written this week: every date later by the same number of whole weeks."""
    value = json.loads(text)
    written = dt.datetime.fromisoformat(value["reference_now"]).date()
    return interchange.read(json.dumps(_later(value, dt.timedelta(weeks=(today - written).days // 7))))


def _later(value: Any, by: dt.timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _later(each, by) for key, each in value.items()}
    if isinstance(value, list):
        return [_later(each, by) for each in value]
    if isinstance(value, str) and (found := _DATE.fullmatch(value)):
        return (dt.date.fromisoformat(found[1]) + by).isoformat() + (found[2] or "")
    return value


def _names(document: interchange.Document) -> dict[str, str]:
    people = {person.id: person.first_name for person in document.people}
    return people | {role.id: role.first_name for role in document.roles}


def _domain(document: interchange.Document) -> str:
    return document.people[0].id.partition(":")[2]


# ── what is told ──


@contextmanager
def _step(console: Console, what: str) -> Iterator[None]:
    started = time.monotonic()
    if console.is_terminal:
        with console.status(f"{what}…"):
            yield
    else:
        yield
    console.print(f"  [green]✓[/] {what} [dim]({time.monotonic() - started:.1f} s)[/]")


def _introduce(console: Console, stage: Stage, *, is_tour: bool) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    rows = [*_who_and_where(stage), *([] if is_tour else _to_try(stage))]
    for name, text in [("", ""), *rows, ("", "")]:
        table.add_row(name, text)
    console.print(table)


def _who_and_where(stage: Stage) -> Iterator[tuple[str, str]]:
    names = _names(stage.document)
    yield "Address", f"{stage.homeserver.url}   [dim]in Element: Sign in, Edit the homeserver[/]"
    yield "Sign in", f"a name below, small letters without accents; password: [bold]{PASSWORD}[/]"
    if stage.zone != _ZONES[0]:
        yield "Hour", f"that of {stage.zone.key}: in Paris it is night, and Navette lets people sleep"
    for ilot in stage.document.ilots:
        yield ilot.name, ", ".join(names[each] for each in ilot.members)
    yield ADMIN_ROOM, ", ".join(f"{role.first_name} ({localpart(role.id)})" for role in stage.document.roles)


def _to_try(stage: Stage) -> Iterator[tuple[str, str]]:
    first_new = sum(entry.ref.startswith("O") for entry in stage.document.listings) + 1
    author = next(iter(_names(stage.document).values()))  # who one is at first
    yield "", ""
    yield "Try", OFFER
    yield "", f"/moi Inès [dim]then[/] !prends O{first_new} [dim]in her own room[/]"
    yield "", f"/moi {author} [dim]then[/] /salon private [dim]to read of it in private[/]"
    yield "", "/moi Maude [dim]then[/] !etat"
    yield "", "[dim]/aide shows the rest; Ctrl-C ends it all and leaves nothing behind[/]"


@contextmanager
def _cancelled_by_signals() -> Iterator[None]:
    """The first signal ends what runs; more of them do not disturb the putting away."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    told: list[bool] = []

    def tell() -> None:
        if not told:
            told.append(task.cancel())

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
    for number in numbers:
        loop.add_signal_handler(number, tell)
    try:
        yield
    finally:
        for number in numbers:
            with suppress(ValueError):
                loop.remove_signal_handler(number)
