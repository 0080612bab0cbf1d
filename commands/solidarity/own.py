"""What somebody does with their own request: look at it, add words, correct them, take it back; and who helps."""

from __future__ import annotations

import datetime as dt

from commands.kit import aside
from commands.kit.command import Answer, AnswerHandler, FreeText, Group, Occasion, Where, command
from commands.kit.confidential import erase_shown, tell_alone, tell_me, tell_office
from commands.kit.dialogue import is_stop, is_yes
from commands.kit.message import Message, Refusal, RuleSaid
from commands.kit.messages import NothingKept
from commands.kit.reading import first_amount, tidy
from commands.solidarity import messages as say
from commands.solidarity import office_messages as office_says
from commands.solidarity import parts
from commands.solidarity.clock import hurry, stop
from commands.solidarity.places import show_oriented, show_state, who_is
from commands.solidarity.reading import MOST, need_in, request_in, within_in
from storage.desk import Desk
from storage.errors import RequestOver, UnknownRequest
from storage.people import Person
from storage.posts import Role
from storage.questions import Question
from storage.requests import RequestState, SolidarityRequest
from storage.values import Ref

ANSWER = "solidarity-answer"
_CONFIRM = "solidarity-answer-send"
_A_WEEK = dt.timedelta(days=7)


def answer_question(request: SolidarityRequest) -> Question:
    """What its author types next may be meant for whoever wrote to them: they are asked before it goes."""
    return Question(ANSWER, {"ref": str(request.ref)}, lasts=_A_WEEK)


async def about(desk: Desk, ref: Ref, words: str) -> None:
    """`S-K4P` shows it to its author; with words behind it, these go to the Tisseuse."""
    request = await _concerning(desk, ref)
    if words:
        await _pass_on(desk, request, words[:MOST])
    else:
        await _show(desk, request)


async def _concerning(desk: Desk, ref: Ref) -> SolidarityRequest:
    """To its author; to whoever was asked to read it; to anybody, once it was passed on. Raises UnknownRequest."""
    request, me = await desk.requests.find(ref), desk.visit.someone
    is_theirs = me.id in {request.author_id, request.oriented_id}
    if not is_theirs and (request.relayed_at is None or not request.is_open):
        raise UnknownRequest(ref)
    return request


async def _show(desk: Desk, request: SolidarityRequest) -> None:
    words = desk.requests.own_words(request, desk.visit.someone)
    shown: Message = say.OwnWords(text=words) if words is not None else say.NoWordsLeft(ref=request.ref)
    kind = say.OwnRequest if request.is_open else say.OwnRequestOver
    told = kind(ref=request.ref, need=parts.need(request), state=parts.state(request), words=shown)
    await tell_me(desk, request, told, Role.SHOWN)


async def _pass_on(desk: Desk, request: SolidarityRequest, words: str) -> None:
    """From its author to whoever takes care of it; from somebody who helps, to the Tisseuse."""
    request.must_be_open()
    me = desk.visit.someone
    if me.id == request.author_id:
        await _from_author(desk, request, words)
    elif me.id == request.oriented_id:
        await _from_oriented(desk, request, me, words)
    else:
        await tell_office(desk, request, office_says.FromHelper(ref=request.ref, name=me.first_name, text=words))
        await tell_me(desk, request, say.HelpPassedOn(ref=request.ref))


async def _from_author(desk: Desk, request: SolidarityRequest, words: str) -> None:
    said = office_says.FromAuthor(ref=request.ref, who=await who_is(desk, request), text=words)
    await tell_office(desk, request, said)
    if request.oriented_id is not None:
        await tell_alone(desk, request, await desk.people.get(request.oriented_id), said)
    await tell_me(desk, request, say.WordPassedOn(ref=request.ref))


async def _from_oriented(desk: Desk, request: SolidarityRequest, helper: Person, words: str) -> None:
    """The one person whom its author agreed to: the Tisseuse sees that they answered."""
    said = say.ReplyFor(ref=request.ref, by=helper.first_name, text=words)
    if request.author_id is not None:
        author = await desk.people.get(request.author_id)
        await tell_alone(desk, request, author, said, answer_question(request))
    await tell_office(desk, request, office_says.FromOriented(ref=request.ref, name=helper.first_name, text=words))
    await tell_me(desk, request, say.WordPassedOn(ref=request.ref))


