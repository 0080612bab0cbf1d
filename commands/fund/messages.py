"""What the bot says of the solidarity fund. Of one request, in private alone."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message
from storage.fund_case import CaseState, Nature, Opinion
from storage.values import Moment, Price, Ref

# ── for everybody ──


class FundShown(Message):
    """What it is, its rules, how to ask; nobody's name but the commission's, and no movement."""

    name: object
    natures: Joined
    ceiling: Price
    days: int
    commission: Joined
    approvals: int
    balance: object
    pays: object


class FundName(Message):
    """Where nobody gave it another one."""


class FundHolder(Message):
    """Where nobody said who holds its money."""


class FundBalance(Message):
    """To the nearest hundred euros, at the end of a quarter."""

    about: Price
    day: Moment


class FundBelow(Message):
    """The same, where more went out than came in."""

    about: Price
    day: Moment


class NoBalanceYet(Message):
    """No quarter is over since it began."""


class NatureSaid(Message):
    """Where the rules give no other words."""

    nature: Nature


class FundNotOpen(Message):
    """There is no fund, or nobody decides for it."""


class NobodyDecides(Message):
    """In the list of rules: the commission has no members."""


# ── asking ──


class AskHowMuch(Message):
    """The first question."""


class AskNature(Message):
    """An advance, or an aid?"""


class AboveCeiling(Message):
    """More than the rules foresee."""

    ceiling: Price


class FundPreview(Message):
    """What would be sent, and how it would be signed."""

    amount: Price
    nature: Nature
    words: str
    approvals: int


class FundPreviewBare(Message):
    """The same, of a request without words."""

    amount: Price
    nature: Nature
    approvals: int


class AskFundSend(Message):
    """« oui », and it goes."""

    named: bool


class FundSent(Message):
    """It went."""

    ref: Ref
    days: int
    until: Moment


class FundTooLong(Message):
    """More words than are kept."""

    most: int


# ── to whoever asked ──


class FundExamined(Message):
    """Somebody of the commission has read it and said something."""

    ref: Ref


class FundMoreAsked(Message):
    """The commission wants to know more."""

    ref: Ref
    word: str


class FundGranted(Message):
    """Enough of them agree."""

    ref: Ref
    nature: Nature
    amount: Price
    named: bool
    words: Lines


class FundRefused(Message):
    """They do not."""

    ref: Ref
    words: Lines


class FundWord(Message):
    """What one of them adds; never who."""

    word: str


class FundPaid(Message):
    """The payment was declared."""

    ref: Ref
    nature: Nature
    amount: Price


class FundRepaid(Message):
    """A repayment was declared; `left` is None where nothing is left."""

    ref: Ref
    amount: Price
    left: object


class FundLeft(Message):
    """What is still to come back."""

    amount: Price


class FundAllRepaid(Message):
    """Nothing is."""


class FundLate(Message):
    """The days are over."""

    ref: Ref


class AskPassOn(Message):
    """Does this go to the commission?"""

    ref: Ref
    words: str


class FundAnswerPassedOn(Message):
    """Their answer went to the commission."""

    ref: Ref


class HowToAnswer(Message):
    """An answer without its reference, or without words."""


class NothingAsked(Message):
    """The commission waits for no answer."""

    ref: Ref


# ── to the commission ──


class AskCommission(Message):
    """A request, to one of them alone."""

    ref: Ref
    who: Message
    amount: Price
    nature: Nature
    words: object
    approvals: int
    until: Moment


class CaseWords(Message):
    """What whoever asks wrote."""

    words: str


class CaseBare(Message):
    """They wrote nothing more, or it is erased."""


class SomebodyAsks(Message):
    """Under a pseudonym, to the commission too."""


class AsksByName(Message):
    """Whoever asks signed it."""

    name: str


class ToldMore(Message):
    """Whoever asks answered what the commission wanted to know; then the request again."""

    ref: Ref
    word: str
    then: Message


class HowOpinionWorks(Message):
    """Neither yes, nor no, nor « plus »."""

    ref: Ref


class AskWhatIsMissing(Message):
    """« plus », without saying what."""

    ref: Ref


class OpinionNoted(Message):
    """To whoever gave it; others' opinions are not told."""

    ref: Ref
    opinion: Opinion


class CaseDecided(Message):
    """To the commission, and to the Tisseuse: what became of it."""

    ref: Ref
    state: CaseState


class DecideReminder(Message):
    """Once, on the last day, to whoever said nothing yet; then the request again."""

    then: Message


class DecideInPrivate(Message):
    """An opinion typed where others read along."""

    ref: Ref


class NothingToDecide(Message):
    """No request waits for them."""


class ToDecide(Message):
    """Those that do."""

    lines: Lines


class ToDecideLine(Message):
    """One of them."""

    ref: Ref
    until: Moment


class BalanceByQuarter(Message):
    """A sheet's title, then the head of each column."""
