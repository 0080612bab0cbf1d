"""From words to a price (R10, R15): « 150€/jour », « 50-80 € », « prix libre ». No marker, no amount."""

from __future__ import annotations

from dataclasses import dataclass

from commands.kit.reading.cursor import Cursor
from commands.kit.reading.lexicon import MONEY_WORDS, SHORT_WEEKDAYS, WEEKDAYS
from commands.kit.reading.numbers import written
from storage.values import Price, PriceKind, PriceUnit, Tax

_UNITS = {
    "jour": PriceUnit.DAY, "jours": PriceUnit.DAY, "journee": PriceUnit.DAY, "j": PriceUnit.DAY,
    "h": PriceUnit.HOUR, "heure": PriceUnit.HOUR, "l'heure": PriceUnit.HOUR, "l'h": PriceUnit.HOUR,
    "semaine": PriceUnit.WEEK, "sem": PriceUnit.WEEK, "mois": PriceUnit.MONTH,
    "pers": PriceUnit.PERSON, "personne": PriceUnit.PERSON, "personnes": PriceUnit.PERSON,
    "participant": PriceUnit.PERSON, "participante": PriceUnit.PERSON, "tete": PriceUnit.PERSON,
    "mot": PriceUnit.WORD, "mots": PriceUnit.WORD, "piece": PriceUnit.PIECE, "unite": PriceUnit.PIECE,
    "l'unite": PriceUnit.PIECE,
}  # fmt: skip
_LOOSE = ("environ", "env", "max", "maxi", "maximum", "min", "mini", "minimum", "autour")
_MOST_EUROS = 9_999_999  # nobody's price is higher
_DAYS = frozenset({*WEEKDAYS, *SHORT_WEEKDAYS})
_LAST_ORDINAL = 20_00  # « Paris 11e », « maths 6e » are no amounts: up to there a lone « e » wants a unit
_DASHES = ("-", "–", "—", "a")
_FREE = ("gratuit", "gratuite", "gratuits", "gratuites", "gratuitement", "gracieux", "gracieusement")


@dataclass(frozen=True, slots=True)
class Said:
    """A price as it was said; `loosely` when words such as « environ » have to stay in the title."""

    price: Price
    loosely: bool = False


def price(c: Cursor) -> Said | None:
    """An amount with its marker, or a word for a price."""
    return c.first(_amount_said, _word_said)


def price_or_solidary(c: Cursor) -> Said | None:
    """The same where a comma stood before: there, « solidaire » alone is a price."""
    return c.first(price, _solidary_alone)


def price_behind_key(c: Cursor) -> Said | None:
    """After the key `tarif:`, which is the marker: a bare number is an amount, « libre » a price."""
    return c.first(_amount_said, _bare_amount, _word_said, _solidary_alone, _free_alone)


def amount(c: Cursor) -> int | None:
    """Whole cents of an amount with its marker; of a range, the higher end."""
    found = c.first(_range, _marked_before, _single)
    return None if found is None else found[1] or found[0]


# ── amounts ──


def _amount_said(c: Cursor) -> Said | None:
    flat, loosely = _lead(c)
    kind = PriceKind.SOLIDARY if c.word("solidaire") else PriceKind.PAID
    c.word(":")
    amounts = c.first(_range, _marked_before, _single)
    if amounts is None:
        return None
    ordinal = c.peek(-1).text == "e" and amounts[0] <= _LAST_ORDINAL and amounts[1] is None
    unit, tax = _unit_and_tax(c)
    if ordinal and unit is None and tax is None:
        return None
    kind = c.attempt(_kind_beside) or kind
    loosely = c.word(*_LOOSE) is not None or loosely
    if amounts == (0, None):
        return Said(Price(PriceKind.FREE))
    return Said(Price(kind, *amounts, unit or flat, tax), loosely)


def _lead(c: Cursor) -> tuple[PriceUnit | None, bool]:
    """Little words before an amount: « forfait », and whether one of them makes it loose."""
    named = c.word("pour", "tarif", "prix", "budget", "cout") is not None
    flat = PriceUnit.FLAT if c.word("forfait") else None
    if named or flat:
        c.word(":", "de")
    if c.words("a", "partir", "de"):
        return flat, True
    minutes = c.peek(-1).text.isdigit()  # « 30 min 15€ »
    loose = not minutes and c.word(*_LOOSE) is not None
    c.word(*(("de", ".") if loose else ("a",)))
    return flat, loose


def _unit_and_tax(c: Cursor) -> tuple[PriceUnit | None, Tax | None]:
    """In either order: « /jour HT », « HT/jour »."""
    tax = c.attempt(_tax)
    unit = c.attempt(_unit)
    return unit, tax or c.attempt(_tax)


def _kind_beside(c: Cursor) -> PriceKind | None:
    """« 150 € solidaire », « 150 € (à discuter) »."""
    if c.word("solidaire", "solidaires"):
        return PriceKind.SOLIDARY
    opened = c.word("(") is not None
    kind = PriceKind.TO_DISCUSS if c.words("a", "discuter") or c.word("negociable", "negociables") else None
    if opened and kind is not None:
        c.word(")")
    return kind


