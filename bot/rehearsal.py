"""The other door: the whole bot with Matrix replaced by a script in JSON Lines, and a clock that is told the time."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.app import HOUSEKEEPING, Bot
from bot.dispatch import Outcome, Result
from bot.hearing import VoiceLost, VoiceTooLarge
from bot.script import OWN_IDS, BadLine, Deed, Line, id_of, read_line, read_object
from bot.transport import Batch, Heard, Incoming, Media, Member, Outgoing, Said
from commands.kit.spreading import SPREAD
from storage.agenda import Agenda
from storage.database import Session
from storage.delivery import Delivery
from storage.ilots import Ilots
from storage.interchange import Interchange
from storage.numbers import next_number
from storage.people import Office, People
from storage.rooms import Rooms

ADMIN = "tisseuse"
_UNSEEN = {Said.ENTER, Said.DECLINE, Said.MARK_PRIVATE}  # no line: they leave nothing to see in a room
Emit = Callable[[dict[str, Any]], None]


class TalksToMatrix(Exception):
    """The database belongs to a Navette that lives in real rooms: rehearse on a copy."""


@dataclass(slots=True)
class StageClock:
    """Moves only when told."""

    at: dt.datetime
    started: bool = False

    def now(self) -> dt.datetime:
        """What the whole bot takes for now (aware UTC)."""
        return self.at


@dataclass(slots=True)
class Stage:
    """A door to nowhere: what is sent becomes output lines, and entering a room brings its people."""

    bot: Bot
    clock: StageClock
    emit: Emit
    pending: deque[Incoming] = field(default_factory=deque)
    names: set[str] = field(default_factory=set)  # of every line so far
    heard: dict[str, str] = field(default_factory=dict)  # event → its room: what leaves no row is known here only
    sounds: dict[str, Path] = field(default_factory=dict)  # address → the file that the script named
    files: Path | None = None  # the folder into which files are put
    _sent: dict[str, str] = field(default_factory=dict)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Writes one line; the same transaction id writes it once."""
        if outgoing.txn_id in self._sent:
            return self._sent[outgoing.txn_id]
        if outgoing.kind in _UNSEEN:
            event_id = await self._come_or_go(outgoing)
        else:
            event_id = f"$bot{await self._number('$bot')}"
            self.emit({**self._line(outgoing, event_id), **await self._put(outgoing, event_id)})
        self._sent[outgoing.txn_id] = event_id
        return event_id

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Not shown in a rehearsal."""

    async def _put(self, outgoing: Outgoing, event_id: str) -> dict[str, Any]:
        """What a file's line says more: its name and type, and where it was put, if anywhere. Raises OSError."""
        file = outgoing.file
        if file is None:
            return {}
        path = self.files / f"{event_id.removeprefix('$')}-{file.name}" if self.files is not None else None
        if path is not None:
            await asyncio.to_thread(_write, path, file.data)
        return {"name": file.name, "mimetype": file.mimetype, "path": str(path) if path else None}

    def speak(self, path: str, event_id: str) -> Media:
        """A voice message whose sound lies in that file."""
        url = f"mxc://rehearsal/{hashlib.sha256(event_id.encode()).hexdigest()[:32]}"
        self.sounds[url] = Path(path)
        return Media(url)

    async def download(self, media: Media, largest: int) -> bytes:
        """What lies there. Raises VoiceTooLarge or VoiceLost."""
        try:
            data = await asyncio.to_thread(_beginning, self.sounds[media.url], largest + 1)
        except (KeyError, OSError) as error:
            raise VoiceLost(type(error).__name__) from error
        if len(data) > largest:
            raise VoiceTooLarge
        return data

    async def fresh_id(self) -> str:
        """For an event that the script gave no id."""
        return f"$unnamed{await self._number('$in')}"

    async def knows(self, event_id: str) -> bool:
        """True for the id of an earlier line: of this process or, where a row was kept, of one before it."""
        if event_id in self.names:
            return True
        async with self.bot.bench.database.transaction() as session:
            return await Delivery(session, self.bot.bench.account_id).knows_event(event_id)

    async def room_of(self, event_id: str) -> str | None:
        """Where an event stands, the bot's own or somebody's; None for one that never was."""
        if event_id in self.heard:
            return self.heard[event_id]
        async with self.bot.bench.database.transaction() as session:
            return await Delivery(session, self.bot.bench.account_id).room_of_event(event_id)

    async def _number(self, name: str) -> int:
        async with self.bot.bench.transaction() as session:
            return await next_number(session, name)

    async def _come_or_go(self, outgoing: Outgoing) -> str:
        if outgoing.kind is Said.ENTER:
            self.pending.append(await self._entering(outgoing.room_id))
        return outgoing.room_id

    async def _entering(self, room_id: str) -> Incoming:
        async with self.bot.bench.transaction() as session:
            rooms = Rooms(session)
            room = await rooms.meet(room_id)
            members = tuple(Member(user_id) for user_id in await rooms.occupants(room))
        return Incoming(
            event_id=await self.fresh_id(),
            room_id=room_id,
            sender="",
            kind=Heard.ENTERED,
            at=self.clock.now(),
            members=members,
            encrypted=room.encrypted,
            room_name=room_id,
        )

    def _line(self, outgoing: Outgoing, event_id: str) -> dict[str, Any]:
        cause = outgoing.extra.get("cause")
        return {
            "room": outgoing.room_id,
            "id": event_id,
            "kind": outgoing.kind.value,
            "body": outgoing.emoji if outgoing.kind is Said.REACTION else outgoing.body,
            "html": outgoing.html,
            "mentions": list(outgoing.mentions),
            "thread": outgoing.thread,
            "reply_to": outgoing.reply_to,
            "to": outgoing.target,
            "alt": outgoing.body if outgoing.kind is Said.IMAGE else None,
            "at": self.clock.now().astimezone(self.bot.bench.zone).isoformat(timespec="seconds"),
            "says": outgoing.extra.get("says") or [],
            "cause": None if cause is None or OWN_IDS.fullmatch(cause) else cause,
            "refs": outgoing.extra.get("refs") or [],
        }


