"""Real rooms as a chat: what people do is done through real Matrix, what appears is what their own clients see."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from bot.chat import PRIVATE, CannotBe, Chat, Shown
from bot.matrix.companion import ENCRYPTION
from bot.person import Event, Person, RequestRefused, thread_of
from bot.transport import DeliveryError
from commands.kit.find import lookup
from commands.kit.reading import read_command
from commands.registry import COMMANDS

ANSWER_WITHIN = 20.0
QUIET = 1.0


@dataclass(frozen=True, slots=True)
class _Awaited:
    """An answer: it comes in one of these rooms, when the bot will have spoken so often there."""

    rooms: frozenset[str]
    count: int


class RoomsTroupe:
    """Several people, each logged in; the rooms are those they see."""

    def __init__(self, bot_id: str) -> None:
        self.bot_id = bot_id
        self.chat: Chat | None = None
        self._people: dict[str, Person] = {}
        self._names = {bot_id: "Navette"}
        self._rooms: dict[str, str] = {}
        self._inside: dict[str, set[str]] = {}
        self._private: set[str] = set()
        self._known: set[str] = set()
        self._past: list[Shown] = []
        self._by_bot: Counter[str] = Counter()
        self._awaited: dict[str, _Awaited] = {}  # by the room where it was caused
        self._news = asyncio.Event()

    def bring(self, name: str, person: Person) -> None:
        """One more who can be spoken as; they are logged in already."""
        self._people[name] = person
        self._names[person.user_id] = name

    def begin(self, chat: Chat) -> None:
        """From now on it is shown; what happened before can be read again."""
        self.chat = chat
        for shown in self._past:
            chat.remember(shown)

    # ── the troupe ──

    def people(self) -> list[str]:
        """In the order of their coming."""
        return list(self._people)

    def rooms_of(self, who: str) -> list[str]:
        """In the order in which they were opened."""
        user_id = self._people[who].user_id
        return [label for room_id, label in self._rooms.items() if user_id in self._inside[room_id]]

    def is_private(self, room: str) -> bool:
        """For two, one of them the bot."""
        return any(self._rooms[room_id] == room for room_id in self._private)

    async def private_room(self, who: str) -> str:
        """Opened as Element opens a conversation, encrypted; there when the bot is in it."""
        person = self._people[who]
        if not self._privates_of(person.user_id):
            with _as_words():
                await person.create_room("", (self.bot_id,), is_direct=True, initial_state=[ENCRYPTION])
        with _as_words():
            async with asyncio.timeout(ANSWER_WITHIN):
                while not (found := [each for each in self._privates_of(person.user_id) if self._is_for_two(each)]):
                    await self._something()
        return self._rooms[found[0]]

    def readers(self, shown: Shown) -> set[str]:
        """By their own clients: a sealed message that was not opened is not read."""
        return {name for name, person in self._people.items() if _has(person, shown.id)}

    def clock(self) -> str | None:
        """None: time is real here."""
        return None

    async def say(
        self, who: str, room: str, text: str, *, thread: str | None = None, reply_to: str | None = None
    ) -> None:
        """A message of an ordinary client."""
        room_id = self._room(room)
        expected = self._one_more(room_id, *self._privates_of(self._people[who].user_id))
        with _as_words():
            await self._people[who].say(room_id, text, thread=thread, reply_to=reply_to)
        if self._is_command(room_id, text):
            self._awaited[room_id] = expected

    async def edit(self, who: str, room: str, target: str, text: str) -> None:
        """As a client edits."""
        with _as_words():
            await self._people[who].edit(self._room(room), target, text)

    async def react(self, who: str, room: str, target: str, emoji: str) -> None:
        """As a client reacts."""
        with _as_words():
            await self._people[who].react(self._room(room), target, emoji)

    async def redact(self, who: str, room: str, target: str) -> None:
        """As a client deletes."""
        with _as_words():
            await self._people[who].redact(self._room(room), target)

    async def move_clock(self, instant: str) -> None:
        """Always raises CannotBe."""
        raise CannotBe("real rooms live in real time")

    async def settled(self) -> None:
        """What was caused has come, or was waited for long enough: an answer, and what a private room opened for."""
        await self._answered()
        await self.silence()
        await self._answered()

    async def _answered(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_WITHIN):
                while self._is_awaited():
                    await self._something()
        if self._is_awaited() and self.chat is not None:
            self.chat.tell(f"(no answer within {ANSWER_WITHIN:.0f} s)")
        self._awaited.clear()

    async def silence(self, seconds: float = QUIET) -> None:
        """Returns when nothing has appeared for so long."""
        with suppress(TimeoutError):
            while True:
                async with asyncio.timeout(seconds):
                    await self._something()

    async def _something(self) -> None:
        self._news.clear()
        await self._news.wait()

    def _is_awaited(self) -> bool:
        return any(self._said_in(awaited.rooms) < awaited.count for awaited in self._awaited.values())

    def _one_more(self, *rooms: str) -> _Awaited:
        return _Awaited(frozenset(rooms), self._said_in(frozenset(rooms)) + 1)

    def _said_in(self, rooms: frozenset[str]) -> int:
        return sum(self._by_bot[room_id] for room_id in rooms)

    def _privates_of(self, user_id: str) -> list[str]:
        return [room_id for room_id in self._private if user_id in self._inside[room_id]]

    def _is_for_two(self, room_id: str) -> bool:
        return self.bot_id in self._inside[room_id]

    def _is_command(self, room_id: str, text: str) -> bool:
        """In private rooms the `!` may be left out."""
        bare = read_command(f"!{text}") if room_id in self._private else None
        return text.startswith("!") or (bare is not None and lookup(bare.word, COMMANDS) is not None)

    def _room(self, label: str) -> str:
        for room_id, each in self._rooms.items():
            if each == label:
                return room_id
        raise CannotBe(f"there is no {label} any more: /gens shows who is where")

    # ── what people's clients see ──

    def heard(self, room_id: str, event: Event) -> None:
        """An event of somebody's timeline; most come several times, once for each person in the room."""
        if event["event_id"] in self._known:
            return
        self._known.add(event["event_id"])
        self._learn(room_id, event)
        self._news.set()
        label = self._rooms[room_id]
        shown = self._shown(label, event)
        if shown is None or label == room_id:  # who comes in before the room has a name has just opened it
            return
        self._by_bot[room_id] += shown.is_bot and shown.kind == "message"
        if self.chat is not None:
            self.chat.show(shown)
        elif shown.kind not in {"coming", "going"}:
            self._past.append(shown)

    def _learn(self, room_id: str, event: Event) -> None:
        """Names of rooms, and who is in them, come with their timelines."""
        self._rooms.setdefault(room_id, room_id)
        inside = self._inside.setdefault(room_id, set())
        content = event["content"]
        if event["type"] == "m.room.name" and content.get("name"):
            self._label(room_id, str(content["name"]))
        elif event["type"] == "m.room.member":
            (inside.add if content.get("membership") == "join" else inside.discard)(event["state_key"])
            if content.get("is_direct") and room_id not in self._private:
                self._learn_private(room_id, event["sender"], event["state_key"])

    def _learn_private(self, room_id: str, host: str, guest: str) -> None:
        """For somebody and the bot; what the bot opens one for is on its way."""
        if self.bot_id in {host, guest}:
            self._private.add(room_id)
            self._label(room_id, f"{PRIVATE} {self._name(host if guest == self.bot_id else guest)}")
        if self.bot_id == host:
            self._awaited[room_id] = _Awaited(frozenset({room_id}), 1)

    def _label(self, room_id: str, name: str) -> None:
        self._rooms[room_id] = f"{name} {room_id}" if name in self._rooms.values() else name

    def _shown(self, room: str, event: Event) -> Shown | None:
        fields = _read(event)
        if fields is None:
            return None
        mentions = tuple(self._name(each) for each in fields.pop("mentions", ()))
        sender = str(event["sender"])
        return Shown(room, self._name(sender), mentions=mentions, is_bot=sender == self.bot_id, **fields)

    def _name(self, user_id: str) -> str:
        return self._names.get(user_id, user_id)


