"""`!communs`: what is alive in the Archipel; and one of them, as it stands."""

from __future__ import annotations

from commands.commons import messages as say
from commands.commons.args import Page
from commands.commons.cards import card, line
from commands.kit.command import Group, command
from commands.kit.message import Lines, Message
from storage.commons import Common
from storage.desk import Desk

PAGE = 12


@command("communs", english="shared", args=Page, group=Group.EXCHANGE)
async def commons(desk: Desk, args: Page) -> Message:
    """What is proposed or under way, a line each."""
    return await shown_list(desk, args.page)


async def shown_list(desk: Desk, page: int = 1) -> Message:
    """Twelve lines; where there are more, the last one is the way on."""
    before = (page - 1) * (PAGE - 1)
    found = await desk.commons.board(PAGE + 1, before)
    if not found or (page > 1 and before + len(found) <= PAGE):
        return say.CommonsEmpty() if page == 1 else say.NoSuchPage()
    more = len(found) > (PAGE if page == 1 else PAGE - 1)
    holders = await desk.people.among(each.holder_id for each in found)
    kept = found[: PAGE - 1] if more else found
    lines: list[Message] = [line(each, holders[each.holder_id].first_name) for each in kept]
    return say.CommonsShown(lines=Lines((*lines, *([say.MoreCommons(page=page + 1)] if more else []))))


async def show(desk: Desk, common: Common) -> None:
    """One of them, to whoever asked for it."""
    desk.show(await card(desk, common), str(common.ref))
