"""What the kit itself may say: help, near misses, refusals that every command shares."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message, Phrase
from commands.kit.speech import MonthName, ShortDay, WeekdayName
from storage.traces import Signature
from storage.values import Ref, Span


class UnknownCommand(Message):
    """Nothing near."""

    typed: str


class NearMiss(Message):
    """Something near: proposed, never run."""

    typed: str
    proposals: Joined


class Proposal(Message):
    """One command word, as code."""

    word: str


class TisseuseOnly(Message):
    """Typed outside her room, or by somebody else."""


class MembersOnly(Message):
    """Typed by somebody who is in no îlot."""


class WrongRoom(Message):
    """Typed where this command has no meaning."""

    command: str
    in_private: bool  # it has one in private


class OnlyInPrivate(Message):
    """Typed in a room, where it is for two."""

    command: str


class ClearRoom(Message):
    """Typed in a room for two that is not encrypted."""

    command: str


class CrowdedRoom(Message):
    """Typed in a conversation with the bot that a third person has entered."""

    command: str


class MissingText(Message):
    """The command alone, where it needs words."""

    ask: Phrase
    example: Phrase

    @classmethod
    def of(cls, command: str) -> MissingText:
        """For that command."""
        return cls(ask=Phrase(f"{command}.ask"), example=Phrase(f"{command}.example"))


class GuideBegins(Message):
    """The command alone: the first question."""

    ask: Phrase
    example: Phrase
    in_thread: bool


class GuideAsks(Message):
    """The next question."""

    ask: Phrase


class GuideAgain(Message):
    """The answer cannot be read: the same question."""

    got: str
    ask: Phrase


class UnreadableValue(Message):
    """A key's value that cannot be read."""

    key: str
    got: str


class Breathe(Message):
    """To somebody who sends more than anybody can type: once, then nothing for a minute."""

    most: int


class InternalFault(Message):
    """A bug of ours, with the reference that stands in the logs."""

    code: str


class FaultTold(Message):
    """The same, for the Tisseuse's room."""

    code: str
    kind: str


class DeadLetter(Message):
    """A message that a room will never take, for the Tisseuse's room."""

    room: str
    reason: str


class FileNotTaken(Message):
    """The homeserver does not take a file."""

    file: str
    room: str
    reason: str


class CannotEnter(Message):
    """A room that the bot may not enter uninvited, for the Tisseuse's room."""

    room: str


class NoSuchDay(Message):
    """Impossible date, with the days around it; `year` with its space, when one was said."""

    day: int
    month: MonthName
    year: str
    proposals: Message | Joined
    count: int


class WrongWeekday(Message):
    """Day and date disagree."""

    day: ShortDay
    weekday: WeekdayName
    proposals: Joined


class DayIsPast(Message):
    """A date that has passed."""

    day: ShortDay
    proposals: Joined


class TheDay(Message):
    """« le 3 mars »."""

    day: ShortDay


class EitherDay(Message):
    """One day or the other."""

    first: TheDay
    second: TheDay


class Choice(Message):
    """One numbered way out of a doubt."""

    number: int
    what: Span | TheDay


class AnotherDate(Message):
    """The last numbered way out."""

    number: int


class WhichDate(Message):
    """« une autre date » was chosen: it is to be typed."""


class NothingKept(Message):
    """« stop »."""


class ChooseANumber(Message):
    """The answer was none of the numbers."""

    proposals: Joined


class CourrierAgain(Message):
    """A courrier without a line that was deleted."""

    lines: Lines


class EditNotRead(Message):
    """An edited message that makes nothing any more: what it made stays as it was."""

    ref: Ref


class StillVisible(Message):
    """What is private was typed in a room; then the question itself."""

    then: Message


class TakenAway(Message):
    """« retire »: the room does not show it any more; the question stays open."""


class CannotTakeAway(Message):
    """The same, where the bot has no power to."""


class WriteMeAlone(Message):
    """A private matter, and no way for the bot to open a private room."""

    bot: str


class SignedAs(Message):
    """Who says it, as they wish to be named."""

    signature: Signature
    collective: bool
    name: str
    ilot: str
