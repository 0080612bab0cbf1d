"""`/healthz` and `/metrics`: loopback only, and no person, room or word in any line."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys

import pytest
from aiohttp import ClientSession

from bot.config import ConfigFault
from bot.health import open_health
from bot.pulse import Loop
from storage.unreadable import Unreadable
from tests.inside import GRANIT, NOA, Inside, typed

SECRET = "Zibeline"


@pytest.fixture
def port() -> int:
    """A free one."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def _get(port: int, path: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


async def test_healthz_says_what_stopped(inside: Inside, port: int) -> None:
    async with open_health(port, inside.bench):
        status, body = await _get(port, "/healthz")
        assert (status, json.loads(body)["stopped"]) == (503, list(Loop))
        for loop in Loop:
            inside.bench.pulse.turn(loop)
        await inside.hear()
        status, body = await _get(port, "/healthz")
        assert (status, json.loads(body)) == (200, {"ready": True, "stopped": [], "seconds_since_sync": 0})


async def test_the_metrics_count_and_name_nobody(inside: Inside, port: int) -> None:
    await inside.hear(typed(f"!dis {SECRET}"))
    await inside.intake.settle()
    await inside.hear(typed(f"!dis {SECRET} encore", "$2"))
    async with inside.bench.transaction() as session:
        unreadable = Unreadable(session, inside.account_id)
        await unreadable.add("$x", GRANIT, NOA, None, inside.wall.now())
        row = await unreadable.get("$x")
        assert row is not None
        await unreadable.tell(row, inside.wall.now())
    async with open_health(port, inside.bench):
        status, text = await _get(port, "/metrics")
    assert status == 200
    found = dict(re.findall(r"^(navette_\w+(?:\{[^}]*\})?) (\S+)$", text, re.MULTILINE))
    wanted = {"inbox_waiting": 1, "outbox_waiting": 1, "outbox_dead": 0, "unreadable_messages": 1, "database_up": 1}
    assert {name: float(found[f"navette_{name}"]) for name in wanted} == wanted
    assert float(found['navette_handled_total{outcome="answered"}']) == 1
    assert "process_resident_memory_bytes" in text
    labels = set(re.findall(r'(\w+)="', text)) - {"version"}
    assert labels <= {"loop", "outcome", "result"}
    for word in (SECRET, NOA, "noa", GRANIT, "granit", "$2"):
        assert word not in text


async def test_only_this_machine_is_answered(inside: Inside, port: int) -> None:
    async with open_health(port, inside.bench):
        with socket.socket() as beside:  # the same port of every other address is free
            beside.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
            beside.bind(("127.0.0.2", port))
        assert (await _get(port, "/"))[0] == 404


async def test_a_port_that_is_taken_is_said_in_one_line(inside: Inside, port: int) -> None:
    async with open_health(port, inside.bench):
        with pytest.raises(ConfigFault, match=f"health.port: {port} cannot be had"):
            async with open_health(port, inside.bench):
                pass


def test_nothing_of_it_is_loaded_where_no_port_is_configured() -> None:
    asked = "import sys, bot.live; print('prometheus_client' in sys.modules, 'bot.health' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
