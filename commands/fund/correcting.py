"""Whoever asked the fund edits their message: it is read like the first one, and opinions begin anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from commands.fund import messages as say
from commands.fund import office
from commands.fund.deciding import LOGGED_CHANGE, ask_anew, due_after, forget_questions
from commands.fund.reading import MOST, nature_in, without_amount
from commands.fund.shown import charter_of, price
from commands.kit import aside
from commands.kit.command import Answer, AnswerHandler
from commands.kit.confidential import erase_shown, tell_me, tell_office
from commands.kit.dialogue import number
from commands.kit.message import Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.reading import first_amount, tidy
from storage.desk import Desk
from storage.fund_case import Case, Nature
from storage.posts import Role
from storage.questions import Question
from storage.requests import SolidarityRequest
from storage.values import Moment, Ref

ABOVE = "fund-above"
_ALL_THE_SAME, _LESS = 1, 2


async def correct(desk: Desk, ref: Ref, text: str) -> None:
    """Other words, another amount. In a room a 💌 and nothing else: whatever there is to say is said in private."""
    request = await desk.requests.own(ref, desk.visit.someone)
    _, case = await desk.fund.case(ref)
    refusal = _refused(request, case, text)
    if refusal is not None:
        await aside.refuse_aside(desk, Refusal(refusal))
        return
    wanted: dict[str, Any] = {
        "ref": str(ref),
        "cents": first_amount(text) or case.asked_cents,
        "nature": nature_in(text) or case.nature,
        "words": without_amount(text).strip(),
    }
    rules = (await charter_of(desk)).rules
    if wanted["cents"] > max(rules.ceiling_cents, case.asked_cents):
        above = say.AboveCeiling(ceiling=price(rules.ceiling_cents))
        await aside.take_aside(desk, above, Question(ABOVE, wanted))
    else:
        await _change(desk, request, case, wanted)


def _refused(request: SolidarityRequest, case: Case, text: str) -> Message | None:
    if not (request.is_open and case.is_waiting):
        return say.TooLateToCorrect(ref=request.ref)
    if not text.strip():
        return say.NothingToCorrect(ref=request.ref)
    return say.FundTooLong(most=MOST) if len(tidy(text)) > MOST else None


async def _change(desk: Desk, request: SolidarityRequest, case: Case, wanted: dict[str, Any]) -> None:
    """Nothing where nothing is other than before."""
    new, before = _rewritten(case, wanted), desk.requests.own_words(request, desk.visit.someone)
    if (new.nature, new.asked_cents, wanted["words"]) == (case.nature, case.asked_cents, before):
        return
    rules = (await charter_of(desk)).rules
    if case.said:
        new = replace(new, due_on=due_after(desk.visit.today, rules))
    request.rewrite(wanted["words"])
    request.amount_cents = new.asked_cents
    await desk.fund.keep(request, new)
    await desk.fund.log(request.ref, "", LOGGED_CHANGE, desk.visit.now)
    await forget_questions(desk, request.ref)
    await erase_shown(desk, request)
    await _tell(desk, request, new)
    await ask_anew(desk, request, heard=bool(case.said))
    await tell_office(desk, request, office.FundCorrectedOffice(ref=request.ref, until=Moment(new.due_on)))


def _rewritten(case: Case, wanted: dict[str, Any]) -> Case:
    return case.rewritten(Nature(wanted["nature"]), wanted["cents"], case.due_on)


async def _tell(desk: Desk, request: SolidarityRequest, case: Case) -> None:
    """As it was understood; « c'est envoyé » says the day that counts now."""
    words = desk.requests.own_words(request, desk.visit.someone)
    told = say.FundCorrected(
        ref=request.ref,
        amount=price(case.asked_cents),
        nature=case.nature,
        words=say.CaseWords(words=words) if words else say.CaseBare(),
        until=Moment(case.due_on),
    )
    await tell_me(desk, request, told, Role.SHOWN)
    sent = await desk.posts.first_of(str(request.ref))
    if sent is not None:
        days = (await charter_of(desk)).rules.answer_within_working_days
        desk.reword(sent, say.FundSent(ref=request.ref, days=days, until=Moment(case.due_on)))


async def _above(desk: Desk, answer: Answer) -> Message | None:
    """1 asks for it all the same, 2 for what the rules foresee; anything else leaves it as it was."""
    picked, ref = number(answer.text), Ref.parse(answer.fields["ref"])
    request = await desk.requests.own(ref, desk.visit.someone)
    if picked not in {_ALL_THE_SAME, _LESS}:
        return NothingKept()
    _, case = await desk.fund.case(ref)
    if not (request.is_open and case.is_waiting):
        return say.TooLateToCorrect(ref=ref)
    ceiling = (await charter_of(desk)).rules.ceiling_cents
    cents = ceiling if picked == _LESS else answer.fields["cents"]
    await _change(desk, request, case, {**answer.fields, "cents": cents})
    return None


ANSWERS: dict[str, AnswerHandler] = aside.answers({ABOVE: _above})
