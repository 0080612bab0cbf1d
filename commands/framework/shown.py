"""How sheets are laid out: one whole, or several to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from commands.framework import messages as say
from commands.framework.search import Hits
from commands.kit.message import Joined, Lines, Message
from commands.kit.speech import ShortDay
from storage.desk import Desk
from storage.framework import FrameworkSheet

PAGE = 12  # lines


def typed(sheet: FrameworkSheet) -> str:
    """The words that find it and no other: « contrat cape »."""
    return sheet.key.replace("_", " ")


async def whole(desk: Desk, sheet: FrameworkSheet) -> say.FrameShown:
    """Its text, how old that is, and whom to ask."""
    due = [say.FrameIsDue(day=ShortDay(sheet.review_on))] if sheet.is_due(desk.visit.today) else []
    foot = (say.FrameUpdated(day=ShortDay(sheet.updated_on)), await asks(desk, sheet), *due)
    return say.FrameShown(title=sheet.title, text=sheet.text, foot=Joined(foot, by=" "))


async def asks(desk: Desk, sheet: FrameworkSheet) -> Message:
    """Whom to ask."""
    referent = await desk.people.find(sheet.referent_id) if sheet.referent_id is not None else None
    return say.FrameAsks(name=referent.first_name) if referent is not None else say.FrameAsksTisseuse()


def several_found(found: Hits, page: int, words: str) -> Message:
    """Those that may be meant; it is said where that is far from sure."""
    listed = several(found.sheets, page, words[:60])
    return listed if found.sure else say.FramesMaybe(listed=listed)


def several(sheets: Sequence[FrameworkSheet], page: int, words: str = "") -> Message:
    """At most twelve lines; where there are more, the last one is the way on."""
    before = (page - 1) * (PAGE - 1)
    left = list(sheets[before:])
    if not left or (page > 1 and len(sheets) <= PAGE):
        return say.NoSuchFramePage()
    more = len(left) > PAGE if page == 1 else len(left) > PAGE - 1
    lines: list[Message] = [say.FrameLine(words=typed(each), title=each.title) for each in left[: PAGE - more]]
    if more:
        lines.append(say.MoreFrames(typed=f"{words} page {page + 1}".strip()))
    return say.FramesShown(lines=Lines(tuple(lines)))
