"""What the bot may say about listings: one class a sentence, no words in it."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Mention, Message, Quoting
from commands.kit.speech import WeekdayName
from storage.desk import Sayable
from storage.values import Direction, ListingState, Moment, Place, Price, Reach, Ref, Span


class Deed(StrEnum):
    """What only its author does to a listing."""

    CLOSE = "close"
    EXTEND = "extend"


class ListingPosted(Quoting):
    """The answer to a new listing: it repeats the date in full."""

    details: Joined
    hints: Lines


class HowToChange(Message):
    """How to correct it, keep it in the îlot, or take it back."""


class HowToChangeHere(Message):
    """The same for what stays in the îlot."""


class ReachArchipel(Message):
    """Who sees it: everybody."""

    how: HowToChange


class ReachNextEdition(Message):
    """When everybody will read of it."""

    day: WeekdayName
    how: HowToChange


class ReachIlot(Message):
    """Who sees it: the îlot."""

    how: HowToChangeHere


class ListingClosed(Quoting):
    """The answer to its creation, once it is open no more."""

    details: Joined
    status: Sayable


class ListingAnnounced(Quoting):
    """An urgent cover, in another îlot's room."""

    details: Joined
    by: Message


class HeldBack(Message):
    """Who sees it for now: the îlot. Why is said in private."""

    how: HowToChangeHere


class KindStays(Message):
    """An edited message that would make something else of it."""

    ref: Ref
    direction: Direction


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


class ListingShown(Quoting):
    """`!voir`: the whole card as it stands."""

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


class FulfilledWithSomebody(Message):
    """Its state when who fulfilled it is forgotten."""

    direction: Direction


class FulfilledWith(Message):
    """Its state when somebody is known to have fulfilled it."""

    direction: Direction
    partner: str


class BoardShown(Message):
    """`!offres`: a line each."""

    lines: Lines


class BoardLine(Quoting):
    """One listing in a list."""

    details: Joined


class SettledLine(Quoting):
    """One listing that is fulfilled since it was told of."""

    direction: Direction


class MoreOnPage(Message):
    """The way to the next page: what to type behind the command."""

    filter: str


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


class HandForYou(Quoting):
    """To the author."""

    who: Mention


class HandLowered(Message):
    """To the author: somebody took their hand back."""

    who: Mention
    ref: Ref


class ClosedForHand(Quoting):
    """To who had raised a hand: it is settled, or taken back."""

    direction: Direction
    state: ListingState


class ClosedForYou(Quoting):
    """To the author: the Tisseuse closed it."""

    direction: Direction
    state: ListingState


class WithWhom(Message):
    """After a tap: it is settled, and who with?"""

    ref: Ref
    direction: Direction
    candidates: Joined
    count: int


class Candidate(Message):
    """One who raised a hand."""

    number: int
    name: str


class OneNameKept(Message):
    """Settled with the first of several; another one can be said."""

    ref: Ref
    direction: Direction
    partner: str
    candidates: Joined


class NotedWith(Message):
    """Who fulfilled it is known now."""

    ref: Ref
    partner: str


class NobodyNamed(Message):
    """Nobody has to be named."""


class ReachChanged(Message):
    """To the author, after a tap in private."""

    ref: Ref
    reach: Reach


class Fulfilled(Message):
    """Settled."""

    ref: Ref
    direction: Direction
    end: Sayable


class EndAlone(Message):
    """Nobody named."""


class EndWith(Message):
    """With whom; thanks go to the author alone."""

    partner: str
    is_mine: bool


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


class AskedToExtend(Quoting):
    """To the author: somebody would like it to last."""

    who: Mention


class AskedToClose(Quoting):
    """To the author: somebody thinks it is settled."""

    who: Mention


class NoIlot(Message):
    """Somebody without an îlot wants to post."""
