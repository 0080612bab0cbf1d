"""The solidarity fund: its rules, the payments that were declared, who decided what. It moves no money."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, Index, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.audit import Audit
from storage.database import Base, BigKey, Sealed
from storage.errors import CaseSettled, OwnCase, UnknownMovement, UnknownRequest
from storage.fund_case import Case, Nature, Rules
from storage.ilots import Ilots
from storage.numbers import next_number
from storage.people import People, Person
from storage.requests import Requests, SolidarityRequest
from storage.values import Ref

LETTER = "F"
LOG_KEPT = dt.timedelta(days=365)
_TOO_CLOSE = 2  # people: in an îlot of two, the other one is concerned
_HUNDRED = 10_000  # cents


class Way(StrEnum):
    """Whether money came to the fund or left it."""

    IN = "in"
    OUT = "out"


class FundCharter(Base):
    """The one fund: its name, who holds its money, its rules."""

    __tablename__ = "fund"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(255))
    holder: Mapped[str | None] = mapped_column(String(255))
    rules_json: Mapped[dict[str, Any]] = mapped_column("rules", JSON)

    @property
    def rules(self) -> Rules:
        """As they are now."""
        return Rules.from_json(self.rules_json)

    def rule(self, rules: Rules) -> None:
        """From now on."""
        self.rules_json = rules.as_json()


class FundMovement(Base):
    """Money that somebody declared as paid or received. In a small collective each may be a person: sealed."""

    __tablename__ = "fund_movement"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    number: Mapped[int] = mapped_column(unique=True)
    on: Mapped[dt.date] = mapped_column(Date)
    way: Mapped[Way] = mapped_column(String(4))
    amount_cents: Mapped[int] = mapped_column(Sealed)
    label: Mapped[str] = mapped_column(Sealed)
    request: Mapped[str | None] = mapped_column(Sealed)  # the name of the solidarity request it is about

    @property
    def ref(self) -> Ref:
        """`F7`; never used again."""
        return Ref(LETTER, self.number)

    @property
    def signed_cents(self) -> int:
        """What it adds to the balance."""
        return self.amount_cents if self.way == Way.IN else -self.amount_cents


class FundDecision(Base):
    """A line of the commission's log: who decided what, of which request. No amount, no words."""

    __tablename__ = "fund_decision"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    code: Mapped[str] = mapped_column(String(3))
    at: Mapped[dt.datetime]
    what: Mapped[dict[str, str]] = mapped_column(Sealed)  # by, says
    __table_args__ = (Index("ix_fund_decision_code", "code"), Index("ix_fund_decision_at", "at"))


@dataclass(frozen=True, slots=True)
class Declared:
    """A movement as it is declared."""

    way: Way
    amount_cents: int
    on: dt.date
    label: str = ""
    request: Ref | None = None


