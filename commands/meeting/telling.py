"""Each side of a meeting hears what the other said: the Tisseuse in her room while it is hers alone, or in private."""

from __future__ import annotations

import datetime as dt

from commands.kit.confidential import office_room
from commands.kit.message import Message
from commands.meeting import messages as say
from storage.desk import Desk, Saying, Urgency
from storage.meetings import Meeting, MeetingState
from storage.people import Office, Person
from storage.questions import Question
from storage.values import Moment

OTHER_DAY = "meeting-day"
_LASTS = dt.timedelta(days=14)


async def tell_office(desk: Desk, person: Person, meeting: Meeting) -> bool:
    """Who asks, and when; False where nobody can be told."""
    return await _to_office(desk, say.MeetingWanted(who=person.first_name, at=meeting.at))


async def tell_settled(desk: Desk, person: Person, at: Moment) -> None:
    """The person agrees to the day that she proposed."""
    await _to_office(desk, say.MeetingSettled(who=person.first_name, at=at))


async def _to_office(desk: Desk, what: Message) -> bool:
    room = await office_room(desk)
    if room is not None:
        desk.sayings.append(Saying(what, room.room_id, Urgency.OFFICE, desk.house.language))
        return True
    told = [await desk.whisper(each, what) for each in await desk.people.holding(Office.TISSEUSE)]
    return any(told)


async def tell_person(desk: Desk, person: Person, meeting: Meeting) -> bool:
    """That it is agreed, or which other day is proposed: a question, where none of theirs is open."""
    if meeting.state == MeetingState.AGREED:
        return await desk.whisper(person, say.MeetingAgreed(at=meeting.at))
    place = await desk.private_place(person)
    if place is None:
        return False
    saying = Saying(say.MeetingMoved(at=meeting.at), place, Urgency.WHISPER, person.language, reader=person)
    if not await desk.questions.any_in({place}, desk.visit.now):
        saying.question, saying.asked_of = Question(OTHER_DAY, {}, lasts=_LASTS), person.user_id
    desk.sayings.append(saying)
    return True


async def withdrawn(desk: Desk, person: Person) -> Message:
    """Nothing of it is kept."""
    meeting = await desk.meetings.of(person)
    assert meeting is not None
    await _to_office(desk, say.MeetingOff(who=person.first_name, at=meeting.at))
    await desk.meetings.cancel(person)
    return say.MeetingGone()
