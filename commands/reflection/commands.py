"""`!temps`: the îlot's own time: shown, proposed, moved, skipped, paused, stopped; its questions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from commands.kit.command import Answer, AnswerHandler, FreeText, Group, Where, command
from commands.kit.dialogue import number
from commands.kit.message import Message, Refusal
from commands.kit.reading import Sight, fold, read_ref
from commands.kit.speech import WeekdayName
from commands.reflection import agreement, moves, pauses, prompts
from commands.reflection import messages as say
from commands.reflection.life import next_message
from commands.reflection.reading import NoEnd, NoRhythm, Rhythm, rhythm
from storage.desk import Desk
from storage.ilots import Ilot
from storage.questions import Question
from storage.sessions import LETTER as SESSION
from storage.slots import Slot
from storage.values import Moment, Ref

HOW_OFTEN = "how-often"
Order = Callable[[Desk, Ilot, str], Awaitable[Message | None]]


async def _amend(desk: Desk, ref: Ref, args: FreeText) -> None:
    """The message that proposed a rhythm, or moved a session, was edited."""
    if ref.letter == SESSION:
        session = await desk.sessions.find(ref)
        assert session is not None
        word, _, rest = args.text.partition(" ")
        if _ORDERS.get(fold(word)) is not _move or not session.is_ahead:
            raise Refusal(say.NothingAhead())
        await moves.move_otherwise(desk, await desk.ilots.get(session.ilot_id), session, rest)
        return
    found = await desk.agreements.find(ref)
    assert found is not None
    await agreement.propose_anew(desk, found, _proposed(desk, args.text))


def _proposed(desk: Desk, text: str) -> Slot | None:
    """What an edited proposal says now; None for no rhythm any more. Raises Refusal with what to type."""
    if _ORDERS.get(fold(text.partition(" ")[0])) is _stop:
        return None
    read = _read(desk, text)
    if read.every_weeks is None:
        raise Refusal(say.RhythmUnread(got=text.strip()[:60]))
    return read.slot(read.every_weeks)


@command(
    "temps",
    "pause",
    "seance",
    english="pausetime",
    args=FreeText,
    where=Where.ILOT | Where.PRIVATE | Where.TISSEUSE,
    group=Group.TIME,
    amend=_amend,
)
async def times(desk: Desk, args: FreeText) -> Message | None:
    """The îlot's own time; what changes it is typed in its room."""
    word, _, rest = args.text.partition(" ")
    if fold(word) in _QUESTIONS:
        return await prompts.questions(desk, rest.strip())
    ilot = await _ilot(desk)
    if not args.text or read_ref(args.text) is not None:
        return await _show(desk, ilot)
    if desk.visit.ilot is None:
        raise Refusal(say.DecidedInTheRoom())
    order = _ORDERS.get(fold(word))
    if order is not None:
        return await order(desk, ilot, rest.strip())
    if not pauses.ask_which(desk, args.text):
        await _propose(desk, ilot, args.text)
    return None


async def _ilot(desk: Desk) -> Ilot:
    mine = await desk.my_ilots()
    ilot = desk.visit.ilot or (mine[0] if mine else None)
    if ilot is None:
        raise Refusal(say.NoIlotHere())
    return ilot


async def _show(desk: Desk, ilot: Ilot) -> Message:
    following = await next_message(desk, ilot)
    if ilot.rhythm is None or following is None:
        return await agreement.waiting(desk, ilot) or say.NoSlot(ilot=ilot.name)
    return say.SlotShown(rhythm=agreement.rhythm_of(ilot.rhythm), next=following)


# ── the rhythm ──


async def _propose(desk: Desk, ilot: Ilot, text: str) -> None:
    read = _read(desk, text)
    if read.every_weeks is None:
        asked = say.HowOften(day=WeekdayName(read.first.on), first=Moment(read.first.on))
        desk.ask(asked, Question(HOW_OFTEN, {"slot": read.slot(1).as_json()}))
        return
    await agreement.propose(desk, ilot, read.slot(read.every_weeks))


def _read(desk: Desk, text: str) -> Rhythm:
    """Raises Refusal with what to type."""
    try:
        return rhythm(text, Sight(now=desk.visit.typed_at))
    except NoEnd as lacking:
        raise Refusal(say.RhythmWithoutEnd()) from lacking
    except NoRhythm as unread:
        raise Refusal(say.RhythmUnread(got=text.strip()[:60])) from unread


async def _how_often(desk: Desk, answer: Answer) -> Message | None:
    """1 every week, 2 one in two, 4 one in four."""
    chosen = number(answer.text)
    slot = Slot.from_json(answer.fields["slot"])
    weeks = {1: 1, 2: 2, 3: 4}.get(chosen or 0)
    if slot is None or weeks is None or desk.visit.ilot is None:
        return None
    again = Slot(slot.anchor_on, slot.start, slot.end, weeks)
    await agreement.propose(desk, desk.visit.ilot, again)
    return None


# ── orders ──


async def _move(desk: Desk, ilot: Ilot, text: str) -> None:
    await moves.move(desk, ilot, await moves.next_ahead(desk, ilot), text)


async def _skip(desk: Desk, ilot: Ilot, _text: str) -> Message:
    return await moves.skip(desk, ilot)


async def _resume(desk: Desk, ilot: Ilot, _text: str) -> Message:
    return await pauses.resume(desk, ilot)


async def _stop(desk: Desk, ilot: Ilot, _text: str) -> None:
    if ilot.rhythm is None:
        raise Refusal(say.NoSlot(ilot=ilot.name))
    await agreement.propose(desk, ilot, None)


_QUESTIONS = frozenset({"question", "questions", "prompt", "prompts"})
_ORDERS: dict[str, Order] = {
    **dict.fromkeys(("reporter", "reporte", "deplacer", "deplace", "decaler", "decale", "move", "postpone"), _move),
    **dict.fromkeys(("sauter", "saute", "annuler", "annule", "skip", "cancel"), _skip),
    **dict.fromkeys(("pause", "suspendre", "suspend", "vacances"), pauses.pause),
    **dict.fromkeys(("reprendre", "reprend", "reprise", "resume"), _resume),
    **dict.fromkeys(("arreter", "arrete", "stop", "end"), _stop),
}

ANSWERS: dict[str, AnswerHandler] = {HOW_OFTEN: _how_often}
