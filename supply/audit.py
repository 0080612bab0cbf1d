"""Asks a public database of known holes about every locked package; says plainly when it could not be asked."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from supply.locks import DEV_LOCK, LOCK

WELL, HOLES, NOT_ASKED = 0, 1, 2
_ASK = ("--disable-pip", "--require-hashes", "--vulnerability-service", "osv", "--format", "json")


@dataclass(frozen=True)
class Found:
    """What came of one lock: holes a line each, or why there is no answer."""

    packages: int
    holes: tuple[str, ...] = ()
    silence: str = ""


def ask(lock: Path) -> Found:
    """About the packages that this machine and this Python would get."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), *_ASK, "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return understand(done.stdout, done.stderr)


def understand(out: str, err: str) -> Found:
    """pip-audit's JSON. A package that it passed over is no package without a hole."""
    try:
        told = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Found(0, silence=(err.strip().splitlines() or ["it said nothing"])[-1])
    if passed_over := [each["name"] for each in told if "skip_reason" in each]:
        return Found(len(told), silence=f"it passed over {', '.join(passed_over)}")
    return Found(len(told), tuple(_line(each, hole) for each in told for hole in each["vulns"]))


def _line(package: dict[str, str], hole: dict[str, list[str]]) -> str:
    names = ", ".join([str(hole["id"]), *hole.get("aliases", [])])
    mended = ", ".join(hole.get("fix_versions", [])) or "no version yet"
    return f"{package['name']} {package['version']}: {names}; mended in {mended}"


def show(name: str, found: Found) -> int:
    """What a person reads, and how the command ends."""
    if found.silence:
        print(f"– {name}: the database could not be asked, so nothing is known: {found.silence}")
        return NOT_ASKED
    for hole in found.holes:
        print(f"✗ {name}: {hole}")
    if not found.holes:
        print(f"✓ {name}: {found.packages} packages, no known hole")
    return HOLES if found.holes else WELL


def main() -> int:
    """Both locks: 0 no hole, 1 a hole, 2 not asked."""
    codes = [show(lock.name, ask(lock)) for lock in (LOCK, DEV_LOCK)]
    if NOT_ASKED in codes:
        print("docs/dependencies.md says what was looked at by hand, and when. Try again where the network allows it.")
    return next((code for code in (HOLES, NOT_ASKED) if code in codes), WELL)


if __name__ == "__main__":
    sys.exit(main())
