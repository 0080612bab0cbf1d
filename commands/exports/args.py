"""What may follow `!export`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Self

from commands.exports.messages import DaysToCome, HowExportWorks
from commands.kit.command import Args
from commands.kit.message import Refusal
from commands.kit.periods import Period, PeriodToCome, UnreadablePeriod, read_period
from commands.kit.reading import Sight, fold
from storage.values import Moment


class Wanted(StrEnum):
    """A kind of file."""

    LIST = "list"
    CSV = "csv"
    ODS = "ods"
    MARKDOWN = "markdown"
    ICS = "ics"
    WHOLE = "whole"


_WORDS = {
    "": Wanted.LIST,
    **dict.fromkeys(("csv", "tableaux"), Wanted.CSV),
    **dict.fromkeys(("ods", "tableur", "classeur", "libreoffice", "excel", "spreadsheet"), Wanted.ODS),
    **dict.fromkeys(("markdown", "md", "texte", "text"), Wanted.MARKDOWN),
    **dict.fromkeys(("ics", "ical", "agenda", "calendrier", "calendar"), Wanted.ICS),
    **dict.fromkeys(("complet", "complete", "full", "json", "tout", "everything"), Wanted.WHOLE),
}


_OF_SOME_DAYS = frozenset({Wanted.CSV, Wanted.ODS, Wanted.MARKDOWN})


class Export(Args):
    """`!export`, `!export ods mars`, `!export csv annonces`, `!export csv bilan T1`."""

    days: Period
    wanted: Wanted = Wanted.LIST
    sheet: str = ""  # of CSV alone

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal for anything else."""
        word, _, rest = fold(text).strip().partition(" ")
        wanted = _WORDS.get(word)
        if wanted is None or (rest.strip() and wanted not in _OF_SOME_DAYS):
            raise Refusal(HowExportWorks())
        days = _days(rest, sight.today)
        if days is not None:
            return cls(wanted=wanted, days=days)
        sheet, _, days_typed = rest.strip().partition(" ")
        days = _days(days_typed, sight.today)
        if days is None or wanted is not Wanted.CSV:
            raise Refusal(HowExportWorks())
        return cls(wanted=wanted, sheet=sheet, days=days)


def _days(text: str, today: dt.date) -> Period | None:
    """The quarter under way where nothing is typed; None for what is no period. Raises Refusal for one to come."""
    try:
        return read_period(text, today)
    except PeriodToCome as ahead:
        raise Refusal(DaysToCome(first=Moment(ahead.first))) from ahead
    except UnreadablePeriod:
        return None
