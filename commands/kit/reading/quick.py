"""One command's text, read: what is recognised at the end of its first line, explicit keys, tags, description."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from commands.kit.reading.errors import DateDoubt, Unreadable
from commands.kit.reading.folding import fold_aligned, tidy, tokens_of
from commands.kit.reading.lexicon import DANGLING, DATE_WORDS, TURNING
from commands.kit.reading.readers import PLACE, Found, Reader, Sight, tags_in
from storage.values import Place

_MOST_SKIPS = 2
_LONGEST_COURTESY = 24
_CLOSING = " ,;:–—-("
_COURTESIES = re.compile(
    r"(?:^|(?<=[\s,;.!]))(?:merci(?: d'avance| beaucoup)?|svp|stp|s'il (?:vous|te) plait|urgent|[:;]-?[)p]|<3|\^\^)$"
)
_TAG_LINE = re.compile(r"(?:#[^\W\d_][\w-]*[\s,;]*)+")


@dataclass(frozen=True, slots=True)
class Line:
    """A command's text, read. `title` keeps the person's words; `values` are by field name."""

    title: str
    description: str
    values: Mapping[str, object] = field(default_factory=dict)


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
    chosen = chosen or {}
    try:
        return _LineReader(readers, keys, sight, chosen).read(tidy(text))
    except DateDoubt as doubt:
        doubt.settled = chosen
        raise


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
        """The title line is the first with words that stand behind no key."""
        lines = [self._beside_keys(line.strip()) for line in text.split("\n")]
        words = [line for line in lines if line is not None]
        first = next((index for index, line in enumerate(words) if line), len(words))
        title = self._title(self._without_keys(words[first])) if first < len(words) else ""
        return Line(title, "\n".join(words[first + 1 :]).strip("\n"), self._values)

    # ── keys ──

    def _beside_keys(self, line: str) -> str | None:
        """Reads a line that begins with a key, or has nothing but tags; the words that are left, None without any."""
        if "tags" in self._readers and _TAG_LINE.fullmatch(line):
            self._add_tags(line)
            return None
        match = self._key.search(fold_aligned(line)) if self._key is not None else None
        if match is None or line[: match.start()].strip(" -–—•*,;("):
            return line
        return self._without_keys(line[match.start() :]) or None

    def _without_keys(self, line: str) -> str:
        """Reads `key: value` pairs off the line; returns what stands before the first, and words behind a value."""
        matches = list(self._key.finditer(fold_aligned(line))) if self._key is not None else []
        if not matches:
            return line
        ends = [*(following.start() for following in matches[1:]), len(line)]
        words = [line[: matches[0].start()].strip()]
        for match, end in zip(matches, ends, strict=True):
            typed = line[match.start(1) : match.end(1)]
            value = self._apart_from_tags(line[match.end() : end].strip(" ,;"))
            try:
                words.append(self._read_value(self._keys[match[1]], value))
            except Unreadable as unread:
                raise Unreadable(value, typed) from unread
        return ", ".join(part for part in words if part)

    def _read_value(self, name: str, value: str) -> str:
        """Reads a key's value; what follows it may be other values, or words behind a comma. Returns those words."""
        is_place = self._readers[name] is PLACE
        cuts = [self._start_of_others(name, value)]
        comma = value.find(", ")
        if not is_place:
            cuts = [len(value), *cuts, *([comma] if comma > 0 and _begins_anew(value[comma + 1 :]) else [])]
        for cut in cuts[:-1]:
            with suppress(Unreadable):
                return self._read_parts(name, value[:cut], value[cut:])
        return self._read_parts(name, value[: cuts[-1]], value[cuts[-1] :])

    def _read_parts(self, name: str, value: str, others: str) -> str:
        try:
            self._values[name] = self._readers[name].whole(value.strip(" ,;"), self._sight)
        except DateDoubt as doubt:
            if name not in self._chosen:
                doubt.field = name
                raise
            self._values[name] = self._chosen[name]
        rest = others
        while rest and (found := self._found(rest, stays=False)) is not None:
            rest = rest[: found.start].rstrip(_CLOSING)
        return rest.strip(" ,;")

    def _start_of_others(self, name: str, value: str) -> int:
        """Where values of other fields begin: « quand: demain à Rennes »."""
        rest = value
        while (best := self._longest(rest, apart_from=name)) is not None and best[1].start > 0:
            rest = rest[: best[1].start].rstrip(_CLOSING)
        return len(rest)

    def _apart_from_tags(self, value: str) -> str:
        """« tarif: 150€ #video »: the tag is no part of the price."""
        first = value.find(" #")
        if "tags" not in self._readers or first < 0 or not _TAG_LINE.fullmatch(value[first:].strip()):
            return value
        self._add_tags(value[first:])
        return value[:first].rstrip(" ,;")

    # ── the end of the first line ──

    def _title(self, line: str) -> str:
        """Takes off what is read at the end; what is read farther left stays where it stands."""
        self._add_tags(line)
        core = unadorned(line)
        rest, end, skips, stays = core, len(core), 0, False
        while rest:
            found = self._found(rest, stays=stays)
            if found is None:
                segment = self._skippable(rest) if skips < _MOST_SKIPS else None
                if segment is None:
                    break
                rest, skips, stays = rest[:segment].rstrip(_CLOSING), skips + 1, True
                continue
            rest = rest[: found.start].rstrip(_CLOSING)
            stays = stays or found.kept
            if rest and not stays:
                end = len(rest)
        return core if end == len(core) == len(line) else _joined(core[:end], line[len(core) :])

    def _found(self, text: str, *, stays: bool) -> Found[object] | None:
        """What reaches farthest back from the end, taken."""
        best = self._longest(text)
        if best is None or (stays and not self._counts_inside(best[1])) or _opens(text[: best[1].start]):
            return None
        name, found = best
        if isinstance(found.value, DateDoubt):
            raise found.value
        if name != "tags":
            self._values[name] = found.value
        return found

    def _counts_inside(self, found: Found[object]) -> bool:
        """Before words that stay, only what is plain: no « en mai », no « Lundi, … », no place without anything."""
        told = bool(self._values.keys() - {"tags"})
        return found.start > 0 and not found.loose and (told or not isinstance(found.value, Place))

    def _skippable(self, text: str) -> int | None:
        """Where the last comma segment or aside begins, if something counts before it."""
        cut = text.rfind("(") if text.endswith(")") else text.rfind(", ")
        best = self._longest(text[:cut].rstrip(_CLOSING)) if cut > 0 else None
        return cut if best is not None and self._counts_inside(best[1]) else None

    def _longest(self, text: str, *, apart_from: str | None = None) -> tuple[str, Found[object]] | None:
        """What reaches farthest back from the end, among the fields that are not set."""
        best: tuple[str, Found[object]] | None = None
        for name, reader in self._readers.items():
            if name == apart_from or (name in self._values and name != "tags"):
                continue
            found = self._tail(name, reader, text)
            if found is not None and (best is None or found.start < best[1].start):
                best = name, found
        return best

    def _tail(self, name: str, reader: Reader[object], text: str) -> Found[object] | None:
        """A doubt counts as found, so that a longer reading of the same words can win over it."""
        try:
            return reader.tail(text, self._sight)
        except DateDoubt as doubt:
            if name in self._chosen:
                return Found(self._chosen[name], doubt.start)
            doubt.field = name
            return Found(doubt, doubt.start)

    def _add_tags(self, line: str) -> None:
        if "tags" not in self._readers:
            return
        earlier = self._values.get("tags", ())
        assert isinstance(earlier, tuple)
        tags = tuple(dict.fromkeys((*earlier, *tags_in(line))))
        if tags:
            self._values["tags"] = tags


