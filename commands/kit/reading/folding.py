"""Text made comparable, with a way back to where each character stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storage.folding import fold

_QUOTES = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " "})
_INVISIBLE = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TOKEN = re.compile(r"\d+|[a-z]+(?:'[a-z]+)*'?|\S")


def tidy(text: str) -> str:
    """Typographic quotes and spaces unified, invisible characters dropped; accents and case stay."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark; `start` and `end` are indices in the source, `glued` when no space came before."""

    text: str
    start: int
    end: int
    glued: bool


def tokens_of(text: str) -> list[Token]:
    """The tokens of one line."""
    folded, places = _aligned(text)
    found = []
    for match in _TOKEN.finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        glued = match.start() > 0 and not folded[match.start() - 1].isspace()
        found.append(Token(match[0], start, end, glued))
    return found


def _aligned(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for piece in fold(character):
            folded.append(piece)
            places.append(index)
    return "".join(folded), places


__all__ = ["Token", "fold", "tidy", "tokens_of"]
