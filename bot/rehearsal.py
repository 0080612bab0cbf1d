"""The other door: the whole bot with Matrix replaced by a script in JSON Lines, and a clock that is told the time."""

from __future__ import annotations

import datetime as dt
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.app import Bot
from bot.dispatch import Outcome, Result
from bot.transport import Batch, Heard, Incoming, Member, Outgoing, Said
from storage.database import Session
from storage.delivery import Delivery
from storage.ilots import Ilots
from storage.interchange import Interchange
from storage.listings import Listings
from storage.people import Office, People
from storage.rooms import Rooms

ADMIN = "tisseuse"
Emit = Callable[[dict[str, Any]], None]


class BadLine(Exception):
    """The line has no effect; the message says what is wrong with it."""


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
    _sent: dict[str, str] = field(default_factory=dict)
    _encrypted: dict[str, bool] = field(default_factory=dict)
    pending: deque[Incoming] = field(default_factory=deque)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Writes one line; the same transaction id writes it once."""
        if outgoing.txn_id in self._sent:
            return self._sent[outgoing.txn_id]
        if outgoing.kind in {Said.ENTER, Said.DECLINE}:
            event_id = await self._come_or_go(outgoing)
        else:
            event_id = f"$bot{await self._number('$bot')}"
            self.emit(self._line(outgoing, event_id))
        self._sent[outgoing.txn_id] = event_id
        return event_id

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Not shown in a rehearsal."""

    def expect(self, room_id: str, *, encrypted: bool) -> None:
        """How the room of an invitation will be found."""
        self._encrypted[room_id] = encrypted

    async def fresh_id(self) -> str:
        """For an input line without an id of its own."""
        return f"$line{await self._number('$line')}"

    async def _number(self, name: str) -> int:
        async with self.bot.bench.transaction() as session:
            return await Listings(session).next_number(name)

    async def _come_or_go(self, outgoing: Outgoing) -> str:
        if outgoing.kind is Said.ENTER:
            self.pending.append(await self._entering(outgoing.room_id))
        return outgoing.room_id

    async def _entering(self, room_id: str) -> Incoming:
        async with self.bot.bench.database.transaction() as session:
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
            encrypted=self._encrypted.get(room_id, False),
            room_name=room_id,
        )

    def _line(self, outgoing: Outgoing, event_id: str) -> dict[str, Any]:
        cause = outgoing.extra.get("cause")
        mine = isinstance(cause, str) and cause.startswith(("$line", "invite"))
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
            "alt": None,
            "at": self.clock.now().astimezone(self.bot.bench.zone).isoformat(timespec="seconds"),
            "says": outgoing.extra.get("says") or [],
            "cause": None if mine else cause,
            "refs": outgoing.extra.get("refs") or [],
        }


