"""An ordinary Matrix user over the bare client-server API: who the demo's people and the live tests' people are."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.ending import end

Event = dict[str, Any]
_FILTER = json.dumps({"room": {"timeline": {"limit": 200}}, "presence": {"types": []}})


class RequestRefused(Exception):
    """The homeserver said no; `code` is its errcode."""

    def __init__(self, status: int, body: Event) -> None:
        self.status = status
        self.code = str(body.get("errcode", ""))
        super().__init__(f"{status} {self.code} {body.get('error', '')}")


class Person:
    """Logs in, acts, and keeps every event of every room it is in, gaps of limited timelines filled."""

    def __init__(
        self, homeserver: str, name: str, password: str, heard: Callable[[str, Event], None] | None = None
    ) -> None:
        """`heard` is called with room and event, once for each event that appears in this person's rooms."""
        self.name = name
        self.user_id = ""
        self.device_id = ""
        self.token = ""
        self.timeline: dict[str, list[Event]] = {}
        self.invitations: dict[str, list[Event]] = {}
        self._heard = heard
        self._homeserver = homeserver.rstrip("/")
        self._password = password
        self._http: aiohttp.ClientSession | None = None
        self._since: str | None = None
        self._loop: asyncio.Task[None] | None = None
        self._news = asyncio.Condition()
        self._known: set[str] = set()

    async def log_in(self, *, listen: bool = True) -> None:
        """Opens the connection, and listens from now on."""
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=90))
        identifier = {"type": "m.id.user", "user": self.name}
        body = {"type": "m.login.password", "identifier": identifier, "password": self._password}
        found = await self.call("POST", "login", body)
        self.user_id, self.device_id = str(found["user_id"]), str(found["device_id"])
        self.token = str(found["access_token"])
        self._http.headers["Authorization"] = f"Bearer {self.token}"
        if listen:
            await self._begin_listening()

    async def _begin_listening(self) -> None:
        await self._sync(0)
        self._loop = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """Stops listening and closes the connection."""
        if self._loop is not None:
            await end([self._loop], patience=1)
        if self._http is not None:
            await self._http.close()
        if self._loop is not None and not self._loop.cancelled():
            self._loop.result()  # what ended it before is told

    # ── acting ──

    async def call(self, method: str, path: str, body: Any = None, **params: Any) -> Event:
        """One request of the client-server API; waits out rate limits and a homeserver that is away."""
        assert self._http is not None
        url = f"{self._homeserver}/_matrix/client/v3/{path}"
        for _ in range(600):
            try:
                async with self._http.request(method, url, json=body, params=params) as answer:
                    found: Event = await answer.json(content_type=None)
                    if answer.status < 400:
                        return found
                    if answer.status != 429 and answer.status < 500:
                        raise RequestRefused(answer.status, found)
                    pause = found.get("retry_after_ms", 300) / 1000
            except (aiohttp.ClientError, TimeoutError, json.JSONDecodeError):
                pause = 0.3
            await asyncio.sleep(pause)
        raise TimeoutError(f"{method} {path}")

    async def create_room(self, name: str, invite: tuple[str, ...] = (), **more: Any) -> str:
        """A private room; returns its id."""
        body = {"preset": "private_chat", "name": name, "invite": list(invite), **more}
        return str((await self.call("POST", "createRoom", body))["room_id"])

    async def join(self, room_id: str) -> None:
        """Accepts an invitation."""
        await self.call("POST", f"join/{_quoted(room_id)}", {})

    async def leave(self, room_id: str) -> None:
        """Leaves, or refuses an invitation."""
        await self.call("POST", f"rooms/{_quoted(room_id)}/leave", {})

    async def do(self, room_id: str, action: str, user_id: str) -> None:
        """invite, kick, ban or unban somebody."""
        await self.call("POST", f"rooms/{_quoted(room_id)}/{action}", {"user_id": user_id})

    async def send(self, room_id: str, content: Event, kind: str = "m.room.message") -> str:
        """Any event; returns its id."""
        path = f"rooms/{_quoted(room_id)}/send/{kind}/{uuid.uuid4().hex}"
        return str((await self.call("PUT", path, content))["event_id"])

    async def say(self, room_id: str, body: str, *, thread: str | None = None, reply_to: str | None = None) -> str:
        """A text message, in a thread or as a reply if asked; returns its id."""
        content: Event = {"msgtype": "m.text", "body": body}
        reply = {"m.in_reply_to": {"event_id": reply_to or thread}}
        if thread is not None:
            falling_back = reply_to is None
            content["m.relates_to"] = {
                "rel_type": "m.thread", "event_id": thread, "is_falling_back": falling_back, **reply
            }  # fmt: skip
        elif reply_to is not None:
            content["m.relates_to"] = reply
        return await self.send(room_id, content)

    async def react(self, room_id: str, target: str, emoji: str) -> str:
        """A reaction; returns its id."""
        relation = {"rel_type": "m.annotation", "event_id": target, "key": emoji}
        return await self.send(room_id, {"m.relates_to": relation}, "m.reaction")

    async def edit(self, room_id: str, target: str, body: str) -> str:
        """New words for an earlier message; returns the edit's id."""
        new = {"msgtype": "m.text", "body": body}
        relation = {"rel_type": "m.replace", "event_id": target}
        return await self.send(room_id, {**new, "body": f"* {body}", "m.new_content": new, "m.relates_to": relation})

    async def redact(self, room_id: str, target: str) -> None:
        """Takes an event back."""
        await self.call("PUT", f"rooms/{_quoted(room_id)}/redact/{_quoted(target)}/{uuid.uuid4().hex}", {})

    async def set_state(self, room_id: str, kind: str, content: Event) -> str:
        """A state event with an empty key; returns its id."""
        return str((await self.call("PUT", f"rooms/{_quoted(room_id)}/state/{kind}/", content))["event_id"])

    async def state(self, room_id: str, kind: str) -> Event:
        """The content of a state event with an empty key."""
        return await self.call("GET", f"rooms/{_quoted(room_id)}/state/{kind}/")

    async def upgrade(self, room_id: str, version: str = "11") -> str:
        """Replaces the room by a newer one; returns the new id."""
        found = await self.call("POST", f"rooms/{_quoted(room_id)}/upgrade", {"new_version": version})
        return str(found["replacement_room"])

    async def members(self, room_id: str) -> set[str]:
        """Who is in the room now."""
        found = await self.call("GET", f"rooms/{_quoted(room_id)}/joined_members")
        return set(found["joined"])

    # ── listening ──

    def events(self, room_id: str, *, sender: str | None = None, kind: str = "m.room.message") -> list[Event]:
        """What this person's own timeline of the room holds, oldest first."""
        found = [event for event in self.timeline.get(room_id, []) if event["type"] == kind]
        return [event for event in found if sender is None or event["sender"] == sender]

    async def wait_for(self, happened: Callable[[], Any], seconds: float = 30.0) -> Any:
        """The first true value of `happened`, looked at after each sync. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._news:
            while not (found := happened()):
                await self._news.wait()
            return found

    async def wait_for_answer(self, room_id: str, command: str, sender: str, seconds: float = 30.0) -> Event:
        """The first message of `sender` in the thread of `command`."""

        def answer() -> Event | None:
            found = (event for event in self.events(room_id, sender=sender) if thread_of(event) == command)
            return next(found, None)

        event: Event = await self.wait_for(answer, seconds)
        return event

    async def _listen(self) -> None:
        while True:
            try:
                await self._sync(20_000)
            except (RequestRefused, TimeoutError):  # logged out from elsewhere, perhaps: no reason to spin
                await asyncio.sleep(1)

    async def _sync(self, timeout_ms: int) -> None:
        params: dict[str, Any] = {"timeout": timeout_ms, "filter": _FILTER}
        if self._since is not None:
            params["since"] = self._since
        found = await self.call("GET", "sync", None, **params)
        rooms = found.get("rooms", {})
        for room_id, room in rooms.get("join", {}).items():
            await self._keep(room_id, room["timeline"])
        for room_id, room in rooms.get("leave", {}).items():
            await self._keep(room_id, {**room.get("timeline", {}), "limited": False})
        for room_id, room in rooms.get("invite", {}).items():
            self.invitations[room_id] = room["invite_state"]["events"]
        self._since = str(found["next_batch"])
        async with self._news:
            self._news.notify_all()

    async def _keep(self, room_id: str, timeline: Event) -> None:
        events = list(timeline.get("events", []))
        if timeline.get("limited") and self._since is not None:
            events = [*await self._backfill(room_id, str(timeline["prev_batch"])), *events]
        for event in events:
            if event["event_id"] not in self._known:
                self._known.add(event["event_id"])
                self.timeline.setdefault(room_id, []).append(event)
                await self._appeared(room_id, len(self.timeline[room_id]) - 1)

    async def _appeared(self, room_id: str, index: int) -> None:
        """One more stands in the timeline."""
        if self._heard is not None:
            self._heard(room_id, self.timeline[room_id][index])

    async def _backfill(self, room_id: str, start: str) -> list[Event]:
        found: list[Event] = []
        token: str | None = start
        while token is not None:
            page = await self.call(
                "GET",
                f"rooms/{_quoted(room_id)}/messages",
                None,
                dir="b",
                limit=200,
                to=self._since,
                **{"from": token},
            )
            found += page["chunk"]
            token = page.get("end") if page["chunk"] else None
        return found[::-1]


def thread_of(event: Event) -> str | None:
    """The root of the thread an event stands in."""
    relation = event["content"].get("m.relates_to", {})
    return relation.get("event_id") if relation.get("rel_type") == "m.thread" else None


def _quoted(text: str) -> str:
    return quote(text, safe="")
