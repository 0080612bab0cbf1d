"""The bourse as members live it: posting, seeing, raising a hand, settling, taking back, extending, expiring."""

from __future__ import annotations

import pytest

from tests.playing import Play

GRANIT, TRABOULE, OFFICE = "ilot:granit", "ilot:traboule", "tisseuse"


async def _posted(play: Play, body: str, who: str = "youenn", room: str = GRANIT) -> str:
    heard = await play.says(who, room, body)
    assert heard.outcome == "answered", heard
    return heard.refs[0]


# ── posting ──


async def test_an_offer_repeats_its_date_in_full(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!offre 2 jours de montage vidéo vendredi prochain à 14h 150€/jour")
    assert "O21 · 2 jours de montage vidéo" in heard.text
    assert "vendredi 16 avril, 14 h · 150 €/jour" in heard.text


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("!offre", "O"), ("!propose", "O"), ("!offer", "O"), ("!besoin", "B"), ("!cherche", "B"), ("!need", "B"),
        ("!interim", "I"), ("!intérim", "I"), ("!remplacement", "I"), ("!relais", "I"), ("!cover", "I"),
        ("! Offre :", "O"),
    ],
)  # fmt: skip
async def test_every_name_of_a_command_posts(play: Play, word: str, letter: str) -> None:
    assert (await _posted(play, f"{word} coup de main mardi")).startswith(letter)


async def test_references_go_on_and_are_never_used_again(play: Play) -> None:
    first = await _posted(play, "!offre montage")
    await play.says("youenn", GRANIT, f"!retire {first}")
    assert await _posted(play, "!offre montage") != first


async def test_an_offer_in_private_belongs_to_ones_own_ilot(play: Play) -> None:
    ref = await _posted(play, "offre cours de chant", room="dm:@youenn:archipel.example")
    assert (await play.listing(ref))["ilot"] == "granit"


async def test_an_offer_that_stays_in_the_ilot_is_seen_there_only(play: Play) -> None:
    ref = await _posted(play, "!offre outils de jardin portée: îlot")
    assert (await play.says("aziliz", GRANIT, f"!voir {ref}")).outcome == "answered"
    assert (await play.says("ines", TRABOULE, f"!voir {ref}")).outcome == "refused"
    assert ref not in (await play.says("ines", TRABOULE, "!offres outils de jardin")).refs


