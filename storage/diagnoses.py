"""Diagnoses: what an îlot, or somebody alone, says of strengths and needs: at first, after six months, at the end."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.audit import Audit, AuditAction
from storage.database import NEVER_AGAIN, Base, BigKey, Sealed
from storage.errors import UnknownDiagnosis
from storage.ilots import Ilot
from storage.people import Person
from storage.values import Ref

LETTER = "W"


class Version(StrEnum):
    """When it is made; the names are those of the interchange format."""

    START = "start"
    SIX_MONTHS = "six_months"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Findings:
    """What it says. Nothing in it has to be said."""

    strengths: str | None = None
    needs_at_start: tuple[str, ...] = ()
    needs_in_time: tuple[str, ...] = ()
    collective_project: str | None = None

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Findings:
        """As it was kept."""
        return cls(
            value.get("strengths"),
            tuple(value.get("needs_at_start") or ()),
            tuple(value.get("needs_in_time") or ()),
            value.get("collective_project"),
        )

    def as_json(self) -> dict[str, Any]:
        """To be kept."""
        return asdict(self)


NOTHING_FOUND = Findings()


class Diagnosis(Base):
    """One of them: an îlot's, or one person's own. `filled_on` is None as long as it only waits to be made.

    Its words are reached through `Diagnoses` alone. `shared`: the Tisseuse may read somebody's own.
    """

    __tablename__ = "diagnosis"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    ilot_id: Mapped[int | None] = mapped_column(ForeignKey("ilot.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[Version] = mapped_column(String(12))
    filled_on: Mapped[dt.date | None] = mapped_column(Date)
    shared: Mapped[bool] = mapped_column(default=False)
    _findings: Mapped[dict[str, Any] | None] = mapped_column("findings", Sealed)
    __table_args__ = (UniqueConstraint("ilot_id", "version"), UniqueConstraint("person_id", "version"), NEVER_AGAIN)

    @property
    def ref(self) -> Ref:
        """By which its messages are known; it is never said."""
        return Ref(LETTER, self.id)

    @property
    def is_own(self) -> bool:
        """Somebody's, and not an îlot's."""
        return self.person_id is not None

    def write(self, findings: Findings, on: dt.date | None) -> None:
        """What it says from now on."""
        self.filled_on, self._findings = on, findings.as_json()


def _words(row: Diagnosis) -> Findings:
    return Findings.from_json(row._findings or {})  # noqa: SLF001 - this file is the way to them


class Diagnoses:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    # ── an îlot's ──

    async def of_ilot(self, ilot: Ilot) -> dict[Version, Diagnosis]:
        """By version, in their order."""
        query = select(Diagnosis).where(Diagnosis.ilot_id == ilot.id)
        return _in_order(list(await self._session.scalars(query)))

    async def keep_for(self, ilot: Ilot, version: Version, findings: Findings, on: dt.date) -> Diagnosis:
        """In place of what was said before."""
        row = (await self.of_ilot(ilot)).get(version)
        return await self._write(row or Diagnosis(ilot_id=ilot.id, version=version), findings, on)

    def read(self, row: Diagnosis, *, ilot: Ilot | None, in_office: bool) -> Findings:
        """An îlot's, in its own room or where the Tisseuse exercises her office. Raises UnknownDiagnosis elsewhere."""
        here = ilot is not None and ilot.id == row.ilot_id
        if row.is_own or not (here or in_office):
            raise UnknownDiagnosis
        return _words(row)

    # ── one's own ──

    async def of_person(self, person: Person) -> dict[Version, Diagnosis]:
        """By version, in their order."""
        query = select(Diagnosis).where(Diagnosis.person_id == person.id)
        return _in_order(list(await self._session.scalars(query)))

    async def keep_own(
        self, person: Person, version: Version, findings: Findings, on: dt.date, *, shared: bool
    ) -> Diagnosis:
        """In place of what was said before."""
        row = (await self.of_person(person)).get(version) or Diagnosis(person_id=person.id, version=version)
        row.shared = shared
        return await self._write(row, findings, on)

    def read_own(self, row: Diagnosis, person: Person) -> Findings:
        """To its author. Raises UnknownDiagnosis for anybody else."""
        if row.person_id != person.id:
            raise UnknownDiagnosis
        return _words(row)

    async def read_shared(self, row: Diagnosis, reader: Person, audit: Audit) -> Findings:
        """Where the Tisseuse exercises her office, with a line of audit. Raises UnknownDiagnosis for one not shared."""
        if row.person_id is None or not row.shared:
            raise UnknownDiagnosis
        author = await self._session.get_one(Person, row.person_id)
        await audit.record(reader.user_id, AuditAction.OPENED, author.user_id, str(row.ref))
        return _words(row)

    async def sharing(self, ilot: Ilot) -> list[Person]:
        """Whoever calls it home and lets the Tisseuse read theirs, by name."""
        shared = select(Diagnosis.person_id).where(Diagnosis.shared, Diagnosis.filled_on.is_not(None))
        query = select(Person).where(Person.home_id == ilot.id, Person.id.in_(shared))
        return sorted(await self._session.scalars(query), key=lambda person: person.first_name)

    # ── all ──

    async def find(self, ref: Ref) -> Diagnosis | None:
        """None when it is gone."""
        return await self._session.get(Diagnosis, ref.number)

    async def all(self) -> list[Diagnosis]:
        """In the order of their coming."""
        return list(await self._session.scalars(select(Diagnosis).order_by(Diagnosis.id)))

    def sealed_words(self, row: Diagnosis) -> Findings:
        """For a sealed export, and for nothing else."""
        return _words(row)

    async def erase(self, row: Diagnosis) -> None:
        """No word of it stays, nor that there was one."""
        await self._session.execute(delete(Diagnosis).where(Diagnosis.id == row.id))

    async def _write(self, row: Diagnosis, findings: Findings, on: dt.date) -> Diagnosis:
        row.write(findings, on)
        self._session.add(row)
        await self._session.flush()
        return row


def _in_order(rows: list[Diagnosis]) -> dict[Version, Diagnosis]:
    found = {Version(row.version): row for row in rows}
    return {version: found[version] for version in Version if version in found}
