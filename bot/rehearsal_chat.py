"""The rehearsal as a chat: the same lines as the script's, typed by a person."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.app import Bot
from bot.chat import PRIVATE, CannotBe, Chat, Kind, Shown
from bot.config import Config
from bot.house import open_rehearsal
from bot.rehearsal import ADMIN, Rehearsal
from storage.errors import StorageFault
from storage.ilots import Ilots
from storage.people import People, localpart
from storage.rooms import Rooms

_LATER = re.compile(r"\+\s*(\d+)\s*(min|h|j|d)", re.IGNORECASE)
_UNITS = {"min": "minutes", "h": "hours", "j": "days", "d": "days"}
_KINDS: dict[str, Kind] = {"text": "message", "edit": "edit", "reaction": "reaction", "redaction": "deletion"}


class RehearsalTroupe:
    """Everybody of the loaded collective, on the stage. Names and room labels stand for the script's ids."""

    def __init__(self, bot: Bot, rehearsal: Rehearsal, ids: dict[str, str], rooms: dict[str, dict[str, str]]) -> None:
        """`ids` are user ids by name; `rooms` are room ids by label, by name."""
        self._bench = bot.bench
        self._rehearsal = rehearsal
        self._ids = ids
        self._names = {user_id: name for name, user_id in ids.items()}
        self._rooms = rooms
        self._labels = {room_id: label for mine in rooms.values() for label, room_id in mine.items()}
        self.chat: Chat | None = None

    def people(self) -> list[str]:
        """By îlot."""
        return list(self._ids)

    def rooms_of(self, who: str) -> list[str]:
        """The Tisseuse's first for those who may, then îlots, then the private room."""
        return list(self._rooms[who])

    def is_private(self, room: str) -> bool:
        """By its name."""
        return room.startswith(f"{PRIVATE} ")

    async def private_room(self, who: str) -> str:
        """Everybody has one. Raises CannotBe for who was added without."""
        found = next(filter(self.is_private, self.rooms_of(who)), None)
        if found is None:
            raise CannotBe(f"{who} has no private room here")
        return found

    def readers(self, shown: Shown) -> set[str]:
        """Whoever is in the room."""
        return {who for who in self.people() if shown.room in self.rooms_of(who)}

    def today(self) -> dt.date:
        """The stage's day."""
        return self._bench.now().astimezone(self._bench.zone).date()

    def clock(self) -> str:
        """The stage's hour."""
        return f"{self._bench.now().astimezone(self._bench.zone):%Y-%m-%d %H:%M}"

    async def say(
        self, who: str, room: str, text: str, *, thread: str | None = None, reply_to: str | None = None
    ) -> None:
        """One line of the script."""
        name = _new_id()
        self._show(Shown(room, who, text, name, thread=thread, reply_to=reply_to))
        line = {"id": name, "room": self._rooms[who][room], "sender": self._ids[who], "body": text}
        await self._play(line | ({"thread": thread} if thread else {}) | ({"reply_to": reply_to} if reply_to else {}))

    async def edit(self, who: str, room: str, target: str, text: str) -> None:
        """One line of the script."""
        self._show(Shown(room, who, text, kind="edit", target=target))
        await self._play({"sender": self._ids[who], "room": self._rooms[who][room], "edit": target, "body": text})

    async def react(self, who: str, room: str, target: str, emoji: str) -> None:
        """One line of the script."""
        name = _new_id()
        self._show(Shown(room, who, emoji, name, kind="reaction", target=target))
        line = {"id": name, "room": self._rooms[who][room], "sender": self._ids[who], "react": emoji, "to": target}
        await self._play(line)

    async def redact(self, who: str, room: str, target: str) -> None:
        """One line of the script."""
        self._show(Shown(room, who, kind="deletion", target=target))
        await self._play({"sender": self._ids[who], "room": self._rooms[who][room], "redact": target})

    async def move_clock(self, instant: str) -> None:
        """`+2h`, `+3j`, or an instant as the script has it."""
        later = _LATER.fullmatch(instant)
        if later is not None:
            distance = dt.timedelta(**{_UNITS[later[2].lower()]: int(later[1])})
            instant = (self._bench.now() + distance).isoformat()
        if not instant:
            raise CannotBe("when? /heure +2h, /heure +3j, /heure 2021-04-16T09:30")
        await self._play({"at": instant})

    async def settled(self) -> None:
        """A line is settled when it was played."""

    async def _play(self, line: dict[str, Any]) -> None:
        await self._rehearsal.play(json.dumps(line))

    def emitted(self, line: dict[str, Any]) -> None:
        """What the bot did, shown."""
        if self.chat is None:
            return
        if "error" in line:
            self.chat.tell(f"({line['error']})")
        elif line.get("outcome") in {"fault", "repeated"}:
            self.chat.tell(f"({line['outcome']})")
        elif "room" in line:
            self.chat.show(self._shown(line))

    def _shown(self, line: dict[str, Any]) -> Shown:
        return Shown(
            room=self._labels.get(line["room"], line["room"]),
            who="Navette",
            text=_with_file(line["body"], line.get("path") or line.get("name")),
            id=line["id"],
            kind=_KINDS.get(line["kind"], "message"),
            thread=line["thread"],
            reply_to=line["reply_to"],
            target=line["to"],
            mentions=tuple(self._names.get(each, each) for each in line["mentions"]),
            is_bot=True,
        )

    def _show(self, shown: Shown) -> None:
        if self.chat is not None:
            self.chat.show(shown)


