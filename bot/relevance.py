"""Which of the things heard concern the bot: nothing else leaves a row."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable

from bot.transport import Batch, Heard, Incoming
from commands.kit.dialogue import word_of
from storage.database import Session
from storage.delivery import Delivery
from storage.posts import Posts
from storage.questions import Questions
from storage.rooms import RoomKind, Rooms

ALWAYS = {
    Heard.DECLINED,
    Heard.PRIVATE_MADE,
    *(Heard.JOIN, Heard.LEAVE, Heard.INVITE, Heard.ENTERED, Heard.GONE),
    *(Heard.UPGRADED, Heard.MUTED, Heard.UNMUTED, Heard.ENCRYPTED),
}
KEYLESS = {Heard.UNDECRYPTABLE, Heard.READABLE}
_AT_ONCE = 200  # events, between two turns for everybody else


class Relevance:
    """Judges one batch in its transaction. What it asks the database of a room, it asks once."""

    def __init__(
        self, session: Session, account_id: int, batch: Batch, now: dt.datetime, is_gesture: Callable[[str], bool]
    ) -> None:
        self._rooms = Rooms(session)
        self._posts = Posts(session, account_id)
        self._delivery = Delivery(session, account_id)
        self._is_gesture = is_gesture
        self._questions = Questions(session, account_id)
        self._batch = batch
        self._now = now
        self._asked: set[str] | None = None
        self._private: dict[str, bool] = {}
        self._ours: set[str] = set()

    async def ours(self, is_addressed: Callable[[str], bool], bots: frozenset[str]) -> list[Incoming]:
        """Commands, private words, answers to our questions, and what happens to rooms, in their order."""
        found = []
        for index, event in enumerate(self._batch.events):
            if await self._concerns_us(event, is_addressed, bots):
                found.append(event)
                self._ours.add(event.event_id)
            if index % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)
        return found

    async def _concerns_us(self, event: Incoming, is_addressed: Callable[[str], bool], bots: frozenset[str]) -> bool:
        if event.kind in ALWAYS or event.sender in bots:
            return event.kind in ALWAYS
        if event.kind in KEYLESS:
            return True
        if event.kind is Heard.REACTION:
            return await self._is_answer_or_tap(event)
        if event.kind in {Heard.EDIT, Heard.REDACTION}:
            return is_addressed(event.body) or await self._is_known(event)
        if event.kind is Heard.VOICE:
            return await self._is_spoken_to_us(event)
        return event.kind is Heard.MESSAGE and await self._is_ours(event, is_addressed)

    async def _is_spoken_to_us(self, event: Incoming) -> bool:
        """In private, as an answer to a question, or as a reply to something the bot said."""
        if await self._is_private(event.room_id) or await self._answers(event):
            return True
        return event.reply_to is not None and await self._delivery.row_of_event(event.reply_to) is not None

    async def _is_ours(self, event: Incoming, is_addressed: Callable[[str], bool]) -> bool:
        return is_addressed(event.body) or await self._is_private(event.room_id) or await self._answers(event)

    async def _is_answer_or_tap(self, event: Incoming) -> bool:
        if word_of(event.emoji or "") is not None and await self._is_asked(event.room_id):
            return True
        if not self._is_gesture(event.emoji or ""):
            return False
        return await self._is_known(event) or await self._posts.of_event(event.target or "") is not None

    async def _is_known(self, event: Incoming) -> bool:
        """It speaks of something that was kept, perhaps a moment ago."""
        return event.target in self._ours or await self._delivery.knows_event(event.target or "")

    async def _is_private(self, room_id: str) -> bool:
        if room_id not in self._private:
            room = await self._rooms.find(room_id)
            self._private[room_id] = room is not None and await self._rooms.kind(room) is RoomKind.PRIVATE
        return self._private[room_id]

    async def _is_asked(self, room_id: str) -> bool:
        """True where a question is open."""
        if self._asked is None:
            self._asked = await self._questions.any_in({event.room_id for event in self._batch.events}, self._now)
        return room_id in self._asked

    async def _answers(self, event: Incoming) -> bool:
        if not await self._is_asked(event.room_id):
            return False
        found = await self._questions.answered_by(
            event.room_id, event.sender, private=False, thread=event.thread, about=event.reply_to, now=self._now
        )
        return found is not None
