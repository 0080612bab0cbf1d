"""What the bot may say about mechanisms: one class a sentence, no words in it."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Message, Quoting
from commands.kit.speech import ShortDay
from storage.values import MechanismState, Ref


class Part(StrEnum):
    """The fields of a sheet, in their order."""

    PURPOSE = "purpose"
    FOR_WHOM = "for_whom"
    HOW = "how"
    TAKES = "takes"
    STEPS = "steps"
    LIMITS = "limits"
    CONTACT = "contact"


class Countable(StrEnum):
    """What people do with a mechanism, as far as it can be counted."""

    LISTINGS = "listings"
    COVERS = "covers"
    TIMES = "times"
    COMMONS = "commons"
    TRACES = "traces"
    PRIVATE = "private"


class PartSaid(Message):
    """A field's name."""

    part: Part


class StateSince(Message):
    """Where it has come, and since when."""

    state: MechanismState
    day: ShortDay


class MechanismsShown(Message):
    """`!mecanismes`: a line each."""

    lines: Lines


class MechanismLine(Quoting):
    """One of them in the list: how far it has come, and the command."""

    details: Joined


class MechanismNews(Quoting):
    """A line of the courrier: it is on trial, or in place, since that day."""

    since: StateSince


class MoreMechanisms(Message):
    """The way to the next page."""

    page: int


class MechanismsEmpty(Message):
    """There is none yet."""


class NoMechanismsPage(Message):
    """The list has no such page."""


class MechanismShown(Quoting):
    """The sheet."""

    since: StateSince
    lines: Lines


class PartLine(Message):
    """One field of it."""

    part: Part
    said: Joined


class HowToStep(Message):
    """One step, with its number."""

    number: int
    step: str


class AskTheTisseuse(Message):
    """Whom to ask, where nobody else was named."""

    name: str
    known: bool


class EvaluationLine(Message):
    """The last evaluation: when, how many, and what they said together."""

    day: ShortDay
    said: Joined


class AnswersCounted(Message):
    """How many answered."""

    count: int


class UsedCounted(Message):
    """How many of them had used it."""

    count: int


class MarkSaid(Message):
    """How much it helped, out of four."""

    mark: float


class KeepSaid(Message):
    """What to keep."""

    words: str


class ChangeSaid(Message):
    """What to change."""

    words: str


class DropSaid(Message):
    """What to let go."""

    words: str


class DecisionSaid(Message):
    """What was decided of it."""

    words: str


class UseLine(Message):
    """How much it was used in the last three months, counted from what people did."""

    said: Joined


class PrivateUse(Message):
    """How many people used it in the last whole quarter; fewer than five are not counted."""

    quarter: int
    year: str
    count: int
    enough: bool


class ListingsCounted(Message):
    """Posted, and fulfilled."""

    posted: int
    fulfilled: int


class CoversCounted(Message):
    """Asked for, and found."""

    posted: int
    fulfilled: int


class TimesCounted(Message):
    """Times for reflection that took place."""

    count: int


class CommonsCounted(Message):
    """What began."""

    count: int


class TracesCounted(Message):
    """What was shared with the Archipel."""

    count: int


class GiveYours(Message):
    """How to say what one thinks of it."""

    ref: Ref


class ToWrite(Message):
    """To the Tisseuse: what the sheet does not tell yet."""

    ref: Ref
    parts: Joined


class WhichMechanism(Message):
    """No sheet of that name; how to propose one."""

    typed: str


class SeveralMechanisms(Message):
    """More than one sheet of that name."""

    lines: Lines


class NameIt(Message):
    """A proposal without a name."""


class FieldTooLong(Message):
    """A field is longer than a phone shows."""

    longest: int


class HowSheetsWork(Message):
    """Words behind a reference that are not understood."""

    ref: Ref


class IdeaPosted(Quoting):
    """To who proposed it: an idea, which the Tisseuse sees."""


class IdeaTold(Quoting):
    """To the Tisseuse: an idea, and how to put it on trial."""

    who: str
    lines: Lines


class IdeaTakenBack(Message):
    """It is gone."""

    ref: Ref


class SheetWritten(Message):
    """What changed is on the sheet."""

    ref: Ref


class NotYourSheet(Message):
    """A sheet that is no idea of theirs is the Tisseuse's to write."""

    ref: Ref


class StateChanged(Quoting):
    """It has come there."""

    since: StateSince


class WhichState(Message):
    """A state that is none, or a day that is none."""

    ref: Ref


class YoursMoves(Quoting):
    """To who proposed it: where it has come."""

    state: MechanismState


class NothingToDecideOn(Message):
    """It was never evaluated."""

    ref: Ref


class EvaluationDecided(Message):
    """What was decided stands on the sheet."""

    ref: Ref


class SheetGiven(Message):
    """The sheet as a file."""

    ref: Ref


class FileElsewhere(Message):
    """Files are given in private, or in the Tisseuse's room."""

    ref: Ref


class SheetPasted(Message):
    """In the file: how another collective with a Navette takes it."""


class SheetFilled(Message):
    """In the file: whom to ask is theirs to say."""


# ── in a sheet of figures ──


class MechanismsCounted(Message):
    """A sheet's title, then the head of each column."""


class StateNamed(Message):
    """Where one has come."""

    state: MechanismState


class UsesNamed(Message):
    """What is counted of one."""

    names: Joined


class UseNamed(Message):
    """One of them."""

    what: Countable


class FewerThanFive(Message):
    """In place of a number of people."""
