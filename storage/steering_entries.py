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
_PLACES = {LineKind.POINT: "points", LineKind.DECISION: "decisions", LineKind.MINUTES: "minutes"}


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
    minutes: list[_Words] = []


class CommitteeMarks(BaseModel):
    """In `continuity`: since when its agenda is called for; from when on each decision may be told, in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    called_at: dt.datetime | None = None
    tells_at: list[dt.datetime | None] = []


def written_milestone(entry: MilestoneEntry) -> dict[str, Any]:
    """In the order of the format."""
    return entry.model_dump(mode="json", by_alias=True)


def written_committee(entry: CommitteeEntry) -> dict[str, Any]:
    """In the order of the format; what there is nothing to tell of is left out."""
    fields = entry.model_dump(mode="json")
    return {name: value for name, value in fields.items() if value or name not in {"points", "minutes"}}


def written(
    milestones: Iterable[MilestoneEntry], committees: Iterable[CommitteeEntry]
) -> dict[str, dict[str, dict[str, Any]]]:
    """What equality is measured on, by section and key."""
    return {
        "milestones": {each.ref: written_milestone(each) for each in milestones},
        "steering_committees": {each.ref: written_committee(each) for each in committees},
    }


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
    """With their lines, which get references of this database; when they are to be told stands in `continuity`."""
    shelf = Committees(session)
    for entry in entries:
        plain = entry.model_dump(include={"on", "state"})
        committee = Committee(number=Ref.parse(entry.ref).number, **plain)
        session.add(committee)
        await session.flush()
        for kind in LineKind:
            for text in getattr(entry, _PLACES[kind]):
                await shelf.add(committee, kind, text)


# ── out ──


async def give_out(session: AsyncSession) -> dict[str, list[dict[str, Any]]]:
    """Both sections, as they are written."""
    return {"milestones": await _milestones_out(session), "steering_committees": await _committees_out(session)}


async def _milestones_out(session: AsyncSession) -> list[dict[str, Any]]:
    return [written_milestone(_milestone(each)) for each in await Milestones(session).all()]


def _milestone(row: Milestone) -> MilestoneEntry:
    days = {"from": row.starts_on, "to": row.ends_on}
    return MilestoneEntry(ref=str(row.ref), title=row.title, approximate=row.approximate, **days)


async def _committees_out(session: AsyncSession) -> list[dict[str, Any]]:
    said: dict[tuple[int, str], list[str]] = {}
    for line in await session.scalars(select(CommitteeLine).order_by(CommitteeLine.id)):
        said.setdefault((line.committee_id, line.kind), []).append(line.text)
    return [written_committee(_committee(each, said)) for each in await Committees(session).all()]


def _committee(row: Committee, said: dict[tuple[int, str], list[str]]) -> CommitteeEntry:
    lines: dict[str, list[str]] = {_PLACES[kind]: said.get((row.id, kind), []) for kind in LineKind}
    return CommitteeEntry(ref=str(row.ref), on=row.on, state=CommitteeState(row.state), **lines)


# ── how far they were told ──


async def marks_out(session: AsyncSession) -> dict[str, CommitteeMarks]:
    """By reference, where there is something to tell. What has been told is told by the place of each in the news."""
    shelf, found = Committees(session), {}
    for each in await shelf.all():
        instants = [line.tells_at for line in await shelf.lines(each, LineKind.DECISION)]
        found[str(each.ref)] = CommitteeMarks(called_at=each.called_at, tells_at=instants if any(instants) else [])
    return {ref: marks for ref, marks in found.items() if marks != CommitteeMarks()}


async def take_marks(session: AsyncSession, marks: dict[str, CommitteeMarks]) -> None:
    """What is marked here already stays."""
    shelf = Committees(session)
    for each in await shelf.all() if marks else ():
        theirs = marks.get(str(each.ref), CommitteeMarks())
        each.called_at = each.called_at or theirs.called_at
        for line, at in zip(await shelf.lines(each, LineKind.DECISION), theirs.tells_at, strict=False):
            line.tells_at = line.tells_at or at
    await session.flush()
