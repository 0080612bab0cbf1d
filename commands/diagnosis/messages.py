"""What the bot may say about diagnoses and paths."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Message
from storage.diagnoses import Version
from storage.ilots import Stage
from storage.values import Moment


class Step(StrEnum):
    """What is asked; the names are those of the interchange format."""

    STRENGTHS = "strengths"
    NEEDS_AT_START = "needs_at_start"
    NEEDS_IN_TIME = "needs_in_time"
    PROJECT = "collective_project"


class DiagnosisBegins(Message):
    """What it is, who will read it, and the first question."""

    version: Version
    own: bool
    ask: Message


class DiagnosisAsked(Message):
    """One of the four questions."""

    version: Version
    own: bool
    step: Step


class DiagnosisPreview(Message):
    """One's own, before it is kept: may the Tisseuse read it?"""

    lines: Lines


class DiagnosisKept(Message):
    """It is kept, and this is what it says."""

    version: Version
    own: bool
    shared: bool
    lines: Lines


class DiagnosisShown(Message):
    """One of them: whose it is, its day, who reads it, what comes next."""

    version: Version
    head: Joined
    lines: Lines


class DiagnosisLine(Message):
    """What was answered to one of the questions."""

    step: Step
    own: bool
    text: str | Joined


class DiagnosisEmpty(Message):
    """Nothing was."""


class DiagnosisReadBy(Message):
    """Who may read one's own."""

    shared: bool


class DiagnosisNext(Message):
    """The first one that is not made yet."""

    version: Version


class DiagnosisAgain(Message):
    """How to make the last one anew."""

    version: Version


class DiagnosisIsTheirs(Message):
    """Read by the Tisseuse: its author agreed, and sees that it was read."""


class DiagnosisShared(Message):
    """Who may read it from now on."""

    shared: bool


class DiagnosisErased(Message):
    """It is gone, with the messages that showed it."""

    count: int


class DiagnosisReminds(Message):
    """They will be reminded; the next day of it."""

    day: Moment


class NothingToRemind(Message):
    """All of them are made, or their days are over."""


class DiagnosisRemindsNot(Message):
    """They will not be reminded."""


class DiagnosisDue(Message):
    """A line of an îlot's courrier."""

    version: Version


class OwnDiagnosisDue(Message):
    """To who asked to be reminded."""

    version: Version


class NoDiagnosisYet(Message):
    """There is none to do anything with."""


class HowDiagnosisWorks(Message):
    """What can be typed."""

    own: bool


class DiagnosisNowhere(Message):
    """The room is no îlot's any more."""


class PathsShown(Message):
    """`!parcours`: a line an îlot, and what to type of the first."""

    lines: Lines
    more: Message | None
    slug: str


class MorePaths(Message):
    """Where the others are."""

    page: int


class PathLine(Message):
    """One îlot: its stage, its diagnoses."""

    ilot: str
    told: Joined


class StageSaid(Message):
    """How far it has come."""

    stage: Stage


class StageUnsaid(Message):
    """Nobody said."""


class DiagnosisDay(Message):
    """When one was made."""

    version: Version
    day: Moment


class NoDiagnosisMade(Message):
    """None was."""


class NoPaths(Message):
    """No îlot there."""


class PathShown(Message):
    """One îlot, and how to say that it has come further."""

    line: Message
    slug: str
    sharing: Message | None


class DiagnosesShared(Message):
    """Who of it lets the Tisseuse read their own."""

    names: Joined


class PathMoved(Message):
    """It has come to that stage."""

    ilot: str
    stage: Stage


class HowPathsWork(Message):
    """What can be typed."""


class PathsNotAlone(Message):
    """A third person is in the Tisseuse's room."""


class NothingShared(Message):
    """They share none; whether there is one is not said."""

    name: str
