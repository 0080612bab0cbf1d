"""Our own sync loop: lean, patient, never faster than what was committed; gaps of limited timelines are filled."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import json
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from aiohttp import ClientError
from nio import ErrorResponse, JoinedMembersResponse, MessageDirection, Response, RoomMessagesResponse, SyncResponse
from nio.responses import RoomInfo

from bot.matrix import reading, unreadable
from bot.matrix.keyed import KeyedClient
from bot.matrix.reading import Event
from bot.matrix.session import LONGEST_PAUSE, is_dead_token
from bot.matrix.stepwise import free_in_steps
from bot.matrix.upkeep import keep_up
from bot.matrix.verification import Verifications
from bot.transport import Batch, Echo, Heard, Incoming, LoginRefused, Member

log = structlog.get_logger()
T = TypeVar("T")

LONG_POLL_MS = 30_000
_FOR_AN_ANSWER = 0.2  # seconds
_FIRST_ANSWER_WITHIN = 300.0  # seconds: the first sync of an account with a thousand rooms is long
_STATE = [
    "m.room.member",
    "m.room.name",
    "m.room.encryption",
    "m.room.power_levels",
    "m.room.create",
    "m.room.tombstone",
    reading.PRIVATE_FOR,
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

    def __init__(
        self,
        client: KeyedClient,
        own_id: str,
        now: Callable[[], dt.datetime],
        verifications: Verifications,
        turned: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._verifications = verifications
        self._own_id = own_id
        self._now = now
        self._turned = turned  # told at every step that can take a while
        self.encrypted: dict[str, bool] = {}  # rooms this process has seen the state of
        self.message_left = asyncio.Event()  # set by whoever sends

    async def run(self, receive: Callable[[Batch], Awaitable[bool]], since: str | None) -> None:
        """For ever. Raises LoginRefused, and whatever `receive` raises."""
        wait = False
        self._verifications.begin()
        while True:
            batch = await self.next_batch(since, wait=wait)
            self.message_left.clear()
            is_to_be_answered = await receive(batch)
            self._client.settled()
            since, wait = batch.next, True
            await self._keep_up()
            await self._verifications.go_on()
            if is_to_be_answered:
                await self._let_it_leave()

    async def _let_it_leave(self) -> None:
        """A homeserver that is asked for news meanwhile takes the answer a third later; no news is missed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_FOR_AN_ANSWER):
                await self.message_left.wait()

    async def next_batch(self, since: str | None, *, wait: bool) -> Batch:
        """One sync, gaps filled, with the keys it changed. Waits out whatever is away. Raises LoginRefused."""
        started = self._now()
        response = await self._patiently(lambda: self._ask(since, LONG_POLL_MS if wait else 0))
        # applied: from here on the same answer is read again, never asked for again
        events, echoes = await self._patiently(lambda: self._read(response, since))
        await free_in_steps(response.rooms.join)
        again = unreadable.read_again(self._client, self._own_id, self._verifications.notice)
        keys = self._client.taken().rows
        return Batch(since, response.next_batch, started, (*again, *events), tuple(echoes), keys)

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Tries until it succeeds, ever more slowly, with one log line a change."""
        pause, silent = 0.5, ""
        while True:
            self._turned()
            try:
                found = await ask()
            except (Interrupted, ClientError, TimeoutError, OSError) as error:
                reason = str(error) if isinstance(error, Interrupted) else type(error).__name__
                if reason != silent:
                    log.warning("matrix.sync_interrupted", reason=reason)
                silent = reason
                await asyncio.sleep(pause * (1 + random.random() * 0.2))  # noqa: S311 - jitter, not a secret
                pause = min(LONGEST_PAUSE, pause * 2)
                continue
            if silent:
                log.info("matrix.sync_resumed")
            return found

    async def _keep_up(self) -> None:
        """What the network refuses now is asked for again after the next sync."""
        try:
            await keep_up(self._client)
        except (ClientError, TimeoutError, OSError) as error:
            log.warning("matrix.keys_not_kept_up", error=type(error).__name__)

    async def _ask(self, since: str | None, timeout_ms: int) -> SyncResponse:
        self._client.next_batch = ""  # nio skips, in silence, a response it believes it has seen
        async with asyncio.timeout(_FIRST_ANSWER_WITHIN):  # nio sets no limit where it is not to wait
            response = await self._client.sync(timeout=timeout_ms, sync_filter=FILTER, since=since)
        if isinstance(response, SyncResponse):
            return response
        raise _trouble(response)

    async def _read(self, response: SyncResponse, since: str | None) -> tuple[list[Incoming], list[Echo]]:
        for direct in _sources(response.to_device_events):
            self._verifications.notice_direct(direct)
        events = [self._invitation(room_id, info, since) for room_id, info in response.raw_invites.items()]
        echoes: list[Echo] = []
        for room_id, info in response.rooms.join.items():
            room = await self._room(room_id, info, since)
            events += room[0]
            echoes += room[1]
            self._turned()
            await asyncio.sleep(0)  # everybody else has a turn
        for room_id, info in response.raw_left.items():
            events += self._departure(room_id, info)
        events.sort(key=lambda event: event.kind is not Heard.ENTERED)  # what is said may speak of it
        return events, echoes

    # ── a room we are in ──

    async def _room(self, room_id: str, info: RoomInfo, since: str | None) -> tuple[list[Incoming], list[Echo]]:
        state, timeline = _sources(info.state), _sources(info.timeline.events)
        missing = await self._missing(room_id, info, since)
        self._look_for_encryption(room_id, [*missing, *state, *timeline], whole=since is None)
        said = [*missing, *timeline]
        echoes = [found for event in said if (found := reading.echo(event, room_id, self._own_id)) is not None]
        if since is None:  # a first start: what was said before it is not for us
            joins = [event for event in (*state, *timeline) if reading.is_own_join(event, self._own_id)]
        else:
            joins = [event for event in said if reading.own_membership(event, self._own_id) == "join"]
        events: list[Incoming] = []
        if joins:
            events.append(await self._arrival(room_id, joins[-1], [*missing, *state, *timeline]))
        return events + (self._after_joining(room_id, said) if since else []), echoes

    async def _missing(self, room_id: str, info: RoomInfo, since: str | None) -> list[Event]:
        """What a limited timeline left out; nothing where the bot came in after it."""
        timeline = info.timeline
        if not timeline.limited or since is None or timeline.prev_batch is None:
            return []
        if any(reading.own_membership(event, self._own_id) == "join" for event in _sources(timeline.events)):
            return []
        return await self._backfill(room_id, timeline.prev_batch, since)

    def _after_joining(self, room_id: str, timeline: list[Event]) -> list[Incoming]:
        """What was said since the bot came in; older events of a newly joined room are not for us."""
        start = 0
        for index, event in enumerate(timeline):
            if reading.own_membership(event, self._own_id) == "join":
                start = index + 1
        for event in timeline[start:]:
            self._verifications.notice(event, room_id)
            unreadable.put_aside(self._client, event, room_id)
        found = (reading.heard(event, room_id, self._own_id) for event in timeline[start:])
        return [incoming for incoming in found if incoming is not None]

    def _look_for_encryption(self, room_id: str, known: list[Event], *, whole: bool) -> None:
        """Before anything else can be sent there. `whole` when the room's full state is among what is known."""
        encrypted = any(map(reading.is_encryption, known))
        if encrypted or whole:
            self.encrypted[room_id] = encrypted

    async def _arrival(self, room_id: str, own_join: Event, known: list[Event]) -> Incoming:
        """The room as the bot finds it: who is there, its name, whether it is encrypted."""
        response = await self._client.joined_members(room_id)
        if not isinstance(response, JoinedMembersResponse) and not _is_shut_out(response):
            raise _trouble(response)
        found = response.members if isinstance(response, JoinedMembersResponse) else []
        others = [member for member in found if member.user_id != self._own_id]
        members = tuple(Member(member.user_id, member.display_name) for member in others)
        return replace(reading.entered(own_join, known, room_id, self._own_id), members=members)

    async def _backfill(self, room_id: str, start: str, since: str) -> list[Event]:
        """Everything between `since` and `start`, oldest first; no farther back than the bot's own join."""
        found: list[Event] = []
        token: str | None = start
        while token:
            page = await self._client.room_messages(
                room_id, token, end=since, direction=MessageDirection.back, limit=100
            )
            if _is_shut_out(page):
                break
            if not isinstance(page, RoomMessagesResponse):
                raise _trouble(page)
            found += _sources(page.chunk)
            joined = any(reading.own_membership(event, self._own_id) == "join" for event in _sources(page.chunk))
            token = page.end if page.chunk and not joined and page.end != token else None
        return found[::-1]

    # ── a room we are not in ──

    def _invitation(self, room_id: str, info: Event, since: str | None) -> Incoming:
        """An invitation has no event id: the same stripped state, seen by the same sync, is the same invitation."""
        state = _events(info, "invite_state")
        digest = hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]
        own = [event for event in state if event.get("state_key") == self._own_id]
        sender = str(own[-1].get("sender", "")) if own else ""
        place = hashlib.sha256(f"{room_id} {since}".encode()).hexdigest()[:32]
        return Incoming(
            event_id=f"invite:{place}:{digest}",
            room_id=room_id,
            sender=sender,
            kind=Heard.INVITE,
            at=self._now(),
            room_name=reading.name_of(state),
            encrypted=any(map(reading.is_encryption, state)),
            direct=any(reading.is_direct(event) for event in own),
        )

    def _departure(self, room_id: str, info: Event) -> list[Incoming]:
        """The bot was removed, banned, or left."""
        for event in reversed([*_events(info, "state"), *_events(info, "timeline")]):
            if reading.own_membership(event, self._own_id) in {"leave", "ban"} and "event_id" in event:
                sender = str(event.get("sender"))
                return [Incoming(str(event["event_id"]), room_id, sender, Heard.GONE, reading.at(event))]
        return []


def _sources(events: list[Any]) -> list[Event]:
    """nio's events, decrypted where it could, as they were sent."""
    return [event.source for event in events if isinstance(getattr(event, "source", None), dict)]


def _events(info: Event, section: str) -> list[Event]:
    found = (info.get(section) or {}).get("events") or []
    return [event for event in found if isinstance(event, dict)]


def _is_shut_out(response: Response | ErrorResponse) -> bool:
    """The bot was removed since the sync: that room has no more to tell, and the next sync says so."""
    return getattr(response, "status_code", None) == "M_FORBIDDEN"


def _trouble(response: Response | ErrorResponse) -> Exception:
    """Why it cannot go on: LoginRefused where asking again is of no use, else Interrupted."""
    code = str(getattr(response, "status_code", "") or "")
    if is_dead_token(code):
        return LoginRefused(f"the homeserver refuses the access token ({code}): log in again")
    status = response.transport_response.status if response.transport_response is not None else 0
    return Interrupted(f"HTTP {status} {code}".strip())
