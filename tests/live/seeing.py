"""What somebody's own timeline of a room shows of the bot: said, edited, taken away, reacted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.person import Event
from tests.live.careful import CarefulPerson
from tests.live.collective import words_of
from tests.playing import unspaced

PATIENCE = 60.0  # seconds: a minute is what is promised


@dataclass(frozen=True)
class View:
    """One person's, of one room."""

    person: CarefulPerson
    room: str
    bot_id: str

    # ── what stands there ──

    def said(self, *words: str) -> list[Event]:
        """Messages with all of these words, edits aside, in order."""
        found = [event for event in self._events() if _replaced(event) is None]
        return [event for event in found if all(word in words_of(event) for word in words)]

    def edits(self, card: str) -> list[str]:
        """What every edit of it that could be read made of it, in order."""
        return [unspaced(event["content"]["m.new_content"]["body"]) for event in self._edits(card)]

    def now_says(self, card: str) -> str:
        """A card as its last edit left it."""
        edits = self.edits(card)
        return edits[-1] if edits else words_of(next(e for e in self._events() if e["event_id"] == card))

    def copies(self, card: str) -> list[str]:
        """The card and its edits, by id: each holds its words."""
        return [card, *(str(event["event_id"]) for event in self._edits(card))]

    def gone(self) -> list[str]:
        """What the bot deleted there, in order."""
        found = self.person.events(self.room, sender=self.bot_id, kind="m.room.redaction")
        return [str(event.get("redacts") or event["content"].get("redacts")) for event in found]

    def hands_on(self, event_id: str) -> int:
        """How many reactions the bot put there."""
        reactions = self.person.events(self.room, sender=self.bot_id, kind="m.reaction")
        return sum(event["content"]["m.relates_to"]["event_id"] == event_id for event in reactions)

    def ever_read(self, word: str) -> bool:
        """In anything of anybody."""
        return any(word in str(event["content"]) for event in self.person.events(self.room))

    # ── what comes ──

    async def comes(self, *words: str) -> Event:
        """The first message with all of these words."""
        found: list[Event] = await self.person.wait_for(lambda: self.said(*words), PATIENCE)
        return found[0]

    async def says_now(self, card: str, words: str) -> None:
        """Until the card says that."""
        await self.until(lambda: words in self.now_says(card))

    async def loses(self, *events: str) -> None:
        """Until the bot has deleted these."""
        await self.until(lambda: set(events) <= set(self.gone()))

    async def until(self, happened: Callable[[], Any]) -> None:
        """Until that is so."""
        await self.person.wait_for(happened, PATIENCE)

    async def asks(self, body: str) -> Event:
        """They type a command; its answer."""
        command = await self.person.say(self.room, body)
        return await self.person.wait_for_answer(self.room, command, self.bot_id, PATIENCE)

    def _edits(self, card: str) -> list[Event]:
        return [event for event in self._events() if _replaced(event) == card]

    def _events(self) -> list[Event]:
        events = self.person.events(self.room, sender=self.bot_id)
        return [event for event in events if "body" in event["content"]]  # a deleted one has no words


def _replaced(event: Event) -> str | None:
    relation = event["content"].get("m.relates_to", {})
    return str(relation["event_id"]) if relation.get("rel_type") == "m.replace" else None
