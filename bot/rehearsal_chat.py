"""The rehearsal as a chat: the same lines as the script's, typed by a person."""

from __future__ import annotations

import json
from typing import Any

from bot.app import Bot
from bot.chat import Chat, Shown
from bot.rehearsal import Rehearsal
from storage.people import People, localpart
from storage.rooms import Rooms


class RehearsalTroupe:
    """Everybody of the loaded collective, on the stage."""

    def __init__(self, rehearsal: Rehearsal, ids: dict[str, str], rooms: dict[str, list[str]]) -> None:
        self._rehearsal = rehearsal
        self._ids = ids
        self._rooms = rooms
        self.chat: Chat | None = None

    def people(self) -> list[str]:
        """Local parts, by îlot."""
        return list(self._ids)

    def rooms_of(self, who: str) -> list[str]:
        """Îlots first, then the private room."""
        return self._rooms[who]

    async def say(self, who: str, room: str, text: str, thread: str | None) -> None:
        """One line of the script."""
        line: dict[str, Any] = {"room": room, "sender": self._ids[who], "body": text}
        await self._play({**line, "thread": thread} if thread else line)

    async def react(self, who: str, room: str, target: str, emoji: str) -> None:
        """One line of the script."""
        await self._play({"room": room, "sender": self._ids[who], "react": emoji, "to": target})

    async def redact(self, who: str, room: str, target: str) -> None:
        """One line of the script."""
        await self._play({"room": room, "sender": self._ids[who], "redact": target})

    async def move_clock(self, instant: str) -> None:
        """`/heure 2021-04-16T09:30`."""
        await self._play({"at": instant})

    async def _play(self, line: dict[str, Any]) -> None:
        await self._rehearsal.play(json.dumps(line))

    def emitted(self, line: dict[str, Any]) -> None:
        """What the bot did, shown."""
        if self.chat is None or "done" in line:
            return
        if "error" in line:
            self.chat.show(Shown(room="", who="rehearsal", text=line["error"]))
        elif "room" in line:
            self.chat.show(
                Shown(line["room"], "Navette", line["body"], line["id"], line["thread"], is_bot=True, reaction_to=line["to"])
            )


async def troupe_of(bot: Bot, rehearsal: Rehearsal) -> RehearsalTroupe:
    """Who is on the stage, and where."""
    async with bot.bench.database.transaction() as session:
        people, rooms = await People(session).all(), Rooms(session)
        occupied = {room.room_id: await rooms.occupants(room) for room in await rooms.joined()}
    ids = {localpart(person.user_id): person.user_id for person in people}
    of: dict[str, list[str]] = {name: [] for name in ids}
    for name, user_id in ids.items():
        of[name] = sorted((room for room, inside in occupied.items() if user_id in inside), key=_rank)
    present = {name: user_id for name, user_id in ids.items() if of[name]}
    return RehearsalTroupe(rehearsal, present, of)


def _rank(room: str) -> tuple[int, str]:
    order = ("ilot", "tisseuse", "room", "dm")
    kind = room.partition(":")[0]
    return order.index(kind) if kind in order else len(order), room
