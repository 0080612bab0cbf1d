"""From words to a day: « mardi 18 mai », « vendredi prochain », « dans quinze jours », « mi-décembre »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from commands.kit.reading import calendar as cal
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.lexicon import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from commands.kit.reading.numbers import written

Resolve = Callable[[dt.date], cal.Days]  # from today to the days meant; may raise DateDoubt


def day(c: Cursor) -> Resolve | None:
    """Any way of naming a day, or a few days."""
    return c.first(
        _relative,
        _in_some_time,
        _weekend,
        _week,
        _next_month,
        _dated_weekday,
        _date,
        _day_number,
        _weekday,
        _part,
        _month,
    )


def weekday_word(c: Cursor) -> int | None:
    """« lundi », « lun. »; the short form wants its dot, or a number behind."""
    found = c.one_of(WEEKDAYS)
    if found is not None:
        return found
    return c.attempt(_short_weekday)


def month_word(c: Cursor) -> int | None:
    """« janvier », « janv. »."""
    found = c.one_of(MONTHS)
    if found is None:
        found = c.one_of(SHORT_MONTHS)
        if found is not None:
            c.word(".")
    return found


def day_digits(c: Cursor) -> int | None:
    """« 1er », « 31 »; 32 to 39 are read too, to be able to say that there is no such day."""
    if c.words("premier"):
        return 1
    found = c.number(1, 39, digits=2)
    if found == 1 and c.peek().glued:
        c.word("er")
    return None if found is None or _is_no_day(c) else found


def year_digits(c: Cursor) -> int | None:
    """« 2021 »."""
    return c.number(2000, 2099)


def numeric(c: Cursor) -> tuple[int, int, int | None] | None:
    """`18/05`, `18/05/2021`, `18.05.2021`, ISO. One-digit pairs and « 24/7 » are no dates."""
    return c.first(_iso, _slashed, _dotted)


def dated(today: dt.date, *, number: int, month: int, year: int | None, weekday: int | None = None) -> cal.Days:
    """The day of those numbers; raises DateDoubt."""
    found = cal.day_of_year(today, number, month, year)
    return cal.one(found if weekday is None else cal.with_weekday(today, weekday, found))


def _short_weekday(c: Cursor) -> int | None:
    found = c.one_of(SHORT_WEEKDAYS)
    if found is None:
        return None
    dotted = c.word(".") is not None
    return found if dotted or c.peek().text.isdigit() else None


def _is_no_day(c: Cursor) -> bool:
    """A number glued to letters, a comma or a mark of money is something else."""
    after = c.peek()
    return after.text in {"€", "h", "%", "ans", "an", "personnes", "places", "pers"} or (
        after.glued and (after.text.isalpha() or after.text == ":")
    )


# ── words that count from today ──


def _relative(c: Cursor) -> Resolve | None:
    offset = c.first(_today_words, _tomorrow_words)
    if offset is None:
        return None
    extra = _in_eight(c)
    return lambda today: cal.one(today + dt.timedelta(days=offset + extra))


def _today_words(c: Cursor) -> int | None:
    if c.word("aujourd'hui", "d'aujourd'hui") or c.words("ce", "jour"):
        return 0
    return None


def _tomorrow_words(c: Cursor) -> int | None:
    c.word("des")
    if c.word("demain"):
        return 1
    if c.word("apres"):
        c.word("-")
        return 2 if c.word("demain") else None
    return 2 if c.word("surlendemain") else None


def _in_eight(c: Cursor) -> int:
    """R2: « en huit » is a week more, « en quinze » two."""
    if c.words("en", "huit"):
        return 7
    return 14 if c.words("en", "quinze") else 0


def _in_some_time(c: Cursor) -> Resolve | None:
    """« dans 3 jours », « dans quinze jours », « dans un mois »."""
    if not c.word("dans"):
        return None
    c.word("les")
    return duration(c)


def duration(c: Cursor) -> Resolve | None:
    """R3: « huit jours » is 7, « quinze jours » is 14; other numbers are literal."""
    words = c.peek().text
    count = c.number(1, 400, digits=3) or written(c)
    if count is None:
        return None
    if c.word("jour", "jours"):
        days = {"huit": 7, "quinze": 14}.get(words, count)
        return partial(_days_later, days=days)
    if c.word("semaine", "semaines"):
        return partial(_days_later, days=7 * count)
    if c.word("mois"):
        return lambda today: cal.one(cal.months_later(today, count))
    return None


def _days_later(today: dt.date, *, days: int) -> cal.Days:
    return cal.one(today + dt.timedelta(days=days))


# ── weeks and months ──


def _weekend(c: Cursor) -> Resolve | None:
    """« ce week-end », « le week-end prochain », « le week-end du 5 juin »."""
    c.word("ce", "le")
    if not (c.words("week", "-", "end") or c.words("week", "end") or c.word("weekend")):
        return None
    if c.word("prochain"):
        return lambda today: cal.weekend(today, after=1 if today.weekday() >= 5 else 0)
    if c.word("du", "des"):
        return _weekend_of(c)
    return cal.weekend


def _weekend_of(c: Cursor) -> Resolve | None:
    anchor = c.first(_date, _day_number_alone)
    if anchor is None:
        return None
    return lambda today: cal.weekend_around(today, anchor(today).first)


def _day_number_alone(c: Cursor) -> Resolve | None:
    number = day_digits(c)
    return None if number is None else lambda today: cal.one(cal.day_of_month(today, number))


def _week(c: Cursor) -> Resolve | None:
    """« cette semaine », « la semaine prochaine », « la semaine du 3 mai », « fin de semaine »."""
    if c.words("cette", "semaine"):
        return cal.week
    c.word("la")
    if not c.word("semaine"):
        return None
    if c.word("prochaine"):
        return lambda today: cal.week(today, after=1)
    if c.word("du"):
        anchor = c.first(_date, _day_number_alone)
        return None if anchor is None else lambda today: cal.week(anchor(today).first)
    return None


def _next_month(c: Cursor) -> Resolve | None:
    """« le mois prochain », « ce mois-ci »."""
    if c.words("le", "mois", "prochain") or c.words("mois", "prochain"):
        return lambda today: _whole_month(cal.months_later(today.replace(day=1), 1))
    if c.words("ce", "mois"):
        c.words("-", "ci")
        return _whole_month
    return None


def _whole_month(of: dt.date) -> cal.Days:
    return cal.Days(of.replace(day=1), cal.last_of_month(of.year, of.month), approximate=True)


def _part(c: Cursor) -> Resolve | None:
    """R6: « début mai », « mi-décembre », « fin du mois », « vers le 15 décembre »."""
    if c.words("vers", "le"):
        return _around(c)
    c.word("la")
    part = c.word("debut", "mi", "fin")
    if part is None:
        return None
    c.word("-")
    if c.words("du", "mois") or c.words("de", "mois"):
        return lambda today: cal.part_of_this_month(today, part)
    c.word("de", "du")
    return _part_of(c, part)


def _part_of(c: Cursor, part: str) -> Resolve | None:
    month = month_word(c)
    if month is None:
        return None
    year = year_digits(c)
    return lambda today: cal.part_of_month(today, part, month, year)


def _around(c: Cursor) -> Resolve | None:
    number = day_digits(c)
    if number is None or number > 31:
        return None
    return _part_of(c, "debut" if number <= 10 else "mi" if number <= 20 else "fin")


def _month(c: Cursor) -> Resolve | None:
    """« en mai », « courant juin », « au mois de mai », « mai 2022 »."""
    led = c.word("en", "courant") or c.words("au", "mois", "de") or c.words("au", "mois", "d'")
    month = month_word(c)
    if month is None:
        return None
    year = year_digits(c)
    if not led and year is None:
        return None
    return lambda today: cal.part_of_month(today, "mois", month, year)


# ── weekdays and dates ──


def _weekday(c: Cursor) -> Resolve | None:
    """« vendredi », « vendredi prochain », « ce jeudi », « jeudi en huit », « lundi de la semaine prochaine »."""
    this = c.word("ce") is not None
    if not this and c.peek().text == "le" and c.peek(1).text in WEEKDAYS and c.peek(2).text == "prochain":
        c.word("le")
    found = weekday_word(c)
    if found is None:
        return None
    if this:
        return lambda today: cal.one(cal.weekday_of_this_week(today, found))
    if c.words("de", "la", "semaine", "prochaine") or c.words("semaine", "prochaine"):
        return lambda today: cal.one(cal.week(today, after=1).first + dt.timedelta(days=found))
    c.word("prochain")
    extra = _in_eight(c)
    return lambda today: cal.one(cal.next_weekday(today, found) + dt.timedelta(days=extra))


def _dated_weekday(c: Cursor) -> Resolve | None:
    """« mardi 18 mai », « mardi 18/05 », « mardi 18 »."""
    c.word("le", "ce")
    weekday = weekday_word(c)
    if weekday is None:
        return None
    c.word("le")
    numbers = c.attempt(numeric) or c.attempt(_day_and_month)
    if numbers is not None:
        number, month, year = numbers
        return lambda today: dated(today, number=number, month=month, year=year, weekday=weekday)
    alone = day_digits(c)
    if alone is None or alone > 31:
        return None
    return lambda today: cal.one(cal.with_weekday(today, weekday, cal.day_of_month(today, alone)))


def _date(c: Cursor) -> Resolve | None:
    """« le 1er mai », « 18 mai 2022 », « 18/05 »."""
    c.word("le")
    numbers = c.attempt(numeric) or c.attempt(_day_and_month)
    if numbers is None:
        return None
    number, month, year = numbers
    return lambda today: dated(today, number=number, month=month, year=year)


def _day_number(c: Cursor) -> Resolve | None:
    """« le 15 »: only with its article."""
    if not c.word("le"):
        return None
    number = day_digits(c)
    if number is None or number > 31:
        return None
    return lambda today: cal.one(cal.day_of_month(today, number))


def _day_and_month(c: Cursor) -> tuple[int, int, int | None] | None:
    number = day_digits(c)
    if number is None:
        return None
    month = month_word(c)
    return None if month is None else (number, month, year_digits(c))


def _iso(c: Cursor) -> tuple[int, int, int | None] | None:
    year = c.number(2000, 2099)
    if year is None or not c.word("-"):
        return None
    month = c.number(1, 12, digits=2)
    if month is None or not c.word("-"):
        return None
    number = c.number(1, 31, digits=2)
    if c.peek().text == "t" and c.peek().glued:
        c.word("t")  # an ISO hour follows
    return None if number is None else (number, month, year)


def _slashed(c: Cursor) -> tuple[int, int, int | None] | None:
    first = c.peek()
    number = c.number(1, 39, digits=2)
    if number is None or not c.word("/"):
        return None
    second = c.peek()
    month = c.number(1, 12, digits=2)
    if month is None:
        return None
    year = _year_behind(c, "/")
    short = len(first.text) == 1 and len(second.text) == 1 and year is None
    return None if short or (number, month, year) == (24, 7, None) else (number, month, year)


def _dotted(c: Cursor) -> tuple[int, int, int | None] | None:
    number = c.number(1, 39, digits=2)
    if number is None or not c.word("."):
        return None
    month = c.number(1, 12, digits=2)
    year = None if month is None else _year_behind(c, ".")
    return None if month is None or year is None else (number, month, year)


def _year_behind(c: Cursor, mark: str) -> int | None:
    def parse(cursor: Cursor) -> int | None:
        if not cursor.word(mark):
            return None
        full = cursor.number(2000, 2099)
        if full is not None:
            return full
        short = cursor.number(20, 99, digits=2)
        return None if short is None else 2000 + short

    return c.attempt(parse)
