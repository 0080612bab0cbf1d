"""A line of expected incomings is kept, changed, taken away; and what showed it goes with it."""

from __future__ import annotations

from dataclasses import replace

from commands.income import messages as say
from commands.income.shown import line
from commands.kit.command import Things
from commands.kit.message import Refusal
from storage.desk import Desk
from storage.incomes import LETTER, MOST, WHOLE, Incoming, whole
from storage.posts import Role
from storage.values import Ref


async def keep(desk: Desk, incoming: Incoming) -> None:
    """One more line of the visitor's."""
    if len(await desk.incomes.of(desk.visit.someone)) >= MOST:
        raise Refusal(say.TooManyIncomes(most=MOST))
    ref, kept = await desk.incomes.add(desk.visit.someone, incoming)
    told = say.IncomeKept(line=line(kept), changed=False)
    desk.sayings.append(replace(desk.answer(told), card=str(ref), role=Role.POSTED))


async def correct(desk: Desk, number: int, incoming: Incoming) -> None:
    """The visitor's line of that number says this from now on; what it said before stays nowhere."""
    ref, before = await numbered(desk, number)
    kept = replace(incoming, number=number, label=incoming.label or before.label)
    await desk.incomes.change(desk.visit.someone, ref, kept)
    await _unshow(desk, ref)
    told = say.IncomeKept(line=line(kept), changed=True)
    desk.sayings.append(replace(desk.answer(told), card=str(ref), role=Role.POSTED))


async def amend(desk: Desk, ref: Ref, incoming: Incoming) -> None:
    """The message that made it says something else now: so does the answer to it, in its place."""
    lines = await desk.incomes.of(desk.visit.someone)
    if ref not in lines:
        raise Refusal(say.NothingOfIncome())
    kept = replace(incoming, number=lines[ref].number)
    await desk.incomes.change(desk.visit.someone, ref, kept)
    await desk.erase_copies(str(whole(desk.visit.someone)))
    for post in await desk.posts.cards_of(str(ref)):
        desk.reword(post, say.IncomeKept(line=line(kept), changed=True))


async def remove(desk: Desk, number: int) -> None:
    """The visitor's line of that number."""
    ref, _ = await numbered(desk, number)
    await _erase(desk, ref)


async def erase_all(desk: Desk) -> bool:
    """Everything of the visitor's, and every message of the bot's that showed any of it; False where there is none."""
    person = desk.visit.someone
    refs = list(await desk.incomes.of(person))
    for ref in (*refs, whole(person)):
        await desk.erase_copies(str(ref))
    await desk.incomes.erase(person, *refs)
    return bool(refs)


async def numbered(desk: Desk, number: int) -> tuple[Ref, Incoming]:
    """Of the visitor's. Raises Refusal."""
    lines = await desk.incomes.of(desk.visit.someone)
    found = next(((ref, each) for ref, each in lines.items() if each.number == number), None)
    if found is None:
        raise Refusal(say.NoSuchIncome(number=number) if lines else say.NothingOfIncome())
    return found


async def _erase(desk: Desk, ref: Ref) -> None:
    """One of the visitor's: also when they delete the message that made it."""
    await _unshow(desk, ref)
    if ref.letter == LETTER:
        await desk.incomes.erase(desk.visit.someone, ref)


async def _unshow(desk: Desk, ref: Ref) -> None:
    """What shows the line, or counts with it."""
    for each in (ref, whole(desk.visit.someone)):
        await desk.erase_copies(str(each))


THINGS = Things(letters=frozenset({LETTER, WHOLE}), erase=_erase, show="revenu")
