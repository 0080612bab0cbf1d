"""One command line, read: what is recognised at the end of its first line, explicit keys, tags, description."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from commands.kit.reading import amounts, deadlines, places, spans
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.errors import DateDoubt, Unreadable
from commands.kit.reading.folding import Token, fold, fold_aligned, tidy, tokens_of
from commands.kit.reading.lexicon import TURNING
from storage.values import Place, Price, Reach, Span

T_co = TypeVar("T_co", covariant=True)
_FARTHEST = 48  # tokens: nobody's date is longer
_BOUNDARIES = frozenset({",", ";", "(", ":", "–", "—", ".", "!", "?", '"', "«", "»"})
_MOST_SKIPS = 2
_CLOSING = " \t,;:–—-("


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
    """A value at the end of a text; `start` is where its words begin; `kept` when they stay in the title."""

    value: T_co
    start: int
    kept: bool = False


class Reader(Protocol[T_co]):
    """Reads one kind of value."""

    def whole(self, text: str, sight: Sight) -> T_co:
        """The text is all value. Raises Unreadable or DateDoubt."""
        ...

    def tail(self, text: str, sight: Sight) -> Found[T_co] | None:
        """The value at the end of the text. May raise DateDoubt."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """A command's text, read. `title` keeps the person's words; `values` are by field name."""

    title: str
    description: str
    values: Mapping[str, object] = field(default_factory=dict)


# ── readers ──


class _Spans:
    def whole(self, text: str, sight: Sight) -> Span:
        meant = _all_of(text, spans.span)
        return meant(sight.today)

    def tail(self, text: str, sight: Sight) -> Found[Span] | None:
        return _dated(text, spans.span, sight, {"avant", "apres", "jusqu'a", "jusqu'au", "d'ici", "les", "sous"})


class _Deadlines:
    def whole(self, text: str, sight: Sight) -> deadlines.Deadline:
        return _all_of(text, deadlines.bare_deadline)(sight.today)

    def tail(self, text: str, sight: Sight) -> Found[deadlines.Deadline] | None:
        return _dated(text, deadlines.deadline, sight, set())


class _Prices:
    def whole(self, text: str, sight: Sight) -> Price:
        return _all_of(text, amounts.unmarked_price).price

    def tail(self, text: str, sight: Sight) -> Found[Price] | None:
        found = _leftmost(text, amounts.price)
        if found is None or _word_before(text, found[1]) in {
            "le",
            "la",
            "au",
            "du",
            "ce",
            "cette",
            "pas",
            "ni",
        }:
            return None
        return Found(found[0].price, found[1], kept=found[0].loosely)


class _Places:
    def whole(self, text: str, sight: Sight) -> Place:
        found = places.whole(text)
        if found is None:
            raise Unreadable(text)
        return found

    def tail(self, text: str, sight: Sight) -> Found[Place] | None:
        stripped = text.rstrip(" .,;!")
        found = places.tail(stripped, sight.places)
        return None if found is None else Found(*found)


class _Reaches:
    def whole(self, text: str, sight: Sight) -> Reach:
        words = fold(text).split()
        if words and words[-1] in {"ilot", "l'ilot", "islet"}:
            return Reach.ILOT
        if words and words[-1] in {"archipel", "l'archipel", "tous", "tout", "all"}:
            return Reach.ARCHIPEL
        raise Unreadable(text)

    def tail(self, text: str, sight: Sight) -> None:
        return None


class _Tags:
    _END = re.compile(r"(?:^|\s)#([^\W_][\w-]*)[\s.,;]*$")

    def whole(self, text: str, sight: Sight) -> tuple[str, ...]:
        return tuple(fold(tag) for tag in re.findall(r"#?([^\W_][\w-]*)", text))

    def tail(self, text: str, sight: Sight) -> Found[tuple[str, ...]] | None:
        match = self._END.search(text)
        return None if match is None else Found((fold(match[1]),), match.start())


class _Permanence:
    def whole(self, text: str, sight: Sight) -> bool:
        if fold(text).strip() in {"oui", "yes", "permanent", "permanente"}:
            return True
        raise Unreadable(text)

    def tail(self, text: str, sight: Sight) -> Found[bool] | None:
        found = _leftmost(text, lambda c: c.word("permanent", "permanente", "permanents", "permanentes"))
        return None if found is None else Found(True, found[1])


SPAN: Reader[Span] = _Spans()
UNTIL: Reader[deadlines.Deadline] = _Deadlines()
PRICE: Reader[Price] = _Prices()
PLACE: Reader[Place] = _Places()
REACH: Reader[Reach] = _Reaches()
TAGS: Reader[tuple[str, ...]] = _Tags()
PERMANENT: Reader[bool] = _Permanence()

_P = TypeVar("_P")
_V = TypeVar("_V")


def _all_of(text: str, parse: Callable[[Cursor], _P | None]) -> _P:
    cursor = Cursor(tokens_of(tidy(text)))
    found = parse(cursor)
    if found is None or not cursor.at_end:
        raise Unreadable(text)
    return found


def _leftmost(text: str, parse: Callable[[Cursor], _P | None]) -> tuple[_P, int] | None:
    """The longest thing that reaches the end of the text."""
    tokens = tokens_of(text)
    for index in range(max(0, len(tokens) - _FARTHEST), len(tokens)):
        if not _may_begin(tokens, index):
            continue
        cursor = Cursor(tokens, index)
        found = parse(cursor)
        if found is not None and cursor.at_end:
            return found, tokens[index].start
    return None


def _may_begin(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    return token.text not in _BOUNDARIES and (index == 0 or not token.glued or tokens[index - 1].text in _BOUNDARIES)


def _dated(
    text: str, parse: Callable[[Cursor], Callable[[dt.date], _V] | None], sight: Sight, turning: set[str]
) -> Found[_V] | None:
    """Resolves what was found; words before it that turn its meaning leave it in the title."""
    found = _leftmost(text, parse)
    if found is None or _word_before(text, found[1]) in TURNING | turning:
        return None
    meant, start = found
    try:
        return Found(meant(sight.today), start)
    except DateDoubt as doubt:
        doubt.start = start
        raise


def _word_before(text: str, start: int) -> str:
    words = tokens_of(text[:start])
    return words[-1].text if words else ""


# ── the line ──


def read_line(
    text: str,
    readers: Mapping[str, Reader[object]],
    keys: Mapping[str, str],
    sight: Sight,
    *,
    chosen: Mapping[str, object] | None = None,
) -> Line:
    """Raises Unreadable for a key's value that cannot be read, DateDoubt for a date that cannot be right.

    `chosen` settles an earlier doubt: for that field its value is taken, and the doubtful words come off as before.
    """
    return _LineReader(readers, keys, sight, chosen or {}).read(tidy(text))


class _LineReader:
    def __init__(
        self,
        readers: Mapping[str, Reader[object]],
        keys: Mapping[str, str],
        sight: Sight,
        chosen: Mapping[str, object],
    ) -> None:
        self._readers = readers
        self._keys = keys
        self._sight = sight
        self._chosen = chosen
        self._key = _key_pattern(keys)
        self._values: dict[str, object] = {}

    def read(self, text: str) -> Line:
        lines = [line.strip() for line in text.strip().split("\n")]
        first, *others = lines
        description = "\n".join(line for line in others if not self._is_read(line)).strip("\n")
        title = self._title(self._without_keys(first))
        return Line(title, description, self._values)

    # ── keys ──

    def _is_read(self, line: str) -> bool:
        """A line that is keys, or tags, and nothing else."""
        if re.fullmatch(r"(?:#[^\W_][\w-]*[\s,;]*)+", line) and "tags" in self._readers:
            self._add_tags(line)
            return True
        return bool(line) and not self._without_keys(line)

    def _without_keys(self, line: str) -> str:
        """Reads `key: value` pairs off the line; returns what stands before the first."""
        if self._key is None:
            return line
        matches = list(self._key.finditer(fold_aligned(line)))
        ends = [*(following.start() for following in matches[1:]), len(line)]
        for match, end in zip(matches, ends, strict=False):
            self._read_key(self._keys[match[1]], line[match.end() : end].strip(" ,;"))
        return line[: matches[0].start()].strip() if matches else line

    def _read_key(self, name: str, value: str) -> None:
        try:
            self._values[name] = self._readers[name].whole(value, self._sight)
        except Unreadable as unread:
            raise Unreadable(value, name) from unread
        except DateDoubt as doubt:
            if name not in self._chosen:
                doubt.field = name
                raise
            self._values[name] = self._chosen[name]

    # ── the end of the first line ──

    def _title(self, line: str) -> str:
        kept: list[str] = []
        rest, skips = line.strip(), 0
        while True:
            found = self._longest(rest)
            if found is not None:
                name, piece = found
                shorter = rest[: piece.start].rstrip(_CLOSING)
                self._take(name, piece.value)
                if piece.kept or not shorter:
                    kept.insert(0, rest[piece.start :].strip(" ,;"))
                rest = shorter
                if rest:
                    continue
                break
            segment = self._skippable(rest) if skips < _MOST_SKIPS else None
            if segment is None:
                break
            kept.insert(0, rest[segment:].strip(" ,;"))
            rest, skips = rest[:segment].rstrip(_CLOSING), skips + 1
        return ", ".join(part for part in (rest.rstrip(" ,;"), *kept) if part)

    def _skippable(self, text: str) -> int | None:
        """Where the last comma segment begins, if something can be read before it."""
        comma = text.rfind(", ")
        if comma <= 0:
            return None
        before = text[:comma].rstrip(_CLOSING)
        return comma if before and self._longest(before) is not None else None

    def _longest(self, text: str) -> tuple[str, Found[object]] | None:
        """What reaches farthest back from the end, among the fields that are not set."""
        best: tuple[str, Found[object]] | None = None
        for name, reader in self._readers.items():
            if name in self._values and name != "tags":
                continue
            found = self._tail(name, reader, text)
            if found is not None and (best is None or found.start < best[1].start):
                best = name, found
        return self._settled(best)

    def _tail(self, name: str, reader: Reader[object], text: str) -> Found[object] | None:
        """A doubt counts as found, so that a longer reading of the same words can win over it."""
        try:
            return reader.tail(text, self._sight)
        except DateDoubt as doubt:
            if name in self._chosen:
                return Found(self._chosen[name], doubt.start)
            doubt.field = name
            return Found(doubt, doubt.start)

    def _settled(self, best: tuple[str, Found[object]] | None) -> tuple[str, Found[object]] | None:
        if best is not None and isinstance(best[1].value, DateDoubt):
            raise best[1].value
        return best

    def _take(self, name: str, value: object) -> None:
        if name == "tags" and isinstance(value, tuple):
            self._values[name] = (*value, *_as_tuple(self._values.get(name)))
        else:
            self._values[name] = value

    def _add_tags(self, line: str) -> None:
        self._values["tags"] = (*_as_tuple(self._values.get("tags")), *TAGS.whole(line, self._sight))


def _as_tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _key_pattern(keys: Mapping[str, str]) -> re.Pattern[str] | None:
    if not keys:
        return None
    words = "|".join(re.escape(word) for word in sorted(keys, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s,;(]))({words})\s?:\s*")
