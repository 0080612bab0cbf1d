"""What people say, unnamed, of a mechanism: one box a mechanism, in which answers lie so that none is anybody's.

An answer leaves no row, number or instant of its own: it goes into sums and sorted words. Who was heard lies beside
them as a set. Why, and against which queries: docs/adr/0027-answers-without-a-name.md.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey, Sealed
from storage.mechanisms import Evaluation, Mechanism, Mechanisms
from storage.people import Person

ENOUGH = 5  # answers, before any of them shows; and again before more of them do


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person says. `helped` is 1 to 4, None where they cannot tell."""

    used: bool
    helped: int | None = None
    keep: str | None = None
    change: str | None = None
    drop: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers taken together: sums, and words in the order of the alphabet. The order of coming leaves no trace,
    and what one person said to the three questions lies apart."""

    answers: int = 0
    used: int = 0
    helped: tuple[int, int, int, int] = (0, 0, 0, 0)  # how many said 1, 2, 3, 4
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Of one alone, to be added to others."""
        helped = [int(answer.helped == mark) for mark in (1, 2, 3, 4)]
        words = [_words(said) for said in (answer.keep, answer.change, answer.drop)]
        return cls(1, int(answer.used), (helped[0], helped[1], helped[2], helped[3]), *words)

    def __add__(self, other: Tally) -> Tally:
        helped = [mine + theirs for mine, theirs in zip(self.helped, other.helped, strict=True)]
        return Tally(
            self.answers + other.answers,
            self.used + other.used,
            (helped[0], helped[1], helped[2], helped[3]),
            *(tuple(sorted(getattr(self, name) + getattr(other, name))) for name in ("keep", "change", "drop")),
        )

    @property
    def usefulness(self) -> float | None:
        """The mean, to a tenth; None unless five said a mark: of fewer it would be theirs."""
        marks = sum(self.helped)
        total = sum(mark * count for mark, count in zip((1, 2, 3, 4), self.helped, strict=True))
        return round(total / marks, 1) if marks >= ENOUGH else None

    def as_json(self) -> dict[str, Any]:
        """For the box."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """The inverse."""
        return cls(**{name: tuple(each) if isinstance(each, list) else each for name, each in value.items()})

    def evaluation(self, on: dt.date) -> Evaluation:
        """What may be shown of it."""
        words = {name: " · ".join(getattr(self, name)) or None for name in ("keep", "change", "drop")}
        return Evaluation(on=on, answers=self.answers, used=self.used, usefulness=self.usefulness, **words)


def _words(said: str | None) -> tuple[str, ...]:
    return (said,) if said else ()


@dataclass(frozen=True, slots=True)
class Box:
    """What was shown already, and what waits until there are enough again."""

    shown: Tally = Tally()
    waiting: Tally = Tally()

    def put(self, answer: Answer) -> Box:
        """With one more; once five wait, all of them show."""
        waiting = self.waiting + Tally.of(answer)
        if waiting.answers < ENOUGH:
            return replace(self, waiting=waiting)
        return Box(shown=self.shown + waiting)

    def as_json(self) -> dict[str, Any]:
        """Sealed."""
        return {"shown": self.shown.as_json(), "waiting": self.waiting.as_json()}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """The inverse."""
        return cls(**{name: Tally.from_json(each) for name, each in value.items()})


class ReviewRound(Base):
    """The box of a mechanism, and who need not be asked again until it is emptied: one row, written whole each time.

    No row, number or instant stands for an answer. `heard` holds who answered, and who would rather not, alike.
    """

    __tablename__ = "review_round"
    mechanism_id: Mapped[int] = mapped_column(BigKey, ForeignKey("mechanism.id"), primary_key=True, autoincrement=False)
    closes_on: Mapped[dt.date | None]  # once people were asked
    shown_on: Mapped[dt.date | None]  # the day of the evaluation that shows what is in it
    box: Mapped[dict[str, Any] | None] = mapped_column(Sealed)
    heard: Mapped[list[int] | None] = mapped_column(Sealed)


class Reviews:
    """The boxes of all mechanisms, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def was_heard(self, mechanism: Mechanism, person: Person) -> bool:
        """True when they said something, or that they would rather not, since the box was last emptied."""
        row = await self._session.get(ReviewRound, mechanism.id)
        return row is not None and person.id in (row.heard or [])

    async def hear(
        self, mechanism: Mechanism, person: Person, answer: Answer | None, today: dt.date
    ) -> Evaluation | None:
        """Puts it in; returns what its sheet shows from now on, when that is more than before.

        Without an answer: they would rather not say.
        """
        row = await self._row(mechanism)
        row.heard = sorted({*(row.heard or []), person.id})
        box = Box.from_json(row.box) if row.box else Box()
        after = box.put(answer) if answer is not None else box
        row.box = after.as_json()
        await self._session.flush()
        return await self._show(row, mechanism, after.shown, today) if after.shown != box.shown else None

    async def ask_until(self, mechanism: Mechanism, day: dt.date) -> None:
        """People are asked, and may answer until the end of that day."""
        (await self._row(mechanism)).closes_on = day
        await self._session.flush()

    async def to_close(self, today: dt.date) -> list[Mechanism]:
        """Whose day has passed."""
        query = select(Mechanism).join(ReviewRound, ReviewRound.mechanism_id == Mechanism.id)
        query = query.where(ReviewRound.closes_on < today).order_by(Mechanism.number)
        return list(await self._session.scalars(query))

    async def is_asked(self, mechanism: Mechanism) -> bool:
        """True while a round goes on."""
        row = await self._session.get(ReviewRound, mechanism.id)
        return row is not None and row.closes_on is not None

    async def empty(self, mechanism: Mechanism) -> int:
        """How many answers were shown. Fewer than five that wait go unread, and who was heard with them."""
        row = await self._session.get(ReviewRound, mechanism.id)
        if row is None:
            return 0
        box = Box.from_json(row.box) if row.box else Box()
        await self._session.delete(row)
        await self._session.flush()
        return box.shown.answers

    async def forget(self, person: Person) -> None:
        """That they were heard. What they said is nobody's."""
        for row in await self._session.scalars(select(ReviewRound)):
            if person.id in (row.heard or []):
                row.heard = [each for each in row.heard or [] if each != person.id]
        await self._session.flush()

    async def _show(self, row: ReviewRound, mechanism: Mechanism, shown: Tally, today: dt.date) -> Evaluation:
        evaluation, before = shown.evaluation(today), row.shown_on
        row.shown_on = today
        await Mechanisms(self._session).evaluate(mechanism, evaluation, instead_of=before)
        return evaluation

    async def _row(self, mechanism: Mechanism) -> ReviewRound:
        row = await self._session.get(ReviewRound, mechanism.id, with_for_update=True)
        if row is None:
            row = ReviewRound(mechanism_id=mechanism.id)
            self._session.add(row)
        return row
