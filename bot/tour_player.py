"""Plays the tour in a chat, at a pace a person can read, and holds what appears against what has to be seen."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.app import all_words
from bot.chat import CannotBe, Chat, Shown, Troupe
from bot.tour import Private, Sight, Step
from storage.desk import Sayable

PACE = 4.0
WITHIN = 20.0
_CAPTIONS_SHARE = 0.4  # of the pause; the rest comes after what was to be seen
_LOOK_EVERY = 0.05


class TourFailed(Exception):
    """What had to be seen was not, or more was; the message names the step."""


@dataclass(frozen=True, slots=True)
class Played:
    """One step, and what Navette said because of it: with the room as the step calls it."""

    step: Step
    answers: tuple[tuple[Sight, Shown], ...]


@dataclass(frozen=True, slots=True)
class Player:
    """One tour. `pace` is the pause of each step, `within` how long an answer may take, both in seconds."""

    troupe: Troupe
    chat: Chat
    today: dt.date
    pace: float = PACE
    within: float = WITHIN

    async def play(self, steps: Sequence[Step]) -> list[Played]:
        """Every step, in order. Raises TourFailed at the first that goes wrong."""
        played = []
        for number, step in enumerate(steps, 1):
            self.chat.announce(f"{number}/{len(steps)}", step.caption)
            await asyncio.sleep(self.pace * _CAPTIONS_SHARE)
            try:
                played.append(await self._take(step))
            except (CannotBe, TourFailed) as failed:
                raise TourFailed(f"step {number} of {len(steps)} ({step.who}: {step.typed}): {failed}") from failed
            await asyncio.sleep(self.pace * (1 - _CAPTIONS_SHARE))
        return played

    async def _take(self, step: Step) -> Played:
        room = await self._label(step.room)
        thread = self._last_answer(room).thread if step.in_thread else None
        before = len(self.chat.seen)
        await self.troupe.say(step.who, room, step.typed, thread=thread)
        await self._wait_for(step, before)
        await self.troupe.settled()
        return Played(step, self._matched(step, before))

    async def _label(self, room: str | Private) -> str:
        return await self.troupe.private_room(room.who) if isinstance(room, Private) else room

    def _last_answer(self, room: str) -> Shown:
        for shown in reversed(self.chat.seen):
            if shown.is_bot and shown.room == room:
                return shown
        raise TourFailed(f"nothing was said in {room} that could be answered")

    # ── what has to be seen ──

    async def _wait_for(self, step: Step, before: int) -> None:
        """Returns when all is there, or when it was waited for long enough."""
        try:
            async with asyncio.timeout(self.within):
                while self._missing(step, before):  # noqa: ASYNC110 - a person's timeline tells nobody that it grew
                    await asyncio.sleep(_LOOK_EVERY)
        except TimeoutError as late:
            raise TourFailed(self._not_seen(self._missing(step, before), before)) from late

    def _missing(self, step: Step, before: int) -> list[Sight]:
        answers = self._answers(before)
        return [sight for sight in step.seen if not self._is_read(sight, answers)]

    def _matched(self, step: Step, before: int) -> tuple[tuple[Sight, Shown], ...]:
        """Each sight with its message. Raises TourFailed when Navette said more than that."""
        answers = self._answers(before)
        found = [(sight, shown) for sight in step.seen for shown in answers if self._is(sight, shown)]
        if len(found) != len(step.seen) or len(answers) != len(step.seen):
            more = ", ".join(map(_quoted, answers))
            raise TourFailed(f"{len(step.seen)} answers were to be seen, but there are {len(answers)}: {more}")
        return tuple(found)

    def _answers(self, before: int) -> list[Shown]:
        return [shown for shown in self.chat.seen[before:] if shown.is_bot and shown.kind == "message"]

    def _is_read(self, sight: Sight, answers: list[Shown]) -> bool:
        """It came, and everybody it is for has it on their own timeline."""
        return any(self._is(sight, each) and self._has_its_readers(sight, each) for each in answers)

    def _is(self, sight: Sight, shown: Shown) -> bool:
        wanted = [_plain(self._said(part)) for part in sight.parts]
        return self._is_room(sight.room, shown.room) and all(part in _plain(shown.text) for part in wanted)

    def _is_room(self, room: str | Private, label: str) -> bool:
        if isinstance(room, Private):
            return self.troupe.is_private(label) and label in self.troupe.rooms_of(room.who)
        return room == label

    def _has_its_readers(self, sight: Sight, shown: Shown) -> bool:
        if isinstance(sight.room, Private):
            return self.troupe.readers(shown) == {sight.room.who}
        inside = {who for who in self.troupe.people() if shown.room in self.troupe.rooms_of(who)}
        return self.troupe.readers(shown) == inside

    def _said(self, part: Sayable | str) -> str:
        return part if isinstance(part, str) else all_words().say(part, "fr", self.today).text.body

    def _not_seen(self, missing: list[Sight], before: int) -> str:
        wanted = "; ".join(f"{_name(each.room)}: {' … '.join(map(self._said, each.parts))}" for each in missing)
        answers = ", ".join(map(_quoted, self._answers(before)))
        instead = f"; instead {answers}" if answers else ""
        return f"not seen within {self.within:g} s in {wanted}{instead}"


def _name(room: str | Private) -> str:
    return f"{room.who}'s private room" if isinstance(room, Private) else room


def _quoted(shown: Shown) -> str:
    return f"in {shown.room}: {shown.text!r}"


def _plain(text: str) -> str:
    """Special spaces and lines as plain spaces: where a line ends is no matter of the tour's."""
    return " ".join(text.split())
