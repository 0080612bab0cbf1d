"""Expressions of a list, found in what people type and misspell: a pure reader, in time linear in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from commands.kit.reading import fold

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_TOKENS = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*|\.{2,}|[.!?;]|[^\sa-z0-9'_*-]")
_APOSTROPHES = str.maketrans(dict.fromkeys("‘‛`´ʼ′", "'"))
_HELD = re.compile(r"([^\W\d_])\1+", re.IGNORECASE)  # before « œœ » becomes « oeoe »
_TWICE = re.compile(r"([a-z])\1+")
_ENDS = frozenset(".!?;")
_END, _PAUSE, _HIDDEN = ".", ",", "-"
_ELEMENTS = re.compile(r"!?\([^)]*\)\??|\S+")
_NEGATIONS = "pas|plus|jamais|rien|sans|aucun|aucune|not|never"
_ANY = "[a-z0-9]+ "
_GAPS = {"..": 2, "...": 6}  # words
_BETWEEN = rf"(?:(?:{_PAUSE} )?(?!(?:{_NEGATIONS}) ){_ANY})"
_KNOWN_BY = 3  # letters of a first word, by which expressions are found
_CUT_FROM = 5  # letters: a word that is still known when its last has not been typed


class Spelling:
    """One spelling for what people type in many: what both the list and a message are read in."""

    def __init__(self, usual: dict[str, str]) -> None:
        self._usual = {_once(word): [_once(each) for each in meant.split()] for word, meant in usual.items()}

    def words(self, text: str) -> list[str]:
        """Words without accents, doubled letters and « ne »; `.` where a sentence ends, `,` for any other pause."""
        found: list[str] = []
        typed = _INVISIBLE.sub("", text).translate(_APOSTROPHES)  # an acute one would be folded like an accent
        plain = fold(_HELD.sub(r"\1", typed))
        for token in _TOKENS.findall(plain):
            for word in self._meant(token):
                if not _adds_nothing(word, found):
                    found.append(word)
        return found

    def _meant(self, token: str) -> Iterator[str]:
        if not token[0].isalnum():
            yield _END if token in _ENDS else _PAUSE
            return
        whole = self._usual.get(_once(token))
        for part in [token] if whole else token.split("'"):
            yield from self._usual.get(_once(part), [_once(part)])


class Expressions:
    """Many expressions, looked for where their first words stand."""

    def __init__(self, said: Iterable[str], spelling: Spelling, sets: dict[str, str]) -> None:
        self._spelling, self._sets = spelling, sets
        self._known: dict[str, list[str]] = {}
        self._rests: dict[str, list[str]] = defaultdict(list)
        self._firsts: dict[str, dict[str, None]] = defaultdict(dict)
        for each in said:
            first, *more = self._elements(each)
            one = self._one(first)
            self._rests[one].append("".join(self._next(element) for element in more))
            for alternative in self._alternatives(first):
                self._firsts[alternative[:_KNOWN_BY].rstrip(" *")][one] = None
        self._patterns: dict[str, re.Pattern[str]] = {}  # made when first needed: most messages need few

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Where they stand in a line of words, each followed by a space."""
        for word in re.finditer(_ANY, words):
            for length in range(1, min(_KNOWN_BY, len(word[0]) - 1) + 1):
                for first in self._firsts.get(word[0][:length], ()):
                    match = self._pattern(first).match(words, word.start())
                    if match is not None:
                        yield match.span()

    def _pattern(self, first: str) -> re.Pattern[str]:
        """All that begins with it."""
        if first not in self._patterns:
            self._patterns[first] = re.compile(f"{first}(?:{'|'.join(self._rests[first])})")
        return self._patterns[first]

    def _elements(self, said: str) -> list[str]:
        return _ELEMENTS.findall(self._filled(re.sub(r"(?<![(|])(<[a-z]+>)", r"(\1)", said)))

    def _filled(self, said: str) -> str:
        return re.sub("<([a-z]+)>", lambda named: self._filled(self._sets[named[1]]), said)

    def _alternatives(self, element: str) -> list[str]:
        """Each in its one spelling; `*` and `$` are kept."""
        if element not in self._known:
            self._known[element] = self._read(element)
        return self._known[element]

    def _read(self, element: str) -> list[str]:
        inner = element.lstrip("!").rstrip("?").removeprefix("(").removesuffix(")")
        return [each if each in {"$", "#"} else " ".join(self._spelled(each)) for each in inner.split("|")]

    def _spelled(self, said: str) -> list[str]:
        words = self._spelling.words(said)
        return [*words[:-1], words[-1] + "*"] if said.endswith("*") else words

    def _one(self, element: str) -> str:
        ways = "|".join(_way(each) for each in self._alternatives(element))
        return rf"(?!(?:{ways})){_ANY}" if element.startswith("!") else f"(?:{ways})"

    def _next(self, element: str) -> str:
        if element in _GAPS:
            return f"{_BETWEEN}{{0,{_GAPS[element]}}}"
        one = f"(?:{_PAUSE} )?{self._one(element)}"
        return f"(?:{one})?" if element.endswith("?") else one


class Reader:
    """A list, read once: spellings, sets, expressions, and the ordinary ones that hide one (commands/distress has one).

    `table` is what its TOML says.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self._spelling, sets = Spelling(table["spellings"]), table["sets"]
        ordinary = [each["said"] for each in table["ordinary"]]
        self._hidden = Expressions(ordinary, self._spelling, sets)
        said = [each for group in table["expressions"] for each in group["said"]]
        self._said = Expressions(said, self._spelling, sets)

    def finds(self, text: str) -> bool:
        """True when one of them stands in the text, and not inside an ordinary one."""
        words = "".join(f"{word} " for word in self._spelling.words(text))
        return next(self._said.spans(self._without_ordinary(words)), None) is not None

    def _without_ordinary(self, words: str) -> str:
        hidden = list(words)
        for start, end in self._hidden.spans(words):
            hidden[start : end - 1] = _HIDDEN * (end - 1 - start)
        return "".join(hidden)


def _way(alternative: str) -> str:
    if alternative == "$":
        return rf"(?:[{_END}{_PAUSE}] |\Z)"
    if alternative == "#":
        return "[0-9]+[a-z]* "
    *before, last = alternative.split(" ")
    return "".join(f"{word} (?:{_PAUSE} )?" for word in before) + _last(last)


def _last(word: str) -> str:
    if word.endswith("*"):
        return f"{word[:-1]}[a-z0-9]* "
    return rf"{word[:-1]}(?:{word[-1]} | \Z)" if len(word) >= _CUT_FROM else f"{word} "


def _adds_nothing(word: str, before: list[str]) -> bool:
    """A second pause, and « ne », which many leave out; « être né » is another word."""
    if word == _PAUSE:
        return not before or before[-1] in {_PAUSE, _END}
    return word in {"ne", "n"} and next((each for each in reversed(before) if each != _PAUSE), "") != "etre"


def _once(word: str) -> str:
    return _TWICE.sub(r"\1", word)
