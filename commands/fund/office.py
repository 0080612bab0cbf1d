"""What the bot says of the fund in the Tisseuse's own room: never who asks, nor a word of theirs."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Message
from storage.fund import Way
from storage.fund_case import CaseState, Nature
from storage.values import Moment, Price, Ref


class FundAskedOffice(Message):
    """A request to the fund; the commission knows."""

    ref: Ref
    until: Moment


class FundCorrectedOffice(Message):
    """Its author changed it; opinions begin anew."""

    ref: Ref
    until: Moment


class OutOfReach(Message):
    """The bot cannot talk to that member alone."""

    name: str


class QuorumOutOfReach(Message):
    """Too few may decide on it; why is nobody's business."""

    ref: Ref
    approvals: int


class CaseWaits(Message):
    """The last day has come, and so many have not decided."""

    ref: Ref
    count: int


class GrantedOffice(Message):
    """How much, and what to type once it is paid."""

    ref: Ref
    nature: Nature
    amount: Price


class MovementNoted(Message):
    """As it was understood."""

    ref: Ref
    way: Way
    amount: Price
    day: Moment


class MovementTakenBack(Message):
    """It counts no more; its name is not used again."""

    ref: Ref


class RepaidNoted(Message):
    """A repayment, and what is left of the advance."""

    ref: Ref
    about: Ref
    amount: Price
    left: Message


class NotGranted(Message):
    """Nothing is paid that the commission did not grant."""

    ref: Ref


class MoreThanGranted(Message):
    """More than the commission granted."""

    ref: Ref
    amount: Price


class NothingOwed(Message):
    """Nothing was paid for it."""

    ref: Ref


class MoreThanOwed(Message):
    """More than what is still to come back."""

    ref: Ref
    amount: Price


class OfficeCrowded(Message):
    """A third person is in the Tisseuse's room."""


class DecisionsShown(Message):
    """The log of one request, or what is under way."""

    lines: Lines


class Step(StrEnum):
    """What the log may say."""

    YES = "yes"
    NO = "no"
    MORE = "more"
    GRANTED = "granted"
    REFUSED = "refused"
    PAID = "paid"
    REPAID = "repaid"
    CHANGED = "changed"  # its author asks something else: opinions begin anew


OUTCOMES = frozenset({Step.GRANTED, Step.REFUSED, Step.CHANGED})


class DecisionLine(Message):
    """Who said what, when."""

    who: Message
    step: Step
    day: Moment


class OutcomeLine(Message):
    """What followed from it."""

    step: Step
    day: Moment


class CaseLine(Message):
    """One that is under way."""

    ref: Ref
    state: CaseState
    agreed: int
    until: Moment


class NoDecisions(Message):
    """Nothing to show."""


class RulesShown(Message):
    """All of them."""

    lines: Lines


class RuleMoney(Message):
    """Ceiling, days, approvals."""

    ceiling: Price
    days: int
    quorum: int


class RulePeople(Message):
    """Who decides, who holds the money."""

    commission: Joined
    holder: object


class RuleWords(Message):
    """How an advance and an aid are called."""

    natures: Joined


class AskRules(Message):
    """As they would be."""

    lines: Lines


class RulesChanged(Message):
    """From now on."""


class HowRulesWork(Message):
    """A rule that cannot be read, or that cannot be."""


class HowMovementsWork(Message):
    """A payment that cannot be read."""
