"""A diagnosis is kept, in place of the one before; and goes with the message that made it."""

from __future__ import annotations

from dataclasses import replace

from commands.diagnosis import messages as say
from commands.diagnosis.shown import lines_of
from commands.kit.command import Things
from commands.kit.message import Message, Refusal
from storage.desk import Desk
from storage.diagnoses import LETTER, Diagnosis, Findings, Version
from storage.posts import Role
from storage.values import Ref


async def kept_for_ilot(desk: Desk, version: Version, findings: Findings) -> None:
    """In the room of the visit."""
    ilot = desk.visit.ilot
    if ilot is None:
        raise Refusal(say.DiagnosisNowhere())
    before = (await desk.diagnoses.of_ilot(ilot)).get(version)
    await _take_back(desk, before)
    row = await desk.diagnoses.keep_for(ilot, version, findings, desk.visit.today)
    _tell(desk, row, findings)


async def kept_for_oneself(desk: Desk, version: Version, findings: Findings, *, shared: bool) -> None:
    """By the visitor."""
    person = desk.visit.someone
    await _take_back(desk, (await desk.diagnoses.of_person(person)).get(version))
    row = await desk.diagnoses.keep_own(person, version, findings, desk.visit.today, shared=shared)
    _tell(desk, row, findings)


async def _take_back(desk: Desk, before: Diagnosis | None) -> None:
    """Words that are replaced stay nowhere."""
    if before is not None:
        await desk.erase_copies(str(before.ref))


def _tell(desk: Desk, row: Diagnosis, findings: Findings) -> None:
    told = say.DiagnosisKept(
        version=Version(row.version), own=row.is_own, shared=row.shared, lines=lines_of(findings, own=row.is_own)
    )
    desk.sayings.append(replace(desk.answer(told), card=str(row.ref), role=Role.POSTED))


async def erased(desk: Desk, row: Diagnosis) -> None:
    """With every message that holds its words."""
    await desk.erase_copies(str(row.ref))
    await desk.diagnoses.erase(row)


async def _erase(desk: Desk, ref: Ref) -> None:
    """The message that made it is deleted: by somebody of its îlot, or by its author."""
    row = await desk.diagnoses.find(ref)
    if row is not None:
        await erased(desk, row)


async def _line(_desk: Desk, _ref: Ref) -> Message | None:
    """No courrier tells of one."""
    return None


THINGS = Things(letters=frozenset({LETTER}), erase=_erase, show="diagnostic", line=_line)
