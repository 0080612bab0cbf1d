"""The anthology: offered by their authors, edited with their consent, published, and given out as files."""

from __future__ import annotations

import datetime as dt
import html
import re
import zipfile
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from matplotlib.image import imread

from bot.anthology import Written, gather, write
from bot.app import all_words
from bot.cover import cover
from commands.traces.epub import Book, Piece
from commands.traces.printing import markdown
from storage.people import Language
from storage.traces import Traces
from tests.playing import Play, full, playing
from tests.tracing import OFFICE, TRABOULE, WORDS, alone, answered, kept, said, spoken, state, trace

# ── the anthology ──


async def _offered(play: Play, signature: str = "anonyme", who: str = "karim") -> None:
    await kept(play, f"!trace recueil {signature}\n{WORDS}", who=who, room=alone(who))
    assert said(await answered(play, "oui", who=who, room=alone(who))) == ["Agreed", "OfferedToTisseuse"]


async def test_the_tisseuse_sees_what_waits_and_not_who_wrote_what_is_anonymous(play: Play) -> None:
    await _offered(play)
    listed = (await play.says("tisseuse", OFFICE, "!recueil")).text
    assert "R25 · sans nom · à lire" in listed and "R4 · Erwan" in listed
    shown = (await play.says("tisseuse", OFFICE, "!recueil R25")).text
    assert WORDS in shown and "Karim" not in shown


async def test_an_edited_text_is_published_only_after_its_author_agreed(play_on_both: Play) -> None:
    play = play_on_both
    await _offered(play)
    heard = await play.says("tisseuse", OFFICE, "!recueil R25 On rit de nos agendas.")
    assert "On rit de nos agendas." in heard.room(alone("karim"))[0]
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie")) == ["NotYetApproved"]
    assert await state(play, "R25") == "offered_anthology"
    await play.says("karim", alone("karim"), "oui")
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie"))[0] == "InTheRecueil"
    found = await trace(play, "R25")
    assert found is not None and (found["state"], found["text"], found["edited"]) == (
        *("published", WORDS, "On rit de nos agendas."),
    )
    assert len(found["consents"]) == 2


