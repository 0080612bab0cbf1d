"""From words to a price (R10, R15): « 150€/jour », « 50-80 € », « prix libre ». No marker, no amount."""

from __future__ import annotations

from dataclasses import dataclass

from commands.kit.reading.cursor import Cursor
from storage.values import Price, PriceKind, PriceUnit, Tax

_UNITS = {
    "jour": PriceUnit.DAY, "jours": PriceUnit.DAY, "journee": PriceUnit.DAY, "j": PriceUnit.DAY,
    "h": PriceUnit.HOUR, "heure": PriceUnit.HOUR, "l'heure": PriceUnit.HOUR,
    "semaine": PriceUnit.WEEK, "sem": PriceUnit.WEEK, "mois": PriceUnit.MONTH,
    "pers": PriceUnit.PERSON, "personne": PriceUnit.PERSON, "personnes": PriceUnit.PERSON,
    "participant": PriceUnit.PERSON, "participante": PriceUnit.PERSON, "tete": PriceUnit.PERSON,
    "mot": PriceUnit.WORD, "mots": PriceUnit.WORD, "piece": PriceUnit.PIECE, "unite": PriceUnit.PIECE,
    "l'unite": PriceUnit.PIECE,
}  # fmt: skip
_LOOSE = ("environ", "max", "maxi", "maximum", "min", "mini", "minimum", "autour")
_DASHES = ("-", "–", "—", "a", "et")


@dataclass(frozen=True, slots=True)
class Said:
    """A price as it was said; `loosely` when words such as « environ » have to stay in the title."""

    price: Price
    loosely: bool = False


def price(c: Cursor) -> Said | None:
    """An amount with its marker, or a word for a price."""
    return c.first(_amount_said, _word_said)


def unmarked_price(c: Cursor) -> Said | None:
    """After the key `tarif:`, which is the marker: a bare number is an amount, « solidaire » a price."""
    return c.first(_amount_said, _bare_amount, _word_said, _solidary_alone)


# ── amounts ──


def _amount_said(c: Cursor) -> Said | None:
    loosely = _lead(c)
    kind = _kind_before(c)
    amounts = c.first(_range, _single)
    if amounts is None:
        return None
    low, high = amounts
    unit = c.attempt(_unit)
    tax = _tax(c)
    unit = unit or c.attempt(_unit)
    kind = PriceKind.SOLIDARY if c.word("solidaire", "solidaires") else kind
    loosely = c.word(*_LOOSE) is not None or loosely
    if low == 0 and high is None:
        return Said(Price(PriceKind.FREE))
    return Said(Price(kind, low, high, unit, tax), loosely)


def _lead(c: Cursor) -> bool:
    """Little words before an amount; True when one of them makes it loose."""
    c.word("pour", "tarif", "prix", "budget", "cout", "forfait")
    c.word(":", "de")
    if c.words("a", "partir", "de"):
        return True
    loose = c.word(*_LOOSE) is not None
    c.word("de")
    if not loose:
        c.word("a")
    return loose


def _kind_before(c: Cursor) -> PriceKind:
    return PriceKind.SOLIDARY if c.word("solidaire") else PriceKind.PAID


def _range(c: Cursor) -> tuple[int, int | None] | None:
    c.word("entre", "de")
    low = cents(c)
    if low is None:
        return None
    _mark(c)
    if not c.word(*_DASHES):
        return None
    high = cents(c)
    if high is None or not _mark(c):
        return None
    return (min(low, high), max(low, high)) if low != high else (low, None)


def _single(c: Cursor) -> tuple[int, int | None] | None:
    amount = cents(c)
    return (amount, None) if amount is not None and _mark(c) else None


def _bare_amount(c: Cursor) -> Said | None:
    low = cents(c)
    if low is None:
        return None
    high = c.attempt(_high)
    unit = c.attempt(_unit)
    return Said(Price(PriceKind.PAID, low, high, unit, _tax(c)))


def _high(c: Cursor) -> int | None:
    return cents(c) if c.word(*_DASHES) else None


