"""`!demandes` and `!demande S-…`: the Tisseuse's queue, and what she does with one request; each opening is audited."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from commands.kit.command import FreeText, Group, NoArgs, Role, Where, command
from commands.kit.confidential import office_room
from commands.kit.message import Lines, Message, Refusal
from commands.kit.reading import fold, tidy
from commands.solidarity import messages as say
from commands.solidarity import office_messages as office_says
from commands.solidarity import parts
from commands.solidarity.clock import stop
from commands.solidarity.own import answer_question
from commands.solidarity.places import answer, show_state, tell_author, told_as
from commands.solidarity.reading import MOST, request_in
from commands.solidarity.travel import orient, propose_relay
from storage.desk import Desk
from storage.posts import Role as Posted
from storage.requests import RequestState, SolidarityRequest
from storage.settings import RuleName
from storage.values import Moment

_LINES = 10
_ROOMS = Where.TISSEUSE | Where.PRIVATE  # in private: whoever stands in


@command("demandes", english="requests", args=NoArgs, who=Role.TISSEUSE, where=_ROOMS, group=Group.OFFICE)
async def requests(desk: Desk, _args: NoArgs) -> Message:
    """What waits, the oldest first; without a word of it."""
    await _must_be_alone(desk)
    found = await desk.requests.open()
    if not found:
        return office_says.QueueEmpty()
    lines = tuple([await told_as(desk, each, office_says.QueueLine) for each in found[:_LINES]])
    return office_says.RequestQueue(lines=Lines(lines), more=max(0, len(found) - _LINES))


async def _must_be_alone(desk: Desk) -> None:
    """A third person in her room shuts it to these matters. Raises Refusal."""
    if not desk.visit.in_private and await office_room(desk) is None:
        raise Refusal(office_says.RoomNotAlone())


@command("demande", english="request", args=FreeText, who=Role.TISSEUSE, where=_ROOMS, group=Group.OFFICE)
async def request(desk: Desk, args: FreeText) -> None:
    """Opens a request, takes it, answers it, passes it on, closes it."""
    await _must_be_alone(desk)
    named = request_in(args.text)
    if named is None:
        raise Refusal(office_says.HowRequestWorks())
    found = await desk.requests.find(named[0])
    word, _, rest = named[1].partition(" ")
    order = _ORDERS.get(fold(word).rstrip(",:")) if named[1] else _open
    if order is None:
        raise Refusal(office_says.HowRequestWorks())
    await order(desk, found, rest.strip())


async def _open(desk: Desk, found: SolidarityRequest, _text: str) -> None:
    """Its words, to whoever may read them; its author is told who did, once a reader."""
    text = await desk.requests.open_text(found, desk.visit.someone, desk.audit, in_office=True)
    if text is None:
        await answer(desk, found, say.NoWordsLeft(ref=found.ref))
        return
    await answer(desk, found, office_says.RequestOpened(ref=found.ref, text=text), Posted.SHOWN)
    if found.is_first_read_by(desk.visit.sender) and found.is_open:
        by = desk.visit.someone.first_name
        await _tell(desk, found, say.RequestReadOn(ref=found.ref, day=Moment(desk.visit.today), by=by))


async def _take(desk: Desk, found: SolidarityRequest, _text: str) -> None:
    found.must_be_open()
    if found.acknowledge(desk.visit.now, desk.visit.sender):
        await _acknowledged(desk, found)
        await _tell(desk, found, say.RequestTaken(ref=found.ref, by=desk.visit.someone.first_name))
    await answer(desk, found, office_says.RequestNoted(ref=found.ref, state=parts.state(found)))


async def _acknowledged(desk: Desk, found: SolidarityRequest) -> None:
    await stop(desk, found)
    await show_state(desk, found)


async def _reply(desk: Desk, found: SolidarityRequest, text: str) -> None:
    """Her words, to its author, who may answer them."""
    found.must_be_open()
    if not text:
        raise Refusal(office_says.HowRequestWorks())
    found.go_on(desk.visit.now, desk.visit.sender)
    await _acknowledged(desk, found)
    said = say.ReplyFor(ref=found.ref, by=desk.visit.someone.first_name, text=tidy(text)[:MOST])
    if await tell_author(desk, found, said, answer_question(found)):
        await answer(desk, found, office_says.ReplySent(ref=found.ref))
    else:
        await answer(desk, found, office_says.Unreached(ref=found.ref))


async def _tell(desk: Desk, found: SolidarityRequest, what: Message) -> None:
    if not await tell_author(desk, found, what):
        await answer(desk, found, office_says.Unreached(ref=found.ref))


async def _orient(desk: Desk, found: SolidarityRequest, text: str) -> None:
    found.must_be_open()
    await orient(desk, found, text)
    await answer(desk, found, office_says.AskedAuthor(ref=found.ref))


async def _relay(desk: Desk, found: SolidarityRequest, text: str) -> None:
    found.must_be_open()
    if not text:
        raise Refusal(office_says.HowRequestWorks())
    await propose_relay(desk, found, tidy(text)[:MOST])
    await answer(desk, found, office_says.AskedAuthor(ref=found.ref))


def _closes(state: RequestState) -> Callable[[Desk, SolidarityRequest, str], Awaitable[None]]:
    async def close(desk: Desk, found: SolidarityRequest, _text: str) -> None:
        found.must_be_open()
        visit = desk.visit
        kept = await desk.settings.span(RuleName.REQUESTS_DAYS)
        found.close(state, visit.now, visit.sender, visit.today, kept)
        await _acknowledged(desk, found)
        assert found.erase_on is not None
        await _tell(desk, found, say.RequestEnded(ref=found.ref, state=parts.state(found), day=Moment(found.erase_on)))
        await answer(desk, found, office_says.RequestNoted(ref=found.ref, state=parts.state(found)))

    return close


async def _take_words(desk: Desk, found: SolidarityRequest, text: str) -> None:
    """« je prends »."""
    if fold(text) not in {"prends", "la prends", "m'en occupe", "take it", ""}:
        raise Refusal(office_says.HowRequestWorks())
    await _take(desk, found, text)


_ORDERS: dict[str, Callable[[Desk, SolidarityRequest, str], Awaitable[None]]] = {
    **dict.fromkeys(("je", "i"), _take_words),
    **dict.fromkeys(("prends", "prend", "prendre", "take"), _take),
    **dict.fromkeys(("reponds", "repond", "repondre", "reponse", "reply", "answer"), _reply),
    **dict.fromkeys(("oriente", "orienter", "refer"), _orient),
    **dict.fromkeys(("propose-relais", "relais", "relay"), _relay),
    **dict.fromkeys(("clos", "clore", "close", "ferme"), _closes(RequestState.CLOSED)),
    **dict.fromkeys(("resolu", "resolue", "regle", "reglee", "resolved"), _closes(RequestState.RESOLVED)),
    **dict.fromkeys(("ouvre", "ouvrir", "lis", "open"), _open),
}
