"""What the bot may say to somebody in distress, and to who is asked to call them."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Mention, Message


class Office(StrEnum):
    """Who would be told, for the words to choose by."""

    TISSEUSE = "tisseuse"
    DEPUTY = "deputy"
    BOTH = "both"


class DangerNumber(Message):
    """A number to call in danger."""

    number: str


class EitherNumber(Message):
    """One, or the other."""

    one: Message
    other: Message


class InDanger(Message):
    """Whom to call then."""

    numbers: Message


class WhoListens(Message):
    """A number that somebody answers who is used to it."""

    number: str
    day_and_night: bool
    free: bool


class PeopleToCall(Message):
    """Who listens now, and whom to call in danger."""

    numbers: Joined


class MayITell(Message):
    """Whether the Tisseuse is to be told (herself: her deputy); while both are away, also who stands in."""

    asked: Joined


class MayITellOffice(Message):
    """The question itself."""

    office: Office


class StandInToo(Message):
    """Both are away: who would know as well; `alone`, where nobody of the two can be told."""

    name: str
    alone: bool


class WriteToHer(Message):
    """Who can be written to, when the bot cannot tell anybody."""

    tisseuse: Mention


class NoWayToTell(Message):
    """There is no room in which only she and her deputy would read it."""

    write: WriteToHer | None


class YourWordsShow(Message):
    """The message was typed where others read."""


class DistressHeard(Message):
    """At once, in private: what the bot is, who can listen, and a question; why not, where it cannot be asked."""

    people: PeopleToCall
    then: Message
    visible: YourWordsShow | None


class DistressHeardAgain(Message):
    """The same, while the question waits."""

    people: PeopleToCall
    then: Message
    visible: YourWordsShow | None


class OnlyYesOrNo(Message):
    """What came back is neither."""

    people: PeopleToCall
    then: Message


class YourQuestionWaits(Message):
    """What was asked before still is."""


class OfficeKnows(Message):
    """Who was told, of the two."""

    office: Office


class ContactPromised(Message):
    """They were told. What may be expected, and not."""

    told: Joined
    away: bool
    people: PeopleToCall
    before: YourQuestionWaits | None


class StandInKnows(Message):
    """Who stands in was told; `alone`, and nobody of the two."""

    name: str
    alone: bool


class NobodyTold(Message):
    """After a no, or no answer."""

    people: PeopleToCall
    before: YourQuestionWaits | None


class CannotTellNow(Message):
    """After a yes, when the way closed meanwhile."""

    why: NoWayToTell
    people: PeopleToCall


class ContactAsked(Message):
    """To the Tisseuse and her deputy: who, and nothing else."""

    person: Mention


class ContactAskedOfStandIn(Message):
    """To whoever stands in for both: who, and nothing else."""

    person: Mention


class InvitedApart(Message):
    """In a thread where others read: the answer waits in the private room that is being opened."""

    people: PeopleToCall


class HereForAnybody(Message):
    """In a thread where others read, when there is no way to be alone: as if it were for anybody."""

    people: PeopleToCall
    bot: str
