"""Mechanism sheets as people meet them: listed, shown, proposed, written, put in place, given as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.playing import Heard, Play, full, playing

GRANIT, OFFICE = "ilot:granit", "tisseuse"
REVIEWED = "9 avis · utilité 3,6 sur 4 · à garder : La fiche de passation · à changer : Prévenir plus tôt · décidé : "
PROPOSED = "!mecanisme propose Prêt de matériel but: ne pas rester en panne\nétapes: dire ; prêter ; rendre"


def alone(who: str) -> str:
    """Somebody's private room."""
    return f"dm:{full(who)}"


def said(heard: Heard) -> list[str]:
    """The outermost Message of each text, in order."""
    return [line["says"][0] for line in heard.lines if line.get("kind") == "text"]


def reading(path: str) -> str:
    """What a file that was given says."""
    return Path(path).read_text("utf-8")


async def sheet(play: Play, ref: str) -> dict[str, Any] | None:
    """One sheet, as it is exported."""
    return next((each for each in (await play.export())["mechanisms"] if each["ref"] == ref), None)


# ── seeing ──


async def test_the_list_tells_how_far_each_has_come_and_what_to_type(play_on_both: Play) -> None:
    heard = await play_on_both.says("noa", GRANIT, "!mecanismes")
    assert (
        heard.text.splitlines()[0]
        == "K1 · Bourse du travail · en place depuis le 15 février · !offre, !besoin, !offres"
    )
    assert heard.text.splitlines()[3] == "K4 · Écoute entre pairs · à l'essai depuis le 15 mars · !solidarite écoute"


async def test_a_sheet_tells_its_fields_and_its_last_evaluation(play_on_both: Play) -> None:
    heard = await play_on_both.says("noa", GRANIT, "!mecanisme K2")
    assert heard.refs[0] == "K2"
    assert heard.text.splitlines() == [
        "K2 · Intérim solidaire · en place depuis le 1er mars",
        "Pour qui : Tout l'Archipel",
        "Comment s'en servir : !interim",
        "Ce que ça demande : Une fiche de passation, l'accord du client",
        "Pas à pas : 1 Dire quoi, quand, où · 2 Une main se lève · 3 Passer le relais · 4 Revenir tranquille",
        "Limites : Contrat à vérifier avec la structure porteuse avant de commencer",
        "À qui demander : Maude, la Tisseuse",
        "Ces trois derniers mois : 6 demandes de remplacement, 2 pourvues",
        f"Évaluation du 5 avril : {REVIEWED}Rappel à J-10",
        "Ton avis, en privé et sans nom : !avis K2",
    ]


@pytest.mark.parametrize("body", ["!K2", "!voir K2", "!mecanisme k2", "!mecanisme interim", "!mechanism K2"])
async def test_a_sheet_is_found_by_its_reference_or_by_its_name(play: Play, body: str) -> None:
    assert (await play.says("noa", GRANIT, body)).text.startswith("K2 · Intérim solidaire")


async def test_a_name_that_several_bear_lists_them_and_one_that_nobody_bears_may_be_proposed(play: Play) -> None:
    assert len((await play.says("noa", GRANIT, "!mecanisme solida")).text.splitlines()) == 2
    assert "!mecanisme propose Covoiturage" in (await play.says("noa", GRANIT, "!mecanisme Covoiturage")).text
    assert (await play.says("noa", GRANIT, "!mecanisme K9")).outcome == "refused"


async def test_more_than_twelve_lines_go_on_on_another_page(play: Play) -> None:
    for number in range(8):
        await play.says("noa", GRANIT, f"!mecanisme propose Idée {number}")
    first = await play.says("noa", GRANIT, "!mecanismes")
    assert (len(first.text.splitlines()), first.text.splitlines()[-1]) == (12, "la suite : !mecanismes page 2")
    second = await play.says("noa", GRANIT, "!mecanismes page 2")
    assert [line[:3] for line in second.text.splitlines()] == ["K12", "K13"]
    assert said(await play.says("noa", GRANIT, "!mecanismes page 3")) == ["NoMechanismsPage"]


# ── proposing ──


async def test_anybody_proposes_and_the_tisseuse_puts_it_on_trial(play_on_both: Play) -> None:
    play = play_on_both
    heard = await play.says("noa", GRANIT, PROPOSED, id="$made")
    assert said(heard) == ["IdeaPosted", "IdeaTold"] and heard.lines[0]["thread"] == "$made"
    assert "Le mettre à l'essai : !mecanisme K6 état essai" in heard.room(OFFICE)[0]
    assert "3 rendre" in heard.room(OFFICE)[0]
    changed = await play.says("tisseuse", OFFICE, "!mecanisme K6 état essai")
    assert changed.text.startswith("K6 · Prêt de matériel · à l'essai depuis le 14 avril")
    assert await sheet(play, "K6") == {
        "ref": "K6",
        "name": "Prêt de matériel",
        "state": "trial",
        "since": "2021-04-14",
        "how": "",
        "for_whom": "",
        "takes": "",
        "steps": ["dire", "prêter", "rendre"],
        "limits": "",
        "next_review_on": "2021-07-14",
        "reviews": [],
        "purpose": "ne pas rester en panne",
        "proposed_by": full("noa"),
        "history": [{"state": "idea", "since": "2021-04-14"}, {"state": "trial", "since": "2021-04-14"}],
    }


