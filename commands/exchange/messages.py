"""What the bot may say about listings: one class a sentence, no words in it."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Mention, Message
from storage.desk import Sayable
from storage.values import Direction, ListingState, Moment, Place, Price, Ref, Span


class Deed(StrEnum):
    """What only its author does to a listing."""

    CLOSE = "close"
    EXTEND = "extend"


class ListingPosted(Message):
    """The answer to a new listing: it repeats the date in full."""

    ref: Ref
    title: str
    details: Joined
    hints: Lines


class ReachArchipel(Message):
    """Who sees it, everybody, and how to take it back."""

    ref: Ref


class ReachIlot(Message):
    """Who sees it, the îlot, and how to take it back."""

    ref: Ref


class ContractFirst(Message):
    """A cover's reminder."""


class HolidayWarning(Message):
    """The day is a public holiday: said, not prevented."""

    day: Moment
    holiday: str


class Shortened(Message):
    """Only the first 1,500 characters were kept."""


class At(Message):
    """When, as a part of a line."""

    span: Span


class Costs(Message):
    """How much."""

    price: Price


class Stands(Message):
    """Where."""

    place: Place


class Until(Message):
    """Until when it holds."""

    day: Moment


class Before(Message):
    """Until what hour of what day it holds."""

    moment: Moment


class Lasting(Message):
    """It has no end."""


class Tagged(Message):
    """Its tags, as typed."""

    tags: str


class ListingShown(Message):
    """`!voir`: the whole card as it stands."""

    ref: Ref
    title: str
    details: Joined
    description: str
    by: Joined
    status: Sayable


class ByAuthor(Message):
    """Who posted it."""

    author: str
    ilot: str


class OnlyForIlot(Message):
    """It stays in the îlot."""


class Status(Message):
    """Its state, with the number of raised hands."""

    direction: Direction
    state: ListingState
    hands: int


class FulfilledWith(Message):
    """Its state when somebody is known to have fulfilled it."""

    direction: Direction
    partner: str


class BoardShown(Message):
    """`!offres`: a line each."""

    lines: Lines


class BoardLine(Message):
    """One listing in a list."""

    ref: Ref
    title: str
    details: Joined


class MoreOnPage(Message):
    """The way to the next page."""

    command: str


class BoardEmpty(Message):
    """Nothing on the board at all."""


class NothingFound(Message):
    """Nothing meets the filter."""

    text: str


class DidYouMeanToOffer(Message):
    """A sentence after `!offres` that finds nothing: perhaps they meant to post it."""

    text: str


class HandRaised(Message):
    """To who raised a hand. `later`: the author is told in the morning."""

    author: str
    ref: Ref
    later: bool = False


class HandAlready(Message):
    """To who had raised it before."""

    ref: Ref
    author: str


class AuthorUnreachable(Message):
    """To who raised a hand, when the bot has no way to tell the author."""

    author: str
    ref: Ref


class HandForYou(Message):
    """To the author."""

    who: Mention
    ref: Ref
    title: str


class Fulfilled(Message):
    """Settled."""

    ref: Ref
    direction: Direction
    end: Sayable


class EndAlone(Message):
    """Nobody named."""


class EndWith(Message):
    """With whom."""

    partner: str


class Withdrawn(Message):
    """Taken back."""

    ref: Ref
    direction: Direction


class Extended(Message):
    """Lives on until that day."""

    ref: Ref
    until: Moment
    reopened: bool


class ExtendedIntoThePast(Message):
    """The new end is before today."""

    until: Moment


class WhichListing(Message):
    """The command needs a reference."""

    command: str


class UnreadableDate(Message):
    """What follows the reference is no date."""

    ref: str
    got: str


class AskTheAuthor(Message):
    """Not the author: shall I pass it on?"""

    ref: Ref
    deed: Deed


class PassedOn(Message):
    """Told to the author; `later`: in the morning."""

    author: str
    later: bool = False


class AskedToExtend(Message):
    """To the author: somebody would like it to last."""

    who: Mention
    ref: Ref
    title: str


class AskedToClose(Message):
    """To the author: somebody thinks it is settled."""

    who: Mention
    ref: Ref
    title: str


class NoIlot(Message):
    """Somebody without an îlot wants to post."""
