"""`!fonds demande`: from the first word to the « oui » that sends it; a draft lives in the open question alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from commands.fund import messages as say
from commands.fund.deciding import due_after, open_case
from commands.fund.reading import MOST, chosen_nature, nature_in, without_amount
from commands.fund.shown import charter_of, price
from commands.kit import aside
from commands.kit.command import Answer, AnswerHandler
from commands.kit.dialogue import is_no, is_stop, is_yes, number
from commands.kit.message import Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.reading import first_amount, tidy
from storage.desk import Desk
from storage.fund_case import Nature, Rules
from storage.posts import Role
from storage.questions import Question
from storage.requests import Need, Signed, Within
from storage.values import Moment

HOW_MUCH, NATURE, CEILING, PREVIEW, SEND = (f"fund-{step}" for step in ("amount", "nature", "ceiling", "sign", "send"))
_SIGNED = {1: Signed.NAME, 2: Signed.PSEUDONYM}
_CORRECTS = 3
_ALL_THE_SAME, _LESS = 1, 2
_Asked = tuple[Message, Question]


async def ask(desk: Desk, text: str) -> None:
    """In private; in a room a 💌 and nothing else."""
    try:
        rules = (await charter_of(desk)).rules
    except Refusal as closed:
        await aside.refuse_aside(desk, closed)  # where others read along, not even that nothing can be asked
        return
    what, question = _next(rules, _drafted({}, text, desk.visit.event_id) if text else {})
    await aside.take_aside(desk, what, question, with_words=bool(text))


def _drafted(fields: dict[str, Any], text: str, typed: str) -> dict[str, Any]:
    """What the words say, beside what is known; `typed` is the message that holds them."""
    cents, nature = first_amount(text), nature_in(text)
    return {
        **fields,
        "typed": typed,
        "words": without_amount(text)[:MOST],
        **({"cut": True} if len(tidy(text)) > MOST else {}),
        **({"cents": cents} if cents else {}),
        **({"nature": nature.value} if nature else {}),
    }


def _next(rules: Rules, fields: dict[str, Any]) -> _Asked:
    """The first thing that is missing, in the order in which it is asked; then the whole of it."""
    if not fields.get("cents"):
        return say.AskHowMuch(), Question(HOW_MUCH, fields)
    if fields["cents"] > rules.ceiling_cents and not fields.get("above"):
        return say.AboveCeiling(ceiling=price(rules.ceiling_cents)), Question(CEILING, fields)
    if "nature" not in fields:
        return say.AskNature(), Question(NATURE, fields)
    if fields.pop("cut", False):
        return say.FundTooLong(most=MOST), Question(HOW_MUCH, aside.carried(fields))
    return _preview(rules, fields), Question(PREVIEW, fields)


def _preview(rules: Rules, fields: dict[str, Any]) -> Message:
    amount, nature = price(fields["cents"]), Nature(fields["nature"])
    if not fields.get("words"):
        return say.FundPreviewBare(amount=amount, nature=nature, approvals=rules.approvals)
    return say.FundPreview(amount=amount, nature=nature, words=fields["words"], approvals=rules.approvals)


async def _go_on(desk: Desk, fields: dict[str, Any]) -> None:
    desk.ask(*_next((await charter_of(desk)).rules, fields))


# ── answers ──


async def _how_much(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text):
        return NothingKept()
    await _go_on(desk, _drafted(answer.fields, answer.text, desk.visit.answered_in or desk.visit.event_id))
    return None


async def _nature(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text):
        return NothingKept()
    nature = chosen_nature(answer.text)
    await _go_on(desk, {**answer.fields, **({"nature": nature.value} if nature else {})})
    return None


async def _ceiling(desk: Desk, answer: Answer) -> Message | None:
    """1 sends it all the same, 2 asks for what the rules foresee."""
    if is_stop(answer.text):
        return NothingKept()
    picked, ceiling = number(answer.text), (await charter_of(desk)).rules.ceiling_cents
    chosen: dict[str, Any] = {"above": True} if picked == _ALL_THE_SAME else {}
    if picked == _LESS:
        chosen = {"cents": ceiling}
    await _go_on(desk, {**answer.fields, **chosen})
    return None


async def _sign(desk: Desk, answer: Answer) -> Message | None:
    """1 or 2 signs it, 3 begins anew."""
    if is_stop(answer.text):
        return NothingKept()
    picked = number(answer.text)
    if picked == _CORRECTS:
        await _go_on(desk, aside.carried(answer.fields))
    elif picked in _SIGNED:
        _ask_send(desk, {**answer.fields, "signed": _SIGNED[picked].value})
    else:
        await _go_on(desk, answer.fields)
    return None


def _ask_send(desk: Desk, fields: dict[str, Any]) -> None:
    desk.ask(say.AskFundSend(named=fields["signed"] == Signed.NAME), Question(SEND, fields))


async def _send(desk: Desk, answer: Answer) -> Message | None:
    """« oui », and nothing else."""
    if is_no(answer.text):
        return NothingKept()
    if not is_yes(answer.text):
        _ask_send(desk, answer.fields)
        return None
    await _sent(desk, answer.fields)
    return None


async def _sent(desk: Desk, fields: dict[str, Any]) -> None:
    """One more solidarity request: the same queue, the same thread, the same erasure; and a case for the commission."""
    rules = (await charter_of(desk)).rules
    request = await desk.requests.send(
        desk.visit.someone,
        fields.get("words", ""),
        need=Need.MONEY,
        within=Within.NONE,
        signed=Signed(fields["signed"]),
        amount_cents=fields["cents"],
        now=desk.visit.now,
    )
    until = due_after(desk.visit.today, rules)
    await desk.fund.attach(request, Nature(fields["nature"]), fields["cents"], until)
    await open_case(desk, request)
    told = say.FundSent(ref=request.ref, days=rules.answer_within_working_days, until=Moment(until))
    desk.sayings.append(replace(desk.answer(told), card=str(request.ref), role=Role.POSTED))
    if fields["typed"] != desk.visit.event_id:
        await desk.posts.answered(str(request.ref), desk.visit.room_id, fields["typed"])
    await aside.keep_shown(desk, str(request.ref), fields)


ANSWERS: dict[str, AnswerHandler] = aside.answers(
    {HOW_MUCH: _how_much, NATURE: _nature, CEILING: _ceiling, PREVIEW: _sign, SEND: _send}, shows={PREVIEW}
)
