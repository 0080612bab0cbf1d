"""Month by month: what is expected, the smoothed line, and how far each month lies from it. Pure; whole cents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commands.kit.reading.calendar import last_of_month, months_later
from storage.incomes import Every, Incoming

FEWEST, MOST = 6, 9  # months: what fits in twelve lines
_EURO = 100


@dataclass(frozen=True, slots=True)
class Outlook:
    """Some months in a row, the first days of them; `later` is what is known to come after them, in cents.

    `line` is their sum divided evenly, to the euro: what each month would have if they were all alike.
    """

    months: tuple[dt.date, ...]
    cents: tuple[int, ...]
    later: int

    @property
    def line(self) -> int:
        """In cents, to the nearest euro."""
        return round(sum(self.cents) / len(self.cents) / _EURO) * _EURO

    @property
    def gaps(self) -> tuple[int, ...]:
        """How far above the line (below: negative), each month, in cents."""
        return tuple(each - self.line for each in self.cents)

    @property
    def below(self) -> tuple[dt.date, ...]:
        """The months below the line."""
        return tuple(month for month, gap in zip(self.months, self.gaps, strict=True) if gap < 0)


def outlook(lines: Sequence[Incoming], today: dt.date, count: int | None = None) -> Outlook:
    """From this month on; as far as something is known, or as many months as are asked for."""
    first = today.replace(day=1)
    many = min(MOST, max(2, count)) if count is not None else _as_far_as_known(lines, first)
    months = tuple(months_later(first, number) for number in range(many))
    cents = tuple(sum(cents_in(line, month) for line in lines) for month in months)
    after = months_later(first, many)
    ends = [line.ends for line in lines if line.ends is not None and line.ends >= after]
    later = [months_later(after, number) for number in range(_months_between(after, max(ends)) + 1)] if ends else []
    known = [line for line in lines if line.ends is not None]
    return Outlook(months, cents, sum(cents_in(line, month) for line in known for month in later))


def _as_far_as_known(lines: Iterable[Incoming], first: dt.date) -> int:
    ends = [line.ends or line.starts for line in lines]
    farthest = max((_months_between(first, day) + 1 for day in ends if day >= first), default=FEWEST)
    return min(MOST, max(FEWEST, farthest))


def _months_between(first: dt.date, last: dt.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def cents_in(line: Incoming, month: dt.date) -> int:
    """What the line brings in the month that begins on that day."""
    end = last_of_month(month.year, month.month)
    first, last = max(line.starts, month), min(line.ends or end, end)
    if line.every is Every.DAY:
        return line.cents * max(0, (last - first).days + 1)
    if line.every is Every.ONCE:
        return line.cents if month <= line.starts <= end else 0
    due = month.replace(day=min(line.starts.day, end.day))
    return line.cents if first <= due <= last else 0
