"""An EPUB 3 book of short pieces: pure, and the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_NEVER_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MIMETYPE = "application/epub+zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows none before; the book itself tells its date


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece as it is printed: its heading, its words, whose they are, and what else there is to say."""

    name: str  # of its place in the book
    heading: str
    words: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """All of it."""

    title: str
    rights: str
    language: str
    modified: dt.datetime
    pieces: Sequence[Piece]


def plain(text: str) -> str:
    """Escaped, and without what no XML may hold."""
    return escape(_NEVER_IN_XML.sub("", text))


def epub(book: Book) -> bytes:
    """The file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _EARLIEST), MIMETYPE, zipfile.ZIP_STORED)
        for name, text in _files(book).items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _files(book: Book) -> dict[str, str]:
    return {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _package(book),
        "EPUB/style.css": _STYLE,
        "EPUB/nav.xhtml": _page(book, _contents(book)),
        "EPUB/pieces.xhtml": _page(book, "".join([_front(book), *map(_section, book.pieces)])),
    }


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTAINER = _XML + (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


_STYLE = """\
body { margin: 1em; line-height: 1.5; }
section { break-before: page; page-break-before: always; }
section#front { break-before: auto; page-break-before: auto; }
h1, h2 { line-height: 1.2; font-weight: normal; }
blockquote { margin: 0; }
p { margin: 0 0 1em; overflow-wrap: break-word; }
p.by { margin-top: 1.5em; text-align: right; font-style: italic; }
p.note, p.rights { font-size: 0.9em; }
nav ol { list-style: none; padding: 0; }
nav li { margin: 0.5em 0; }
"""


def _package(book: Book) -> str:
    modified = book.modified.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, repr((book.title, modified, tuple(book.pieces))))
    return _XML + (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{book.language}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier><dc:title>{plain(book.title)}</dc:title>'
        f"<dc:language>{book.language}</dc:language><dc:rights>{plain(book.rights)}</dc:rights>"
        f'<meta property="dcterms:modified">{modified}</meta></metadata><manifest>'
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="style" href="style.css" media-type="text/css"/>'
        '<item id="pieces" href="pieces.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="pieces"/></spine></package>\n'
    )


def _page(book: Book, body: str) -> str:
    return _XML + (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'xml:lang="{book.language}" lang="{book.language}"><head><title>{plain(book.title)}</title>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>'
        f"<body>{body}</body></html>\n"
    )


def _contents(book: Book) -> str:
    """It needs an entry, also where nothing is published."""
    front = f'<li><a href="pieces.xhtml#front">{plain(book.title)}</a></li>'
    pieces = [
        f'<li><a href="pieces.xhtml#{each.name}">{plain(f"{each.heading}, {each.by}")}</a></li>' for each in book.pieces
    ]
    entries = "".join([front, *pieces])
    return f'<nav epub:type="toc"><h1>{plain(book.title)}</h1><ol>{entries}</ol></nav>'


def _front(book: Book) -> str:
    return (
        f'<section id="front"><h1>{plain(book.title)}</h1><p class="rights">{_linked(plain(book.rights))}</p></section>'
    )


def _section(piece: Piece) -> str:
    note = f'<p class="note">{plain(piece.note)}</p>' if piece.note else ""
    return (
        f'<section id="{piece.name}"><h2>{plain(piece.heading)}</h2>{_quoted(plain(piece.words))}{note}'
        f'<p class="by">{plain(piece.by)}</p></section>'
    )


def _quoted(words: str) -> str:
    """A paragraph where an empty line stands, and the lines of each."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", "\n".join(words.splitlines()))]
    made = "".join(f"<p>{'<br/>'.join(part.splitlines())}</p>" for part in paragraphs if part)
    return f"<blockquote>{made}</blockquote>" if made else ""


def _linked(text: str) -> str:
    return re.sub(r"https://\S+", r'<a href="\g<0>">\g<0></a>', text)
