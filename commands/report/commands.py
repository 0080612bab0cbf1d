"""`!bilan`: a period's figures."""

from __future__ import annotations

from commands.kit.command import FreeText, Group, Role, Where, command
from commands.kit.message import Refusal
from commands.kit.periods import Period, PeriodToCome, UnreadablePeriod, read_period
from commands.report import messages as say
from commands.report.gathering import gather
from commands.report.page import document
from commands.report.pictured import PageGiven
from commands.report.picturing import pictures
from commands.report.telling import told
from storage.desk import Desk
from storage.values import Moment


@command("bilan", english="report", args=FreeText, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
async def report(desk: Desk, args: FreeText) -> None:
    """Of the period that is typed, else of the quarter under way: in words, in pictures, and to print."""
    figures = await gather(desk, _period(desk, args.text))
    desk.say(told(figures))
    for picture in pictures(figures):
        desk.attach(picture.alt, picture.file())
    desk.attach(PageGiven(), document(figures, desk.visit.language))


def _period(desk: Desk, text: str) -> Period:
    try:
        return read_period(text, desk.visit.today)
    except PeriodToCome as ahead:
        raise Refusal(say.PeriodNotBegun(first=Moment(ahead.first))) from ahead
    except UnreadablePeriod as unread:
        raise Refusal(say.WhichPeriod(got=text[:80])) from unread
