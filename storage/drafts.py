"""What a person asked to post or to look for, and how long a listing lives when nothing was said; pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from storage.values import Direction, Moment, Place, Price, Reach, Span

LIFE_OF_OFFER = dt.timedelta(days=45)
LIFE_OF_NEED = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person asked to post."""

    title: str
    description: str = ""
    span: Span | None = None
    until: Moment | None = None
    price: Price | None = None
    place: Place | None = None
    reach: Reach = Reach.ARCHIPEL
    permanent: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """A filter of the board: every word must be found, accents aside."""

    words: tuple[str, ...] = ()
    directions: frozenset[Direction] = frozenset()
    remote: bool = False


def expiry_of(direction: Direction, draft: Draft, today: dt.date, life: dt.timedelta | None = None) -> dt.date | None:
    """An explicit deadline, else a cover's start, else the last day, else its usual `life`."""
    if draft.until is not None:
        return draft.until.day
    if draft.permanent:
        return None
    usual = today + (life or default_life(direction))
    if draft.span is None:
        return usual
    if direction is Direction.COVER:
        return draft.span.starts.day
    return max(usual, draft.span.starts.day) if draft.span.open_ended else draft.span.last.day


def default_life(direction: Direction) -> dt.timedelta:
    """How long a listing lives when nothing was said, and the collective chose nothing else."""
    return LIFE_OF_OFFER if direction is Direction.OFFER else LIFE_OF_NEED
