"""Places, keys, tags, titles, references and command words (R11 to R15): what is taken off a line, and what stays."""

from __future__ import annotations

import pytest

from commands.exchange.args import Extended
from commands.kit.message import Refusal
from commands.kit.reading import Sight, find_refs, near, read_command, read_ref
from storage.values import Ref
from tests.reading import WEDNESDAY, Case, case, check, read, told

PLACES = [
    case("atelier à Lille", "atelier", place="Lille"),
    case("atelier, à Lille", "atelier", place="Lille"),
    case("atelier en Bretagne", "atelier", place="Bretagne"),
    case("atelier à Saint-Étienne", "atelier", place="Saint-Étienne"),
    case("atelier à La Rochelle", "atelier", place="La Rochelle"),
    case("atelier à Aix-en-Provence", "atelier", place="Aix-en-Provence"),
    case("atelier à Villeneuve-d’Ascq", "atelier", place="Villeneuve-d'Ascq"),
    case("atelier à Lyon 7e", "atelier", place="Lyon 7e"),
    case("atelier À Lille !", "atelier !", place="Lille"),
    case("atelier a Lille", "atelier", place="Lille"),
    case("atelier Lyon 7e", "atelier", place="Lyon 7e"),
    case("vélo - 10 €/jour - Rennes", "vélo", place="Rennes", price="10/day"),
    case("atelier Marseille", "atelier", place="Marseille"),
    case("atelier Le Mans", "atelier", place="Le Mans"),
    case("atelier Région lyonnaise", "atelier", place="Région lyonnaise"),
    case("atelier à distance", "atelier", place="à distance"),
    case("atelier A DISTANCE", "atelier", place="à distance"),
    case("atelier en visio", "atelier", place="à distance"),
    case("atelier en ligne", "atelier", place="à distance"),
    case("atelier à Rennes mardi 20 avril 50€", "atelier", place="Rennes", when="2021-04-20", price="50"),
    case("atelier 50€ mardi 20 avril à Rennes", "atelier", place="Rennes", when="2021-04-20", price="50"),
    case("atelier mardi 20 avril, Rennes, 50€", "atelier", place="Rennes", when="2021-04-20", price="50"),
]
NO_PLACES = [
    "atelier a lille",
    "atelier marseille",
    "cours en Anglais",
    "stage en Python",
    "poste en CDD",
    "place de la République",
    "concert à Noël",
    "covoiturage de Lyon à Tours",
    "covoiturage Lyon à Tours",
    "camionnette Lyon → Dijon",
    "Marseille",
    "Lyon ou Marseille",
    "rendez-vous gare de Lyon",
    "logement sur Rennes",
    "trajet Lyon - Dijon",
    "prêt à porter",
    "prêt à Porter et Cie 3000",
]
KEYED = [
    case("montage quand: demain où: Rennes tarif: 150", "montage", when="2021-04-15", place="Rennes", price="150"),
    case("montage quand : mardi 18 mai, 14h-17h", "montage", when="2021-05-18T14:00/2021-05-18T17:00"),
    case("montage Quand: le 18", "montage", when="2021-04-18"),
    case("montage date: 14h demain", "montage", when="2021-04-15T14:00"),
    case("montage ou: Brest", "montage", place="Brest"),
    case("montage où: à distance", "montage", place="à distance"),
    case("montage lieu: chez Noa, 3 rue des Lilas", "montage", place="chez Noa, 3 rue des Lilas"),
    case("montage jusqu'au: 30 juin", "montage", until="2021-06-30"),
    case("montage jusqu’au : 30/06", "montage", until="2021-06-30"),
    case("montage limite: avant le 30", "montage", until="2021-04-29"),
    case("montage jusqu'au: 30", "montage", until="2021-04-30"),
    case("montage portée: îlot", "montage", reach="ilot"),
    case("montage portee: mon îlot seulement", "montage", reach="ilot"),
    case("montage portée: tout l'archipel", "montage", reach="archipel"),
    case("montage when: 2021-05-18 where: Brest price: 80", "montage", when="2021-05-18", place="Brest", price="80"),
    case("montage until: 30/06 reach: islet", "montage", until="2021-06-30", reach="ilot"),
    case("montage demain quand: lundi", "montage demain", when="2021-04-19"),
    case("montage à Brest où: Rennes", "montage à Brest", place="Rennes"),
    case("montage quand: demain à Rennes", "montage", when="2021-04-15", place="Rennes"),
    case("montage quand: demain 14h à Rennes 50€", "montage", when="2021-04-15T14:00", place="Rennes", price="50"),
    case("montage où: Rennes mardi 20 avril", "montage", when="2021-04-20", place="Rennes"),
    case("montage où: 12 rue du 8 mai", "montage", place="12 rue du 8 mai"),
    case("montage tarif: 150 demain", "montage", when="2021-04-15", price="150"),
    case("prix: 20 € l'unité, bols en grès", "bols en grès", price="20/piece"),
    case("quand: demain, montage vidéo, 50€", "montage vidéo", when="2021-04-15", price="50"),
    case("montage\n- tarif: 150€, repas compris", "montage", price="150", description="repas compris"),
    case("montage tarif: 150€ #video", "montage", price="150", tags="video"),
    case("montage\nquand: demain\noù: Brest\nUne caméra à prévoir.", "montage", when="2021-04-15", place="Brest",
         description="Une caméra à prévoir."),
    case("montage demain\n- tarif : 150€\n\nLigne une.\n\nLigne deux à Brest.", "montage", when="2021-04-15",
         price="150", description="Ligne une.\n\nLigne deux à Brest."),
    case("montage\nJe précise le tarif : on verra", "montage", description="Je précise le tarif : on verra"),
    case("quand: demain\nMontage à Brest", "Montage", when="2021-04-15", place="Brest"),
    case("montage\n\n#video #son", "montage", tags="video son"),
]  # fmt: skip
TAGS = [
    case("traduction #allemand", "traduction", tags="allemand"),
    case("traduction 0,12 € le mot jusqu'au 30 juin #traduction #Été", "traduction", price="0.12/word",
         until="2021-06-30", tags="traduction ete"),
    case("traduction #allemand demain", "traduction", when="2021-04-15", tags="allemand"),
    case("cours de #python pour débuter", "cours de #python pour débuter", tags="python"),
    case("développeur C#", "développeur C#"),
    case("lot #3", "lot #3"),
]  # fmt: skip
TITLES = [
    case("Montage vidéo (2 jours) demain", "Montage vidéo (2 jours)", when="2021-04-15"),
    case("Montage vidéo (demain)", "Montage vidéo", when="2021-04-15"),
    case("montage demain 😊", "montage 😊", when="2021-04-15"),
    case("montage 👩‍🎨 demain", "montage 👩‍🎨", when="2021-04-15"),
    case("dispo demain ?", "dispo ?", when="2021-04-15"),
    case("relecture demain svp", "relecture svp", when="2021-04-15"),
    case("relecture demain, merci d'avance !", "relecture merci d'avance !", when="2021-04-15"),
    case("graphiste demain URGENT !!", "graphiste URGENT !!", when="2021-04-15"),
    case("merci", "merci"),
    case("!!", "!!"),
    case("vendredi 14h", "vendredi 14h", when="2021-04-16T14:00"),
    case("150€", "150€", price="150"),
    case("10 mai 14h 50€", "10 mai 14h", when="2021-05-10T14:00", price="50"),
    case("fête le 10 mai, apporter à boire", "fête le 10 mai, apporter à boire", when="2021-05-10"),
    case("formation mardi 20 avril 9h-17h à Lille, 400€ la journée, groupe de 8",
         "formation mardi 20 avril 9h-17h à Lille, 400€ la journée, groupe de 8",
         when="2021-04-20T09:00/2021-04-20T17:00", place="Lille", price="400/day"),
    case("formation mardi 20 avril (groupe de 8)", "formation mardi 20 avril (groupe de 8)", when="2021-04-20"),
    case("vu Paul à Paris, il cherche", "vu Paul à Paris, il cherche"),
    case("prise de son, permanente, prix libre", "prise de son", permanent=True, price="free_price"),
    case("fuite permanente à Brest", "fuite", permanent=True, place="Brest"),
    case("solution non permanente", "solution non permanente"),
    case("  Montage   vidéo  ", "Montage   vidéo"),
    case("cœur d'artichaut demain", "cœur d'artichaut", when="2021-04-15"),
    case("ｆｕｌｌ demain", "ｆｕｌｌ", when="2021-04-15"),
    case("a\u200bb demain", "ab", when="2021-04-15"),
    case("a\ud800b demain", "ab", when="2021-04-15"),
]  # fmt: skip