def cents(c: Cursor) -> int | None:
    """A number in euros as whole cents: « 1 500 », « 1.500 », « 0,12 »."""
    whole = c.peek().text
    if not whole.isdecimal() or not whole.isascii() or len(whole) > 7 or c.number(0, 9_999_999, digits=7) is None:
        return None
    if len(whole) <= 3:
        whole += _thousands(c)
    if len(whole) > 9:
        return None
    fraction = _decimals(c)
    return None if fraction is None else int(whole) * 100 + fraction


def _thousands(c: Cursor) -> str:
    """Groups of three behind a space or a point."""
    groups = ""
    while len(groups) < 6:
        after = c.peek()
        if after.text.isdecimal() and len(after.text) == 3 and not after.glued:
            c.number(0, 999, digits=3)
            groups += after.text
        elif after.text == "." and after.glued and _is_group(c):
            c.word(".")
            groups += c.peek().text
            c.number(0, 999, digits=3)
        else:
            break
    return groups


def _is_group(c: Cursor) -> bool:
    behind = c.peek(1)
    return behind.glued and behind.text.isdecimal() and len(behind.text) == 3


def _decimals(c: Cursor) -> int | None:
    """« ,12 » or « .5 »; None when what follows the comma is neither one nor two digits."""
    mark, digits = c.peek(), c.peek(1)
    if mark.text not in {",", "."} or not mark.glued or not digits.glued or not digits.text.isdecimal():
        return 0
    if len(digits.text) > 2 or not digits.text.isascii():
        return None
    c.word(",", ".")
    c.number(0, 99, digits=2)
    return int(digits.text.ljust(2, "0"))


def _mark(c: Cursor) -> bool:
    if c.word("€", "euro", "euros", "eur"):
        return True
    after = c.peek(1)
    lone = c.peek().text == "e" and c.peek().glued and not (after.glued and after.text.isalnum())
    return lone and c.word("e") is not None


def _unit(c: Cursor) -> PriceUnit | None:
    """« /jour », « la journée », « de l'heure », « par personne », « forfait »."""
    if c.words("(", "forfait", ")") or c.words("au", "forfait") or c.word("forfait", "forfaitaire"):
        return PriceUnit.FLAT
    c.word("de")
    led = c.word("/", "par", "le", "la", "l'", "chaque") is not None
    half = c.word("demi", "1/2") is not None
    if half:
        c.word("-")
    before = c.peek().text
    found = c.one_of(_UNITS)
    c.word(".")
    if found is None or not (led or half or before.startswith("l'") or found is PriceUnit.PIECE):
        return None
    return PriceUnit.HALF_DAY if half and found is PriceUnit.DAY else found


def _tax(c: Cursor) -> Tax | None:
    found = c.word("ht", "ttc")
    return None if found is None else Tax(found.upper())


# ── words ──


def _word_said(c: Cursor) -> Said | None:
    kind = c.first(_free, _free_price, _barter, _to_discuss, _solidary)
    return None if kind is None else Said(Price(kind))


def _free(c: Cursor) -> PriceKind | None:
    c.words("a", "titre")
    words = ("gratuit", "gratuite", "gratuits", "gratuites", "gratuitement", "gracieux", "gracieusement")
    return PriceKind.FREE if c.word(*words) else None


def _free_price(c: Cursor) -> PriceKind | None:
    c.word("a", "en")
    found = c.words("prix", "libre") or c.words("participation", "libre") or c.words("tarif", "libre")
    return PriceKind.FREE_PRICE if found else None


def _barter(c: Cursor) -> PriceKind | None:
    c.word("en", "contre")
    return PriceKind.BARTER if c.word("troc") else None


def _to_discuss(c: Cursor) -> PriceKind | None:
    c.word("tarif", "prix", "budget")
    return PriceKind.TO_DISCUSS if c.words("a", "discuter") else None


def _solidary(c: Cursor) -> PriceKind | None:
    """Alone, « solidaire » may be anything: it wants « tarif » or « prix »."""
    c.word("a", "au")
    return PriceKind.SOLIDARY if c.word("tarif", "prix") and c.word("solidaire") else None


def _solidary_alone(c: Cursor) -> Said | None:
    return Said(Price(PriceKind.SOLIDARY)) if c.word("solidaire") else None
