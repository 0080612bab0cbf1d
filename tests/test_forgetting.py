"""`!oublie-moi`: asked once more, then no word of theirs is found anywhere, and what was settled still counts."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import interchange
from storage.people import People, Person
from tests.asking import request, sent
from tests.playing import NOW, Play, full, playing
from tests.searching import in_columns, in_files

NOA, HUGUES = "dm:@noa:archipel.example", "dm:@hugues:archipel.example"
GRANIT, OFFICE = "ilot:granit", "tisseuse"
SECRET = "Zibeline"  # no word of the sample
VOICE = b"OggS" + SECRET.encode() + os.urandom(500)


def put(name: str, content: bytes) -> None:
    """A file that a line may name."""
    Path(name).write_bytes(content)


async def forget(play: Play, who: str = "noa") -> list[dict[str, object]]:
    """Asked for and confirmed; what was said and done."""
    place = f"dm:{full(who)}"
    assert (await play.says(who, place, "!oublie-moi")).outcome == "asked"
    heard = await play.says(who, place, "oui")
    assert heard.outcome == "answered"
    return heard.lines


async def confide(play: Play) -> None:
    """All the ways in which somebody's own words come to the bot."""
    await sent(play, "noa", f"{SECRET} en panne, 600 €", "1")
    for room, body in (
        (GRANIT, f"!offre {SECRET} à réparer, gratuit #{SECRET.lower()}"),
        (NOA, f"!besoin un {SECRET}\ncomme {SECRET}"),
        (GRANIT, f"!trace {SECRET} et silence"),
        (NOA, f"!trace {SECRET} pour moi"),
        (GRANIT, f"!temps question Que dit {SECRET} ?"),
        (NOA, f"!moi {SECRET}"),
        (NOA, f"!{SECRET}"),
        (NOA, "!trace R26 archipel"),
        (GRANIT, f"!commun {SECRET} à trois à Rennes"),
    ):
        await play.says("noa", room, body)
    await play.at("2021-04-16T10:00:00+02:00")  # a courrier
    await play.says("youenn", GRANIT, f"!offres {SECRET}")
    await play.says("noa", GRANIT, f"!{SECRET}")


# ── asked once more ──


async def test_it_says_what_goes_and_what_stays_and_waits_for_a_yes(play: Play) -> None:
    heard = await play.says("noa", NOA, "!oublie-moi")
    assert heard.outcome == "asked" and len(heard.text.splitlines()) <= 5
    for word in ("« une personne »", "recueil", "téléphones", "10 minutes"):
        assert word in heard.text
    assert "noa" in await _people(play)


@pytest.mark.parametrize("answer", ["non", "plus tard", "oublie"])
async def test_anything_but_a_yes_keeps_it_all(play: Play, answer: str) -> None:
    await play.says("noa", NOA, "!oublie-moi")
    assert (await play.says("noa", NOA, answer)).text.startswith("D'accord, je n'efface rien.")
    assert (await play.listing("O1"))["title"] != ""


async def test_a_yes_after_ten_minutes_is_no_answer_any_more(few: Play) -> None:
    await few.says("noa", NOA, "!oublie-moi")
    await few.at("2021-04-14T10:41:00+02:00")
    assert (await few.says("noa", NOA, "oui")).outcome == "ignored"
    assert (await few.listing("O1"))["title"] != ""


@pytest.mark.parametrize("typed", ["!oublie-moi", "!efface-moi", "!forgetme"])
async def test_it_is_for_private_rooms_only(play: Play, typed: str) -> None:
    heard = await play.says("noa", GRANIT, typed)
    assert heard.outcome == "refused" and "s'écrit en privé" in heard.text


async def test_who_holds_an_office_by_the_configuration_gives_it_up_first(play: Play) -> None:
    heard = await play.says("tisseuse", "dm:@tisseuse:archipel.example", "!oublie-moi")
    assert heard.outcome == "refused" and "configuration" in heard.text


# ── gone ──


async def test_no_word_of_theirs_is_left_in_any_column(play_on_both: Play) -> None:
    await confide(play_on_both)
    before = await in_columns(play_on_both, SECRET)
    held = {"listing.title", "trace.text", "outbox.content", "prompt.text", "solidarity_request.text", "common.title"}
    assert held <= set(before)
    await forget(play_on_both)
    assert await in_columns(play_on_both, SECRET) == []


async def test_their_id_stays_only_where_it_is_a_fact_of_matrix(play_on_both: Play) -> None:
    await confide(play_on_both)
    await play_on_both.says("noa", NOA, "!moi export")
    await forget(play_on_both)
    left = [
        name for name in await in_columns(play_on_both, full("noa")) if not name.endswith((".room_id", "room.name"))
    ]
    assert left == [  # a stage's rooms are named after their people
        "audit.actor",
        "audit.subject",
        "inbox.sender",  # the « oui » itself, for 90 days
        "occupant.user_id",
    ]


