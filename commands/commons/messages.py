"""What the bot may say about things held in common: one class a sentence, no words in it."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Mention, Message, Quoting
from commands.kit.speech import WeekdayName
from storage.values import CommonKind, CommonState, Ref


class CommonPosted(Quoting):
    """The answer to a proposal, as long as it lives. `ended`: its title brings its own full stop."""

    ended: bool
    state: CommonState
    details: Joined
    hints: Lines


class KindSaid(Message):
    """Of what kind it is."""

    kind: CommonKind


class KindGuessed(Message):
    """Nobody said of what kind it is: how to say it."""


class Lacking(Message):
    """What is missing."""

    missing: str


class LacksNothing(Message):
    """Nothing is missing any more."""


class HowToMove(Message):
    """What its holder may do with it."""

    state: CommonState


class CommonInTheCourrier(Message):
    """When everybody will read of it."""

    day: WeekdayName
    how: HowToMove


class CommonInTheList(Message):
    """Where everybody sees it."""

    how: HowToMove


class CommonShortened(Message):
    """Only the first 1,500 characters were kept."""


class CommonShown(Quoting):
    """`!voir`: the whole card as it stands."""

    details: Joined
    description: str
    by: Joined
    status: Message


class CommonClosed(Quoting):
    """The answer to its proposal, once it is over."""

    details: Joined
    status: Message


class HeldBy(Message):
    """Whose idea it is."""

    holder: str


class HowMany(Message):
    """How many take part."""

    count: int


class CommonStatus(Message):
    """Its state, in a sentence."""

    state: CommonState


class StateSaid(Message):
    """Its state, in a word."""

    state: CommonState


class CommonsShown(Message):
    """`!communs`: a line each."""

    lines: Lines


class CommonLine(Quoting):
    """One of them in the list."""

    details: Joined


class MoreCommons(Message):
    """The way to the next page."""

    page: int


class CommonsEmpty(Message):
    """There is nothing in common yet."""


class NoSuchPage(Message):
    """The list has no such page."""


class CommonNews(Quoting):
    """In another îlot's courrier: proposed since."""

    details: Joined


class CommonMovedLine(Quoting):
    """In another îlot's courrier: begun, or finished, since."""

    state: CommonState


class JoinedIn(Message):
    """To who joined. `later`: its holder is told in the morning."""

    holder: str
    later: bool = False


class JoinedAlready(Message):
    """To who takes part already."""

    ref: Ref


class HolderUnreachable(Message):
    """To who joined, when the bot has no way to tell its holder."""

    holder: str
    ref: Ref


class JoinsYours(Quoting):
    """To its holder; and what they may tap next."""

    who: Mention
    state: CommonState


class LeavesYours(Message):
    """To its holder: somebody takes part no more."""

    who: Mention
    ref: Ref


class LeftIt(Message):
    """To who takes part no more."""

    ref: Ref


class NotInIt(Message):
    """To who took no part."""

    ref: Ref


class HolderStays(Message):
    """Its holder cannot leave it, but may drop it."""

    ref: Ref


class CommonMoved(Message):
    """It begins, is finished, or is dropped."""

    ref: Ref
    state: CommonState


class MovedForYou(Quoting):
    """The same, to who takes part."""

    state: CommonState


class MissingNoted(Message):
    """What is missing, as its holder says now."""

    ref: Ref
    missing: Message


class CommonHasNoEnd(Message):
    """There is no date to move."""

    ref: Ref


class WhichCommon(Message):
    """A title that is none."""


class HowCommonWorks(Message):
    """Words behind a reference that are not understood."""

    ref: Ref


class LeftCommons(Message):
    """To who left an îlot's room: what they proposed there asks nobody new."""

    count: int
    refs: str


class BackToCommons(Message):
    """To who came back: it shows again."""

    count: int
    refs: str


class CommonsByState(Message):
    """A sheet's title, then the head of each column."""