# ── what stands around the words ──


def _opens(text: str) -> bool:
    """An aside has begun and not ended: its end is not taken off."""
    text = text.rstrip(_CLOSING)
    return text.count("(") > text.count(")")


def _begins_anew(text: str) -> bool:
    """Behind a comma, words of their own: « …, bols en grès », not « …, 10 et 17 mai »."""
    first = next(iter(tokens_of(text)), None)
    return first is not None and first.text[0].isalpha() and first.text not in DANGLING | TURNING | DATE_WORDS


def unadorned(line: str) -> str:
    """The line without the pictures, « merci ! » and « ?! » at its end; they are no part of a value."""
    end = len(line)
    folded = fold_aligned(line)
    while True:
        shorter = _end_of_words(line, end)
        match = _COURTESIES.search(folded, max(0, shorter - _LONGEST_COURTESY), shorter) if shorter else None
        if match is None:
            return line[:shorter] or line
        end = match.start()


def _end_of_words(line: str, end: int) -> int:
    while end and (line[end - 1] in " !?…" or _is_picture(line[end - 1])):
        end -= 1
    return end


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk", "Mn", "Cf"}


def _joined(words: str, ornaments: str) -> str:
    return " ".join(part for part in (words, ornaments.strip(" ,;")) if part)


def _key_pattern(keys: Mapping[str, str]) -> re.Pattern[str] | None:
    if not keys:
        return None
    words = "|".join(re.escape(word) for word in sorted(keys, key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s,;(]))({words})\s?:\s*")
