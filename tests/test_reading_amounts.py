"""French amounts and price words (R10, R15), sentence by sentence. Nothing without a marker is an amount."""

from __future__ import annotations

import pytest

from commands.kit.message import Refusal
from tests.reading import Case, case, check, read

AMOUNTS = [
    case("montage 150€", "montage", price="150"),
    case("montage 150 €", "montage", price="150"),
    case("montage 150 euros", "montage", price="150"),
    case("montage 150 EUR", "montage", price="150"),
    case("montage 80e", "montage", price="80"),
    case("montage à 150€", "montage", price="150"),
    case("montage pour 150€", "montage", price="150"),
    case("montage, budget de 150 €", "montage", price="150"),
    case("montage tarif 150€", "montage", price="150"),
    case("montage €150", "montage", price="150"),
    case("montage 1 500 €", "montage", price="1500"),
    case("montage 1\u00a0500\u00a0€", "montage", price="1500"),
    case("montage 1\u202f500\u202f€", "montage", price="1500"),
    case("montage 12 000 €", "montage", price="12000"),
    case("montage 1.500 €", "montage", price="1500"),
    case("montage 1.500,50 €", "montage", price="1500.5"),
    case("montage 1 500,50 €", "montage", price="1500.5"),
    case("montage 12,50€", "montage", price="12.5"),
    case("montage 12,5 €", "montage", price="12.5"),
    case("montage 1500,00 €", "montage", price="1500"),
    case("montage 12.50€", "montage", price="12.5"),
    case("montage 50-80€", "montage", price="50-80"),
    case("montage 50€-80€", "montage", price="50-80"),
    case("montage 50 à 80 €", "montage", price="50-80"),
    case("montage 50 € à 80 €", "montage", price="50-80"),
    case("montage de 50 à 80 €", "montage", price="50-80"),
    case("montage entre 50 et 80 euros", "montage", price="50-80"),
    case("montage 80-50 €", "montage", price="50-80"),
    case("montage deux cents euros", "montage", price="200"),
    case("montage cent cinquante euros", "montage", price="150"),
    case("montage mille cinq cents euros", "montage", price="1500"),
    case("montage quatre-vingt-dix euros", "montage", price="90"),
    case("montage soixante et onze euros", "montage", price="71"),
    case("montage 0 €", "montage", price="free"),
    case("cuisine pour 15, 18 € / pers.", "cuisine pour 15", price="18/person"),
    case("cuisine pour 15, 18€", "cuisine pour 15", price="18"),
    case("rdv mardi 20 avril 14h 150€", "rdv", when="2021-04-20T14:00", price="150"),
    case("rdv mardi 20 150€", "rdv", when="2021-04-20", price="150"),
    case("rdv 150€ mardi 20 avril à 14h30", "rdv", when="2021-04-20T14:30", price="150"),
    case("lot m² 500€", "lot m²", price="500"),
]
UNITS = [
    case("montage 150€/jour", "montage", price="150/day"),
    case("montage 150€/j", "montage", price="150/day"),
    case("montage 150 € / jour", "montage", price="150/day"),
    case("montage 150 € par jour", "montage", price="150/day"),
    case("montage 150 euros par jour", "montage", price="150/day"),
    case("montage 150€ la journée", "montage", price="150/day"),
    case("montage 150€ la demi-journée", "montage", price="150/half_day"),
    case("montage 150€ par demi journée", "montage", price="150/half_day"),
    case("montage 30€/h", "montage", price="30/hour"),
    case("montage 30€ de l'heure", "montage", price="30/hour"),
    case("montage 30€ l’heure", "montage", price="30/hour"),
    case("montage 30€ heure", "montage", price="30/hour"),
    case("repas 18 €/pers.", "repas", price="18/person"),
    case("repas 18€/personne", "repas", price="18/person"),
    case("repas 18€ par tête", "repas", price="18/person"),
    case("traduction 0,12 €/mot", "traduction", price="0.12/word"),
    case("traduction 0,12 € le mot", "traduction", price="0.12/word"),
    case("bureau 60€/mois", "bureau", price="60/month"),
    case("bureau 60 € par mois", "bureau", price="60/month"),
    case("bureau 60€ la semaine", "bureau", price="60/week"),
    case("bol 20 € pièce", "bol", price="20/piece"),
    case("bol 20 € l'unité", "bol", price="20/piece"),
    case("site 300€ forfait", "site", price="300/flat"),
    case("site forfait 300€", "site", price="300/flat"),
    case("site forfait de 300 €", "site", price="300/flat"),
    case("site 300€ (forfait)", "site", price="300/flat"),
    case("site 300€ au forfait", "site", price="300/flat"),
    case("site 300€ HT", "site", price="300 HT"),
    case("site 300 € ttc", "site", price="300 TTC"),
    case("site 300€ HT/jour", "site", price="300/day HT"),
    case("site 300€/jour HT", "site", price="300/day HT"),
    case("site 50-80€/h", "site", price="50-80/hour"),
]
WORDS = [
    case("relecture gratuit", "relecture", price="free"),
    case("relecture gratuite", "relecture", price="free"),
    case("relecture, c'est gratuit", "relecture", price="free"),
    case("relecture 100 % gratuit", "relecture", price="free"),
    case("relecture à titre gracieux", "relecture", price="free"),
    case("relecture gracieux", "relecture", price="free"),
    case("concert entrée gratuite", "concert", price="free"),
    case("relecture prix libre", "relecture", price="free_price"),
    case("relecture à prix libre", "relecture", price="free_price"),
    case("relecture participation libre", "relecture", price="free_price"),
    case("relecture troc", "relecture", price="barter"),
    case("relecture, en troc", "relecture", price="barter"),
    case("relecture à discuter", "relecture", price="to_discuss"),
    case("relecture, prix à discuter", "relecture", price="to_discuss"),
    case("relecture tarif solidaire", "relecture", price="solidary"),
    case("relecture, solidaire", "relecture", price="solidary"),
    case("relecture 150€ solidaire", "relecture", price="solidary 150"),
    case("relecture tarif solidaire 150€", "relecture", price="solidary 150"),
    case("relecture 150€ à discuter", "relecture", price="to_discuss 150"),
]
KEYED = [
    case("site tarif: 150", "site", price="150"),
    case("site tarif : 150 €/jour", "site", price="150/day"),
    case("site tarif: 150/jour", "site", price="150/day"),
    case("site tarif: 150 par jour HT", "site", price="150/day HT"),
    case("site Tarif: 50-80", "site", price="50-80"),
    case("site tarif: 1 500", "site", price="1500"),
    case("site tarif: gratuit", "site", price="free"),
    case("site tarif: libre", "site", price="free_price"),
    case("site tarif: à discuter", "site", price="to_discuss"),
    case("site tarif: solidaire", "site", price="solidary"),
    case("site prix: environ 600", "site", price="600"),
    case("site price: 150", "site", price="150"),
    case("site price: €150/jour", "site", price="150/day"),
    case("site 200€ tarif: 150", "site 200€", price="150"),
]
LOOSE = [
    case("site 600 € environ", "site 600 € environ", price="600"),
    case("site environ 600€", "site environ 600€", price="600"),
    case("site 600€ max", "site 600€ max", price="600"),
    case("site à partir de 600€", "site à partir de 600€", price="600"),
    case("devis demain aprem, deux cents euros max", "devis demain aprem, deux cents euros max",
         when="2021-04-15T14:00/2021-04-15T18:00", price="200"),
]  # fmt: skip
NO_AMOUNTS = [
    "cuisine pour 15",
    "montage 150",
    "2 jours de montage",
    "montage 1,5k€",
    "montage 2k€",
    "montage 2 k€",
    "montage 1,500 €",
    "montage 150$",
    "montage 150 balles",
    "remise -20€",
    "3 x 50€",
    "2×50€",
    "un bon de 50 €",
    "moins de 50 €",
    "plus de 50€",
    "jusqu'à 200€",
    "sous les 50 €",
    "50/80€",
    "chèque de 1 500 €",
    "une centaine d'euros",
    "20€ et 50€",
    "20€ ou 50€",
    "150€ pour le matériel",
    "logiciel libre",
    "économie solidaire",
    "épicerie solidaire",
    "bourse au troc",
    "pas gratuit",
    "presque gratuit",
    "gratuité des transports",
    "entrée libre",
    "tél 06 12 34 56 78",
    "version 1.500",
    "le 150e anniversaire",
    "groupe de 8 150€",
    "50 % de remise",
    "10 000 pas",
    "taille 40 EU",
    "free help",
    "pay what you want",
]


@pytest.mark.parametrize("wanted", [*AMOUNTS, *UNITS, *WORDS, *KEYED, *LOOSE], ids=lambda wanted: wanted.text)
def test_a_price_is_read_off_the_end(wanted: Case) -> None:
    check(wanted)


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_sure_amount_stays_in_the_title(text: str) -> None:
    check(case(text, text))


@pytest.mark.parametrize("value", ["je ne sais pas", "", "150 20", "12,345", "selon", "150 $"])
def test_an_unreadable_price_behind_its_key_is_refused_by_the_key_as_typed(value: str) -> None:
    with pytest.raises(Refusal) as raised:
        read(f"site Tarif: {value}")
    assert raised.value.message.values() == {"key": "Tarif", "got": value}
