"""A homeserver that is made up, of as many plain rooms as asked for: just the endpoints that the bot uses.

python -m benchmarks.scale.homeserver ROOMS writes its address and serves until it is terminated. What it counts, it
counts by its own transaction ids: the bot's database is not asked.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import defaultdict
from typing import Any

from aiohttp import web

from benchmarks.scale.collective import BOT, OFFICE, TISSEUSE, members_of, room_of
from tests.edge import refusal

TALK = 5  # messages in each room before the bot is there
_POLL = 30.0  # seconds
_SAID = "Bonjour, on se retrouve jeudi à l'atelier vers dix heures ? J'apporte les affiches et la rallonge."
Event = dict[str, Any]


class Homeserver:
    """Rooms with a timeline each, one bot, and whoever types through `/_control`."""

    def __init__(self, rooms: int) -> None:
        self.members = {room_of(each): [TISSEUSE, *members_of(each)] for each in range(rooms)}
        self.members[OFFICE] = [TISSEUSE]
        self.typed: dict[str, float] = {}  # event id → when (seconds of the wall clock)
        self.said: list[Event] = []  # by the bot, one a transaction id
        self.requests: dict[str, int] = defaultdict(int)
        self._known: dict[tuple[str, str, str], str] = {}  # room, kind and transaction id → event id
        self._stream: list[tuple[str, Event]] = []  # position → room and event
        self._news = asyncio.Event()
        self._keys: Event = {}
        self._identity: dict[str, Any] = {}
        self._whole = b""

    # ── what the bot asks ──

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Any request of the client-server API; what nobody spoke of is not found."""
        method, path = request.method, request.match_info["path"]
        parts = path.split("/")[3:] if path.startswith("_matrix/client/v3") else path.split("/")
        self.requests[parts[0] if parts[0] != "rooms" else parts[2]] += 1
        if path == "_matrix/client/versions":
            return web.json_response({"versions": ["v1.11"]})
        if parts[0] == "_control":
            return await self._control(parts[1], request)
        if parts[0] == "sync":
            return await self._sync(request)
        if parts[0] == "keys":
            return web.json_response(await self._key_request(parts[1:], await request.json()))
        if parts[0] == "rooms":
            return await self._in_room(method, parts[1], parts[2:], request)
        return web.json_response(_SIMPLE.get(parts[0], {}))

    async def _in_room(self, method: str, room: str, parts: list[str], request: web.Request) -> web.Response:
        if room not in self.members:
            return refusal(404, "M_NOT_FOUND").response()
        if parts[0] == "joined_members":
            joined = {each: {"display_name": each[1:].partition(":")[0]} for each in (BOT, *self.members[room])}
            return web.json_response({"joined": joined})
        if parts[0] in {"send", "redact"} and method == "PUT":
            return web.json_response({"event_id": self._take(room, parts[1], parts[2], await request.json())})
        if parts[0] == "state":
            return refusal(404, "M_NOT_FOUND").response()  # no room is encrypted
        if parts[0] == "messages":
            return web.json_response({"chunk": [], "start": "x"})
        return web.json_response({})

    def _take(self, room: str, kind: str, txn: str, content: Event) -> str:
        """The same transaction id is the same event, however often it is sent."""
        known = self._known.get((room, kind, txn))
        if known is not None:
            return known
        event = self._append(room, kind, BOT, content, {"transaction_id": txn})
        self._known[room, kind, txn] = str(event["event_id"])
        relation = content.get("m.relates_to", {})
        if kind == "m.room.message" and relation.get("rel_type") != "m.replace":
            thread = relation.get("event_id") if relation.get("rel_type") == "m.thread" else None
            self.said.append({"room": room, "at": time.time(), "thread": thread, "body": str(content.get("body"))[:60]})
        return str(event["event_id"])

    def _append(self, room: str, kind: str, sender: str, content: Event, unsigned: Event | None = None) -> Event:
        event = _event(f"{len(self._stream)}", kind, sender, content) | {"unsigned": unsigned or {}}
        self._stream.append((room, event))
        self._news.set()
        return event

    async def _key_request(self, parts: list[str], body: Event) -> Event:
        if parts == ["upload"]:
            self._keys = body.get("device_keys", self._keys)
            return {"one_time_key_counts": {"signed_curve25519": 50}}
        if parts == ["device_signing", "upload"]:
            self._identity |= {name: {BOT: body[name[:-1]]} for name in _IDENTITY if name[:-1] in body}
            return {}
        if parts == ["signatures", "upload"]:
            for signed in body.get(BOT, {}).values():
                self._keys["signatures"][BOT] |= signed["signatures"][BOT]
            return {}
        if parts == ["query"]:
            devices = {BOT: {self._keys["device_id"]: self._keys}} if self._keys else {}
            return {"device_keys": devices, **self._identity}
        return {"one_time_keys": {}}

    # ── sync ──

    async def _sync(self, request: web.Request) -> web.StreamResponse:
        since = request.query.get("since")
        if since is None:
            at = b'{"next_batch":"s%d",' % len(self._stream)  # what was said before is not for who comes now
            return web.Response(body=at + self.whole(), content_type="application/json")
        start, wait = int(since[1:]), int(request.query.get("timeout", "0")) / 1000
        end = time.monotonic() + min(_POLL, wait)
        while len(self._stream) <= start and (left := end - time.monotonic()) > 0:
            self._news.clear()
            await _within(self._news.wait(), left)
        return web.json_response(self._since(start))

    def _since(self, start: int) -> Event:
        rooms: dict[str, list[Event]] = {}
        for room, event in self._stream[start:]:
            rooms.setdefault(room, []).append(event)
        joined = {room: {"timeline": {"events": events, "limited": False}} for room, events in rooms.items()}
        return {"next_batch": f"s{len(self._stream)}", "rooms": {"join": joined}, **_KEY_COUNTS}

    def whole(self) -> bytes:
        """The first sync of an account that is in every room, but where it ends; made once."""
        if not self._whole:
            joined = ",".join(f"{json.dumps(room)}:{json.dumps(self._room(room))}" for room in self.members)
            rest = json.dumps(_KEY_COUNTS)[1:]
            self._whole = f'"rooms":{{"join":{{{joined}}}}},{rest}'.encode()
        return self._whole

    def _room(self, room: str) -> Event:
        """What a homeserver tells of a room that the account is in, members loaded lazily."""
        members = self.members[room]
        users = {TISSEUSE: 100}
        state = [
            _state(room, "m.room.create", {"room_version": "11"}),
            _state(room, "m.room.name", {"name": room[1:].partition(":")[0]}),
            _state(room, "m.room.power_levels", {"users": users, "users_default": 0, "events": {}, "ban": 50}),
            _state(room, "m.room.member", {"membership": "join", "displayname": "Navette"}, BOT),
        ]
        speakers = [members[each % len(members)] for each in range(TALK)]
        state += [_state(room, "m.room.member", {"membership": "join"}, each) for each in dict.fromkeys(speakers)]
        said = [_event(f"{room}-{at}", "m.room.message", who, _text(_SAID)) for at, who in enumerate(speakers)]
        summary = {"m.joined_member_count": len(members) + 1, "m.invited_member_count": 0, "m.heroes": members[:5]}
        timeline = {"events": said, "limited": True, "prev_batch": "p"}
        return {"state": {"events": state}, "timeline": timeline, "summary": summary, **_BESIDE}

    # ── whoever types, and whoever counts ──

    async def _control(self, what: str, request: web.Request) -> web.Response:
        if what == "type":
            return web.json_response([self._type(each) for each in await request.json()])
        if what == "said":
            return web.json_response({"said": self.said, "typed": self.typed, "requests": self.requests})
        return web.json_response({"said": len(self.said)})

    def _type(self, line: Event) -> str:
        event = self._append(line["room"], "m.room.message", line["sender"], _text(line["body"]))
        self.typed[event["event_id"]] = time.time()
        return str(event["event_id"])


