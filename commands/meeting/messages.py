"""What the bot may say about meetings."""

from __future__ import annotations

from commands.kit.message import Lines, Message
from storage.meetings import MeetingState
from storage.values import Moment


class AskMeetingDay(Message):
    """A day is enough. `again`: none could be read in what was said, which is kept nowhere."""

    again: bool


class MeetingAsked(Message):
    """The Tisseuse was told who and when."""

    at: Moment


class MeetingShown(Message):
    """The one there is."""

    at: Moment
    state: MeetingState


class NoMeeting(Message):
    """There is none."""


class MeetingGone(Message):
    """There is to be none, and nothing of it is kept."""


class NobodyToMeet(Message):
    """The Tisseuse cannot be told."""


class MeetingAgreed(Message):
    """Both said yes."""

    at: Moment


class MeetingMoved(Message):
    """The Tisseuse proposes another day."""

    at: Moment


class MeetingRefused(Message):
    """The Tisseuse cannot, and proposes no other day."""

    at: Moment


class MeetingWanted(Message):
    """To the Tisseuse: who asks, and when."""

    who: str
    at: Moment


class MeetingSettled(Message):
    """To the Tisseuse: the day she proposed is agreed."""

    who: str
    at: Moment


class MeetingOff(Message):
    """To the Tisseuse: they do not ask any more."""

    who: str
    at: Moment


class MeetingsShown(Message):
    """`!rdv`: the next one first."""

    lines: Lines


class MeetingLine(Message):
    """One of them."""

    who: str
    at: Moment
    state: MeetingState


class NoMeetings(Message):
    """Nobody asked."""


class NoMeetingOf(Message):
    """That person asked for none."""

    name: str


class MeetingTold(Message):
    """The person hears of it."""

    who: str
    at: Moment
    state: MeetingState


class MeetingUntold(Message):
    """There is no way to tell them."""

    who: str


class MeetingsNotAlone(Message):
    """A third person is in the Tisseuse's room."""


class HowMeetingsWork(Message):
    """What can be typed."""

    name: str
