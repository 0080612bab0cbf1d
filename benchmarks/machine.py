"""What it was measured on: processor, memory, versions, load. Neither a host's name nor a path."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

_PACKAGES = ("matrix-nio", "sqlalchemy", "aiosqlite", "asyncpg", "apscheduler")


def machine(packages: Iterable[str] = _PACKAGES) -> dict[str, Any]:
    """To be kept beside raw samples, as `machine`."""
    return {
        "on": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in packages},
    }


def load() -> list[float]:
    """Runnable processes, averaged over 1, 5 and 15 minutes: more than there are cores, and figures suffer."""
    return [round(each, 2) for each in os.getloadavg()]


def told(found: dict[str, Any]) -> str:
    """One paragraph of the report."""
    if not found:
        return ""
    packages = ", ".join(f"{name} {number}" for name, number in found.get("packages", {}).items())
    place = f"{found['cores']} cores ({found['processor']}), {found['memory_gib']} GiB, {found['system']}"
    busy = found.get("load")
    load_told = f" Load average {busy[0][0]} at the start, {busy[1][0]} at the end." if busy else ""
    return f"Measured on {found['on']}: {place}, Python {found['python']}, {packages}.{load_told}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
