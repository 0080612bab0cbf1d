"""`!rdv`: who asked the Tisseuse for a meeting, and when; she agrees, proposes another day, or cannot."""

from __future__ import annotations

import re

from commands.kit.command import FreeText, Group, Role, Where, command
from commands.kit.confidential import office_room
from commands.kit.dialogue import is_no, is_yes
from commands.kit.message import Lines, Message, Refusal
from commands.kit.reading import Sight
from commands.meeting import messages as say
from commands.meeting.reading import moment_or_none
from commands.meeting.telling import tell_person
from storage.desk import Desk
from storage.meetings import Meeting, MeetingState
from storage.people import Person

_MOST = 11


@command(
    "rdv", "rendez-vous", english="meetings", args=FreeText, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE
)
async def meetings(desk: Desk, args: FreeText) -> Message:
    """Alone: what waits and what is agreed. With a first name: « oui », another day, « non »."""
    if await office_room(desk) is None:
        raise Refusal(say.MeetingsNotAlone())
    words = re.split(r"\s+", args.text.strip(), maxsplit=1)
    if not words[0]:
        return await _all(desk)
    person = await desk.people.named(words[0].lstrip("@").rstrip(":,"))
    meeting = await desk.meetings.of(person)
    if meeting is None:
        raise Refusal(say.NoMeetingOf(name=person.first_name))
    return await _answered(desk, person, meeting, words[1] if len(words) > 1 else "")


async def _all(desk: Desk) -> Message:
    found = await desk.meetings.all()
    if not found:
        return say.NoMeetings()
    people = await desk.people.among(each.person_id for each in found)
    lines = [
        say.MeetingLine(who=people[each.person_id].first_name, at=each.at, state=MeetingState(each.state))
        for each in found[:_MOST]
    ]
    return say.MeetingsShown(lines=Lines(tuple(lines)))


async def _answered(desk: Desk, person: Person, meeting: Meeting, text: str) -> Message:
    if is_yes(text):
        meeting.move(meeting.at, MeetingState.AGREED)
        return await _told(desk, person, meeting)
    if is_no(text):
        await desk.whisper(person, say.MeetingRefused(at=meeting.at))
        await desk.meetings.cancel(person)
        return say.MeetingGone()
    at = moment_or_none(text, Sight(now=desk.visit.typed_at))
    if at is None:
        raise Refusal(say.HowMeetingsWork(name=person.first_name))
    meeting.move(at, MeetingState.PROPOSED)
    return await _told(desk, person, meeting)


async def _told(desk: Desk, person: Person, meeting: Meeting) -> Message:
    if not await tell_person(desk, person, meeting):
        return say.MeetingUntold(who=person.first_name)
    return say.MeetingTold(who=person.first_name, at=meeting.at, state=MeetingState(meeting.state))
