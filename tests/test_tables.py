"""Tables as files: read again by other readers, and inert whatever somebody typed."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from commands.exports.ods import MIMETYPE, ods
from commands.exports.tables import as_csv, as_markdown
from commands.kit.sheets import Figure, Sheet, Table, worded

DAY = dt.date(2021, 4, 14)
FORMULAS = ["=1+1", "+33 6", "-2", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u00a0+1", '=HYPERLINK("x";"y")']
OFFICE, TABLE = (
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
)


def table(*cells: Figure) -> Table:
    """One row."""
    return Table("essai", "Essai", tuple(f"c{index}" for index in range(len(cells))), (cells,))


def read_csv(data: bytes) -> list[list[str]]:
    """As another program reads it."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_ods(data: bytes) -> dict[str, list[list[tuple[str | None, str]]]]:
    """Sheets by name; of each cell its type and its words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].filename == "mimetype" and archive.read("mimetype").decode() == MIMETYPE
        root = ET.fromstring(archive.read("content.xml"))
    assert not [name for each in root.iter() for name in each.attrib if name.endswith("}formula")]
    return {str(sheet.get(f"{TABLE}name")): _rows(sheet) for sheet in root.iter(f"{TABLE}table")}


def _rows(sheet: ET.Element) -> list[list[tuple[str | None, str]]]:
    rows = [list(row.iter(f"{TABLE}table-cell")) for row in sheet.iter(f"{TABLE}table-row")]
    return [[(cell.get(f"{OFFICE}value-type"), "\n".join(p.text or "" for p in cell)) for cell in row] for row in rows]


def test_csv_is_what_a_french_spreadsheet_opens_by_itself() -> None:
    data = as_csv(table("Îlot", 3, Decimal("4.5"), DAY, None, 'un "mot"; deux'))
    assert data.endswith(b"\r\n")
    assert read_csv(data)[1] == ["Îlot", "3", "4,5", "2021-04-14", "", 'un "mot"; deux']


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_begins_like_a_formula_is_kept_from_being_one(typed: str) -> None:
    assert read_csv(as_csv(table(typed)))[1] == [f"'{typed}"]
    assert read_ods(ods([table(typed)]))["Essai"][1][0][0] == "string"


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_whatever_was_typed_no_cell_of_csv_begins_like_a_formula(typed: list[str]) -> None:
    for cell in read_csv(as_csv(table(*typed)))[1]:
        assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
        assert not cell.startswith(("\t", "\r", "\n"))


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=5))
def test_whatever_was_typed_a_spreadsheet_can_be_read_and_holds_words(typed: list[str]) -> None:
    assert {kind for kind, _ in read_ods(ods([table(*typed)]))["Essai"][1]} == {"string"}


def test_each_cell_of_a_spreadsheet_says_of_which_type_it_is() -> None:
    [row] = read_ods(ods([table("mot", 3, Decimal("4.5"), DAY, None)]))["Essai"][1:]
    assert row == [("string", "mot"), ("float", "3"), ("float", "4.5"), ("date", "2021-04-14"), (None, "")]


def test_sheets_stand_in_their_order_under_names_that_every_spreadsheet_takes() -> None:
    found = read_ods(ods([Table("a", "Temps : [à] 'tous' / ensemble, et de loin", ("c",), ()), table(1)]))
    assert len(found) == 2 and all(len(name) <= 31 and not set(name) & set("[]*?:/\\'") for name in found)


def test_the_same_tables_are_the_same_bytes() -> None:
    assert ods([table("a", 1)]) == ods([table("a", 1)])


def test_markdown_is_a_table_and_what_was_typed_is_no_markup() -> None:
    text = as_markdown("Titre", [table("a | b", "**c**\n<b>", Decimal("4.5"))]).decode()
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "<td>a | b</td>" in html and "<td>**c** &lt;b&gt;</td>" in html and "<td>4,5</td>" in html


def test_a_row_of_another_width_than_its_heads_is_a_fault() -> None:
    def speak(_what: object) -> str:
        return "Titre\nUn\nDeux"

    class Heads:
        """Two columns."""

        says = "Heads"

        def values(self) -> dict[str, object]:
            """None."""
            return {}

    assert worded(Sheet("s", Heads(), (("a", 1),)), speak).columns == ("Un", "Deux")
    with pytest.raises(ValueError, match="another width"):
        worded(Sheet("s", Heads(), (("a",),)), speak)
