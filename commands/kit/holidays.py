"""French public holidays, from the `holidays` library: said when a date falls on one, kept free by the policy."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import holidays

from storage.people import Language

_LOCALE = {"fr": "fr", "en": "en_US"}


def holiday_on(day: dt.date, *, alsace_moselle: bool, language: Language) -> str | None:
    """The holiday's name in that language, or None. Alsace-Moselle has two more days."""
    return _calendar(alsace_moselle, language).get(day)


@lru_cache(maxsize=4)
def _calendar(alsace_moselle: bool, language: Language) -> holidays.HolidayBase:
    subdivision = "57" if alsace_moselle else None
    return holidays.country_holidays("FR", subdiv=subdivision, language=_LOCALE[language])
