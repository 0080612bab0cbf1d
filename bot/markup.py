"""Words to Matrix: `**bold**`, `` `code` `` and lines become HTML and plain text; typed text is never markup."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from urllib.parse import quote

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: stripped from typed text, so they cannot be forged
_SLOT = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_CONTROLS = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ue000\ue001]"
)


@dataclass(frozen=True, slots=True)
class Text:
    """Ready to send. `html` is None when plain text says it all."""

    body: str
    html: str | None = None


@dataclass(slots=True)
class Slots:
    """Keeps typed text out of the markup: words hold a slot where it stands."""

    _plain: list[str] = field(default_factory=list)
    _html: list[str] = field(default_factory=list)

    def keep(self, typed: str) -> str:
        """A slot for what a person typed; invisible and direction-changing characters are dropped."""
        clean = _CONTROLS.sub("", typed)
        if not clean.strip():
            return ""  # so that the line it would have stood on disappears
        return self._add(clean, html.escape(clean, quote=False).replace("\n", "<br>"))

    def mention(self, user_id: str, name: str) -> str:
        """A slot for a person: their name, linked where links are shown."""
        clean = _CONTROLS.sub("", name)
        link = f"https://matrix.to/#/{quote(user_id, safe='@:')}"
        return self._add(clean, f'<a href="{link}">{html.escape(clean, quote=False)}</a>')

    def plain(self, text: str) -> str:
        """Slots filled for a reader of plain text."""
        return _SLOT.sub(lambda slot: self._plain[int(slot[1])], text)

    def marked(self, text: str) -> str:
        """Slots filled for HTML."""
        return _SLOT.sub(lambda slot: self._html[int(slot[1])], text)

    def _add(self, plain: str, marked: str) -> str:
        self._plain.append(plain)
        self._html.append(marked)
        return f"{_OPEN}{len(self._plain) - 1}{_CLOSE}"


def to_text(words: str, slots: Slots) -> Text:
    """Both forms of the same words. Lines left empty by a missing part disappear."""
    kept = "\n".join(line.rstrip() for line in words.split("\n") if line.strip())
    body = slots.plain(_CODE.sub(r"\1", _BOLD.sub(r"\1", kept)))
    escaped = html.escape(kept, quote=False)
    marked = _CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<strong>\1</strong>", escaped)).replace("\n", "<br>")
    filled = slots.marked(marked)
    return Text(body, None if filled == html.escape(body, quote=False) else filled)
