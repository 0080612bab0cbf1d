"""`!tisseuse`: somebody asks for a meeting; a day is enough, and is all that is kept."""

from __future__ import annotations

from typing import Self

from commands.kit.command import Args, Group, Where, command
from commands.kit.dialogue import is_yes
from commands.kit.message import Message
from commands.kit.reading import Sight
from commands.meeting import messages as say
from commands.meeting.answering import DAY, agreed, asked
from commands.meeting.reading import cancels, moment_in
from commands.meeting.telling import withdrawn
from storage.desk import Desk
from storage.meetings import MeetingState
from storage.questions import Question
from storage.values import Moment


class MeetingArgs(Args):
    """A day, or that there is to be none; the words around it are read by nobody."""

    at: Moment | None = None
    agrees: bool = False
    cancels: bool = False
    nothing: bool = False

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises a DateDoubt."""
        if not text.strip() or cancels(text):
            return cls(cancels=bool(text.strip()), nothing=not text.strip())
        return cls(agrees=True) if is_yes(text) else cls(at=moment_in(text, sight, chosen))


@command("tisseuse", "contact", english="weaver", args=MeetingArgs, where=Where.PRIVATE, group=Group.SUPPORT)
async def ask(desk: Desk, args: MeetingArgs) -> Message | None:
    """Asks for a meeting, shows the one there is, agrees to its day, takes it back."""
    person = desk.visit.someone
    meeting = await desk.meetings.of(person)
    if args.cancels:
        return await withdrawn(desk, person) if meeting is not None else say.NoMeeting()
    if args.nothing and meeting is not None:
        return say.MeetingShown(at=meeting.at, state=MeetingState(meeting.state))
    if meeting is not None and (args.agrees or args.at == meeting.at):
        return await agreed(desk, meeting)
    if args.at is None:
        desk.ask(say.AskMeetingDay(again=not args.nothing), Question(DAY, {}))
        return None
    return await asked(desk, args.at)
