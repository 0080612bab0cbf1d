"""From words to a span: a day, hours of a day, several days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from commands.kit.reading import calendar as cal
from commands.kit.reading import days
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.days import Resolve
from commands.kit.reading.errors import DateDoubt, PastDate, Unreadable
from commands.kit.reading.hours import Hours, clock, hours_before_a_day, hours_behind, part_of_day
from commands.kit.reading.lexicon import DAY_PARTS
from storage.values import Moment, Span

Meant = Callable[[dt.date], Span]  # from today to the span meant; may raise DateDoubt with proposals
_DAY = dt.timedelta(days=1)
_TO = ("au", "a", "-", "–", "—", "→", "jusqu'au", "jusqu'a")
_AND = ("et", "&", "/")


def span(c: Cursor) -> Meant | None:
    """Any way of naming when something takes place."""
    return c.first(_part_of_today, _range, _list, _day_with_hours, _hours_then_day)


# ── a day and its hours ──


def _day_with_hours(c: Cursor) -> Meant | None:
    """« mardi 18 mai, 14h-17h », « demain aprem », « à partir du 3 mai »."""
    if c.attempt(_from) is not None:
        return _open_ended(c)
    of = c.word("pour", "du")
    if of == "du" and c.attempt(days.bare_weekday) is not None:
        return None  # « le marché du samedi » is every Saturday's
    return _day_and_hours(c)


def _day_and_hours(c: Cursor) -> Meant | None:
    day = c.attempt(days.day)
    if day is None or c.attempt(_all_day):
        return None if day is None else _meant(day, None)
    return _meant(day, c.attempt(hours_behind))


def _from(c: Cursor) -> bool | None:
    led = c.words("a", "partir", "du") or c.words("a", "partir", "de") or c.words("a", "compter", "du")
    return led or c.word("des") is not None or None


def _open_ended(c: Cursor) -> Meant | None:
    """« dès demain », « à partir du 3 mai »: it begins, and lasts as long as the listing."""
    meant = _day_and_hours(c)
    return None if meant is None else lambda today: replace(meant(today), open_ended=True)


def _all_day(c: Cursor) -> bool | None:
    """« toute la journée » says no more than the day."""
    c.word(",")
    return c.words("toute", "la", "journee") or c.words("la", "journee") or c.words("journee", "entiere") or None


def _hours_then_day(c: Cursor) -> Meant | None:
    """« à 14h mardi », « 9h-17h mardi 20 avril »."""
    found = c.attempt(hours_before_a_day)
    if found is None:
        return None
    c.word(",")
    day = c.attempt(days.day)
    return None if day is None else _meant(day, found)


def _part_of_today(c: Cursor) -> Meant | None:
    """« ce soir », « cet après-midi »."""
    if not c.word("ce", "cet", "cette") or c.peek().text not in DAY_PARTS:
        return None
    found = c.attempt(part_of_day)
    return None if found is None else _meant(cal.one, found)


def _meant(day: Resolve, found: Hours | None) -> Meant:
    def resolve(today: dt.date) -> Span:
        try:
            return _placed(day(today), found)
        except DateDoubt as doubt:
            doubt.propose(lambda run: _placed(run, found))
            raise

    return resolve


def _placed(run: cal.Days, found: Hours | None) -> Span:
    """Days and hours as a span. Raises Unreadable for « mi-mai 14h », and for « 18h-17h », which is a slip."""
    alone = run.first == run.last
    if found is None:
        return Span(Moment(run.first), None if alone else Moment(run.last), run.approximate)
    if run.approximate:
        raise Unreadable("")
    if found.end is None and alone:
        return Span(Moment(run.first, found.start))
    past_midnight = alone and found.end is not None and found.end <= found.start
    if past_midnight and not found.is_a_night:
        raise Unreadable("")
    last = run.last + _DAY if past_midnight else run.last
    return Span(Moment(run.first, found.start), Moment(last, found.end))


# ── several days ──


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a range: a whole day, or a weekday or a number that the other end completes."""

    day: Resolve | None = None
    weekday: int | None = None
    number: int | None = None
    hour: dt.time | None = None

    @property
    def is_bare(self) -> bool:
        """True for a weekday alone."""
        return self.day is None and self.number is None

    @property
    def needs_a_lead(self) -> bool:
        """« 3 et 4 » alone may be anything; « vendredi 16 et samedi 17 » may not."""
        return self.number is not None and self.weekday is None

    def is_eve_of(self, other: _End) -> bool:
        """« vendredi-samedi »."""
        return self.weekday is not None and other.weekday == (self.weekday + 1) % 7


def _range(c: Cursor) -> Meant | None:
    """« du 3 au 7 mai », « 4-5 juin », « de lundi à mercredi », « du vendredi 18h au dimanche 12h »."""
    lead = c.word("du", "de", "des", "les", "entre")
    c.word("le")
    start = c.attempt(_end)
    joint = c.word("et") if lead == "entre" else c.word(*_TO)
    if start is None or joint is None:
        return None
    c.word("le", "au")
    last = c.attempt(_end)
    if last is None or not _is_one_time(lead, joint, start, last):
        return None
    behind = c.attempt(hours_behind)
    c.word("inclus", "inclu", "compris")
    return _Between(start, last, behind).resolve


