"""Lists of what people may type, a phrase a line: to measure what a reader of words hears, and what it does not."""

from __future__ import annotations

from tests.playing import DATA


def phrases(folder: str, kind: str) -> list[str]:
    """Of all files of that kind."""
    files = sorted((DATA / folder).glob(f"{kind}_*.txt"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]
