"""From words to a place (R14): « à Lille », « en Bretagne », « Marseille » when it is known, « à distance »."""

from __future__ import annotations

import re

from commands.kit.reading.folding import fold
from commands.kit.reading.lexicon import DANGLING, MONTHS, WEEKDAYS
from storage.values import Place

AT_A_DISTANCE = Place("à distance", remote=True)
_REMOTE = ("a distance", "en visio", "en visioconference", "en ligne", "en teletravail", "en distanciel")
_REMOTE_ALONE = frozenset({*_REMOTE, "distance", "visio", "teletravail", "distanciel", "remote", "online"})
_LEADS = frozenset({"a", "en"})
_LINKS = frozenset(["sur", "sous", "de", "du", "des", "le", "la", "les", "en", "lès", "lez", "d'", "et", "aux"])
_NAME = re.compile(r"[^\W\d_][\w'.-]*")
_DISTRICT = re.compile(r"\d{1,2}(?:e|er|ème|eme)?")
_DASHES = frozenset(["→", ">", "-", "–", "—", "/"])
_NO_PLACES = frozenset({
    *MONTHS, *WEEKDAYS, "noel", "paques", "toussaint", "ascension", "pentecote", "ramadan", "python", "java", "excel",
    "word", "photoshop", "illustrator", "indesign", "wordpress", "canva", "figma", "blender", "anglais", "francais",
    "allemand", "espagnol", "italien", "portugais", "breton", "arabe", "chinois", "japonais", "russe", "occitan",
})  # fmt: skip
_MOST_WORDS = 6
_LONGEST = 120


def tail(text: str, known: frozenset[str]) -> tuple[Place, int] | None:
    """The place at the end of the text, and where it begins. `known` are folded names."""
    words = list(re.finditer(r"\S+", text[-_LONGEST:]))[-_MOST_WORDS:]
    cut = max(0, len(text) - _LONGEST)
    return _remote(text, words, cut) or _led(text, words, cut, known) or _known(text, words, cut, known)


def whole(text: str) -> Place | None:
    """A place behind its key, whatever its case."""
    name = text.strip()
    if not name or len(name) > _LONGEST:
        return None
    if fold(name) in _REMOTE_ALONE:
        return AT_A_DISTANCE
    return Place(re.sub(r"^(?:[àÀ]|[eE]n)\s+(?=[A-ZÀ-ÖØ-Þ])", "", name))


def _remote(text: str, words: list[re.Match[str]], cut: int) -> tuple[Place, int] | None:
    if len(words) < 2:
        return None
    start = words[-2].start() + cut
    return (AT_A_DISTANCE, start) if fold(" ".join(text[start:].split())) in _REMOTE else None


def _led(text: str, words: list[re.Match[str]], cut: int, known: frozenset[str]) -> tuple[Place, int] | None:
    """« à Saint-Étienne »; not the end of « de Lyon à Dijon », nor « en CDD »."""
    for index, word in enumerate(words[:-1]):
        name = [each[0] for each in words[index + 1 :]]
        if fold(word[0]) in _LEADS and _is_a_name(name):
            before = [each[0] for each in words[:index]]
            if _is_the_end_of_a_way(before, known):
                return None
            return Place(" ".join(name)), word.start() + cut
    return None


def _is_a_name(words: list[str]) -> bool:
    """Capitalised words, small ones between them, perhaps an arrondissement; initials and languages are none."""
    first = words[0]
    words = _without_district(words)
    fits = all(_is_capitalised(word) or word in _LINKS for word in words) and _is_capitalised(words[-1])
    initials = first.isupper() and len(first) <= 5
    return fits and _is_capitalised(first) and not initials and fold(first) not in _NO_PLACES


def _without_district(words: list[str]) -> list[str]:
    """« Lyon » of « Lyon 7e »."""
    return words[:-1] if len(words) > 1 and _DISTRICT.fullmatch(words[-1]) else words


def _goes_with(before: list[str]) -> bool:
    """« gare de … », « Lyon → … »: what follows is no place of its own."""
    if not before:
        return False
    dash = before[-1] in _DASHES and len(before) > 1 and _is_capitalised(before[-2])
    return dash or (fold(before[-1]) in DANGLING and before[-1] not in _DASHES)


def _is_capitalised(word: str) -> bool:
    """« Lyon », « Villeneuve-d'Ascq », « L'Haÿ »."""
    return word[0].isupper() and _NAME.fullmatch(word) is not None


def _is_the_end_of_a_way(before: list[str], known: frozenset[str]) -> bool:
    """« de Lyon à … », « Paris à … »."""
    if not before:
        return False
    start = len(before) > 1 and _is_capitalised(before[-1]) and fold(before[-2]) in {"de", "depuis", "entre"}
    return start or fold(before[-1]) in known


def _known(text: str, words: list[re.Match[str]], cut: int, known: frozenset[str]) -> tuple[Place, int] | None:
    """A capitalised name that is stored; not when it goes with what stands before (« Lyon → Dijon »)."""
    for index, word in enumerate(words):
        start = word.start() + cut
        name = [each[0] for each in words[index:]]
        if word[0][0].isupper() and start > 0 and fold(" ".join(_without_district(name))) in known:
            before = [each[0] for each in words[:index]]
            return None if _goes_with(before) else (Place(text[start:]), start)
    return None
