"""Pictures and the page of a report: they say in words what they show, and need nothing else to be seen."""

from __future__ import annotations

import datetime as dt
import re
import struct
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from commands.kit.pictures import Ink
from commands.report import drawing
from commands.report import pictured as say
from commands.report.counting import Edge
from commands.report.picturing import MOST_ILOTS, Picture, Scene, Words
from commands.report.targets import Target, target_on, targets_of
from storage.links import LinkKind
from storage.milestones import Milestone
from storage.values import Ref
from tests.playing import ARCHIPEL, Heard, Play, playing

HOUSE = Path(__file__).parent.parent


async def _given(tmp_path: Path, said: str = "année") -> Heard:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as play:
        return await play.says("tisseuse", "tisseuse", f"!bilan {said}")


@pytest.fixture(scope="module")
async def given(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    return await _given(tmp_path_factory.mktemp("files"))


def _page(heard: Heard) -> str:
    (line,) = [line for line in heard.lines if line["kind"] == "file"]
    return Path(line["path"]).read_text("utf-8")


def test_the_words_come_first_then_three_pictures_then_the_page(given: Heard) -> None:
    assert [line["kind"] for line in given.lines] == ["text", "image", "image", "image", "file"]
    assert given.lines[-1]["name"] == "bilan-2021-01-01-2021-12-31.html"


def test_each_picture_is_a_png_two_dots_a_pixel_of_a_phone(given: Heard) -> None:
    for line in given.lines[1:4]:
        data = Path(line["path"]).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        wide, high = struct.unpack(">II", data[16:24])
        assert wide == 780 and 300 <= high <= 1000


def test_what_a_picture_shows_is_said_beside_it(given: Heard) -> None:
    links, mechanisms, needs = (line["alt"] for line in given.lines[1:4])
    assert all(line["alt"] == line["body"] for line in given.lines[1:4])
    folded = links.replace("\u00a0", " ")
    assert "Plume et Traboule, un échange pourvu (I3), une chose en commun (C6)" in folded
    assert "Encore sans lien : Beffroi" in folded
    assert "4 au 14 avril" in mechanisms and "3 en avril" in mechanisms and "4 à 5 en octobre" in mechanisms
    assert "traduction" in needs and "1 ouvert, 1 pourvu" in needs


def test_no_picture_and_no_page_is_drawn_from_solidarity(given: Heard) -> None:
    words = " ".join([*(line["body"] for line in given.lines), _page(given)])
    assert not re.search(r"\bS-[A-Z0-9]{3}\b", words)


class _Outline(HTMLParser):
    """What a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_fetches_nothing(given: Heard) -> None:
    text, outline = _page(given), _Outline()
    outline.feed(text)
    assert outline.open == []
    names = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(names) == len(set(names))
    for tag, attrs in outline.tags:
        assert tag not in {"script", "link", "img", "iframe", "object"}
        links = [value or "" for name, value in attrs.items() if name in {"href", "xlink:href", "src"}]
        assert all(value.startswith("#") and value[1:] in names for value in links)
    assert "@import" not in text and not re.search(r"url\((?!#)", text)


def test_each_drawing_of_the_page_has_its_words_and_a_table(given: Heard) -> None:
    outline = _Outline()
    outline.feed(_page(given))
    drawn = [attrs for tag, attrs in outline.tags if tag == "svg"]
    assert [attrs["role"] for attrs in drawn] == ["img"] * 3
    assert [attrs["aria-label"] for attrs in drawn] == [line["alt"] for line in given.lines[1:4]]
    assert len([tag for tag, _ in outline.tags if tag == "figcaption"]) == 3


def test_a_drawing_takes_its_colours_from_light_or_dark(given: Heard) -> None:
    text = _page(given)
    assert "prefers-color-scheme:dark" in text and "@media print" in text
    assert "var(--ink)" in text and "#010101" not in text


def test_printed_it_is_light_and_cuts_neither_a_drawing_nor_a_row(given: Heard) -> None:
    text = _page(given)
    screen, _, printed = text.partition("@media print")
    rules = printed[: printed.index("</style>")]
    assert screen.index("prefers-color-scheme:dark") and "color-scheme:light;" in rules and "--paper:#fff" in rules
    assert re.search(r"section,figure{[^}]*break-inside:avoid", screen)
    assert "h2{break-after:avoid}" in rules and "tr,li,blockquote{break-inside:avoid}" in rules
    words, _, drawn = text.partition('<div class="parts pictures">')
    assert "<svg" not in words and drawn.count("<figure>") == text.count("<figure>") == 3


async def test_what_people_wrote_is_no_markup(play: Play, tmp_path: Path) -> None:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as stage:
        await stage.says("noa", "ilot:granit", "!besoin <b>montage</b> #<script>alert(1)</script>")
        await stage.says("youenn", "ilot:granit", "!besoin relecture #a&b<i>")
        page = _page(await stage.says("tisseuse", "tisseuse", "!bilan"))
    assert "<script" not in page and "<i>" not in page


def _edge(one: str, other: str, **origins: int) -> Edge:
    return Edge(
        (one, other), {LinkKind(kind): tuple(Ref("O", n + 1) for n in range(many)) for kind, many in origins.items()}
    )


def _drawn(scene: Scene) -> str:
    labels = {"exchange": "échanges", "common": "en commun", "told": "annoncés"}
    return drawing.svg(scene, Ink(), Words("Liens", labels))


def test_the_kind_of_a_link_is_told_by_its_line_and_not_by_a_colour() -> None:
    pairs = [_edge("A", "B", exchange=1), _edge("A", "B", common=1), _edge("A", "B", told=1)]
    drawn = [_drawn(Scene("liens", 860, edges=[edge], ilots=("A", "B"))) for edge in pairs]
    dashes = [tuple(sorted(set(re.findall(r"stroke-dasharray: ([\d. ,]+)", each)))) for each in drawn]
    assert len(set(dashes)) == 3
    colours = [frozenset(re.findall(r"stroke: (#\w+)", each)) for each in drawn]
    assert len(set(colours)) == 1


def test_several_links_of_a_kind_are_counted_beside_their_line() -> None:
    assert ">4<" in _drawn(Scene("liens", 860, edges=[_edge("A", "B", exchange=4)], ilots=("A", "B")))


def test_the_same_figures_are_the_same_drawing() -> None:
    scene = Scene("liens", 860, edges=[_edge("A", "B", exchange=2)], ilots=("A", "B"))
    assert _drawn(scene) == _drawn(scene)


@pytest.mark.parametrize("count", [0, 1, 2, MOST_ILOTS])
def test_any_number_of_ilots_can_be_drawn(count: int) -> None:
    names = [f"Îlot {number}" for number in range(count)]
    assert all(name in _drawn(Scene("liens", 860, edges=[], ilots=names)) for name in names)


def _milestone(title: str, first: str, last: str) -> Milestone:
    return Milestone(starts_on=dt.date.fromisoformat(first), ends_on=dt.date.fromisoformat(last), title=title)


def test_targets_are_what_the_milestones_say() -> None:
    found = targets_of(
        [
            _milestone("4 à 5 systèmes de solidarité en place et évalués", "2021-10-01", "2021-10-31"),
            _milestone("Au moins 3 mécanismes de solidarité en place", "2021-04-01", "2021-04-30"),
            _milestone("Premier comité de pilotage", "2021-02-01", "2021-02-28"),
        ]
    )
    assert [(each.low, each.high) for each in found] == [(3, 3), (4, 5)]
    april, october = found
    wanted: dict[str, Target] = {"2021-03-31": april, "2021-04-30": april, "2021-05-01": october, "2022-01-01": october}
    assert {day: target_on(found, dt.date.fromisoformat(day)) for day in wanted} == wanted
    assert target_on([], dt.date(2021, 4, 1)) is None


def test_the_bot_starts_without_what_draws() -> None:
    code = "import sys, bot.app; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


async def test_before_anything_happened_there_is_a_report_all_the_same(tmp_path: Path) -> None:
    heard = await _given(tmp_path, "2020")
    assert [line["kind"] for line in heard.lines] == ["text", "image", "image", "image", "file"]
    assert "aucune annonce" in _page(heard)


def test_a_picture_is_worded_only_when_it_is_drawn() -> None:
    asked: list[Any] = []
    scene = Scene("liens", 860, edges=[], ilots=())

    def _worded(speak: Any) -> Words:
        asked.append(speak)
        return Words("", {})

    picture = Picture(scene, say.LinksTitle(), _worded)
    assert picture.file().pixels == (780, 860) and not asked
