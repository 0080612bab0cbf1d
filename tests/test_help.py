"""How one talks to the bot: the prefix, words near and far, help, and one's own language."""

from __future__ import annotations

import re

from tests.playing import Play, full

GRANIT = "ilot:granit"
PRIVATE = f"dm:{full('noa')}"


async def say_in_room(play: Play, body: str, who: str = "noa") -> tuple[str, str | None]:
    heard = await play.says(who, GRANIT, body)
    return heard.outcome, heard.command


# ── what is a command ──


async def test_the_prefix_is_tolerant(play: Play) -> None:
    for body in (
        *("!offres", "! offres", "!offres :", "!offres:", "!OFFRES", "!Offrés", "  !offres", "!bourse", "!board"),
        *(
            "!\u00a0offres",
            "@navette offres",
            "@navette: offres",
            "navette: offres",
            "Navette, offres",
            "@navette !offres",
        ),
    ):
        assert await say_in_room(play, body) == ("answered", "board"), body


async def test_what_only_looks_like_a_command_is_none(play: Play) -> None:
    for body in (
        *("!!!", "!", "! !", "!?!", "!…", "bonjour !", "on se voit demain !offres", "offres", "navette offres"),
        *(
            "> !offres",
            "> <@noa:archipel.example> !offres\n> encore",
            "```\n!offres\n```",
            "`!offres`",
            "navette: ",
        ),
    ):
        heard = await play.says("noa", GRANIT, body)
        assert (heard.outcome, heard.lines) == ("ignored", []), body


async def test_a_reply_is_read_without_its_fallback(play: Play) -> None:
    body = "> <@youenn:archipel.example> tu as vu ?\n> !offre\n\n!offres"
    heard = await play.says("noa", GRANIT, body, reply_to="$earlier")
    assert (heard.outcome, heard.command) == ("answered", "board")
    assert await say_in_room(play, body) == ("ignored", None)


async def test_in_private_the_prefix_is_optional_for_command_words_only(play: Play) -> None:
    for body, found in [
        ("offres", ("answered", "board")),
        ("Aide", ("answered", "help")),
        ("!offres", ("answered", "board")),
    ]:
        heard = await play.says("noa", PRIVATE, body)
        assert (heard.outcome, heard.command) == found, body
    for body in ("merci beaucoup", "je ne sais pas", "xyzzy", "!!!"):
        heard = await play.says("noa", PRIVATE, body)
        assert (heard.outcome, heard.lines) == ("ignored", []), body


# ── unknown words ──


async def test_a_near_word_is_proposed_and_not_run(play: Play) -> None:
    before = await play.export()
    for body, proposed in [("!ofre montage", "!offre"), ("!bessoin vélo", "!besoin"), ("!prolonje O10", "!prolonge")]:
        heard = await play.says("noa", GRANIT, body)
        assert (heard.outcome, heard.command) == ("refused", None)
        assert proposed in heard.text
        assert heard.lines[0]["says"][0] == "NearMiss"
    assert await play.export() == before


async def test_a_short_word_must_be_nearer(play: Play) -> None:
    assert (await play.says("noa", GRANIT, "!voit O10")).lines[0]["says"][0] == "NearMiss"
    assert (await play.says("noa", GRANIT, "!rire O10")).lines[0]["says"][0] == "UnknownCommand"


async def test_an_unknown_word_gets_one_line(play: Play) -> None:
    heard = await play.says("noa", GRANIT, "!xyzzyx")
    assert heard.text == "Je ne connais pas !xyzzyx. !aide montre ce que je sais faire."
    assert heard.outcome == "refused"


async def test_what_was_typed_is_never_markup(play: Play) -> None:
    heard = await play.says("noa", PRIVATE, "!moi <b>gras</b> **gras**")
    assert "<b>gras</b> **gras**" in heard.text
    assert "&lt;b&gt;gras&lt;/b&gt; **gras**" in heard.lines[0]["html"]


# ── help ──


async def test_help_fits_a_screen_and_is_for_everybody(play: Play) -> None:
    for who, room in [("noa", GRANIT), ("noa", PRIVATE), ("tisseuse", "tisseuse")]:
        heard = await play.says(who, room, "!aide")
        assert (heard.outcome, heard.command) == ("answered", "help")
        assert len(heard.text.splitlines()) <= 14
        assert ("!etat" in heard.text) == (room == "tisseuse")


