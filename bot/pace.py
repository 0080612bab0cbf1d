"""How fast each person is answered: a minute's memory, kept nowhere. Whoever goes on and on is told once to breathe."""

from __future__ import annotations

import datetime as dt
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from bot.changes import Unheard
from bot.transport import Heard, Incoming
from commands.kit import messages as say
from commands.kit.message import Refusal
from storage.desk import Desk
from storage.settings import BY_NAME, RuleName

MINUTE = dt.timedelta(minutes=1)
PACED = frozenset({Heard.MESSAGE, Heard.EDIT, Heard.REACTION, Heard.VOICE})  # never what is deleted, or distress
LEAST = BY_NAME[RuleName.PER_MINUTE].least  # nobody is asked to breathe before
_MOST = BY_NAME[RuleName.PER_MINUTE].most
_MANY = 1_000  # people, between two looks at who has fallen silent


class Heed(StrEnum):
    """What is done about one thing somebody sent."""

    TAKEN = "taken"  # up, as always
    TOLD = "told"  # to breathe; it changes nothing
    PASSED = "passed"  # over: they were told


@dataclass(frozen=True, slots=True)
class Paced:
    """The verdict, and how much is taken up in a minute."""

    verdict: Heed
    most: int

    def check(self) -> None:
        """Raises Refusal for what is told, Unheard for what is passed over."""
        if self.verdict is Heed.TOLD:
            raise Refusal(say.Breathe(most=self.most))
        if self.verdict is Heed.PASSED:
            raise Unheard


class Pace:
    """Who was taken up when, during the last minute; and who rests until when."""

    def __init__(self) -> None:
        self._taken: dict[str, deque[dt.datetime]] = {}
        self._resting: dict[str, dt.datetime] = {}

    async def of(self, desk: Desk, incoming: Incoming) -> Paced:
        """Of one more. The rule is looked up only where somebody comes near it."""
        near = self.count(incoming.sender, desk.visit.now) >= LEAST
        most = await desk.settings.number(RuleName.PER_MINUTE) if near else LEAST
        return Paced(self.verdict(incoming.sender, incoming.kind, desk.visit.now, most), most)

    def count(self, user_id: str, now: dt.datetime) -> int:
        """How much of theirs was taken up in the minute before.

        Not what was taken up at this very instant: a script's clock stands still until it is moved, no hand's does.
        """
        return sum(now - MINUTE < at < now for at in self._taken.get(user_id, ()))

    def verdict(self, user_id: str, kind: Heard, now: dt.datetime, most: int) -> Heed:
        """Of one more, where so many may be taken up in a minute. Only a message can be answered."""
        if kind not in PACED:
            return Heed.TAKEN
        if now < self._resting.get(user_id, now):
            return Heed.PASSED
        if self.count(user_id, now) < most:
            return Heed.TAKEN
        return Heed.TOLD if kind is Heard.MESSAGE else Heed.PASSED

    def done(self, user_id: str, kind: Heard, now: dt.datetime, verdict: Heed) -> None:
        """It is committed."""
        if verdict is Heed.TOLD:
            self._resting[user_id] = now + MINUTE
        elif verdict is Heed.TAKEN and kind in PACED:
            self._taken.setdefault(user_id, deque(maxlen=_MOST)).append(now)
        if len(self._taken) + len(self._resting) > _MANY:
            self._forget(now)

    def _forget(self, now: dt.datetime) -> None:
        """Who has not been heard for a minute."""
        self._taken = {who: taken for who, taken in self._taken.items() if taken[-1] > now - MINUTE}
        self._resting = {who: until for who, until in self._resting.items() if until > now}
