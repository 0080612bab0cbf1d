"""How the commission decides: each member alone, in private; enough different approvals, never about oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from commands.fund import messages as say
from commands.fund import office
from commands.fund.reading import MOST, Verdict, ref_in, verdict_in
from commands.fund.shown import charter_of, price
from commands.kit.command import Answer, AnswerHandler, Happening
from commands.kit.confidential import moved, tell_alone, tell_office
from commands.kit.dialogue import is_stop, is_yes
from commands.kit.message import Lines, Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.quiet import working_days_after
from commands.kit.reading import tidy
from storage.agenda import Note
from storage.desk import LETTER, Desk, Saying, Urgency
from storage.fund_case import Case, CaseState, Opinion, Rules, Said
from storage.people import Person
from storage.posts import Role
from storage.questions import Question
from storage.recurrence import instant_of
from storage.requests import RequestState, SolidarityRequest
from storage.settings import RuleName
from storage.values import Moment, Ref

OPINION, MISSING, ANSWERED, PASS_ON = "fund-opinion", "fund-missing", "fund-answered", "fund-pass-on"
LOGGED_CHANGE = "changed"
DUE = "fund-due"
_LASTS = dt.timedelta(days=14)
_IN_THE_MORNING = dt.time(9, 30)
_Told = Callable[..., Message]  # made with `then`, what follows it


# ── a case begins ──


def due_after(day: dt.date, rules: Rules) -> dt.date:
    """The day by which an answer is promised: weekends and French holidays do not count."""
    return working_days_after(day, rules.answer_within_working_days, alsace_moselle=False)


async def open_case(desk: Desk, request: SolidarityRequest) -> None:
    """The Tisseuse hears that there is one; each who may decide reads it alone.

    The commission has days of its own: nobody has to take it first.
    """
    _, case = await desk.fund.case(request.ref)
    request.enter(RequestState.ACKNOWLEDGED, desk.visit.now, None)
    await moved(desk, request)
    await tell_office(desk, request, office.FundAskedOffice(ref=request.ref, until=Moment(case.due_on)))
    await ask_commission(desk, request, await desk.fund.deciders(request))
    await leave_note(desk, request, case.due_on, late=False)


async def ask_anew(desk: Desk, request: SolidarityRequest, *, heard: bool) -> None:
    """Its author changed it; `heard`: somebody had given an opinion, which does not count any more."""
    _, case = await desk.fund.case(request.ref)
    await leave_note(desk, request, case.due_on, late=False)
    await ask_commission(
        desk, request, await desk.fund.deciders(request), partial(say.CaseCorrected, ref=request.ref, heard=heard)
    )


async def ask_commission(
    desk: Desk, request: SolidarityRequest, members: dict[str, Person], told: _Told | None = None
) -> None:
    """Tells the Tisseuse whom it cannot reach, and that too few can decide; never why."""
    for member in members.values():
        if not await ask_member(desk, request, member, told=told):
            await tell_office(desk, request, office.OutOfReach(name=member.first_name))
    approvals = (await charter_of(desk)).rules.approvals
    if len(await desk.fund.deciders(request)) < approvals:
        await tell_office(desk, request, office.QuorumOutOfReach(ref=request.ref, approvals=approvals))


async def ask_member(
    desk: Desk,
    request: SolidarityRequest,
    member: Person,
    *,
    urgency: Urgency = Urgency.WHISPER,
    told: _Told | None = None,
) -> bool:
    """Shows the request to one of them; `told` makes the message that says first why."""
    what = await _shown(desk, request, member)
    what = told(then=what) if told is not None else what
    return await tell_alone(desk, request, member, what, _question(request.ref), urgency=urgency, role=Role.SHOWN)


def _question(ref: Ref) -> Question:
    return Question(OPINION, {"ref": str(ref)}, lasts=_LASTS)


async def _shown(desk: Desk, request: SolidarityRequest, member: Person) -> Message:
    """Under a pseudonym it is « une personne », to the commission too."""
    _, case = await desk.fund.case(request.ref)
    words = await desk.fund.words_for(request, member, desk.audit)
    return say.AskCommission(
        ref=request.ref,
        who=await _who(desk, request),
        amount=price(case.asked_cents),
        nature=case.nature,
        words=say.CaseWords(words=words) if words else say.CaseBare(),
        approvals=(await charter_of(desk)).rules.approvals,
        until=Moment(case.due_on),
    )


async def _who(desk: Desk, request: SolidarityRequest) -> Message:
    if not request.is_named or request.author_id is None:
        return say.SomebodyAsks()
    return say.AsksByName(name=(await desk.people.get(request.author_id)).first_name)


# ── an opinion ──


async def opinion(desk: Desk, text: str) -> None:
    """`!fonds avis`, `!fonds avis S-K4P`, `!fonds avis S-K4P oui`; where others read along, it is not taken."""
    named = ref_in(text)
    if not desk.visit.in_private:
        await _keep_private(desk, named[0] if named else None)
    elif named is None:
        desk.say(await _to_decide(desk))
    elif not named[1]:
        await _show_again(desk, named[0])
    else:
        await _give(desk, named[0], verdict_in(named[1]))


async def _keep_private(desk: Desk, ref: Ref | None) -> None:
    if ref is None or not await desk.warn_in_private(say.DecideInPrivate(ref=ref)):
        raise Refusal(say.NothingToDecide())
    desk.do("reaction", desk.visit.room_id, emoji=LETTER, target=desk.visit.event_id)


async def _to_decide(desk: Desk) -> Message:
    me, lines = desk.visit.someone, []
    for request, case in await desk.fund.waiting():
        if me.user_id in case.undecided(await desk.fund.deciders(request)):
            lines.append(say.ToDecideLine(ref=request.ref, until=Moment(case.due_on)))
    return say.ToDecide(lines=Lines(tuple(lines))) if lines else say.NothingToDecide()


async def _show_again(desk: Desk, ref: Ref) -> None:
    request, _ = await desk.fund.to_decide(ref, desk.visit.someone)
    desk.ask(await _shown(desk, request, desk.visit.someone), _question(ref))
    _about(desk.sayings[-1], ref)


def _about(saying: Saying, ref: Ref) -> None:
    """It goes when the words do."""
    saying.card, saying.role = str(ref), Role.SHOWN


async def _give(desk: Desk, ref: Ref, verdict: Verdict | None) -> None:
    request, case = await desk.fund.to_decide(ref, desk.visit.someone)
    if verdict is None:
        desk.ask(say.HowOpinionWorks(ref=ref), _question(ref))
    elif verdict.opinion is Opinion.MORE and not verdict.word:
        desk.ask(say.AskWhatIsMissing(ref=ref), Question(MISSING, {"ref": str(ref)}, lasts=_LASTS))
    else:
        desk.say(say.OpinionNoted(ref=ref, opinion=verdict.opinion))
        await _heard(desk, request, case, verdict)


async def _heard(desk: Desk, request: SolidarityRequest, case: Case, verdict: Verdict) -> None:
    """Kept, logged, weighed; whoever asked hears each step."""
    me, visit = desk.visit.someone, desk.visit
    at = visit.now.astimezone(visit.zone).isoformat(timespec="seconds")
    case = case.hear(Said(me.user_id, verdict.opinion, at, verdict.cents, verdict.word or None))
    await desk.fund.log(request.ref, me.user_id, verdict.opinion.value, visit.now)
    await _take_up(desk, request, case)
    if verdict.opinion is Opinion.MORE:
        question = Question(ANSWERED, {"ref": str(request.ref)}, lasts=_LASTS)
        await _tell_author(desk, request, say.FundMoreAsked(ref=request.ref, word=verdict.word), question)
    await weigh(desk, request, case)


async def _take_up(desk: Desk, request: SolidarityRequest, case: Case) -> None:
    """The first opinion: it is being examined."""
    if case.state is CaseState.REQUESTED:
        await _tell_author(desk, request, say.FundExamined(ref=request.ref))


async def weigh(desk: Desk, request: SolidarityRequest, case: Case) -> None:
    """What follows from what was said so far."""
    rules, deciders = (await charter_of(desk)).rules, await desk.fund.deciders(request)
    case = case.weighed(deciders, rules.approvals)
    await desk.fund.keep(request, case)
    if case.is_waiting:
        return
    await desk.agenda.forget(_key(request))
    await desk.fund.log(request.ref, "", case.state.value, desk.visit.now)
    for member in deciders.values():
        await tell_alone(
            desk, request, member, say.CaseDecided(ref=request.ref, state=case.state), urgency=Urgency.WHISPER
        )
    await (_granted if case.state is CaseState.GRANTED else _refused)(desk, request, case)


async def _granted(desk: Desk, request: SolidarityRequest, case: Case) -> None:
    amount = price(case.granted_cents or 0)
    told = say.FundGranted(
        ref=request.ref,
        nature=case.nature,
        amount=amount,
        named=request.is_named,
        words=_added(case, Opinion.YES),
    )
    await _tell_author(desk, request, told)
    await tell_office(desk, request, office.GrantedOffice(ref=request.ref, nature=case.nature, amount=amount))


async def _refused(desk: Desk, request: SolidarityRequest, case: Case) -> None:
    kept = await desk.settings.span(RuleName.REQUESTS_DAYS)
    request.close(RequestState.CLOSED, desk.visit.now, None, desk.visit.today, kept)
    await moved(desk, request)
    await _tell_author(desk, request, say.FundRefused(ref=request.ref, words=_added(case, Opinion.NO)))
    await tell_office(desk, request, say.CaseDecided(ref=request.ref, state=case.state))


def _added(case: Case, opinion: Opinion) -> Lines:
    """What they wished to add; never who."""
    said = [each.word for each in case.said if each.opinion is opinion and each.word]
    return Lines(tuple(say.FundWord(word=word) for word in said))


async def _tell_author(desk: Desk, request: SolidarityRequest, what: Message, question: Question | None = None) -> None:
    if request.author_id is not None:
        await tell_alone(desk, request, await desk.people.get(request.author_id), what, question)


# ── its author takes it back ──


async def taken_back(desk: Desk, what: Happening) -> None:
    """Nobody waits for an opinion any more; who was asked hears it, and no word of why."""
    request = await desk.requests.find(Ref.parse(what.target or ""))
    await end(desk, request)


async def end(desk: Desk, request: SolidarityRequest) -> None:
    """It is no more: the commission has nothing to decide."""
    await desk.agenda.forget(_key(request))
    await forget_questions(desk, request.ref)
    for member in (await desk.fund.deciders(request)).values():
        await tell_alone(desk, request, member, say.CaseTakenBack(ref=request.ref), urgency=Urgency.WHISPER)


async def forget_questions(desk: Desk, ref: Ref) -> None:
    """What was asked about it is not to be answered any more."""
    for kind in ANSWERS:
        for asked in await desk.questions.open(kind):
            if asked.payload["ref"] == str(ref):
                await desk.questions.close(asked)


# ── answers ──


async def _answer(desk: Desk, answer: Answer) -> Message | None:
    """1, 2 or 3, or the words."""
    if is_stop(answer.text):
        return NothingKept()
    await _give(desk, Ref.parse(answer.fields["ref"]), verdict_in(answer.text))
    return None


async def _missing(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text):
        return NothingKept()
    await _give(desk, Ref.parse(answer.fields["ref"]), Verdict(Opinion.MORE, word=tidy(answer.text).strip()))
    return None


async def _told_more(desk: Desk, answer: Answer) -> Message | None:
    """What whoever asked types next may be meant for the commission: they are asked before it goes."""
    if is_stop(answer.text):
        return NothingKept()
    fields = {"ref": answer.fields["ref"], "words": tidy(answer.text).strip()[:MOST]}
    desk.ask(say.AskPassOn(ref=Ref.parse(fields["ref"]), words=fields["words"]), Question(PASS_ON, fields))
    _about(desk.sayings[-1], Ref.parse(fields["ref"]))
    return None


async def _pass_on(desk: Desk, answer: Answer) -> Message:
    """« oui », and it goes; the days are counted anew."""
    if not is_yes(answer.text):
        return NothingKept()
    return await tell_more(desk, Ref.parse(answer.fields["ref"]), answer.fields["words"])


async def reply(desk: Desk, text: str) -> None:
    """`!fonds réponse S-K4P …`: the same, later. Where others read along, it is not taken."""
    named = ref_in(text)
    if not desk.visit.in_private:
        await _keep_private(desk, named[0] if named else None)
    elif named is None or not named[1]:
        raise Refusal(say.HowToAnswer())
    else:
        desk.say(await tell_more(desk, *named))


async def tell_more(desk: Desk, ref: Ref, text: str) -> Message:
    """Their words, to each who may decide. Raises UnknownRequest, RequestOver."""
    request = await desk.requests.own(ref, desk.visit.someone)
    request.must_be_open()
    _, case = await desk.fund.case(ref)
    if case.state is not CaseState.MORE_NEEDED:
        raise Refusal(say.NothingAsked(ref=ref))
    case = case.answered(due_after(desk.visit.today, (await charter_of(desk)).rules))
    await desk.fund.keep(request, case)
    await leave_note(desk, request, case.due_on, late=False)
    for member in (await desk.fund.deciders(request)).values():
        told = partial(say.ToldMore, ref=ref, word=tidy(text).strip())
        await ask_member(desk, request, member, told=told)
    return say.FundAnswerPassedOn(ref=ref)


ANSWERS: dict[str, AnswerHandler] = {OPINION: _answer, MISSING: _missing, ANSWERED: _told_more, PASS_ON: _pass_on}


# ── the clock ──


def _key(request: SolidarityRequest) -> str:
    return f"{DUE}:{request.code}"


async def leave_note(desk: Desk, request: SolidarityRequest, day: dt.date, *, late: bool) -> None:
    """On the last day, in the morning; then, `late`, a working day after it. Left again, it moves."""
    at = instant_of(dt.datetime.combine(day, _IN_THE_MORNING), desk.visit.zone)
    fields: dict[str, Any] = {"ref": str(request.ref), "late": late}
    await desk.wake_me(max(at, desk.visit.now), Note(DUE, _key(request), fields))
