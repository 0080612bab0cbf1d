"""Somebody is forgotten: each feature takes away what it keeps of them, then what is left goes by itself."""

from __future__ import annotations

from collections.abc import Iterable

from commands.kit.command import Feature, Things
from storage.desk import Desk
from storage.forgetting import forget_everywhere
from storage.people import Person
from storage.values import Ref


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
    await say_again(desk, [each for feature in known for each in feature.things])
    await forget_everywhere(desk, person)


async def say_again(desk: Desk, things: Iterable[Things]) -> None:
    """What stood in the same message as erased words, and is no listing."""
    by_letter = {letter: each for each in things for letter in each.letters}
    for room_id, card in desk.bereft:
        ref = Ref.parse(card)
        again = by_letter[ref.letter].again
        if again is not None:
            await again(desk, room_id, ref)
