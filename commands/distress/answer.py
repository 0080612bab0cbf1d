"""Words of distress were heard: who can listen is said at once and apart; the Tisseuse is told after a yes."""

from __future__ import annotations

import datetime as dt
from functools import reduce

from commands.distress import messages as say
from commands.kit.command import Answer, AnswerHandler, Happening, Listener, Occasion
from commands.kit.dialogue import is_no, is_yes
from commands.kit.message import Joined, Mention, Message
from commands.kit.office import stand_in
from storage.desk import Desk, Saying, Urgency
from storage.people import Office, Person
from storage.privates import is_waiting
from storage.questions import OpenQuestion, Question

MAY_I_TELL = "may_i_tell"
DISCREET = "💌"
_A_DAY = dt.timedelta(days=1)


async def _heard(desk: Desk, what: Happening) -> None:
    """At any hour. Nothing is known of the words but that they were of distress, and perhaps began with a yes."""
    asked = await _open_question(desk)
    if asked is not None and asked.kind == MAY_I_TELL and is_yes(what.answer):
        await desk.questions.close(asked)
        desk.say(await _tell(desk, asked.payload.get("stand_in")))
    elif desk.visit.in_private:
        await _answer(desk, desk.visit.room_id, again=asked is not None and asked.kind == MAY_I_TELL)
    else:
        await _answer_apart(desk)


async def _answer_apart(desk: Desk) -> None:
    """Where others read: a sign of discretion, and the words in private; without a way there, for anybody."""
    desk.do("reaction", desk.visit.room_id, emoji=DISCREET, target=desk.visit.event_id)
    place = await desk.private_place(desk.visit.someone)
    if place is None:
        desk.say(say.HereForAnybody(people=_people(desk), bot=desk.house.user_id))
        return
    await _answer(desk, place)
    if is_waiting(place):
        desk.say(say.InvitedApart(people=_people(desk)))


async def _answer(desk: Desk, place: str, *, again: bool = False) -> None:
    visible = None if place == desk.visit.room_id else say.YourWordsShow()
    kind = say.DistressHeardAgain if again else say.DistressHeard
    then, substitute = await _asked(desk)
    what = kind(people=_people(desk), then=then, visible=visible)
    desk.sayings.append(Saying(what, place, Urgency.ANSWER, desk.visit.language))
    if isinstance(then, say.MayITell):
        _asking(desk, substitute, reminded=again)


async def _asked(desk: Desk) -> tuple[say.MayITell | say.NoWayToTell, Person | None]:
    """The question, with everybody whom a yes would tell; and who of them stands in."""
    office, substitute = await _office(desk), await _stand_in(desk)
    if office is None and substitute is None:
        return await _no_way(desk), None
    about = say.MayITellOffice(office=office) if office is not None else None
    too = say.StandInToo(name=substitute.first_name, alone=office is None) if substitute is not None else None
    return say.MayITell(asked=Joined((about, too), by=" ")), substitute


def _asking(desk: Desk, substitute: Person | None, *, reminded: bool) -> None:
    """Beside what was asked before, which waits."""
    fields = {"reminded": reminded, "stand_in": substitute.user_id if substitute is not None else None}
    desk.sayings[-1].question = Question(MAY_I_TELL, fields, lasts=_A_DAY, beside=True)
    desk.sayings[-1].asked_of = desk.visit.someone.user_id


async def _decided(desk: Desk, answer: Answer) -> Message | None:
    desk.delivery.erased = True  # whatever else was written in answer leaves the database's log too
    if is_yes(answer.text):
        return await _tell(desk, answer.fields.get("stand_in"))
    then, substitute = await _asked(desk)
    if is_no(answer.text) or answer.fields["reminded"] or not isinstance(then, say.MayITell):
        return say.NobodyTold(people=_people(desk), before=await _before(desk))
    desk.sayings.append(desk.answer(say.OnlyYesOrNo(people=_people(desk), then=then)))
    _asking(desk, substitute, reminded=True)
    return None


