"""What short answers mean: yes, no, a number, or a reaction that stands for one of them."""

from __future__ import annotations

import re

from commands.kit.reading import fold

_YES = frozenset(["oui", "ouais", "o", "ok", "okay", "d'accord", "dac", "yes", "y", "yep", "volontiers", "go", "vas-y"])
_NO = frozenset(["non", "nan", "n", "no", "nope", "pas", "stop", "annule", "laisse"])
_STOP = frozenset(["stop", "annule", "annuler", "laisse", "cancel", "quit"])
_PASS = frozenset(["passe", "passer", "personne", "pass", "skip", "nobody", "aucune", "aucun"])
_MODIFIERS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_BY_EMOJI = {"✅": "oui", "👍": "oui", "❌": "non", "👎": "non"}


def is_yes(text: str) -> bool:
    """« oui », « ok », ✅."""
    return _first_word(text) in _YES


def is_no(text: str) -> bool:
    """« non », « stop », ❌."""
    return _first_word(text) in _NO


def is_stop(text: str) -> bool:
    """« stop », « annule »."""
    return _first_word(text) in _STOP


def is_pass(text: str) -> bool:
    """« passe », « personne », « je sais pas encore »."""
    folded = fold(text)
    return _first_word(text) in _PASS or re.match(r"\W*(?:je )?(?:ne )?(?:sais|know) pas\b", folded) is not None


def number(text: str) -> int | None:
    """« 2 », « 2. », « le 2 » is none."""
    match = re.fullmatch(r"\s*(\d{1,2})\s*[.)]?\s*", text)
    return int(match[1]) if match else None


def word_of(emoji: str) -> str | None:
    """The word a reaction stands for; skin tones and variation selectors fold."""
    return _BY_EMOJI.get(plain(emoji))


def plain(emoji: str) -> str:
    """Without skin tone and variation selector, and without the gender that some keyboards add."""
    return _MODIFIERS.sub("", emoji).partition("\u200d")[0]


def _first_word(text: str) -> str:
    words = re.findall(r"[\w'-]+", fold(_as_word(text)))
    return words[0] if words else ""


def _as_word(text: str) -> str:
    return word_of(text.strip()) or text
