"""A sheet as it is shown: in the list, whole, and in a file."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message
from commands.kit.reading import fold
from commands.kit.speech import ShortDay
from commands.mechanisms import messages as say
from commands.mechanisms.messages import Part
from commands.mechanisms.use import used
from storage.desk import Desk
from storage.mechanisms import Evaluation, Mechanism
from storage.people import Office
from storage.rooms import RoomKind
from storage.values import MechanismState

PAGE = 12
_SHORT = 160  # characters of what an evaluation said to one question, on the sheet


async def shown_list(desk: Desk, page: int = 1) -> Message:
    """Twelve lines; where there are more, the last one is the way on. What was stopped comes last."""
    found = sorted(await desk.mechanisms.all(), key=lambda each: each.state == MechanismState.STOPPED)
    size = PAGE if len(found) <= PAGE else PAGE - 1
    here = found[(page - 1) * size : page * size]
    if not here:
        return say.MechanismsEmpty() if page == 1 else say.NoMechanismsPage()
    more = [say.MoreMechanisms(page=page + 1)] if len(found) > page * size else []
    return say.MechanismsShown(lines=Lines((*map(line, here), *more)))


def line(mechanism: Mechanism) -> say.MechanismLine:
    """One line of the list."""
    details = Joined((since(mechanism), *([mechanism.how] if mechanism.how else [])))
    return say.MechanismLine(ref=mechanism.ref, title=mechanism.name, details=details)


def since(mechanism: Mechanism) -> say.StateSince:
    """Where it has come, and since when."""
    return say.StateSince(state=MechanismState(mechanism.state), day=ShortDay(mechanism.since))


async def named(desk: Desk, text: str) -> list[Mechanism]:
    """Those whose name holds these words, accents and case aside."""
    return [each for each in await desk.mechanisms.all() if fold(text).strip(" .!?") in fold(each.name)]


async def sheet(desk: Desk, mechanism: Mechanism) -> say.MechanismShown:
    """The whole of it. What it does not tell has no line; in her room the Tisseuse sees what is missing."""
    lines: list[Message] = await told(desk, mechanism)
    lines += await used(desk, mechanism)
    evaluations = await desk.mechanisms.evaluations(mechanism)
    lines += [evaluation_line(evaluations[-1])] if evaluations else []
    lines += _next(desk, mechanism)
    return say.MechanismShown(
        ref=mechanism.ref, title=mechanism.name, since=since(mechanism), lines=Lines(tuple(lines))
    )


async def told(desk: Desk, mechanism: Mechanism) -> list[Message]:
    """Its fields, a line each."""
    found = {part: _said(mechanism, part) for part in Part if part is not Part.CONTACT}
    lines: list[Message] = [say.PartLine(part=part, said=said) for part, said in found.items() if said.parts]
    contact = mechanism.contact or await _tisseuse(desk)
    return [*lines, say.PartLine(part=Part.CONTACT, said=Joined((contact,)))]


def _said(mechanism: Mechanism, part: Part) -> Joined:
    if part is Part.STEPS:
        steps = enumerate(mechanism.steps, 1)
        return Joined(tuple(say.HowToStep(number=number, step=step) for number, step in steps))
    words = getattr(mechanism, part.value)
    return Joined((words,) if words else ())


async def _tisseuse(desk: Desk) -> say.AskTheTisseuse:
    holders = await desk.people.holding(Office.TISSEUSE)
    return say.AskTheTisseuse(name=holders[0].first_name if holders else "", known=bool(holders))


def _next(desk: Desk, mechanism: Mechanism) -> list[Message]:
    """What can be typed next, by whoever looks."""
    missing = [part for part in Part if part is not Part.CONTACT and not _said(mechanism, part).parts]
    if desk.visit.room_kind is RoomKind.ADMIN and missing:
        names = tuple(say.PartSaid(part=part) for part in missing)
        return [say.ToWrite(ref=mechanism.ref, parts=Joined(names, by=", "))]
    return [say.GiveYours(ref=mechanism.ref)] if mechanism.is_tried else []


def evaluation_line(evaluation: Evaluation) -> say.EvaluationLine:
    """When, how many, and what they said, each part short enough for a phone."""
    return say.EvaluationLine(day=ShortDay(evaluation.on), said=Joined(tuple(said_together(evaluation))))


def said_together(evaluation: Evaluation, longest: int = _SHORT) -> list[Message]:
    """The parts of it that there are."""
    parts: list[Message] = [say.AnswersCounted(count=evaluation.answers)]
    parts += [say.UsedCounted(count=evaluation.used)] if evaluation.used is not None else []
    parts += [say.MarkSaid(mark=evaluation.usefulness)] if evaluation.usefulness is not None else []
    words = ((say.KeepSaid, evaluation.keep), (say.ChangeSaid, evaluation.change), (say.DropSaid, evaluation.drop))
    parts += [
        kind(words=_cut(said, longest)) for kind, said in (*words, (say.DecisionSaid, evaluation.decision)) if said
    ]
    return parts


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
