"""French dates, hours and deadlines (R1 to R9), sentence by sentence; a few clocks."""

from __future__ import annotations

import datetime as dt

import pytest

from commands.kit.reading import DayMismatch, ImpossibleDate, PastDate
from storage.values import Span
from tests.reading import PARIS, WEDNESDAY, Case, case, check, on, read, span_told

WEEKDAYS = [
    case("montage vendredi", "montage", when="2021-04-16"),
    case("montage ce vendredi", "montage", when="2021-04-16"),
    case("réunion mercredi", "réunion", when="2021-04-21"),
    case("réunion ce mercredi", "réunion", when="2021-04-14"),
    case("Réunion MERCREDI PROCHAIN", "Réunion", when="2021-04-21"),
    case("relecture lundi prochain", "relecture", when="2021-04-19"),
    case("relecture lundi en huit", "relecture", when="2021-04-26"),
    case("relecture lundi en quinze", "relecture", when="2021-05-03"),
    case("relecture jeudi en huit", "relecture", when="2021-04-22"),
    case("relecture mercredi en huit", "relecture", when="2021-04-28"),
    case("point d'équipe d'aujourd'hui en huit", "point d'équipe", when="2021-04-21"),
    case("point demain en huit", "point", when="2021-04-22"),
    case("point lundi de la semaine prochaine", "point", when="2021-04-19"),
    case("point samedi qui vient", "point", when="2021-04-17"),
    case("coup de main pour samedi", "coup de main", when="2021-04-17"),
    case("coup de main, dimanche.", "coup de main", when="2021-04-18"),
    case("dépannage ven. soir", "dépannage", when="2021-04-16T18:00/2021-04-16T21:00"),
    case("dépannage ven prochain 14h", "dépannage", when="2021-04-16T14:00"),
    case("dépannage sam matin", "dépannage", when="2021-04-17T09:00/2021-04-17T12:00"),
    case("marché samedi-dimanche", "marché", when="2021-04-17/2021-04-18"),
    case("marché samedi et dimanche", "marché", when="2021-04-17/2021-04-18"),
    case("stand de lundi à mercredi", "stand", when="2021-04-19/2021-04-21"),
    case("garde du vendredi 18h au dimanche 12h", "garde", when="2021-04-16T18:00/2021-04-18T12:00"),
    on("2021-04-18T21:00", "rangement lundi", "rangement", when="2021-04-19"),
    on("2021-04-18T21:00", "rangement dimanche", "rangement", when="2021-04-25"),
    on("2021-04-18T21:00", "rangement ce dimanche", "rangement", when="2021-04-18"),
    on("2021-12-29T09:00", "rangement samedi", "rangement", when="2022-01-01"),
]
COUNTED = [
    case("aide aujourd'hui", "aide", when="2021-04-14"),
    case("aide aujourd’hui", "aide", when="2021-04-14"),
    case("aide demain", "aide", when="2021-04-15"),
    case("aide après-demain", "aide", when="2021-04-16"),
    case("aide apres demain 9h", "aide", when="2021-04-16T09:00"),
    case("aide dès demain", "aide", when="2021-04-15"),
    case("aide dans huit jours", "aide", when="2021-04-21"),
    case("aide dans 8 jours", "aide", when="2021-04-21"),
    case("aide dans quinze jours", "aide", when="2021-04-28"),
    case("aide dans 15 jours", "aide", when="2021-04-28"),
    case("aide dans 10 jours", "aide", when="2021-04-24"),
    case("aide dans trois jours", "aide", when="2021-04-17"),
    case("aide dans une semaine", "aide", when="2021-04-21"),
    case("aide dans 3 semaines", "aide", when="2021-05-05"),
    case("aide dans un mois", "aide", when="2021-05-14"),
    on("2021-01-31T08:00", "aide dans un mois", "aide", when="2021-02-28"),
    on("2021-02-28T08:00", "aide demain", "aide", when="2021-03-01"),
    on("2024-02-28T08:00", "aide demain", "aide", when="2024-02-29"),
    on("2021-12-31T23:30", "aide demain", "aide", when="2022-01-01"),
]
DATES = [
    case("atelier mardi 18 mai", "atelier", when="2021-05-18"),
    case("atelier mar 18 mai", "atelier", when="2021-05-18"),
    case("atelier mardi 18/05", "atelier", when="2021-05-18"),
    case("atelier mardi 18/5 à 14h", "atelier", when="2021-05-18T14:00"),
    case("atelier mardi 18", "atelier", when="2021-05-18"),
    case("atelier le mardi 20", "atelier", when="2021-04-20"),
    case("atelier ven 16/04", "atelier", when="2021-04-16"),
    case("atelier jeu. 6 mai 14h", "atelier", when="2021-05-06T14:00"),
    case("atelier jeu 6 mai 14h", "atelier", when="2021-05-06T14:00"),
    case("atelier du 20 avril", "atelier", when="2021-04-20"),
    case("atelier le 20", "atelier", when="2021-04-20"),
    case("atelier le 3", "atelier", when="2021-05-03"),
    case("atelier le 1er mai", "atelier", when="2021-05-01"),
    case("atelier 1er mai", "atelier", when="2021-05-01"),
    case("atelier le premier mai", "atelier", when="2021-05-01"),
    case("atelier 1 mai", "atelier", when="2021-05-01"),
    case("atelier le 14 avril", "atelier", when="2021-04-14"),
    case("atelier 12 sept.", "atelier", when="2021-09-12"),
    case("atelier le 5 août", "atelier", when="2021-08-05"),
    case("atelier le 5 AOUT", "atelier", when="2021-08-05"),
    case("atelier 18 mai 2022", "atelier", when="2022-05-18"),
    case("atelier 18/05", "atelier", when="2021-05-18"),
    case("atelier le 18/5/21", "atelier", when="2021-05-18"),
    case("atelier 18/05/2021", "atelier", when="2021-05-18"),
    case("atelier le 5/6", "atelier", when="2021-06-05"),
    case("atelier 18.05.2021", "atelier", when="2021-05-18"),
    case("atelier 2021-05-18", "atelier", when="2021-05-18"),
    case("atelier 2021-05-18T14:00", "atelier", when="2021-05-18T14:00"),
    case("atelier 2021-05-18 14:00", "atelier", when="2021-05-18T14:00"),
    case("atelier le 10 janvier", "atelier", when="2022-01-10"),
    case("atelier le 13 février", "atelier", when="2022-02-13"),
    case("camion à partir du 3 mai", "camion", when="2021-05-03"),
    case("camion à partir de lundi", "camion", when="2021-04-19"),
    case("camion dès le 3 mai", "camion", when="2021-05-03"),
    on("2021-12-28T09:00", "vœux le 3 janvier", "vœux", when="2022-01-03"),
    on("2021-12-28T09:00", "vœux le 3", "vœux", when="2022-01-03"),
    on("2024-02-10T09:00", "bal le 29 février", "bal", when="2024-02-29"),
    on("2023-06-10T09:00", "bal le 29 février", "bal", when="2024-02-29"),
    on("2021-01-31T09:00", "bal le 30", "bal", when="2021-03-30"),
]
RANGES = [
    case("stand du 3 au 7 mai", "stand", when="2021-05-03/2021-05-07"),
    case("stand du 28 avril au 2 mai", "stand", when="2021-04-28/2021-05-02"),
    case("stand du ven. 16 au dim. 18", "stand", when="2021-04-16/2021-04-18"),
    case("stand du ven 4 au dim 6 juin", "stand", when="2021-06-04/2021-06-06"),
    case("stand du lundi 3 au vendredi 7 mai", "stand", when="2021-05-03/2021-05-07"),
    case("stand du 12 au 23 avril", "stand", when="2021-04-12/2021-04-23"),
    case("stand du 12 au 16", "stand", when="2021-04-12/2021-04-16"),
    case("stand du 1er avril au 30 juin", "stand", when="2021-04-01/2021-06-30"),
    case("stand du 20 décembre au 3 janvier", "stand", when="2021-12-20/2022-01-03"),
    case("stand du 16 au 17 avril inclus", "stand", when="2021-04-16/2021-04-17"),
    case("stand ven 16 - dim 18", "stand", when="2021-04-16/2021-04-18"),
    case("stand vendredi 16 et samedi 17", "stand", when="2021-04-16/2021-04-17"),
    case("stand du 20 au 22 avril, Lille", "stand du 20 au 22 avril, Lille", when="2021-04-20/2021-04-22"),
    case("stand du 3/05 au 7/05", "stand", when="2021-05-03/2021-05-07"),
    case("stand les 4 et 5 juin", "stand", when="2021-06-04/2021-06-05"),
    case("stand les 4, 5 et 6 juin", "stand", when="2021-06-04/2021-06-06"),
    case("stand 4-5 juin", "stand", when="2021-06-04/2021-06-05"),
    case("stand 4 et 5 juin", "stand", when="2021-06-04/2021-06-05"),
    case("stand entre le 3 et le 7 mai", "stand", when="2021-05-03/2021-05-07"),
    case("stand du 30 avril au 2 mai 10h-18h", "stand", when="2021-04-30T10:00/2021-05-02T18:00"),
    case("photo ce week-end", "photo", when="2021-04-17/2021-04-18"),
    case("photo ce weekend", "photo", when="2021-04-17/2021-04-18"),
    case("photo ce we", "photo", when="2021-04-17/2021-04-18"),
    case("photo le we du 5 juin", "photo", when="2021-06-05/2021-06-06"),
    case("photo le week-end prochain", "photo", when="2021-04-17/2021-04-18"),
    case("photo le week-end du 5 juin", "photo", when="2021-06-05/2021-06-06"),
    case("photo week-end du 5-6 juin", "photo", when="2021-06-05/2021-06-06"),
    case("photo la semaine du 10 mai", "photo", when="2021-05-10/2021-05-16"),
    case("photo semaine du 12 avril", "photo", when="2021-04-12/2021-04-18"),
    case("photo la semaine prochaine", "photo", when="2021-04-19/2021-04-25"),
    case("photo cette semaine", "photo", when="2021-04-14/2021-04-18"),
    on("2021-12-28T09:00", "stand du 20 décembre au 3 janvier", "stand", when="2021-12-20/2022-01-03"),
]
ABOUT = [
    case("coaching début juin", "coaching", when="~2021-06-01/2021-06-10"),
    case("coaching mi-mai", "coaching", when="~2021-05-11/2021-05-20"),
    case("coaching mi décembre", "coaching", when="~2021-12-11/2021-12-20"),
    case("coaching fin juin", "coaching", when="~2021-06-21/2021-06-30"),
    case("coaching fin janvier", "coaching", when="~2022-01-21/2022-01-31"),
    case("coaching fin du mois", "coaching", when="~2021-04-21/2021-04-30"),
    case("coaching à la fin du mois", "coaching à la fin du mois"),
    case("coaching en mai", "coaching", when="~2021-05-01/2021-05-31"),
    case("coaching courant juin", "coaching", when="~2021-06-01/2021-06-30"),
    case("coaching vers le 15 décembre", "coaching", when="~2021-12-11/2021-12-20"),
    case("coaching le mois prochain", "coaching", when="~2021-05-01/2021-05-31"),
    case("coaching mi-avril", "coaching", when="~2021-04-11/2021-04-20"),
]
HOURS = [
    case("appel demain 14h30", "appel", when="2021-04-15T14:30"),
    case("appel demain à 14 h 30", "appel", when="2021-04-15T14:30"),
    case("appel demain 14:30", "appel", when="2021-04-15T14:30"),
    case("appel demain 14h00", "appel", when="2021-04-15T14:00"),
    case("appel demain 9h-12h", "appel", when="2021-04-15T09:00/2021-04-15T12:00"),
    case("appel demain 9h–12h", "appel", when="2021-04-15T09:00/2021-04-15T12:00"),
    case("appel demain de 9h à 12h", "appel", when="2021-04-15T09:00/2021-04-15T12:00"),
    case("appel demain entre 9h et 12h", "appel", when="2021-04-15T09:00/2021-04-15T12:00"),
    case("appel demain de 9h à midi", "appel", when="2021-04-15T09:00/2021-04-15T12:00"),
    case("appel demain 14-17h", "appel", when="2021-04-15T14:00/2021-04-15T17:00"),
    case("appel demain 9h30-12h15", "appel", when="2021-04-15T09:30/2021-04-15T12:15"),
    case("appel demain 14h/16h", "appel", when="2021-04-15T14:00/2021-04-15T16:00"),
    case("appel demain, 18h", "appel", when="2021-04-15T18:00"),
    case("appel demain vers 18h", "appel", when="2021-04-15T18:00"),
    case("appel demain matin", "appel", when="2021-04-15T09:00/2021-04-15T12:00"),
    case("appel demain midi", "appel", when="2021-04-15T12:00"),
    case("appel jeudi midi", "appel", when="2021-04-15T12:00"),
    case("appel demain aprem", "appel", when="2021-04-15T14:00/2021-04-15T18:00"),
    case("appel demain après-midi", "appel", when="2021-04-15T14:00/2021-04-15T18:00"),
    case("appel demain dans l'après-midi", "appel", when="2021-04-15T14:00/2021-04-15T18:00"),
    case("appel demain soir", "appel", when="2021-04-15T18:00/2021-04-15T21:00"),
    case("appel demain soir 20h", "appel", when="2021-04-15T20:00"),
    case("appel ce soir", "appel", when="2021-04-14T18:00/2021-04-14T21:00"),
    case("appel ce soir à 19h", "appel", when="2021-04-14T19:00"),
    case("appel cet aprem", "appel", when="2021-04-14T14:00/2021-04-14T18:00"),
    case("appel ce midi", "appel", when="2021-04-14T12:00"),
    case("concert samedi 21h-2h", "concert", when="2021-04-17T21:00/2021-04-18T02:00"),
    case("garde samedi 18h-9h", "garde", when="2021-04-17T18:00/2021-04-18T09:00"),
    case("garde samedi 18h-17h", "garde samedi 18h-17h"),
    case("garde samedi de 9h à 5h", "garde samedi de 9h à 5h"),
    case("garde 18h-17h samedi", "garde 18h-17h samedi"),
    case("appel à 14h mardi", "appel", when="2021-04-20T14:00"),
    case("appel 9h-17h mardi 20 avril", "appel", when="2021-04-20T09:00/2021-04-20T17:00"),
    case("atelier 2h lundi", "atelier 2h", when="2021-04-19"),
    case("atelier de 3h mardi 20 avril", "atelier de 3h", when="2021-04-20"),
    case("atelier jeudi 2h", "atelier jeudi 2h"),
    case("appel demain 8h du matin", "appel", when="2021-04-15T08:00"),
    case("appel demain 8h du soir", "appel", when="2021-04-15T20:00"),
    case("appel demain à 9h00 précises", "appel", when="2021-04-15T09:00"),
    case("appel demain toute la journée", "appel", when="2021-04-15"),
    case("appel demain 14 heures 30", "appel", when="2021-04-15T14:30"),
    case("stage le 1er mai 10 h 30", "stage", when="2021-05-01T10:30"),
]
DEADLINES = [
    case("devis jusqu'au 30 juin", "devis", until="2021-06-30"),
    case("devis jusqu’au 30/06", "devis", until="2021-06-30"),
    case("devis jusqu'au 30", "devis", until="2021-04-30"),
    case("devis jusqu'à vendredi inclus", "devis", until="2021-04-16"),
    case("devis jusqu'à juin", "devis", until="2021-06-30"),
    case("devis jusqu'à mi-juin", "devis", until="2021-06-20"),
    case("devis d'ici fin juin", "devis", until="2021-06-30"),
    case("devis d'ici la fin du mois", "devis", until="2021-04-30"),
    case("devis d'ici début juin", "devis", until="2021-06-10"),
    case("devis d'ici vendredi", "devis", until="2021-04-16"),
    case("devis d'ici 15 jours", "devis", until="2021-04-28"),
    case("devis d'ici une semaine", "devis", until="2021-04-21"),
    case("devis d'ici demain midi", "devis", until="2021-04-15T12:00"),
    case("devis d ici vendredi", "devis", until="2021-04-16"),
    case("devis jusqu au 30 juin", "devis", until="2021-06-30"),
    case("devis avant le 30", "devis", until="2021-04-29"),
    case("devis avant le 1er juin", "devis", until="2021-05-31"),
    case("devis avant lundi", "devis", until="2021-04-18"),
    case("devis avant lundi soir", "devis", until="2021-04-19T18:00"),
    case("devis avant lundi 14h", "devis", until="2021-04-19T14:00"),
    case("devis avant fin mai", "devis", until="2021-05-31"),
    case("devis avant mai", "devis", until="2021-04-30"),
    case("devis avant ce soir", "devis", until="2021-04-14T18:00"),
    case("devis avant le week-end", "devis", until="2021-04-16"),
    case("devis sous huit jours", "devis", until="2021-04-21"),
    case("devis sous quinzaine", "devis", until="2021-04-28"),
    case("devis au plus tard vendredi", "devis", until="2021-04-16"),
    case("devis vendredi au plus tard", "devis", until="2021-04-16"),
    case("devis pour le 30 avril dernier délai", "devis", until="2021-04-30"),
    case("devis demain, avant le 30", "devis", when="2021-04-15", until="2021-04-29"),
]
NO_DATES = [
    "rendez-vous place de la République",
    "visite place du 8 mai",
    "rue du 4 septembre",
    "en mai fais ce qu'il te plaît",
    "10 mai fête du quartier",
    "10 mai, fête du quartier",
    "Lundi, c'est ravioli",
    "compte rendu du 10 mai, à relire",
    "En mai, fais ce qu'il te plaît",
    "le monde de demain",
    "marché tous les samedis",
    "permanence tous les mardi",
    "chaque jeudi",
    "cours le jeudi",
    "cours le mardi soir",
    "garde du lundi au vendredi",
    "le marché du samedi",
    "permanence lundi-vendredi 9h-17h",
    "fin avril début mai",
    "mardi 20 avril lundi 3 mai",
    "who we are and what we do",
    "avec Sam",
    "un bon jeu",
    "pas lundi",
    "tous les jours sauf mardi",
    "lundi ou mardi",
    "mardi et jeudi",
    "les 4 et 6 juin",
    "depuis lundi",
    "hébergement 24h/24",
    "astreinte 24/7",
    "dispo 7j/7",
    "vidéo 16/9",
    "poste à 3/4",
    "version 2.0.21",
    "site sous Python 3.11",
    "appelez le 06 12 34 56 78",
    "tél 06.12.34.56.78",
    "groupe de 12",
    "2 jours de montage",
    "une formation de 3 jours",
    "stage de 15 jours",
    "lot n° 18",
    "chapitre 18",
    "demi-journée",
    "mi-temps",
    "fin de chantier",
    "un jeu 6 joueurs",
    "au bord de la mer",
    "rdv à 14h",
    "relire avant 18h",
    "affiche 8 mai 1945",
    "le 15/13",
    "meeting next Friday",
    "help wanted tomorrow",
    "workshop May 18",
    "dans 2 heures",
    "pendant 15 jours",
    "cet été",
    "dates à venir",
    "hier",
    "coaching mi-mai 14h",
    "coaching en mai le matin",
    "du 3 mai 2023 au 7 mai 2021",
    "toute la semaine prochaine",
    "quinzaine du 3 mai",
    "covoiturage vendredi 18h retour dimanche soir",
    "vendredi dernier",
    "Vendredi ou la vie sauvage",
    "un mardi",
]


