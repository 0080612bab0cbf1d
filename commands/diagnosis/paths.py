"""`!parcours`: how far each îlot has come, and what it, or somebody who agreed to that, says of itself."""

from __future__ import annotations

from commands.diagnosis import messages as say
from commands.diagnosis.reading import stage_in
from commands.diagnosis.shown import shown
from commands.kit.command import FreeText, Group, Role, Where, command
from commands.kit.confidential import office_room
from commands.kit.message import Joined, Lines, Message, Refusal
from commands.kit.reading import fold
from storage.desk import Desk
from storage.diagnoses import Diagnosis
from storage.ilots import Ilot, Stage
from storage.people import Person
from storage.values import Moment

_MOST = 10


@command("parcours", english="paths", args=FreeText, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
async def paths(desk: Desk, args: FreeText) -> Message | None:
    """Alone: an îlot a line. With an îlot: its diagnoses; with a stage too, the stage it has come to."""
    words = args.text.split()
    if not words or fold(words[0]) in {"page", "tous", "all"}:
        return await _all(desk, int(words[-1]) if words and words[-1].isdigit() else 1)
    ilot = await _ilot(desk, words[0])
    if ilot is None:
        await _of_somebody(desk, words[0].lstrip("@"))
        return None
    rest = " ".join(words[1:])
    stage = stage_in(rest)
    if rest and stage is None:
        raise Refusal(say.HowPathsWork())
    if stage is not None:
        ilot.stage = stage.value
        return say.PathMoved(ilot=ilot.name, stage=stage)
    await _of_ilot(desk, ilot)
    return None


async def _ilot(desk: Desk, word: str) -> Ilot | None:
    return next((each for each in await desk.ilots.all() if fold(word) in {each.slug, fold(each.name)}), None)


# ── all of them ──


async def _all(desk: Desk, page: int) -> Message:
    """Ten a page, by short name."""
    everyone = await desk.ilots.all()
    first = (max(1, page) - 1) * _MOST
    shown_now = everyone[first : first + _MOST]
    if not shown_now:
        return say.NoPaths()
    lines = tuple([await _line(desk, ilot) for ilot in shown_now])
    more = say.MorePaths(page=max(1, page) + 1) if len(everyone) > first + _MOST else None
    return say.PathsShown(lines=Lines(lines), more=more, slug=shown_now[0].slug)


async def _line(desk: Desk, ilot: Ilot) -> say.PathLine:
    made = await desk.diagnoses.of_ilot(ilot)
    days: list[Message] = [
        say.DiagnosisDay(version=version, day=Moment(row.filled_on))
        for version, row in made.items()
        if row.filled_on is not None
    ]
    return say.PathLine(ilot=ilot.name, told=Joined((_stage(ilot), *(days or [say.NoDiagnosisMade()]))))


def _stage(ilot: Ilot) -> Message | str:
    """As an import called it, where that is none of ours."""
    if ilot.stage in set(Stage):
        return say.StageSaid(stage=Stage(str(ilot.stage)))
    return ilot.stage or say.StageUnsaid()


# ── one of them ──


async def _of_ilot(desk: Desk, ilot: Ilot) -> None:
    """Where it is; then each of its diagnoses, as its room reads it."""
    made = await desk.diagnoses.of_ilot(ilot)
    sharing = await desk.diagnoses.sharing(ilot) if await office_room(desk) is not None else []
    names = Joined(tuple(person.first_name for person in sharing), by=", ")
    shared = say.DiagnosesShared(names=names) if sharing else None
    desk.say(say.PathShown(line=await _line(desk, ilot), slug=ilot.slug, sharing=shared))
    for row in made.values():
        if row.filled_on is not None:
            findings = desk.diagnoses.read(row, ilot=None, in_office=desk.visit.office is not None)
            desk.show(shown(row, findings, ilot.name), str(row.ref))


async def _of_somebody(desk: Desk, name: str) -> None:
    """Theirs, as far as they agreed. Nobody learns whether there is one that is not shared."""
    if await office_room(desk) is None:
        raise Refusal(say.PathsNotAlone())
    person = await desk.people.named(name)
    rows = [row for row in (await desk.diagnoses.of_person(person)).values() if row.shared]
    if not rows:
        raise Refusal(say.NothingShared(name=person.first_name))
    for row in rows:
        await _show_shared(desk, person, row)


async def _show_shared(desk: Desk, person: Person, row: Diagnosis) -> None:
    findings = await desk.diagnoses.read_shared(row, desk.visit.someone, desk.audit)
    desk.show(shown(row, findings, person.first_name, say.DiagnosisIsTheirs()), str(row.ref))
