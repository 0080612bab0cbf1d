"""What the bot says of solidarity requests: to whoever asks, to the Tisseuse, and to those whom both agreed on."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Message, Quoting
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


class OwnRequestOver(Message):
    """The same, once it is closed."""

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


class NoWordsLeft(Message):
    """They are erased."""

    ref: Ref


class WhoHidden(Message):
    """« une personne »."""


class WhoNamed(Message):
    """Its author, by name."""

    name: str


class NotCorrected(Message):
    """The edited message has no words any more."""

    ref: Ref


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
