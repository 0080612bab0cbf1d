"""`!ilots fonctions` and `!moi fonction …`: who can be asked about what, each in their own words."""

from __future__ import annotations

import re

from commands.kit.dialogue import is_no
from commands.kit.message import Joined, Lines, Message, Refusal
from commands.kit.paging import page_in
from commands.kit.reading import fold, tidy
from commands.people import messages as say
from storage.desk import Desk
from storage.people import Person

_PAGE, _MOST, _LONGEST = 11, 5, 60


async def shown(desk: Desk, text: str) -> Message:
    """A function a line, in the order of the alphabet, eleven a page."""
    directory = await _directory(desk)
    page = page_in(text)
    kept = directory[(page - 1) * _PAGE : page * _PAGE]
    if not kept:
        return say.NoFunctions()
    lines = [say.FunctionLine(function=name, people=Joined(tuple(people), by=", ")) for name, people in kept]
    more = say.MoreFunctions(page=page + 1) if len(directory) > page * _PAGE else say.HowToStateFunction()
    return say.FunctionsShown(lines=Lines(tuple(lines)), more=more)


async def _directory(desk: Desk) -> list[tuple[str, list[str]]]:
    """Function, and first names with their îlot. Who left every îlot is not asked any more."""
    stated = await desk.functions.all()
    people = await desk.people.among({each.person_id for each in stated})
    names = {person_id: await _called(desk, person) for person_id, person in people.items()}
    found: dict[str, tuple[str, list[str]]] = {}
    for each in stated:
        if (name := names[each.person_id]) is not None:
            found.setdefault(fold(each.name), (each.name, []))[1].append(name)
    return [found[key] for key in sorted(found)]


async def _called(desk: Desk, person: Person) -> str | None:
    ilots = await desk.ilots.of_person(person)
    if ilots:
        return f"{person.first_name} ({ilots[0].name})"
    return person.first_name if person.office is not None else None


async def state(desk: Desk, text: str) -> Message:
    """`fonction juridique, paie`; `fonction non`. By oneself alone."""
    if is_no(text):
        await desk.functions.state(desk.visit.someone, [])
        return say.FunctionGone()
    names = _several(text)
    if not names:
        raise Refusal(say.FunctionUnread())
    await desk.functions.state(desk.visit.someone, names)
    return say.FunctionNoted(functions=Joined(tuple(names), by=", "))


def _several(text: str) -> list[str]:
    """As they were typed, each once."""
    parts = [" ".join(part.split()).strip(" .:")[:_LONGEST] for part in re.split(r"[,;\n]", tidy(text))]
    return list({fold(part): part for part in parts if part}.values())[:_MOST]