@pytest.mark.parametrize(
    "wanted",
    [*WEEKDAYS, *COUNTED, *DATES, *RANGES, *ABOUT, *HOURS, *DEADLINES],
    ids=lambda wanted: f"{wanted.now:%d%b} {wanted.text}",
)
def test_a_date_is_read_off_the_end(wanted: Case) -> None:
    check(wanted)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_sure_date_stays_in_the_title(text: str) -> None:
    check(case(text, text))


@pytest.mark.parametrize(
    ("text", "day", "month", "proposals"),
    [
        ("randonnée le 31 avril", 31, 4, ["2021-04-30", "2021-05-01"]),
        ("randonnée 31/04", 31, 4, ["2021-04-30", "2021-05-01"]),
        ("randonnée le 30 février", 30, 2, ["2022-02-28", "2022-03-01"]),
        ("randonnée le 29 février", 29, 2, ["2022-02-28", "2022-03-01"]),
        ("randonnée 32 mai", 32, 5, ["2021-05-31", "2021-06-01"]),
        (
            "randonnée le 31 juin 14h-17h",
            31,
            6,
            ["2021-06-30T14:00/2021-06-30T17:00", "2021-07-01T14:00/2021-07-01T17:00"],
        ),
        ("randonnée du 28 au 31 avril", 31, 4, ["2021-04-28/2021-04-30", "2021-04-28/2021-05-01"]),
        ("randonnée du 31 avril au 31 juin", 31, 6, []),
        ("randonnée jusqu'au 31 avril", 31, 4, ["2021-04-30", "2021-05-01"]),
        ("randonnée avant le 31 avril", 31, 4, ["2021-04-29", "2021-04-30"]),
        ("randonnée 2021-02-30", 30, 2, ["2022-02-28", "2022-03-01"]),
    ],
)
def test_a_day_that_does_not_exist_is_doubted(text: str, day: int, month: int, proposals: list[str]) -> None:
    with pytest.raises(ImpossibleDate) as raised:
        read(text)
    doubt = raised.value
    assert (doubt.day, doubt.month, [span_told(span) for span in doubt.proposals]) == (day, month, proposals)


