"""Solidarity requests: sealed, named at random, and opened only by those who may, with a line of audit."""

from __future__ import annotations

import datetime as dt
import secrets
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.audit import Audit, AuditAction
from storage.database import Base, BigKey, Sealed
from storage.errors import RequestOver, UnknownRequest
from storage.people import Person
from storage.values import Ref

LETTER = "S"
KEPT = dt.timedelta(days=30)  # content, after it is closed
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is read as something else
_PSEUDONYM = "pseudonym"


class Need(StrEnum):
    """What a request is about; the names are those of the interchange format."""

    MONEY = "money"
    HEALTH = "health"
    COVER = "cover"
    CARE = "care"
    LISTENING = "listening"
    RIGHTS = "rights"
    EQUIPMENT = "equipment"
    HOUSING = "housing"
    TRAVEL = "travel"
    INCOME = "income"
    OTHER = "other"


class Within(StrEnum):
    """How soon it presses."""

    URGENT = "48h"
    WEEK = "week"
    NONE = "none"


class Signed(StrEnum):
    """As whom the Tisseuse knows its author."""

    NAME = "name"
    PSEUDONYM = _PSEUDONYM


class RequestState(StrEnum):
    """Where a request stands. A draft is no request yet: it lives in the question that is open."""

    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    RELAYED = "relayed"
    RESOLVED = "resolved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({RequestState.SENT, RequestState.ACKNOWLEDGED, RequestState.IN_PROGRESS, RequestState.RELAYED})


class SolidarityRequest(Base):
    """One request. Its words are reached by `Requests.open_text` alone."""

    __tablename__ = "solidarity_request"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    code: Mapped[str] = mapped_column(String(3), unique=True)
    need: Mapped[Need] = mapped_column(Sealed)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)  # NULL once it is erased
    signed: Mapped[Signed] = mapped_column(String(16))
    within: Mapped[Within] = mapped_column(String(8))
    amount_cents: Mapped[int | None] = mapped_column(Sealed)
    state: Mapped[RequestState] = mapped_column(String(16))
    created_at: Mapped[dt.datetime]
    history: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    _text: Mapped[str | None] = mapped_column("text", Sealed)
    relay_text: Mapped[str | None] = mapped_column(Sealed)  # what the Tisseuse proposes to pass on
    relay_consent: Mapped[bool] = mapped_column(default=False)
    relay_home: Mapped[bool] = mapped_column(default=False)  # its author wants their own îlot to read it too
    relayed_at: Mapped[dt.datetime | None]
    oriented_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # the one person its author agreed to
    erase_on: Mapped[dt.date | None]
    told_at: Mapped[dt.datetime | None]  # since when the Tisseuse's room knows of it
    read_by: Mapped[list[str]] = mapped_column(JSON)  # Matrix ids, each told to its author once
    recalled: Mapped[int] = mapped_column(default=0)  # how often it was called to mind
    fund_case: Mapped[dict[str, Any] | None] = mapped_column(Sealed)  # when it asks the fund: see storage/fund_case.py
    __table_args__ = (Index("ix_request_relayed", "relayed_at"), Index("ix_request_erase", "erase_on"))

    @property
    def ref(self) -> Ref:
        """Its name, which counts nothing and dates nothing."""
        return Ref(LETTER, 0, self.code)

    @property
    def is_open(self) -> bool:
        """Somebody is still to do something."""
        return self.state in OPEN

    @property
    def is_named(self) -> bool:
        """The Tisseuse knows who it is."""
        return self.signed == Signed.NAME

    @property
    def has_words(self) -> bool:
        """They are not erased."""
        return self._text is not None

    def is_first_read_by(self, user_id: str) -> bool:
        """True once a reader, which is then remembered."""
        if user_id in self.read_by:
            return False
        self.read_by = [*self.read_by, user_id]
        return True

    def must_be_open(self) -> None:
        """Raises RequestOver."""
        if not self.is_open:
            raise RequestOver(self.ref)

    def enter(self, state: RequestState, at: dt.datetime, by: str | None) -> None:
        """The next state, with who brought it there."""
        self.state = state
        self.history = [*self.history, {"state": state.value, "at": at.isoformat(), "by": by}]

    def acknowledge(self, at: dt.datetime, by: str) -> bool:
        """Somebody takes it; False when somebody had."""
        if self.state != RequestState.SENT:
            return False
        self.enter(RequestState.ACKNOWLEDGED, at, by)
        return True

    def go_on(self, at: dt.datetime, by: str) -> None:
        """Words went to its author."""
        self.acknowledge(at, by)
        if self.state == RequestState.ACKNOWLEDGED:
            self.enter(RequestState.IN_PROGRESS, at, by)

    def close(
        self, state: RequestState, at: dt.datetime, by: str | None, today: dt.date, kept: dt.timedelta = KEPT
    ) -> None:
        """Nothing more is to be done. Withdrawn, its content goes at once; else after `kept`."""
        self.enter(state, at, by)
        if state == RequestState.WITHDRAWN:
            self.erase_content()
        else:
            self.erase_on = today + kept

    def erase_content(self) -> None:
        """What anybody wrote about it."""
        self._text = self.relay_text = self.relayed_at = self.erase_on = None
        self.amount_cents = self.oriented_id = self.fund_case = None
        self.relay_consent = self.relay_home = False

    def forget(self) -> None:
        """All but its name, its type, its state and the quarter it was made in."""
        self.erase_content()
        month = self.created_at.month - (self.created_at.month - 1) % 3
        self.created_at = self.created_at.replace(month=month, day=1, hour=12, minute=0, second=0, microsecond=0)
        self.author_id, self.history, self.read_by = None, [], []

    def rewrite(self, text: str | None) -> None:
        """Its author's own correction."""
        self._text = text


