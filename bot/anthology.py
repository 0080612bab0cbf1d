"""The anthology written into a folder: as text, as a book, and as voices with their feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.cover import cover
from bot.podcast import Episode, Podcast, feed
from commands.traces import messages as say
from commands.traces.epub import Piece, epub
from commands.traces.printing import Printed, book_of, markdown, published
from storage.database import Session
from storage.desk import Speak
from storage.ilots import Ilots
from storage.media import MediaFolder, MediaGone, sound_of, write_whole
from storage.people import Language, People
from storage.traces import Traces

_OWN_SOUND = re.compile(r"R\d+\.(?:ogg|m4a|mp3|wav|webm)")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many pieces and voices, and the references of voices whose sound is not here."""

    pieces: int
    voices: int
    missing: tuple[str, ...]


async def gather(session: Session) -> list[Printed]:
    """All that is published, in its order."""
    return await published(Traces(session), People(session), Ilots(session))


def write(
    folder: Path, printed: Sequence[Printed], media: MediaFolder, speak: Speak, language: Language, address: str
) -> Written:
    """Each file whole or as it was; voices of an earlier time that are published no more go. Raises OSError."""
    (folder / "audio").mkdir(parents=True, exist_ok=True)
    book = book_of(printed, speak, language)
    episodes, missing = _write_voices(folder, zip(printed, book.pieces, strict=True), media, book.rights)
    named = (speak(say.VoicesTitle()), speak(say.VoicesAbout()), book.rights)
    podcast = Podcast(*named, language, address, episodes)
    put = partial(write_whole, mode=0o644)
    put(folder / "recueil.md", markdown(book, {each.guid: each.file for each in episodes}).encode())
    put(folder / "recueil.epub", epub(book))
    put(folder / podcast.file, feed(podcast).encode())
    if not (folder / podcast.cover).exists():  # the collective may have put its own
        put(folder / podcast.cover, cover())
    return Written(len(printed), len(episodes), tuple(missing))


def _write_voices(
    folder: Path, printed: Iterable[tuple[Printed, Piece]], media: MediaFolder, rights: str
) -> tuple[list[Episode], list[str]]:
    episodes, missing = [], []
    for each, piece in printed:
        if not each.is_audio:
            continue
        try:
            data = media.get(each.media or "")
        except MediaGone:
            missing.append(piece.name)
            continue
        sound = sound_of(data)
        assert sound is not None  # it was looked at before it was kept
        file = f"audio/{piece.name}.{sound.suffix}"
        write_whole(folder / file, data, 0o644)
        description = "\n\n".join(filter(None, (piece.words, rights)))
        told = (description, each.published_at, piece.name, file, len(data), sound.mimetype)
        episodes.append(Episode(f"{piece.heading}, {piece.by}", *told))
    _clear(folder / "audio", {episode.file for episode in episodes})
    return episodes, missing


def _clear(folder: Path, current: set[str]) -> None:
    for path in folder.iterdir():
        if _OWN_SOUND.fullmatch(path.name) and f"audio/{path.name}" not in current:
            path.unlink()