class Fund:
    """All of it, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._requests = Requests(session)

    async def charter(self) -> FundCharter | None:
        """None where there is no fund yet."""
        found: FundCharter | None = await self._session.scalar(select(FundCharter).order_by(FundCharter.id).limit(1))
        return found

    async def found(self) -> FundCharter:
        """The fund, with the usual rules where there was none."""
        charter = await self.charter()
        if charter is None:
            charter = FundCharter()
            charter.rule(Rules())
            self._session.add(charter)
            await self._session.flush()
        return charter

    # ── cases ──

    async def attach(self, request: SolidarityRequest, nature: Nature, asked_cents: int, due_on: dt.date) -> Case:
        """A solidarity request becomes one to the fund: one queue, one thread, one erasure."""
        case = Case(nature=nature, asked_cents=asked_cents, due_on=due_on)
        await self.keep(request, case)
        return case

    async def keep(self, request: SolidarityRequest, case: Case) -> None:
        """As it stands now; sealed with the request, and erased with its content."""
        request.fund_case = case.as_json()
        await self._session.flush()

    async def case(self, ref: Ref) -> tuple[SolidarityRequest, Case]:
        """Raises UnknownRequest for what is no request to the fund, and for one whose content is erased."""
        request = await self._requests.find(ref)
        if request.fund_case is None:
            raise UnknownRequest(ref)
        return request, Case.from_json(request.fund_case)

    async def to_decide(self, ref: Ref, person: Person) -> tuple[SolidarityRequest, Case]:
        """For a member of the commission, who decides in it.

        Raises OwnCase; UnknownRequest for anybody who does not, who learns nothing by it; CaseSettled, RequestOver.
        """
        request, case = await self.case(ref)
        if request.author_id == person.id:
            raise OwnCase(ref)
        if person.user_id not in await self.deciders(request):
            raise UnknownRequest(ref)
        if not case.is_waiting:
            raise CaseSettled(ref)
        request.must_be_open()
        return request, case

    async def words_for(self, request: SolidarityRequest, member: Person, audit: Audit) -> str | None:
        """Its words, to a member of the commission who may decide on it, with a line of audit.

        Raises UnknownRequest for anybody else.
        """
        if member.user_id not in await self.deciders(request):
            raise UnknownRequest(request.ref)
        return await self._requests.open_text(request, member, audit, in_office=True)

    async def waiting(self) -> list[tuple[SolidarityRequest, Case]]:
        """Open requests to the fund that are not decided, the oldest first."""
        found = [each for each in await self._requests.open() if each.fund_case is not None]
        cases = [(each, Case.from_json(each.fund_case or {})) for each in found]
        return [(request, case) for request, case in cases if case.is_waiting]

    async def deciders(self, request: SolidarityRequest) -> dict[str, Person]:
        """Who of the commission decides on it, in its order: not its author, nor the other one of their îlot of two."""
        charter = await self.charter()
        if charter is None or request.author_id is None:
            return {}
        people = People(self._session)
        concerned = await self._concerned(await people.get(request.author_id))
        known = [await people.by_id(user_id) for user_id in charter.rules.commission]
        return {each.user_id: each for each in known if each is not None and each.id not in concerned}

    async def _concerned(self, author: Person) -> set[int]:
        """By row id: themselves, and whoever is alone with them in an îlot."""
        ilots, found = Ilots(self._session), {author.id}
        for ilot in await ilots.of_person(author):
            members = await ilots.members(ilot)
            if len(members) <= _TOO_CLOSE:
                found |= {each.id for each in members}
        return found

    async def opinions_of(self, person: Person) -> list[dict[str, Any]]:
        """What they said of others' requests, as far as these are kept."""
        told = [(each.ref, Case.from_json(each.fund_case or {}).by(person.user_id)) for each in await self._asking()]
        return [{"ref": str(ref), **said.as_json()} for ref, said in told if said is not None]

    async def part_from(self, person: Person) -> None:
        """They are forgotten: no opinion, no line of the log and no rule names them any more."""
        for request in await self._asking():
            request.fund_case = Case.from_json(request.fund_case or {}).without(person.user_id).as_json()
        for line in await self.decisions():
            if line.what["by"] == person.user_id:
                line.what = {**line.what, "by": ""}
        charter = await self.charter()
        if charter is not None:
            left = tuple(each for each in charter.rules.commission if each != person.user_id)
            charter.rule(replace(charter.rules, commission=left))
        await self._session.flush()

    async def _asking(self) -> list[SolidarityRequest]:
        query = select(SolidarityRequest).where(SolidarityRequest.fund_case.is_not(None))
        return list(await self._session.scalars(query.order_by(SolidarityRequest.code)))

    # ── movements ──

    async def declare(self, declared: Declared) -> FundMovement:
        """Noted, under a name that was never used."""
        movement = FundMovement(
            number=await next_number(self._session, LETTER),
            on=declared.on,
            way=declared.way,
            amount_cents=declared.amount_cents,
            label=declared.label,
            request=str(declared.request) if declared.request else None,
        )
        self._session.add(movement)
        await self._session.flush()
        return movement

    async def take_back(self, ref: Ref) -> FundMovement:
        """It was noted by mistake. Raises UnknownMovement."""
        found: FundMovement | None = await self._session.scalar(
            select(FundMovement).where(FundMovement.number == ref.number)
        )
        if found is None or ref.letter != LETTER:
            raise UnknownMovement(ref)
        await self._session.delete(found)
        await self._session.flush()
        return found

    async def movements(self) -> list[FundMovement]:
        """By reference."""
        return list(await self._session.scalars(select(FundMovement).order_by(FundMovement.number)))

    async def owed(self, ref: Ref) -> int | None:
        """Cents that were paid for that request and did not come back; None when nothing was paid."""
        mine = [each for each in await self.movements() if each.request == str(ref)]
        if not any(each.way == Way.OUT for each in mine):
            return None
        return -sum(each.signed_cents for each in mine)

    async def balance(self, day: dt.date) -> int | None:
        """Cents at the end of that day, to the nearest hundred euros; None when nothing had been declared by then."""
        until = [each.signed_cents for each in await self.movements() if each.on <= day]
        return (sum(until) + _HUNDRED // 2) // _HUNDRED * _HUNDRED if until else None

    # ── the log ──

    async def log(self, ref: Ref, by: str, says: str, at: dt.datetime) -> None:
        """One line more; none is ever changed."""
        self._session.add(FundDecision(code=ref.code, at=at, what={"by": by, "says": says}))
        await self._session.flush()

    async def decisions(self, ref: Ref | None = None) -> list[FundDecision]:
        """Of one request, or of all; in order."""
        query = select(FundDecision).order_by(FundDecision.id)
        return list(await self._session.scalars(query.where(FundDecision.code == ref.code) if ref else query))

    async def sweep(self, now: dt.datetime) -> None:
        """Lines of the log that were kept long enough."""
        await self._session.execute(delete(FundDecision).where(FundDecision.at <= now - LOG_KEPT))


def quarter_before(today: dt.date) -> dt.date:
    """The last day of the calendar quarter that is over."""
    first = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    return first - dt.timedelta(days=1)
