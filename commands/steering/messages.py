"""What the bot may say about steering committees."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message, Quoting
from storage.committees import CommitteeState, LineKind
from storage.values import Moment, Ref


class HowCopilWorks(Message):
    """`!copil` with words that are not understood."""


class NoCommittee(Message):
    """None is planned, or none has been held."""


class CommitteePlanned(Message):
    """Its day stands: what will be called to mind."""

    ref: Ref
    day: Moment
    steps: Joined
    moved: bool


class CalledOn(Message):
    """When its agenda is called for."""

    day: Moment


class CalledNow(Message):
    """That hour is over: the next courrier asks at once."""


class FiguresOn(Message):
    """When its figures are called to mind."""

    day: Moment


class DecisionsOn(Message):
    """From when on the courrier tells its decisions."""

    day: Moment


class CommitteeThere(Message):
    """One is planned for that day already."""

    ref: Ref
    day: Moment


class CommitteeCancelled(Message):
    """It does not take place."""

    ref: Ref
    day: Moment


class CommitteeShown(Message):
    """One of them, whole."""

    ref: Ref
    day: Moment
    state: CommitteeState
    lines: Lines


class CommitteeLineShown(Quoting):
    """One of its points or decisions, or its minutes."""


class MinutesLine(Message):
    """There are minutes, and how to read them."""

    ref: Ref


class NothingYet(Message):
    """No point, no decision, no minutes."""


class MoreLines(Message):
    """What did not fit."""

    count: int


class MinutesKept(Message):
    """They stand."""

    ref: Ref
    about: Ref
    day: Moment


class CommitteesShown(Message):
    """All of them, a line each."""

    lines: Lines


class CommitteeInList(Message):
    """One of the list."""

    ref: Ref
    day: Moment
    state: CommitteeState
    points: int
    decisions: int


class PointNoted(Quoting):
    """It will be spoken of."""

    about: Ref
    day: Moment


class DecisionNoted(Quoting):
    """It goes into a courrier."""

    about: Ref
    day: Moment
    told_on: Moment


class WhichWords(Message):
    """A point or a decision without words."""

    kind: LineKind


class LineTooLong(Message):
    """Longer than what is read aloud."""

    longest: int


class NotHeldYet(Message):
    """Nothing is decided before its day."""

    ref: Ref
    day: Moment


class DecisionTold(Message):
    """A courrier told it: what was read is not changed behind people's back."""

    ref: Ref


class AgendaCalled(Message):
    """Three weeks before."""

    ref: Ref
    day: Moment
    points: int


class FiguresCalled(Message):
    """A week before."""

    ref: Ref
    day: Moment
    points: int


class DecisionsCalled(Message):
    """The day after: none stands yet."""

    ref: Ref
    day: Moment


class DecisionsReady(Message):
    """The day after: some stand already."""

    ref: Ref
    day: Moment
    count: int


class AgendaNews(Message):
    """In the courrier: anybody may ask for a point."""

    day: Moment


class DecisionNews(Quoting):
    """In the courrier."""

    day: Moment
