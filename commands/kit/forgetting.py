"""Somebody is forgotten: each feature takes away what it keeps of them, then what is left goes by itself."""

from __future__ import annotations

from collections.abc import Iterable

from commands.kit.command import Feature
from commands.kit.retelling import say_again
from storage.desk import Desk
from storage.forgetting import forget_everywhere
from storage.people import Person


async def forget(features: Iterable[Feature], desk: Desk, person: Person, cause: str) -> None:
    """All of it, in this transaction; `cause` names it for ever, in the journal too."""
    await desk.erasures.note(person, cause, desk.visit.now)
    await forget_person(features, desk, person)


async def forget_person(features: Iterable[Feature], desk: Desk, person: Person) -> None:
    """The same, where it is known already."""
    known = tuple(features)
    for feature in known:
        if feature.forget is not None:
            await feature.forget(desk, person)
    things = [each for feature in known for each in feature.things]
    await say_again(desk, {letter: each for each in things for letter in each.letters})
    await forget_everywhere(desk, person)
