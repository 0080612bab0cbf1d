"""A lock as data: which packages, in which version, on which machines, and because of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parent.parent
LOCK, DEV_LOCK = HOUSE / "requirements.lock", HOUSE / "requirements-dev.lock"
ROOT, BUILD = "navette (pyproject.toml)", "navette (pyproject.toml:build)"  # who asks, in the words of the lock

_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]*[^\\\s]))?\s*\\?")
_VIA = re.compile(r"\s+#(?: via)?\s+(?!via$)(\S.*)")


@dataclass(frozen=True)
class Pin:
    """One package; `when` is the marker of the machines that get it, `asked_by` the names of those that want it."""

    name: str
    version: str
    when: str = ""
    asked_by: tuple[str, ...] = ()

    @property
    def purl(self) -> str:
        """The package URL: an identifier, and no address."""
        return f"pkg:pypi/{self.name}@{self.version}"


def read_lock(text: str) -> tuple[Pin, ...]:
    """The pins of what `uv pip compile` wrote, in its order. Raises ValueError where a line is none of its kinds."""
    return tuple(_pin(block) for block in re.split(r"\n(?=\S)", text.strip()))


def _pin(block: str) -> Pin:
    first, *rest = block.splitlines()
    match = _PIN.fullmatch(first)
    if match is None:
        raise ValueError(f"no pin: {first}")
    asked_by = tuple(found[1] for line in rest if (found := _VIA.fullmatch(line)))
    return Pin(match[1], match[2], match[3] or "", asked_by)


def used_by(pins: tuple[Pin, ...], root: str) -> set[str]:
    """The names of what somebody gets who asks for `root` alone, the packages of its packages too."""
    reached, more = set[str](), {root}
    while more:
        reached |= more
        more = {pin.name for pin in pins if reached & set(pin.asked_by)} - reached
    return reached - {root}