_IDENTITY = ("master_keys", "self_signing_keys", "user_signing_keys")
_KEY_COUNTS = {"device_one_time_keys_count": {"signed_curve25519": 50}, "device_unused_fallback_key_types": ["x"]}
_NOTICES = {"notification_count": 0, "highlight_count": 0}
_BESIDE = {"unread_notifications": _NOTICES, "ephemeral": {"events": []}, "account_data": {"events": []}}
_LOGIN = {"user_id": BOT, "device_id": "SCALE", "access_token": "t"}
_SIMPLE: dict[str, Event] = {"login": _LOGIN, "account": _LOGIN}


def _text(body: str) -> Event:
    return {"msgtype": "m.text", "body": body, "m.mentions": {}}


def _event(name: str, kind: str, sender: str, content: Event) -> Event:
    event_id = "$" + "".join(each if each.isalnum() else "_" for each in name).ljust(43, "x")
    fields = {"type": kind, "content": content, "sender": sender, "event_id": event_id}
    return {**fields, "origin_server_ts": int(time.time() * 1000)}


def _state(room: str, kind: str, content: Event, key: str = "") -> Event:
    return {**_event(f"{room}-{kind}{key}", kind, key or TISSEUSE, content), "state_key": key}


async def _within(waiting: Any, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        return


async def main(rooms: int) -> None:
    """Until terminated."""
    homeserver = Homeserver(rooms)
    homeserver.whole()
    application = web.Application(client_max_size=2**26)
    application.router.add_route("*", "/{path:.*}", homeserver.handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