def _with_file(text: str, name: str | None) -> str:
    return f"{text}\n📎 {name}" if name else text


@asynccontextmanager
async def open_chat(
    config: Config,
    data: Path | None,
    database_url: str,
    console: Console | None = None,
    files: Path | None = None,
) -> AsyncIterator[tuple[RehearsalTroupe, Chat]]:
    """The stage with the collective of `data`, and a chat on it. Raises StorageFault."""
    listeners: list[Callable[[dict[str, Any]], None]] = []

    def emit(line: dict[str, Any]) -> None:
        for listener in listeners:
            listener(line)

    async with open_rehearsal(config, data, database_url, emit, files) as (rehearsal, bot):
        troupe = await troupe_of(bot, rehearsal)
        if not troupe.people():
            raise StorageFault("nobody is here yet: load a collective with --data FILE")
        troupe.chat = Chat(troupe, console)
        listeners.append(troupe.emitted)
        yield troupe, troupe.chat


async def troupe_of(bot: Bot, rehearsal: Rehearsal) -> RehearsalTroupe:
    """Who is on the stage, and where."""
    async with bot.bench.database.transaction() as session:
        rooms, ilots = Rooms(session), Ilots(session)
        occupied = {room.room_id: await rooms.occupants(room) for room in await rooms.joined()}
        labels = {ilot.room_id: ilot.name for ilot in await ilots.all() if ilot.room_id}
        by_ilot = [person for ilot in await ilots.all() for person in await ilots.members(ilot)]
        people = list(dict.fromkeys([*by_ilot, *await People(session).all()]))
    firsts = Counter(person.first_name for person in people)
    names = {
        each.user_id: each.first_name if firsts[each.first_name] == 1 else localpart(each.user_id) for each in people
    }
    ids: dict[str, str] = {}
    of: dict[str, dict[str, str]] = {}
    for user_id, name in names.items():
        inside = sorted((room_id for room_id, who in occupied.items() if user_id in who), key=_rank)
        if inside:
            ids[name] = user_id
            of[name] = {labels.get(room_id) or _label(room_id, names): room_id for room_id in inside}
    return RehearsalTroupe(bot, rehearsal, ids, of)


def _label(room_id: str, names: dict[str, str]) -> str:
    kind, _, rest = room_id.partition(":")
    if kind == "dm":
        return f"{PRIVATE} {names.get(rest, rest)}"
    return "Tisseuse" if room_id == ADMIN else room_id


def _rank(room_id: str) -> tuple[int, str]:
    order = (ADMIN, "ilot", "room", "dm")
    kind = room_id.partition(":")[0]
    return order.index(kind) if kind in order else len(order), room_id


def _new_id() -> str:
    return f"$chat-{uuid.uuid4().hex[:12]}"
