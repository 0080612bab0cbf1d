"""What anybody may read of the fund, and how its parts are named."""

from __future__ import annotations

from commands.fund import messages as say
from commands.fund import office
from commands.kit.message import Joined, Lines, Message, Refusal
from storage.desk import Desk
from storage.fund import FundCharter, quarter_before
from storage.fund_case import Nature, Rules
from storage.values import Moment, Price, PriceKind


def price(cents: int) -> Price:
    """To be said."""
    return Price(PriceKind.PAID, cents)


async def charter_of(desk: Desk) -> FundCharter:
    """The fund. Raises Refusal where there is none, or nobody decides for it."""
    charter = await desk.fund.charter()
    if charter is None or not charter.rules.commission:
        raise Refusal(say.FundNotOpen())
    return charter


async def info(desk: Desk) -> Message:
    """Its rules, how to ask, and what it held when the last quarter ended; of nobody and of no payment."""
    charter = await charter_of(desk)
    rules = charter.rules
    return say.FundShown(
        name=charter.name or say.FundName(),
        natures=natures(rules),
        ceiling=price(rules.ceiling_cents),
        days=rules.answer_within_working_days,
        commission=await commission(desk, rules),
        approvals=rules.approvals,
        balance=await _balance(desk),
        pays=charter.holder or say.FundHolder(),
    )


def natures(rules: Rules) -> Joined:
    """An advance and an aid, in the collective's own words where it has some."""
    return Joined(tuple(nature_label(rules, each) or say.NatureSaid(nature=each) for each in Nature), by=", ")


def nature_label(rules: Rules, nature: Nature) -> str | None:
    """The collective's own words for it."""
    place = list(Nature).index(nature)
    return rules.nature[place] if place < len(rules.nature) else None


async def commission(desk: Desk, rules: Rules) -> Joined:
    """By first name."""
    known = [(await desk.people.by_id(user_id), user_id) for user_id in rules.commission]
    names = tuple(person.first_name if person else user_id for person, user_id in known)
    return Joined(names or (say.NobodyDecides(),), by=", ")


async def _balance(desk: Desk) -> Message:
    day = quarter_before(desk.visit.today)
    cents = await desk.fund.balance(day)
    if cents is None:
        return say.NoBalanceYet()
    told = say.FundBalance if cents >= 0 else say.FundBelow
    return told(about=price(abs(cents)), day=Moment(day))


async def rule_lines(desk: Desk, charter: FundCharter, rules: Rules) -> Lines:
    """Every rule, as it is or as it would be."""
    money = office.RuleMoney(
        ceiling=price(rules.ceiling_cents), days=rules.answer_within_working_days, quorum=rules.approvals
    )
    people = office.RulePeople(commission=await commission(desk, rules), holder=charter.holder or say.FundHolder())
    return Lines((charter.name or say.FundName(), money, people, office.RuleWords(natures=natures(rules))))