def _range(c: Cursor) -> tuple[int, int | None] | None:
    lead = c.word("entre", "de")
    low = cents(c)
    if low is None:
        return None
    _mark(c)
    if not c.word(*(("et",) if lead == "entre" else _DASHES)):
        return None
    high = cents(c)
    if high is None or not _mark(c):
        return None
    return (min(low, high), max(low, high)) if low != high else (low, None)


def _single(c: Cursor) -> tuple[int, int | None] | None:
    amount = cents(c)
    return (amount, None) if amount is not None and _mark(c) else None


def _marked_before(c: Cursor) -> tuple[int, int | None] | None:
    """« €150 », as in English."""
    if not c.word("€") or not c.peek().glued:
        return None
    amount = cents(c)
    return None if amount is None or c.peek().text in MONEY_WORDS else (amount, None)


def _bare_amount(c: Cursor) -> Said | None:
    flat, loosely = _lead(c)
    low = cents(c)
    if low is None:
        return None
    high = c.attempt(_high)
    unit, tax = _unit_and_tax(c)
    return Said(Price(c.attempt(_kind_beside) or PriceKind.PAID, low, high, unit or flat, tax), loosely)


def _high(c: Cursor) -> int | None:
    return cents(c) if c.word(*_DASHES) else None


def cents(c: Cursor) -> int | None:
    """A number in euros as whole cents: « 1 500 », « 1.500 », « 0,12 », « deux cents »."""
    return c.first(_cents_in_digits, _cents_in_words)


def _cents_in_words(c: Cursor) -> int | None:
    found = written(c)
    return None if found is None else found * 100


def _cents_in_digits(c: Cursor) -> int | None:
    after_weekday = c.peek(-1).text in _DAYS
    whole = c.peek().text
    if _is_a_later_group(c) or c.number(0, _MOST_EUROS, digits=7) is None:
        return None
    groups = _thousands(c) if len(whole) <= 3 else ""
    if groups and (after_weekday or whole.startswith("0")):
        return None  # « mardi 20 150€ » are a day and an amount
    fraction = _decimals(c)
    euros = int(whole + groups)
    return None if fraction is None or euros > _MOST_EUROS else euros * 100 + fraction


def _is_a_later_group(c: Cursor) -> bool:
    """The « 234 567 » of « 1 234 567 »; not behind « mardi 20 » nor « m² »."""
    before, farther = c.peek(-1), c.peek(-2).text
    own = farther in _DAYS or (before.glued and farther.isalpha())
    return before.text.isdigit() and len(before.text) <= 3 == len(c.peek().text) and not own


def _thousands(c: Cursor) -> str:
    """Groups of three behind a space or a point."""
    groups = ""
    while len(groups) < 6:
        group = c.first(_spaced_group, _pointed_group)
        if group is None:
            break
        groups += group
    return groups


def _spaced_group(c: Cursor) -> str | None:
    return None if c.peek().glued else _three_digits(c)


def _pointed_group(c: Cursor) -> str | None:
    glued = c.peek().glued and c.peek(1).glued
    return _three_digits(c) if glued and c.word(".") else None


def _three_digits(c: Cursor) -> str | None:
    text = c.peek().text
    return text if len(text) == 3 and c.number(0, 999, digits=3) is not None else None


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
    if c.word(*MONEY_WORDS):
        return True
    after = c.peek(1)
    lone = c.peek().text == "e" and c.peek().glued and not (after.glued and after.text.isalnum())
    return lone and c.word("e") is not None


def _unit(c: Cursor) -> PriceUnit | None:
    """« /jour », « la journée », « de l'heure », « par personne », « forfait »."""
    if c.words("(", "forfait", ")") or c.words("au", "forfait") or c.word("forfait", "forfaitaire"):
        return PriceUnit.FLAT
    c.word("de", "/", "par")
    c.word("le", "la", "l'", "chaque")
    half = c.word("demi", "1/2") is not None
    if half:
        c.word("-")
    found = c.one_of(_UNITS)
    c.word(".")
    return PriceUnit.HALF_DAY if half and found is PriceUnit.DAY else None if half else found


def _tax(c: Cursor) -> Tax | None:
    if c.words("h", ".", "t"):
        return Tax.EXCLUDED
    found = c.word("ht", "ttc")
    return None if found is None else Tax(found.upper())


# ── words ──


def _word_said(c: Cursor) -> Said | None:
    kind = c.first(_free, _free_price, _barter, _to_discuss, _solidary)
    return None if kind is None else Said(Price(kind))


def _free(c: Cursor) -> PriceKind | None:
    """« gratuit », « à titre gracieux », « 100 % gratuit », « entrée gratuite »."""
    if not (c.words("a", "titre") or c.words("100", "%")):
        c.word("c'est", "entree")
    return PriceKind.FREE if c.word(*_FREE) else None


def _free_price(c: Cursor) -> PriceKind | None:
    c.word("a", "en")
    return PriceKind.FREE_PRICE if c.word("prix", "participation", "tarif") and c.word("libre") else None


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


def _free_alone(c: Cursor) -> Said | None:
    return Said(Price(PriceKind.FREE_PRICE)) if c.word("libre") else None
