"""What the bot says of solidarity requests: to whoever asks, to the Tisseuse, and to those whom both agreed on."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Message, Quoting
from storage.requests import Need, RequestState, Signed, Within
from storage.values import Moment, Ref


class Hurry(StrEnum):
    """How soon it presses, under names that words can be chosen by."""

    URGENT = "urgent"
    WEEK = "week"
    NONE = "none"

    @classmethod
    def of(cls, within: Within) -> Hurry:
        """The same."""
        return cls[Within(within).name]


# ── to whoever asks ──


class WhatSupport(Message):
    """The first question."""


class WhichOther(Message):
    """« autre »."""


class SayInAFewWords(Message):
    """The second question."""


class RequestPreview(Message):
    """What would be sent, and how it would be signed."""

    text: str
    about: Joined


class AboutNeed(Message):
    """One part of it."""

    need: Need


class AboutWithin(Message):
    """One part of it."""

    within: Hurry


class WhereItStands(Message):
    """Where a request stands, in a word or two."""

    state: RequestState


class AskSend(Message):
    """After 1 or 2."""

    signed: Signed


class RequestSent(Message):
    """It is with the Tisseuse."""

    ref: Ref
    answer: Joined
    reader: Message | None  # who reads it meanwhile, where the Tisseuse is away


class AnswerWithin(Message):
    """How many working days an answer may take."""

    days: int


class AtTheLatest(Message):
    """The day by which there is an answer."""

    day: Moment


class ReadByDeputy(Message):
    """The Tisseuse is away."""


class ReadByStandIn(Message):
    """So is her deputy."""

    name: str


class WaitsForRoom(Message):
    """Nobody can read it yet: her room is shut to such things, or does not exist."""

    ref: Ref


class CutAt(Message):
    """The rest was cut off."""

    most: int


class OwnRequest(Message):
    """`!solidarite S-…`: where it stands."""

    ref: Ref
    need: Message
    state: Message
    words: Message


class OwnWords(Message):
    """As they wrote them."""

    text: str


class RequestWithdrawn(Message):
    """« annule S-… »."""

    ref: Ref


class WhichRequest(Message):
    """« annule » without a name."""

    refs: str


class NothingToCancel(Message):
    """« annule », and there is nothing."""


class RequestReadOn(Message):
    """Somebody opened it."""

    ref: Ref
    day: Moment
    by: str


class RequestTaken(Message):
    """Somebody takes care of it."""

    ref: Ref
    by: str


class ReplyFor(Message):
    """Words for them."""

    ref: Ref
    by: str
    text: str


class SendThis(Message):
    """What they typed would go to the Tisseuse."""

    ref: Ref
    text: str


class WordPassedOn(Message):
    """It went."""

    ref: Ref


class AnswerLate(Message):
    """Nobody has answered in time: said honestly."""

    ref: Ref


class RequestEnded(Message):
    """The Tisseuse closed it."""

    ref: Ref
    state: Message
    day: Moment


class MayRelay(Message):
    """This text would go to the other îlots."""

    ref: Ref
    text: str


class WillTravel(Message):
    """They agreed."""

    ref: Ref


class StaysHere(Message):
    """They did not."""

    ref: Ref


class MayOrient(Message):
    """One named person would read it."""

    ref: Ref
    name: str


class RequestOriented(Message):
    """They agreed."""

    ref: Ref
    name: str


# ── to the Tisseuse ──


class RequestHead(Message):
    """The first message of a request's thread: it always shows the state."""

    ref: Ref
    need: Message
    within: Message
    who: Message
    state: Message
    since: Moment


class WhoNamed(Message):
    """Its author, by name."""

    name: str


class WhoHidden(Message):
    """« une personne »."""


class RequestOpened(Message):
    """Its words."""

    ref: Ref
    text: str


class NoWordsLeft(Message):
    """They are erased."""

    ref: Ref


class RequestCorrected(Message):
    """Its author changed the words."""

    ref: Ref


class FromAuthor(Message):
    """Words of its author's."""

    ref: Ref
    who: Message
    text: str


class FromHelper(Message):
    """Somebody answers what was passed on."""

    ref: Ref
    name: str
    text: str


class FromOriented(Message):
    """What the one named person answered."""

    ref: Ref
    name: str
    text: str


class RequestNoted(Message):
    """An order of hers was done."""

    ref: Ref
    state: Message


class ToAcknowledge(Message):
    """In the weekly digest: nobody took them yet; `late` of them since as many working days as an answer may take."""

    count: int
    late: int
    days: int


class ReplySent(Message):
    """Her words went."""

    ref: Ref


class AskedAuthor(Message):
    """Their « oui » is waited for."""

    ref: Ref


class AuthorAgreed(Message):
    """To what she proposed."""

    ref: Ref


class AuthorRefused(Message):
    """The same."""

    ref: Ref


class WithdrawnByAuthor(Message):
    """Its words are gone."""

    ref: Ref


class Unreached(Message):
    """There is no way to write to them in private any more."""

    ref: Ref


class RequestDue(Message):
    """Nobody has taken it yet."""

    ref: Ref
    days: int


class RequestQueue(Message):
    """`!demandes`."""

    lines: Lines
    more: int


class QueueLine(Message):
    """One of them."""

    ref: Ref
    need: Message
    within: Message
    who: Message
    state: Message
    since: Moment


class QueueEmpty(Message):
    """The same."""


class RoomNotAlone(Message):
    """Somebody else is in the Tisseuse's room: solidarity waits."""


class HowRequestWorks(Message):
    """`!demande` without an order it knows."""


class RelayTooTelling(Message):
    """The text would tell who it is."""

    words: str


class CannotOrient(Message):
    """To themselves, or to nobody who can be written to."""

    name: str


# ── to those who help ──


class RelayLine(Quoting):
    """A line of the courrier."""


class OrientedToYou(Message):
    """The one named person reads it."""

    ref: Ref
    who: Message
    text: str


class HelpPassedOn(Message):
    """What somebody answered to a relayed request went to the Tisseuse."""

    ref: Ref


class StandsIn(Message):
    """To the person named in the configuration."""

    ref: Ref
