"""From words to a day: « mardi 18 mai », « vendredi prochain », « dans quinze jours », « mi-décembre »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from commands.kit.reading import calendar as cal
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.errors import PastDate
from commands.kit.reading.lexicon import (
    DAY_PARTS,
    DOZENS,
    MONTHS,
    SHORT_BUT_WORDS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from commands.kit.reading.numbers import written

Resolve = Callable[[dt.date], cal.Days]  # from today to the days meant; may raise DateDoubt
_BEFORE_A_DATE = frozenset({"le", "du", "au", "des", "les", *WEEKDAYS, *SHORT_WEEKDAYS, "."})
_NO_DATES = frozenset({(24, 7), (16, 9), (16, 10)})  # always open, and the shapes of a screen
_COUNTED = frozenset(
    ["h", "%", "ans", "an", "personnes", "personne", "places", "place", "pers", "jours", "heures", "mois", "semaines"]
)


def day(c: Cursor) -> Resolve | None:
    """Any way of naming a day, or a few days."""
    return c.first(
        _relative,
        _in_some_time,
        _weekend,
        _week,
        _next_month,
        dated_weekday,
        _date,
        _day_number,
        _weekday,
        _part,
        _month,
    )


# ── the pieces ──


def weekday_word(c: Cursor) -> int | None:
    """« lundi », « lun. »."""
    found = c.one_of(WEEKDAYS)
    return c.attempt(_short_weekday) if found is None else found


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
    return None if found is None or _counts_something(c) else found


def day_number(c: Cursor) -> int | None:
    """A day of a month that stands elsewhere, or nowhere."""
    found = day_digits(c)
    behind = c.peek()
    if found is None or found > 31 or behind.text in {*MONTHS, *SHORT_MONTHS}:
        return None
    return None if behind.text in {"/", "."} and behind.glued and c.peek(1).text.isdigit() else found


def year_digits(c: Cursor) -> int | None:
    """« 2021 »."""
    return c.number(2000, 2099)


def _short_weekday(c: Cursor) -> int | None:
    """« ven 16 », « ven. soir »: more has to follow, and « mer », « jeu » want their dot or a whole date."""
    text = c.peek().text
    found = c.one_of(SHORT_WEEKDAYS)
    if found is None:
        return None
    if c.word("."):
        return found if c.peek().text else None
    behind = c.peek().text
    if text in SHORT_BUT_WORDS:
        return found if behind.isdigit() and c.peek(1).text in {"/", "er", *MONTHS, *SHORT_MONTHS} else None
    return found if behind.isdigit() or behind in {"prochain", *DAY_PARTS} else None


def _counts_something(c: Cursor) -> bool:
    """A number of hours, of people, of euros."""
    after = c.peek()
    return after.text in _COUNTED or (after.glued and (after.text.isalpha() or after.text == ":"))


# ── words that count from today ──


def _relative(c: Cursor) -> Resolve | None:
    offset = c.first(_today_words, _tomorrow_words)
    if offset is None:
        return None
    total = offset + _in_eight(c)
    return lambda today: cal.one(today + dt.timedelta(days=total))


def _today_words(c: Cursor) -> int | None:
    if c.word("aujourd'hui", "d'aujourd'hui", "aujourdhui") or c.words("ce", "jour"):
        return 0
    return None


def _tomorrow_words(c: Cursor) -> int | None:
    if c.word("demain"):
        return 1
    if c.word("apres"):
        c.word("-")
        return 2 if c.word("demain") else None
    c.word("le")
    return 2 if c.word("surlendemain") else None


def _in_eight(c: Cursor) -> int:
    """R2: « en huit » is a week more, « en quinze » two."""
    if c.words("en", "huit"):
        return 7
    return 14 if c.words("en", "quinze") else 0


def _in_some_time(c: Cursor) -> Resolve | None:
    """« dans 3 jours », « dans quinze jours », « dans un mois »."""
    return duration(c) if c.word("dans") else None


def duration(c: Cursor) -> Resolve | None:
    """R3: eight days are a week and fifteen two, in words or digits; other numbers are literal."""
    c.word("une", "la")
    dozen = c.one_of(DOZENS)
    if dozen is not None:
        c.words("de", "jours")
        return _days_later(dozen)
    return c.attempt(_counted)


def _counted(c: Cursor) -> Resolve | None:
    if c.peek(-1).text == "une" and c.word("semaine"):
        return _days_later(7)
    count = c.number(1, 400, digits=3) or c.attempt(written)
    if count is None:
        return None
    if c.word("jour", "jours", "j"):
        return _days_later({8: 7, 15: 14}.get(count, count))
    if c.word("semaine", "semaines"):
        return _days_later(7 * count)
    return (lambda today: cal.one(cal.months_later(today, count))) if c.word("mois") else None


def _days_later(days: int) -> Resolve:
    return lambda today: cal.one(today + dt.timedelta(days=days))


# ── weeks and months ──


def _weekend(c: Cursor) -> Resolve | None:
    """« ce week-end », « le week-end prochain », « le week-end du 5 juin »."""
    led = c.word("ce", "le") is not None or c.peek(1).text in {"prochain", "du"}
    short = led and c.word("we")
    if not (short or c.words("week", "-", "end") or c.words("week", "end") or c.word("weekend")):
        return None
    if c.word("prochain"):
        return lambda today: cal.weekend(today, after=1 if today.weekday() >= 5 else 0)
    if c.word("du", "des"):
        anchor = c.attempt(_anchor)
        return None if anchor is None else lambda today: cal.weekend_around(today, anchor(today).first)
    return cal.weekend


def _week(c: Cursor) -> Resolve | None:
    """« cette semaine », « la semaine prochaine », « la semaine du 3 mai »."""
    if c.words("cette", "semaine"):
        return cal.week
    c.word("la")
    if not c.word("semaine"):
        return None
    if c.word("prochaine"):
        return lambda today: cal.week(today, after=1)
    anchor = c.attempt(_anchor) if c.word("du") else None
    return None if anchor is None else lambda today: _week_around(today, anchor)


def _week_around(today: dt.date, anchor: Resolve) -> cal.Days:
    """R8: a week that has begun and not ended is accepted."""
    try:
        return cal.week_of(anchor(today).first)
    except PastDate as past:
        begun = cal.week_of(past.written)
        if begun.last >= today:
            return begun
        past.runs = tuple(cal.week_of(run.first) for run in past.runs)
        raise


def _anchor(c: Cursor) -> Resolve | None:
    """The day that a week or a weekend is named after; « 5-6 juin » is the fifth."""
    return c.first(dated_weekday, _date, _first_of_two, _number_alone)


def _first_of_two(c: Cursor) -> Resolve | None:
    number = day_number(c)
    if number is None or not c.word("-", "–", "et", "/", "&", "au"):
        return None
    numbers = c.attempt(_day_and_month)
    if numbers is None or numbers[0] != number + 1:
        return None
    _, month, year = numbers
    return lambda today: cal.one(cal.day_of_year(today, number, month, year))


def _number_alone(c: Cursor) -> Resolve | None:
    number = day_number(c)
    return None if number is None else lambda today: cal.one(cal.day_of_month(today, number))


def _next_month(c: Cursor) -> Resolve | None:
    """« le mois prochain », « ce mois-ci »."""
    if c.words("le", "mois", "prochain") or c.words("mois", "prochain"):
        return lambda today: cal.part_of_this_month(today, "mois", after=1)
    if c.words("ce", "mois", "-", "ci") or c.words("ce", "mois", "ci") or c.words("ce", "mois"):
        return lambda today: cal.part_of_this_month(today, "mois")
    return None


def _part(c: Cursor) -> Resolve | None:
    """R6: « début mai », « mi-décembre », « fin du mois », « vers le 15 décembre »."""
    if c.words("vers", "le"):
        return _around(c)
    c.word("la", "le")
    part = c.word("debut", "mi", "fin")
    if part is None:
        return None
    c.word("-")
    if c.words("du", "mois", "prochain") or c.words("de", "mois", "prochain"):
        return lambda today: cal.part_of_this_month(today, part, after=1)
    if c.words("du", "mois") or c.words("de", "mois") or c.words("de", "ce", "mois") or c.word("mois"):
        return lambda today: cal.part_of_this_month(today, part)
    c.word("de", "du", "d'")
    return _part_of(c, part)


def _part_of(c: Cursor, part: str) -> Resolve | None:
    month = month_word(c)
    if month is None:
        return None
    year = year_digits(c)
    return lambda today: cal.part_of_month(today, part, month, year)


def _around(c: Cursor) -> Resolve | None:
    number = day_digits(c)
    return None if number is None or number > 31 else _part_of(c, cal.part_name(number))


def _month(c: Cursor) -> Resolve | None:
    """« en mai », « courant juin », « au mois de mai », « mai 2022 »."""
    led = c.word("en", "courant") or c.words("au", "mois", "de") or c.words("au", "mois", "d'")
    month = month_word(c)
    year = None if month is None else year_digits(c)
    if month is None or not (led or year or c.keyed):
        return None
    return lambda today: cal.part_of_month(today, "mois", month, year)


# ── weekdays and dates ──


def bare_weekday(c: Cursor) -> int | None:
    """« vendredi » and no more: no date, no « prochain »."""
    found = weekday_word(c)
    more = c.peek().text in {"prochain", "en", "de", "le"} or c.attempt(day_digits) is not None
    return None if more else found


def _weekday(c: Cursor) -> Resolve | None:
    """« vendredi », « vendredi prochain », « ce jeudi », « jeudi en huit », « lundi de la semaine prochaine »."""
    if c.word("ce"):
        this = weekday_word(c)
        return None if this is None else lambda today: cal.one(cal.weekday_of_this_week(today, this))
    habit = c.word("le") is not None  # « le jeudi » is every Thursday
    found = weekday_word(c)
    if found is None:
        return None
    if c.words("de", "la", "semaine", "prochaine") or c.words("semaine", "prochaine"):
        return lambda today: cal.one(cal.week(today, after=1).first + dt.timedelta(days=found))
    following = c.word("prochain") is not None or c.words("qui", "vient")
    extra = _in_eight(c)
    if habit and not following and not extra:
        return None
    return lambda today: cal.one(cal.next_weekday(today, found) + dt.timedelta(days=extra))


def dated_weekday(c: Cursor) -> Resolve | None:
    """« mardi 18 mai », « mardi 18/05 », « mardi 18 »."""
    c.word("le", "ce")
    weekday = weekday_word(c)
    if weekday is None:
        return None
    c.word("le")
    numbers = c.first(_numeric, _day_and_month)
    if numbers is not None:
        return lambda today: cal.one(cal.with_weekday(today, weekday, cal.day_of_year(today, *numbers)))
    alone = day_number(c)
    return None if alone is None else lambda today: cal.one(cal.weekday_and_number(today, weekday, alone))


def _date(c: Cursor) -> Resolve | None:
    """« le 1er mai », « 18 mai 2022 », « 18/05 »."""
    c.word("le")
    numbers = c.first(_numeric, _day_and_month)
    return None if numbers is None else lambda today: cal.one(cal.day_of_year(today, *numbers))


def _day_number(c: Cursor) -> Resolve | None:
    """« le 15 »: only with its article, or behind a key."""
    return _number_alone(c) if c.word("le") or c.keyed else None


def _day_and_month(c: Cursor) -> tuple[int, int, int | None] | None:
    number = day_digits(c)
    month = None if number is None else month_word(c)
    return None if number is None or month is None else (number, month, year_digits(c))


def _numeric(c: Cursor) -> tuple[int, int, int | None] | None:
    """`18/05`, `18/05/2021`, `18.05.2021`, ISO. « 1/2 » and « 24/7 » are no dates."""
    return c.first(_iso, _slashed, _with_full_year)


def _iso(c: Cursor) -> tuple[int, int, int | None] | None:
    year = c.number(2000, 2099)
    if year is None or not c.word("-"):
        return None
    month = c.number(1, 12, digits=2)
    if month is None or not c.word("-"):
        return None
    number = c.number(1, 39, digits=2)
    if c.peek().glued:
        c.word("t")  # an ISO hour follows
    return None if number is None else (number, month, year)


def _slashed(c: Cursor) -> tuple[int, int, int | None] | None:
    said = c.keyed or c.peek(-1).text in _BEFORE_A_DATE
    two_digits = len(c.peek().text) == 2
    number = c.number(1, 39, digits=2)
    if number is None or not c.word("/"):
        return None
    month = c.number(1, 12, digits=2)
    if month is None:
        return None
    year = c.attempt(_year_behind)
    sure = said or year is not None or (two_digits and (number, month) not in _NO_DATES)
    return (number, month, year) if sure else None


def _year_behind(c: Cursor) -> int | None:
    if not c.word("/"):
        return None
    short = c.number(20, 99, digits=2)
    return c.number(2000, 2099) if short is None else 2000 + short


def _with_full_year(c: Cursor) -> tuple[int, int, int | None] | None:
    """`18.05.2021`, `18-05-2021`; with two digits for the year they might be a version or a lot."""
    number = c.number(1, 39, digits=2)
    mark = c.word(".", "-")
    if number is None or mark is None:
        return None
    month = c.number(1, 12, digits=2)
    year = c.number(2000, 2099) if c.word(mark) else None
    return None if month is None or year is None else (number, month, year)