@contextmanager
def _as_words() -> Iterator[None]:
    try:
        yield
    except (RequestRefused, DeliveryError, TimeoutError) as refused:
        raise CannotBe(f"the homeserver says: {refused}") from refused


# ── from an event to what is shown of it ──


def _has(person: Person, event_id: str) -> bool:
    events = (event for timeline in person.timeline.values() for event in timeline)
    return any(event["event_id"] == event_id and event["type"] == "m.room.message" for event in events)


def _read(event: Event) -> dict[str, Any] | None:
    ways = {
        "m.room.message": _message,
        "m.reaction": _reaction,
        "m.room.redaction": _deletion,
        "m.room.member": _move,
    }
    way = ways.get(event["type"])
    is_gone = "redacted_because" in event.get("unsigned", {})
    return None if way is None or is_gone else way(event)


def _message(event: Event) -> dict[str, Any]:
    content = event["content"]
    relation = content.get("m.relates_to", {})
    if relation.get("rel_type") == "m.replace":
        new = content.get("m.new_content", {}).get("body", "")
        return {"kind": "edit", "text": new, "target": relation.get("event_id")}
    reply_to = None if relation.get("is_falling_back") else relation.get("m.in_reply_to", {}).get("event_id")
    name = content.get("filename")
    return {
        "id": event["event_id"],
        "text": f"{content.get('body', '')}\n📎 {name}" if name else content.get("body", ""),
        "thread": thread_of(event),
        "reply_to": reply_to,
        "mentions": content.get("m.mentions", {}).get("user_ids", ()),
    }


def _reaction(event: Event) -> dict[str, Any]:
    relation = event["content"].get("m.relates_to", {})
    fields = {"text": relation.get("key", ""), "target": relation.get("event_id")}
    return {"id": event["event_id"], "kind": "reaction", **fields}


def _deletion(event: Event) -> dict[str, Any]:
    return {"kind": "deletion", "target": event.get("redacts") or event["content"].get("redacts")}


def _move(event: Event) -> dict[str, Any] | None:
    now = event["content"].get("membership")
    before = event.get("unsigned", {}).get("prev_content", {}).get("membership")
    if now == before or now not in {"join", "leave", "ban"} or event["state_key"] != event["sender"]:
        return None
    return {"kind": "coming" if now == "join" else "going"}
