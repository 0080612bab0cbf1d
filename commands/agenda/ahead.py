"""What is ahead, in order of time: a rhythm's next times, sessions, milestones, steering committees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from commands.agenda import messages as say
from commands.kit.almanac import Dated, DatesOf, Days, Horizon, file_of, gathered, times_of
from commands.kit.message import Lines, Message, Refusal
from commands.kit.speech import Begin, ShortDay
from storage.desk import Desk, Sayable
from storage.ilots import Ilot
from storage.slots import Stretch
from storage.values import Moment, Span

PAGE = 12  # lines
_ROUNDS = 3  # times of one rhythm: the others stand in the file
_A_YEAR = dt.timedelta(days=365)
_STEM = "agenda"


@dataclass(frozen=True, slots=True)
class _Ahead:
    when: Stretch | Days
    what: Sayable

    def place(self, today: dt.date) -> tuple[dt.date, dt.time]:
        """What has begun counts by its end."""
        if isinstance(self.when, Stretch):
            return self.when.on, self.when.start
        return (self.when.last if self.when.first < today else self.when.first), dt.time()


async def shown(desk: Desk, dates: Sequence[DatesOf], page: int) -> Message:
    """Eleven of them and a last line: the way on, else how to have them in a calendar."""
    found = await _ahead(desk, dates)
    before = (page - 1) * (PAGE - 1)
    here = found[before : before + PAGE - 1]
    if not here:
        return say.AgendaEmpty() if not found else say.NoSuchAgendaPage()
    more = len(found) > before + len(here)
    foot = say.MoreAgenda(page=page + 1) if more else say.AgendaAsFile(here=desk.visit.in_private)
    return say.AgendaShown(lines=Lines((*(_line(each, desk.visit.today) for each in here), foot)))


async def _ahead(desk: Desk, dates: Sequence[DatesOf]) -> list[_Ahead]:
    today, now = desk.visit.today, desk.visit.now
    entries = await _of_visitor(desk, dates)
    times = [_Ahead(when, entry.what) for entry in entries for when in times_of(entry, today, _ROUNDS)]
    left = [each for each in times if isinstance(each.when, Days) or each.when.ends_at(desk.visit.zone) > now]
    return sorted(left, key=lambda each: each.place(today))


async def _of_visitor(desk: Desk, dates: Sequence[DatesOf]) -> list[Dated]:
    return await gathered(desk, dates, await _ilots(desk), _a_year(desk))


async def _ilots(desk: Desk) -> list[Ilot]:
    """Nobody in a room reads the times of an îlot that is not the room's: they are that îlot's alone."""
    if desk.visit.ilot is not None:
        return [desk.visit.ilot]
    return await desk.my_ilots() if desk.visit.in_private else []


def _a_year(desk: Desk) -> Horizon:
    return Horizon(desk.visit.today, desk.visit.today + _A_YEAR)


def _line(each: _Ahead, today: dt.date) -> say.AgendaLine:
    return say.AgendaLine(when=_said(each.when, today), what=each.what)


def _said(when: Stretch | Days, today: dt.date) -> object:
    if isinstance(when, Stretch):
        return Begin(Span(Moment(when.on, when.start), Moment(when.last_day, when.end)))
    if when.first == when.last:
        return Begin(Moment(when.first))
    if when.first < today:
        return say.UntilDay(day=ShortDay(when.last))
    number = when.first.day if (when.first.year, when.first.month) == (when.last.year, when.last.month) else 0
    return say.FromDayToDay(first=ShortDay(when.first), number=number, last=ShortDay(when.last))


async def give(desk: Desk, dates: Sequence[DatesOf]) -> None:
    """A year of it, for one's own calendar. Raises Refusal elsewhere than in private, and where there is nothing."""
    if not desk.visit.in_private:
        raise Refusal(say.AgendaFileInPrivate())
    entries = await _of_visitor(desk, dates)
    if not entries:
        raise Refusal(say.AgendaEmpty())
    desk.attach(say.AgendaGiven(), file_of(desk, _STEM, entries, say.AgendaName(), _a_year(desk)))