async def test_an_idea_follows_the_message_that_proposed_it(play: Play) -> None:
    await play.says("noa", GRANIT, PROPOSED, id="$made")
    await play.line(sender=full("noa"), room=GRANIT, edit="$made", body="!mecanisme propose Prêt d'outils")
    assert ((await sheet(play, "K6")) or {})["name"] == "Prêt d'outils"
    await play.line(sender=full("noa"), room=GRANIT, redact="$made")
    assert await sheet(play, "K6") is None
    assert (await play.says("noa", GRANIT, "!mecanisme propose Autre")).refs == ["K7", "K7"]


async def test_who_proposed_writes_it_as_long_as_it_is_an_idea(play: Play) -> None:
    await play.says("noa", GRANIT, PROPOSED)
    assert said(await play.says("erwan", GRANIT, "!mecanisme K6 limites: jamais le soir")) == ["NotYourSheet"]
    assert said(await play.says("noa", GRANIT, "!mecanisme K6 limites: jamais le soir")) == ["SheetWritten"]
    await play.says("tisseuse", OFFICE, "!mecanisme K6 état essai")
    assert said(await play.says("noa", GRANIT, "!mecanisme K6 limites: jamais")) == ["NotYourSheet"]
    assert said(await play.says("noa", GRANIT, "!mecanisme K6 retire")) == ["NotYourSheet"]
    assert said(await play.says("tisseuse", OFFICE, "!mecanisme K6 contact: Noa")) == ["SheetWritten"]
    assert "À qui demander : Noa" in (await play.says("noa", GRANIT, "!K6")).text


async def test_who_proposed_takes_an_idea_back(play: Play) -> None:
    await play.says("noa", GRANIT, PROPOSED)
    assert said(await play.says("noa", GRANIT, "!mecanisme K6 retire")) == ["IdeaTakenBack"]
    assert await sheet(play, "K6") is None


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("!mecanisme propose", "NameIt"),
        (f"!mecanisme propose {'a' * 301}", "FieldTooLong"),
        ("!mecanisme K2 nimporte quoi", "HowSheetsWork"),
        ("!mecanisme K2 fichier", "FileElsewhere"),
        ("!mecanisme K2 état en place", "TisseuseOnly"),
        ("!mechanism K2 state idea", "TisseuseOnly"),
        ("!mecanisme K2 décision oui", "TisseuseOnly"),
    ],
)
async def test_what_cannot_be_done_there_is_refused(play: Play, body: str, says: str) -> None:
    heard = await play.says("noa", GRANIT, body)
    assert (heard.outcome, said(heard)) == ("refused", [says])


# ── the Tisseuse ──


@pytest.mark.parametrize(
    ("body", "since"),
    [
        ("!mecanisme K4 état en place", "2021-04-14"),
        ("!mecanisme K4 etat : en place depuis le 01/04/2021", "2021-04-01"),
        ("!mechanism K4 state in place since 2021-04-02", "2021-04-02"),
        ("!mecanisme K4 état en place depuis 2/4", "2021-04-02"),
    ],
)
async def test_a_state_may_have_begun_on_an_earlier_day(play: Play, body: str, since: str) -> None:
    await play.says("tisseuse", OFFICE, body)
    found = await sheet(play, "K4") or {}
    assert (found["state"], found["since"], len(found["history"])) == ("in_place", since, 2)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("!mecanisme K4 état", "WhichState"),
        ("!mecanisme K4 état endormi", "WhichState"),
        ("!mecanisme K4 état en place depuis 31/02/2021", "WhichState"),
        ("!mecanisme K4 état en place depuis 15/04/2021", "WhichState"),
        ("!mecanisme K4 état en place depuis 14/03/2021", "NotThatState"),
        ("!mecanisme K2 état essai", "NotThatState"),
        ("!mecanisme K4 décision on continue", "NothingToDecideOn"),
    ],
)
async def test_a_state_that_cannot_be_is_refused(play: Play, body: str, says: str) -> None:
    heard = await play.says("tisseuse", OFFICE, body)
    assert (heard.outcome, said(heard)) == ("refused", [says])


async def test_who_proposed_hears_how_far_it_has_come(play: Play) -> None:
    await play.says("noa", alone("noa"), PROPOSED)
    heard = await play.says("tisseuse", OFFICE, "!mecanisme K6 état en place")
    assert heard.room(alone("noa")) == ["K6 (Prêt de matériel), que tu as proposé, est en place."]


async def test_what_was_decided_stands_with_the_last_evaluation(play: Play) -> None:
    await play.says("tisseuse", OFFICE, "!mecanisme K2 décision rappel à J-15")
    assert "décidé : rappel à J-15" in (await play.says("noa", GRANIT, "!K2")).text


async def test_the_tisseuse_sees_what_a_sheet_does_not_tell_yet(play: Play) -> None:
    heard = await play.says("tisseuse", OFFICE, "!mecanisme K2")
    assert "À écrire encore : À quoi ça sert. Par exemple : !mecanisme K2 but:" in heard.text


