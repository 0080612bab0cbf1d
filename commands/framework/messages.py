"""What the bot may say about frame sheets: one class a sentence, no words in it."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message, Quoting
from commands.kit.speech import ShortDay


class FrameShown(Message):
    """One of them, whole."""

    title: str
    text: str
    foot: Joined


class FrameUpdated(Message):
    """When it was last known to be right."""

    day: ShortDay


class FrameAsks(Message):
    """Who answers questions."""

    name: str


class FrameAsksTisseuse(Message):
    """Nobody is named: the Tisseuse does."""


class FrameIsDue(Message):
    """It waits to be read again: better ask than trust it."""

    day: ShortDay


class FramesShown(Message):
    """Several: a line each."""

    lines: Lines


class FramesMaybe(Message):
    """Only some of the words are there."""

    listed: Message


class FrameLine(Message):
    """One of several, with what to type."""

    words: str
    title: str


class MoreFrames(Message):
    """The way to the next page: what to type."""

    typed: str


class NoFrames(Message):
    """There is none yet."""


class NoFrameFound(Message):
    """None is about that; `example` finds one."""

    got: str
    example: str


class NoSuchFramePage(Message):
    """The list has no such page."""


class HowFrameworkIsWritten(Message):
    """`!cadre ajouter` alone, or with words that make no sheet."""


class FrameTooLong(Message):
    """A title of so many characters, a text of so many lines and characters."""

    lines: int
    longest: int
    title: int


class FrameDayUnread(Message):
    """The day on which it is to be read again is not one, or not ahead."""

    got: str


class FrameTextAsked(Message):
    """A title without a text: which?"""

    title: str


class FrameAdded(Quoting):
    """A new one, and who will be asked about it."""

    words: str
    asks: Message
    review_on: ShortDay


class FrameReviewAsked(Message):
    """Is it still right?"""

    title: str
    text: str
    updated_on: ShortDay


class FrameRenewed(Message):
    """It is right as of today. `changed`: its text is another one."""

    title: str
    changed: bool
    review_on: ShortDay


class FrameLeft(Message):
    """Nothing was changed."""


class FramesDue(Message):
    """Those that wait to be read again."""

    lines: Lines


class FramesToReview(Message):
    """Among what is to be done this week."""

    count: int


class FrameDueLine(Message):
    """One of them, with what to type."""

    words: str
    title: str
    day: ShortDay


class NoFrameDue(Message):
    """None waits; the next one's day, where there is one."""

    following: Message | None


class NextFrameDue(Message):
    """The next to be read again."""

    title: str
    day: ShortDay


class FrameRemovalAsked(Message):
    """Is it to go?"""

    title: str


class FrameRemoved(Message):
    """It is gone."""

    title: str
