"""The French words that dates are made of, folded."""

from __future__ import annotations

WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
}  # fmt: skip
SHORT_WEEKDAYS = {"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}
MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8,
    "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
}  # fmt: skip
SHORT_MONTHS = {
    "janv": 1, "jan": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
}  # fmt: skip
# before a date, these turn it into something else than one date: « pas avant lundi », « tous les jeudis »
TURNING = frozenset(
    [
        "pas",
        "sauf",
        "hors",
        "chaque",
        "tous",
        "toutes",
        "depuis",
        "sans",
        "ni",
        "jamais",
        "excepte",
        "comme",
        "dernier",
        "derniere",
    ]
)
MORNING, NOON, AFTERNOON, EVENING = (9, 12), (12, None), (14, 18), (18, 21)
