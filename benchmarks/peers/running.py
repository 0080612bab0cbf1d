"""A bot as a process that is started, stopped, killed and weighed, children included."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.homeserver import dying_with

_ROOT = Path(__file__).parent.parent.parent
_GRACE = 10.0


@dataclass
class Running:
    """`cpu` counts only the process that runs now."""

    words: list[str]
    folder: Path
    environment: dict[str, str]
    process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def start(self) -> None:
        """Returns as soon as it is begun."""
        with (self.folder / "output.log").open("ab") as output:
            self.process = await asyncio.create_subprocess_exec(
                *self.words,
                cwd=_ROOT if "bot" in self.words else self.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self.environment,
                preexec_fn=dying_with(os.getpid()),
            )

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Asked first; killed where it does not go."""
        if self.process is None or self.process.returncode is not None:
            return
        self._send(number)
        try:
            async with asyncio.timeout(_GRACE):
                await self.process.wait()
        except TimeoutError:
            self._send(signal.SIGKILL)
            await self.process.wait()

    def _send(self, number: signal.Signals) -> None:
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    @property
    def alive(self) -> bool:
        """Not ended by itself."""
        return self.process is not None and self.process.returncode is None

    def memory(self) -> float:
        """MiB, resident."""
        return float(sum(each.memory_info().rss for each in self._tree())) / 2**20

    def cpu(self) -> float:
        """Seconds, user and system."""
        return sum(sum(each.cpu_times()[:2]) for each in self._tree())

    def _tree(self) -> list[psutil.Process]:
        if not self.alive:
            return []
        assert self.process is not None
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]

    def log_end(self) -> str:
        """The last lines that it wrote."""
        return " | ".join((self.folder / "output.log").read_text("utf-8", "replace").splitlines()[-3:])