@pytest.mark.parametrize("wanted", [*PLACES, *KEYED, *TAGS, *TITLES], ids=lambda wanted: ascii(wanted.text))
def test_a_line_gives_its_title_and_its_values(wanted: Case) -> None:
    check(wanted)


@pytest.mark.parametrize("text", NO_PLACES)
def test_what_is_no_sure_place_stays_in_the_title(text: str) -> None:
    check(case(text, text))


@pytest.mark.parametrize(
    ("line", "key", "got"),
    [
        ("montage quand: un de ces jours", "quand", "un de ces jours"),
        ("montage Quand : tous les mardis", "Quand", "tous les mardis"),
        ("montage quand: mardi ou mercredi", "quand", "mardi ou mercredi"),
        ("montage quand: 3, 10 et 17 mai", "quand", "3, 10 et 17 mai"),
        ("montage quand: mardi, jeudi", "quand", "mardi, jeudi"),
        ("montage quand: 3 mardis", "quand", "3 mardis"),
        ("montage tarif: 150 sur devis", "tarif", "150 sur devis"),
        ("montage when: tomorrow", "when", "tomorrow"),
        ("montage quand: les 4 et 6 juin", "quand", "les 4 et 6 juin"),
        ("montage jusqu'au: bout", "jusqu'au", "bout"),
        ("montage portée: lune", "portée", "lune"),
        ("montage où:", "où", ""),
    ],
)
def test_an_unreadable_value_behind_a_key_is_refused_by_the_key_as_typed(line: str, key: str, got: str) -> None:
    with pytest.raises(Refusal) as raised:
        read(line)
    assert raised.value.message.values() == {"key": key, "got": got}


