"""The figures as files, and the dates: of everybody together, and of nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from commands.exports import messages as say
from commands.exports.ods import MIMETYPE as ODS
from commands.exports.ods import ods
from commands.exports.tables import CSV, MARKDOWN, as_csv, as_markdown
from commands.kit import almanac
from commands.kit.almanac import DatesOf, Horizon
from commands.kit.command import PeriodSheetOf, SheetOf
from commands.kit.message import Joined, Refusal
from commands.kit.periods import Period
from commands.kit.sheets import Sheet, worded
from storage.desk import Desk, File, Speak
from storage.values import Moment, Span

_NAME = "archipel"
_A_YEAR = dt.timedelta(days=365)


async def gathered(
    desk: Desk, figures: Iterable[PeriodSheetOf], sheets: Iterable[SheetOf], days: Period
) -> list[Sheet]:
    """All that are counted: of these days first, then from the beginning on, in the features' order."""
    return [*[await of_days(desk, days) for of_days in figures], *[await sheet(desk) for sheet in sheets]]


def names_of(sheets: Iterable[Sheet]) -> Joined:
    """To be typed."""
    return Joined(tuple(sheet.name for sheet in sheets), by=", ")


def _filled(sheets: Iterable[Sheet]) -> list[Sheet]:
    """Raises Refusal where there is not one row."""
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise Refusal(say.NothingToCount())
    return found


def give_csv(desk: Desk, sheets: list[Sheet], name: str) -> None:
    """A file a sheet; of one alone, also where it has no row. Raises Refusal."""
    wanted = [sheet for sheet in sheets if sheet.name == name] if name else _filled(sheets)
    if not wanted:
        raise Refusal(say.UnknownSheet(got=name, sheets=names_of(sheets)))
    for sheet in wanted:
        file = f"{sheet.name}.csv"
        desk.attach(say.TableGiven(file=file, rows=len(sheet.rows)), File(file, CSV, _csv_of(sheet)))


def _csv_of(sheet: Sheet) -> Callable[[Speak], bytes]:
    return lambda speak: as_csv(worded(sheet, speak))


def give_spreadsheet(desk: Desk, sheets: list[Sheet], days: Period) -> None:
    """All in one. Raises Refusal."""
    filled = _filled(sheets)
    file = File(f"{_NAME}.ods", ODS, lambda speak: ods([worded(sheet, speak) for sheet in filled]))
    desk.attach(say.SpreadsheetGiven(sheets=len(filled), days=_said(days)), file)


def _said(days: Period) -> Span:
    return Span(Moment(days.first), Moment(days.last))


def give_page(desk: Desk, sheets: list[Sheet], days: Period) -> None:
    """The same, for people to read. Raises Refusal."""
    filled = _filled(sheets)

    def page(speak: Speak) -> bytes:
        return as_markdown(speak(say.FiguresTitle()), [worded(sheet, speak) for sheet in filled])

    desk.attach(say.SheetPageGiven(sheets=len(filled), days=_said(days)), File(f"{_NAME}.md", MARKDOWN, page))


async def give_almanac(desk: Desk, dates: Iterable[DatesOf]) -> None:
    """A year of them, of every îlot. Raises Refusal where there is none."""
    today, ilots = desk.visit.today, await desk.ilots.all()
    horizon = Horizon(today, today + _A_YEAR)
    entries = await almanac.gathered(desk, dates, ilots, horizon)
    if not entries:
        raise Refusal(say.AlmanacEmpty())
    file = almanac.file_of(desk, _NAME, entries, say.AlmanacName(), horizon)
    desk.attach(say.AlmanacGiven(entries=len(entries)), file)
