"""The inside of a bot on an empty database, with a door of paper and a clock that is told the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.app import all_words
from bot.bench import Bench
from bot.dispatch import Dispatch
from bot.intake import Intake
from bot.postman import Postman
from bot.transport import Batch, Echo, Heard, Incoming, Outgoing
from commands.kit.command import Answer, Feature, FreeText, Role, command
from commands.kit.message import Refusal
from commands.kit.messages import TisseuseOnly, UnknownCommand
from storage.agenda import Note
from storage.database import Database, read_url
from storage.desk import Desk, File, Sayable
from storage.lease import Lease
from storage.letters import OutboxRow
from storage.questions import Question
from storage.rooms import Rooms
from storage.sealing import Seal
from storage.upgrade import open_account, prepare
from storage.visit import House, Vitals

BOT = "@navette:archipel.example"
NOA = "@noa:archipel.example"
GRANIT, TRABOULE, OFFICE, PRIVATE = "!granit:x", "!traboule:x", "!office:x", "!private:x"
PARIS = ZoneInfo("Europe/Paris")
START = dt.datetime(2027, 3, 1, 10, 0, tzinfo=dt.UTC)


# ── a feature of few words ──


@command("dis", english="say", args=FreeText, who=Role.ANYONE)
async def say_it(desk: Desk, args: FreeText) -> Sayable:
    """Answers what was typed, and keeps it under an îlot's name."""
    await desk.ilots.create(desk.visit.event_id.lstrip("$"), args.text[:200], None, desk.visit.today)
    return UnknownCommand(typed=args.text)


@command("refuse", english="refuse", args=FreeText, who=Role.ANYONE)
async def refuse_it(desk: Desk, args: FreeText) -> Sayable:
    """Does a lot, then refuses."""
    await desk.ilots.create("undone", args.text, None, desk.visit.today)
    await desk.wake_me(desk.visit.now, Note("chime", "undone"))
    await desk.tell_tisseuse(UnknownCommand(typed=args.text))
    desk.visit.someone.speak("en")
    raise Refusal(TisseuseOnly())


@command("casse", english="break", args=FreeText, who=Role.ANYONE)
async def break_it(desk: Desk, args: FreeText) -> Sayable:
    """Writes, then fails as only a bug fails."""
    await desk.ilots.create("undone", args.text, None, desk.visit.today)
    raise RuntimeError(args.text)


@command("demande", english="ask", args=FreeText, who=Role.ANYONE)
async def ask_it(desk: Desk, args: FreeText) -> None:
    """Leaves a question open."""
    desk.ask(UnknownCommand(typed=args.text), Question("echo", {}))


@command("donne", english="give", args=FreeText, who=Role.ANYONE)
async def give_it(desk: Desk, args: FreeText) -> None:
    """What was typed, as a file; « casse » breaks afterwards."""
    desk.attach(UnknownCommand(typed="voilà"), File("mot.txt", "text/plain", args.text.encode()))
    desk.attach(UnknownCommand(typed="et"), File("dit.txt", "text/plain", lambda speak: speak(TisseuseOnly()).encode()))
    if args.text == "casse":
        desk.say(_Unsayable())


class _Unsayable:
    """A bug that is met after the files are made."""

    says = "NobodyWordedThis"

    def values(self) -> dict[str, object]:
        return {}


async def _echo(desk: Desk, answer: Answer) -> Sayable:
    return UnknownCommand(typed=answer.text)


async def _chime(desk: Desk, fields: dict[str, str]) -> None:
    room = await desk.rooms.find(fields.get("room", GRANIT))
    desk.say(UnknownCommand(typed=fields.get("text", "ding")), room=room)


async def _relay(desk: Desk, fields: dict[str, str]) -> None:
    """Leaves itself again, for later."""
    await _chime(desk, fields)
    await desk.wake_me(desk.visit.now + dt.timedelta(hours=1), Note("relay", "relay", fields))


async def _found(desk: Desk, fields: dict[str, str]) -> None:
    """Does something, and says nothing."""
    await desk.ilots.create(f"founded{len(await desk.ilots.all())}", "Plume", None, desk.visit.today)


async def _broken(desk: Desk, fields: dict[str, str]) -> None:
    await _chime(desk, fields)
    raise RuntimeError(fields["text"])


