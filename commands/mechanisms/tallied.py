"""What mechanisms have to count, for `!export`: a row each, with its use and what was said of it without a name."""

from __future__ import annotations

from decimal import Decimal

from commands.kit.message import Joined
from commands.kit.sheets import Cell, Sheet
from commands.mechanisms import messages as say
from commands.mechanisms.use import Use, uses
from storage.desk import Desk
from storage.mechanisms import Evaluation
from storage.values import MechanismState


async def listed(desk: Desk) -> Sheet:
    """By reference: what its sheet tells everybody. Of answers only those that were shown, five or more together."""
    said = await desk.mechanisms.all_evaluations()
    rows = []
    for each in await desk.mechanisms.all():
        state = say.StateNamed(state=MechanismState(each.state))
        last = said.get(each.id, [])[-1:]
        counted = _use(await uses(desk, each))
        rows.append((str(each.ref), each.name, state, each.since, *counted, *_evaluation(last)))
    return Sheet("mecanismes", say.MechanismsCounted(), tuple(rows))


def _use(found: list[Use]) -> tuple[Cell, ...]:
    """From when to when, what, how many, and how many of them were fulfilled."""
    if not found:
        return (None,) * 5
    what = say.UsesNamed(names=Joined(tuple(say.UseNamed(what=each.what) for each in found), by=", "))
    counts = [each.count for each in found]
    count = say.FewerThanFive() if None in counts else sum(each or 0 for each in counts)
    fulfilled = [each.fulfilled for each in found if each.fulfilled is not None]
    return found[0].first, found[0].last, what, count, sum(fulfilled) if fulfilled else None


def _evaluation(last: list[Evaluation]) -> tuple[Cell, ...]:
    """Its day, how many answers, how many had used it, how much it helped."""
    if not last:
        return (None,) * 4
    [found] = last
    helped = None if found.usefulness is None else Decimal(f"{found.usefulness:g}")
    return found.on, found.answers, found.used, helped