def test_keys_without_any_words_ask_for_words() -> None:
    with pytest.raises(Refusal) as raised:
        read("quand: demain")
    assert raised.value.message.says == "MissingText"


def test_too_long_a_line_keeps_its_first_1500_characters_and_says_so() -> None:
    args = read("é" * 1490 + " " + "demain " * 9)
    assert (args.shortened, len(args.title)) == (True, 1500)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("O10 jusqu'au 15/05", "2021-05-15"),
        ("o10 15 mai", "2021-05-15"),
        ("O10 : fin mai stp", "2021-05-31"),
        ("O10 d'ici 15 jours, merci !", "2021-04-28"),
        ("O10", None),
        ("O10 !", None),
        ("O10 🙂", None),
    ],
)
def test_extending_takes_a_deadline_or_none(text: str, until: str | None) -> None:
    args = Extended.read(text, Sight(WEDNESDAY), "prolonge")
    assert (str(args.ref), args.until.isoformat() if args.until else None) == ("O10", until)


@pytest.mark.parametrize("text", ["O10 bof", "O10 de 15 jours", "O10 quand tu veux", "O10 mardi ou jeudi"])
def test_extending_until_who_knows_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as raised:
        Extended.read(text, Sight(WEDNESDAY), "prolonge")
    assert raised.value.message.says == "UnreadableDate"


# ── commands and references ──


@pytest.mark.parametrize(
    ("body", "word", "text"),
    [
        ("!offre montage", "offre", "montage"),
        ("! offre montage", "offre", "montage"),
        ("!Offre : montage", "offre", "montage"),
        ("!offre: montage", "offre", "montage"),
        ("!offre, montage", "offre", "montage"),
        ("!offres?", "offres", ""),
        ("  !BESOIN\nsalle\nà Lyon", "besoin", "salle\nà Lyon"),
        ("!Intérim mardi", "interim", "mardi"),
        ("!coup-dur", "coup-dur", ""),
        ("!?", "?", ""),
        ("!\u00a0offre\u00a0montage", "offre", "montage"),
    ],
)
def test_a_command_word_is_folded_and_its_text_kept(body: str, word: str, text: str) -> None:
    called = read_command(body)
    assert called is not None
    assert (called.word, called.text) == (word, text)


@pytest.mark.parametrize(
    "body", ["!!! trop bien", "on peut taper !offre", "> !offre", "`!offre`", "", "!", "!1", "! ?!", "!/o\\", "!a/b"]
)
def test_what_does_not_begin_with_a_command_is_none(body: str) -> None:
    assert read_command(body) is None


@pytest.mark.parametrize(
    ("typed", "proposals"),
    [
        ("ofre", ["offre"]),
        ("offer", ["offre"]),
        ("besion", ["besoin"]),
        ("interrim", ["interim"]),
        ("solidarté", ["solidarite"]),
        ("aidd", ["aide"]),
        ("adie", ["aide"]),
        ("aidee", ["aide"]),
        ("xyz", []),
        ("ad", []),
        ("offrissons", []),
        ("montage", []),
    ],
)
def test_a_near_miss_is_proposed(typed: str, proposals: list[str]) -> None:
    assert near(typed, ["offre", "besoin", "interim", "aide", "solidarite"]) == proposals


def test_every_near_word_is_proposed_the_closest_first() -> None:
    assert near("ofres", ["offres", "offre", "ordre"]) == ["offres", "offre"]


@pytest.mark.parametrize(
    ("text", "ref", "rest"),
    [
        ("o10", "O10", ""),
        ("B8 avec @ines", "B8", "avec @ines"),
        ("l'O12", "O12", ""),
        ("o 12 !", "O12", "!"),
        ("I-7", "I7", ""),
    ],
)
def test_a_reference_is_read_whatever_its_dress(text: str, ref: str, rest: str) -> None:
    found = read_ref(text)
    assert found is not None
    assert (str(found[0]), found[1]) == (ref, rest)


@pytest.mark.parametrize("text", ["", "12", "X3", "O0", "offre 12", "O1234567890", "chat"])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert read_ref(text) is None


def test_every_reference_of_a_text_is_found() -> None:
    assert find_refs("relier B3 à o15, pas H2O ni B33x") == [Ref("B", 3), Ref("O", 15)]


def test_a_key_beats_a_guess_and_the_guess_stays_in_the_title() -> None:
    assert told(read("montage vendredi 80€ tarif: 100 quand: lundi")) == {
        "title": "montage vendredi 80€",
        "when": "2021-04-19",
        "price": "100",
    }
