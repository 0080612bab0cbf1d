"""A homeserver's edge: a real HTTP server that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

PAGE = "<html><body>502 Bad Gateway</body></html>"


@dataclass(frozen=True)
class Reply:
    """One answer: JSON, or a proxy's page."""

    body: Any = field(default_factory=dict)
    status: int = 200

    def response(self) -> web.Response:
        """As HTTP has it."""
        if isinstance(self.body, str):
            return web.Response(text=self.body, status=self.status, content_type="text/html")
        return web.json_response(self.body, status=self.status)


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    method: str
    path: str
    query: dict[str, str]
    body: Any


@dataclass
class Edge:
    """Answers each place (« sync », « send/m.room.message »…) in turn; the last answer stays."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    _replies: dict[str, deque[Reply]] = field(default_factory=dict)

    def answers(self, place: str, *replies: Reply) -> None:
        """What is to be answered where the path holds `place`, from now on."""
        self._replies[place] = deque(replies)

    def times(self, place: str) -> int:
        """How often it was asked there."""
        return sum(place in asked.path for asked in self.asked)

    def last(self, place: str) -> Asked:
        """The latest request there."""
        return [asked for asked in self.asked if place in asked.path][-1]

    async def handle(self, request: web.Request) -> web.Response:
        """Any request. What nobody spoke of is not found."""
        data = await request.read()
        body = json.loads(data) if data and request.content_type == "application/json" else data or None
        self.asked.append(Asked(request.method, request.path, dict(request.query), body))
        for place, replies in self._replies.items():
            if place in request.path:
                return (replies.popleft() if len(replies) > 1 else replies[0]).response()
        return refusal(404, "M_NOT_FOUND").response()


def refusal(status: int, code: str, **more: Any) -> Reply:
    """An error as Matrix words it."""
    return Reply({"errcode": code, "error": "as asked for", **more}, status)


@asynccontextmanager
async def served(handle: Handler, longest: int = 2**20) -> AsyncIterator[str]:
    """The address where every request comes to `handle`, with bodies of `longest` bytes at most."""
    application = web.Application(client_max_size=longest)
    application.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def edge_server() -> AsyncIterator[Edge]:
    """On a free port of the loopback."""
    edge = Edge()
    async with served(edge.handle) as edge.url:
        yield edge