async def _tell(desk: Desk, agreed: str | None) -> Message:
    """Who, and nothing else, at once; `agreed` is who stands in, as they were asked about."""
    there, substitute = await _tell_office(desk), await _stand_in(desk)
    if substitute is not None and substitute.user_id == agreed:
        await _tell_stand_in(desk, substitute)
    else:
        substitute = None
    if not there and substitute is None:
        return say.CannotTellNow(why=await _no_way(desk), people=_people(desk))
    office = say.Office.BOTH if len(there) > 1 else await _office(desk)
    told = (
        say.OfficeKnows(office=office) if office is not None else None,
        say.StandInKnows(name=substitute.first_name, alone=office is None) if substitute is not None else None,
    )
    away = substitute is None and all(each.habits.is_away(desk.visit.today) for each in there)
    before = await _before(desk)
    return say.ContactPromised(told=Joined(told, by=" "), away=away, people=_people(desk), before=before)


async def _tell_office(desk: Desk) -> list[Person]:
    """In the room that she and her deputy have for themselves; who of them reads it there."""
    there, person = await _in_office(desk), desk.visit.someone
    if there:
        await desk.tell_tisseuse(say.ContactAsked(person=Mention(person.user_id, person.first_name)))
        present = [each for each in there if not each.habits.is_away(desk.visit.today)]
        desk.sayings[-1].addressed = (present or there)[0]
    return there


async def _tell_stand_in(desk: Desk, substitute: Person) -> None:
    """In their private room, at any hour."""
    place = await desk.private_place(substitute)
    if place is not None:
        person = desk.visit.someone
        asked = say.ContactAskedOfStandIn(person=Mention(person.user_id, person.first_name))
        desk.sayings.append(Saying(asked, place, Urgency.ANSWER, substitute.language))


async def _stand_in(desk: Desk) -> Person | None:
    """While both are away: the person named in the configuration, where the bot is alone with them already."""
    person = await stand_in(desk)
    if person is None or person.user_id == desk.visit.sender:
        return None
    return person if await desk.rooms.private_with(person.user_id) is not None else None


async def _in_office(desk: Desk) -> list[Person]:
    """The Tisseuse and her deputy as far as they are in their room, the visitor aside; nobody while others are too."""
    room = await desk.rooms.admin()
    if room is None or not room.may_speak:
        return []
    inside = {each for each in await desk.rooms.occupants(room) if not desk.is_nobody(each)}
    holders = [*await desk.people.holding(Office.TISSEUSE), *await desk.people.holding(Office.DEPUTY)]
    if inside - {each.user_id for each in holders}:
        return []
    return [each for each in holders if each.user_id in inside and each.user_id != desk.visit.sender]


async def _office(desk: Desk) -> say.Office | None:
    """Whom to ask about; None when nobody could be told."""
    there = await _in_office(desk)
    return say.Office(str(there[0].office)) if there else None


async def _no_way(desk: Desk) -> say.NoWayToTell:
    others = [each for each in await desk.people.holding(Office.TISSEUSE) if each.user_id != desk.visit.sender]
    write = say.WriteToHer(tisseuse=Mention(others[0].user_id, others[0].first_name)) if others else None
    return say.NoWayToTell(write=write)


async def _before(desk: Desk) -> say.YourQuestionWaits | None:
    return say.YourQuestionWaits() if await _open_question(desk) is not None else None


async def _open_question(desk: Desk) -> OpenQuestion | None:
    visit = desk.visit
    return await desk.questions.answered_by(
        visit.room_id, visit.sender, private=visit.in_private, thread=visit.thread, about=None, now=visit.now
    )


def _people(desk: Desk) -> say.PeopleToCall:
    lines = desk.house.help_lines
    numbers: list[Message] = [say.DangerNumber(number=each) for each in lines.danger]
    found: list[Message] = [say.WhoListens(number=lines.listening, day_and_night=lines.day_and_night, free=lines.free)]
    if numbers:
        either = reduce(lambda one, other: say.EitherNumber(one=one, other=other), numbers)
        found.append(say.InDanger(numbers=either))
    return say.PeopleToCall(numbers=Joined(tuple(found), by=", "))


LISTENERS: dict[Occasion, Listener] = {Occasion.DISTRESS: _heard}
ANSWERS: dict[str, AnswerHandler] = {MAY_I_TELL: _decided}
