"""A homeserver that knows one answer: a sync with so many rooms, and so many events in each.

python -m benchmarks.inside.homeserver ROOMS EVENTS writes its address and serves until it is terminated.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from aiohttp import web

from tests.edge import served
from tests.inside import BOT

PEOPLE = 8  # in a room
Event = dict[str, Any]
_SAID = "Bonjour, on se retrouve jeudi à l'atelier vers dix heures ? J'apporte les affiches et la rallonge."
_COMMAND = "!offres montage"


def sync_body(rooms: int, events: int) -> bytes:
    """As after a long absence: state, then what people said; one message in a hundred is a command."""
    joined = {f"!room{room:05d}:archipel.example": _room(room, events) for room in range(rooms)}
    return json.dumps({"next_batch": "after", "rooms": {"join": joined}}).encode()


def _room(room: int, events: int) -> Event:
    state = [_state(room, "m.room.create", {"room_version": "10"}), _state(room, "m.room.name", {"name": f"R{room}"})]
    state.append(_state(room, "m.room.power_levels", {"users": {BOT: 0}, "users_default": 0}))
    state += [_member(room, person) for person in range(PEOPLE)]
    timeline = [_said(room, number) for number in range(events - len(state))]
    return {
        "state": {"events": state},
        "timeline": {"events": timeline, "limited": False, "prev_batch": "p"},
        "summary": {"m.joined_member_count": PEOPLE + 1, "m.invited_member_count": 0, "m.heroes": []},
        "unread_notifications": {"notification_count": 0, "highlight_count": 0},
        "ephemeral": {"events": []},
        "account_data": {"events": []},
    }


def _state(room: int, kind: str, content: Event, key: str = "") -> Event:
    return {**_event(room, f"{kind}{key}", kind, content, key or _person(0)), "state_key": key}


def _member(room: int, person: int) -> Event:
    content = {"membership": "join", "displayname": f"Person {person}"}
    return _state(room, "m.room.member", content, _person(person))


def _said(room: int, number: int) -> Event:
    body = _COMMAND if (room + number) % 100 == 0 else _SAID
    content = {"msgtype": "m.text", "body": body, "m.mentions": {}}
    return _event(room, str(number), "m.room.message", content, _person(number % PEOPLE))


def _event(room: int, name: str, kind: str, content: Event, sender: str) -> Event:
    event_id = f"${room}-{name}".ljust(44, "x")
    fields = {"type": kind, "content": content, "sender": sender, "event_id": event_id}
    return {**fields, "origin_server_ts": 1618389000000, "unsigned": {"age": 1000}}


def _person(number: int) -> str:
    return f"@person{number}:archipel.example"


async def main(rooms: int, events: int) -> None:
    """Until terminated."""
    body = sync_body(rooms, events)

    async def handle(_request: web.Request) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    async with served(handle) as url:
        print(url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
