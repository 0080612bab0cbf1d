"""The anthology as files: what its authors agreed to publish, as text, as a book, and as voices with their feed."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.epub import Book, Piece, epub
from bot.podcast import Episode, Podcast, feed
from bot.words import Words
from commands.traces.messages import SignedAs
from commands.traces.shown import name_of
from storage.database import Session
from storage.ilots import Ilots
from storage.media import MediaFolder, MediaGone, sound_of, write_whole
from storage.people import Language, People
from storage.traces import Signature, Trace, Traces

_OWN_SOUND = re.compile(r"R\d+\.(?:ogg|m4a|mp3|wav|webm)")


@dataclass(frozen=True, slots=True)
class Published:
    """One trace as it is printed."""

    piece: Piece
    published_at: dt.datetime
    media: str | None
    is_audio: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many pieces and voices, and the references of voices whose sound is not here."""

    pieces: int
    voices: int
    missing: tuple[str, ...]


async def gather(session: Session, words: Words, language: Language, today: dt.date) -> list[Published]:
    """All that is published, in its order. What is not, or not any more, is not among it."""
    printed = []
    for number, trace in enumerate(await Traces(session).published(), 1):
        by = words.say(await _signed(session, trace), language, today).text.body
        heading = words.dictionary(language).phrase("recueil-piece", number=number)
        assert trace.published_at is not None
        piece = Piece(str(trace.ref), heading, trace.for_print, by)
        printed.append(Published(piece, trace.published_at, trace.media, trace.format == "audio"))
    return printed


async def _signed(session: Session, trace: Trace) -> SignedAs:
    """As it was agreed to; without a signature, nobody is named."""
    signature = Signature(trace.signature or Signature.ANONYMOUS)
    if signature is Signature.ANONYMOUS:
        return SignedAs(signature=signature, collective=trace.collective, name="", ilot="")
    author = await People(session).get(trace.author_id)
    ilot = await Ilots(session).get(trace.ilot_id) if trace.ilot_id is not None else None
    name = name_of(author, signature)
    return SignedAs(signature=signature, collective=trace.collective, name=name, ilot=ilot.name if ilot else "")


def write(
    folder: Path, printed: Sequence[Published], media: MediaFolder, words: Words, language: Language, address: str
) -> Written:
    """Each file whole or as it was; voices of an earlier time that are published no more go. Raises OSError."""
    say = words.dictionary(language).phrase
    (folder / "audio").mkdir(parents=True, exist_ok=True)
    episodes, missing = _write_voices(folder, printed, media)
    rights = say("recueil-licence")
    modified = max([each.published_at for each in printed], default=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))
    book = Book(say("recueil-title"), rights, language, modified, [each.piece for each in printed])
    podcast = Podcast(say("recueil-voices"), say("recueil-about-voices"), rights, language, address, episodes)
    put = partial(write_whole, mode=0o644)
    put(folder / "recueil.md", _markdown(book, {each.guid: each.file for each in episodes}).encode())
    put(folder / "recueil.epub", epub(book))
    put(folder / "podcast.xml", feed(podcast).encode())
    return Written(len(printed), len(episodes), tuple(missing))


def _write_voices(folder: Path, printed: Sequence[Published], media: MediaFolder) -> tuple[list[Episode], list[str]]:
    episodes, missing = [], []
    for each in [each for each in printed if each.is_audio]:
        try:
            data = media.get(each.media or "")
        except MediaGone:
            missing.append(each.piece.name)
            continue
        sound = sound_of(data)
        assert sound is not None  # it was looked at before it was kept
        file = f"audio/{each.piece.name}.{sound.suffix}"
        write_whole(folder / file, data, 0o644)
        title = f"{each.piece.heading}, {each.piece.by}"
        told = (each.piece.words, each.published_at, each.piece.name, file, len(data), sound.mimetype)
        episodes.append(Episode(title, *told))
    current = {episode.file for episode in episodes}
    for path in (folder / "audio").iterdir():
        if _OWN_SOUND.fullmatch(path.name) and f"audio/{path.name}" not in current:
            path.unlink()
    return episodes, missing


def _markdown(book: Book, sounds: dict[str, str]) -> str:
    """Words as they were written: what would be markup there is none."""
    parts = [f"# {book.title}", book.rights]
    for piece in book.pieces:
        quoted = "\n".join(f"> {line}".rstrip() for line in _lines(piece.words))
        sound = f"\n\n[{sounds[piece.name]}]({sounds[piece.name]})" if piece.name in sounds else ""
        parts.append(f"## {piece.heading}\n\n{quoted}\n\n— {_unmarked(piece.by)}{sound}")
    return "\n\n".join(parts) + "\n"


def _lines(words: str) -> list[str]:
    """A poem keeps its lines: each but the last of a paragraph ends with a break."""
    lines = [_unmarked(line) for line in words.splitlines()]
    return [f"{line}\\" if line and after else line for line, after in itertools.zip_longest(lines, lines[1:])]


def _unmarked(line: str) -> str:
    """Escaped for Markdown."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~-])", r"\\\1", line.strip())
