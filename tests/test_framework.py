"""The frame: sheets found whatever the spelling, written and read again by the Tisseuse alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.framework.search import key_of, search
from storage.framework import KEY_LENGTH, FrameworkSheet
from tests.playing import Heard, Play, full

GRANIT, OFFICE = "ilot:granit", "tisseuse"
NEW = "!cadre ajouter Protection sociale : qui couvre quoi\nLe régime général.\nquestion: @jeanne\nrelire: 1er juin"


def of(key: str, title: str, text: str = "") -> FrameworkSheet:
    """A sheet that is kept nowhere."""
    return FrameworkSheet(key=key, title=title, text=text)


SHEETS = [
    of("agrement", "Agrément de formation", "11 99 99999 99"),
    of("contrat_cape", "CAPE : contrat d'appui", "Pour démarrer sans statut."),
    of("interim_contrat", "Intérim solidaire : quel contrat ?", "Entre structures."),
    of("lissage", "Lisser ses revenus", "Principe, et l'agrément du dossier."),
]


# ── search, on plain values ──


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("agrement", ["agrement"]),  # by its name, though another one speaks of it
        ("l'Agrément", ["agrement"]),
        ("agremant", ["agrement", "lissage"]),
        ("agrements", ["agrement"]),
        ("cape", ["contrat_cape"]),
        ("contrat", ["contrat_cape", "interim_contrat"]),
        ("contrat cape", ["contrat_cape"]),
        ("quel contrat pour un interim", ["interim_contrat"]),
        ("intérimaire", ["interim_contrat"]),
        ("lissage des revenus", ["lissage"]),
        ("statut", ["contrat_cape"]),
        ("arriver sans statut", ["contrat_cape"]),
        ("zythum", []),
        ("?!", []),
    ],
)
def test_a_subject_is_found_as_people_say_it(typed: str, keys: list[str]) -> None:
    assert [sheet.key for sheet in search(typed, SHEETS).sheets] == keys


def test_what_has_half_of_the_words_is_not_taken_for_it() -> None:
    found = search("agrément bancaire", SHEETS)
    assert (found.only, found.sure) == (None, False)
    assert search("arriver sans statut", SHEETS).only is SHEETS[1]


@given(st.text(max_size=60))
def test_whatever_is_typed_is_searched(typed: str) -> None:
    found = search(typed, SHEETS)
    assert set(found.sheets) <= set(SHEETS)
    assert found.only is None or found.only in found.sheets


@given(st.text(max_size=200))
def test_any_title_gives_a_key_that_can_be_typed(title: str) -> None:
    key = key_of(title)
    assert key
    assert key == "_".join(key.split("_"))
    assert search(key.replace("_", " "), [of(key, title)]).only is not None


# ── looking ──


def said(heard: Heard) -> list[str]:
    """The outermost Message of each text, in order."""
    return [line["says"][0] for line in heard.lines if line.get("kind") == "text"]


async def sheet(play: Play, key: str) -> dict[str, Any] | None:
    """One of them, as it is exported."""
    return next((each for each in (await play.export())["framework"] if each["key"] == key), None)


async def test_one_is_shown_whole_and_several_are_listed(play_on_both: Play) -> None:
    shown = await play_on_both.says("soizic", GRANIT, "!cadre agremant")
    assert shown.text.splitlines()[1:] == [
        "11 99 99999 99 (numéro fictif)",
        "Mis à jour le 6 avril. Question : Dorine.",
    ]
    several = await play_on_both.says("soizic", GRANIT, "!cadre contrat")
    assert [line.partition(" · ")[0] for line in several.text.splitlines()] == [
        "!cadre contrat cape",
        "!cadre contrat court",
        "!cadre interim contrat",
    ]
    for line in several.text.splitlines():
        assert said(await play_on_both.says("soizic", GRANIT, line.partition(" · ")[0])) == ["FrameShown"]
    assert said(await play_on_both.says("soizic", GRANIT, "!cadre zythum")) == ["NoFrameFound"]


async def test_a_long_list_has_twelve_lines_and_a_way_on(play: Play) -> None:
    for number in range(10):
        await play.says("tisseuse", OFFICE, f"!cadre ajouter Sujet {number}\nTexte {number}.")
    first = (await play.says("noa", GRANIT, "!cadre")).text.splitlines()
    assert (len(first), first[-1]) == (12, "la suite : !cadre page 2")
    rest = (await play.says("noa", GRANIT, "!cadre page 2")).text.splitlines()
    assert len([*first[:-1], *rest]) == len(set(first[:-1]) | set(rest)) == 18
    assert said(await play.says("noa", GRANIT, "!cadre page 3")) == ["NoSuchFramePage"]
    assert (await play.says("noa", GRANIT, "!cadre sujet")).text.count("!cadre sujet") == 10


async def test_a_sheet_that_waits_for_its_review_says_so(play: Play) -> None:
    await play.at("2021-10-06T08:00:00+02:00")
    shown = await play.says("noa", GRANIT, "!cadre cape")
    assert "À relire depuis le 6 octobre" in shown.text


# ── writing ──


async def test_the_tisseuse_adds_a_sheet_betters_it_and_takes_it_back(play_on_both: Play) -> None:
    added = await play_on_both.says("tisseuse", OFFICE, NEW, id="$new")
    assert said(added) == ["FrameAdded"]
    kept = await sheet(play_on_both, "protection_sociale")
    assert kept == {
        "key": "protection_sociale",
        "title": "Protection sociale : qui couvre quoi",
        "text": "Le régime général.",
        "referent": full("jeanne"),
        "updated_on": "2021-04-14",
        "review_on": "2021-06-01",
    }
    better = "!cadre ajouter Protection sociale : qui couvre quoi\nLa Sécurité sociale."
    edited = await play_on_both.line(sender=full("tisseuse"), edit="$new", body=better)
    assert [line["kind"] for line in edited.lines] == ["edit"]
    assert "La Sécurité sociale." in (await play_on_both.says("noa", GRANIT, "!cadre protection")).text
    await play_on_both.line(sender=full("tisseuse"), redact="$new")
    assert await sheet(play_on_both, "protection_sociale") is None


async def test_a_title_alone_asks_for_its_text(play: Play) -> None:
    asked = await play.says("tisseuse", OFFICE, "!cadre ajouter Portage", id="$new")
    assert (asked.outcome, said(asked)) == ("asked", ["FrameTextAsked"])
    assert said(await play.says("tisseuse", OFFICE, "Une ligne.", reply_to="$new")) == ["FrameAdded"]
    kept = await sheet(play, "portage")
    assert kept is not None
    assert (kept["text"], kept["referent"], kept["review_on"]) == ("Une ligne.", full("tisseuse"), "2021-10-14")


async def test_a_sheet_read_again_is_right_for_half_a_year_more(play_on_both: Play) -> None:
    await play_on_both.at("2021-10-07T10:00:00+02:00")
    due = await play_on_both.says("tisseuse", OFFICE, "!cadre revoir")
    assert said(due) == ["FramesDue"]
    assert len(due.text.splitlines()) == 8
    assert (await play_on_both.says("tisseuse", OFFICE, "!cadre revoir cape", id="$again")).outcome == "asked"
    await play_on_both.says("tisseuse", OFFICE, "oui", reply_to="$again")
    kept = await sheet(play_on_both, "contrat_cape")
    assert kept is not None
    assert (kept["updated_on"], kept["review_on"]) == ("2021-10-07", "2022-04-07")
    assert kept["text"].startswith("Pour démarrer sans statut.")
    assert "cape" not in (await play_on_both.says("tisseuse", OFFICE, "!cadre revoir")).text


async def test_her_week_says_how_many_wait_to_be_read_again(few: Play) -> None:
    added = "!cadre ajouter Portage\nUne ligne.\nrelire: 16 avril"
    await few.says("tisseuse", OFFICE, added)
    assert "fiche cadre" not in (await few.says("tisseuse", OFFICE, "!semaine")).text
    monday = await few.at("2021-04-19T09:30:00+02:00")
    assert ["1 fiche cadre à revoir" in text for text in monday.room(OFFICE) if text.startswith("Semaine")] == [True]


async def test_a_new_text_may_follow_at_once_or_as_an_answer_and_stop_changes_nothing(play: Play) -> None:
    assert said(await play.says("tisseuse", OFFICE, "!cadre revoir lissage\nUn texte.")) == ["FrameRenewed"]
    for reply, text in (("Un autre.", "Un autre."), ("stop", "Un autre."), ("non", "Un autre.")):
        await play.says("tisseuse", OFFICE, "!cadre revoir lissage", id=f"${reply[:3]}")
        await play.says("tisseuse", OFFICE, reply, reply_to=f"${reply[:3]}")
        kept = await sheet(play, "lissage")
        assert kept is not None
        assert (kept["text"], kept["updated_on"]) == (text, "2021-04-14")


async def test_a_sheet_is_removed_after_one_more_question(play: Play) -> None:
    for reply, left in (("non", True), ("oui", False)):
        await play.says("tisseuse", OFFICE, "!cadre retirer veille", id=f"${reply}")
        await play.says("tisseuse", OFFICE, reply, reply_to=f"${reply}")
        assert (await sheet(play, "veille_2021_04") is not None) == left


async def test_nobody_else_writes_and_she_only_in_her_room(play: Play) -> None:
    before = (await play.export())["framework"]
    for who, room in (("noa", GRANIT), ("noa", f"dm:{full('noa')}"), ("tisseuse", GRANIT)):
        for body in (NEW, "!cadre revoir cape\nFaux.", "!cadre retirer cape"):
            assert said(await play.says(who, room, body)) == ["TisseuseOnly"], (who, room, body)
    assert (await play.export())["framework"] == before


async def test_what_cannot_be_kept_is_refused_with_what_to_type(play: Play) -> None:
    long = "x" * 701
    for body, name in (
        ("!cadre ajouter", "HowFrameworkIsWritten"),
        (f"!cadre ajouter Titre\n{long}", "FrameTooLong"),
        (f"!cadre ajouter {'x' * 121}\ntexte", "FrameTooLong"),
        ("!cadre ajouter Titre\na\nb\nc\nd", "FrameTooLong"),
        ("!cadre ajouter Titre\ntexte\nrelire: hier", "FrameDayUnread"),
        ("!cadre ajouter Titre\ntexte\nquestion: @personne", "UnknownPerson"),
    ):
        heard = await play.says("tisseuse", OFFICE, body)
        assert (heard.outcome, said(heard)) == ("refused", [name]), body


async def test_two_sheets_of_one_title_have_two_names(play: Play) -> None:
    for text in ("Un.", "Deux."):
        await play.says("tisseuse", OFFICE, f"!cadre ajouter Portage salarial\n{text}")
    keys = [each["key"] for each in (await play.export())["framework"]][-2:]
    assert keys == ["portage_salarial", "portage_salarial_2"]
    assert "Deux." in (await play.says("noa", GRANIT, "!cadre portage salarial 2")).text


async def test_whoever_answers_for_a_sheet_may_go_and_the_sheet_stays(play: Play) -> None:
    await play.says("dorine", f"dm:{full('dorine')}", "!oublie-moi")
    await play.says("dorine", f"dm:{full('dorine')}", "oui")
    kept = await sheet(play, "agrement_formation")
    assert kept is not None
    assert kept["referent"] is None
    assert "Question : la Tisseuse." in (await play.says("noa", GRANIT, "!cadre agrement")).text


def test_half_a_year_is_counted_in_months() -> None:
    made = of("a", "A")
    made.renew(dt.date(2021, 8, 31), dt.date(2022, 2, 28), "b")
    assert (made.text, made.is_due(dt.date(2022, 2, 27)), made.is_due(dt.date(2022, 2, 28))) == ("b", False, True)
    assert len(key_of("x" * 300)) > KEY_LENGTH  # shortened when it is kept
