"""What the bot may say while a mechanism is judged: one class a sentence, no words in it."""

from __future__ import annotations

from commands.kit.message import Lines, Message, Quoting
from storage.values import Ref


class WhichToReview(Message):
    """What can be reviewed."""

    lines: Lines


class NotTried(Message):
    """Nobody can have used it yet, or any more."""

    ref: Ref


class HeardAlready(Message):
    """They answered in this round; what they said cannot be found again."""

    ref: Ref


class AskUsed(Quoting):
    """The first question."""


class UsedUnread(Message):
    """Neither yes nor no."""

    ref: Ref


class AskHelped(Message):
    """The second one, whatever the first answer was."""


class HelpedUnread(Message):
    """No mark from 1 to 4."""


class AskWords(Message):
    """The third one; who will read the words."""

    longest: int


class Heard(Message):
    """It lies with the others; the same for everybody."""

    ref: Ref


class RoundAsked(Quoting):
    """Unasked, in private: a round begins, with its first question."""


class RoundTold(Quoting):
    """Unasked, in private, where another question is open: a round begins, and how to answer."""


class ResultTold(Quoting):
    """To the Tisseuse: what at least five answers said together."""

    lines: Lines


class RoundClosed(Quoting):
    """To the Tisseuse: a round is over; of fewer than five answers nothing shows."""

    count: int
