"""Which words of a listing meet what somebody can do, or what they posted the other way round; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storage.folding import fold
from storage.values import Direction

FEWEST_LETTERS = 4
_OTHER_WAY = {
    Direction.OFFER: frozenset({Direction.NEED, Direction.COVER}),
    Direction.NEED: frozenset({Direction.OFFER}),
    Direction.COVER: frozenset({Direction.OFFER}),
}
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        pour avec dans sans chez vers entre depuis pendant cette cela celui quelqu quelque quelques personne
        personnes jour jours semaine semaines mois heure heures matin midi apres soir lundi mardi mercredi
        jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout septembre octobre
        novembre decembre travail aide main coup besoin offre cherche propose recherche remplacement interim
        gratuit petit petite grand grande tout toute tous autre autres notre votre leur leurs plus moins
        bien faire etre avoir numero encore
        with from this that need offer work some
        """,
    )
)
_FEMININE = ("iere", "ere", "euse", "trice", "ier", "eur", "er", "e")


def words_of(texts: Iterable[str]) -> dict[str, str]:
    """Stem → the word as written: four letters at least, plural and feminine endings aside, no common words."""
    found: dict[str, str] = {}
    for text in texts:
        for word in re.findall(r"[^\W\d_]+", text):
            folded = fold(word)
            if len(folded) >= FEWEST_LETTERS and folded not in _COMMON:
                found.setdefault(_stem(folded), word.lower())
    return found


def met(listing: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """The words of the listing, as written, that the others have too."""
    mine, other = words_of(listing), words_of(theirs)
    return tuple(word for stem, word in mine.items() if stem in other)


def is_other_way(one: Direction, other: Direction) -> bool:
    """An offer meets needs and covers, and the other way round."""
    return other in _OTHER_WAY[one]


def _stem(word: str) -> str:
    """« photographes » and « photographe », « costumière » and « costumiers »."""
    singular = word.rstrip("sx") if len(word.rstrip("sx")) >= FEWEST_LETTERS else word
    for ending in _FEMININE:
        if singular.endswith(ending) and len(singular) - len(ending) >= FEWEST_LETTERS:
            return singular[: -len(ending)]
    return singular
