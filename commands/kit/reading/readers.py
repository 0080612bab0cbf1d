"""The readers of each kind of value: the whole of a key's text, or what stands at the end of a line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from commands.kit.reading import amounts, deadlines, places, spans
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.errors import DateDoubt, Unreadable
from commands.kit.reading.folding import Token, fold, tidy, tokens_of
from commands.kit.reading.lexicon import DANGLING, DATE_WORDS, SHORT_BUT_WORDS, STREETS, TURNING
from storage.values import CommonKind, Place, Price, Reach, Span

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_FARTHEST = 48  # tokens: nobody's date is longer,
_LONGEST = 300  # nor in characters
_MOST_READ = 2_000  # characters: an amount is said before
BOUNDARIES = frozenset({",", ";", "(", ":", "–", "—", ".", "!", "?", '"', "«", "»"})


@dataclass(frozen=True, slots=True)
class Sight:
    """What reading depends on: the wall clock of whoever typed, and the folded names of known places."""

    now: dt.datetime
    places: frozenset[str] = frozenset()

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value at the end of a text; `start` is where its words begin.

    `kept` when they stay in the title; `loose` when they count only at the very end, as « en mai » or « du 10 mai ».
    """

    value: T_co
    start: int
    kept: bool = False
    loose: bool = False


class Reader(Protocol[T_co]):
    """Reads one kind of value."""

    def whole(self, text: str, sight: Sight) -> T_co:
        """The text is all value. Raises Unreadable or DateDoubt."""
        ...

    def tail(self, text: str, sight: Sight) -> Found[T_co] | None:
        """The value at the end of the text. May raise DateDoubt."""
        ...


class _Spans:
    def whole(self, text: str, sight: Sight) -> Span:
        return _resolved(text, _all_of(text, spans.span), sight)

    def tail(self, text: str, sight: Sight) -> Found[Span] | None:
        found = _dated(text, spans.span, sight, apart_from=DATE_WORDS)
        return None if found is None else replace(found, loose=self._is_loose(text, found))

    def _is_loose(self, text: str, found: Found[Span]) -> bool:
        """« en mai », and « du 10 mai » which may go with the word before."""
        return found.value.approximate or (found.value.ends is None and text.startswith("du ", found.start))


class _Deadlines:
    def whole(self, text: str, sight: Sight) -> deadlines.Deadline:
        return _resolved(text, _all_of(text, deadlines.bare_deadline), sight)

    def tail(self, text: str, sight: Sight) -> Found[deadlines.Deadline] | None:
        return _dated(text, deadlines.deadline, sight)


class _Prices:
    def whole(self, text: str, sight: Sight) -> Price:
        return _all_of(text, amounts.price_behind_key).price

    def tail(self, text: str, sight: Sight) -> Found[Price] | None:
        found = _leftmost(text, amounts.price)
        if found is None and "solidaire" in text:
            found = _leftmost(text, amounts.price_or_solidary)
            found = found if found is not None and found.before.text in BOUNDARIES else None
        if found is None or found.dangles or found.before.text in TURNING:
            return None
        return Found(found.value.price, found.start, kept=found.value.loosely)


class _Places:
    def whole(self, text: str, sight: Sight) -> Place:
        found = places.whole(text)
        if found is None:
            raise Unreadable(text)
        return found

    def tail(self, text: str, sight: Sight) -> Found[Place] | None:
        found = places.tail(text.rstrip(" .,;!?)"), sight.places)
        return None if found is None else Found(*found)


class _Reaches:
    _ILOT = frozenset({"ilot", "l'ilot", "islet"})
    _ARCHIPEL = frozenset({"archipel", "l'archipel", "tous", "tout", "toutes", "all"})

    def whole(self, text: str, sight: Sight) -> Reach:
        words = set(re.findall(r"[\w']+", fold(text)))
        ilot, archipel = bool(words & self._ILOT), bool(words & self._ARCHIPEL)
        if ilot == archipel:
            raise Unreadable(text)
        return Reach.ILOT if ilot else Reach.ARCHIPEL

    def tail(self, text: str, sight: Sight) -> None:
        return None


class _Tags:
    ANY = re.compile(r"(?:^|(?<=[\s,;(]))#([^\W\d_][\w-]*)")
    _END = re.compile(r"(?:^|\s)#[^\W\d_][\w-]*[ .,;]*$")

    def whole(self, text: str, sight: Sight) -> tuple[str, ...]:
        return tuple(fold(tag) for tag in re.findall(r"#?([^\W_][\w-]*)", text))

    def tail(self, text: str, sight: Sight) -> Found[tuple[str, ...]] | None:
        """Its value is empty: the line's tags are collected at once, wherever they stand."""
        match = self._END.search(text[-200:])
        return None if match is None else Found((), match.start() + max(0, len(text) - 200))


class _Permanence:
    _WORDS = ("permanent", "permanente", "permanents", "permanentes")

    def whole(self, text: str, sight: Sight) -> bool:
        if fold(text).strip() in {"oui", "yes", *self._WORDS}:
            return True
        raise Unreadable(text)

    def tail(self, text: str, sight: Sight) -> Found[bool] | None:
        found = _leftmost(text, lambda c: c.word(*self._WORDS))
        return None if found is None or found.dangles else Found(True, found.start)


