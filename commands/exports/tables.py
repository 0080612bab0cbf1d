"""Tables as files: CSV that a French spreadsheet opens by itself, and Markdown. Pure.

CSV after RFC 4180, with what LibreOffice and Excel want where the decimal mark is a comma: a byte order mark, `;`
between cells. A spreadsheet takes text that begins like a formula for one, also between quotes: such text gets an
apostrophe before it (OWASP, « CSV Injection »).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal

from commands.kit.sheets import Figure, Table

CSV, MARKDOWN = "text/csv", "text/markdown"
_BOM = "\ufeff"
_LIKE_A_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")  # wide ones count too
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def as_csv(table: Table) -> bytes:
    """Its title is the file's name, not a row: the first row is the heads."""
    whole = io.StringIO()
    writer = csv.writer(whole, delimiter=";", lineterminator="\r\n")
    writer.writerow([_inert(column) for column in table.columns])
    writer.writerows([_as_typed(figure) for figure in row] for row in table.rows)
    return (_BOM + whole.getvalue()).encode()


def _as_typed(figure: Figure) -> str:
    return _inert(figure) if isinstance(figure, str) else in_french(figure)


def in_french(figure: int | Decimal | dt.date | None) -> str:
    """Whatever the language: it is the spreadsheet that reads it."""
    if isinstance(figure, dt.date):
        return figure.isoformat()
    return "" if figure is None else str(figure).replace(".", ",")


def _inert(text: str) -> str:
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def as_markdown(title: str, tables: list[Table]) -> bytes:
    """All of them in one page, for a pad or a web page."""
    return "\n".join([f"# {_plain(title)}\n", *map(_section, tables)]).encode()


def _section(table: Table) -> str:
    rows = [table.columns, ["---"] * len(table.columns)]
    lines = [_row([_plain(str(cell)) for cell in rows[0]]), _row(list(rows[1]))]
    lines += [_row([_plain(each if isinstance(each, str) else in_french(each)) for each in row]) for row in table.rows]
    return f"## {_plain(table.title)}\n\n" + "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """A cell is one line, and nothing in it is markup."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
