"""A place in a list of tokens, that parsers move forward and put back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from commands.kit.reading.folding import Token

T = TypeVar("T")
_CLOSING = frozenset({".", ",", ";", "!", "?", "…", ")"})
_NOTHING = Token("", -1, -1, glued=False)


class Cursor:
    """Every parser returns None and leaves the cursor where it was when it does not find its thing."""

    __slots__ = ("_at", "_tokens", "keyed")

    def __init__(self, tokens: Sequence[Token], at: int = 0, *, keyed: bool = False) -> None:
        self._tokens = tokens
        self._at = at
        self.keyed = keyed  # the text stands behind a key: what kind of value it is needs no proof

    @property
    def end(self) -> int:
        """Where in the source the token that was just passed ends."""
        return self.peek(-1).end

    @property
    def at_end(self) -> bool:
        """True when nothing but closing marks is left."""
        return all(token.text in _CLOSING for token in self._tokens[self._at :])

    def peek(self, ahead: int = 0) -> Token:
        """The token there, -1 being the one just passed; an empty one past either end."""
        index = self._at + ahead
        return self._tokens[index] if 0 <= index < len(self._tokens) else _NOTHING

    def word(self, *words: str) -> str | None:
        """Any of these words."""
        text = self.peek().text
        if text in words:
            self._at += 1
            return text
        return None

    def words(self, *sequence: str) -> bool:
        """All of these words, in a row."""
        if all(self.peek(index).text == word for index, word in enumerate(sequence)):
            self._at += len(sequence)
            return True
        return False

    def one_of(self, table: Mapping[str, T]) -> T | None:
        """A word of the table, as its value."""
        text = self.peek().text
        if text in table:
            self._at += 1
            return table[text]
        return None

    def number(self, low: int, high: int, digits: int = 4) -> int | None:
        """A whole number within bounds."""
        text = self.peek().text
        if text.isascii() and text.isdigit() and len(text) <= digits and low <= int(text) <= high:
            self._at += 1
            return int(text)
        return None

    def attempt(self, parse: Callable[[Cursor], T | None]) -> T | None:
        """What it finds; nothing moved when it finds nothing."""
        before = self._at
        found = parse(self)
        if found is None:
            self._at = before
        return found

    def first(self, *parsers: Callable[[Cursor], T | None]) -> T | None:
        """What the first of them to succeed finds."""
        for parse in parsers:
            found = self.attempt(parse)
            if found is not None:
                return found
        return None
