"""Our own sync loop: lean, patient, never faster than what was committed; gaps of limited timelines are filled."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
import random
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import ClientError
from nio import (
    AsyncClient,
    JoinedMembersResponse,
    MessageDirection,
    RoomMessagesResponse,
    SyncError,
    SyncResponse,
)
from nio.responses import InviteInfo, RoomInfo

from bot.matrix import reading
from bot.matrix.session import is_dead_token
from bot.transport import Batch, Echo, Heard, Incoming, LoginRefused, Member

log = structlog.get_logger()

LONG_POLL_MS = 30_000
_STATE = [
    "m.room.member",
    "m.room.name",
    "m.room.encryption",
    "m.room.power_levels",
    "m.room.create",
    "m.room.tombstone",
]
FILTER: dict[str, Any] = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "account_data": {"types": []},
        "ephemeral": {"types": []},
        "state": {"types": _STATE, "lazy_load_members": True},
        "timeline": {"limit": 50, "lazy_load_members": True},
    },
}


class Interrupted(Exception):
    """The homeserver did not answer, or not in Matrix; the same sync is to be asked again."""


class Listener:
    """Turns syncs into batches. Keeps no token of its own: whoever commits the batch does."""

    def __init__(self, client: AsyncClient, own_id: str, now: Callable[[], dt.datetime]) -> None:
        self._client = client
        self._own_id = own_id
        self._now = now

    async def run(self, receive: Callable[[Batch], Awaitable[None]], since: str | None) -> None:
        """For ever. Raises LoginRefused, and whatever `receive` raises."""
        pause, silent, first = 0.5, False, True
        while True:
            try:
                batch = await self.next_batch(since, wait=not first)
            except Interrupted as reason:
                if not silent:
                    log.warning("matrix.sync_interrupted", reason=str(reason))
                silent = True
                await asyncio.sleep(pause * (1 + random.random() * 0.2))  # noqa: S311 - jitter, not a secret
                pause = min(30.0, pause * 2)
                continue
            if silent:
                log.info("matrix.sync_resumed")
            await receive(batch)
            since, pause, silent, first = batch.next, 0.5, False, False

    async def next_batch(self, since: str | None, *, wait: bool) -> Batch:
        """One sync, gaps filled. Raises Interrupted or LoginRefused."""
        started = self._now()
        try:
            response = await self._ask(since, LONG_POLL_MS if wait else 0)
            events, echoes = await self._read(response, since)
        except (ClientError, TimeoutError, OSError, json.JSONDecodeError) as error:
            raise Interrupted(type(error).__name__) from error
        return Batch(since, response.next_batch, started, tuple(events), tuple(echoes))

    async def _ask(self, since: str | None, timeout_ms: int) -> SyncResponse:
        self._client.next_batch = ""  # nio skips, in silence, a response it believes it has seen
        response = await self._client.sync(timeout=timeout_ms, sync_filter=FILTER, since=since)
        if isinstance(response, SyncResponse):
            return response
        raise _trouble(response)

    async def _read(self, response: SyncResponse, since: str | None) -> tuple[list[Incoming], list[Echo]]:
        events = [self._invitation(room_id, info, since) for room_id, info in response.rooms.invite.items()]
        echoes: list[Echo] = []
        for room_id, info in response.rooms.join.items():
            room = await self._room(room_id, info, since)
            events += room[0]
            echoes += room[1]
        for room_id, info in response.rooms.leave.items():
            events += self._departure(room_id, info)
        return events, echoes

    # ── a room we are in ──

    async def _room(self, room_id: str, info: RoomInfo, since: str | None) -> tuple[list[Incoming], list[Echo]]:
        timeline, state = _sources(info.timeline.events), _sources(info.state)
        entered = _own_join([*state, *timeline], self._own_id)
        if info.timeline.limited and since is not None and info.timeline.prev_batch is not None:
            missing = await self._backfill(room_id, info.timeline.prev_batch, since)
            timeline = [*missing, *timeline]
            entered = entered or _own_join(missing, self._own_id)
        echoes = [found for event in timeline if (found := reading.echo(event, self._own_id)) is not None]
        events: list[Incoming] = []
        if entered is not None:
            events.append(await self._arrival(room_id, entered, [*state, *timeline]))
        if since is None:
            return events, echoes  # a first start: what was said before it is not for us
        return events + self._after_joining(room_id, timeline), echoes

    def _after_joining(self, room_id: str, timeline: list[dict[str, Any]]) -> list[Incoming]:
        """What was said since the bot came in; older events of a newly joined room are not for us."""
        start = 0
        for index, event in enumerate(timeline):
            if reading.own_membership(event, self._own_id) == "join":
                start = index + 1
        heard: list[Incoming] = []
        for event in timeline[start:]:
            found = reading.heard(event, room_id, self._own_id) or self._silenced(event, room_id)
            if found is not None:
                heard.append(found)
        return heard

    def _silenced(self, event: dict[str, Any], room_id: str) -> Incoming | None:
        if not reading.silences(event, self._own_id):
            return None
        return Incoming(str(event["event_id"]), room_id, str(event.get("sender")), Heard.MUTED, reading.at(event))

    async def _arrival(self, room_id: str, entered: dict[str, Any], known: list[dict[str, Any]]) -> Incoming:
        """The room as the bot finds it: who is there, its name, whether it is encrypted."""
        response = await self._client.joined_members(room_id)
        if not isinstance(response, JoinedMembersResponse):
            raise Interrupted(f"members: {getattr(response, 'status_code', '')}")
        members = tuple(
            Member(member.user_id, member.display_name) for member in response.members if member.user_id != self._own_id
        )
        return Incoming(
            event_id=str(entered["event_id"]),
            room_id=room_id,
            sender=self._own_id,
            kind=Heard.ENTERED,
            at=reading.at(entered),
            members=members,
            encrypted=any(event.get("type") == "m.room.encryption" for event in known),
            room_name=_name(known),
        )

    async def _backfill(self, room_id: str, start: str, since: str) -> list[dict[str, Any]]:
        """Everything between `since` and `start`, oldest first; no farther back than the bot's own join."""
        found: list[dict[str, Any]] = []
        token: str | None = start
        while token:
            page = await self._client.room_messages(
                room_id, token, end=since, direction=MessageDirection.back, limit=100
            )
            if not isinstance(page, RoomMessagesResponse):
                raise Interrupted(f"messages: {getattr(page, 'status_code', '')}")
            found += _sources(page.chunk)
            joined = any(reading.own_membership(event, self._own_id) == "join" for event in _sources(page.chunk))
            token = page.end if page.chunk and not joined and page.end != token else None
        return found[::-1]

    # ── a room we are not in ──

    def _invitation(self, room_id: str, info: InviteInfo, since: str | None) -> Incoming:
        """An invitation has no event id: the same stripped state, seen by the same sync, is the same invitation."""
        state = _sources(info.invite_state)
        digest = hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]
        own = [event for event in state if event.get("state_key") == self._own_id]
        sender = str(own[-1].get("sender", "")) if own else ""
        return Incoming(
            event_id=f"invite:{room_id}:{digest}:{since or 'first'}"[:255],
            room_id=room_id,
            sender=sender,
            kind=Heard.INVITE,
            at=self._now(),
            room_name=_name(state),
            encrypted=any(event.get("type") == "m.room.encryption" for event in state),
        )

    def _departure(self, room_id: str, info: RoomInfo) -> list[Incoming]:
        """The bot was removed, banned, or left."""
        for event in _sources(info.timeline.events):
            if reading.own_membership(event, self._own_id) in {"leave", "ban"}:
                sender = str(event.get("sender"))
                return [Incoming(str(event["event_id"]), room_id, sender, Heard.GONE, reading.at(event))]
        return []


def _sources(events: list[Any]) -> list[dict[str, Any]]:
    return [event.source for event in events if isinstance(getattr(event, "source", None), dict)]


def _own_join(events: list[dict[str, Any]], own_id: str) -> dict[str, Any] | None:
    """The bot's own entering; a mere change of its name is none."""
    joins = [event for event in events if reading.own_membership(event, own_id) == "join" and "event_id" in event]
    return joins[-1] if joins else None


def _name(state: list[dict[str, Any]]) -> str | None:
    names = [event["content"].get("name") for event in state if event.get("type") == "m.room.name"]
    return str(names[-1]) if names and names[-1] else None


def _trouble(response: SyncError) -> Exception:
    code = str(getattr(response, "status_code", "") or "")
    if is_dead_token(code):
        return LoginRefused(f"the homeserver refuses the access token ({code}): log in again")
    status = response.transport_response.status if response.transport_response is not None else 0
    return Interrupted(f"HTTP {status} {code}".strip())
