"""People of another implementation: a Node process with matrix-js-sdk, spoken to in lines of JSON."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FOLDER = Path(__file__).parent
NEEDED = 20
_STAMP = FOLDER / "node_modules" / ".set-up-of"


class Unanswered(Exception):
    """The other implementation could not do it; the message says what it said."""


class NotHere(Exception):
    """Nothing to run it with; the message says what is missing."""


def set_up() -> str:
    """Installs the locked packages, once; returns Node's version. Raises NotHere."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NotHere(f"Node {NEEDED} or newer with npm is wanted")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.removeprefix("v").partition(".")[0]) < NEEDED:
        raise NotHere(f"Node {NEEDED} or newer is wanted, this is {version}")
    lock = (FOLDER / "package-lock.json").read_text("utf-8")
    if not _STAMP.exists() or _STAMP.read_text("utf-8") != lock:
        done = subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True)  # noqa: PLW1510
        if done.returncode != 0:
            raise NotHere(f"npm ci failed: {done.stderr.strip().splitlines()[-1:]}")
        _STAMP.write_text(lock, "utf-8")
    return version


class Others:
    """Any number of people in one process."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            "node",
            str(FOLDER / "client.mjs"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**24,
        )
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None and self._process.stdin is not None and self._listening is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(10):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        self._listening.cancel()

    async def do(self, action: str, **fields: Any) -> Any:
        """One request. Raises Unanswered."""
        assert self._process is not None and self._process.stdin is not None
        number = len(self._waiting)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        self._process.stdin.write(json.dumps({"id": number, "do": action, **fields}).encode() + b"\n")
        await self._process.stdin.drain()
        found = await self._waiting[number]
        if "failed" in found:
            raise Unanswered(found["failed"])
        return found["ok"]

    async def _listen(self) -> None:
        assert self._process is not None and self._process.stdout is not None
        async for line in self._process.stdout:
            found = json.loads(line)
            if found["id"] is not None:
                self._waiting[found["id"]].set_result(found)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result({"failed": "Node ended"})
