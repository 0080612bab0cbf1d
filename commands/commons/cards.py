"""How something held in common is laid out, and kept true wherever it stands."""

from __future__ import annotations

from commands.commons import messages as say
from commands.kit.editions import next_edition
from commands.kit.message import Joined, Lines, Message
from commands.kit.speech import WeekdayName
from storage.commons import Common
from storage.desk import Desk
from storage.posts import Post, Role
from storage.values import CommonKind, CommonState
from storage.visit import Visit

_ENDINGS = (".", "!", "?", "…")


def details(common: Common) -> Joined:
    """Its kind, and what is missing."""
    lacks = say.Lacking(missing=common.missing) if common.missing else None
    return _joined(say.KindSaid(kind=CommonKind(common.kind)), lacks)


def posted(visit: Visit, common: Common, *, shortened: bool = False, guessed: bool = False) -> say.CommonPosted:
    """The answer to its proposal, as long as it lives. `guessed`: nobody said of what kind it is."""
    hints: list[Message] = [say.CommonShortened()] if shortened else []
    hints += [say.KindGuessed()] if guessed else []
    return say.CommonPosted(
        ref=common.ref,
        title=common.title,
        ended=common.title.endswith(_ENDINGS),
        state=CommonState(common.state),
        details=details(common),
        hints=Lines((*hints, _reach(visit, common))),
    )


def _reach(visit: Visit, common: Common) -> Message:
    """Until the next courrier it is news; afterwards it stands in the list."""
    how = say.HowToMove(state=CommonState(common.state))
    edition = next_edition(common.created_at, visit.zone) if common.created_at is not None else visit.now
    if edition <= visit.now:
        return say.CommonInTheList(how=how)
    return say.CommonInTheCourrier(day=WeekdayName(edition.astimezone(visit.zone).date()), how=how)


async def card(desk: Desk, common: Common) -> say.CommonShown:
    """The whole of it, as it stands. Who takes part is counted, not named, but for its holder."""
    holder = await desk.people.get(common.holder_id)
    count = len(await desk.commons.participants(common))
    ilots = ", ".join(ilot.name for ilot in await desk.commons.ilots(common))
    return say.CommonShown(
        ref=common.ref,
        title=common.title,
        details=details(common),
        description=common.description,
        by=_joined(say.HeldBy(holder=holder.first_name), say.HowMany(count=count), ilots or None),
        status=say.CommonStatus(state=CommonState(common.state)),
    )


def line(common: Common, holder: str) -> say.CommonLine:
    """One line of the list."""
    lacks = say.Lacking(missing=common.missing) if common.missing else None
    told = _joined(say.StateSaid(state=CommonState(common.state)), holder, lacks)
    return say.CommonLine(ref=common.ref, title=common.title, details=told)


async def as_it_stands(
    desk: Desk, common: Common, post: Post, *, shortened: bool = False, guessed: bool = False
) -> Message:
    """What a card says now."""
    if post.role == Role.SHOWN:
        return await card(desk, common)
    if common.is_live:
        return posted(desk.visit, common, shortened=shortened, guessed=guessed)
    status = say.CommonStatus(state=CommonState(common.state))
    return say.CommonClosed(ref=common.ref, title=common.title, details=details(common), status=status)


async def show_everywhere(desk: Desk, common: Common, *, shortened: bool = False, guessed: bool = False) -> None:
    """Every card of it shows its present state."""
    for post in await desk.posts.cards_of(str(common.ref)):
        desk.reword(post, await as_it_stands(desk, common, post, shortened=shortened, guessed=guessed))


async def show_counts(desk: Desk, common: Common) -> None:
    """Only the answers to `!voir` count who takes part."""
    for post in await desk.posts.cards_of(str(common.ref)):
        if post.role == Role.SHOWN:
            desk.reword(post, await card(desk, common))


def _joined(*parts: object) -> Joined:
    return Joined(tuple(part for part in parts if part is not None))
