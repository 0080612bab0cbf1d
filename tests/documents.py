"""What tests of the documents share: which there are, and their prose, blocks, tables and codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.playing import ARCHIPEL

HOUSE = Path(__file__).parent.parent
DOCS = sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md")])
GUIDE, README, WORDS = HOUSE / "docs/guide.fr.md", HOUSE / "README.md", HOUSE / "docs/words.md"
ARCHITECTURE, OPERATIONS, PRIVACY = (HOUSE / f"docs/{name}.md" for name in ("architecture", "operations", "privacy"))
DECISIONS = sorted((HOUSE / "docs/adr").glob("[0-9]*.md"))
PEOPLE = json.loads(ARCHIPEL.read_text("utf-8"))

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")


def named(path: Path) -> str:
    """Its path from the top."""
    return path.relative_to(HOUSE).as_posix()


def text_of(path: Path) -> str:
    """The whole of it."""
    return path.read_text("utf-8")


def prose_of(path: Path) -> str:
    """Without its fenced blocks."""
    return FENCE.sub("", text_of(path))


def blocks_of(path: Path, language: str) -> list[str]:
    """Its fenced blocks of that language."""
    return [block for kind, block in FENCE.findall(text_of(path)) if kind == language]


def rows_of(path: Path) -> list[list[str]]:
    """The cells of every table row."""
    lines = [line for line in prose_of(path).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def codes_in(text: str) -> list[str]:
    """What stands between back-ticks."""
    return CODE.findall(text)
