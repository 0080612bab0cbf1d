"""Mechanisms of solidarity: their sheets, how far each has come and since when, and how each was found to help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import JSON, Double, ForeignKey, Index, String, Text, UniqueConstraint, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.courrier import Edition
from storage.database import Base, BigKey
from storage.errors import NotThatState, UnknownMechanism
from storage.numbers import next_number
from storage.people import Person
from storage.values import MechanismState, Ref

LETTER = "K"
_TRIED = (MechanismState.TRIAL, MechanismState.IN_PLACE)

_NEXT = {
    MechanismState.IDEA: {MechanismState.TRIAL, MechanismState.IN_PLACE, MechanismState.STOPPED},
    MechanismState.TRIAL: {MechanismState.IN_PLACE, MechanismState.TRANSFORMED, MechanismState.STOPPED},
    MechanismState.IN_PLACE: {MechanismState.TRANSFORMED, MechanismState.STOPPED},
    MechanismState.TRANSFORMED: {MechanismState.TRIAL, MechanismState.IN_PLACE, MechanismState.STOPPED},
    MechanismState.STOPPED: {MechanismState.TRIAL},
}


class Mechanism(Base):
    """One sheet: eight fields, a state and since when; who proposed it, as long as it is an idea of theirs."""

    __tablename__ = "mechanism"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text, default="")  # what it is for
    for_whom: Mapped[str] = mapped_column(Text, default="")
    how: Mapped[str] = mapped_column(Text, default="")  # the command, as one types it
    takes: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[list[str]] = mapped_column(JSON, default=list)
    limits: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(Text, default="")  # whom to ask; nobody said: the Tisseuse
    state: Mapped[MechanismState] = mapped_column(String(16))
    since: Mapped[dt.date]
    next_review_on: Mapped[dt.date | None]
    proposer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    __table_args__ = (Index("ix_mechanism_state", "state"),)

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(LETTER, self.number)

    @property
    def is_idea(self) -> bool:
        """Nobody has tried it yet: its words are still those of who proposed it."""
        return self.state == MechanismState.IDEA

    @property
    def is_tried(self) -> bool:
        """People use it now, and may say how it helps."""
        return self.state in _TRIED


class MechanismStage(Base):
    """A state it came to, and since which day. The last one is the state it is in."""

    __tablename__ = "mechanism_stage"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    mechanism_id: Mapped[int] = mapped_column(ForeignKey("mechanism.id"), index=True)
    state: Mapped[MechanismState] = mapped_column(String(16))
    since: Mapped[dt.date]
    noted_at: Mapped[dt.datetime | None]  # when it was said here: from then on it is news


class Evaluation(Base):
    """What at least five answers said together, on that day; `usefulness` is their mean from 1 to 4.

    Its words belong to nobody. What was decided of it is the Tisseuse's to write.
    """

    __tablename__ = "evaluation"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    mechanism_id: Mapped[int] = mapped_column(ForeignKey("mechanism.id"))
    on: Mapped[dt.date]
    answers: Mapped[int]
    used: Mapped[int | None]  # of them; older evaluations did not ask
    usefulness: Mapped[float | None] = mapped_column(Double)
    keep: Mapped[str | None] = mapped_column(Text)
    change: Mapped[str | None] = mapped_column(Text)
    drop: Mapped[str | None] = mapped_column(Text)
    decision: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("mechanism_id", "on"),)


def in_place_on(stages: Iterable[MechanismStage], day: dt.date) -> bool:
    """True when that history says so of the day; an evolution counts from its first day on."""
    until_then = [stage for stage in stages if stage.since <= day]
    return bool(until_then) and until_then[-1].state == MechanismState.IN_PLACE


class Mechanisms:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def propose(self, mechanism: Mechanism, proposer: Person, today: dt.date) -> Mechanism:
        """An idea, with the next reference."""
        mechanism.number = await next_number(self._session, LETTER)
        mechanism.state, mechanism.since, mechanism.proposer_id = MechanismState.IDEA, today, proposer.id
        self._session.add(mechanism)
        await self._session.flush()
        self._session.add(MechanismStage(mechanism_id=mechanism.id, state=mechanism.state, since=today))
        await self._session.flush()
        return mechanism

    async def by_ref(self, ref: Ref) -> Mechanism:
        """Raises UnknownMechanism."""
        found = await self.find(ref)
        if found is None:
            raise UnknownMechanism(ref)
        return found

    async def find(self, ref: Ref) -> Mechanism | None:
        """None when there is none of that name."""
        if ref.letter != LETTER:
            return None
        found: Mechanism | None = await self._session.scalar(select(Mechanism).where(Mechanism.number == ref.number))
        return found

    async def all(self) -> list[Mechanism]:
        """By reference."""
        return list(await self._session.scalars(select(Mechanism).order_by(Mechanism.number)))

    async def proposed_by(self, person: Person) -> list[Mechanism]:
        """By reference, whatever became of them."""
        query = select(Mechanism).where(Mechanism.proposer_id == person.id)
        return list(await self._session.scalars(query.order_by(Mechanism.number)))

    async def move(self, mechanism: Mechanism, state: MechanismState, on: dt.date, now: dt.datetime) -> None:
        """It comes to that state on that day, which is not before it came to the present one. Raises NotThatState.

        Back to the state before on the very day of a change is a slip mended: that change never was.
        """
        stages = await self.history(mechanism)
        if len(stages) > 1 and stages[-1].since == on and stages[-2].state == state:
            await self._session.delete(stages.pop())
        elif state in _NEXT[MechanismState(mechanism.state)] and on >= mechanism.since:
            stages.append(MechanismStage(mechanism_id=mechanism.id, state=state, since=on, noted_at=now))
            self._session.add(stages[-1])
        else:
            raise NotThatState(mechanism.ref, MechanismState(mechanism.state), state)
        mechanism.state, mechanism.since = stages[-1].state, stages[-1].since
        await self._session.flush()

    async def history(self, mechanism: Mechanism) -> list[MechanismStage]:
        """First first."""
        return (await self.histories()).get(mechanism.id, [])

    async def histories(self) -> dict[int, list[MechanismStage]]:
        """Of all, by row id: what « mechanisms in place over time » is drawn from."""
        found: dict[int, list[MechanismStage]] = {}
        for stage in await self._session.scalars(select(MechanismStage).order_by(MechanismStage.id)):
            found.setdefault(stage.mechanism_id, []).append(stage)
        return found

    async def news_in(self, edition: Edition) -> list[Mechanism]:
        """Those on trial or in place since then, the first first; a step that another one followed is not told."""
        last = select(func.max(MechanismStage.id)).group_by(MechanismStage.mechanism_id)
        query = select(Mechanism).join(MechanismStage, MechanismStage.mechanism_id == Mechanism.id)
        query = query.where(MechanismStage.id.in_(last), MechanismStage.state.in_(_TRIED))
        query = query.where(MechanismStage.noted_at > edition.since, MechanismStage.noted_at <= edition.until)
        return list(await self._session.scalars(query.order_by(MechanismStage.noted_at, Mechanism.number)))

    async def in_place(self, day: dt.date) -> list[Mechanism]:
        """Those that were, or are, on that day."""
        histories = await self.histories()
        return [each for each in await self.all() if in_place_on(histories.get(each.id, []), day)]

    async def evaluations(self, mechanism: Mechanism) -> list[Evaluation]:
        """First first."""
        return (await self.all_evaluations()).get(mechanism.id, [])

    async def all_evaluations(self) -> dict[int, list[Evaluation]]:
        """Of all, by row id of the mechanism."""
        found: dict[int, list[Evaluation]] = {}
        for each in await self._session.scalars(select(Evaluation).order_by(Evaluation.on, Evaluation.id)):
            found.setdefault(each.mechanism_id, []).append(each)
        return found

    async def evaluate(
        self, mechanism: Mechanism, evaluation: Evaluation, *, instead_of: dt.date | None = None
    ) -> None:
        """Kept with its sheet, in the place of the one of that day, and of its own: what was decided of it stays."""
        for old in await self.evaluations(mechanism):
            if old.on in {evaluation.on, instead_of}:
                evaluation.decision = evaluation.decision or old.decision
                await self._session.delete(old)
        await self._session.flush()
        evaluation.mechanism_id = mechanism.id
        self._session.add(evaluation)
        await self._session.flush()

    async def erase(self, mechanism: Mechanism) -> None:
        """An idea whose proposer takes it back: nothing stays but its number, which nothing else gets."""
        await self._session.execute(delete(MechanismStage).where(MechanismStage.mechanism_id == mechanism.id))
        await self._session.execute(delete(Evaluation).where(Evaluation.mechanism_id == mechanism.id))
        await self._session.delete(mechanism)
        await self._session.flush()