async def test_help_on_a_word_shows_how_to_type_it(play: Play) -> None:
    for body in (
        "!aide offre",
        "!aide !offre",
        "!aide propose",
        "!aide Offre :",
        "!help offer",
        "!? offre",
        "!aide ofre",
    ):
        heard = await play.says("noa", GRANIT, body)
        assert "!offre 2 jours de montage vidéo" in heard.text, body
        assert "tarif:" in heard.text
        assert len(heard.text.splitlines()) <= 5


async def test_a_command_with_one_name_is_not_said_to_have_others(play: Play) -> None:
    told = (await play.says("tisseuse", "tisseuse", "!aide export")).text
    assert "!export ods" in told and "Aussi" not in told
    assert "Aussi : !report" in (await play.says("tisseuse", "tisseuse", "!aide bilan")).text


async def test_help_on_a_word_nobody_knows_begins_anew(play: Play) -> None:
    heard = await play.says("noa", GRANIT, "!aide patates")
    assert heard.lines[0]["says"][0] == "HelpBegins"


# ── language ──


async def test_somebody_who_chose_english_is_answered_in_english(play: Play) -> None:
    heard = await play.says("noa", PRIVATE, "!moi langue en")
    assert heard.text == "All right, I will answer you in English."
    assert "I pass offers" in (await play.says("noa", GRANIT, "!aide")).text
    assert "!offer 2 jours" in (await play.says("noa", GRANIT, "!aide offre")).text
    assert "Friday 16 April" in (await play.says("noa", GRANIT, "!offre montage vendredi prochain")).text
    assert (await play.says("noa", GRANIT, "!xyzzyx")).text.startswith("I don't know !xyzzyx")
    assert "Je fais passer" in (await play.says("youenn", GRANIT, "!aide")).text
    assert (await play.says("noa", GRANIT, "!me language fr")).text.startswith("D'accord")


async def test_a_whisper_is_in_the_language_of_who_is_told(play: Play) -> None:
    await play.says("maiwenn", f"dm:{full('maiwenn')}", "!moi langue en")
    heard = await play.says("salome", "ilot:morvan", "!prends O10")
    assert "C'est dit" in heard.room(f"dm:{full('salome')}")[0]
    assert "raises a hand" in heard.room(f"dm:{full('maiwenn')}")[0]


async def test_the_language_is_part_of_the_export(play: Play) -> None:
    await play.says("noa", PRIVATE, "!moi langue en")
    noa = next(person for person in (await play.export())["people"] if person["id"] == full("noa"))
    assert noa["settings"]["language"] == "en"


async def test_a_setting_that_is_not_understood_is_refused_with_what_to_type(play: Play) -> None:
    for body in ("!moi langue", "!moi langue klingon", "!moi patates"):
        heard = await play.says("noa", PRIVATE, body)
        assert heard.outcome == "refused"
        assert "!moi langue en" in heard.text


# ── length ──


async def test_answers_are_short(play: Play) -> None:
    for body in (
        "!offre " + "mot " * 700 + "le 1er mai #un #deux",
        "!moi",
        "!voir O10",
        "!offres",
        "!ilots",
        "!offres page 2",
    ):
        heard = await play.says("noa", GRANIT, body)
        assert len(heard.text.splitlines()) <= (12 if body.startswith(("!offres", "!ilots")) else 5), body


# ── what is shown first ──


async def test_help_shows_first_what_is_of_use_first_and_the_rest_when_asked(play: Play) -> None:
    first, whole = [(await play.says("ondine", "ilot:garrigue", body)).text for body in ("!aide", "!aide tout")]
    assert len(first.splitlines()) <= 14
    words = {word for line in first.splitlines() for word in re.findall(r"![a-z]+", line)}
    wanted = ("offre", "besoin", "interim", "offres", "solidarite", "fonds", "temps", "trace", "mecanismes", "cadre")
    assert words == {f"!{word}" for word in (*wanted, "agenda", "ilots", "moi", "aide")}
    assert "!voir O12" in whole and "!voir" not in first
    assert "!demandes" not in first + whole


async def test_the_tisseuse_is_shown_what_is_hers_in_her_room(play: Play) -> None:
    first = (await play.says("tisseuse", "tisseuse", "!aide")).text
    assert "!demandes" in first and "!bilan mars" in first
    assert len(first.splitlines()) <= 14
