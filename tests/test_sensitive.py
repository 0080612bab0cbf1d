"""Words of health and of want of money in what people say they need: what is heard, and what only looks like it."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from commands.kit.expressions import Reader
from commands.kit.sensitive import LIST, is_sensitive
from tests.phrases import phrases

TABLE: dict[str, Any] = tomllib.loads(LIST.read_text("utf-8"))
HEARD, HARMLESS = phrases("sensitive", "heard"), phrases("sensitive", "ordinary")
MISSED = {  # told by what is known beside it, or by one word that has too many senses
    "besoin covoit Paris gratuit pour un casting, 3 euros sur le compte",
    "qui peut me prêter une table de mixage, la mienne a été saisie",
    "any paid gig this week please, rent is 2 months late",
    "régisseur pour la tournée d'avril, je commence les rayons",
    (
        "je vous prie de bien vouloir me faire savoir si quelqu'un pourrait assurer ma formation du 4 octobre, mon "
        "état ne me permettant plus de me déplacer"
    ),
    "quelqu'un qui connait un bon psy pas cher sur Lyon, ça va vraiment pas en ce moment",
    "reprise de dossier client, prolongée jusqu'au 30 par la sécu",
    "quelqu'un pour m'emmener à Léon Bérard le 17 à 8h",
    "lift to the clinic in Montpellier weds 7am, they're putting me under so I can't drive",
    "qui peut me depanner de 50 balles pr l'essence, paye pas avant le 15 et compte à -900",
    "any paid gig this week, rent's two months late",
}
MISTAKEN = {  # names and works, and what is said of plants and keys
    "camera op for a hospital documentary, 2 days",
    '"le malade imaginaire", régie lumière 3 dates en mai',
    "traduction d'une brochure pour l'hôpital de Chambéry, 12 pages, médical FR>EN",
    "qqn pour dessiner une affiche sur la prévention du cancer du sein, commande de la ville",
    "mes tomates sont malades, mildiou je crois, quoi mettre en bio ?",
    "clé RSA qui passe pas sur mon serveur, aide ssh svp",
}
ALONE = (
    "malade", "arrêt de travail", "en arrêt", "hôpital", "hospitalisée", "aux urgences", "me faire opérer", "chimio",
    "cancer", "burn-out", "burnout", "dépression", "dépressif", "enceinte", "grossesse", "fausse couche", "covid",
    "congé maternité", "psychiatrie", "sick leave", "pregnant", "dettes", "surendettée", "huissier", "RSA",
    "à découvert", "impayés", "plus d'argent", "fins de mois difficiles", "expulsion", "in debt", "bailiffs",
    "overdrawn",
)  # fmt: skip


def test_of_all_that_was_written_to_measure_it_no_more_is_missed_than_is_known() -> None:
    assert {line for line in HEARD if not is_sensitive(line)} == MISSED


def test_of_all_ordinary_needs_no_more_is_mistaken_than_is_known() -> None:
    assert {line for line in HARMLESS if is_sensitive(line)} == MISTAKEN


@pytest.mark.parametrize(
    "text",
    [
        "remplacement, je suis malade", "je suis en arrêt", "après mon burn-out", "Arrêt de travail", "ma grossesse",
        "à l'hôpital mardi", "j'ai des dettes", "un huissier", "mon RSA", "je suis à découvert", "HOSPITALISÉE",
    ],
)  # fmt: skip
def test_health_and_want_of_money_are_noticed(text: str) -> None:
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "arrêt de bus", "opération de communication", "la maladrerie", "médecine du travail", "dépressurisation",
        "découvert de plage", "les impayables", "marsa", "atelier santé", "urgences sociales", "cancérologue en herbe",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert not is_sensitive(text)


@pytest.mark.parametrize("word", ALONE)
def test_a_plain_word_is_heard_wherever_it_stands(word: str) -> None:
    for said in ("remplacement jeudi, {}", "remplacement jeudi : {} depuis hier", "je cherche de l'aide, {} et seule"):
        assert is_sensitive(said.format(word)), said.format(word)


@pytest.mark.parametrize("entry", TABLE["ordinary"], ids=lambda entry: str(entry["example"]))
def test_each_ordinary_expression_hides_what_would_be_mistaken_without_it(entry: dict[str, Any]) -> None:
    without = Reader({**TABLE, "ordinary": [each for each in TABLE["ordinary"] if each is not entry]})
    assert without.finds(entry["example"])
    assert not is_sensitive(entry["example"])


def test_what_is_hidden_hides_nothing_else() -> None:
    for entry in TABLE["ordinary"]:
        assert is_sensitive(f"{entry['example']}. Je suis malade"), entry["example"]


def test_no_expression_is_read_otherwise_than_it_is_written() -> None:
    """A parenthesis too few would make two words of an expression into one alternative."""
    for group in TABLE["expressions"]:
        for said in group["said"]:
            assert not re.search(r"\([^)]*\(", said) and said.count("(") == said.count(")"), said