# ── the courrier ──

TUESDAY, FRIDAY = "2021-04-20T10:00:00+02:00", "2021-04-16T10:00:00+02:00"


def news(heard: Heard, room: str) -> list[str]:
    """What the courriers there told of mechanisms, as lines."""
    lines = [line for text in heard.room(room) for line in text.splitlines()]
    return [line for line in lines if " · mécanisme " in line]


async def test_what_is_tried_is_told_once_in_every_courrier_and_an_idea_or_a_slip_in_none(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("noa", alone("noa"), "!moi courrier mardi et vendredi")
    for body in (PROPOSED, "!mecanisme propose Covoiturage", "!mecanisme propose Une cave"):
        await play.says("noa", alone("noa"), body)
    for body in ("K6 état essai", "K6 état en place", "K7 état essai", "K7 état idée", "K1 état arrêté"):
        await play.says("tisseuse", OFFICE, f"!mecanisme {body}")
    heard = await play.at(FRIDAY)
    told = ["K6 · Prêt de matériel · mécanisme en place depuis le 14 avril · !mecanisme K6"]
    assert [news(heard, room) for room in (GRANIT, "ilot:plume", alone("noa"))] == [told] * 3
    assert news(await play.at(TUESDAY), GRANIT) == []


async def test_a_courrier_that_is_told_again_says_how_far_it_has_come_since(play: Play) -> None:
    await play.says("tisseuse", OFFICE, "!mecanisme K4 état en place")
    await play.says("anouk", "ilot:plume", "!besoin une sono, le 8 mai", id="$sono")
    await play.at(FRIDAY)
    await play.says("tisseuse", OFFICE, "!mecanisme K4 état arrêté")
    heard = await play.line(sender=full("anouk"), room="ilot:plume", redact="$sono")
    assert news(heard, GRANIT) == ["K4 · Écoute entre pairs · mécanisme arrêté le 16 avril · !mecanisme K4"]


# ── given on ──


@pytest.mark.parametrize(("who", "room"), [("tisseuse", OFFICE), ("noa", "dm:@noa:archipel.example")])
async def test_another_collective_takes_a_sheet_from_its_file(
    tmp_path: Path, in_tmp: None, who: str, room: str
) -> None:
    async with playing("sqlite://", files=tmp_path / "files") as play:
        heard = await play.says(who, room, "!mecanisme K2 fichier")
        assert heard.outcome == "answered"
        (given,) = [line for line in heard.lines if line["kind"] == "file"]
        assert (given["name"], given["mimetype"]) == ("K2.md", "text/markdown")
        text = reading(given["path"])
        assert text.startswith("# Intérim solidaire\n\nen place depuis le 1er mars\n")
        assert "## Pas à pas\n\n1. Dire quoi, quand, où\n2. Une main se lève" in text
        assert "- utilité 3,6 sur 4" in text.replace("\u00a0", " ") and "Maude" not in text
        pasted = text.split("```\n")[1].rstrip("\n")
        await play.says("noa", GRANIT, pasted)
        old, new = await sheet(play, "K2") or {}, await sheet(play, "K6") or {}
        for name in ("name", "how", "for_whom", "takes", "steps", "limits"):
            assert new[name] == old[name], name


# ── forgotten ──


async def test_who_is_forgotten_leaves_no_idea_and_no_name_on_what_others_tried(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("noa", alone("noa"), "!mecanisme propose Une idée")
    await play.says("noa", alone("noa"), "!mecanisme propose Un essai")
    await play.says("tisseuse", OFFICE, "!mecanisme K7 état essai")
    await play.says("noa", alone("noa"), "!oublie-moi")
    await play.says("noa", alone("noa"), "oui")
    assert await sheet(play, "K6") is None
    assert "proposed_by" not in (await sheet(play, "K7") or {})


# ── how much it is used ──


@pytest.mark.parametrize(
    ("ref", "use"),
    [
        ("K1", "Ces trois derniers mois : 34 annonces, 5 pourvues"),
        ("K3", "Au trimestre 1 de 2021 : moins de cinq personnes"),
        ("K4", "Au trimestre 1 de 2021 : moins de cinq personnes"),
        ("K5", "Ces trois derniers mois : 8 temps tenus"),
    ],
)
async def test_a_sheet_counts_what_people_did(play_on_both: Play, ref: str, use: str) -> None:
    assert use in (await play_on_both.says("noa", GRANIT, f"!{ref}")).text.splitlines()


async def test_what_is_asked_in_private_is_counted_from_five_people_on(stage: str) -> None:
    async with playing(stage) as play:
        await play.says("noa", GRANIT, "!mecanisme propose Entraide comment: !solidarite")
        assert "Au trimestre 1 de 2021 : 13 personnes" in (await play.says("noa", GRANIT, "!K6")).text
    async with playing(stage, data=None) as play:
        await play.at("2021-07-02T10:00:00+02:00")
        assert "Au trimestre 2 de 2021 : 6 personnes" in (await play.says("noa", GRANIT, "!K6")).text
