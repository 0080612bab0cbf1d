"""How expected incomings are laid out: a line each, or month by month; twelve lines at most."""

from __future__ import annotations

from collections.abc import Iterable

from commands.income import messages as say
from commands.income.counting import Outlook
from commands.kit.message import Joined, Lines, Message
from commands.kit.speech import Begin, MonthName, ShortDay
from storage.incomes import Every, Incoming
from storage.values import Price, PriceKind

PAGE = 11


def euros(cents: int) -> Price:
    """To be said."""
    return Price(PriceKind.PAID, abs(cents))


# ── lines ──


def line(incoming: Incoming) -> Message:
    """« 1 · ARE · 640 € chaque mois · à partir du 1er avril »."""
    rhythm = say.IncomeRhythm(amount=euros(incoming.cents), every=incoming.every)
    return say.IncomeLine(number=incoming.number, said=Joined((incoming.label, rhythm, *_days(incoming))))


def _days(incoming: Incoming) -> list[Message]:
    if incoming.every is Every.ONCE:
        return [say.IncomeOn(day=incoming.starts)]
    until = [say.IncomeUntil(day=ShortDay(incoming.ends))] if incoming.ends is not None else []
    return [say.IncomeSince(day=ShortDay(incoming.starts)), *until]


def listed(lines: Iterable[Incoming], page: int) -> Message:
    """Eleven a page, by number."""
    numbered = sorted(lines, key=lambda each: each.number)
    first = (max(1, page) - 1) * PAGE
    shown = numbered[first : first + PAGE]
    if not shown:
        return say.NoIncomePage()
    more = say.MoreIncome(page=max(1, page) + 1) if len(numbered) > first + PAGE else None
    return say.IncomeListed(lines=Lines(tuple(map(line, shown))), more=more)


# ── months ──


def months(view: Outlook) -> Message:
    """A line a month, between the smoothed line and the months below it."""
    named = tuple(MonthName(month.month) for month in view.below)
    below = say.MonthsBelow(months=Joined(named, by=", "), count=len(named)) if named else say.NoMonthBelow()
    last = MonthName(view.months[-1].month)
    how = say.OutlookLater(last=last, amount=euros(view.later)) if view.later else say.OutlookHow()
    return say.IncomeOutlook(head=head(view), lines=Lines(tuple(_months(view))), below=below, how=how)


def head(view: Outlook) -> say.OutlookHead:
    """From when to when, and the line."""
    first, last = (MonthName(view.months[index].month) for index in (0, -1))
    return say.OutlookHead(first=Begin(first), last=last, count=len(view.months), line=euros(view.line))


def _months(view: Outlook) -> list[Message]:
    return [
        say.MonthExpected(month=MonthName(month.month), amount=euros(cents), where=where(gap), gap=euros(gap))
        if cents
        else say.MonthEmpty(month=MonthName(month.month), gap=euros(gap))
        for month, cents, gap in zip(view.months, view.cents, view.gaps, strict=True)
    ]


def where(gap: int) -> say.Where:
    """Above the line, below it, or on it."""
    return say.Where.ON if not gap else say.Where.ABOVE if gap > 0 else say.Where.BELOW