def _unsigned(step: dict[str, Any], user_id: str) -> dict[str, Any]:
    return {**step, "by": None} if step.get("by") == user_id else step


class Requests:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def send(
        self,
        author: Person,
        text: str,
        *,
        need: Need,
        within: Within,
        signed: Signed,
        amount_cents: int | None,
        now: dt.datetime,
    ) -> SolidarityRequest:
        """A new one, under a name that was never used."""
        request = SolidarityRequest(
            code=await self._code(),
            need=need,
            author_id=author.id,
            signed=signed,
            within=within,
            amount_cents=amount_cents,
            state=RequestState.SENT,
            created_at=now,
            history=[],
            read_by=[],
            relay_consent=False,
            relay_home=False,
            recalled=0,
        )
        request.rewrite(text)
        request.enter(RequestState.SENT, now, None)
        self._session.add(request)
        await self._session.flush()
        return request

    async def _code(self) -> str:
        while True:
            code = "".join(secrets.choice(_ALPHABET) for _ in range(3))
            if await self._by(code) is None:
                return code

    async def find(self, ref: Ref) -> SolidarityRequest:
        """Raises UnknownRequest."""
        found = await self._by(ref.code)
        if found is None:
            raise UnknownRequest(ref)
        return found

    async def own(self, ref: Ref, person: Person) -> SolidarityRequest:
        """By its author. Raises UnknownRequest for anybody else, who learns nothing by it."""
        found = await self.find(ref)
        if found.author_id != person.id:
            raise UnknownRequest(ref)
        return found

    async def of(self, person: Person) -> list[SolidarityRequest]:
        """Somebody's own, the oldest first."""
        query = select(SolidarityRequest).where(SolidarityRequest.author_id == person.id)
        return list(await self._session.scalars(query.order_by(SolidarityRequest.id)))

    async def part_from(self, helper: Person) -> None:
        """Whoever was asked to read, or read, is forgotten."""
        for request in await self._session.scalars(select(SolidarityRequest).order_by(SolidarityRequest.id)):
            request.oriented_id = None if request.oriented_id == helper.id else request.oriented_id
            request.read_by = [each for each in request.read_by if each != helper.user_id]
            request.history = [_unsigned(step, helper.user_id) for step in request.history]

    async def open(self) -> list[SolidarityRequest]:
        """What waits for somebody: what nobody took yet before the rest, the oldest first."""
        query = select(SolidarityRequest).where(SolidarityRequest.state.in_(sorted(OPEN)))
        found = await self._session.scalars(query.order_by(SolidarityRequest.created_at, SolidarityRequest.id))
        return sorted(found, key=lambda request: request.state != RequestState.SENT)

    async def untold(self) -> list[SolidarityRequest]:
        """Open, and the Tisseuse's room does not know of it."""
        return [request for request in await self.open() if request.told_at is None]

    async def relayed_since(self, since: dt.datetime) -> list[SolidarityRequest]:
        """Passed on to the other îlots after that instant, and still open; in order."""
        query = select(SolidarityRequest).where(SolidarityRequest.relayed_at > since)
        query = query.where(SolidarityRequest.state.in_(sorted(OPEN)))
        return list(await self._session.scalars(query.order_by(SolidarityRequest.relayed_at, SolidarityRequest.id)))

    async def due_for_erasure(self, today: dt.date) -> list[SolidarityRequest]:
        """Closed long enough."""
        query = select(SolidarityRequest).where(SolidarityRequest.erase_on <= today)
        return list(await self._session.scalars(query.order_by(SolidarityRequest.id)))

    async def withdrawn_before(self, at: dt.datetime) -> list[SolidarityRequest]:
        """Withdrawn, and still with a name."""
        query = select(SolidarityRequest).where(SolidarityRequest.state == RequestState.WITHDRAWN)
        found = await self._session.scalars(query.where(SolidarityRequest.author_id.is_not(None)))
        return [each for each in found if dt.datetime.fromisoformat(each.history[-1]["at"]) <= at]

    async def open_text(
        self, request: SolidarityRequest, reader: Person, audit: Audit, *, in_office: bool
    ) -> str | None:
        """Its words, for somebody who may read them, with a line of audit; None when they are erased.

        `in_office`: the Tisseuse, her deputy or whoever stands in for both, where they exercise it. Raises
        UnknownRequest for anybody else, but the one person its author agreed to.
        """
        if not in_office and reader.id != request.oriented_id:
            raise UnknownRequest(request.ref)
        author = await self._session.get(Person, request.author_id) if request.author_id is not None else None
        subject = author.user_id if author is not None else None
        await audit.record(reader.user_id, AuditAction.OPENED, subject, str(request.ref))
        return request._text  # noqa: SLF001 - this shelf is the way to it

    def own_words(self, request: SolidarityRequest, person: Person) -> str | None:
        """To its author. Raises UnknownRequest for anybody else."""
        if request.author_id != person.id:
            raise UnknownRequest(request.ref)
        return request._text  # noqa: SLF001 - this shelf is the way to it

    def sealed_words(self, request: SolidarityRequest) -> str | None:
        """For a sealed export, and for nothing else."""
        return request._text  # noqa: SLF001 - this shelf is the way to it

    async def _by(self, code: str) -> SolidarityRequest | None:
        query = select(SolidarityRequest).where(SolidarityRequest.code == code)
        found: SolidarityRequest | None = await self._session.scalar(query)
        return found
