"""Frame sheets in the interchange format: their entries, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncSession

from storage.framework import KEY_LENGTH, LETTER, Framework, FrameworkSheet
from storage.numbers import next_number


class FrameworkEntry(BaseModel):
    """One of `framework`, told from the others by its key."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: Annotated[str, Field(max_length=KEY_LENGTH, pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
    title: Annotated[str, Field(min_length=1)]
    text: str
    referent: str | None = None
    updated_on: dt.date
    review_on: dt.date


def faults_of_framework(entries: Iterable[FrameworkEntry], people: set[str]) -> list[str]:
    """Referents nobody knows."""
    named = [(entry.key, entry.referent) for entry in entries if entry.referent is not None]
    return [f"framework.{key}: {who} is not in people" for key, who in named if who not in people]


def written_sheet(entry: FrameworkEntry) -> dict[str, Any]:
    """In the order of the format."""
    return entry.model_dump(mode="json")


async def add_sheets(
    session: AsyncSession, entries: Iterable[FrameworkEntry], new: set[str], known: dict[str, int]
) -> None:
    """Those whose keys are new, with references of this database; `known` are row ids of people."""
    for entry in entries:
        if entry.key not in new:
            continue
        plain = entry.model_dump(exclude={"referent"})
        referent = known[entry.referent] if entry.referent is not None else None
        session.add(FrameworkSheet(number=await next_number(session, LETTER), referent_id=referent, **plain))
    await session.flush()


async def sheets_out(session: AsyncSession, names: dict[int, str]) -> list[dict[str, Any]]:
    """All of them, as they are written."""
    return [written_sheet(_entry(sheet, names)) for sheet in await Framework(session).all()]


def _entry(sheet: FrameworkSheet, names: dict[int, str]) -> FrameworkEntry:
    referent = names[sheet.referent_id] if sheet.referent_id is not None else None
    plain = {name: getattr(sheet, name) for name in ("key", "title", "text", "updated_on", "review_on")}
    return FrameworkEntry(referent=referent, **plain)