class _Words:
    def whole(self, text: str, sight: Sight) -> str:
        words = text.strip()
        if not words:
            raise Unreadable(text)
        return words

    def tail(self, text: str, sight: Sight) -> None:
        return None


class _Kinds:
    _SHARED = frozenset({"1", "mutualisation", "mutualiser", "partage", "partager", "sharing", "shared"})
    _OBJECT = frozenset({"2", "objet", "travail", "sujet", "object", "work", "topic"})

    def whole(self, text: str, sight: Sight) -> CommonKind:
        words = set(re.findall(r"\w+", fold(text)))
        shared, worked_on = bool(words & self._SHARED), bool(words & self._OBJECT)
        if worked_on:  # « un objet de travail partagé »
            return CommonKind.SHARED_OBJECT
        if not shared:
            raise Unreadable(text)
        return CommonKind.MUTUALISATION

    def tail(self, text: str, sight: Sight) -> None:
        return None


SPAN: Reader[Span] = _Spans()
UNTIL: Reader[deadlines.Deadline] = _Deadlines()
PRICE: Reader[Price] = _Prices()
PLACE: Reader[Place] = _Places()
REACH: Reader[Reach] = _Reaches()
TAGS: Reader[tuple[str, ...]] = _Tags()
PERMANENT: Reader[bool] = _Permanence()
WORDS: Reader[str] = _Words()
KIND: Reader[CommonKind] = _Kinds()


def tags_in(line: str) -> tuple[str, ...]:
    """Every `#mot` of a line, folded."""
    return tuple(dict.fromkeys(fold(tag) for tag in _Tags.ANY.findall(line)))


def first_amount(text: str) -> int | None:
    """Whole cents of the first amount of money in a text, wherever it stands: « environ 600 € pour le loyer »."""
    tokens = tokens_of(tidy(text)[:_MOST_READ])
    for index, token in enumerate(tokens):
        cursor = Cursor(tokens, index)
        if may_begin(token, cursor.peek(-1)) and not is_inside_a_number(cursor):
            found = amounts.amount(cursor)
            if found is not None:
                return found
    return None


# ── how they look ──


@dataclass(frozen=True, slots=True)
class _Sighted(Generic[T]):
    """What a parser found at the end of a text: its first token, the one before, and where its words begin."""

    value: T
    first: Token
    before: Token
    start: int

    @property
    def dangles(self) -> bool:
        """True when it belongs to a longer phrase."""
        return self.before.text in DANGLING


def _all_of(text: str, parse: Callable[[Cursor], T | None]) -> T:
    cursor = Cursor(tokens_of(tidy(text)), keyed=True)
    found = parse(cursor)
    if found is None or not cursor.at_end:
        raise Unreadable(text)
    return found


def _resolved(text: str, meant: Callable[[dt.date], T], sight: Sight) -> T:
    try:
        return meant(sight.today)
    except (Unreadable, OverflowError) as unread:
        raise Unreadable(text) from unread


def _leftmost(text: str, parse: Callable[[Cursor], T | None]) -> _Sighted[T] | None:
    """The longest thing that reaches the end of the text."""
    cut = max(text.rfind(" ", 0, max(0, len(text) - _LONGEST)) + 1, len(text) - 2 * _LONGEST)
    tokens = tokens_of(text[cut:])
    for index in range(max(0, len(tokens) - _FARTHEST), len(tokens)):
        cursor = Cursor(tokens, index)
        before = cursor.peek(-1)
        if not may_begin(tokens[index], before) or is_inside_a_number(cursor):
            continue
        found = parse(cursor)
        if found is not None and cursor.at_end:
            return _Sighted(found, tokens[index], before, tokens[index].start + cut)
    return None


def may_begin(token: Token, before: Token) -> bool:
    """True where a value can begin at the token."""
    if token.text in SHORT_BUT_WORDS and before.text in DANGLING:
        return False  # « au bord de la mer 21 mai »
    return token.text not in BOUNDARIES and (not token.glued or before.text in BOUNDARIES or not before.text)


def is_inside_a_number(c: Cursor) -> bool:
    """The « 500 » of « 1,500 »."""
    glued = c.peek().glued and c.peek(-1).glued
    return glued and c.peek(-1).text in {",", "."} and c.peek(-2).text.isdigit() and c.peek().text.isdigit()


def _dated(
    text: str,
    parse: Callable[[Cursor], Callable[[dt.date], T] | None],
    sight: Sight,
    *,
    apart_from: frozenset[str] = frozenset(),
) -> Found[T] | None:
    """Resolves what was found; words before it that turn its meaning leave it in the title."""
    found = _leftmost(text, parse)
    if found is None or found.dangles or found.before.text in TURNING | apart_from:
        return None
    if found.first.text == "du" and found.before.text in STREETS:
        return None
    try:
        value = found.value(sight.today)
    except (Unreadable, OverflowError):
        return None
    except DateDoubt as doubt:
        doubt.start = found.start
        raise
    return Found(value, found.start)
