"""How a request goes further: one named person, or a text for the other îlots; each time its author says « oui »."""

from __future__ import annotations

import datetime as dt
import re

from commands.kit.command import Answer, AnswerHandler
from commands.kit.confidential import kinds_open, tell_office
from commands.kit.dialogue import is_no, is_yes
from commands.kit.message import Message, Refusal
from commands.kit.reading import fold
from commands.solidarity import messages as say
from commands.solidarity import office_messages as office_says
from commands.solidarity.clock import stop
from commands.solidarity.own import ANSWER
from commands.solidarity.places import show_oriented, show_state, tell_author
from commands.solidarity.reading import too_telling
from storage.courrier import Edition
from storage.desk import Desk
from storage.questions import Question
from storage.requests import RequestState, SolidarityRequest
from storage.values import Ref

RELAY, ORIENT = "solidarity-relay", "solidarity-orient"
_A_WEEK = dt.timedelta(days=7)
_MOST_LINES = 3


# ── to the other îlots ──


async def propose_relay(desk: Desk, request: SolidarityRequest, text: str) -> None:
    """Asks its author. Raises Refusal for a text that would tell who it is."""
    found = too_telling(text, await _telling_words(desk, request))
    if found:
        raise Refusal(office_says.RelayTooTelling(words=", ".join(found)))
    request.relay_text, request.relay_consent, request.relayed_at = text, False, None
    await _ask_author(desk, request, say.MayRelay(ref=request.ref, text=text), RELAY, _fields(request))


async def _ask_author(
    desk: Desk, request: SolidarityRequest, asked: Message, kind: str, fields: dict[str, str]
) -> None:
    """A « oui » is to be one to this question: a reply that waits for a word stands behind it, nothing else is open.

    Other words of the same text are not asked about beside: the « oui » to those before is then asked again. Raises
    Refusal.
    """
    open_kinds = await kinds_open(desk, request)
    if not open_kinds <= {ANSWER, RELAY} or (kind == ORIENT and RELAY in open_kinds):
        raise Refusal(office_says.AuthorIsBusy(ref=request.ref))
    question = None if kind in open_kinds else Question(kind, fields, lasts=_A_WEEK, beside=True)
    if not await tell_author(desk, request, asked, question):
        raise Refusal(office_says.Unreached(ref=request.ref))


async def _telling_words(desk: Desk, request: SolidarityRequest) -> list[str]:
    """Îlots, towns, and whatever names its author or what they do."""
    words = [ilot.name for ilot in await desk.ilots.all()] + await desk.ilots.towns()
    if request.author_id is not None:
        author = await desk.people.get(request.author_id)
        words += [author.first_name, author.last_name or "", author.town or ""]
        words += [word for trade in (*author.activities, *author.skills) for word in (trade, *trade.split())]
    return [word for word in words if fold(word) not in _HARMLESS]


_TO = re.compile(r"^(?:a|vers|to) +")
_HARMLESS = frozenset({"des", "les", "aux", "pour", "sur", "avec", "dans", "travail", "personne"})


def _fields(request: SolidarityRequest) -> dict[str, str]:
    return {"ref": str(request.ref), "text": request.relay_text or ""}


async def _may_relay(desk: Desk, answer: Answer) -> Message | None:
    """« oui » to the words that were shown; « oui, aussi mon îlot » for theirs too."""
    request = await desk.requests.own(Ref.parse(answer.fields["ref"]), desk.visit.someone)
    request.must_be_open()
    if request.relay_text != answer.fields["text"] or not (is_yes(answer.text) or is_no(answer.text)):
        asked = say.MayRelay(ref=request.ref, text=request.relay_text or "")
        desk.ask(asked, Question(RELAY, _fields(request), lasts=_A_WEEK))
        return None
    if is_no(answer.text):
        request.relay_text = None
        await tell_office(desk, request, office_says.AuthorRefused(ref=request.ref))
        return say.StaysHere(ref=request.ref)
    request.relay_consent, request.relay_home = True, "ilot" in fold(answer.text)
    request.relayed_at = desk.visit.now
    request.acknowledge(desk.visit.now, desk.visit.sender)
    request.enter(RequestState.RELAYED, desk.visit.now, None)
    await stop(desk, request)
    await show_state(desk, request)
    await tell_office(desk, request, office_says.AuthorAgreed(ref=request.ref))
    return say.WillTravel(ref=request.ref)


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """In the courrier: what was passed on since; never to the author's own îlot, unless they asked for it."""
    lines: list[Message] = []
    for request in await desk.requests.relayed_since(edition.since):
        if request.relayed_at is None or request.relayed_at > edition.until or request.author_id == edition.reader_id:
            continue
        if request.relay_home or not await _is_home(desk, request, edition):
            lines.append(say.RelayLine(ref=request.ref, title=request.relay_text or ""))
    return lines[: min(_MOST_LINES, edition.most)], max(0, len(lines) - min(_MOST_LINES, edition.most))


async def line_of(desk: Desk, ref: Ref) -> Message | None:
    """One as a courrier tells of it now; None once it does not travel any more."""
    request = await desk.requests.find(ref)
    travels = request.is_open and request.relayed_at is not None and request.relay_text is not None
    return say.RelayLine(ref=ref, title=request.relay_text or "") if travels else None


async def _is_home(desk: Desk, request: SolidarityRequest, edition: Edition) -> bool:
    author = await desk.people.get(request.author_id) if request.author_id is not None else None
    homes = await desk.ilots.of_person(author) if author is not None else []
    return any(ilot.id in edition.own for ilot in homes)


# ── to one named person ──


async def orient(desk: Desk, request: SolidarityRequest, who: str) -> None:
    """Asks its author whether that person may read it. Raises Refusal, UnknownPerson or SeveralPeople."""
    if not who:
        raise Refusal(office_says.HowRequestWorks())
    person = await desk.people.named(_TO.sub("", fold(who)))
    if person.id == request.author_id:
        raise Refusal(office_says.CannotOrient(name=person.first_name))
    fields = {"ref": str(request.ref), "who": person.user_id}
    asked = say.MayOrient(ref=request.ref, name=person.first_name)
    await _ask_author(desk, request, asked, ORIENT, fields)


async def _may_orient(desk: Desk, answer: Answer) -> Message | None:
    request = await desk.requests.own(Ref.parse(answer.fields["ref"]), desk.visit.someone)
    request.must_be_open()
    person = await desk.people.meet(answer.fields["who"])
    if not (is_yes(answer.text) or is_no(answer.text)):
        asked = say.MayOrient(ref=request.ref, name=person.first_name)
        desk.ask(asked, Question(ORIENT, answer.fields, lasts=_A_WEEK))
        return None
    if is_no(answer.text):
        await tell_office(desk, request, office_says.AuthorRefused(ref=request.ref))
        return say.StaysHere(ref=request.ref)
    request.oriented_id = person.id
    if not await show_oriented(desk, request, person):
        raise Refusal(office_says.CannotOrient(name=person.first_name))
    await tell_office(desk, request, office_says.AuthorAgreed(ref=request.ref))
    return say.RequestOriented(ref=request.ref, name=person.first_name)


ANSWERS: dict[str, AnswerHandler] = {RELAY: _may_relay, ORIENT: _may_orient}
