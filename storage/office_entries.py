"""Changed rules and announcements in the interchange format: written only where there are any, and taken in again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncSession

from storage.bulletins import Bulletin, BulletinKind, Bulletins
from storage.settings import BY_NAME, RuleName, Settings, as_json
from storage.values import Ref

Instant = Callable[[dt.datetime], str]
_SETTINGS, _BULLETINS = "settings", "bulletins"


class BulletinEntry(BaseModel):
    """One of `bulletins`."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    ref: str = Field(pattern=r"^[GV][1-9][0-9]{0,8}$")
    text: Annotated[str, Field(min_length=1)]
    urgent: bool = False
    created_at: AwareDatetime


def faults_of(settings: dict[str, Any], bulletins: Iterable[BulletinEntry]) -> list[str]:
    """Rules nobody knows, values they may not have, names that stand twice."""
    reasons = []
    for name, value in settings.items():
        try:
            BY_NAME[RuleName(name)].read(value)
        except ValueError as error:
            reasons.append(f"settings.{name}: {error}")
    refs = [entry.ref for entry in bulletins]
    return reasons + [f"bulletins: {ref} stands there twice" for ref in sorted({x for x in refs if refs.count(x) > 1})]


def parts_of(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What equality is measured on, by section and key; of one as it is written."""
    settings = {name: {"value": value} for name, value in document.get(_SETTINGS, {}).items()}
    return {_SETTINGS: settings, _BULLETINS: {each["ref"]: each for each in document.get(_BULLETINS, [])}}


def written(settings: dict[str, Any], bulletins: Iterable[BulletinEntry], instant: Instant) -> dict[str, Any]:
    """The sections that there are, in the order of the format."""
    ordered = {name.value: as_json(BY_NAME[name].read(settings[name])) for name in RuleName if name in settings}
    entries = [{**each.model_dump(mode="python"), "created_at": instant(each.created_at)} for each in bulletins]
    sections: dict[str, Any] = {_SETTINGS: ordered, _BULLETINS: entries}
    return {name: value for name, value in sections.items() if value}


async def add(
    session: AsyncSession, settings: dict[str, Any], bulletins: Iterable[BulletinEntry], new: dict[str, set[str]]
) -> None:
    """What is new, by section."""
    for name in new[_SETTINGS]:
        rule = BY_NAME[RuleName(name)]
        await Settings(session).change(rule.name, rule.read(settings[name]))
    for entry in bulletins:
        if entry.ref in new[_BULLETINS]:
            ref = Ref.parse(entry.ref)
            plain = entry.model_dump(include={"text", "urgent", "created_at"})
            session.add(Bulletin(kind=BulletinKind(ref.letter), number=ref.number, **plain))
            await session.flush()  # one a time: row ids are the order of typing


async def give_out(session: AsyncSession, instant: Instant) -> dict[str, Any]:
    """The sections that there are, as they are written."""
    chosen = {name.value: as_json(value) for name, value in (await Settings(session).chosen()).items()}
    return written(chosen, [_entry(each) for each in await Bulletins(session).all()], instant)


def _entry(row: Bulletin) -> BulletinEntry:
    return BulletinEntry(ref=str(row.ref), text=row.text, urgent=row.urgent, created_at=row.created_at)
