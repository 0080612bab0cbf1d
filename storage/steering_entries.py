"""Milestones and steering committees in the interchange format: their entries, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.committees import Committee, CommitteeLine, Committees, CommitteeState, LineKind
from storage.milestones import Milestone, Milestones
from storage.values import Ref

_Words = Annotated[str, Field(min_length=1)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class MilestoneEntry(_Section):
    """One of `milestones`; both days are included."""

    ref: str = Field(pattern=r"^J[1-9][0-9]{0,8}$")
    from_: dt.date = Field(alias="from")
    to: dt.date
    title: str
    approximate: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> MilestoneEntry:
        if self.to < self.from_:
            raise ValueError("wants an end that is not before its start")
        return self


class CommitteeEntry(_Section):
    """One of `steering_committees`. `points` and `minutes` are written only where there are any."""

    ref: str = Field(pattern=r"^P[1-9][0-9]{0,8}$")
    on: dt.date
    state: CommitteeState
    decisions: list[_Words] = []
    points: list[_Words] = []
    minutes: _Words | None = None


def written_milestone(entry: MilestoneEntry) -> dict[str, Any]:
    """In the order of the format."""
    return entry.model_dump(mode="json", by_alias=True)


def written_committee(entry: CommitteeEntry) -> dict[str, Any]:
    """In the order of the format; what there is nothing to tell of is left out."""
    fields = entry.model_dump(mode="json")
    return {name: value for name, value in fields.items() if value or name not in {"points", "minutes"}}


# ── in ──


async def add(
    session: AsyncSession,
    milestones: Iterable[MilestoneEntry],
    committees: Iterable[CommitteeEntry],
    new: dict[str, set[str]],
) -> None:
    """Those whose references are new, by section."""
    await _add_milestones(session, (each for each in milestones if each.ref in new["milestones"]))
    await _add_committees(session, (each for each in committees if each.ref in new["steering_committees"]))


async def _add_milestones(session: AsyncSession, entries: Iterable[MilestoneEntry]) -> None:
    """As they are."""
    session.add_all(
        Milestone(
            number=Ref.parse(entry.ref).number,
            starts_on=entry.from_,
            ends_on=entry.to,
            **entry.model_dump(include={"title", "approximate"}),
        )
        for entry in entries
    )
    await session.flush()


async def _add_committees(session: AsyncSession, entries: Iterable[CommitteeEntry]) -> None:
    """With their lines, which get references of this database; what was decided elsewhere was told elsewhere."""
    shelf = Committees(session)
    for entry in entries:
        plain = entry.model_dump(include={"on", "state", "minutes"})
        committee = Committee(number=Ref.parse(entry.ref).number, **plain)
        session.add(committee)
        await session.flush()
        for text in entry.points:
            await shelf.add(committee, LineKind.POINT, text)
        for text in entry.decisions:
            await shelf.add(committee, LineKind.DECISION, text)


# ── out ──


async def milestones_out(session: AsyncSession) -> list[dict[str, Any]]:
    """All of them, as they are written."""
    return [written_milestone(_milestone(each)) for each in await Milestones(session).all()]


def _milestone(row: Milestone) -> MilestoneEntry:
    return MilestoneEntry(
        ref=str(row.ref), from_=row.starts_on, to=row.ends_on, title=row.title, approximate=row.approximate
    )


async def committees_out(session: AsyncSession) -> list[dict[str, Any]]:
    """All of them, as they are written."""
    said: dict[tuple[int, str], list[str]] = {}
    for line in await session.scalars(select(CommitteeLine).order_by(CommitteeLine.id)):
        said.setdefault((line.committee_id, line.kind), []).append(line.text)
    return [written_committee(_committee(each, said)) for each in await Committees(session).all()]


def _committee(row: Committee, said: dict[tuple[int, str], list[str]]) -> CommitteeEntry:
    return CommitteeEntry(
        ref=str(row.ref),
        on=row.on,
        state=CommitteeState(row.state),
        decisions=said.get((row.id, LineKind.DECISION), []),
        points=said.get((row.id, LineKind.POINT), []),
        minutes=row.minutes,
    )
