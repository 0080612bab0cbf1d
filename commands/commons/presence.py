"""Who leaves an îlot's room: what they proposed there asks nobody new any more, until they are back."""

from __future__ import annotations

from commands.commons import messages as say
from commands.kit.command import Happening, Listener, Occasion
from storage.commons import Common
from storage.desk import Desk
from storage.ilots import Ilot
from storage.people import Person


async def _left(desk: Desk, what: Happening) -> None:
    person, ilot = await desk.people.by_id(what.user_id), desk.visit.ilot
    if person is None or ilot is None:
        return
    for common in await desk.commons.of_participant(person):
        await desk.commons.release(common, ilot, without=person)
    if suspended := await _set(desk, person, ilot, suspended=True):
        await desk.whisper(person, say.LeftCommons(count=len(suspended), refs=_refs(suspended)))


async def _joined(desk: Desk, what: Happening) -> None:
    """Their îlot takes part again in what they take part in, where none of theirs does."""
    person, ilot = await desk.people.by_id(what.user_id), desk.visit.ilot
    if person is None or ilot is None:
        return
    mine = {each.id for each in await desk.ilots.of_person(person)}
    for common in await desk.commons.of_participant(person):
        if not mine.intersection(each.id for each in await desk.commons.ilots(common)):
            await desk.commons.involve(common, ilot)
    if back := await _set(desk, person, ilot, suspended=False):
        await desk.whisper(person, say.BackToCommons(count=len(back), refs=_refs(back)))


async def _set(desk: Desk, person: Person, ilot: Ilot, *, suspended: bool) -> list[Common]:
    """What changed."""
    changed = [each for each in await desk.commons.of_holder(person, ilot) if each.suspended != suspended]
    for common in changed:
        common.suspended = suspended
    return changed


def _refs(commons: list[Common]) -> str:
    return ", ".join(str(common.ref) for common in commons)


LISTENERS: dict[Occasion, Listener] = {Occasion.LEAVE: _left, Occasion.JOIN: _joined}
