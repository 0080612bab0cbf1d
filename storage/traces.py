"""Traces: what somebody keeps of their way of working, and how far they consented to let it travel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.courrier import Edition
from storage.database import Base, BigKey, Sealed
from storage.errors import NotTheAuthor, TracePublished, UnknownTrace
from storage.numbers import next_number
from storage.people import Person
from storage.values import Ref

LETTER = "R"  # of « retour »
LICENCE = "CC-BY-ND-4.0"
TIME_TO_OBJECT = dt.timedelta(hours=48)


class Scope(StrEnum):
    """How far a trace is meant to go; each step holds the ones before."""

    PRIVATE = "private"
    ILOT = "ilot"
    ARCHIPEL = "archipel"
    ANTHOLOGY = "anthology"

    @property
    def rank(self) -> int:
        """How far, to be compared."""
        return list(Scope).index(self)

    @property
    def licence(self) -> str | None:
        """Under what it travels beyond its îlot."""
        return LICENCE if self.rank > Scope.ILOT.rank else None


class TraceState(StrEnum):
    """Where a trace is, as its author consented; never further."""

    PRIVATE = "private"
    SHARED_ILOT = "shared_ilot"
    SHARED_ARCHIPEL = "shared_archipel"
    OFFERED_ANTHOLOGY = "offered_anthology"
    PUBLISHED = "published"


class Signature(StrEnum):
    """How its author signs beyond their îlot."""

    FULL_NAME = "full_name"
    FIRST_NAME = "first_name"
    ANONYMOUS = "anonymous"


class TraceFormat(StrEnum):
    """Written, or a voice that was kept."""

    TEXT = "text"
    AUDIO = "audio"


class Trace(Base):
    """One trace. `base` is where it stands by itself, `scope` where its author wants it; consent lies between."""

    __tablename__ = "trace"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    number: Mapped[int] = mapped_column(unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    ilot_id: Mapped[int | None] = mapped_column(ForeignKey("ilot.id"))
    session: Mapped[str | None] = mapped_column(String(16))  # the reflection time it came from
    text: Mapped[str] = mapped_column(Sealed)
    base: Mapped[Scope] = mapped_column(String(16))
    scope: Mapped[Scope] = mapped_column(String(16))
    signature: Mapped[Signature | None] = mapped_column(String(16))
    licence: Mapped[str | None] = mapped_column(String(32))
    collective: Mapped[bool] = mapped_column(default=False)
    consented_at: Mapped[dt.datetime | None]
    shared_at: Mapped[dt.datetime | None]  # since when the Archipel reads it
    offered_at: Mapped[dt.datetime | None]  # since when the Tisseuse reads it for the anthology
    published_at: Mapped[dt.datetime | None]
    edited: Mapped[str | None] = mapped_column(Sealed)  # what the Tisseuse proposes to publish
    approved_at: Mapped[dt.datetime | None]  # when the author agreed to it
    format: Mapped[TraceFormat] = mapped_column(String(8))
    attachment: Mapped[str | None] = mapped_column(Sealed)  # where its sound came from
    media: Mapped[str | None] = mapped_column(String(64))  # the file that holds it
    __table_args__ = (Index("ix_trace_shared", "shared_at"), Index("ix_trace_offered", "offered_at"))

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(LETTER, self.number)

    @property
    def resting(self) -> Scope:
        """How far it has come."""
        if self.offered_at is not None or self.published_at is not None:
            return Scope.ANTHOLOGY
        return Scope.ARCHIPEL if self.shared_at is not None else Scope(self.base)

    @property
    def state(self) -> TraceState:
        """Who may read it, in one word."""
        if self.published_at is not None:
            return TraceState.PUBLISHED
        return {
            Scope.PRIVATE: TraceState.PRIVATE,
            Scope.ILOT: TraceState.SHARED_ILOT,
            Scope.ARCHIPEL: TraceState.SHARED_ARCHIPEL,
            Scope.ANTHOLOGY: TraceState.OFFERED_ANTHOLOGY,
        }[self.resting]

    @property
    def waits_until(self) -> dt.datetime | None:
        """A collective trace whose author consented waits this long for the others; None when it does not wait."""
        waits = self.collective and self.consented_at is not None and self.scope != self.resting
        return self.consented_at + TIME_TO_OBJECT if waits and self.consented_at is not None else None

    @property
    def for_print(self) -> str:
        """The text as it may be published: the edited one only when its author agreed to it."""
        return self.edited if self.edited is not None and self.approved_at is not None else self.text

    @property
    def awaits_approval(self) -> bool:
        """An edited text was proposed, and its author has not agreed."""
        return self.edited is not None and self.approved_at is None

    def must_be_by(self, person: Person) -> None:
        """Raises NotTheAuthor."""
        if self.author_id != person.id:
            raise NotTheAuthor(self.ref)

    def must_be_unpublished(self) -> None:
        """Raises TracePublished."""
        if self.published_at is not None:
            raise TracePublished(self.ref)

    def is_read_in(self, ilot_ids: Sequence[int]) -> bool:
        """True when those who are in one of these îlots may read it there."""
        if self.shared_at is not None or self.published_at is not None:
            return True
        return self.base == Scope.ILOT and self.ilot_id in ilot_ids

    def agree(self, scope: Scope, signature: Signature | None, now: dt.datetime) -> None:
        """Its author said yes to this; a collective one still waits for the others."""
        self.must_be_unpublished()
        self.scope, self.signature, self.licence, self.consented_at = scope, signature, scope.licence, now
        if self.waits_until is None:
            self.arrive(now)

    def arrive(self, now: dt.datetime) -> None:
        """Goes where its author wants it."""
        scope = Scope(self.scope)
        if scope is Scope.ILOT:
            self.base = scope
        self.offered_at = now if scope is Scope.ANTHOLOGY else None
        if scope is Scope.ARCHIPEL:
            self.shared_at = self.shared_at or now

    def step_back(self) -> None:
        """To where it stands by itself; every consent beyond it is over."""
        self.must_be_unpublished()
        self.scope, self.licence, self.consented_at = Scope(self.base), None, None
        self.shared_at = self.offered_at = None
        self.edited = self.approved_at = None

    def lower(self, scope: Scope) -> None:
        """Not further than this from now on; what was agreed to up to there stays."""
        if scope is Scope.ARCHIPEL and self.shared_at is not None:
            self.must_be_unpublished()
            self.scope, self.offered_at, self.edited, self.approved_at = scope, None, None, None
            return
        self.step_back()
        self.base = self.scope = min(scope, Scope(self.base), key=lambda each: each.rank)

    def amend(self, text: str) -> None:
        """Other words: what was agreed to was the words before. Raises TracePublished."""
        self.step_back()
        self.text = text

    def propose(self, edited: str) -> None:
        """An edited text, which its author has to agree to."""
        self.must_be_unpublished()
        self.edited, self.approved_at = edited, None

    def part_from_author(self) -> None:
        """Published, its author forgotten: what was printed stays as it was, with nobody's name."""
        self.text, self.edited, self.approved_at = self.for_print, None, None
        self.signature, self.attachment, self.session = Signature.ANONYMOUS, None, None

    def publish(self, now: dt.datetime) -> None:
        """From now on it stands in the anthology."""
        self.must_be_unpublished()
        self.published_at = now