FEATURE = Feature(
    "few words",
    Path(__file__).parent,
    commands=(say_it, refuse_it, break_it, ask_it, give_it),
    notes={"chime": _chime, "relay": _relay, "found": _found, "broken": _broken},
    answers={"echo": _echo},
)


# ── clock and door ──


@dataclass
class Wall:
    """A wall clock that moves only when told."""

    at: dt.datetime = START

    def now(self) -> dt.datetime:
        """Aware, UTC."""
        return self.at

    def forward(self, **delta: float) -> None:
        """`seconds=5`, `days=-1`."""
        self.at += dt.timedelta(**delta)


@dataclass
class PaperDoor:
    """Takes what it is given: one event a transaction id. `troubles` of a room are raised first, one an attempt."""

    attempts: list[Outgoing] = field(default_factory=list)
    events: dict[str, Outgoing] = field(default_factory=dict)
    troubles: dict[str, list[Exception]] = field(default_factory=dict)
    loses_answers: bool = False

    async def deliver(self, outgoing: Outgoing) -> str:
        """As a homeserver does it."""
        self.attempts.append(outgoing)
        waiting = self.troubles.get(outgoing.room_id)
        if waiting:
            raise waiting.pop(0)
        self.events.setdefault(outgoing.txn_id, outgoing)
        return f"$sent{list(self.events).index(outgoing.txn_id)}"

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Nobody looks."""

    def said(self, room_id: str) -> list[str]:
        """The words that arrived in a room, in order."""
        return [event.body for event in self.events.values() if event.room_id == room_id]


# ── the bot ──


@dataclass
class Inside:
    """One bot's parts, wired as in bot.app, without its features."""

    database: Database
    account_id: int
    wall: Wall
    bench: Bench
    intake: Intake
    door: PaperDoor
    postman: Postman
    tokens: int = 0

    async def hear(self, *events: Incoming, echoes: Iterable[Echo] = ()) -> None:
        """One sync, committed."""
        self.tokens += 1
        batch = Batch(f"t{self.tokens - 1}", f"t{self.tokens}", self.wall.now(), events, tuple(echoes))
        await self.intake.receive(batch)

    async def outbox(self) -> list[OutboxRow]:
        """Every row, oldest first."""
        async with self.database.transaction() as session:
            return list(await session.scalars(select(OutboxRow).order_by(OutboxRow.seq)))

    async def bodies(self, room_id: str) -> list[str]:
        """What the outbox holds for a room, oldest first."""
        return [str((row.content or {}).get("body")) for row in await self.outbox() if row.room_id == room_id]


def typed(body: str, event_id: str = "$1", room_id: str = GRANIT, **more: object) -> Incoming:
    """Noa types something."""
    fields: dict[str, object] = {"kind": Heard.MESSAGE, "at": START, "sender": NOA, **more}
    return Incoming(event_id=event_id, room_id=room_id, body=body, **fields)  # type: ignore[arg-type]


async def open_inside(database: Database, wall: Wall, doubtful_after: dt.timedelta | None = None) -> Inside:
    """On a migrated database."""
    async with database.transaction() as session:
        account_id = (await open_account(session, BOT)).id
        rooms = Rooms(session)
        for room_id, encrypted in ((GRANIT, False), (TRABOULE, False), (OFFICE, False), (PRIVATE, True)):
            await rooms.furnish(room_id, [NOA], encrypted=encrypted)
        (await rooms.meet(OFFICE)).is_admin = True
        (await rooms.meet(PRIVATE)).direct = True
    lease = await Lease.take(database, account_id)
    bench = Bench(
        database=database,
        account_id=account_id,
        lease=lease,
        house=House(bots=frozenset({BOT})),
        zone=PARIS,
        now=wall.now,
        vitals=lambda: Vitals("0", START),
    )
    intake = Intake(bench, Dispatch((FEATURE,)), all_words())
    door = PaperDoor()
    more = () if doubtful_after is None else (doubtful_after,)
    return Inside(database, account_id, wall, bench, intake, door, Postman(bench, intake, door, *more))


@asynccontextmanager
async def opened(url: str, seal: Seal | None = None) -> AsyncIterator[Database]:
    """As it is."""
    database = Database(read_url(url), seal or Seal.fresh())
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def migrated(url: str, seal: Seal | None = None) -> AsyncIterator[Database]:
    """A database of the newest shape."""
    async with opened(url, seal) as database:
        await prepare(database)
        yield database
