"""The anthology in print: what its authors agreed to publish, as a book of pieces and as plain text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands.kit.messages import SignedAs
from commands.kit.signing import signed_as
from commands.traces import messages as say
from commands.traces.epub import Book, Piece
from commands.traces.voices import length_of
from storage.desk import Speak
from storage.ilots import Ilots
from storage.people import Language, People
from storage.traces import Trace, TraceFormat, Traces
from storage.values import Ref

_LONG_AGO = dt.datetime(2021, 1, 1, tzinfo=dt.UTC)  # when nothing was published yet


@dataclass(frozen=True, slots=True)
class Printed:
    """One trace as it may be printed."""

    ref: Ref
    words: str
    by: SignedAs
    published_at: dt.datetime
    media: str | None
    is_audio: bool


async def published(traces: Traces, people: People, ilots: Ilots) -> list[Printed]:
    """All of it, in its order. What is not published, or not any more, is not among it."""
    return [await _printed(trace, people, ilots) for trace in await traces.published()]


async def _printed(trace: Trace, people: People, ilots: Ilots) -> Printed:
    assert trace.published_at is not None
    is_audio = trace.format == TraceFormat.AUDIO
    by = await signed_as(trace, people, ilots)
    return Printed(trace.ref, trace.for_print, by, trace.published_at, trace.media, is_audio)


def book_of(printed: Sequence[Printed], speak: Speak, language: Language) -> Book:
    """A piece for each; the same book for the same pieces."""
    pieces = [_piece(number, each, speak) for number, each in enumerate(printed, 1)]
    modified = max([each.published_at for each in printed], default=_LONG_AGO)
    return Book(speak(say.BookTitle()), speak(say.BookRights()), language, modified, pieces)


def _piece(number: int, each: Printed, speak: Speak) -> Piece:
    """Of a voice that nobody wrote down, only that it is one."""
    length = length_of(each.words) if each.is_audio else None
    words = each.words if length is None else ""
    note = speak(say.PieceIsVoice(length=length or "", known=bool(length))) if each.is_audio else ""
    return Piece(str(each.ref), speak(say.PieceHeading(number=number)), words, speak(each.by), note)


def markdown(book: Book, sounds: Mapping[str, str]) -> str:
    """Words as they were written: what would be markup there is none. `sounds` are paths by the name of their piece."""
    parts = [f"# {book.title}", re.sub(r"https://\S+", r"<\g<0>>", book.rights)]
    for piece in book.pieces:
        quoted = "\n".join(f"> {line}".rstrip() for line in _lines(piece.words))
        note = f"[{piece.note}]({sounds[piece.name]})" if piece.name in sounds else piece.note
        parts += [f"## {piece.heading}", *filter(None, (quoted, note)), f"— {_unmarked(piece.by)}"]
    return "\n\n".join(parts) + "\n"


def _lines(words: str) -> list[str]:
    """A poem keeps its lines: each but the last of a paragraph ends with a break."""
    lines = [_unmarked(line) for line in words.splitlines()]
    return [f"{line}\\" if line and after else line for line, after in itertools.zip_longest(lines, lines[1:])]


_MARKUP = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"[#>+=|-]|(?<=\d)[.)](?=\s)")


def _unmarked(line: str) -> str:
    """Escaped for Markdown, and only where it would be read as markup: the text is read as it is, too."""
    found = _MARKUP.sub(r"\\\g<0>", line.strip())
    begins = re.match(r"\d{0,9}", found)
    start = begins.end() if begins else 0
    mark = _AT_THE_START.match(found, start)
    return found if mark is None else f"{found[:start]}\\{found[start:]}"
