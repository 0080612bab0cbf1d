"""The four questions of a diagnosis, one at a time; what was answered lives in the open question alone."""

from __future__ import annotations

from typing import Any

from commands.diagnosis import messages as say
from commands.diagnosis.keeping import kept_for_ilot, kept_for_oneself
from commands.diagnosis.reading import sentence, several
from commands.diagnosis.shown import lines_of
from commands.kit.command import Answer, AnswerHandler
from commands.kit.dialogue import is_no, is_pass, is_stop, is_yes
from commands.kit.message import Message
from commands.kit.messages import NothingKept
from storage.desk import Desk
from storage.diagnoses import Findings, Version
from storage.questions import Question

ASKED, SHARED = "diagnosis", "diagnosis-shared"
_STEPS = tuple(say.Step)


def begin(desk: Desk, version: Version) -> None:
    """The first of them, where they were asked for."""
    own = desk.visit.in_private
    first = say.DiagnosisAsked(version=version, own=own, step=_STEPS[0])
    begins = say.DiagnosisBegins(version=version, own=own, ask=first)
    desk.ask(begins, Question(ASKED, {"version": version.value, "step": 0, "said": {}}))


async def _answered(desk: Desk, answer: Answer) -> Message | None:
    """« passe » skips, « stop » leaves."""
    if is_stop(answer.text):
        return NothingKept()
    fields = answer.fields
    step = _STEPS[fields["step"]]
    said = {**fields["said"], **({} if is_pass(answer.text) else {step.value: _read(step, answer.text)})}
    version, following = Version(fields["version"]), fields["step"] + 1
    if following < len(_STEPS):
        ask = say.DiagnosisAsked(version=version, own=desk.visit.in_private, step=_STEPS[following])
        desk.ask(ask, Question(ASKED, {**fields, "step": following, "said": said}))
        return None
    if not said:
        return NothingKept()
    await _all_said(desk, version, said)
    return None


def _read(step: say.Step, text: str) -> Any:
    return several(text) if step in {say.Step.NEEDS_AT_START, say.Step.NEEDS_IN_TIME} else sentence(text)


async def _all_said(desk: Desk, version: Version, said: dict[str, Any]) -> None:
    """An îlot's is kept: all of it was said in its room. One's own waits for who may read it."""
    findings = Findings.from_json(said)
    if desk.visit.in_private:
        _ask_shared(desk, version, said)
    else:
        await kept_for_ilot(desk, version, findings)


def _ask_shared(desk: Desk, version: Version, said: dict[str, Any]) -> None:
    preview = say.DiagnosisPreview(lines=lines_of(Findings.from_json(said), own=True))
    desk.ask(preview, Question(SHARED, {"version": version.value, "said": said}))


async def _shared(desk: Desk, answer: Answer) -> Message | None:
    """« oui » and « non » both keep it; « stop » keeps nothing."""
    if is_stop(answer.text):
        return NothingKept()
    version, said = Version(answer.fields["version"]), answer.fields["said"]
    if not (is_yes(answer.text) or is_no(answer.text)):
        _ask_shared(desk, version, said)
        return None
    await kept_for_oneself(desk, version, Findings.from_json(said), shared=is_yes(answer.text))
    return None


ANSWERS: dict[str, AnswerHandler] = {ASKED: _answered, SHARED: _shared}
