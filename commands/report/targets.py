"""How many mechanisms of solidarity are to be in place by when, as the milestones say it; pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from commands.kit.reading import fold
from storage.mechanisms import MechanismStage, in_place_on
from storage.milestones import Milestone

_COUNTED = re.compile(r"(\d+)(?: ?(?:a|to|-|–) ?(\d+))? (?:mecanismes|systemes|mechanisms|systems)\b")


@dataclass(frozen=True, slots=True)
class Target:
    """From `low` to `high` mechanisms in place between two days, both included."""

    low: int
    high: int
    first: dt.date
    last: dt.date


def targets_of(milestones: Iterable[Milestone]) -> list[Target]:
    """« Au moins 3 mécanismes … », « 4 à 5 systèmes … »: whoever changes the milestone changes the target."""
    found = [(each, _COUNTED.search(fold(each.title))) for each in milestones]
    made = [
        Target(int(match[1]), int(match[2] or match[1]), each.starts_on, each.ends_on)
        for each, match in found
        if match is not None
    ]
    return sorted(made, key=lambda target: (target.last, target.first))


def target_on(targets: Sequence[Target], day: dt.date) -> Target | None:
    """The next one to be met, or the last one that was to be."""
    return next((each for each in targets if each.last >= day), targets[-1] if targets else None)


@dataclass(frozen=True, slots=True)
class Step:
    """How many are in place from that day on."""

    day: dt.date
    count: int


def steps(histories: Iterable[Sequence[MechanismStage]], until: dt.date) -> list[Step]:
    """Each day on which their number changed, in order."""
    known = list(histories)
    days = sorted({stage.since for each in known for stage in each if stage.since <= until})
    counts = [Step(day, sum(in_place_on(each, day) for each in known)) for day in days]
    return [*counts[:1], *(later for before, later in pairwise(counts) if later.count != before.count)]
