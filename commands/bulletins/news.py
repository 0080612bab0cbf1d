"""The courrier: what the Tisseuse has to tell, before anything else."""

from __future__ import annotations

from commands.bulletins import messages as say
from commands.kit.message import Message
from storage.bulletins import Bulletin, BulletinKind
from storage.courrier import Edition
from storage.desk import Desk
from storage.errors import UnknownBulletin
from storage.values import Ref


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """The same for every îlot; none of it may be left out."""
    return [_line(each) for each in await desk.bulletins.told_in(edition)], 0


async def line_of(desk: Desk, ref: Ref) -> Message | None:
    """As it stands now; None when it is gone."""
    try:
        bulletin = await desk.bulletins.by_ref(ref)
    except UnknownBulletin:
        return None
    return None if bulletin.urgent else _line(bulletin)


def _line(bulletin: Bulletin) -> Message:
    kind = say.WatchNews if bulletin.kind == BulletinKind.WATCH else say.AnnouncementNews
    return kind(ref=bulletin.ref, title=bulletin.text)
