"""An OpenDocument spreadsheet (ODF 1.2), a sheet a table: pure, and the same bytes for the same tables.

Each cell says of which type it is, so that no text is ever taken for a formula, and a number is one in every language.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from commands.kit.sheets import Figure, Table

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows none before
_NEVER_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER_IN_A_NAME = re.compile(r"[\[\]*?:/\\']")
_LONGEST_NAME = 31  # Excel takes no longer one
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def ods(tables: Sequence[Table]) -> bytes:
    """The file. Its first entry says what it is, uncompressed, so that it is known by its first bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EARLIEST), MIMETYPE, zipfile.ZIP_STORED)
        for name, text in (("META-INF/manifest.xml", _MANIFEST), ("content.xml", _content(tables))):
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


_MANIFEST = _XML + (
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>\n'
)
_STYLES = (
    '<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    '</number:date-style><style:style style:name="date" style:family="table-cell" style:data-style-name="day"/>'
    '<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="column" style:family="table-column">'
    '<style:table-column-properties style:column-width="4cm"/></style:style>'
)


def _content(tables: Sequence[Table]) -> str:
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in names)
    spaces += f' xmlns:number="{_OASIS}:datastyle:1.0" xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"'
    return _XML + (
        f'<office:document-content {spaces} office:version="1.2">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(map(_sheet, tables))}</office:spreadsheet></office:body>"
        "</office:document-content>\n"
    )


def _sheet(table: Table) -> str:
    name = _NEVER_IN_A_NAME.sub(" ", _clean(table.title))[:_LONGEST_NAME]
    heads = "".join(_text(column, "head") for column in table.columns)
    rows = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in table.rows)
    return (
        f"<table:table table:name={quoteattr(name)}>"
        f'<table:table-column table:style-name="column" table:number-columns-repeated="{len(table.columns)}"/>'
        f"<table:table-header-rows><table:table-row>{heads}</table:table-row></table:table-header-rows>"
        f"{rows}</table:table>"
    )


def _cell(figure: Figure) -> str:
    if figure is None:
        return "<table:table-cell/>"
    if isinstance(figure, dt.date):
        day = figure.isoformat()
        return (
            f'<table:table-cell table:style-name="date" office:value-type="date" office:date-value="{day}">'
            f"<text:p>{day}</text:p></table:table-cell>"
        )
    if isinstance(figure, int | Decimal):
        return (
            f'<table:table-cell office:value-type="float" office:value="{figure}">'
            f"<text:p>{figure}</text:p></table:table-cell>"
        )
    return _text(figure)


def _text(words: str, style: str | None = None) -> str:
    styled = f' table:style-name="{style}"' if style else ""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in _clean(words).splitlines())
    return f'<table:table-cell{styled} office:value-type="string">{lines}</table:table-cell>'


def _clean(text: str) -> str:
    return _NEVER_IN_XML.sub("", text)