class Rehearsal:
    """Plays lines, one after the other, each to its end."""

    def __init__(self, bot: Bot, clock: StageClock, emit: Emit) -> None:
        self._bot = bot
        self._clock = clock
        self._emit = emit
        self._stage = Stage(bot, clock, emit)
        self._postman = bot.postman(self._stage)
        self._line_number = 0
        self._synced = 0

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
            await rooms.furnish(ilot.room_id, [*members, *tisseuse], encrypted=False)
        for former in await rooms.all_admin():
            former.is_admin = False
        admin = await rooms.furnish(ADMIN, [person.user_id for person in officers], encrypted=False)
        admin.is_admin = True
        for user_id in sorted(everybody | {person.user_id for person in await people.all()}):
            await rooms.furnish(f"dm:{user_id}", [user_id], encrypted=True)

    # ── lines ──

    async def play(self, text: str) -> None:
        """One input line: its effects, its output, then its `done`."""
        self._line_number += 1
        number = self._line_number
        name: str | int = number
        try:
            line = _parsed(text)
            name = _name_of(line) or number
            result = await self._played(line)
        except BadLine as bad:
            self._emit({"error": str(bad), "line": number})
            result = Result(Outcome.IGNORED)
        self._emit({"done": name, "outcome": result.outcome.value, "command": result.command})

    async def _played(self, line: dict[str, Any]) -> Result:
        moved = "at" in line
        if moved:
            await self._move_to(_instant(line["at"], self._bot))
        if "export" in line:
            return await self._export()
        if set(line) <= {"at", "id"}:
            if not moved:
                raise BadLine("nothing to do: want at, body, react, edit, redact, join, invite or export")
            return Result(Outcome.ANSWERED)
        self._clock.started = True
        return await self._heard(await self._incoming(line))

    async def _export(self) -> Result:
        async with self._bot.bench.database.transaction() as session:
            value = await Interchange(session, self._bot.bench.zone).give_out(self._clock.now())
        self._emit({"export": value})
        return Result(Outcome.ANSWERED)

    async def _heard(self, incoming: Incoming) -> Result:
        async with self._bot.bench.database.transaction() as session:
            if await Delivery(session, self._bot.bench.account_id).knows_event(incoming.event_id):
                return Result(Outcome.REPEATED)
        result = await self._take(incoming)
        while self._stage.pending:
            await self._take(self._stage.pending.popleft())
        return result

    async def _take(self, incoming: Incoming) -> Result:
        self._synced += 1
        token = f"rehearsal-{self._synced}"
        await self._bot.intake.receive(Batch(None, token, self._clock.now(), (incoming,)))
        result = Result(Outcome.IGNORED)
        for seq in await self._waiting():
            result = await self._bot.intake.handle(seq)
        await self._postman.send_all()
        return result

    async def _waiting(self) -> list[int]:
        async with self._bot.bench.database.transaction() as session:
            return await Delivery(session, self._bot.bench.account_id).waiting()

    # ── time ──

    async def _move_to(self, at: dt.datetime) -> None:
        """Forwards, what is due happens at its own time; the first time a process is told, it was missed."""
        if self._clock.started and at >= self._clock.at:
            await self._live_until(at)
        self._clock.at, self._clock.started = at, True
        await self._ring()

    async def _live_until(self, at: dt.datetime) -> None:
        while True:
            hours = [await self._bot.intake.next_note(), await self._postman.next_hour()]
            due = min((hour for hour in hours if hour is not None), default=None)
            if due is None or due > at:
                return
            self._clock.at = max(self._clock.at, due)
            await self._ring()

    async def _ring(self) -> None:
        while await self._bot.intake.ring():
            await self._postman.send_all()
        await self._postman.send_all()

    # ── from a line to something heard ──

    async def _incoming(self, line: dict[str, Any]) -> Incoming:
        kind = _kind(line)
        sender = line.get("sender")
        if not isinstance(sender, str) or not sender.startswith("@") or ":" not in sender:
            raise BadLine("sender: want an account such as @noa:archipel.example")
        target = _target(line, kind)
        room_id = await self._room_of(line, target)
        await self._check_presence(room_id, sender, kind, line)
        event_id = _name_of(line) or await self._stage.fresh_id()
        return Incoming(
            event_id=event_id,
            room_id=room_id,
            sender=sender,
            kind=kind,
            at=self._clock.now(),
            body=_text(line, "body"),
            thread=_text(line, "thread") or None,
            reply_to=_text(line, "reply_to") or None,
            target=target,
            emoji=_text(line, "react") or None,
            members=(Member(sender, _text(line, "name") or None),) if kind is Heard.JOIN else (),
            encrypted=bool(line.get("encrypted")),
            room_name=room_id if kind is Heard.INVITE else None,
        )

    async def _room_of(self, line: dict[str, Any], target: str | None) -> str:
        """As given, or where the target stands."""
        room_id = line.get("room")
        if isinstance(room_id, str) and room_id:
            return room_id
        if target is None:
            raise BadLine("room: want ilot:<slug>, tisseuse, dm:<user id> or room:<name>")
        async with self._bot.bench.database.transaction() as session:
            found = await Delivery(session, self._bot.bench.account_id).room_of_event(target)
        if found is None:
            raise BadLine(f"{target}: no such event, say its room")
        return found

    async def _check_presence(self, room_id: str, sender: str, kind: Heard, line: dict[str, Any]) -> None:
        async with self._bot.bench.transaction() as session:
            rooms = Rooms(session)
            if kind is Heard.INVITE:
                await rooms.enter(await rooms.meet(room_id), sender)
                self._stage.expect(room_id, encrypted=bool(line.get("encrypted")))
                return
            room = await rooms.find(room_id)
            if room is None or not room.joined:
                raise BadLine(f"room: got {room_id!r}, the bot is in no such room")
            present = sender in await rooms.occupants(room)
            if kind is Heard.JOIN:
                await rooms.furnish(f"dm:{sender}", [sender], encrypted=True)
            elif not present:
                raise BadLine(f"{sender} is not in {room_id}")


def _parsed(text: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(line, dict):
        raise BadLine("want one JSON object a line")
    unknown = sorted(set(line) - _KNOWN)
    if unknown:
        raise BadLine(f"{unknown[0]}: unknown key; known keys: {', '.join(sorted(_KNOWN))}")
    if "id" in line and (not isinstance(line["id"], str) or not line["id"].startswith("$")):
        raise BadLine("id: want text that begins with $")
    return line


_KNOWN = frozenset(
    [
        "at",
        "id",
        "room",
        "sender",
        "body",
        "thread",
        "reply_to",
        "react",
        "to",
        "edit",
        "redact",
        "join",
        "invite",
        "encrypted",
        "undecryptable",
        "voice",
        "name",
        "export",
    ]
)


def _name_of(line: dict[str, Any]) -> str | None:
    name = line.get("id")
    return name if isinstance(name, str) else None


def _kind(line: dict[str, Any]) -> Heard:
    if "join" in line:
        return Heard.JOIN if line["join"] else Heard.LEAVE
    for key, kind in (
        ("invite", Heard.INVITE),
        ("react", Heard.REACTION),
        ("edit", Heard.EDIT),
        ("redact", Heard.REDACTION),
        ("undecryptable", Heard.UNDECRYPTABLE),
        ("voice", Heard.VOICE),
        ("body", Heard.MESSAGE),
    ):
        if key in line:
            return kind
    raise BadLine("nothing to do: want at, body, react, edit, redact, join, invite or export")


def _target(line: dict[str, Any], kind: Heard) -> str | None:
    key = {Heard.REACTION: "to", Heard.EDIT: "edit", Heard.REDACTION: "redact"}.get(kind)
    if key is None:
        return None
    target = line.get(key)
    if not isinstance(target, str) or not target.startswith("$"):
        raise BadLine(f"{key}: want the id of an event")
    return target


def _text(line: dict[str, Any], key: str) -> str:
    value = line.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"{key}: want text")
    return value


def _instant(value: Any, bot: Bot) -> dt.datetime:
    try:
        at = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadLine(f"at: got {value!r}, want an instant such as 2021-04-14T10:30:00+02:00") from error
    return (at if at.tzinfo else at.replace(tzinfo=bot.bench.zone)).astimezone(dt.UTC)
