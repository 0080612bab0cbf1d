"""What comes back from whoever asks for a meeting: the day that was missing; yes, no or another day to the Tisseuse."""

from __future__ import annotations

from commands.kit.command import Answer, AnswerHandler
from commands.kit.dialogue import is_no, is_stop, is_yes
from commands.kit.message import Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.reading import Sight
from commands.meeting import messages as say
from commands.meeting.reading import moment_or_none
from commands.meeting.telling import OTHER_DAY, tell_office, tell_settled, withdrawn
from storage.desk import Desk
from storage.meetings import Meeting, MeetingState
from storage.questions import Question
from storage.values import Moment

DAY = "meeting-which-day"


async def asked(desk: Desk, at: Moment) -> Message:
    """The Tisseuse hears who and when. Raises Refusal where she cannot be told: then nothing is kept."""
    meeting = await desk.meetings.ask(desk.visit.someone, at)
    if not await tell_office(desk, desk.visit.someone, meeting):
        raise Refusal(say.NobodyToMeet())
    return say.MeetingAsked(at=at)


async def _which_day(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text) or is_no(answer.text):
        return NothingKept()
    at = moment_or_none(answer.text, Sight(now=desk.visit.typed_at))
    if at is None:
        desk.ask(say.AskMeetingDay(again=True), Question(DAY, {}))
        return None
    return await asked(desk, at)


async def _other_day(desk: Desk, answer: Answer) -> Message | None:
    """« oui », another day, or « non »; anything else is told how to say it later."""
    meeting = await desk.meetings.of(desk.visit.someone)
    if meeting is None:
        return say.NoMeeting()
    if is_no(answer.text):
        return await withdrawn(desk, desk.visit.someone)
    if is_yes(answer.text):
        return await agreed(desk, meeting)
    at = moment_or_none(answer.text, Sight(now=desk.visit.typed_at))
    if at is None:
        return say.MeetingShown(at=meeting.at, state=MeetingState(meeting.state))
    return await asked(desk, at)


async def agreed(desk: Desk, meeting: Meeting) -> Message:
    """To the day that the Tisseuse proposed."""
    if meeting.state != MeetingState.PROPOSED:
        return say.MeetingShown(at=meeting.at, state=MeetingState(meeting.state))
    meeting.move(meeting.at, MeetingState.AGREED)
    await tell_settled(desk, desk.visit.someone, meeting.at)
    return say.MeetingAgreed(at=meeting.at)


ANSWERS: dict[str, AnswerHandler] = {DAY: _which_day, OTHER_DAY: _other_day}
