"""What people have in common: shared places and tools, objects of work; who takes part, and which îlots they are of."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Select, String, Text, UniqueConstraint, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.courrier import Edition
from storage.database import Base, BigKey
from storage.errors import CommonIsOver, CommonIsRunning, NotTheAuthor, UnknownCommon
from storage.ilots import Ilot, Membership
from storage.numbers import next_number
from storage.people import Person
from storage.values import CommonKind, CommonState, Ref

LETTER = "C"
_LIVE = (CommonState.PROPOSED, CommonState.RUNNING)


class Common(Base):
    """One of them. Its rules are its methods; they raise BrokenRule."""

    __tablename__ = "common"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[CommonKind] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, default="")
    missing: Mapped[str | None] = mapped_column(Text)
    holder_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    ilot_id: Mapped[int | None] = mapped_column(ForeignKey("ilot.id"))  # where it was proposed
    state: Mapped[CommonState] = mapped_column(String(16))
    created_at: Mapped[dt.datetime | None]
    started_at: Mapped[dt.datetime | None]
    closed_at: Mapped[dt.datetime | None]
    suspended: Mapped[bool] = mapped_column(default=False)  # its holder is not in that îlot any more
    __table_args__ = (Index("ix_common_state", "state"), Index("ix_common_created", "created_at"))

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(LETTER, self.number)

    @property
    def is_live(self) -> bool:
        """True while people may still join."""
        return CommonState(self.state).is_live

    @property
    def is_erased(self) -> bool:
        """No word is left of it."""
        return not self.title

    def must_be_live(self) -> None:
        """Raises CommonIsOver."""
        if not self.is_live:
            raise CommonIsOver(self.ref, CommonState(self.state))

    def must_be_held_by(self, person: Person, *, or_tisseuse: bool = False) -> None:
        """Raises NotTheAuthor."""
        if self.holder_id != person.id and not or_tisseuse:
            raise NotTheAuthor(self.ref)

    def describe(self, title: str, description: str, missing: str | None, kind: CommonKind) -> None:
        """Its words."""
        self.title, self.description, self.missing, self.kind = title, description, missing, kind

    def start(self, now: dt.datetime) -> None:
        """It begins. Raises CommonIsOver or CommonIsRunning."""
        self.must_be_live()
        if self.state == CommonState.RUNNING:
            raise CommonIsRunning(self.ref)
        self.state, self.started_at = CommonState.RUNNING, now

    def close(self, state: CommonState, now: dt.datetime) -> None:
        """Finished or dropped. Raises CommonIsOver."""
        self.must_be_live()
        self.state, self.closed_at = state, now

    def erase(self, now: dt.datetime) -> None:
        """Its holder deleted it: no word of it stays. What was finished still counts as that."""
        if self.is_live:
            self.close(CommonState.DROPPED, now)
        self.describe("", "", None, CommonKind(self.kind))


class Participant(Base):
    """Somebody who takes part; ids grow, so the order is the order of joining."""

    __tablename__ = "participant"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    common_id: Mapped[int] = mapped_column(ForeignKey("common.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    __table_args__ = (UniqueConstraint("common_id", "person_id"),)


class CommonIlot(Base):
    """An îlot that takes part, because somebody of it does; the first is where it was proposed."""

    __tablename__ = "common_ilot"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    common_id: Mapped[int] = mapped_column(ForeignKey("common.id"))
    ilot_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"))
    __table_args__ = (UniqueConstraint("common_id", "ilot_id"),)


class Commons:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def propose(self, common: Common, holder: Person, ilot: Ilot) -> Common:
        """A new one, with the next reference; whoever proposes it takes part."""
        common.number = await next_number(self._session, LETTER)
        common.holder_id, common.ilot_id, common.state = holder.id, ilot.id, CommonState.PROPOSED
        self._session.add(common)
        await self._session.flush()
        await self.join(common, holder, ilot)
        return common

    async def find(self, ref: Ref) -> Common | None:
        """By reference, whoever asks."""
        if ref.letter != LETTER:
            return None
        found: Common | None = await self._session.scalar(select(Common).where(Common.number == ref.number))
        return found

    async def seen_by(self, ref: Ref, person: Person, *, everything: bool = False) -> Common:
        """By reference. Raises UnknownCommon. What is suspended only those who take part see."""
        common = await self.find(ref)
        if common is None or common.is_erased:
            raise UnknownCommon(ref)
        takes_part = [common.holder_id, *(other.id for other in await self.participants(common))]
        if common.suspended and not everything and person.id not in takes_part:
            raise UnknownCommon(ref)
        return common

    async def board(self, limit: int, offset: int) -> list[Common]:
        """What is alive in the Archipel, by reference."""
        query = select(Common).where(Common.state.in_(_LIVE), Common.suspended.is_(False))
        return list(await self._session.scalars(query.order_by(Common.number).limit(limit).offset(offset)))

    # ── who takes part ──

    async def join(self, common: Common, person: Person, ilot: Ilot | None) -> bool:
        """True when they did not take part yet; then their îlot does too. Raises CommonIsOver."""
        common.must_be_live()
        if person.id in [other.id for other in await self.participants(common)]:
            return False
        self._session.add(Participant(common_id=common.id, person_id=person.id))
        await self._session.flush()
        if ilot is not None:
            await self.involve(common, ilot)
        return True

    async def leave(self, common: Common, person: Person, ilots: list[Ilot]) -> bool:
        """True when they took part, which its holder goes on doing. Their îlots stay by others of theirs."""
        if person.id == common.holder_id:
            return False
        mine = (Participant.common_id == common.id, Participant.person_id == person.id)
        found = await self._session.execute(delete(Participant).where(*mine).returning(Participant.id))
        if found.first() is None:
            return False
        for ilot in ilots:
            await self.release(common, ilot, without=person)
        return True

    async def participants(self, common: Common) -> list[Person]:
        """First first."""
        query = select(Person).join(Participant, Participant.person_id == Person.id)
        return list(
            await self._session.scalars(query.where(Participant.common_id == common.id).order_by(Participant.id))
        )

    async def ilots(self, common: Common) -> list[Ilot]:
        """Those that take part: the one where it was proposed, then in the order of joining."""
        query = select(Ilot).join(CommonIlot, CommonIlot.ilot_id == Ilot.id)
        return list(await self._session.scalars(query.where(CommonIlot.common_id == common.id).order_by(CommonIlot.id)))

    async def involve(self, common: Common, ilot: Ilot) -> None:
        """That îlot takes part. Safe to repeat."""
        if ilot.id not in [other.id for other in await self.ilots(common)]:
            self._session.add(CommonIlot(common_id=common.id, ilot_id=ilot.id))
            await self._session.flush()

    async def release(self, common: Common, ilot: Ilot, *, without: Person) -> None:
        """That îlot takes part no more, unless somebody else of it does, or it was proposed there."""
        if ilot.id == common.ilot_id:
            return
        others = select(Participant.id).join(Membership, Membership.person_id == Participant.person_id)
        others = others.where(Participant.common_id == common.id, Membership.ilot_id == ilot.id)
        if await self._session.scalar(others.where(Participant.person_id != without.id).limit(1)) is None:
            mine = (CommonIlot.common_id == common.id, CommonIlot.ilot_id == ilot.id)
            await self._session.execute(delete(CommonIlot).where(*mine))

    async def of_holder(self, person: Person, ilot: Ilot) -> list[Common]:
        """What somebody proposed in that îlot and is alive."""
        query = select(Common).where(Common.state.in_(_LIVE), Common.holder_id == person.id)
        return list(await self._session.scalars(query.where(Common.ilot_id == ilot.id).order_by(Common.number)))

    async def of_participant(self, person: Person) -> list[Common]:
        """What somebody takes part in and is alive."""
        query = select(Common).join(Participant, Participant.common_id == Common.id).where(Common.state.in_(_LIVE))
        return list(
            await self._session.scalars(query.where(Participant.person_id == person.id).order_by(Common.number))
        )

    # ── all of somebody's ──

    async def all_of_holder(self, person: Person) -> list[Common]:
        """What they proposed, whatever became of it."""
        query = select(Common).where(Common.holder_id == person.id).order_by(Common.number)
        return list(await self._session.scalars(query))

    async def all_of_participant(self, person: Person) -> list[Common]:
        """What they take or took part in."""
        query = select(Common).join(Participant, Participant.common_id == Common.id)
        return list(
            await self._session.scalars(query.where(Participant.person_id == person.id).order_by(Common.number))
        )

    async def forget(self, common: Common, person: Person, ilots: list[Ilot]) -> None:
        """They take part no more, its holder neither; what was finished was still between these îlots."""
        mine = (Participant.common_id == common.id, Participant.person_id == person.id)
        await self._session.execute(delete(Participant).where(*mine))
        for ilot in ilots if common.is_live else []:
            await self.release(common, ilot, without=person)

    # ── the courrier ──

    async def proposed_elsewhere(self, edition: Edition) -> tuple[list[Common], int]:
        """What is alive of what other îlots proposed then, oldest first; and how many more there are."""
        query = _elsewhere(edition).where(Common.state.in_(_LIVE))
        query = query.where(Common.created_at > edition.since, Common.created_at <= edition.until)
        ordered = query.order_by(Common.created_at, Common.id).limit(edition.most)
        found = list(await self._session.scalars(ordered))
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        return found, max(0, int(await self._session.scalar(counted) or 0) - len(found))

    async def moved_elsewhere(self, edition: Edition) -> list[Common]:
        """What began, or was finished, of what had been told of before; oldest first."""
        since, until = edition.since, edition.until
        moved_at = func.coalesce(Common.closed_at, Common.started_at)
        query = _elsewhere(edition).where(Common.state.in_([CommonState.RUNNING, CommonState.FINISHED]))
        query = query.where(moved_at > since, moved_at <= until, Common.title != "")
        query = query.where(func.coalesce(Common.created_at, since) <= since)
        return list(await self._session.scalars(query.order_by(moved_at, Common.id).limit(edition.most)))


def _elsewhere(edition: Edition) -> Select[Common]:
    query = select(Common).where(Common.suspended.is_(False))
    query = query.where(func.coalesce(Common.ilot_id, 0).not_in(edition.own))
    return query if edition.reader_id is None else query.where(Common.holder_id != edition.reader_id)
