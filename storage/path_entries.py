"""Diagnoses and functions in the interchange format: their entries, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.ext.asyncio import AsyncSession

from storage.diagnoses import NOTHING_FOUND, Diagnoses, Diagnosis, Findings, Version
from storage.functions import Functions, PersonFunction

_Words = Annotated[str, Field(min_length=1)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class DiagnosisEntry(_Section):
    """One of `diagnoses`: an îlot's, or (`ilot` null) somebody's own, with `person` and `shared` behind the rest."""

    ilot: str | None = None
    version: Version
    filled_on: dt.date | None = None
    strengths: _Words | None = None
    needs_at_start: list[_Words] = []
    needs_in_time: list[_Words] = []
    collective_project: _Words | None = None
    person: str | None = None
    shared: bool = False

    @model_validator(mode="after")
    def _has_one_owner(self) -> DiagnosisEntry:
        if (self.ilot is None) == (self.person is None):
            raise ValueError("wants either an îlot or a person")
        if self.shared and self.person is None:
            raise ValueError("only somebody's own is shared")
        return self

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.ilot or self.person} {self.version}"


class FunctionEntry(_Section):
    """One of `functions`."""

    person: str
    function: _Words

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.person} {self.function}"


def key_of_diagnosis(entry: dict[str, Any]) -> str:
    """Of one that is written."""
    return f"{entry['ilot'] or entry['person']} {entry['version']}"


def key_of_function(entry: dict[str, Any]) -> str:
    """Of one that is written."""
    return f"{entry['person']} {entry['function']}"


def written_diagnosis(entry: DiagnosisEntry) -> dict[str, Any]:
    """In the order of the format; an îlot's says nothing of persons."""
    own = set() if entry.person is not None else {"person", "shared"}
    return entry.model_dump(mode="json", exclude=own)


def faults_of_paths(
    diagnoses: Iterable[DiagnosisEntry], functions: Iterable[FunctionEntry], people: set[str], slugs: set[str]
) -> list[str]:
    """Whoever and whatever is named, and not in the document."""
    found = list(diagnoses)
    who = [("diagnoses", each.person) for each in found if each.person is not None]
    who += [("functions", each.person) for each in functions]
    reasons = [f"{place}: {user_id} is not in people" for place, user_id in who if user_id not in people]
    homes = [each.ilot for each in found if each.ilot is not None]
    return reasons + [f"diagnoses: {slug} is not in ilots" for slug in homes if slug not in slugs]


# ── in ──


async def add(
    session: AsyncSession,
    diagnoses: Iterable[DiagnosisEntry],
    functions: Iterable[FunctionEntry],
    new: dict[str, set[str]],
    known: dict[str, int],
) -> None:
    """Those that are new, by section; `known` are row ids of îlots and people."""
    await _add_functions(session, (each for each in functions if each.key in new["functions"]), known)
    await _add_diagnoses(session, (each for each in diagnoses if each.key in new["diagnoses"]), known)


async def _add_diagnoses(session: AsyncSession, entries: Iterable[DiagnosisEntry], known: dict[str, int]) -> None:
    for entry in entries:
        row = Diagnosis(
            ilot_id=known[entry.ilot] if entry.ilot is not None else None,
            person_id=known[entry.person] if entry.person is not None else None,
            version=entry.version,
            shared=entry.shared,
        )
        row.write(Findings.from_json(entry.model_dump(mode="json")), entry.filled_on)
        session.add(row)
        await session.flush()  # one a time: row ids are their order


async def _add_functions(session: AsyncSession, entries: Iterable[FunctionEntry], known: dict[str, int]) -> None:
    for entry in entries:
        session.add(PersonFunction(person_id=known[entry.person], name=entry.function))
        await session.flush()


# ── out ──


async def diagnoses_out(
    session: AsyncSession, names: dict[int, str], slugs: dict[int, str], *, sealed: bool
) -> list[dict[str, Any]]:
    """All of them, as they are written. Without what is sealed: the îlots' alone, and no word."""
    shelf = Diagnoses(session)
    rows = [row for row in await shelf.all() if sealed or not row.is_own]
    return [_diagnosis_out(row, shelf.sealed_words(row) if sealed else NOTHING_FOUND, names, slugs) for row in rows]


def _diagnosis_out(row: Diagnosis, findings: Findings, names: dict[int, str], slugs: dict[int, str]) -> dict[str, Any]:
    entry = DiagnosisEntry.model_validate(
        {
            "ilot": slugs[row.ilot_id] if row.ilot_id is not None else None,
            "version": row.version,
            "filled_on": row.filled_on,
            **findings.as_json(),
            "person": names[row.person_id] if row.person_id is not None else None,
            "shared": row.shared,
        }
    )
    return written_diagnosis(entry)


async def functions_out(session: AsyncSession, names: dict[int, str]) -> list[dict[str, Any]]:
    """All of them, as they are written."""
    return [{"person": names[row.person_id], "function": row.name} for row in await Functions(session).all()]
