"""Text made comparable, with a way back to where each character stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from storage.folding import fold

_ALIKE = {
    **dict.fromkeys("’‘ʼ‛′`´", "'"),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
}
_UNIFIED = str.maketrans(_ALIKE)
# a joiner between two pictures makes them one, so it is not invisible
_INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
_TOKEN = re.compile(r"\d+|[a-z]+(?:'[a-z]+)*'?|\S")


def tidy(text: str) -> str:
    """Typographic quotes and spaces unified, invisible characters dropped; accents and case stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", composed.translate(_UNIFIED)))


@lru_cache(maxsize=4)
def folded(texts: tuple[str, ...]) -> frozenset[str]:
    """All of them; the same ones as a moment ago, as nearly always, cost nothing."""
    return frozenset(fold(text) for text in texts)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark; `start` and `end` are indices in the source, `glued` when no space came before."""

    text: str
    start: int
    end: int
    glued: bool


@lru_cache(maxsize=64)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of one line, folded."""
    folded, places = _aligned(text)
    found = []
    for match in _TOKEN.finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        glued = match.start() > 0 and not folded[match.start() - 1].isspace()
        found.append(Token(match[0], start, end, glued))
    return tuple(found)


def fold_aligned(text: str) -> str:
    """Folded one character for one, so that indices are those of the source."""
    return "".join(_folded(character)[:1] or " " for character in text)


_folded = lru_cache(maxsize=1024)(fold)


def _aligned(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for piece in _folded(character):
            folded.append(piece)
            places.append(index)
    return "".join(folded), places


__all__ = ["Token", "fold", "fold_aligned", "tidy", "tokens_of"]
