"""How a diagnosis is laid out: five lines at most."""

from __future__ import annotations

from commands.diagnosis import messages as say
from commands.kit.message import Joined, Lines, Message
from storage.diagnoses import Diagnosis, Findings, Version
from storage.values import Moment


def lines_of(findings: Findings, *, own: bool) -> Lines:
    """What was said, a line each."""
    said: list[Message] = []
    if findings.strengths:
        said.append(say.DiagnosisLine(step=say.Step.STRENGTHS, own=own, text=findings.strengths))
    for step, needs in (
        (say.Step.NEEDS_AT_START, findings.needs_at_start),
        (say.Step.NEEDS_IN_TIME, findings.needs_in_time),
    ):
        if needs:
            said.append(say.DiagnosisLine(step=step, own=own, text=Joined(needs, by=", ")))
    if findings.collective_project:
        said.append(say.DiagnosisLine(step=say.Step.PROJECT, own=own, text=findings.collective_project))
    return Lines(tuple(said) or (say.DiagnosisEmpty(),))


def shown(row: Diagnosis, findings: Findings, whose: str, *more: Message) -> say.DiagnosisShown:
    """One of them, with its day; `whose`: an îlot's name, or a person's."""
    day = (Moment(row.filled_on),) if row.filled_on is not None else ()
    return say.DiagnosisShown(
        version=Version(row.version),
        head=Joined((whose, *day, *more)),
        lines=lines_of(findings, own=row.is_own),
    )