async def test_a_refused_edit_leaves_the_words_as_they_were(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 On rit.")
    assert said(await play.says("karim", alone("karim"), "non")) == ["EditSettled", "EditSettled"]
    found = await trace(play, "R25")
    assert found is not None and "edited" not in found


async def test_a_yes_to_an_edit_that_was_replaced_is_none(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 On rit.")
    asking = next(line["id"] for line in play.output if "ApproveEdited" in line.get("says", []))
    await play.says("tisseuse", OFFICE, "!recueil R25 On pleure.")
    await play.line(sender=full("karim"), react="✅", to=asking)
    found = await trace(play, "R25")
    assert found is not None and "approved_at" not in found


async def test_an_edit_may_be_agreed_to_later_by_name_but_not_unseen(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 On rit.")
    await play.says("karim", alone("karim"), "!aide")
    await play.at("2021-05-10T10:00:00+02:00")
    heard = await play.says("karim", alone("karim"), "!trace R25 oui")
    assert said(heard)[0] == "ApproveEdited" and "On rit." in heard.text
    await play.says("karim", alone("karim"), "oui")
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie"))[0] == "InTheRecueil"


async def test_an_author_who_cannot_be_asked_alone_is_not_asked(play: Play) -> None:
    await _offered(play)
    await play.line(room=alone("karim"), sender=full("karim"), join=False)
    heard = await play.says("tisseuse", OFFICE, "!recueil R25 On rit de tout.")
    assert said(heard) == ["AuthorNotAsked"] and spoken(play, "On rit de tout.") == set()


async def test_withdrawal_is_free_until_publication(play: Play) -> None:
    await _offered(play)
    assert said(await play.says("karim", alone("karim"), "!trace R25 non")) == ["StaysThere"]
    assert await state(play, "R25") == "private"
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie")) == ["UnknownTrace"]


async def test_what_is_published_changes_no_more_and_leaves_with_an_honest_word(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 publie")
    heard = await play.line(sender=full("karim"), edit="$made", body="!trace Autre chose")
    assert said(heard) == ["TracePublished"]
    assert said(await play.says("karim", alone("karim"), "!trace R25 privé")) == ["TracePublished"]
    heard = await play.line(sender=full("karim"), redact="$made")
    assert "les exemplaires déjà partis restent" in heard.room(alone("karim"))[0]
    assert await trace(play, "R25") is None


async def test_publication_tells_its_author_alone(play: Play) -> None:
    await _offered(play)
    heard = await play.says("tisseuse", OFFICE, "!recueil R25 publie")
    assert {line["room"] for line in heard.lines} == {OFFICE, alone("karim")}


@pytest.mark.parametrize("who", ["karim", "theo"])
async def test_the_anthology_is_the_tisseuses(play: Play, who: str) -> None:
    for room in (TRABOULE, alone(who)):
        assert said(await play.says(who, room, "!recueil R3 publie")) == ["TisseuseOnly"]


# ── the files ──


async def _written(play: Play, folder: Path, language: Language = "fr", address: str = "") -> Written:
    """As `navette recueil` does."""
    async with play.bot.bench.database.transaction() as session:
        printed = await gather(session)
    speak = all_words().speaking(language, dt.date(2021, 4, 14))
    return write(folder, printed, play.bot.bench.media, speak, language, address)


async def _published(play: Play, body: str, signature: str, who: str = "karim") -> str:
    heard = await play.says(who, alone(who), f"!trace recueil {signature}\n{body}")
    ref = heard.refs[0]
    await play.says(who, alone(who), "oui")
    assert said(await play.says("tisseuse", OFFICE, f"!recueil {ref} publie"))[0] == "InTheRecueil"
    return ref


async def _spoken(play: Play, who: str = "theo") -> None:
    """A voice of two thousand bytes, in the anthology."""
    sound(b"OggS" + bytes(1996))
    await play.says(who, alone(who), "!trace")
    await play.line(room=alone(who), sender=full(who), voice="voice.ogg", id="$voice")
    await play.says(who, alone(who), "!trace R25 recueil prénom")
    await play.says(who, alone(who), "oui")
    await play.says("tisseuse", OFFICE, "!recueil R25 publie")


def sound(content: bytes) -> None:
    """A file that a line may name."""
    Path("voice.ogg").write_bytes(content)


async def test_only_what_is_published_is_printed_as_it_was_signed(play: Play, tmp_path: Path) -> None:
    await _published(play, "J'arrête de compter, *je* choisis.\nVoilà.", "nom complet")
    await _published(play, "Personne ne sait qui je suis.", "anonyme", who="ondine")
    await play.says("tisseuse", OFFICE, "!recueil R4")  # offered, and no more
    assert (await _written(play, tmp_path)).pieces == 2
    text = (tmp_path / "recueil.md").read_text("utf-8")
    assert "CC-BY-ND 4.0" in text and "— Karim Belvassart" in text and "— sans nom" in text
    assert "> J'arrête de compter, \\*je\\* choisis.\\\n> Voilà.\n" in text
    assert not re.search(r"Ondine|Garrigue|Erwan|chantier trop pressé", text)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("l'après-midi, on (re)part !", "l'après-midi, on (re)part !"),
        ("- pas une liste", "\\- pas une liste"),
        ("1. ni celle-ci", "1\\. ni celle-ci"),
        ("2021 fut longue", "2021 fut longue"),
        ("# pas un titre", "\\# pas un titre"),
        ("=====", "\\====="),
        ("> <b>gras</b> &amp; [lien](x)", "\\> \\<b>gras\\</b> \\&amp; \\[lien\\](x)"),
    ],
)
def test_words_are_escaped_only_where_they_would_be_markup(words: str, printed: str) -> None:
    when = dt.datetime(2021, 4, 14, tzinfo=dt.UTC)
    book = Book("Le recueil", "Licence", "fr", when, [Piece("R1", "Trace 1", words, "Noa")])
    assert f"> {printed}\n" in markdown(book, {})
    shown = MarkdownIt().render(markdown(book, {}))
    assert f"<blockquote>\n<p>{html.escape(words, quote=False)}</p>\n</blockquote>" in shown


async def test_a_voice_is_named_where_it_can_only_be_heard(play: Play, tmp_path: Path, in_tmp: None) -> None:
    await _spoken(play)
    await _written(play, tmp_path)
    text = (tmp_path / "recueil.md").read_text("utf-8")
    assert "[Une voix. Elle s'écoute dans le podcast du recueil.](audio/R25.ogg)\n\n— Théo" in text
    assert "🎙" not in text


async def test_what_was_agreed_to_is_printed_and_not_what_was_proposed(play: Play, tmp_path: Path) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 On rit de nos agendas.")
    await play.says("karim", alone("karim"), "oui")
    await play.says("tisseuse", OFFICE, "!recueil R25 publie")
    await _written(play, tmp_path)
    text = (tmp_path / "recueil.md").read_text("utf-8")
    assert "On rit de nos agendas." in text and WORDS not in text


async def test_the_book_is_an_epub(play: Play, tmp_path: Path) -> None:
    await _published(play, "1 < 2 & \u0007 « deux »", "prénom")
    await _written(play, tmp_path)
    with zipfile.ZipFile(tmp_path / "recueil.epub") as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert book.read("mimetype") == b"application/epub+zip"
        papers = [name for name in book.namelist() if name.endswith((".xml", ".opf", ".xhtml"))]
        files = {name: ET.fromstring(book.read(name)) for name in papers}
        assert {*files, "mimetype", "EPUB/style.css"} == set(book.namelist())
    _check_package(files)
    pieces = "".join(files["EPUB/pieces.xhtml"].itertext())
    assert "1 < 2 &  « deux »" in pieces and "Karim" in pieces and "CC-BY-ND" in pieces


def _check_package(files: dict[str, ET.Element]) -> None:
    """What EPUB 3 wants of container, package and navigation."""
    root = files["META-INF/container.xml"].find(f".//{{{CONTAINER}}}rootfile")
    assert root is not None and root.get("media-type") == "application/oebps-package+xml"
    package = files[str(root.get("full-path"))]
    assert package.get("version") == "3.0"
    identifier = package.find(f".//{{{DC}}}identifier")
    assert identifier is not None and identifier.get("id") == package.get("unique-identifier")
    assert all(package.findtext(f".//{{{DC}}}{name}") for name in ("identifier", "title", "language", "rights"))
    [modified] = [each.text for each in package.iter(f"{{{OPF}}}meta") if each.get("property") == "dcterms:modified"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(modified))
    items = {each.get("id"): each for each in package.iter(f"{{{OPF}}}item")}
    assert {f"EPUB/{each.get('href')}" for each in items.values()} == {*files, "EPUB/style.css"} - {
        *("META-INF/container.xml", "EPUB/package.opf"),
    }
    assert [each.get("href") for each in items.values() if each.get("properties") == "nav"] == ["nav.xhtml"]
    assert {each.get("idref") for each in package.iter(f"{{{OPF}}}itemref")} <= set(items)
    _check_contents(files)


def _check_contents(files: dict[str, ET.Element]) -> None:
    nav = files["EPUB/nav.xhtml"].find(f".//{{{XHTML}}}nav")
    assert nav is not None and nav.get(f"{{{OPS}}}type") == "toc"
    places = {f"pieces.xhtml#{each.get('id')}" for each in files["EPUB/pieces.xhtml"].iter(f"{{{XHTML}}}section")}
    assert {each.get("href") for each in nav.iter(f"{{{XHTML}}}a")} == places


ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
OPF, DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"


async def test_the_voices_have_a_feed_that_players_read(play: Play, tmp_path: Path, in_tmp: None) -> None:
    await _spoken(play)
    done = await _written(play, tmp_path / "out", address="https://archipel.example/recueil/")
    assert (done.pieces, done.voices, done.missing) == (1, 1, ())
    assert (tmp_path / "out/audio/R25.ogg").read_bytes() == b"OggS" + bytes(1996)
    feed = ET.fromstring((tmp_path / "out/podcast.xml").read_text("utf-8"))
    channel = feed.find("channel")
    assert (feed.tag, feed.get("version")) == ("rss", "2.0") and channel is not None
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language", "copyright"))
    [item] = channel.findall("item")
    assert all(item.findtext(name) for name in ("title", "description", "guid", "pubDate"))
    assert parsedate_to_datetime(str(item.findtext("pubDate"))).isoformat() == "2021-04-14T08:30:00+00:00"
    enclosure = item.find("enclosure")
    assert enclosure is not None and enclosure.attrib == {
        "url": "https://archipel.example/recueil/audio/R25.ogg",
        "length": "2000",
        "type": "audio/ogg",
    }
    assert "Théo" in str(item.findtext("title"))
    _check_directory(channel)


def _check_directory(channel: ET.Element) -> None:
    """What podcast directories want of a channel, and its picture."""
    image, category = channel.find(f"{{{ITUNES}}}image"), channel.find(f"{{{ITUNES}}}category")
    assert image is not None and image.get("href") == "https://archipel.example/recueil/cover.png"
    assert category is not None and category.get("text") == "Society & Culture"
    assert channel.findtext(f"{{{ITUNES}}}explicit") == "false" and channel.findtext(f"{{{ITUNES}}}author")
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert own is not None and own.get("href") == "https://archipel.example/recueil/podcast.xml"


def test_the_feeds_picture_is_one_that_directories_take(tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(cover())
    height, width, bands = imread(tmp_path / "cover.png").shape
    assert height == width and 1400 <= width <= 3000 and bands >= 3


async def test_a_cover_of_the_collectives_own_stays(play: Play, tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(b"their own")
    await _written(play, tmp_path)
    assert (tmp_path / "cover.png").read_bytes() == b"their own"


async def test_the_tisseuse_is_given_the_book_and_its_text_in_her_room(tmp_path: Path, in_tmp: None) -> None:
    async with playing("sqlite://", files=tmp_path / "files") as play:
        ref = await _published(play, "J'arrête de compter.", "prénom")
        heard = await play.says("tisseuse", OFFICE, "!recueil fichiers")
        given = [line for line in heard.lines if line["kind"] == "file"]
        assert [(line["room"], line["name"], line["mimetype"]) for line in given] == [
            (OFFICE, "recueil.epub", "application/epub+zip"),
            (OFFICE, "recueil.md", "text/markdown"),
        ]
        assert "une pièce" in given[0]["body"] and "voix" not in given[0]["body"]
        await _written(play, tmp_path)
        paths = [Path(line["path"]) for line in given]
        assert {path.parent for path in paths} == {tmp_path / "files"}
        assert [path.read_bytes() for path in paths] == [(tmp_path / line["name"]).read_bytes() for line in given]
        await play.says("karim", alone("karim"), f"!trace {ref} retire")
        assert said(await play.says("tisseuse", OFFICE, "!recueil fichiers")) == ["NothingPublished"]


async def test_with_the_files_the_voices_are_named(play: Play, in_tmp: None) -> None:
    await _spoken(play)
    heard = await play.says("tisseuse", OFFICE, "!anthology files")
    assert "Les voix (R25)" in heard.lines[0]["body"] and heard.lines[0]["path"] is None
    assert play.bot.bench.media.names() == {await _media(play)}


async def _media(play: Play) -> str:
    async with play.bot.bench.database.transaction() as session:
        [voice] = await Traces(session).media()
        return voice


@pytest.mark.parametrize("who", ["karim", "theo"])
async def test_nobody_else_is_given_the_files(play: Play, who: str) -> None:
    await _published(play, WORDS, "prénom")
    for room in (TRABOULE, alone(who)):
        assert said(await play.says(who, room, "!recueil fichiers")) == ["TisseuseOnly"]


async def test_a_voice_that_was_withdrawn_leaves_the_folder_and_nothing_else_does(
    play: Play, tmp_path: Path, in_tmp: None
) -> None:
    await _spoken(play)
    await _written(play, tmp_path)
    note = tmp_path / "audio" / "générique.ogg"
    sound(b"somebody's own")
    (tmp_path / "voice.ogg").rename(note)
    await play.line(sender=full("theo"), redact="$voice")
    assert (await _written(play, tmp_path)).pieces == 0
    assert list((tmp_path / "audio").iterdir()) == [note]


async def test_a_voice_whose_sound_is_not_here_is_named(play: Play, tmp_path: Path) -> None:
    await play.says("theo", alone("theo"), "!trace R10 recueil prénom")
    await play.says("theo", alone("theo"), "oui")
    assert "R10" in (await play.says("tisseuse", OFFICE, "!recueil audio")).text
    await play.says("tisseuse", OFFICE, "!recueil R10 publie")
    assert (await _written(play, tmp_path)).missing == ("R10",)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_same_content_gives_the_same_bytes(play: Play, tmp_path: Path, language: Language) -> None:
    await _published(play, WORDS, "prénom")
    for folder in ("first", "second"):
        await _written(play, tmp_path / folder, language)
    names = ("recueil.md", "recueil.epub", "podcast.xml")
    assert [(tmp_path / "first" / name).read_bytes() for name in names] == [
        (tmp_path / "second" / name).read_bytes() for name in names
    ]
