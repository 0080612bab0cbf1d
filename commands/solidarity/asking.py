"""`!solidarite`: from the first question to the « oui » that sends it; a draft lives in the open question alone."""

from __future__ import annotations

from typing import Any

from commands.kit import aside
from commands.kit.command import Answer, AnswerHandler, FreeText, Group, Where, command
from commands.kit.dialogue import is_stop, is_yes, number
from commands.kit.message import Joined, Message
from commands.kit.messages import NothingKept
from commands.kit.reading import first_amount, tidy
from commands.solidarity import messages as say
from commands.solidarity.clock import expect_answer
from commands.solidarity.own import about, correct
from commands.solidarity.places import open_thread
from commands.solidarity.reading import (
    MOST,
    chosen_need,
    corrected_within,
    need_in,
    opens_others,
    other_need,
    request_in,
    within_in,
)
from storage.desk import Desk
from storage.posts import Role
from storage.questions import Question
from storage.requests import Need, Signed, SolidarityRequest, Within
from storage.values import Price, PriceKind, Ref

NEED, OTHER, WORDS, PREVIEW, SEND = (f"solidarity-{step}" for step in ("need", "other", "words", "preview", "send"))


async def made(desk: Desk, ref: Ref) -> bool:
    """What asks the fund was made by another command."""
    return (await desk.requests.find(ref)).fund_case is None


async def _amended(desk: Desk, ref: Ref, args: FreeText) -> None:
    """Its author edited the message that made it."""
    await correct(desk, ref, args.text)


@command(
    "solidarite",
    "soutien",
    "coup-dur",
    english="support",
    args=FreeText,
    where=Where.ILOT | Where.PRIVATE,
    group=Group.SUPPORT,
    amend=_amended,
)
async def solidarity(desk: Desk, args: FreeText) -> None:
    """Asks, one question at a time; what was typed at once is shown before anything is sent."""
    named = request_in(args.text)
    if named is not None and args.text.strip()[:2].upper() == "S-":
        await about(desk, *named)
    elif args.text:
        fields = _drafted({"text": args.text, "typed": desk.visit.event_id})
        await aside.take_aside(desk, _preview(fields), Question(PREVIEW, fields), with_words=True)
    else:
        await aside.take_aside(desk, say.WhatSupport(), Question(NEED, {}))


def _drafted(fields: dict[str, Any]) -> dict[str, Any]:
    """What the words say, beside what was chosen."""
    text = tidy(fields["text"]).strip()
    cut = {"cut": True} if len(text) > MOST else {}
    read = {"need": need_in(text).value, "within": within_in(text).value}
    return {**read, **fields, "text": text[:MOST], **cut}


def _preview(fields: dict[str, Any]) -> say.RequestPreview:
    need, within = Need(fields["need"]), Within(fields["within"])
    amount = first_amount(fields["text"])
    price = Price(PriceKind.PAID, amount) if amount else None
    cut = say.CutAt(most=MOST) if fields.get("cut") else None
    about_it = (say.AboutNeed(need=need), say.AboutWithin(within=say.Hurry.of(within)), price, cut)
    return say.RequestPreview(text=fields["text"], about=Joined(about_it))


# ── answers ──


async def _need(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text):
        return NothingKept()
    if opens_others(answer.text):
        desk.ask(say.WhichOther(), Question(OTHER, aside.carried(answer.fields)))
        return None
    need = chosen_need(answer.text)
    if need is None and number(answer.text) is None and len(answer.text.split()) > 1:
        _show(desk, answer.fields, {"text": answer.text})  # they said it at once
        return None
    if need is None:
        desk.ask(say.WhatSupport(), Question(NEED, answer.fields))
    else:
        _ask_words(desk, answer.fields, need)
    return None


async def _other(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text):
        return NothingKept()
    _ask_words(desk, answer.fields, other_need(answer.text))
    return None


def _ask_words(desk: Desk, fields: dict[str, Any], need: Need) -> None:
    carried = {**aside.carried(fields), "need": need.value}
    desk.ask(say.SayInAFewWords(), Question(WORDS, carried))


async def _words(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text):
        return NothingKept()
    _show(desk, answer.fields, {"text": answer.text})
    return None


def _show(desk: Desk, fields: dict[str, Any], said: dict[str, Any]) -> None:
    fields = _drafted({**fields, **said, "typed": desk.visit.answered_in})
    desk.ask(_preview(fields), Question(PREVIEW, fields))


async def _choose(desk: Desk, answer: Answer) -> Message | None:
    """1 or 2 signs it, 3 corrects it; other words may say how soon."""
    picked, within = number(answer.text), corrected_within(answer.text)
    if is_stop(answer.text):
        return NothingKept()
    if picked in _SIGNED:
        signed = _SIGNED[picked]
        desk.ask(say.AskSend(signed=signed), Question(SEND, {**answer.fields, "signed": signed.value}))
    elif picked == _CORRECTS:
        _ask_words(desk, answer.fields, Need(answer.fields["need"]))
    else:
        fields = {**answer.fields, **({"within": within.value} if within else {})}
        desk.ask(_preview(fields), Question(PREVIEW, fields))
    return None


_SIGNED = {1: Signed.NAME, 2: Signed.PSEUDONYM}
_CORRECTS = 3


async def _send(desk: Desk, answer: Answer) -> Message | None:
    """« oui », and nothing else."""
    if is_stop(answer.text) or (number(answer.text) is None and answer.text.strip().lower() in {"non", "no"}):
        return NothingKept()
    if not is_yes(answer.text):
        desk.ask(say.AskSend(signed=Signed(answer.fields["signed"])), Question(SEND, answer.fields))
        return None
    request = await _sent(desk, answer.fields)
    await _tell_of(desk, request)
    typed = answer.fields.get("typed")
    if typed and typed != desk.visit.event_id:
        await desk.posts.answered(str(request.ref), desk.visit.room_id, typed)
    await aside.keep_shown(desk, str(request.ref), answer.fields)
    return None


async def _sent(desk: Desk, fields: dict[str, Any]) -> SolidarityRequest:
    return await desk.requests.send(
        desk.visit.someone,
        fields["text"],
        need=Need(fields["need"]),
        within=Within(fields["within"]),
        signed=Signed(fields["signed"]),
        amount_cents=first_amount(fields["text"]),
        now=desk.visit.now,
    )


async def _tell_of(desk: Desk, request: SolidarityRequest) -> None:
    """To the Tisseuse's room, and honestly to its author: who reads it, and by when."""
    is_told = await open_thread(desk, request)
    expected = await expect_answer(desk, request)
    told: Message = expected if is_told or expected.reader is not None else say.WaitsForRoom(ref=request.ref)
    saying = desk.answer(told)
    saying.card, saying.role = str(request.ref), Role.POSTED
    desk.sayings.append(saying)


ANSWERS: dict[str, AnswerHandler] = aside.answers(
    {NEED: _need, OTHER: _other, WORDS: _words, PREVIEW: _choose, SEND: _send}, shows={PREVIEW}
)
