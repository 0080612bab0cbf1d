"""The bot's Matrix keys as sealed rows, written in the same transaction as the inbox and the sync token."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Sealed
from storage.upsert import insert_into

KEEP_UNUSED = dt.timedelta(days=90)
OF_DEVICE = ("account", "olm", "device", "key_request")  # of no use to another device
FADING = ("olm", "megolm_in")  # sessions that nobody used for long are let go


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One part of the bot's encryption state. `value` is JSON; None takes the row away."""

    kind: str
    key: str
    value: Any


class CryptoRow(Base):
    """A key, a session, a device: whatever Matrix encryption must not forget. `pickle` is sealed."""

    __tablename__ = "crypto"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(512), primary_key=True)
    pickle: Mapped[Any] = mapped_column(Sealed)
    touched_at: Mapped[dt.datetime]


class Keys:
    """All of them, of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def all(self) -> list[KeyRow]:
        """Opened; raises WrongKey."""
        rows = await self._session.scalars(select(CryptoRow).where(CryptoRow.account_id == self._account_id))
        return [KeyRow(row.kind, row.key, row.pickle) for row in rows]

    async def write(self, rows: Iterable[KeyRow], now: dt.datetime) -> None:
        """Each row as it is now."""
        for row in rows:
            await (self._forget(row) if row.value is None else self._keep(row, now))

    async def sweep(self, now: dt.datetime) -> None:
        """Lets go of sessions that were not used for 90 days, so that the table does not grow for ever."""
        old = (CryptoRow.kind.in_(FADING), CryptoRow.touched_at < now - KEEP_UNUSED)
        await self._session.execute(delete(CryptoRow).where(CryptoRow.account_id == self._account_id, *old))

    async def count(self) -> int:
        """How many rows there are."""
        query = select(func.count()).select_from(CryptoRow).where(CryptoRow.account_id == self._account_id)
        return int(await self._session.scalar(query) or 0)

    async def _keep(self, row: KeyRow, now: dt.datetime) -> None:
        values = {"pickle": row.value, "touched_at": now}
        statement = insert_into(self._session.get_bind().dialect.name, CryptoRow).values(
            account_id=self._account_id, kind=row.kind, key=row.key, **values
        )
        await self._session.execute(
            statement.on_conflict_do_update(index_elements=["account_id", "kind", "key"], set_=values)
        )

    async def _forget(self, row: KeyRow) -> None:
        mine = (CryptoRow.account_id == self._account_id, CryptoRow.kind == row.kind, CryptoRow.key == row.key)
        await self._session.execute(delete(CryptoRow).where(*mine))
