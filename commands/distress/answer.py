"""Words of distress were heard: who can listen is said at once and apart; the Tisseuse is told after a yes."""

from __future__ import annotations

import datetime as dt
from functools import reduce

from commands.distress import messages as say
from commands.kit.command import Answer, AnswerHandler, Happening, Listener, Occasion
from commands.kit.dialogue import is_no, is_yes
from commands.kit.message import Joined, Mention, Message
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
        desk.say(await _tell(desk))
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
    office = await _office(desk)
    then = await _no_way(desk) if office is None else say.MayITell(office=office)
    what = kind(people=_people(desk), then=then, visible=visible)
    desk.sayings.append(Saying(what, place, Urgency.ANSWER, desk.visit.language))
    if office is not None:
        _asking(desk, reminded=again)


def _asking(desk: Desk, *, reminded: bool) -> None:
    """Beside what was asked before, which waits."""
    desk.sayings[-1].question = Question(MAY_I_TELL, {"reminded": reminded}, lasts=_A_DAY, beside=True)
    desk.sayings[-1].asked_of = desk.visit.someone.user_id


async def _decided(desk: Desk, answer: Answer) -> Message | None:
    desk.delivery.erased = True  # whatever else was written in answer leaves the database's log too
    if is_yes(answer.text):
        return await _tell(desk)
    office = await _office(desk)
    if is_no(answer.text) or answer.fields["reminded"] or office is None:
        return say.NobodyTold(people=_people(desk), before=await _before(desk))
    then = say.MayITell(office=office)
    desk.sayings.append(desk.answer(say.OnlyYesOrNo(people=_people(desk), then=then)))
    _asking(desk, reminded=True)
    return None


async def _tell(desk: Desk) -> Message:
    """Who, and nothing else, in the room that she and her deputy have for themselves; at once."""
    office, there = await _office(desk), await _in_office(desk)
    if office is None:
        return say.CannotTellNow(why=await _no_way(desk), people=_people(desk))
    person = desk.visit.someone
    await desk.tell_tisseuse(say.ContactAsked(person=Mention(person.user_id, person.first_name)))
    present = [each for each in there if not each.habits.is_away(desk.visit.today)]
    desk.sayings[-1].addressed = (present or there)[0]
    both = say.Office.BOTH if len(there) > 1 else office
    return say.ContactPromised(office=both, away=not present, people=_people(desk), before=await _before(desk))


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
