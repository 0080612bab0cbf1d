"""`navette doctor` beside a bot that runs: a line each, 0 or 2; systemd is told when it is ready, and fed."""

from __future__ import annotations

import asyncio
import json
import socket
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.homeserver import ThrowawayHomeserver
from tests.live.collective import Collective, gathered, run_beside

pytestmark = pytest.mark.live


@pytest.fixture
async def home(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """Noa and the Tisseuse; somebody answers for data; the machine can ask. The bot is not started yet."""
    tag = uuid.uuid4().hex[:6]
    async with gathered(homeserver, tmp_path, "noa", database=database_url, tag=tag) as found:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with (tmp_path / "config.toml").open("a") as config:
            config.write(f'[privacy]\nresponsible = "Archipel"\ncontact = "x@example.org"\n[health]\nport = {port}\n')
        found.environment["TEST_PORT"] = str(port)
        yield found


async def _doctor(home: Collective) -> tuple[int, dict[str, str]]:
    code, output = await run_beside(home.folder, "doctor")
    lines = [line for line in output.splitlines() if line[:1] in "✓✗"]
    assert len(lines) == len(output.splitlines()), output
    return code, {line[2:].partition(":")[0]: line for line in lines}


async def test_before_while_and_after_the_bot_runs(home: Collective) -> None:
    code, lines = await _doctor(home)
    assert code == 0 and "not started yet" in lines["bot"]

    told = home.folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(told))
        heard: list[str] = []
        listening = asyncio.create_task(_listen(systemd, heard))
        await home.start_bot(NOTIFY_SOCKET=str(told), WATCHDOG_USEC="600000")
        await home.log_says("bot.started", 60)
        await home.open_ilot("Granit", "noa")
        code, lines = await _doctor(home)
        assert code == 0, lines
        assert [line for line in lines.values() if line.startswith("✗")] == []
        assert "last sync" in lines["bot"] and "Granit" not in lines["messages that cannot be read"]
        assert "1 îlots, each with a room" in lines["rooms"]
        async with ClientSession() as session:
            address = f"http://127.0.0.1:{home.environment['TEST_PORT']}"
            async with session.get(f"{address}/healthz") as response:
                assert response.status == 200 and json.loads(await response.text())["stopped"] == []
            async with session.get(f"{address}/metrics") as response:
                text = await response.text()
        assert "navette_ready 1.0" in text and "noa" not in text and "Granit" not in text
        assert await home.stop_bot() == 0
        await asyncio.sleep(0.5)
        listening.cancel()
    assert heard[0] == "READY=1\nSTATUS=at work" and heard[-1] == "STOPPING=1"
    assert heard.count("WATCHDOG=1") > 3

    (home.folder / "password").unlink()
    code, lines = await _doctor(home)
    assert code == 2
    assert lines["bot"].startswith("✗") and "start it" in lines["bot"]
    assert lines["password"].startswith("✗") and "could not be replaced" in lines["password"]


async def _listen(systemd: socket.socket, heard: list[str]) -> None:
    systemd.setblocking(False)
    while True:
        heard.append((await asyncio.get_running_loop().sock_recv(systemd, 4096)).decode())
