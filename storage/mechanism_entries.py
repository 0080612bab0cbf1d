"""Mechanism sheets in the interchange format: their entries, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.mechanisms import Evaluation, Mechanism, Mechanisms, MechanismStage
from storage.values import MechanismState, Ref

_Count = Annotated[int, Field(ge=0, le=2**31 - 1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class StageEntry(_Part):
    """One step of a sheet's `history`."""

    state: MechanismState
    since: dt.date


class EvaluationEntry(_Part):
    """One of a sheet's `reviews`. `used` stands there only where it was asked."""

    on: dt.date
    answers: _Count
    usefulness: Annotated[float, Field(ge=1, le=4)] | None = None
    keep: str | None = None
    change: str | None = None
    drop: str | None = None
    decision: str | None = None
    used: _Count | None = None


class MechanismEntry(_Part):
    """One of `mechanisms`. What stands after `reviews` is written only where there is something to tell.

    `history` is told when it is more than `state` and `since`; these are its last step.
    """

    ref: str = Field(pattern=r"^K[1-9][0-9]{0,8}$")
    name: str
    state: MechanismState
    since: dt.date
    how: str = ""
    for_whom: str = ""
    takes: str = ""
    steps: list[str] = []
    limits: str = ""
    next_review_on: dt.date | None = None
    reviews: list[EvaluationEntry] = []
    purpose: str = ""
    contact: str = ""
    proposed_by: str | None = None
    history: list[StageEntry] = []

    @property
    def stages(self) -> list[StageEntry]:
        """The whole of its history."""
        return self.history or [StageEntry(state=self.state, since=self.since)]


def faults_of_mechanisms(entries: Iterable[MechanismEntry], people: set[str]) -> list[str]:
    """A history that ends elsewhere or goes back, evaluations out of order, people nobody knows."""
    reasons = []
    for entry in entries:
        last, days = entry.stages[-1], [stage.since for stage in entry.stages]
        if (last.state, last.since) != (entry.state, entry.since) or days != sorted(days):
            reasons.append(f"mechanisms.{entry.ref}.history: wants to end with state and since, in order of days")
        reviewed = [each.on for each in entry.reviews]
        if reviewed != sorted(set(reviewed)):
            reasons.append(f"mechanisms.{entry.ref}.reviews: wants them in order, one a day")
        if entry.proposed_by is not None and entry.proposed_by not in people:
            reasons.append(f"mechanisms.{entry.ref}: {entry.proposed_by} is not in people")
    return reasons


# ── in ──

_PLAIN = ("name", "state", "since", "how", "for_whom", "takes", "steps", "limits", "next_review_on")
_LATER = ("purpose", "contact")


async def add_mechanisms(session: AsyncSession, entries: Iterable[MechanismEntry], known: dict[str, int]) -> None:
    """With their history and evaluations; `known` are row ids of people."""
    for entry in entries:
        plain = entry.model_dump(include={*_PLAIN, *_LATER})
        proposer = known[entry.proposed_by] if entry.proposed_by else None
        mechanism = Mechanism(number=Ref.parse(entry.ref).number, proposer_id=proposer, **plain)
        session.add(mechanism)
        await session.flush()
        for stage in entry.stages:
            session.add(MechanismStage(mechanism_id=mechanism.id, **stage.model_dump()))
            await session.flush()  # one a time: row ids are the order of its history
        session.add_all(Evaluation(mechanism_id=mechanism.id, **each.model_dump()) for each in entry.reviews)
    await session.flush()


# ── out ──


async def mechanisms_out(session: AsyncSession, names: dict[int, str]) -> list[dict[str, Any]]:
    """All of them, as they are written."""
    shelf = Mechanisms(session)
    histories, evaluations = await shelf.histories(), await shelf.all_evaluations()
    found = await session.scalars(select(Mechanism).order_by(Mechanism.number))
    return [written_mechanism(_entry(each, histories[each.id], evaluations.get(each.id, []), names)) for each in found]


def _entry(
    mechanism: Mechanism, stages: list[MechanismStage], evaluations: list[Evaluation], names: dict[int, str]
) -> MechanismEntry:
    return MechanismEntry(
        ref=str(mechanism.ref),
        **{name: getattr(mechanism, name) for name in (*_PLAIN, *_LATER)},
        reviews=[EvaluationEntry(**{name: getattr(each, name) for name in _SAID}) for each in evaluations],
        proposed_by=names[mechanism.proposer_id] if mechanism.proposer_id else None,
        history=[StageEntry(state=MechanismState(stage.state), since=stage.since) for stage in stages],
    )


_SAID = tuple(EvaluationEntry.model_fields)


def written_mechanism(entry: MechanismEntry) -> dict[str, Any]:
    """In the order of the format; what there is nothing to tell of is left out."""
    value = entry.model_dump(mode="json")
    value["reviews"] = [
        {name: said for name, said in each.items() if name != "used" or said is not None} for each in value["reviews"]
    ]
    value["history"] = value["history"] if len(entry.stages) > 1 else []
    optional = {"purpose", "contact", "proposed_by", "history"}
    return {name: each for name, each in value.items() if each or name not in optional}
