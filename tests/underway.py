"""Which tests are under way: told when somebody ends a run that does not end by itself."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest


def watch(config: pytest.Config) -> None:
    """In the process that deals out the tests: SIGTERM is Ctrl-C there, so that a report is written all the same.

    In every one, Ctrl-C is itself again, which `nohup` and `&` take away from all that a test begins.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("dist") != "no":
        config.pluginmanager.register(_UnderWay(config))
        signal.signal(signal.SIGTERM, signal.default_int_handler)


class _UnderWay:
    def __init__(self, config: pytest.Config) -> None:
        self._since: dict[str, float] = {}
        self._ended = 0
        self._left: list[str] = []
        self._report: str | None = config.option.xmlpath

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """From here on, its set-up included."""
        self._since[nodeid] = time.monotonic()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Its tear-down is over too."""
        self._since.pop(nodeid, None)
        self._ended += 1

    def pytest_keyboard_interrupt(self) -> None:
        """What is said of it afterwards is as of now."""
        now = time.monotonic()
        self._left = [f"{now - since:.0f} s in {nodeid}" for nodeid, since in self._since.items()]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """On the screen, and in a file beside the report, for `.ci/verdict.py`."""
        if not self._left:
            return
        lines = [f"ended from outside, {self._ended} tests over, under way:", *self._left]
        for line in lines:
            terminalreporter.write_line(line)
        if self._report:
            Path(self._report).with_suffix(".underway").write_text("\n".join(lines) + "\n", "utf-8")
