"""What is said of a sealed request: in its thread in the Tisseuse's room, or to one person alone; nowhere else."""

from __future__ import annotations

from dataclasses import replace

from commands.kit.command import Occasion
from commands.kit.message import Message, Refusal
from commands.kit.messages import WriteMeAlone
from storage.desk import LETTER, Desk, Saying, Urgency
from storage.people import Office, Person
from storage.posts import Post, Role
from storage.questions import Question
from storage.requests import SolidarityRequest
from storage.rooms import Room

_OFFICES = {Office.TISSEUSE, Office.DEPUTY}


async def office_room(desk: Desk) -> Room | None:
    """The Tisseuse's room, if she and her deputy are alone in it with the bot: anybody else shuts it."""
    room = await desk.rooms.admin()
    if room is None:
        return None
    others = [user_id for user_id in await desk.rooms.occupants(room) if not desk.is_nobody(user_id)]
    offices = [getattr(await desk.people.by_id(user_id), "office", None) for user_id in others]
    return room if others and all(office in _OFFICES for office in offices) else None


async def head_post(desk: Desk, request: SolidarityRequest) -> Post | None:
    """The first message of its thread."""
    found = [post for post in await desk.posts.cards_of(str(request.ref)) if post.role == Role.ANNOUNCED]
    return found[-1] if found else None


async def tell_office(desk: Desk, request: SolidarityRequest, what: Message, *, to: Person | None = None) -> None:
    """In its thread, or in the room where it has none; to somebody of hers by name. Nothing where the room is shut."""
    room, head = await office_room(desk), await head_post(desk, request)
    if room is None:
        return
    saying = Saying(what, room.room_id, Urgency.OFFICE, desk.house.language, addressed=to)
    desk.sayings.append(replace(saying, under=head, card=str(request.ref), role=Role.TOLD))


async def tell_alone(
    desk: Desk,
    request: SolidarityRequest,
    person: Person,
    what: Message,
    question: Question | None = None,
    *,
    urgency: Urgency = Urgency.ANSWER,
    role: Role = Role.TOLD,
) -> bool:
    """To one person, and nowhere else; a question beside others, or only where none is open. False without a way."""
    place = await desk.private_place(person)
    if place is None:
        return False
    reader = None if urgency is Urgency.ANSWER else person
    saying = Saying(what, place, urgency, person.language, reader=reader, card=str(request.ref), role=role)
    if question is not None and (question.beside or not await desk.questions.any_in({place}, desk.visit.now)):
        saying.question, saying.asked_of = question, person.user_id
    desk.sayings.append(saying)
    return True


async def kinds_open(desk: Desk, request: SolidarityRequest) -> set[str]:
    """What its author is asked at present where the bot is alone with them, by name."""
    author = await desk.people.get(request.author_id) if request.author_id is not None else None
    place = await desk.private_place(author) if author is not None else None
    return await desk.questions.kinds_in(place, desk.visit.now) if place is not None else set()


async def tell_me(desk: Desk, request: SolidarityRequest, what: Message, role: Role = Role.TOLD) -> None:
    """To whoever typed, alone: in a room a 💌 and nothing else. Raises Refusal where there is no way."""
    if desk.visit.in_private:
        desk.sayings.append(replace(desk.answer(what), card=str(request.ref), role=role))
    elif await tell_alone(desk, request, desk.visit.someone, what, role=role):
        desk.do("reaction", desk.visit.room_id, emoji=LETTER, target=desk.visit.event_id)
    else:
        raise Refusal(WriteMeAlone(bot=desk.house.user_id))


async def erase_shown(desk: Desk, request: SolidarityRequest) -> None:
    """Messages that hold its words as they were: `Role.SHOWN`."""
    for post in await desk.posts.all_of(str(request.ref)):
        if post.role == Role.SHOWN:
            await desk.erase_copy(post)


async def moved(desk: Desk, request: SolidarityRequest) -> None:
    """The first message of its thread, wherever that is made, says what is so now."""
    room = await desk.rooms.admin()
    if room is not None:
        desk.happens(Occasion.REQUEST, room.room_id, str(request.ref))