@pytest.mark.parametrize(
    ("text", "written", "proposals"),
    [
        ("atelier mardi 15 mai", "2021-05-15", ["2021-05-15", "2021-05-18"]),
        ("atelier vendredi 15 avril", "2021-04-15", ["2021-04-15", "2021-04-16"]),
        ("atelier jeudi 16", "2021-04-16", ["2021-04-16", "2021-04-15"]),
        ("atelier lun. 20/04 9h", "2021-04-20", ["2021-04-20T09:00", "2021-04-19T09:00"]),
        ("atelier du lundi 4 au vendredi 7 mai", "2021-05-04", ["2021-05-04/2021-05-07", "2021-05-03/2021-05-07"]),
        ("atelier avant mardi 15 mai", "2021-05-15", ["2021-05-14", "2021-05-17"]),
        ("atelier lundi 14 avril", "2021-04-14", ["2021-04-14", "2021-04-19"]),
        ("atelier le week-end du 10 mai", "2021-05-10", ["2021-05-10", "2021-05-08/2021-05-09"]),
    ],
)
def test_a_weekday_and_a_date_that_disagree_are_doubted(text: str, written: str, proposals: list[str]) -> None:
    with pytest.raises(DayMismatch) as raised:
        read(text)
    doubt = raised.value
    assert (doubt.written.isoformat(), [span_told(span) for span in doubt.proposals]) == (written, proposals)


