"""From words to a place (R14): « à Lille », « en Bretagne », « Marseille » when it is known, « à distance »."""

from __future__ import annotations

import re

from commands.kit.reading.folding import fold
from commands.kit.reading.lexicon import MONTHS, WEEKDAYS
from storage.values import Place

REMOTE = "à distance"
_REMOTE = re.compile(
    r"(?:^|[\s,;(])(à distance|a distance|à Distance|en visio|en visioconférence|en ligne|en télétravail)$",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'-]*(?:[ -](?:(?:sur|sous|de|du|des|le|la|les|en|lès|et|d')[ -])?[A-ZÀ-ÖØ-Þ][\w'-]*){0,4}"
_LED = re.compile(rf"(?:^|(?<=[\s,;(]))(?:[àÀ]|[eE]n|a|A)\s+({_NAME})$")
_NO_PLACES = {
    *MONTHS,
    *WEEKDAYS,
    "noel",
    "paques",
    "toussaint",
    "ascension",
    "pentecote",
    "python",
    "excel",
    "word",
}
_MOST_WORDS = 4


def tail(text: str, known: frozenset[str]) -> tuple[Place, int] | None:
    """The place at the end of the text, and where it begins."""
    remote = _REMOTE.search(text)
    if remote is not None:
        return Place(REMOTE, remote=True), remote.start(1)
    led = _LED.search(text[-120:])
    if led is not None and _is_a_place(led[1]):
        return Place(led[1]), led.start() + max(0, len(text) - 120)
    return _known(text, known)


def whole(text: str) -> Place | None:
    """A place behind its key, whatever its case."""
    name = text.strip()
    if not name or len(name) > 120:
        return None
    if fold(name) in {"a distance", "distance", "en visio", "visio", "en ligne", "en teletravail", "remote"}:
        return Place(REMOTE, remote=True)
    return Place(re.sub(r"^(?:[àÀ]|[eE]n)\s+(?=[A-ZÀ-ÖØ-Þ])", "", name))


def _is_a_place(name: str) -> bool:
    """Short capitals are initials (« en CDD »), and some names are no places."""
    initials = name.isupper() and len(name) <= 5
    return not initials and fold(name.split(maxsplit=1)[0]) not in _NO_PLACES


def _known(text: str, known: frozenset[str]) -> tuple[Place, int] | None:
    words = list(re.finditer(r"\S+", text))[-_MOST_WORDS:]
    for word in words:
        name = text[word.start() :]
        if name[0].isupper() and fold(name) in known and word.start() > 0:
            return Place(name), word.start()
    return None