async def test_a_long_text_keeps_its_first_1500_characters_and_says_so(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!offre " + "montage " * 300)
    assert "J'ai gardé les 1 500 premiers caractères." in heard.text
    assert len((await play.listing(heard.refs[0]))["title"]) <= 1500


async def test_what_was_typed_is_never_markup(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!offre <b>gras</b> & **étoiles** [lien](https://exemple.example)")
    html = heard.lines[0]["html"]
    assert "&lt;b&gt;gras&lt;/b&gt; &amp; **étoiles**" in html
    assert "<b>" not in html


async def test_a_cover_says_that_the_contract_comes_first(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!interim accueil mardi 20 avril 9h-17h")
    assert "vérifie son contrat" in heard.text


@pytest.mark.parametrize(
    ("body", "expires_on"),
    [
        ("!offre relecture", "2021-05-29"),
        ("!besoin relecture", "2021-05-14"),
        ("!interim accueil", "2021-05-14"),
        ("!interim accueil du 3 au 7 mai", "2021-05-03"),
        ("!offre stage du 3 au 7 mai", "2021-05-07"),
        ("!offre stage du 3 au 7 mai jusqu'au 25 avril", "2021-04-25"),
        ("!offre stage dès le 3 mai", "2021-05-29"),
        ("!offre stage permanente", None),
    ],
)
async def test_a_listing_ends_when_the_rule_says(play: Play, body: str, expires_on: str | None) -> None:
    assert (await play.listing(await _posted(play, body)))["expires_on"] == expires_on


# ── hands ──


async def test_a_hand_tells_the_author_and_puts_the_listing_in_discussion(play: Play) -> None:
    heard = await play.says("hugues", "ilot:morvan", "!prends O10")
    assert "Hugues lève la main pour O10" in heard.room("dm:@maiwenn:archipel.example")[0]
    assert "Maïwenn" in heard.room("dm:@hugues:archipel.example")[0]
    assert not heard.room("ilot:morvan")  # both sides in private
    assert (await play.listing("O10"))["state"] == "in_discussion"


async def test_a_hand_is_raised_once_and_several_people_may(play: Play) -> None:
    await play.says("hugues", "ilot:morvan", "!prends O10")
    again = await play.says("hugues", "ilot:morvan", "!partant o 10")
    await play.says("ines", TRABOULE, "!claim O10")
    assert not again.room("dm:@maiwenn:archipel.example")
    assert (await play.listing("O10"))["hands"] == ["@hugues:archipel.example", "@ines:archipel.example"]


async def test_who_raises_a_hand_without_a_private_room_is_told_in_the_thread(play: Play) -> None:
    await play.line(room="dm:@hugues:archipel.example", sender="@ines:archipel.example", join=True)
    heard = await play.says("hugues", "ilot:morvan", "!prends O10", id="$hand")
    answers = [line for line in heard.lines if line["room"] == "ilot:morvan"]
    assert [(line["says"][0], line["thread"]) for line in answers] == [("HandRaised", "$hand")]
    assert heard.room("dm:@maiwenn:archipel.example")
    assert not heard.room("dm:@hugues:archipel.example")


async def test_nobody_raises_a_hand_for_their_own_listing(play: Play) -> None:
    ref = await _posted(play, "!offre montage")
    heard = await play.says("youenn", GRANIT, f"!prends {ref}")
    assert (heard.outcome, (await play.listing(ref))["hands"]) == ("refused", [])
    assert "C'est ton annonce." in heard.text


async def test_at_night_the_author_is_left_in_peace_until_eight(few: Play) -> None:
    await few.at("2021-04-14T22:00:00+02:00")
    assert not (await few.says("hugues", "ilot:morvan", "!prends O10")).room("dm:@maiwenn:archipel.example")
    assert not (await few.at("2021-04-15T07:59:59+02:00")).lines
    morning = await few.at("2021-04-15T09:00:00+02:00")
    assert [line["at"] for line in morning.lines] == ["2021-04-15T08:00:00+02:00"]


# ── closing and opening again ──


async def test_at_night_nobody_is_said_to_have_been_told(few: Play) -> None:
    await few.at("2021-04-14T22:00:00+02:00")
    heard = await few.says("hugues", "ilot:morvan", "!prend O10")
    assert heard.text == "C'est noté : je le dis à Maïwenn dès 8 h. Si c'est pressé, écris-lui."
    await few.says("youenn", GRANIT, "!pourvu B3", id="$ask")
    assert (await few.says("youenn", GRANIT, "oui", thread="$ask")).text.endswith("dès 8 h.")


async def test_who_would_like_it_to_last_is_passed_on_as_such(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!prolonge B3", id="$ask")
    assert heard.text == "Seule la personne qui a posé B3 peut la prolonger. Je lui fais passer ? (oui)"
    passed = await play.says("youenn", GRANIT, "oui", thread="$ask")
    assert "dure plus longtemps. Si oui : !prolonge B3" in passed.room("dm:@salome:archipel.example")[0]


async def test_its_author_settles_it_with_somebody(play: Play) -> None:
    heard = await play.says("noa", GRANIT, "!pourvu B8 avec @ines merci")
    assert heard.text.startswith("B8 est pourvu, avec Inès. Merci à vous deux.")
    assert (await play.listing("B8"))["fulfilled_by"] == "@ines:archipel.example"


async def test_somebody_else_may_not_and_can_have_it_passed_on(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!pourvu B3", id="$ask")
    assert heard.text == "Seule la personne qui a posé B3 peut la clore. Je lui fais passer ? (oui)"
    passed = await play.says("youenn", GRANIT, "oui", thread="$ask")
    assert "Youenn pense que B3" in passed.room("dm:@salome:archipel.example")[0]
    assert (await play.listing("B3"))["state"] == "open"


async def test_the_tisseuse_may_close_in_her_room_only(play: Play) -> None:
    assert (await play.says("tisseuse", GRANIT, "!retire O1")).outcome == "refused"
    assert (await play.says("tisseuse", OFFICE, "!retire O1")).outcome == "answered"


async def test_an_unknown_name_undoes_the_closing(play: Play) -> None:
    heard = await play.says("noa", GRANIT, "!pourvu B8 avec @personne")
    assert (heard.outcome, (await play.listing("B8"))["state"]) == ("refused", "in_discussion")


async def test_what_is_closed_says_so(play: Play) -> None:
    assert (await play.says("karim", TRABOULE, "!pourvu B2")).text == "B2 est déjà pourvu."


async def test_an_unknown_reference_shows_the_way(play: Play) -> None:
    assert (await play.says("karim", TRABOULE, "!voir O99")).text == "Je ne trouve pas O99. !offres pour voir la liste."


async def test_what_was_withdrawn_stays_so(play: Play) -> None:
    ref = await _posted(play, "!offre montage")
    await play.says("youenn", GRANIT, f"!retire {ref}")
    assert (await play.says("youenn", GRANIT, f"!prolonge {ref}")).outcome == "refused"


async def test_a_listing_expires_at_its_end_and_opens_again_within_thirty_days(few: Play) -> None:
    ref = await _posted(few, "!offre stage du 3 au 7 mai")
    await few.at("2021-05-07T23:59:00+02:00")
    assert (await few.listing(ref))["state"] == "open"
    await few.at("2021-05-08T00:00:00+02:00")
    assert (await few.listing(ref))["state"] == "expired"
    heard = await few.says("youenn", GRANIT, f"!prolonge {ref} jusqu'au 30 juin")
    assert "de nouveau sur la bourse, jusqu'au mercredi 30 juin" in heard.text
    assert (await few.listing(ref))["state"] == "open"


async def test_after_thirty_days_it_is_too_late(few: Play) -> None:
    ref = await _posted(few, "!offre stage du 3 au 7 mai")
    await few.through("2021-06-08T09:00:00+02:00")
    assert (await few.says("youenn", GRANIT, f"!prolonge {ref}")).outcome == "refused"


async def test_fulfilled_opens_again_within_fourteen_days(play: Play) -> None:
    await play.says("noa", GRANIT, "!pourvu B8 avec @ines")
    await play.at("2021-04-27T09:00:00+02:00")
    assert (await play.says("noa", GRANIT, "!prolonge B8 15 mai")).outcome == "answered"
    listing = await play.listing("B8")
    assert (listing["state"], listing["fulfilled_by"]) == ("in_discussion", None)


async def test_only_the_author_extends(play: Play) -> None:
    assert (await play.says("ines", TRABOULE, "!prolonge O10 15 mai")).outcome == "refused"
    assert (await play.says("maiwenn", GRANIT, "!prolonge O10")).outcome == "answered"


async def test_a_day_gone_by_is_no_extension(play: Play) -> None:
    heard = await play.says("maiwenn", GRANIT, "!prolonge O10 patate")
    assert (heard.outcome, (await play.listing("O10"))["expires_on"]) == ("refused", "2021-05-07")


# ── the board ──


async def test_the_board_shows_twelve_lines_and_the_way_on(play: Play) -> None:
    lines = (await play.says("noa", GRANIT, "!offres")).text.splitlines()
    assert len(lines) == 12
    assert lines[-1] == "la suite : !offres page 2"


async def test_the_pages_of_the_board_hold_everything_once(play: Play) -> None:
    refs: list[str] = []
    page = 1
    while (heard := await play.says("noa", GRANIT, f"!offres page {page}")).refs:
        refs += heard.refs
        page += 1
    live = [entry for entry in (await play.export())["listings"] if entry["state"] in {"open", "in_discussion"}]
    shown = [entry["ref"] for entry in live if entry["reach"] == "archipel" or entry["ilot"] == "granit"]
    assert sorted(refs) == sorted(shown)


@pytest.mark.parametrize("words", ["à distance bretagne", "Bretagne, A DISTANCE", "bretagne remote"])
async def test_the_board_is_filtered_by_words_in_any_order(play: Play, words: str) -> None:
    assert {"O1", "B1", "B8"} <= set((await play.says("noa", GRANIT, f"!bourse {words}")).refs)


async def test_a_sentence_that_finds_nothing_may_have_been_an_offer(play: Play) -> None:
    asked = await play.says("youenn", GRANIT, "!offres cours de breton pour débutants", id="$slip")
    assert (asked.outcome, "Tu voulais proposer ?" in asked.text) == ("asked", True)
    made = await play.says("youenn", GRANIT, "oui", thread="$slip")
    assert (await play.listing(made.refs[0]))["title"] == "cours de breton pour débutants"
