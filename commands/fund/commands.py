"""`!fonds`: its rules for everybody, a request in private, the commission's opinions, the Tisseuse's declarations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from commands.fund import asking, correcting, deciding, declaring, ruling, shown
from commands.kit import aside
from commands.kit.command import FreeText, Group, command
from commands.kit.message import Message, Refusal
from commands.kit.messages import EditNotRead, TisseuseOnly
from commands.kit.reading import first_amount, fold
from storage.desk import Desk
from storage.rooms import RoomKind
from storage.values import Ref

_Order = Callable[[Desk, str], Awaitable[Message | None]]

_ASKING = ("demande", "demander", "request", "ask")
_FOR_ALL: dict[str, Callable[[Desk, str], Awaitable[None]]] = {
    **dict.fromkeys(_ASKING, asking.ask),
    **dict.fromkeys(("avis", "opinion"), deciding.opinion),
    **dict.fromkeys(("reponse", "reponds", "answer"), deciding.reply),
}
_OFFICE: dict[str, _Order] = {
    **dict.fromkeys(("mouvement", "mouvements", "movement"), declaring.movement),
    **dict.fromkeys(("decision", "decisions"), declaring.decisions),
    **dict.fromkeys(("paye", "payee", "verse", "paid"), declaring.paid),
    **dict.fromkeys(("rembourse", "remboursee", "remboursement", "repaid"), declaring.repaid),
}
_RULES = frozenset({"regles", "regle", "reglement", "rules"})


async def made(desk: Desk, ref: Ref) -> bool:
    """The solidarity requests that ask the fund."""
    return (await desk.requests.find(ref)).fund_case is not None


async def _amended(desk: Desk, ref: Ref, args: FreeText) -> None:
    """Whoever asked edits what they typed: the command, or the answer that held the words."""
    first, _, rest = args.text.partition(" ")
    word, is_answer = fold(first).strip(".,:;!"), desk.visit.answered_in is not None
    if word in _ASKING and not is_answer:
        await correcting.correct(desk, ref, rest.strip())
    elif is_answer or first_amount(args.text) is not None:
        await correcting.correct(desk, ref, args.text)
    else:
        await aside.refuse_aside(desk, Refusal(EditNotRead(ref=ref)))


@command("fonds", "caisse", english="fund", args=FreeText, group=Group.SUPPORT, amend=_amended)
async def fund(desk: Desk, args: FreeText) -> Message | None:
    """What is typed behind it says who is meant: everybody, the commission, or the Tisseuse."""
    first, _, rest = args.text.partition(" ")
    word = fold(first).strip(".,:;!")
    if word in _FOR_ALL:
        await _FOR_ALL[word](desk, rest.strip())
        return None
    if word in _OFFICE or word in _RULES:
        return await _in_office(desk, word, rest.strip())
    if first_amount(args.text) is not None:  # « !fonds 400 € pour le loyer »
        await asking.ask(desk, args.text)
        return None
    return await shown.info(desk)


async def _in_office(desk: Desk, word: str, text: str) -> Message | None:
    """In the Tisseuse's room, and by her or her deputy. Raises Refusal."""
    if desk.visit.office is None or desk.visit.room_kind is not RoomKind.ADMIN:
        raise Refusal(TisseuseOnly())
    if word in _RULES:
        return await ruling.rules(desk, text)
    await declaring.must_be_alone(desk)
    return await _OFFICE[word](desk, text)
