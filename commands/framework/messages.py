"""What the bot may say about frame sheets: one class a sentence, no words in it."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message, Quoting
from commands.kit.speech import ShortDay


class SheetShown(Message):
    """One of them, whole."""

    title: str
    text: str
    foot: Joined


class SheetUpdated(Message):
    """When it was last known to be right."""

    day: ShortDay


class SheetAsks(Message):
    """Who answers questions."""

    name: str


class SheetAsksTisseuse(Message):
    """Nobody is named: the Tisseuse does."""


class SheetIsDue(Message):
    """It waits to be read again: better ask than trust it."""

    day: ShortDay


class SheetsShown(Message):
    """Several: a line each."""

    lines: Lines


class SheetsMaybe(Message):
    """Only some of the words are there."""

    listed: Message


class SheetLine(Message):
    """One of several, with what to type."""

    words: str
    title: str


class MoreSheets(Message):
    """The way to the next page: what to type."""

    typed: str


class NoSheets(Message):
    """There is none yet."""


class NoSheetFound(Message):
    """None is about that; `example` finds one."""

    got: str
    example: str


class NoSuchSheetPage(Message):
    """The list has no such page."""


class HowFrameworkIsWritten(Message):
    """`!cadre ajouter` alone, or with words that make no sheet."""


class SheetTooLong(Message):
    """A title of so many characters, a text of so many lines and characters."""

    lines: int
    longest: int
    title: int


class SheetDayUnread(Message):
    """The day on which it is to be read again is not one, or not ahead."""

    got: str


class SheetTextAsked(Message):
    """A title without a text: which?"""

    title: str


class SheetAdded(Quoting):
    """A new one, and who will be asked about it."""

    words: str
    asks: Message
    review_on: ShortDay


class SheetReviewAsked(Message):
    """Is it still right?"""

    title: str
    text: str
    updated_on: ShortDay


class SheetRenewed(Message):
    """It is right as of today. `changed`: its text is another one."""

    title: str
    changed: bool
    review_on: ShortDay


class SheetLeft(Message):
    """Nothing was changed."""


class SheetsDue(Message):
    """Those that wait to be read again."""

    lines: Lines


class SheetsToReview(Message):
    """Among what is to be done this week."""

    count: int


class SheetDueLine(Message):
    """One of them, with what to type."""

    words: str
    title: str
    day: ShortDay


class NoSheetDue(Message):
    """None waits; the next one's day, where there is one."""

    following: Message | None


class NextSheetDue(Message):
    """The next to be read again."""

    title: str
    day: ShortDay


class SheetRemovalAsked(Message):
    """Is it to go?"""

    title: str


class SheetRemoved(Message):
    """It is gone."""

    title: str
