"""`!export`, in the Tisseuse's room: figures and dates as files, and everything for whoever hosts the bot next."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from commands.exports import messages as say
from commands.exports import milestones, whole
from commands.exports.args import Export, Wanted
from commands.exports.figures import gathered, give_almanac, give_csv, give_page, give_spreadsheet, names_of
from commands.kit.almanac import DatesOf
from commands.kit.command import Command, Feature, Group, PeriodSheetOf, Role, SheetOf, Where, command
from commands.kit.message import Message
from commands.kit.sheets import Sheet
from storage.desk import Desk


def feature_of(others: Iterable[Feature]) -> Feature:
    """Knows what those features have to count, and what they have in a calendar."""
    known = tuple(others)
    sheets = tuple(sheet for feature in known for sheet in feature.sheets)
    figures = tuple(sheet for feature in known for sheet in feature.figures)
    dates = tuple(each for feature in known for each in feature.dates)
    return Feature(
        name="exports",
        folder=Path(__file__).parent,
        commands=(export_command(figures, (*sheets, milestones.listed), (*dates, milestones.dates)),),
        answers=whole.ANSWERS,
        dates=(milestones.dates,),
    )


def export_command(
    figures: tuple[PeriodSheetOf, ...], sheets: tuple[SheetOf, ...], dates: tuple[DatesOf, ...]
) -> Command:
    """`!export`, of those."""

    @command("export", english="export", args=Export, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
    async def export(desk: Desk, args: Export) -> Message | None:
        """What can be had; or the files."""
        if args.wanted is Wanted.WHOLE:
            await whole.ask(desk)
        elif args.wanted is Wanted.ICS:
            await give_almanac(desk, dates)
        else:
            return _give(desk, args, await gathered(desk, figures, sheets, args.days))
        return None

    return export


def _give(desk: Desk, args: Export, found: list[Sheet]) -> Message | None:
    if args.wanted is Wanted.LIST:
        return say.ExportsShown(sheets=names_of(found))
    if args.wanted is Wanted.CSV:
        give_csv(desk, found, args.sheet)
    elif args.wanted is Wanted.ODS:
        give_spreadsheet(desk, found, args.days)
    else:
        give_page(desk, found, args.days)
    return None
