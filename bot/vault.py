"""The bot's Matrix keys, loaded once and written as they change; each write is fenced like every other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.bench import Bench
from storage.crypto import KeyRow, Keys
from storage.database import Session


class KeyVault:
    """Fits bot.transport's Vault."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    async def load(self) -> list[KeyRow]:
        """All of them; raises WrongKey."""
        async with self._bench.database.transaction() as session:
            return await Keys(session, self._bench.account_id).all()

    async def save(self, rows: Sequence[KeyRow]) -> None:
        """Writes what changed. Raises LostLease."""
        await self._bench.insist(partial(self._write, rows=rows))

    async def _write(self, session: Session, rows: Sequence[KeyRow]) -> None:
        await Keys(session, self._bench.account_id).write(rows, self._bench.now())
