"""Import and export: the whole collective as one document of the format `navette/1`, byte for byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from storage.document import BadDocument, Document, read, write
from storage.erasures import Forgetting
from storage.giving_out import GivingOut
from storage.taking_in import Taken, TakingIn

__all__ = ["BadDocument", "Document", "Interchange", "Taken", "read", "write"]


class Interchange:
    """Import and export, in one transaction."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone

    async def take_in(self, document: Document, journal: Sequence[Forgetting] = ()) -> Taken:
        """Adds what is new, skips what is known and equal.

        Raises BadDocument when anything known differs, or would bring back what the journal says is forgotten.
        """
        return await TakingIn(self._session, self._zone).take_in(document, journal)

    async def give_out(self, now: dt.datetime | None, *, sealed: bool = True) -> dict[str, Any]:
        """The whole collective; `write` gives its text. Without what is `sealed`, it cannot be taken in again whole."""
        return await GivingOut(self._session, self._zone).give_out(now, sealed=sealed)
