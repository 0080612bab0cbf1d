"""Which sheets somebody means: accents, plurals and slips aside, the best kind of match that finds any. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commands.kit.reading import fold, near
from storage.framework import FrameworkSheet

_WORD = re.compile(r"[a-z0-9]+")
_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "le la les l un une des de du d au aux et ou en a sur pour par avec mon ma mes que qui quoi quel quelle "
        "comment est c qu the an of and or for about my how what is to in on",
    )
)
_BEGINNING = 3  # letters: fewer begin too many words
_FAMILY = 5  # letters of a word that a longer one is made of: « intérimaire »


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of one sheet: those that name it, and all of them."""

    head: frozenset[str]
    whole: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, in the order of the sheets; `sure` where more than half of the words are there."""

    sheets: tuple[FrameworkSheet, ...] = ()
    sure: bool = True

    @property
    def only(self) -> FrameworkSheet | None:
        """The one that is meant without a doubt."""
        return self.sheets[0] if self.sure and len(self.sheets) == 1 else None


_Fits = Callable[[str, Subject], bool]


def search(text: str, sheets: Sequence[FrameworkSheet]) -> Hits:
    """Those that are meant: by name, then by every word, by words nearly right, by most of the words."""
    said = _words(text)
    asked = [word for word in said if word not in _LITTLE] or said
    named = tuple(sheet for sheet in sheets if sheet.key.split("_") == said)
    if named or not asked:
        return Hits(named)
    subjects = [(sheet, _subject(sheet)) for sheet in sheets]
    fitting: tuple[_Fits, ...] = (_names, _has, _nearly_has)
    for fits in fitting:
        found = tuple(sheet for sheet, subject in subjects if all(fits(word, subject) for word in asked))
        if found:
            return Hits(found)
    counts = [sum(_nearly_has(word, subject) for word in asked) for _, subject in subjects]
    best = max(counts, default=0)
    most = tuple(sheet for (sheet, _), count in zip(subjects, counts, strict=True) if best and count == best)
    return Hits(most, sure=2 * best > len(asked))


def _subject(sheet: FrameworkSheet) -> Subject:
    head = frozenset(_words(f"{sheet.title} {sheet.key}"))
    return Subject(head, head | frozenset(_words(sheet.text)))


def _names(word: str, subject: Subject) -> bool:
    return any(_alike(word, each) for each in subject.head)


def _has(word: str, subject: Subject) -> bool:
    return any(_alike(word, each) for each in subject.whole)


def _nearly_has(word: str, subject: Subject) -> bool:
    return _has(word, subject) or bool(near(word, subject.whole))


def _alike(word: str, known: str) -> bool:
    """The same but for a plural; or its beginning; or a longer word of its family."""
    short = word.rstrip("sx") or word
    if known.rstrip("sx") == short or known == word:
        return True
    return (len(short) >= _BEGINNING and known.startswith(short)) or (len(known) >= _FAMILY and word.startswith(known))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def key_of(title: str) -> str:
    """`lisser_revenus`: its first three words that say something, before a colon where there is one."""
    for part in (title.partition(":")[0], title):
        kept = [word for word in _words(part) if word not in _LITTLE]
        if kept:
            return "_".join(kept[:3])
    return "fiche"
