"""What the commission decides on: one request to the fund, what each of its members said, and what follows. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

FEWEST = 2  # approvals: nobody decides alone, whatever the rules say


class Nature(StrEnum):
    """What is asked for: money that comes back, without interest, or money that does not."""

    ADVANCE = "advance"
    AID = "aid"


class Opinion(StrEnum):
    """What one member of the commission says."""

    YES = "yes"
    NO = "no"
    MORE = "more"  # something is missing to decide


class CaseState(StrEnum):
    """Where a case stands."""

    REQUESTED = "requested"
    EXAMINED = "examined"
    MORE_NEEDED = "more_needed"
    GRANTED = "granted"
    REFUSED = "refused"
    PAID = "paid"  # as it was declared
    REPAID = "repaid"


WAITING = frozenset({CaseState.REQUESTED, CaseState.EXAMINED, CaseState.MORE_NEEDED})


@dataclass(frozen=True, slots=True)
class Rules:
    """The fund's, which its collective changes. `nature` words an advance and an aid; `commission` holds Matrix ids."""

    ceiling_cents: int = 80_000
    answer_within_working_days: int = 5
    commission: tuple[str, ...] = ()
    quorum: int = FEWEST
    nature: tuple[str, ...] = ()

    @property
    def approvals(self) -> int:
        """How many different members have to agree."""
        return max(FEWEST, self.quorum)

    def as_json(self) -> dict[str, Any]:
        """In the order of the interchange format."""
        return {
            "ceiling_cents": self.ceiling_cents,
            "answer_within_working_days": self.answer_within_working_days,
            "commission": list(self.commission),
            "quorum": self.quorum,
            "nature": list(self.nature),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Rules:
        """The inverse."""
        return cls(**{**value, "commission": tuple(value["commission"]), "nature": tuple(value["nature"])})


@dataclass(frozen=True, slots=True)
class Said:
    """One member's opinion; `by` is empty once they are forgotten.

    `cents` is the most they agree to, None for all that is asked; `word` is for the person.
    """

    by: str
    opinion: Opinion
    at: str  # an instant with its offset
    cents: int | None = None
    word: str | None = None

    def as_json(self) -> dict[str, Any]:
        """In the order of the interchange format."""
        return {"by": self.by, "opinion": self.opinion.value, "at": self.at, "cents": self.cents, "word": self.word}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Said:
        """The inverse."""
        return cls(**{**value, "opinion": Opinion(value["opinion"])})


@dataclass(frozen=True, slots=True)
class Case:
    """One request to the fund. `due_on` is the day by which an answer was promised."""

    nature: Nature
    asked_cents: int
    due_on: dt.date
    state: CaseState = CaseState.REQUESTED
    granted_cents: int | None = None
    said: tuple[Said, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """For the commission, or for its author's word."""
        return self.state in WAITING

    def by(self, user_id: str) -> Said | None:
        """What somebody said; None for somebody who did not yet."""
        return next((each for each in self.said if each.by == user_id), None)

    def hear(self, said: Said) -> Case:
        """An opinion; it takes the place of the same person's earlier one."""
        return replace(self, said=(*(each for each in self.said if each.by != said.by), said))

    def without(self, user_id: str) -> Case:
        """They are forgotten: what waits is decided without them, what was decided names nobody."""
        if self.is_waiting:
            return replace(self, said=tuple(each for each in self.said if each.by != user_id))
        return replace(self, said=tuple(replace(each, by="") if each.by == user_id else each for each in self.said))

    def answered(self, due_on: dt.date) -> Case:
        """Its author said what was missing: whoever asked decides anew, and the days are counted from now."""
        left = tuple(each for each in self.said if each.opinion is not Opinion.MORE)
        return replace(self, said=left, state=CaseState.EXAMINED, due_on=due_on)

    def rewritten(self, nature: Nature, asked_cents: int, due_on: dt.date) -> Case:
        """Its author asks something else: what was said was said of something else."""
        return replace(self, nature=nature, asked_cents=asked_cents, due_on=due_on, state=CaseState.REQUESTED, said=())

    def became(self, state: CaseState) -> Case:
        """What was declared since."""
        return replace(self, state=state)

    def approved(self, deciders: Collection[str]) -> list[Said]:
        """Who agrees, among those who may decide; each counts once."""
        return [each for each in self.said if each.opinion is Opinion.YES and each.by in deciders]

    def undecided(self, deciders: Collection[str]) -> list[str]:
        """Those who may decide and have said neither yes nor no."""
        settled = {each.by for each in self.said if each.opinion is not Opinion.MORE}
        return [user_id for user_id in deciders if user_id not in settled]

    def weighed(self, deciders: Collection[str], approvals: int) -> Case:
        """Granted once enough agree, to the least of what they agree to; refused once enough cannot agree any more."""
        agreed, said = self.approved(deciders), [each for each in self.said if each.by in deciders]
        if len(agreed) >= approvals:
            least = min(each.cents or self.asked_cents for each in agreed)
            return replace(self, state=CaseState.GRANTED, granted_cents=min(least, self.asked_cents))
        refusing = any(each.opinion is Opinion.NO for each in said)
        if refusing and len(agreed) + len(self.undecided(deciders)) < approvals:
            return replace(self, state=CaseState.REFUSED)
        missing = any(each.opinion is Opinion.MORE for each in said)
        return replace(self, state=_under_way(self.state, asked=missing, heard=bool(said)))

    def as_json(self) -> dict[str, Any]:
        """In the order of the interchange format."""
        return {
            "nature": self.nature.value,
            "asked_cents": self.asked_cents,
            "granted_cents": self.granted_cents,
            "state": self.state.value,
            "due_on": self.due_on.isoformat(),
            "said": [each.as_json() for each in self.said],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Case:
        """The inverse."""
        return cls(
            nature=Nature(value["nature"]),
            asked_cents=value["asked_cents"],
            due_on=dt.date.fromisoformat(value["due_on"]),
            state=CaseState(value["state"]),
            granted_cents=value["granted_cents"],
            said=tuple(map(Said.from_json, value["said"])),
        )


def _under_way(state: CaseState, *, asked: bool, heard: bool) -> CaseState:
    if asked:
        return CaseState.MORE_NEEDED
    return CaseState.EXAMINED if heard else state
