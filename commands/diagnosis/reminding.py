"""The next diagnosis is called to mind: an îlot's by one line of its courrier, one's own only to who asked for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.diagnosis import messages as say
from commands.kit.command import NoteHandler
from commands.kit.editions import AT
from commands.kit.message import Message
from commands.kit.reading import fold
from commands.kit.reading.calendar import months_later
from storage.agenda import Note
from storage.courrier import Edition
from storage.desk import Desk
from storage.diagnoses import Diagnosis, Version
from storage.ilots import Ilot
from storage.people import Person
from storage.values import Moment

_DUE = "diagnosis-due"
_WORD = "bilan"  # in the title of the milestone that all of them are measured at
_LATER = (Version.SIX_MONTHS, Version.BALANCE)


async def _days(desk: Desk, since: dt.date) -> dict[Version, dt.date]:
    """Six months after `since`; at the collective's own balance, or else a year after."""
    milestones = [each for each in await desk.milestones.all() if _WORD in fold(each.title).split()]
    later = [each.starts_on for each in milestones if each.starts_on > since]
    return {
        Version.SIX_MONTHS: months_later(since, 6),
        Version.BALANCE: min(later, default=months_later(since, 12)),
    }


# ── an îlot's ──


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """In the first courrier after its day, once, in the room alone."""
    if edition.reader_id is not None:
        return [], 0
    ilots = [await desk.ilots.get(ilot_id) for ilot_id in edition.own]
    return [say.DiagnosisDue(version=version) for ilot in ilots for version in await _due(desk, ilot, edition)], 0


async def _due(desk: Desk, ilot: Ilot, edition: Edition) -> list[Version]:
    if ilot.opened_on is None:
        return []
    made = await desk.diagnoses.of_ilot(ilot)
    days = (await _days(desk, ilot.opened_on)).items()
    due = [version for version, day in days if edition.since < _morning(desk, day) <= edition.until]
    return [version for version in due if version not in made or made[version].filled_on is None]


def _morning(desk: Desk, day: dt.date) -> dt.datetime:
    """Before that day's courrier."""
    return dt.datetime.combine(day, dt.time(0), desk.visit.zone)


# ── one's own ──


async def wake_for(desk: Desk, made: dict[Version, Diagnosis]) -> Message:
    """At what is still to come, counted from their first one."""
    person, now = desk.visit.someone, desk.visit.now
    since = min(row.filled_on for row in made.values() if row.filled_on is not None)
    coming = {}
    for version, day in (await _days(desk, since)).items():
        at = dt.datetime.combine(day, AT, desk.visit.zone)
        fields = {"person": person.user_id, "version": version.value}
        if version not in made and at > now:
            await desk.wake_me(at, Note(_DUE, _key(person, version), fields))
            coming[version] = day
    if not coming:
        return say.NothingToRemind()
    return say.DiagnosisReminds(day=Moment(min(coming.values())))


async def leave_alone(desk: Desk, person: Person) -> None:
    """No reminder any more."""
    for version in _LATER:
        await desk.agenda.forget(_key(person, version))


async def reminders_of(desk: Desk, person: Person) -> list[str]:
    """The versions that they asked to be reminded of."""
    keys = await desk.agenda.keys(_DUE)
    return [version.value for version in _LATER if _key(person, version) in keys]


def _key(person: Person, version: Version) -> str:
    return f"{_DUE}:{person.id}:{version.value}"


async def _remind(desk: Desk, fields: dict[str, Any]) -> None:
    """Unless it is made already."""
    person, version = await desk.people.by_id(fields["person"]), Version(fields["version"])
    if person is not None and not _is_made(await desk.diagnoses.of_person(person), version):
        await desk.remind(person, say.OwnDiagnosisDue(version=version))


def _is_made(made: dict[Version, Diagnosis], version: Version) -> bool:
    return version in made and made[version].filled_on is not None


NOTES: dict[str, NoteHandler] = {_DUE: _remind}
