"""One reader under Atheris: libFuzzer looks for texts that reach code no other text has reached."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from tests.fuzz.readers import Target

LONGEST = 20_000  # characters: what the bot keeps of a message
TOO_LONG = 2.0  # seconds of the processor, watched as it is: a text of that length is read in far less
_STRETCHED = 256  # each such text is also read repeated, as long as may be: what takes too long shows there
_HOUSE = Path(__file__).parent.parent.parent


def text_of(data: bytes) -> str:
    """What bytes stand for."""
    return data.decode("utf-8", "replace")[:LONGEST]


class Finds:
    """What went wrong, once for each place where it did."""

    def __init__(self, target: Target, folder: Path) -> None:
        self._target = target
        self._folder = folder
        self._seen: set[str] = set()
        self._count = 0

    def look(self, data: bytes) -> None:
        """One text. Never raises."""
        text = text_of(data)
        self._read(text)
        self._count += 1
        if text and self._count % _STRETCHED == 0:
            self._read((text * (LONGEST // len(text) + 1))[:LONGEST])

    def _read(self, text: str) -> None:
        started = time.process_time()
        try:
            self._target.read(text)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is found
            self._note(text, _place(error), repr(error))
        else:
            if (took := time.process_time() - started) > TOO_LONG:
                self._note(text, "slow", f"{took:.1f} s for {len(text)} characters")

    def _note(self, text: str, place: str, said: str) -> None:
        if place in self._seen:
            return
        self._seen.add(place)
        name = f"{self._target.name}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / f"{name}.bin").write_text(text, "utf-8")
        found = {"target": self._target.name, "place": place, "said": said[:500], "text": text[:2000]}
        (self._folder / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")


def _place(error: Exception) -> str:
    """The innermost line of ours: two texts that fail there fail for the same reason, near enough."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(_HOUSE) in frame.filename]
    last = frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).relative_to(_HOUSE)}:{last.lineno}"


def instrumented() -> dict[str, Target]:
    """Every reader, told to say which of its branches it takes: half a minute's work, once for all of them."""
    with (
        contextlib.redirect_stderr(io.StringIO()),
        atheris.instrument_imports(include=["bot", "commands", "storage", "tomllib"], enable_loader_override=False),
    ):
        from tests.fuzz.readers import TARGETS  # noqa: PLC0415 - it is the import that is watched

    return TARGETS


def fuzz(target: Target, finds: Path, log: Path, options: Sequence[str]) -> int:
    """In a process of its own, which libFuzzer ends, also where a reader hangs. Its exit code."""
    child = os.fork()
    if child == 0:
        with log.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        atheris.Setup(["fuzz", *options], Finds(target, finds).look)
        atheris.Fuzz()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