@pytest.fixture
async def on_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    """A rehearsal on a database file, with a voice beside it."""
    monkeypatch.chdir(tmp_path)
    put("voice.ogg", VOICE)
    async with playing(f"sqlite:///{tmp_path}/navette.db") as play:
        yield play


async def test_no_byte_of_theirs_is_left_in_any_file(on_a_file: Play, tmp_path: Path) -> None:
    await confide(on_a_file)
    await on_a_file.says("noa", GRANIT, "!trace", id="$asked")
    await on_a_file.line(room=GRANIT, sender=full("noa"), voice="voice.ogg", id="$voice", thread="$asked")
    media = tmp_path / "navette.db.media"
    assert "navette.db" in " ".join(in_files(tmp_path, SECRET, but=frozenset({"voice.ogg"})))
    assert len(list(media.iterdir())) == 1
    await forget(on_a_file)
    assert in_files(tmp_path, SECRET, but=frozenset({"voice.ogg"})) == []
    assert list(media.iterdir()) == []


async def test_what_the_bot_had_said_of_their_words_is_taken_back(play: Play) -> None:
    await confide(play)
    held = {
        line["id"]
        for line in play.output
        if line.get("kind") == "text" and SECRET in line["body"] and {"O21", "B9", "R25"} & set(line["refs"])
    }
    lines = await forget(play)
    taken = {line["to"] for line in lines if line["kind"] == "redaction"}
    assert held and held <= taken
    assert not any(SECRET in str(line.get("body")) for line in lines)


async def test_an_answer_that_repeats_their_words_where_others_read_is_taken_back_once(play_on_both: Play) -> None:
    play = play_on_both
    for body in (f"!{SECRET}", f"!offres {SECRET}"):
        await play.says("noa", GRANIT, body)
    repeated = {line["id"] for line in play.output if SECRET.lower() in str(line.get("body")).lower()}
    shown = (await play.says("noa", GRANIT, "!voir O20")).lines[0]["id"]
    taken = [line["to"] for line in await forget(play) if line["kind"] == "redaction"]
    assert len(repeated) == 2 and repeated <= set(taken)
    assert shown not in taken and len(taken) == len(set(taken))


async def test_a_courrier_that_told_of_several_is_told_again_once(few: Play) -> None:
    for title in ("pelle", "seau", "râteau"):
        await few.says("noa", GRANIT, f"!offre {title} à prêter, gratuit")
    await few.says("hugues", HUGUES, "!offre brouette, gratuit")
    await few.at("2021-04-16T10:00:00+02:00")
    told = [line for line in await forget(few) if "CourrierAgain" in line.get("says", [])]  # type: ignore[operator]
    assert told
    assert len({line["room"] for line in told}) == len(told)
    assert not any("pelle" in str(line["body"]) or "seau" in str(line["body"]) for line in told)


async def test_a_proposal_that_waits_for_the_tisseuse_is_taken_back(play: Play) -> None:
    asked = await play.says("noa", GRANIT, f"!temps question Que dit {SECRET} ?")
    [event] = [line["id"] for line in asked.lines if line["room"] == OFFICE]
    assert event in [line["to"] for line in await forget(play)]


async def test_that_they_had_raised_a_hand_is_taken_back_where_it_was_told(play: Play) -> None:
    ref = (await play.says("hugues", HUGUES, "!offre brouette, gratuit")).refs[0]
    told = await play.says("noa", NOA, f"!prends {ref}")
    [event] = [line["id"] for line in told.lines if line["room"] == HUGUES]
    assert event in [line["to"] for line in await forget(play)]


async def test_a_request_leaves_its_name_and_its_quarter_and_the_tisseuse_hears_that_it_is_no_more(play: Play) -> None:
    ref = await sent(play, "noa", f"{SECRET} en panne, 600 €", "1")
    heads = {line["id"] for line in play.output if line.get("room") == OFFICE and ref in line["refs"]}
    lines = await forget(play)
    assert [line["says"] for line in lines if line["room"] == OFFICE and line["kind"] == "text"] == [
        ["WithdrawnByAuthor"]
    ]
    assert heads and heads <= {line["to"] for line in lines}
    left = await request(play, ref)
    assert (left["author"], left["state"], left["text"]) == (None, "withdrawn", None)
    assert left["created_at"].startswith("2021-04-01")