def _is_one_time(lead: str | None, joint: str, start: _End, last: _End) -> bool:
    """« du lundi au vendredi », « lundi-vendredi » are every week, and « 3-4 » alone is no date."""
    if start.is_bare and last.is_bare and lead != "de" and (joint == "au" or lead is None):
        return (start.hour is not None and last.hour is not None) or start.is_eve_of(last)
    return lead in {"du", "les", "des", "entre"} or not last.needs_a_lead


def _list(c: Cursor) -> Meant | None:
    """« les 4 et 5 juin », « samedi et dimanche », « 4, 5 et 6 juin »: days that follow each other."""
    lead = c.word("les", "des", "le")
    ends = [c.attempt(_end)]
    while ends[-1] is not None and c.word(*_AND, ",") and len(ends) < 10:
        c.word("le")
        ends.append(c.attempt(_end))
    found = [end for end in ends if end is not None]
    if len(found) != len(ends) or len(found) < 2 or (lead is None and found[-1].needs_a_lead):
        return None
    behind = c.attempt(hours_behind)
    return lambda today: _in_a_row(today, found, behind)


def _in_a_row(today: dt.date, ends: list[_End], behind: Hours | None) -> Span:
    """Raises Unreadable for « les 4 et 6 juin »: that is no single span."""
    pairs = [_Between(end, ends[-1], behind).resolve(today) for end in ends[:-1]]
    cal.consecutive([*(pair.starts.day for pair in pairs), pairs[-1].last.day])
    return Span(pairs[0].starts, pairs[-1].ends)


def _end(c: Cursor) -> _End | None:
    return c.first(_weekday_end, _number_end, _day_end)


def _weekday_end(c: Cursor) -> _End | None:
    weekday = c.attempt(days.bare_weekday)
    return None if weekday is None else _End(weekday=weekday, hour=c.attempt(_hour_of_end))


def _number_end(c: Cursor) -> _End | None:
    weekday = c.attempt(days.weekday_word)
    number = days.day_number(c)
    return None if number is None else _End(weekday=weekday, number=number, hour=c.attempt(_hour_of_end))


def _day_end(c: Cursor) -> _End | None:
    day = c.attempt(days.day)
    return None if day is None else _End(day=day, hour=c.attempt(_hour_of_end))


def _hour_of_end(c: Cursor) -> dt.time | None:
    """The « 18h » of « vendredi 18h », not of « vendredi 18h-20h »."""
    c.word(",")
    c.word("a")
    found = clock(c)
    return None if c.peek().text in _TO and c.peek(1).text.isdigit() else found


@dataclass(frozen=True, slots=True)
class _Between:
    """Two ends, and the hours said behind them for both."""

    start: _End
    last: _End
    behind: Hours | None

    def resolve(self, today: dt.date) -> Span:
        """R8: both ends included; one that has begun and not ended is accepted. Raises DateDoubt."""
        try:
            last = self._last_day(today)
        except DateDoubt as doubt:
            doubt.propose(lambda run: self._span(self._first_day(today, run.last), run.last))
            raise
        try:
            first = self._first_day(today, last)
        except DateDoubt as doubt:
            doubt.propose(lambda run: self._span(run.first, last))
            raise
        return self._span(first, last)

    def _span(self, first: dt.date, last: dt.date) -> Span:
        opens = self.behind.start if self.behind else self.start.hour
        closes = self.behind.end if self.behind else self.last.hour
        return Span(Moment(first, opens), Moment(last, closes))

    def _last_day(self, today: dt.date) -> dt.date:
        if self.last.day is not None:
            return self.last.day(today).last
        since = self._alone(today) or today
        if self.last.number is None:
            assert self.last.weekday is not None
            return cal.next_weekday(since, self.last.weekday)
        if self.last.weekday is not None:
            return cal.weekday_and_number(since, self.last.weekday, self.last.number)
        return cal.day_of_month(since, self.last.number)

    def _alone(self, today: dt.date) -> dt.date | None:
        """The first day, when it needs no help from the last."""
        if self.start.day is not None:
            return self._begun(today, self.start.day)
        if self.start.number is None and self.start.weekday is not None:
            return cal.next_weekday(today, self.start.weekday)
        return None

    def _first_day(self, today: dt.date, last: dt.date) -> dt.date:
        if self.start.number is not None:
            first = cal.day_before(last, self.start.number)
            return first if self.start.weekday is None else cal.with_weekday(today, self.start.weekday, first)
        if self.start.day is None:
            assert self.start.weekday is not None
            return cal.weekday_before(last, self.start.weekday)
        first = self._begun(today, self.start.day)
        earlier = first if first <= last else cal.months_later(first, -12)  # its year was the one before
        if earlier > last:
            raise Unreadable("")
        return earlier

    def _begun(self, today: dt.date, day: Resolve) -> dt.date:
        try:
            return day(today).first
        except PastDate as past:
            return past.written
