"""Typing is shown where an answer takes longer than a second, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.transport import DeliveryUncertain
from bot.typist import Typist
from storage.rooms import Rooms
from tests.inside import GRANIT, Inside, PaperDoor, typed


@dataclass
class WatchedDoor(PaperDoor):
    """Remembers what was shown."""

    shown: list[tuple[str, bool]] = field(default_factory=list)

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Kept."""
        self.shown.append((room_id, on))

    def news(self) -> list[tuple[str, bool]]:
        """What was shown since the last time."""
        found, self.shown = self.shown, []
        return found


@pytest.fixture
def door() -> WatchedDoor:
    return WatchedDoor()


@pytest.fixture
def typist(inside: Inside, door: WatchedDoor) -> Typist:
    return Typist(inside.bench, door)


async def test_a_command_that_waits_for_more_than_a_second_shows_typing_until_it_is_answered(
    inside: Inside, typist: Typist, door: WatchedDoor
) -> None:
    await inside.hear(typed("!dis bonjour"))
    await typist.look()
    assert door.news() == []  # it may be quick
    inside.wall.forward(seconds=2)
    await typist.look()
    await typist.look()
    assert door.news() == [(GRANIT, True)]
    inside.wall.forward(seconds=16)  # the sign fades in people's clients
    await typist.look()
    assert door.news() == [(GRANIT, True)]
    await inside.intake.settle()
    await inside.postman.send_all()
    await typist.look()
    await typist.look()
    assert door.news() == [(GRANIT, False)]


async def test_an_answer_that_cannot_leave_shows_typing_too(inside: Inside, typist: Typist, door: WatchedDoor) -> None:
    inside.door.troubles[GRANIT] = [DeliveryUncertain("away")]
    await inside.hear(typed("!dis bonjour"))
    await inside.intake.settle()
    await inside.postman.send_all()
    inside.wall.forward(seconds=2)
    await typist.look()
    assert door.news() == [(GRANIT, True)]


async def test_nothing_is_shown_where_the_bot_may_not_speak(inside: Inside, typist: Typist, door: WatchedDoor) -> None:
    await inside.hear(typed("!dis bonjour"))
    async with inside.bench.transaction() as session:
        (await Rooms(session).meet(GRANIT)).may_speak = False
    inside.wall.forward(seconds=2)
    await typist.look()
    assert door.news() == []
