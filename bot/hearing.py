"""Voices: fetched from the door before their visit begins, looked at, and kept sealed while a trace speaks of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.transport import Media
from storage.database import Session
from storage.files import spoken_of
from storage.media import LARGEST, MediaFolder, sound_of
from storage.visit import NotHeard, Voice

log = structlog.get_logger()

Fetch = Callable[[Media, int], Awaitable[bytes]]  # raises VoiceTooLarge, VoiceLost
WITHIN = 60.0  # seconds: everybody else waits meanwhile


class Unfetched(Exception):
    """A voice message, whose sound is to be fetched before it is handled."""

    def __init__(self, media: Media | None) -> None:
        super().__init__()
        self.media = media


class VoiceTooLarge(Exception):
    """More bytes than are kept of one voice."""


class VoiceLost(Exception):
    """It could not be fetched, or is not what its sender put there. The message tells what happened, never a key."""


class Hearing:
    """What the intake needs of voices. Without a door that fetches, none is heard."""

    def __init__(self, folder: MediaFolder) -> None:
        self._folder = folder
        self.fetch: Fetch | None = None

    async def hear(self, media: Media | None) -> Voice:
        """The voice, kept; or why it is not. Never raises for what somebody sent."""
        if media is None:
            return Voice("", not_heard=NotHeard.OUT_OF_REACH)
        try:
            data = await self._fetched(media)
        except VoiceTooLarge:
            return Voice(media.url, not_heard=NotHeard.TOO_LARGE)
        except (VoiceLost, TimeoutError) as error:
            log.warning("voice.lost", error=str(error) or type(error).__name__)
            return Voice(media.url, not_heard=NotHeard.OUT_OF_REACH)
        if sound_of(data) is None:
            return Voice(media.url, not_heard=NotHeard.NO_SOUND)
        name = await asyncio.to_thread(self._folder.put, data)
        seconds = None if media.milliseconds is None else round(media.milliseconds / 1000)
        return Voice(media.url, media=name, seconds=seconds)

    async def _fetched(self, media: Media) -> bytes:
        if self.fetch is None:
            raise VoiceLost("nobody fetches here")
        async with asyncio.timeout(WITHIN):
            data = await self.fetch(media, LARGEST)
        if len(data) > LARGEST:
            raise VoiceTooLarge
        return data

    async def unspoken(self, session: Session) -> set[str]:
        """The files that nobody speaks of any more, once this transaction is committed."""
        there = await asyncio.to_thread(self._folder.settled)
        return there - await spoken_of(session) if there else there

    async def forget(self, unspoken: set[str]) -> None:
        """Erases them. To be called once that is committed."""
        await asyncio.to_thread(self._folder.erase_all, unspoken)