@pytest.mark.parametrize(
    ("text", "written", "proposals"),
    [
        ("tri le 3 mars", "2021-03-03", ["2022-03-03"]),
        ("tri le 13 avril", "2021-04-13", ["2022-04-13"]),
        ("tri le 14 février", "2021-02-14", ["2022-02-14"]),
        ("tri le 3 mars 2021", "2021-03-03", ["2022-03-03"]),
        ("tri le 3 mars 2019 à 9h", "2019-03-03", ["2022-03-03T09:00"]),
        ("tri ce lundi", "2021-04-12", ["2021-04-19"]),
        ("tri du 3 au 7 mars", "2021-03-07", ["2022-03-03/2022-03-07"]),
        ("tri jusqu'au 3 mars", "2021-03-03", ["2022-03-03"]),
        ("tri avant le 14", "2021-04-13", []),
        ("tri avant mi-avril", "2021-04-10", []),
        ("tri début avril", "2021-04-10", ["~2022-04-01/2022-04-10"]),
        ("tri fin février", "2021-02-28", ["~2022-02-21/2022-02-28"]),
        ("tri en mars", "2021-03-31", ["~2022-03-01/2022-03-31"]),
        ("tri la semaine du 5 avril", "2021-04-05", ["2022-04-04/2022-04-10"]),
    ],
)
def test_a_day_that_has_just_passed_is_doubted(text: str, written: str, proposals: list[str]) -> None:
    with pytest.raises(PastDate) as raised:
        read(text)
    doubt = raised.value
    assert (doubt.written.isoformat(), [span_told(span) for span in doubt.proposals]) == (written, proposals)


def test_a_month_that_passed_long_ago_is_next_years() -> None:
    assert span_told(_when("tri le 12 janvier")) == "2022-01-12"
    assert span_told(_when("tri mi-janvier")) == "~2022-01-11/2022-01-20"


def test_what_is_chosen_after_a_doubt_keeps_everything_else() -> None:
    line = "randonnée le 31 avril 14h gratuit à Rennes"
    with pytest.raises(ImpossibleDate) as raised:
        read(line)
    doubt = raised.value
    assert doubt.field == "when"
    args = read(line, chosen={"when": doubt.proposals[0]})
    assert (args.title, span_told(args.when) if args.when else "") == ("randonnée", "2021-04-30T14:00")
    assert (args.price is not None, args.place is not None) == (True, True)


def test_the_local_day_of_whoever_types_decides() -> None:
    late = dt.datetime(2021, 4, 14, 23, 59, tzinfo=PARIS)
    assert span_told(_when("tri demain", late)) == "2021-04-15"


def _when(text: str, now: dt.datetime = WEDNESDAY) -> Span:
    found = read(text, now).when
    assert found is not None
    return found
