"""`!donnees`, which is `!moi données` too: what is kept, for how long, who reads it; one's own; who looked at it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from commands.care import messages as say
from commands.kit.command import Command, Feature, FreeText, Group, Role, command
from commands.kit.message import Joined, Lines, Message, Refusal
from commands.kit.reading import fold
from storage.audit import AuditAction, AuditLine
from storage.desk import Desk, File
from storage.people import Person, localpart
from storage.settings import RuleName
from storage.values import Moment

_EXPORT, _JOURNAL = frozenset(["export", "exporter", "exporte"]), frozenset(["journal", "acces", "log", "audit"])
_MOST = 10  # lines
_FILE = "navette.json"


def data_command(features: Iterable[Feature]) -> Command:
    """`!donnees`, for those features."""
    known = tuple(features)

    @command("donnees", english="mydata", args=FreeText, who=Role.ANYONE, group=Group.SELF)
    async def data(desk: Desk, args: FreeText) -> Message | None:
        """What is kept, in short; `export`: one's own, whole; `journal`: who looked at it."""
        word = fold(args.text).strip()
        if word in _EXPORT:
            await _export(desk, known)
            return None
        if word in _JOURNAL:
            return await _journal(desk)
        house = desk.house
        answers = say.Responsible(name=house.responsible, contact=house.contact or "") if house.responsible else None
        more = say.ReadMore(address=house.privacy_page) if house.privacy_page else None
        return say.DataTold(
            departures=await desk.settings.number(RuleName.DEPARTURES_DAYS),
            listings=await desk.settings.number(RuleName.LISTINGS_MONTHS),
            requests=await desk.settings.number(RuleName.REQUESTS_DAYS),
            responsible=answers or say.NobodyNamedResponsible(),
            more=more,
        )

    return data


# ── one's own ──


async def _export(desk: Desk, features: tuple[Feature, ...]) -> None:
    """In private or not at all: a file."""
    if not desk.visit.in_private:
        raise Refusal(say.ExportInPrivate())
    person = desk.visit.someone
    await desk.audit.record(person.user_id, AuditAction.EXPORTED, person.user_id)
    found: dict[str, Any] = {}
    for feature in features:
        found |= await feature.mine(desk, person) if feature.mine is not None else {}
    found |= await mine(desk, person)
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    desk.attach(say.ExportGiven(), File(_FILE, "application/json", text.encode("utf-8", "replace")))


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """What somebody did with sensitive things, and what was done with theirs."""
    return {"audit": [_told(line) for line in await desk.audit.about(person.user_id)]}


def _told(line: AuditLine) -> dict[str, Any]:
    at = line.at.isoformat(timespec="seconds")
    return {"at": at, "actor": line.actor, "action": str(line.action), "ref": line.ref}


# ── who looked ──


async def _journal(desk: Desk) -> Message:
    """The Tisseuse's, in her room, is of everybody; elsewhere it is one's own, and said in private."""
    in_office = desk.visit.office is not None
    if not (in_office or desk.visit.in_private):
        raise Refusal(say.ExportInPrivate())
    someone = desk.visit.someone
    found = await desk.audit.by_others(_MOST) if in_office else await desk.audit.about(someone.user_id, _MOST)
    if not found:
        return say.NobodyLooked(months=await desk.settings.number(RuleName.JOURNAL_MONTHS))
    return say.JournalShown(lines=Lines(tuple([await _line(desk, each) for each in found])))


async def _line(desk: Desk, line: AuditLine) -> Joined:
    """Never about whom: behind a reference may stand a pseudonym."""
    actor = await desk.people.by_id(line.actor)
    local = line.at.astimezone(desk.visit.zone)
    at = Moment(local.date(), local.time().replace(second=0, microsecond=0))
    name = actor.first_name if actor is not None else localpart(line.actor)
    return Joined((at, say.JournalLine(actor=name, action=AuditAction(line.action), ref=line.ref or "")))
