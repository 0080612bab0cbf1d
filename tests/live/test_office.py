"""What the Tisseuse has from her encrypted room: pictures, a page, everything in a file, words for every îlot."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bot.homeserver import ThrowawayHomeserver
from bot.matrix.media import download
from bot.matrix.reading import media_of
from bot.person import Event
from tests.live.bourse import clock, coming_courrier, live_at, posted, the_day_before_a_courrier, view
from tests.live.collective import Collective, run_beside, words_of
from tests.live.office import agreed, office, says_yes, settled
from tests.live.seeing import View
from tests.playing import unspaced

pytestmark = pytest.mark.live

ILOTS = {"Granit": ("noa",), "Morvan": ("hugues",)}
SHOWN = {
    "liens.png": "Graphe des îlots",
    "mecanismes.png": "Courbe des mécanismes",
    "besoins.png": "Barres des besoins",
}


@pytest.fixture(scope="module")
async def home(homeserver: ThrowawayHomeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Collective]:
    """Two îlots and her room, the day before a courrier; for all tests of this file."""
    folder: Path = tmp_path_factory.mktemp("office")
    async with settled(homeserver, folder, None, ILOTS, first=the_day_before_a_courrier) as found:
        yield found


async def _given(hers: View, kind: str, *names: str) -> list[Event]:
    """What came of that kind under these names, once each and in this order, as soon as all are there."""

    def found() -> list[Event]:
        contents = [each["content"] for each in hers.said() if each["content"]["msgtype"] == kind]
        return [each for each in contents if each["filename"] in names]

    await hers.until(lambda: len(found()) >= len(names))
    assert [each["filename"] for each in found()] == [*names]
    return found()


async def _opened(hers: View, content: Event) -> bytes:
    """Its bytes, by the key that only the sealed message tells."""
    media = media_of(content)
    assert media is not None and media.key and "url" not in content
    opened = await download(hers.person.keys, media)
    assert len(opened) == media.size
    return opened


async def test_a_report_comes_with_pictures_that_say_what_they_show_and_a_page_to_print(home: Collective) -> None:
    hers, year = office(home), clock(home).year
    assert words_of(await home.tell_bot("!bilan T1")).startswith("Bilan")
    (page,) = await _given(hers, "m.file", f"bilan-{year}-01-01-{year}-03-31.html")
    assert page["info"]["mimetype"] == "text/html"
    assert (await _opened(hers, page)).startswith(b"<!DOCTYPE html>")
    pictures = await _given(hers, "m.image", *SHOWN)
    for picture, words in zip(pictures, SHOWN.values(), strict=True):
        assert unspaced(picture["body"]).startswith(words)
        await _is_as_told(hers, picture)


async def _is_as_told(hers: View, picture: Event) -> None:
    info = picture["info"]
    with Image.open(io.BytesIO(await _opened(hers, picture))) as image:
        image.load()
        assert (image.get_format_mimetype(), image.size) == (info["mimetype"], (info["w"], info["h"]))


async def test_everything_in_a_file_once_she_agreed_twice_and_another_bot_takes_it_in(
    home: Collective, tmp_path: Path
) -> None:
    hers = office(home)
    await posted(view(home, "noa", "Granit"), "!offre ravaudage de filets")
    asked = await says_yes(home, await home.tell_bot("!export complet"), "Dernière question")
    await says_yes(home, asked, "Voici tout")
    (content,) = await _given(hers, "m.file", f"navette-{clock(home).date()}.json")
    file, again, other = tmp_path / "all.json", tmp_path / "again.json", f"sqlite:///{tmp_path}/other.db"
    file.write_bytes(await _opened(hers, content))
    assert "avaudage de filets" in file.read_text("utf-8")
    for command in (("import", str(file)), ("export", str(again), "--sealed")):
        assert (await run_beside(home.folder, *command, "--database", other))[0] == 0
    assert again.read_bytes() == file.read_bytes()


async def test_what_she_announces_each_ilot_reads_once_at_the_courrier(home: Collective) -> None:
    told = "Le bureau ferme à midi"
    ilots = [view(home, name, ilot) for ilot, (name,) in ILOTS.items()]
    await agreed(home, f"!annonce {told}", "Annonce : au courrier de")
    await home.tell_bot("!etat")
    assert [len(each.said(told)) for each in ilots] == [0, 0]
    await live_at(home, coming_courrier(home, clock(home)) + dt.timedelta(minutes=1))
    for each in ilots:
        await each.comes("Courrier,", "la Tisseuse annonce", told)
    await home.tell_bot("!etat")
    assert [len(each.said(told)) for each in ilots] == [1, 1]
    assert [view.person.unread(view.room) for view in (office(home), *ilots)] == [[], [], []]
