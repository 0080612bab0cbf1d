"""Where a request is spoken of: its thread in the Tisseuse's room, and the private room of whoever made it."""

from __future__ import annotations

from dataclasses import replace

from commands.kit.message import Message
from commands.solidarity import messages as say
from commands.solidarity import parts
from storage.desk import Desk, Saying, Urgency
from storage.people import Office, Person
from storage.posts import Post, Role
from storage.questions import Question
from storage.requests import SolidarityRequest
from storage.rooms import Room

_OFFICES = {Office.TISSEUSE, Office.DEPUTY}


# ── the Tisseuse's room ──


async def office_room(desk: Desk) -> Room | None:
    """Her room, if she and her deputy are alone in it with the bot: anybody else shuts it to these matters."""
    room = await desk.rooms.admin()
    if room is None:
        return None
    others = [user_id for user_id in await desk.rooms.occupants(room) if not desk.is_nobody(user_id)]
    offices = [getattr(await desk.people.by_id(user_id), "office", None) for user_id in others]
    return room if others and all(office in _OFFICES for office in offices) else None


async def open_thread(desk: Desk, request: SolidarityRequest) -> bool:
    """The first message of its thread, which will show its state; False where nobody can read it yet."""
    room = await office_room(desk)
    if room is None:
        return False
    head = Saying(await head_of(desk, request), room.room_id, Urgency.OFFICE, desk.house.language)
    desk.sayings.append(replace(head, card=str(request.ref), role=Role.ANNOUNCED))
    request.told_at = desk.visit.now
    return True


async def head_of(desk: Desk, request: SolidarityRequest) -> say.RequestHead:
    """What it says at present."""
    return say.RequestHead(
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


async def tell_office(desk: Desk, request: SolidarityRequest, what: Message, *, to: Person | None = None) -> None:
    """In its thread, or in the room where it has none; to somebody of hers by name. Nothing where the room is shut."""
    room, head = await office_room(desk), await _head_post(desk, request)
    if room is None:
        return
    saying = Saying(what, room.room_id, Urgency.OFFICE, desk.house.language, addressed=to)
    desk.sayings.append(replace(saying, under=head, card=str(request.ref), role=Role.TOLD))


async def show_state(desk: Desk, request: SolidarityRequest) -> None:
    """The first message of its thread says what is so now."""
    head = await _head_post(desk, request)
    if head is not None:
        desk.reword(head, await head_of(desk, request))


async def _head_post(desk: Desk, request: SolidarityRequest) -> Post | None:
    found = [post for post in await desk.posts.cards_of(str(request.ref)) if post.role == Role.ANNOUNCED]
    return found[-1] if found else None


async def answer(desk: Desk, request: SolidarityRequest, what: Message) -> None:
    """To whoever of hers has just given an order: in its thread; to somebody who stands in, where they are."""
    if desk.visit.in_private or await _head_post(desk, request) is None:
        desk.sayings.append(replace(desk.answer(what), card=str(request.ref), role=Role.TOLD))
    else:
        await tell_office(desk, request, what)


# ── who asks ──


async def tell_author(desk: Desk, request: SolidarityRequest, what: Message, question: Question | None = None) -> bool:
    """At any hour: they wait for it. False where there is no way to be alone with them."""
    if request.author_id is None:
        return False
    return await tell_alone(desk, request, await desk.people.get(request.author_id), what, question)


async def tell_alone(
    desk: Desk, request: SolidarityRequest, person: Person, what: Message, question: Question | None = None
) -> bool:
    """To one person, and nowhere else; a question only where none of theirs is open."""
    place = await desk.private_place(person)
    if place is None:
        return False
    saying = Saying(what, place, Urgency.ANSWER, person.language, card=str(request.ref), role=Role.TOLD)
    if question is not None and not await desk.questions.any_in({place}, desk.visit.now):
        saying.question, saying.asked_of = question, person.user_id
    desk.sayings.append(saying)
    return True


# ── who reads ──


async def readers(desk: Desk) -> list[Person]:
    """The Tisseuse and her deputy who are there today; in this order."""
    found = [person for office in (Office.TISSEUSE, Office.DEPUTY) for person in await desk.people.holding(office)]
    return [person for person in found if not person.habits.is_away(desk.visit.today)]


async def stand_in(desk: Desk) -> Person | None:
    """The person named in the configuration, while both are away."""
    if desk.house.stand_in is None or await readers(desk):
        return None
    return await desk.people.by_id(desk.house.stand_in)


def name_in_office(desk: Desk) -> str:
    """Whoever gives the order, as its author reads it."""
    return desk.visit.someone.first_name
