"""How values are said aloud: dates, hours, prices, places. The words around them stand in `kit/*.ftl`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from babel.dates import format_date
from babel.numbers import format_currency

from commands.kit.reading.places import AT_A_DISTANCE
from storage.people import Language
from storage.values import Moment, Place, Price, PriceKind, Ref, Span


@dataclass(frozen=True, slots=True)
class MonthName:
    """« avril »; from 1 to 12."""

    month: int


@dataclass(frozen=True, slots=True)
class ShortMonth:
    """« avr. », where there is little room; from 1 to 12."""

    month: int


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """« samedi », the weekday of that date."""

    day: dt.date


@dataclass(frozen=True, slots=True)
class ShortDay:
    """« 15 mai », without the weekday."""

    day: dt.date


@dataclass(frozen=True, slots=True)
class Begin:
    """A value at the beginning of a sentence: « Jeudi 15 avril »."""

    value: object


class PhraseOf(Protocol):
    """Looks words up: `phrase("price-free")`."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The words under that key."""
        ...


class Speech:
    """Says values in one language. `today` decides whether a year is worth saying."""

    def __init__(self, language: Language, phrase: PhraseOf, today: dt.date) -> None:
        self._language = language
        self._phrase = phrase
        self._today = today
        self._ways: dict[type, Callable[..., str]] = {
            Moment: self._moment,
            Span: self._span,
            Price: self._price,
            Place: self._place,
            Ref: str,
            dt.date: self._day,
            dt.datetime: lambda instant: self._moment(Moment(instant.date(), instant.time())),
            dt.time: self._hour,
            MonthName: lambda name: format_date(dt.date(2000, name.month, 1), "MMMM", locale=language),
            ShortMonth: lambda name: format_date(dt.date(2000, name.month, 1), "MMM", locale=language),
            WeekdayName: lambda name: format_date(name.day, "EEEE", locale=language),
            Begin: lambda begin: _capital(self.say(begin.value)),
            ShortDay: lambda short: self._day(short.day, weekday=False),
        }

    def say(self, value: object) -> str:
        """The value in words. Raises TypeError for what has none."""
        way = self._ways.get(type(value))
        if way is None:
            raise TypeError(f"no way to say a {type(value).__name__}")
        return way(value)

    def is_typed(self, value: object) -> bool:
        """True when the words are the person's own."""
        return isinstance(value, Place)

    def _place(self, place: Place) -> str:
        """The person's own word; « à distance » is ours, and said in the reader's language."""
        return self._phrase("place-remote") if place == AT_A_DISTANCE else place.name

    # ── days and hours ──

    def _day(self, day: dt.date, *, weekday: bool = True) -> str:
        """« vendredi 16 avril », « samedi 1er mai », with the year when it is not this one."""
        pattern = self._phrase("date-pattern-full" if weekday else "date-pattern-short")
        said = format_date(day, pattern, locale=self._language)
        if day.year != self._today.year:
            said = f"{said} {day.year}"
        return self._first_of_month(day, said)

    def _first_of_month(self, day: dt.date, said: str) -> str:
        if day.day != 1 or self._language != "fr":
            return said
        return " ".join("1er" if word == "1" else word for word in said.split(" "))

    def _hour(self, hour: dt.time) -> str:
        """« 14 h », « 10 h 30 »."""
        key = "hour-minutes" if hour.minute else "hour"
        return self._phrase(key, hour=str(hour.hour), minutes=f"{hour.minute:02}", clock=f"{hour:%H:%M}")

    def _moment(self, moment: Moment) -> str:
        if moment.time is None:
            return self._day(moment.day)
        return self._phrase("day-hour", day=self._day(moment.day), hour=self._hour(moment.time))

    def _span(self, span: Span) -> str:
        if span.approximate:
            return self._around(span)
        if span.ends is None or span.ends == span.starts:
            return self._moment(span.starts)
        if span.ends.day == span.starts.day and span.starts.time and span.ends.time:
            return self._hours_of_day(span.starts.day, span.starts.time, span.ends.time)
        return self._days(span.starts, span.ends)

    def _around(self, span: Span) -> str:
        """« vers le 15 décembre »: the middle of the ten days or so that were meant."""
        first, last = span.starts.day, span.last.day
        middle = first.replace(day=min(25, (first.day - 1) // 10 * 10 + 5)) if first != last else first
        if (last - first).days > 15:
            return self._phrase("around-month", month=self._month(first))
        return self._phrase("around-day", day=self._day(middle, weekday=False))

    def _month(self, day: dt.date) -> str:
        said = format_date(day, "MMMM", locale=self._language)
        return said if day.year == self._today.year else f"{said} {day.year}"

    def _hours_of_day(self, day: dt.date, start: dt.time, end: dt.time) -> str:
        hours = {"start": self._hour(start), "end": self._hour(end)}
        return self._phrase("day-hours", day=self._day(day), **hours)

    def _days(self, starts: Moment, ends: Moment) -> str:
        """« du 3 au 7 mai », « du 28 avril au 2 mai »; hours when they are known."""
        if starts.time or ends.time:
            return self._phrase("from-to", start=self._moment(starts), end=self._moment(ends))
        same_month = (starts.day.year, starts.day.month) == (ends.day.year, ends.day.month)
        start = self._number(starts.day) if same_month else self._day(starts.day, weekday=False)
        return self._phrase("from-to", start=start, end=self._day(ends.day, weekday=False))

    def _number(self, day: dt.date) -> str:
        return "1er" if day.day == 1 and self._language == "fr" else str(day.day)

    # ── prices ──

    def _price(self, price: Price) -> str:
        """« 150 €/jour », « 50 à 80 € », « gratuit », « 150 € solidaire »."""
        if price.min_cents is None:
            return self._phrase(f"price-{price.kind.value.replace('_', '-')}")
        said = self._amounts(price)
        if price.unit is not None:
            said += self._phrase(f"unit-{price.unit.value.replace('_', '-')}")
        if price.tax is not None:
            said += f" {price.tax.value}"
        if price.kind is not PriceKind.PAID:
            said += " " + self._phrase(f"price-{price.kind.value.replace('_', '-')}-beside")
        return said

    def _amounts(self, price: Price) -> str:
        assert price.min_cents is not None
        highest = price.max_cents
        if highest is None or highest == price.min_cents:
            return self._euros(price.min_cents)
        low, high = self._euros(price.min_cents), self._euros(highest)
        return self._phrase("price-range", low=low, bare=low.strip("€\u00a0\u202f "), high=high)

    def _euros(self, cents: int) -> str:
        pattern = "#,##0.00 ¤" if cents % 100 else "#,##0 ¤"
        pattern = pattern if self._language == "fr" else "¤" + pattern.removesuffix(" ¤")
        return format_currency(Decimal(cents) / 100, "EUR", pattern, locale=self._language, currency_digits=False)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
