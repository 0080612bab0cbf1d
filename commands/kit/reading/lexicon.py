"""The French words that dates and amounts are made of, folded."""

from __future__ import annotations

WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
}  # fmt: skip
SHORT_WEEKDAYS = {"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}
SHORT_BUT_WORDS = frozenset({"mer", "jeu"})  # the sea and a game, unless a dot follows
MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8,
    "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
SHORT_MONTHS = {
    "janv": 1, "jan": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
UNITS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
}  # fmt: skip
TEENS = {"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16}
TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
DOZENS = {"huitaine": 7, "quinzaine": 14, "dizaine": 10}  # R3 counts a huitaine and a quinzaine in weeks
# before a date, these make it one of several: « fin avril début mai »
DATE_WORDS = frozenset({*WEEKDAYS, *MONTHS, "demain", "aujourd'hui"})
MONEY_WORDS = frozenset({"€", "euro", "euros", "eur"})
# before « du 8 mai », these make it the name of a place
STREETS = frozenset(
    """rue place avenue av bd boulevard square quai metro station faubourg impasse allee pont quinzaine""".split()  # noqa: SIM905
)
# before a value, these say that it belongs to a longer phrase: taking it off would leave half of that phrase
DANGLING = frozenset(
    """a au aux avec ce cet cette ces chez comme contre d' dans de des du en entre et hors l' la le les leur leurs
    ma mes mon ne ni nos notre ou par pas pendant durant pour sa sans sauf selon ses son sous sur ta tes ton un une
    d'un d'une via vers voire votre vos & + / x × * = → > < ~ % non presque quasi qu' que""".split()  # noqa: SIM905
)
# before a date, these turn it into something else than one date: « pas avant lundi », « tous les jeudis »
TURNING = frozenset(
    """chaque tous tout toute toutes depuis jamais excepte dernier derniere premier premiere deuxieme troisieme second
    seconde er e eme nd nde autre meme autour alentours environs plutot sinon avant apres jusqu'a jusqu'au jusque jusqu'
    d'ici moins plus retour ici jusqu""".split()  # noqa: SIM905 - words
)
DAY_PARTS = frozenset({"matin", "matinee", "midi", "aprem", "apres", "apresmidi", "soir", "soiree"})
MORNING, NOON, AFTERNOON, EVENING = (9, 12), (12, None), (14, 18), (18, 21)
