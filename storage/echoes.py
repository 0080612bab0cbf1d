"""The bot's own events, seen in timelines: what arrived, and what this database does not remember having sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.letters import OutboxRow

_OUR_TXN = re.compile(r"[0-9a-f]{40}")  # see `storage.delivery.txn_id`


class Echoes:
    """Of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def settle(self, echoes: Iterable[tuple[str, str]]) -> list[tuple[int, str]]:
        """Takes the bot's own events seen in timelines (transaction id, event id); returns what they settled."""
        settled: list[tuple[int, str]] = []
        for transaction, event_id in echoes:
            done = await self._session.execute(
                update(OutboxRow)
                .where(OutboxRow.account_id == self._account_id, OutboxRow.txn_id == transaction)
                .where(OutboxRow.state == "new")
                .values(state="sent", event_id=event_id, error=None)
                .returning(OutboxRow.seq)
            )
            settled += [(seq, event_id) for seq in done.scalars()]
        return settled

    async def remember(self, txn: str, event_id: str, room_id: str, now: dt.datetime) -> bool:
        """An echo that no row explains: this database is older than what was sent. True when it is news.

        It is kept as sent, so that handling the same command again sends nothing twice.
        """
        known = select(OutboxRow.seq).where(OutboxRow.account_id == self._account_id, OutboxRow.txn_id == txn)
        if _OUR_TXN.fullmatch(txn) is None or await self._session.scalar(known) is not None:
            return False
        names = {"dedupe_key": f"echo:{txn}", "txn_id": txn, "kind": "text", "urgency": "answer"}
        fields = {"room_id": room_id, "event_id": event_id, "created_at": now, "state": "sent"}
        self._session.add(OutboxRow(account_id=self._account_id, **names, **fields))
        await self._session.flush()
        return True