class Consent(Base):
    """One « oui »: when it was said, and to what."""

    __tablename__ = "consent"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    trace_id: Mapped[int] = mapped_column(ForeignKey("trace.id"), index=True)
    given_at: Mapped[dt.datetime]
    scope: Mapped[Scope] = mapped_column(String(16))
    signature: Mapped[Signature | None] = mapped_column(String(16))
    licence: Mapped[str | None] = mapped_column(String(32))


class Traces:
    """All traces, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.erased = False  # a file may have lost its trace

    async def keep(self, trace: Trace) -> Trace:
        """A new one, with the next reference."""
        trace.number = await next_number(self._session, LETTER)
        self._session.add(trace)
        await self._session.flush()
        return trace

    async def find(self, ref: Ref) -> Trace | None:
        """By reference, whoever asks."""
        if ref.letter != LETTER:
            return None
        found: Trace | None = await self._session.scalar(select(Trace).where(Trace.number == ref.number))
        return found

    async def seen_by(self, ref: Ref, person: Person, ilot_ids: Sequence[int], *, office: bool = False) -> Trace:
        """By reference, if that member of those îlots may read it; in office also what is offered.

        Raises UnknownTrace: nobody learns that there is something they may not read.
        """
        trace = await self.find(ref)
        if trace is None:
            raise UnknownTrace(ref)
        mine, offered = trace.author_id == person.id, office and trace.offered_at is not None
        if not (mine or offered or trace.is_read_in(ilot_ids)):
            raise UnknownTrace(ref)
        return trace

    async def agree(self, trace: Trace, scope: Scope, signature: Signature | None, now: dt.datetime) -> None:
        """Its author's fresh « oui », kept with its instant."""
        trace.agree(scope, signature, now)
        await self._note(trace, now)

    async def approve(self, trace: Trace, now: dt.datetime) -> None:
        """Its author's « oui » to the edited text."""
        trace.approved_at = now
        await self._note(trace, now)

    async def _note(self, trace: Trace, now: dt.datetime) -> None:
        told = {"scope": trace.scope, "signature": trace.signature, "licence": trace.licence}
        self._session.add(Consent(trace_id=trace.id, given_at=now, **told))
        await self._session.flush()

    async def consents(self, trace: Trace) -> list[Consent]:
        """Each « oui » to it, the oldest first."""
        query = select(Consent).where(Consent.trace_id == trace.id).order_by(Consent.id)
        return list(await self._session.scalars(query))

    async def erase(self, trace: Trace) -> None:
        """Nothing of it stays, its consents included; its file goes once that is committed."""
        self.erased = True
        await self._session.execute(delete(Consent).where(Consent.trace_id == trace.id))
        await self._session.delete(trace)
        await self._session.flush()

    async def of_author(self, person: Person) -> list[Trace]:
        """All of theirs, by reference."""
        query = select(Trace).where(Trace.author_id == person.id).order_by(Trace.number)
        return list(await self._session.scalars(query))

    async def offered(self) -> list[Trace]:
        """What waits for the anthology, the oldest offer first."""
        query = select(Trace).where(Trace.offered_at.is_not(None), Trace.published_at.is_(None))
        return list(await self._session.scalars(query.order_by(Trace.offered_at, Trace.number)))

    async def published(self) -> list[Trace]:
        """The anthology, in the order of publication."""
        query = select(Trace).where(Trace.published_at.is_not(None)).order_by(Trace.published_at, Trace.number)
        return list(await self._session.scalars(query))

    async def shared_elsewhere(self, edition: Edition) -> tuple[list[Trace], int]:
        """What other îlots shared with the Archipel then, oldest first; and how many more there are."""
        query = select(Trace).where(or_(Trace.ilot_id.is_(None), Trace.ilot_id.not_in(edition.own)))
        query = query.where(Trace.shared_at > edition.since, Trace.shared_at <= edition.until)
        if edition.reader_id is not None:
            query = query.where(Trace.author_id != edition.reader_id)
        ordered = query.order_by(Trace.shared_at, Trace.id).limit(edition.most)
        found = list(await self._session.scalars(ordered))
        return found, max(0, await self._count(query) - edition.most) if len(found) == edition.most else 0

    async def count_shared(self, since: dt.datetime, until: dt.datetime) -> int:
        """How many were consented to from `since` and before `until`; private ones, and withdrawn ones, never."""
        agreed = select(Consent.trace_id).where(Consent.given_at >= since, Consent.given_at < until)
        return await self._count(select(Trace).where(Trace.id.in_(agreed), _open_to_others()))

    async def agreed(self) -> list[tuple[int, dt.datetime]]:
        """By which trace, and when, each « oui » was given that `count_shared` may count."""
        query = select(Trace.id, Consent.given_at).join(Consent, Consent.trace_id == Trace.id)
        return [(trace, at) for trace, at in await self._session.execute(query.where(_open_to_others()))]

    async def texts_shared(self, since: dt.datetime, until: dt.datetime) -> list[str]:
        """The words of what was shared with the Archipel from `since` and before `until`."""
        query = select(Trace).where(Trace.shared_at >= since, Trace.shared_at < until)
        return [trace.text for trace in await self._session.scalars(query.order_by(Trace.shared_at)) if trace.text]

    async def media(self) -> set[str]:
        """The names of every file that a trace still needs."""
        return set(await self._session.scalars(select(Trace.media).where(Trace.media.is_not(None))))

    async def _count(self, query: Select[Trace]) -> int:
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        return int(await self._session.scalar(counted) or 0)


def _open_to_others() -> ColumnElement[bool]:
    """Neither private nor taken back."""
    return or_(Trace.base != Scope.PRIVATE, Trace.shared_at.is_not(None), Trace.offered_at.is_not(None))
