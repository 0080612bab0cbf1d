"""Navette beside other bots, on one real homeserver, in turns: what the people in the room see of each."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.machine import load, machine
from benchmarks.peers import report
from benchmarks.peers.bots import BOTS, Bot
from benchmarks.peers.scene import CouldNotPlay, Scene, furnished
from benchmarks.peers.turn import QUICK, Sizes, Turn
from benchmarks.report import keep
from bot.config import Log
from bot.homeserver import ThrowawayHomeserver
from bot.logs import set_up_logs

LOCK = Path(__file__).parent / "requirements.lock"
_ROOT = Path(__file__).parent.parent.parent
_VENV = _ROOT / ".venv-peers"
_MEMORY = Path("/dev/shm")  # noqa: S108 - a homeserver that waits for a disk would measure the disk
PLAIN, ENCRYPTED = "plain", "encrypted"


def main(words: list[str]) -> int:
    """Writes benchmarks/results/peers.json, unless it is a try-out; 1 when Navette lost, repeated or failed."""
    asked = _read(words)
    python = installed()
    set_up_logs(Log(level="error"))  # people's clients say nothing in between
    bots = [bot for bot in BOTS if not asked.only or bot.name in asked.only.split(",")]
    found = asyncio.run(compared(bots, python, QUICK if asked.quick else Sizes(), asked.rounds, asked.kinds.split(",")))
    if not asked.quick:
        keep("peers", found)
    print(report.section(found))
    return 0 if report.navette_is_whole(found) else 1


def _read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev bench peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="turns of each bot")
    parser.add_argument("--only", default="", help="names of bots, with commas between")
    parser.add_argument("--kinds", default=f"{PLAIN},{ENCRYPTED}", help="plain, encrypted, or both")
    parser.add_argument("--quick", action="store_true", help="a try-out that keeps nothing")
    return parser.parse_args(words)


def installed() -> Path:
    """The other bots' own environment, made from the lock when it is not there; its Python."""
    python, stamp = _VENV / "bin" / "python", _VENV / "made-of"
    wanted = LOCK.read_text("utf-8")
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return python
    print("getting the other bots…", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", _VENV], check=True)
    subprocess.run([python, "-m", "pip", "install", "-qq", "--require-hashes", "-r", LOCK], check=True)
    stamp.write_text(wanted, "utf-8")
    return python


async def compared(bots: list[Bot], python: Path, sizes: Sizes, rounds: int, kinds: list[str]) -> dict[str, Any]:
    """Every bot's turns, raw."""
    about, before = machine(("matrix-nio", "matrix-synapse", "sqlalchemy", "aiosqlite")), load()
    turns: list[dict[str, Any]] = []
    with _folder() as folder:
        (folder / "bots").mkdir()
        async with ThrowawayHomeserver(folder / "synapse", messages_limited=True) as homeserver:
            for kind in kinds:
                async with furnished(homeserver, folder / "bots", python, encrypted=kind == ENCRYPTED) as scene:
                    turns += [await _turn(bot, scene, sizes, number) for number in range(1, rounds + 1) for bot in bots]
    return {"machine": {**about, "load": [before, load()]}, "versions": _versions(python, bots), "turns": turns}


async def _turn(bot: Bot, scene: Scene, sizes: Sizes, number: int) -> dict[str, Any]:
    kind = ENCRYPTED if scene.encrypted else PLAIN
    label = {"bot": bot.name, "kind": kind, "round": number}
    if scene.encrypted and bot.not_encrypted:
        return {**label, "not_played": bot.not_encrypted}
    print(f"{time.strftime('%H:%M:%S')} {kind}, round {number}: {bot.name}", flush=True)
    try:
        turn = await Turn.begun(bot, scene, sizes, f"{BOTS.index(bot)}-{number}-{kind}")
    except CouldNotPlay as failed:
        return {**label, "not_played": str(failed)}
    try:
        return {**label, "scenes": await turn.play()}
    finally:
        await turn.running.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    """In memory where there is such a place, so that the homeserver does not wait for the disk."""
    place = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="navette-bench-", dir=place) as folder:
        yield Path(folder)


def _versions(python: Path, bots: list[Bot]) -> dict[str, str]:
    names = [bot.package for bot in bots if bot.package]
    asking = "import importlib.metadata as m, json, sys; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"
    found = subprocess.run([python, "-c", asking, *names], capture_output=True, text=True, check=True)
    versions: dict[str, str] = json.loads(found.stdout)
    return versions
