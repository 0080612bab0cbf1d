"""References and command words: « o10 », « !Offre : », and what may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from commands.kit.reading.folding import fold, tidy
from storage.values import Ref

_REF = re.compile(r"\b([A-Za-z])[ -]?([1-9]\d{0,8})\b", re.ASCII)
_LEADING = re.compile(
    r"\s*(?:(?:l'|la |le |les |mon |ma |sur |ref\.? ?)?)([OBICobic])[ -]?([1-9]\d{0,8})\b[\s,;:.]*", re.ASCII
)
_COMMAND = re.compile(r"!\s*(?:([^\W\d_][\w'-]*)(?:\s*:|[,;.?!]*(?=\s|$))|(\?)(?=\s|$))")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Called:
    """A command word, folded, and everything after it, lines kept."""

    word: str
    text: str


def read_command(body: str) -> Called | None:
    """R13: at the start only, `!` glued or followed by a space, a final « : » tolerated. None for anything else."""
    text = tidy(body).lstrip()
    match = _COMMAND.match(text) if text.startswith("!") else None
    if match is None:
        return None
    return Called(fold(match[1] or match[2]), text[match.end() :].strip(" \n"))


def read_ref(text: str) -> tuple[Ref, str] | None:
    """The reference the text begins with, and what follows it."""
    match = _LEADING.match(tidy(text))
    if match is None:
        return None
    return Ref(match[1].upper(), int(match[2])), tidy(text)[match.end() :]


def find_refs(text: str) -> list[Ref]:
    """Every reference in the text, in order."""
    return [Ref(match[1].upper(), int(match[2])) for match in _REF.finditer(text)]


def near(word: str, known: Iterable[str]) -> list[str]:
    """R13: words within two slips (one for words of four letters or fewer), closest first; a swap is one slip."""
    wanted = fold(word)
    most = 1 if len(wanted) <= _SHORT else 2
    close = [(OSA.distance(wanted, fold(each), score_cutoff=most), each) for each in dict.fromkeys(known)]
    return [each for distance, each in sorted(close) if distance <= most]
