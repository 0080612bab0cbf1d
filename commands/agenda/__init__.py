"""`!agenda`: what is ahead, for one's own îlot and for everybody; as lines, or as a file for one's calendar."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from commands.agenda.ahead import give, shown
from commands.agenda.args import AgendaArgs
from commands.kit.almanac import DatesOf
from commands.kit.command import Command, Feature, Group, command
from commands.kit.message import Message
from storage.desk import Desk


def feature_of(others: Iterable[Feature]) -> Feature:
    """Knows what those features have in a calendar."""
    dates = tuple(each for feature in others for each in feature.dates)
    return Feature(name="agenda", folder=Path(__file__).parent, commands=(agenda_command(dates),))


def agenda_command(dates: tuple[DatesOf, ...]) -> Command:
    """`!agenda`, of those."""

    @command("agenda", "calendrier", "dates", english="calendar", args=AgendaArgs, group=Group.ORIENT)
    async def agenda(desk: Desk, args: AgendaArgs) -> Message | None:
        """What is ahead; in private, also as a file."""
        if args.as_file:
            await give(desk, dates)
            return None
        return await shown(desk, dates, args.page)

    return agenda
