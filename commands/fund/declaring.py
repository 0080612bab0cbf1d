"""In the Tisseuse's own room: payments and repayments that were made elsewhere, and the log of decisions."""

from __future__ import annotations

import datetime as dt

from commands.fund import messages as say
from commands.fund import office
from commands.fund.reading import Line, line_in, ref_in
from commands.fund.shown import charter_of, nature_label, price
from commands.kit.confidential import moved, office_room, tell_alone
from commands.kit.message import Lines, Message, Refusal
from commands.kit.reading import fold
from storage.desk import Desk
from storage.errors import UnknownRequest
from storage.fund import LETTER, Declared, FundDecision, Way
from storage.fund_case import Case, CaseState
from storage.requests import RequestState, SolidarityRequest
from storage.settings import RuleName
from storage.values import Moment, Ref

_TAKES_BACK = frozenset({"annule", "annuler", "retire", "cancel", "undo"})
_MOST_LINES = 10


async def must_be_alone(desk: Desk) -> None:
    """A third person in her room shuts it to these matters. Raises Refusal."""
    if await office_room(desk) is None:
        raise Refusal(office.OfficeCrowded())


async def movement(desk: Desk, text: str) -> Message:
    """« 300€ entrée Dotation », « sortie 600 € S-7KM », « F7 annule »."""
    named = ref_in(text)
    if named is not None and named[0].letter == LETTER and fold(named[1]).strip(" .") in _TAKES_BACK:
        await desk.fund.take_back(named[0])
        return office.MovementTakenBack(ref=named[0])
    line = line_in(text, desk.visit.today)
    if line is None or line.way is None or not line.cents or (line.ref is not None and line.ref.letter == LETTER):
        raise Refusal(office.HowMovementsWork())
    if line.ref is not None:
        return await (_pay if line.way is Way.OUT else _take_in)(desk, line.ref, line)
    return await _declare(desk, line, line.way, line.cents, line.label)


async def paid(desk: Desk, text: str) -> Message:
    """« S-7KM », « S-7KM 500€ »: no more than was granted."""
    line = _about_a_request(desk, text)
    assert line.ref is not None
    return await _pay(desk, line.ref, line)


async def repaid(desk: Desk, text: str) -> Message:
    """« S-7KM 100€ »: no more than is still to come back."""
    line = _about_a_request(desk, text)
    if not line.cents or line.ref is None:
        raise Refusal(office.HowMovementsWork())
    return await _take_in(desk, line.ref, line)


def _about_a_request(desk: Desk, text: str) -> Line:
    line = line_in(text, desk.visit.today)
    if line is None or line.ref is None or line.ref.letter == LETTER:
        raise Refusal(office.HowMovementsWork())
    return line


async def _pay(desk: Desk, ref: Ref, line: Line) -> Message:
    """Only what the commission granted; then the request is settled."""
    request, case = await desk.fund.case(ref)
    if case.state is not CaseState.GRANTED or case.granted_cents is None:
        raise Refusal(office.NotGranted(ref=ref))
    cents = line.cents or case.granted_cents
    if cents > case.granted_cents:
        raise Refusal(office.MoreThanGranted(ref=ref, amount=price(case.granted_cents)))
    label = line.label or nature_label((await charter_of(desk)).rules, case.nature) or ""
    noted = await _declare(desk, line, Way.OUT, cents, label)
    await _settle(desk, request, case, CaseState.PAID)
    if request.is_open:
        kept = await desk.settings.span(RuleName.REQUESTS_DAYS)
        request.close(RequestState.RESOLVED, desk.visit.now, desk.visit.sender, desk.visit.today, kept)
        await moved(desk, request)
    await _tell_author(desk, request, say.FundPaid(ref=ref, nature=case.nature, amount=price(cents)))
    return noted


async def _take_in(desk: Desk, ref: Ref, line: Line) -> Message:
    """Also after the request's content is erased: what was paid keeps its name."""
    owed = await desk.fund.owed(ref)
    if not owed or owed < 0:
        raise Refusal(office.NothingOwed(ref=ref))
    if line.cents is None or line.cents > owed:
        raise Refusal(office.MoreThanOwed(ref=ref, amount=price(owed)))
    left = owed - line.cents
    noted = await _declare(desk, line, Way.IN, line.cents, line.label)
    await _came_back(desk, ref, line.cents, left)
    return office.RepaidNoted(ref=noted.ref, about=ref, amount=price(line.cents), left=_left(left))


async def _came_back(desk: Desk, ref: Ref, cents: int, left: int) -> None:
    try:
        request, case = await desk.fund.case(ref)
    except UnknownRequest:  # imported, or erased since
        return
    if not left:
        await _settle(desk, request, case, CaseState.REPAID)
    await _tell_author(desk, request, say.FundRepaid(ref=ref, amount=price(cents), left=_left(left)))


def _left(cents: int) -> Message:
    return say.FundLeft(amount=price(cents)) if cents else say.FundAllRepaid()


async def _declare(desk: Desk, line: Line, way: Way, cents: int, label: str) -> office.MovementNoted:
    declared = Declared(way=way, amount_cents=cents, on=line.on, label=label[:255], request=line.ref)
    noted = await desk.fund.declare(declared)
    return office.MovementNoted(ref=noted.ref, way=way, amount=price(cents), day=Moment(line.on))


async def _settle(desk: Desk, request: SolidarityRequest, case: Case, state: CaseState) -> None:
    await desk.fund.keep(request, case.became(state))
    await desk.fund.log(request.ref, desk.visit.sender, state.value, desk.visit.now)


async def _tell_author(desk: Desk, request: SolidarityRequest, what: Message) -> None:
    if request.author_id is not None:
        await tell_alone(desk, request, await desk.people.get(request.author_id), what)


# ── the log ──


async def decisions(desk: Desk, text: str) -> Message:
    """`!fonds décision`: what is under way; with a reference: who said what, when. Nobody reads that of their own."""
    named = ref_in(text)
    if named is None:
        return await _under_way(desk)
    request = await desk.requests.find(named[0])
    room = await office_room(desk)
    present = await desk.rooms.occupants(room) if room is not None else []
    author = await desk.people.find(request.author_id) if request.author_id is not None else None
    if author is not None and author.user_id in present:
        raise UnknownRequest(named[0])
    lines = [await _line(desk, each) for each in await desk.fund.decisions(named[0])]
    return office.DecisionsShown(lines=Lines(tuple(lines[-_MOST_LINES:]))) if lines else office.NoDecisions()


async def _line(desk: Desk, each: FundDecision) -> Message:
    by, step, day = each.what["by"], office.Step(each.what["says"]), _local(desk, each.at)
    if step in office.OUTCOMES:
        return office.OutcomeLine(step=step, day=day)
    person = await desk.people.by_id(by) if by else None
    return office.DecisionLine(
        step=step, who=say.AsksByName(name=person.first_name) if person else say.SomebodyAsks(), day=day
    )


def _local(desk: Desk, at: dt.datetime) -> Moment:
    local = at.astimezone(desk.visit.zone)
    return Moment(local.date(), local.time().replace(second=0, microsecond=0))


async def _under_way(desk: Desk) -> Message:
    lines: list[Message] = []
    for request, case in (await desk.fund.waiting())[:_MOST_LINES]:
        agreed = len(case.approved(await desk.fund.deciders(request)))
        lines.append(office.CaseLine(ref=request.ref, state=case.state, agreed=agreed, until=Moment(case.due_on)))
    return office.DecisionsShown(lines=Lines(tuple(lines))) if lines else office.NoDecisions()
