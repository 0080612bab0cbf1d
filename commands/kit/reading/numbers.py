"""Numbers written out: « deux cents », « quatre-vingt-dix », « mille cinq cents »."""

from __future__ import annotations

from commands.kit.reading.cursor import Cursor
from commands.kit.reading.lexicon import TEENS, TENS, UNITS


def written(c: Cursor) -> int | None:
    """A number in words, from 1 to 999,999."""
    return c.first(_thousands, _below_thousand)


def _thousands(c: Cursor) -> int | None:
    many = c.attempt(_below_thousand) or 1
    c.word("-")
    if not c.word("mille"):
        return None
    return many * 1000 + (c.attempt(_rest) or 0)


def _rest(c: Cursor) -> int | None:
    c.word("-")
    return _below_thousand(c)


def _below_thousand(c: Cursor) -> int | None:
    return c.first(_hundreds, _below_hundred)


def _hundreds(c: Cursor) -> int | None:
    many = c.one_of(UNITS) or 1
    c.word("-")
    if not c.word("cent", "cents"):
        return None
    return many * 100 + (c.attempt(_after_hundred) or 0)


def _after_hundred(c: Cursor) -> int | None:
    c.word("-")
    return _below_hundred(c)


def _below_hundred(c: Cursor) -> int | None:
    return c.first(_eighties, _tens, _teens, lambda cursor: cursor.one_of(UNITS))


def _eighties(c: Cursor) -> int | None:
    if not c.word("quatre"):
        return None
    c.word("-")
    if not c.word("vingt", "vingts"):
        return None
    return 80 + (c.attempt(_to_nineteen) or 0)


def _tens(c: Cursor) -> int | None:
    tens = c.one_of(TENS)
    if tens is None:
        return None
    return tens + (c.attempt(_to_nineteen if tens == 60 else _to_nine) or 0)


def _teens(c: Cursor) -> int | None:
    found = c.one_of(TEENS)
    if found != 10:
        return found
    return 10 + (c.attempt(_seven_to_nine) or 0)


def _seven_to_nine(c: Cursor) -> int | None:
    c.word("-")
    text = c.word("sept", "huit", "neuf")
    return None if text is None else UNITS[text]


def _to_nine(c: Cursor) -> int | None:
    c.word("-")
    c.word("et")
    c.word("-")
    return c.one_of(UNITS)


def _to_nineteen(c: Cursor) -> int | None:
    c.word("-")
    c.word("et")
    c.word("-")
    return c.first(_teens, lambda cursor: cursor.one_of(UNITS))
