"""What becomes of something held in common: joined and left, begun, finished, dropped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from commands.commons import messages as say
from commands.commons.args import what_is_missing
from commands.commons.board import show
from commands.commons.cards import show_counts, show_everywhere
from commands.kit.command import About
from commands.kit.message import Mention, Message, Refusal
from commands.kit.place import is_asleep
from commands.kit.reading import fold, read_ref
from storage.commons import Common
from storage.desk import HAND, Desk
from storage.errors import UnknownCommon
from storage.ilots import Ilot
from storage.people import Office
from storage.values import CommonState, Ref

_Order = Callable[[Desk, Common], Awaitable[Message | None]]


async def seen(desk: Desk, ref: Ref) -> Common:
    """It, if the visitor may see it: who is of no îlot does not. Raises UnknownCommon."""
    in_office = desk.visit.office is not None
    if not in_office and not await desk.my_ilots():
        raise UnknownCommon(ref)
    return await desk.commons.seen_by(ref, desk.visit.someone, everything=in_office)


async def own(desk: Desk, ref: Ref, *, or_tisseuse: bool = True) -> Common:
    """It, if the visitor may change it: its holder, or the Tisseuse in her room. Raises NotTheAuthor."""
    common = await seen(desk, ref)
    in_office = desk.visit.office in {Office.TISSEUSE, Office.DEPUTY}
    common.must_be_held_by(desk.visit.someone, or_tisseuse=or_tisseuse and in_office)
    return common


async def found(desk: Desk, ref: Ref) -> Common:
    """It, whoever asks."""
    common = await desk.commons.find(ref)
    if common is None:
        raise UnknownCommon(ref)
    return common


# ── what they do, typed or tapped ──


async def join(desk: Desk, common: Common) -> Message | None:
    """Its holder is told; returns what to tell the visitor, None when they took part already."""
    person, holder = desk.visit.someone, await desk.people.get(common.holder_id)
    if not await desk.commons.join(common, person, await _speaks_for(desk)) or person.id == holder.id:
        return None
    await show_counts(desk, common)
    who, state = Mention(person.user_id, person.first_name), CommonState(common.state)
    joins = say.JoinsYours(who=who, ref=common.ref, title=common.title, state=state)
    if await desk.whisper(holder, joins, about=str(common.ref)):
        return say.JoinedIn(holder=holder.first_name, later=is_asleep(desk))
    return say.HolderUnreachable(holder=holder.first_name, ref=common.ref)


async def leave(desk: Desk, common: Common) -> bool:
    """True when they took part; its holder hears of it as long as it matters."""
    person = desk.visit.someone
    if not await desk.commons.leave(common, person, await desk.my_ilots()):
        return False
    if common.is_live:
        await show_counts(desk, common)
        who = Mention(person.user_id, person.first_name)
        await desk.whisper(await desk.people.get(common.holder_id), say.LeavesYours(who=who, ref=common.ref))
    return True


async def move_on(desk: Desk, common: Common) -> say.CommonMoved:
    """What is proposed begins, what is under way is finished."""
    return await (begin if common.state == CommonState.PROPOSED else finish)(desk, common)


async def begin(desk: Desk, common: Common) -> say.CommonMoved:
    """Under way."""
    common.start(desk.visit.now)
    return await _moved(desk, common)


async def finish(desk: Desk, common: Common) -> say.CommonMoved:
    """It was good, and it is over."""
    common.close(CommonState.FINISHED, desk.visit.now)
    return await _moved(desk, common)


async def drop(desk: Desk, common: Common) -> say.CommonMoved:
    """It will not be."""
    common.close(CommonState.DROPPED, desk.visit.now)
    return await _moved(desk, common)


async def _moved(desk: Desk, common: Common) -> say.CommonMoved:
    """The cards show it; whoever takes part hears of it."""
    await show_everywhere(desk, common)
    state = CommonState(common.state)
    told = say.MovedForYou(ref=common.ref, title=common.title, state=state)
    holder = await desk.people.get(common.holder_id)
    concerned = {person.id: person for person in (holder, *await desk.commons.participants(common))}
    for person in concerned.values():
        if person.id != desk.visit.someone.id:
            await desk.whisper(person, told)
    return say.CommonMoved(ref=common.ref, state=state)


async def _speaks_for(desk: Desk) -> Ilot | None:
    """The îlot of the room, where it is theirs; else their own."""
    mine, here = await desk.my_ilots(), desk.visit.ilot
    return next((ilot for ilot in mine if here is not None and ilot.id == here.id), next(iter(mine), None))


# ── typed behind a reference ──


async def _join_typed(desk: Desk, common: Common) -> Message | None:
    visit = desk.visit
    await desk.gestures.made(visit.event_id, str(common.ref), visit.sender, HAND)
    await desk.confide(await join(desk, common) or say.JoinedAlready(ref=common.ref))
    return None


async def _leave_typed(desk: Desk, common: Common) -> Message:
    if common.holder_id == desk.visit.someone.id:
        raise Refusal(say.HolderStays(ref=common.ref))
    return say.LeftIt(ref=common.ref) if await leave(desk, common) else say.NotInIt(ref=common.ref)


async def _show(desk: Desk, common: Common) -> None:
    await show(desk, common)


def _closing(order: _Order) -> _Order:
    """For whoever may."""

    async def checked(desk: Desk, common: Common) -> Message | None:
        return await order(desk, await own(desk, common.ref))

    return checked


_BEGIN, _FINISH, _DROP = (_closing(order) for order in (begin, finish, drop))
_ORDERS: dict[str, _Order] = {
    "": _show,
    **dict.fromkeys(("demarre", "demarrer", "commence", "lance", "lancer", "start", "starts", "begin"), _BEGIN),
    **dict.fromkeys(("fini", "finie", "finir", "termine", "terminee", "finished", "finish", "done"), _FINISH),
    **dict.fromkeys(("abandonne", "abandonnee", "abandon", "retire", "drop", "dropped", "withdraw"), _DROP),
    **dict.fromkeys(("partant", "partante", "partant·e", "moi", "moi aussi", "oui", "j'en suis"), _join_typed),
    **dict.fromkeys(("join", "in", "i'm in", "yes", "me too"), _join_typed),
    **dict.fromkeys(("non", "sans moi", "je pars", "leave", "out", "no", "without me"), _leave_typed),
}
_MISSING = ("manque", "missing")


def is_an_order(text: str) -> bool:
    """True for a reference with nothing behind it, or with what may be done to one."""
    about = read_ref(text)
    return about is not None and (_said(about[1]) in _ORDERS or _lack(about[1]) is not None)


def _said(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .!:,")


def _lack(text: str) -> str | None:
    """What stands behind `manque:`."""
    key, colon, value = text.partition(":")
    return value.strip() if colon and fold(key).strip() in _MISSING else None


async def _order(desk: Desk, ref: Ref, rest: str) -> Message | None:
    """`!commun C7 …`."""
    common, lack = await seen(desk, ref), _lack(rest)
    if lack is not None:
        return await _say_missing(desk, ref, lack)
    order = _ORDERS.get(_said(rest))
    if order is None:
        raise Refusal(say.HowCommonWorks(ref=ref))
    return await order(desk, common)


async def _say_missing(desk: Desk, ref: Ref, lack: str) -> Message:
    common = await own(desk, ref)
    common.must_be_live()
    common.missing = what_is_missing(lack)
    await show_everywhere(desk, common)
    return say.MissingNoted(
        ref=ref, missing=say.Lacking(missing=common.missing) if common.missing else say.LacksNothing()
    )


def _about(order: _Order) -> About:
    """What another feature's command does to one: the words behind the reference do not count."""

    async def handler(desk: Desk, ref: Ref, _rest: str) -> Message | None:
        return await order(desk, await seen(desk, ref))

    return handler


async def _no_end(desk: Desk, ref: Ref, _rest: str) -> Message:
    raise Refusal(say.CommonHasNoEnd(ref=(await seen(desk, ref)).ref))


ABOUT: dict[str, About] = {
    "commun": _order,
    "communs": _order,
    "voir": _about(_show),
    "prends": _about(_join_typed),
    "pourvu": _about(_FINISH),
    "retire": _about(_DROP),
    "prolonge": _no_end,
}