async def _answered(desk: Desk, answer: Answer) -> Message | None:
    """Nothing goes that they did not mean to send."""
    request = await desk.requests.own(Ref.parse(answer.fields["ref"]), desk.visit.someone)
    if is_stop(answer.text) or not request.is_open:
        return NothingKept()
    fields = {"ref": str(request.ref), "text": tidy(answer.text)[:MOST]}
    desk.ask(say.SendThis(ref=request.ref, text=fields["text"]), Question(_CONFIRM, fields))
    desk.sayings[-1].card, desk.sayings[-1].role = str(request.ref), Role.TOLD
    return None


async def _confirmed(desk: Desk, answer: Answer) -> Message | None:
    request = await desk.requests.own(Ref.parse(answer.fields["ref"]), desk.visit.someone)
    if not is_yes(answer.text) or not request.is_open:
        return NothingKept()
    await _from_author(desk, request, answer.fields["text"])
    return None


# ── correcting, taking back ──


async def correct(desk: Desk, ref: Ref, text: str) -> None:
    """Other words, from its author; nowhere do those that stood before stay. In a room, a 💌 and nothing else."""
    request = await desk.requests.own(ref, desk.visit.someone)
    words = tidy(text).strip()
    if not request.is_open or not words:
        refusal = Refusal(say.NotCorrected(ref=ref)) if request.is_open else Refusal(RuleSaid(RequestOver(ref)))
        await aside.refuse_aside(desk, refusal)
        return
    await erase_shown(desk, request)
    await _reread(desk, request, words[:MOST])
    await tell_office(desk, request, office_says.RequestCorrected(ref=ref))
    await show_state(desk, request)
    if request.oriented_id is not None:
        await show_oriented(desk, request, await desk.people.get(request.oriented_id))
    await _show(desk, request)


async def _reread(desk: Desk, request: SolidarityRequest, words: str) -> None:
    """What the words said follows them; what was chosen beside them stays."""
    before = desk.requests.own_words(request, desk.visit.someone) or ""
    within = request.within
    if request.need == need_in(before):
        request.need = need_in(words)
    if within == within_in(before):
        request.within = within_in(words)
    request.amount_cents = first_amount(words)
    request.rewrite(words)
    if request.within != within:
        await hurry(desk, request)


@command("annule", "annuler", english="cancel", args=FreeText, where=Where.PRIVATE, group=Group.SUPPORT)
async def cancel(desk: Desk, args: FreeText) -> None:
    """Takes a request back: its words are erased."""
    named = request_in(args.text)
    own = [each for each in await desk.requests.of(desk.visit.someone) if each.is_open]
    if named is None:
        raise Refusal(say.WhichRequest(refs=", ".join(str(each.ref) for each in own)) if own else say.NothingToCancel())
    request = await desk.requests.own(named[0], desk.visit.someone)
    await desk.erasures.note_thing(str(request.ref), desk.visit.event_id, desk.visit.now)
    await take_back(desk, request)
    desk.say(say.RequestWithdrawn(ref=request.ref))


async def take_back(desk: Desk, request: SolidarityRequest) -> None:
    """No word of it stays, here or in any room; the Tisseuse is told that it is no more."""
    request.must_be_open()
    visit = desk.visit
    if request.fund_case is not None:
        desk.happens(Occasion.TAKEN_BACK, visit.room_id, str(request.ref))
    request.close(RequestState.WITHDRAWN, visit.now, None, visit.today)
    await stop(desk, request)
    await erase_words(desk, request)
    await show_state(desk, request)
    await tell_office(desk, request, office_says.WithdrawnByAuthor(ref=request.ref))


async def erase_words(desk: Desk, request: SolidarityRequest) -> None:
    """Every message of the bot's but those that hold none: the first of its thread, and « c'est envoyé »."""
    for post in await desk.posts.all_of(str(request.ref)):
        if post.role not in {Role.ANNOUNCED, Role.POSTED}:
            await desk.erase_copy(post)


async def erase_of(desk: Desk, ref: Ref) -> None:
    """Its author deleted the message that made it."""
    request = await desk.requests.find(ref)
    if request.is_open:
        await take_back(desk, request)
    else:
        request.erase_content()
        await erase_words(desk, request)


ANSWERS: dict[str, AnswerHandler] = {ANSWER: _answered, _CONFIRM: _confirmed}