async def test_of_what_is_held_in_common_two_who_are_forgotten_leave_nothing(play: Play) -> None:
    ref = (await play.says("theo", "ilot:traboule", "!commun un four à pain")).refs[0]
    for who in ("noa", "youenn"):  # of one îlot: the same « une personne » stands for both
        assert (await play.says(who, f"dm:{full(who)}", f"!prends {ref}")).outcome == "answered"
    for who in ("noa", "youenn"):
        await forget(play, who)
    [common] = [each for each in (await play.export())["commons"] if each["ref"] == ref]
    assert not any("invalid" in str(value) for value in common.values())


# ── what stays ──


async def test_a_settled_exchange_counts_and_names_nobody(play: Play) -> None:
    ref = (await play.says("hugues", HUGUES, "!offre brouette, gratuit")).refs[0]
    await play.says("hugues", HUGUES, f"!pourvu {ref} avec @noa")
    await forget(play)
    listing = await play.listing(ref)
    assert (listing["state"], listing["fulfilled_by"]) == ("fulfilled", "@personne:granit.invalid")
    assert "avec une personne." in (await play.says("hugues", HUGUES, f"!voir {ref}")).text


async def test_their_own_settled_listing_counts_without_its_words(play: Play) -> None:
    await play.says("noa", NOA, "!pourvu B8 avec @ines")
    await forget(play)
    listing = await play.listing("B8")
    assert (listing["state"], listing["title"], listing["fulfilled_by"]) == ("fulfilled", "", full("ines"))
    assert listing["author"] == "@personne:granit.invalid" and listing["fulfilled_on"] == "2021-04-14"


async def test_who_raised_a_hand_leaves_the_listing_open_for_others(play: Play) -> None:
    ref = (await play.says("hugues", HUGUES, "!offre brouette, gratuit")).refs[0]
    await play.says("noa", NOA, f"!prends {ref}")
    await forget(play)
    assert ((await play.listing(ref))["state"], (await play.listing(ref))["hands"]) == ("open", [])


async def test_whoever_writes_again_begins_anew(play: Play) -> None:
    await play.says("noa", NOA, "!moi langue en")
    await forget(play)
    assert (await play.says("noa", NOA, "!moi")).text.startswith("Noa · dans aucun îlot")
    assert (await play.says("noa", GRANIT, "!offre une échelle, gratuit")).outcome == "answered"


async def test_nobody_is_called_une_personne(play: Play) -> None:
    await forget(play)
    assert not any("invalid" in who for who in [p.user_id for p in await _known(play)])
    heard = await play.says("youenn", "dm:@youenn:archipel.example", "!ilots")
    assert ", ," not in heard.text and "Noa" not in heard.text


async def test_the_export_after_it_can_be_taken_in(few: Play, tmp_path: Path) -> None:
    await forget(few)
    text = interchange.write(await few.export())
    file = tmp_path / "archipel.json"
    file.write_text(text, "utf-8")
    async with playing("sqlite://", file) as again:
        await again.at(NOW)
        assert interchange.write(await again.export()) == text


# ── a message deleted ──


async def test_no_word_of_a_deleted_message_is_left(on_a_file: Play, tmp_path: Path) -> None:
    for body, name in ((f"!offre {SECRET}, gratuit", "$1"), (f"!trace {SECRET}", "$2"), (f"!{SECRET}", "$3")):
        await on_a_file.says("noa", GRANIT, body, id=name)
    await on_a_file.says("youenn", GRANIT, f"!offres {SECRET}")
    for name in ("$1", "$2", "$3"):
        assert (await on_a_file.line(sender=full("noa"), redact=name)).outcome == "answered"
    assert await in_columns(on_a_file, SECRET) == []
    assert in_files(tmp_path, SECRET, but=frozenset({"voice.ogg"})) == []


# ── who left ──


async def test_who_left_every_ilot_is_forgotten_thirty_days_later(play_on_both: Play) -> None:
    await play_on_both.line(sender=full("noa"), room=GRANIT, join=False)
    await play_on_both.at("2021-05-13T12:00:00+02:00")
    assert "noa" in await _people(play_on_both)
    await play_on_both.at("2021-05-15T12:00:00+02:00")
    assert "noa" not in await _people(play_on_both)
    assert (await play_on_both.listing("O1"))["title"] == ""


async def test_who_came_back_is_not(few: Play) -> None:
    await few.line(sender=full("noa"), room=GRANIT, join=False)
    await few.at("2021-04-20T12:00:00+02:00")
    await few.line(sender=full("noa"), room=GRANIT, join=True)
    await few.at("2021-05-20T12:00:00+02:00")
    assert "noa" in await _people(few)
    assert (await few.listing("O1"))["title"] != ""


async def _known(play: Play) -> list[Person]:
    async with play.bot.bench.database.transaction() as session:
        return await People(session).all()


async def _people(play: Play) -> set[str]:
    return {entry["id"][1:].partition(":")[0] for entry in (await play.export())["people"]}