class Rehearsal:
    """Plays lines, one after the other, each to its end."""

    def __init__(self, bot: Bot, clock: StageClock, emit: Emit, files: Path | None = None) -> None:
        self._bot = bot
        self._clock = clock
        self._emit = emit
        self._stage = Stage(bot, clock, emit, files=files)
        self._postman = bot.postman(self._stage)
        bot.intake.hearing.fetch = self._stage.download
        self._line_number = 0
        self._synced = 0
        self._resumed = False

    # ── the stage is set ──

    async def set_the_stage(self) -> None:
        """Rooms for every îlot, one for the Tisseuse, a private one for everybody. Raises TalksToMatrix."""
        async with self._bot.bench.transaction() as session:
            await self._set_rooms(session)
        self._bot.intake.synced_at = self._clock.now()
        self._bot.intake.caught_up.set()

    async def _set_rooms(self, session: Session) -> None:
        ilots, people, rooms = Ilots(session), People(session), Rooms(session)
        officers = [*await people.holding(Office.TISSEUSE), *await people.holding(Office.DEPUTY)]
        everybody = {person.user_id for person in officers}
        for ilot in await ilots.all():
            if ilot.room_id is not None and ilot.room_id.startswith("!"):
                raise TalksToMatrix("this database lives in real rooms; rehearse on its export: --data FILE")
            members = [person.user_id for person in await ilots.members(ilot)]
            everybody |= set(members)
            if ilot.room_id is None:
                ilot.room_id, ilot.welcomed = f"ilot:{ilot.slug}", True
            tisseuse = [person.user_id for person in officers if person.office == Office.TISSEUSE]
            room = await rooms.furnish(ilot.room_id, [*members, *tisseuse], encrypted=False)
            for newcomer in set(members) - set(await rooms.occupants(room)):  # imported since
                await rooms.enter(room, newcomer)
        for former in await rooms.all_admin():
            former.is_admin = False
        admin = await rooms.furnish(ADMIN, [person.user_id for person in officers], encrypted=True)
        admin.is_admin = admin.encrypted = True  # also where an older rehearsal made it
        await rooms.furnish_private(sorted(everybody | {person.user_id for person in await people.all()}))

    # ── lines ──

    async def play(self, text: str) -> None:
        """One input line: its effects, its output, then its `done`. A malformed one has no effect."""
        self._line_number += 1
        name: str | int = self._line_number
        try:
            value = read_object(text)
            name = id_of(value) or name
            result = await self._played(read_line(value, self._bot.bench.zone))
        except BadLine as bad:
            self._emit({"error": str(bad), "line": self._line_number})
            result = Result(Outcome.IGNORED)
        self._emit({"done": name, "outcome": result.outcome.value, "command": result.command})

    async def _played(self, line: Line) -> Result:
        if line.id is not None and await self._stage.knows(line.id):
            return Result(Outcome.REPEATED)
        room_id = await self._room_of(line.deed) if line.deed else ""
        if line.id is not None:
            self._stage.names.add(line.id)
        if line.at is not None:
            await self._move_to(line.at)
        self._clock.started = True
        await self._resume()
        if line.deed is not None:
            return await self._done(line.deed, room_id, line.id or await self._stage.fresh_id())
        if line.export:
            await self._export()
        return Result(Outcome.ANSWERED)

    async def _export(self) -> None:
        async with self._bot.bench.database.transaction() as session:
            value = await Interchange(session, self._bot.bench.zone).give_out(self._clock.now())
        self._emit({"export": value})

    async def _resume(self) -> None:
        """What a process that died left undone is done before anything new."""
        if not self._resumed:
            self._resumed = True
            await self._bot.intake.settle()
            await self._send()

    async def _done(self, deed: Deed, room_id: str, event_id: str) -> Result:
        self._stage.heard[event_id] = room_id
        if not await self._placed(deed, room_id):
            return Result(Outcome.IGNORED)
        media = self._stage.speak(deed.voice, event_id) if deed.voice is not None else None
        return await self._take(replace(_incoming(deed, room_id, event_id, self._clock.now()), media=media))

    async def _take(self, incoming: Incoming) -> Result:
        self._synced += 1
        token = f"rehearsal-{self._synced}"
        await self._bot.intake.receive(Batch(None, token, self._clock.now(), (incoming,)))
        result = Result(Outcome.IGNORED)
        for seq in await self._waiting():
            result = await self._bot.intake.handle(seq)
        await self._send()
        while await self._bot.intake.ring(ending=SPREAD):  # the rest of what the line began
            await self._send()
        return result

    async def _send(self) -> None:
        """What is due leaves; where the bot went in, it looks around."""
        await self._postman.send_all()
        while self._stage.pending:
            await self._take(self._stage.pending.popleft())

    async def _waiting(self) -> list[int]:
        async with self._bot.bench.database.transaction() as session:
            return await Delivery(session, self._bot.bench.account_id).waiting()

    # ── time ──

    async def _move_to(self, at: dt.datetime) -> None:
        """Forwards, what is due happens at its own time; the first time a process is told, it was missed."""
        if self._clock.started:
            while (due := await self._next_hour(at)) is not None:
                self._set_clock(max(self._clock.at, due))
                await self._ring()
        self._set_clock(at)
        await self._ring()

    def _set_clock(self, at: dt.datetime) -> None:
        """Nothing is ever in doubt on a stage: each hour counts as one at which all was seen."""
        self._clock.at = at
        self._bot.intake.synced_at = at

    async def _next_hour(self, at: dt.datetime) -> dt.datetime | None:
        """When something happens next, up to and including `at`; None when nothing does, or the clock goes back."""
        hours = [await self._next_note(at), await self._postman.next_hour()]
        return min((hour for hour in hours if hour is not None and hour <= at), default=None)

    async def _next_note(self, at: dt.datetime) -> dt.datetime | None:
        """The nightly housekeeping shows nothing, and one does the work of all that were missed: no stop for it."""
        bench = self._bot.bench
        async with bench.database.transaction() as session:
            agenda = Agenda(session, bench.account_id, bench.zone)
            for note_id in await agenda.due(at):
                note = await agenda.row(note_id, at)
                if note is not None and note.kind != HOUSEKEEPING.kind:
                    return note.next_due
        return None

    async def _ring(self) -> None:
        while await self._bot.intake.ring():
            await self._send()
        await self._send()

    # ── who is where ──

    async def _room_of(self, deed: Deed) -> str:
        """As said, or where the target stands; the sender must be there. Raises BadLine."""
        room_id = deed.room
        if room_id is None:
            assert deed.target is not None
            room_id = await self._stage.room_of(deed.target)
            if room_id is None:
                raise BadLine(f"{deed.target}: there is no such event")
        await self._check_presence(deed, room_id)
        return room_id

    async def _check_presence(self, deed: Deed, room_id: str) -> None:
        async with self._bot.bench.database.transaction() as session:
            rooms = Rooms(session)
            room = await rooms.find(room_id)
            joined = room is not None and room.joined
            present = await rooms.occupants(room) if room is not None else []
        if deed.kind is Heard.INVITE:
            if joined:
                raise BadLine(f"room: the bot is in {room_id} already")
            return
        if room is None or not (joined or deed.kind in {Heard.JOIN, Heard.LEAVE}):
            raise BadLine(f"room: got {room_id!r}, the bot is in no such room")
        if deed.kind is not Heard.JOIN and deed.sender not in present:
            raise BadLine(f"{deed.sender} is not in {room_id}")

    async def _placed(self, deed: Deed, room_id: str) -> bool:
        """Who came or went stands where they are now. False for what the bot, outside that room, cannot see."""
        async with self._bot.bench.transaction() as session:
            rooms = Rooms(session)
            room = await rooms.meet(room_id)
            if deed.kind is Heard.INVITE:
                room.encrypted = deed.encrypted
            if deed.kind is Heard.JOIN:
                await rooms.furnish_private([deed.sender])
            if deed.kind is Heard.INVITE or (deed.kind is Heard.JOIN and not room.joined):
                await rooms.enter(room, deed.sender)
            if deed.kind is Heard.LEAVE and not room.joined:
                await rooms.leave(room, deed.sender)
            return room.joined or deed.kind is Heard.INVITE


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _beginning(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _incoming(deed: Deed, room_id: str, event_id: str, at: dt.datetime) -> Incoming:
    return Incoming(
        event_id=event_id,
        room_id=room_id,
        sender=deed.sender,
        kind=deed.kind,
        at=at,
        body=deed.body,
        thread=deed.thread,
        reply_to=deed.reply_to,
        target=deed.target,
        emoji=deed.emoji,
        members=(Member(deed.sender, deed.name),) if deed.kind is Heard.JOIN else (),
        encrypted=deed.encrypted,
        room_name=room_id if deed.kind is Heard.INVITE else None,
        direct=deed.kind is Heard.INVITE,
    )
