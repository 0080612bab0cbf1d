"""Where a request is spoken of: its thread in the Tisseuse's room, and the private room of whoever made it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from commands.kit.confidential import head_post, office_room, tell_alone, tell_office
from commands.kit.message import Message
from commands.solidarity import messages as say
from commands.solidarity import office_messages as office_says
from commands.solidarity import parts
from storage.desk import Desk, Saying, Urgency
from storage.people import Person
from storage.posts import Role
from storage.questions import Question
from storage.requests import SolidarityRequest

# ── the Tisseuse's room ──

_Told = TypeVar("_Told", office_says.RequestHead, office_says.QueueLine)


async def open_thread(desk: Desk, request: SolidarityRequest) -> bool:
    """The first message of its thread, which will show its state; False where nobody can read it yet."""
    room = await office_room(desk)
    if room is None:
        return False
    head = Saying(
        await told_as(desk, request, office_says.RequestHead), room.room_id, Urgency.OFFICE, desk.house.language
    )
    desk.sayings.append(replace(head, card=str(request.ref), role=Role.ANNOUNCED))
    request.told_at = desk.visit.now
    return True


async def told_as(desk: Desk, request: SolidarityRequest, kind: type[_Told]) -> _Told:
    """What the Tisseuse is shown of it at present, without a word of it: as a thread's head, or as a line."""
    return kind(
        ref=request.ref,
        need=parts.need(request),
        within=parts.within(request),
        who=await who_is(desk, request),
        state=parts.state(request),
        since=parts.since(request, desk.visit.zone),
    )


async def who_is(desk: Desk, request: SolidarityRequest) -> Message:
    """Its author, as far as the Tisseuse may know."""
    if not request.is_named or request.author_id is None:
        return say.WhoHidden()
    return say.WhoNamed(name=(await desk.people.get(request.author_id)).first_name)


async def show_state(desk: Desk, request: SolidarityRequest) -> None:
    """The first message of its thread says what is so now."""
    head = await head_post(desk, request)
    if head is not None:
        desk.reword(head, await told_as(desk, request, office_says.RequestHead))


async def answer(desk: Desk, request: SolidarityRequest, what: Message, role: Role = Role.TOLD) -> None:
    """To whoever of hers has just given an order: in its thread; to somebody who stands in, where they are."""
    if desk.visit.in_private or await head_post(desk, request) is None:
        desk.sayings.append(replace(desk.answer(what), card=str(request.ref), role=role))
    else:
        await tell_office(desk, request, what)
        desk.sayings[-1].role = role


# ── who asks ──


async def tell_author(desk: Desk, request: SolidarityRequest, what: Message, question: Question | None = None) -> bool:
    """At any hour: they wait for it. False where there is no way to be alone with them."""
    if request.author_id is None:
        return False
    return await tell_alone(desk, request, await desk.people.get(request.author_id), what, question)


# ── who reads ──


async def show_oriented(desk: Desk, request: SolidarityRequest, person: Person) -> bool:
    """Its words, to the one person its author agreed to; False where there is no way to be alone with them."""
    text = await desk.requests.open_text(request, person, desk.audit, in_office=False)
    shown = say.OrientedToYou(ref=request.ref, who=await who_is(desk, request), text=text or "")
    return await tell_alone(desk, request, person, shown, role=Role.SHOWN)


def name_in_office(desk: Desk) -> str:
    """Whoever gives the order, as its author reads it."""
    return desk.visit.someone.first_name
