"""`!diagnostic`: an îlot's in its room, one's own in private."""

from __future__ import annotations

from commands.diagnosis import messages as say
from commands.diagnosis.asking import begin
from commands.diagnosis.keeping import erased
from commands.diagnosis.reading import Deed, Order, order_in
from commands.diagnosis.reminding import leave_alone, wake_for
from commands.diagnosis.shown import shown
from commands.kit.command import FreeText, Group, Where, command
from commands.kit.message import Message, Refusal
from storage.desk import Desk
from storage.diagnoses import Diagnosis, Version


@command("diagnostic", english="diagnosis", args=FreeText, where=Where.ILOT | Where.PRIVATE, group=Group.ORIENT)
async def diagnosis(desk: Desk, args: FreeText) -> Message | None:
    """Asks for the one that comes next, shows the one that is there; one's own is shared, kept, erased by a word."""
    order = order_in(args.text)
    if order is None or (order.deed not in {Deed.SEE, Deed.REDO} and not desk.visit.in_private):
        raise Refusal(say.HowDiagnosisWorks(own=desk.visit.in_private))
    made = await _made(desk)
    if order.deed in {Deed.SEE, Deed.REDO}:
        await _see(desk, order, made)
        return None
    return await _own(desk, order, made)


async def _made(desk: Desk) -> dict[Version, Diagnosis]:
    """Those of this îlot, or of the visitor; what only waits to be made does not count."""
    ilot = desk.visit.ilot
    found = await desk.diagnoses.of_ilot(ilot) if ilot else await desk.diagnoses.of_person(desk.visit.someone)
    return {version: row for version, row in found.items() if row.filled_on is not None}


async def _see(desk: Desk, order: Order, made: dict[Version, Diagnosis]) -> None:
    """The one that is named; else the last that was made, or the first where there is none."""
    version = order.version or (list(made)[-1] if made else Version.START)
    row = made.get(version)
    if row is None or order.deed is Deed.REDO:
        begin(desk, version)
        return
    visit = desk.visit
    if visit.ilot is not None:
        findings, whose = desk.diagnoses.read(row, ilot=visit.ilot, in_office=False), visit.ilot.name
    else:
        findings, whose = desk.diagnoses.read_own(row, visit.someone), visit.someone.first_name
    desk.show(shown(row, findings, whose, *_more(row, made)), str(row.ref))


def _more(row: Diagnosis, made: dict[Version, Diagnosis]) -> list[Message]:
    """Who reads it, where that is somebody's choice; and what can come next."""
    following = next((each for each in Version if each not in made), None)
    reads: list[Message] = [say.DiagnosisReadBy(shared=row.shared)] if row.is_own else []
    again = say.DiagnosisAgain(version=Version(row.version))
    return [*reads, say.DiagnosisNext(version=following) if following else again]


async def _own(desk: Desk, order: Order, made: dict[Version, Diagnosis]) -> Message:
    """In private, by its author."""
    if order.deed is Deed.LEAVE:
        await leave_alone(desk, desk.visit.someone)
        return say.DiagnosisRemindsNot()
    if not made:
        raise Refusal(say.NoDiagnosisYet())
    if order.deed is Deed.REMIND:
        return await wake_for(desk, made)
    rows = [row for version, row in made.items() if order.version in {None, version}]
    if order.deed is Deed.ERASE:
        for row in rows:
            await erased(desk, row)
        if len(rows) == len(made):
            await leave_alone(desk, desk.visit.someone)
        return say.DiagnosisErased(count=len(rows))
    for row in rows:
        row.shared = order.deed is Deed.SHARE
    return say.DiagnosisShared(shared=order.deed is Deed.SHARE)
