"""Traces: kept where they are written, shared as far as their author consents, and never a step further."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from commands.kit.message import Refusal
from commands.kit.reading import Sight, fold
from commands.traces.args import NewTrace
from storage.traces import Traces
from storage.values import Ref
from tests.playing import Play, full
from tests.tracing import GRANIT, MORVAN, OFFICE, TRABOULE, WORDS, alone, answered, kept, said, spoken, state, trace

SIGHT = Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=dt.UTC))
MARKS = (
    *("prive", "privee", "private", "ilot", "islet", "archipel", "recueil", "anthologie", "anthology"),
    *("anonyme", "anonymous", "prenom", "nom", "complet", "first", "name", "full", "nous", "we"),
)

# ── a new one ──


async def test_in_a_room_it_is_for_the_ilot_and_may_go_further(play_on_both: Play) -> None:
    play = play_on_both
    heard = await kept(play)
    assert (heard.outcome, heard.refs, said(heard)) == ("asked", ["R25"], ["ShareFurther"])
    found = await trace(play, "R25")
    assert found == {
        "ref": "R25",
        "author": full("karim"),
        "session": None,
        "ilot": "traboule",
        "text": WORDS,
        "scope": "ilot",
        "licence": None,
        "signature": None,
        "consented_at": None,
        "state": "shared_ilot",
        "format": "text",
        "attachment": None,
    }


async def test_in_private_it_is_for_oneself_and_nothing_is_asked(play: Play) -> None:
    heard = await kept(play, room=alone("karim"))
    assert (heard.outcome, said(heard)) == ("answered", ["KeptPrivate"])
    assert await state(play, "R25") == "private"


async def test_a_command_alone_asks(play: Play) -> None:
    assert (await kept(play, "!trace")).text.startswith("Qu'est-ce que tu gardes ?")
    assert said(await answered(play, "Rien ne presse")) == ["ShareFurther"]
    found = await trace(play, "R25")
    assert found is not None and found["text"] == "Rien ne presse"


@pytest.mark.parametrize("word", ["!retour", "!journal", "!note", "!Trace :"])
async def test_it_answers_to_its_other_names(play: Play, word: str) -> None:
    assert (await kept(play, f"{word} {WORDS}")).refs == ["R25"]


@pytest.mark.parametrize(
    ("typed", "text_kept", "scope", "signature", "collective"),
    [
        ("privé j'en ai assez", "j'en ai assez", "private", None, False),
        ("Privé : j'en ai assez", "j'en ai assez", "private", None, False),
        ("privé de dessert", "privé de dessert", "ilot", None, False),
        ("îlot on souffle", "on souffle", "ilot", None, False),
        ("archipel on souffle", "on souffle", "archipel", None, False),
        ("Archipel en fête", "Archipel en fête", "ilot", None, False),
        ("recueil prénom\nUn\nDeux", "Un\nDeux", "anthology", "first_name", False),
        ("recueil nom complet : un", "un", "anthology", "full_name", False),
        ("recueil anonyme j'ai compté", "j'ai compté", "anthology", "anonymous", False),
        ("anonyme parmi vous", "anonyme parmi vous", "ilot", None, False),
        ("prénom : un", "un", "ilot", "first_name", False),
        ("nous avons ri", "nous avons ri", "ilot", None, True),
        ("nous : on a ri", "on a ri", "ilot", None, True),
        ("nous On a ri", "On a ri", "ilot", None, True),
        ("nous archipel On a ri", "On a ri", "archipel", None, True),
        ("demain 19h, 150€ à Lyon", "demain 19h, 150€ à Lyon", "ilot", None, False),
        ("R2 D2 est mon film", "R2 D2 est mon film", "ilot", None, False),
    ],
)
async def test_words_at_the_start_choose_and_all_others_are_kept(
    play: Play, typed: str, text_kept: str, scope: str, signature: str | None, *, collective: bool
) -> None:
    await kept(play, f"!trace {typed}")
    found = await trace(play, "R25")
    assert found is not None
    told = (found["text"], found["scope"], found["signature"], found.get("collective", False))
    assert told == (text_kept, scope, signature, collective)
    assert found["state"] == ("private" if scope == "private" else "shared_ilot")


async def test_a_trace_is_never_cut_off(play: Play) -> None:
    heard = await kept(play, "!trace " + "a" * 4001)
    assert (heard.outcome, said(heard), await trace(play, "R25")) == ("refused", ["TraceTooLong"], None)


@given(st.text(max_size=60) | st.builds("{} {}".format, st.sampled_from(MARKS), st.text(max_size=40)))
def test_whatever_is_typed_no_word_of_it_is_lost_but_the_marks_before_it(typed: str) -> None:
    try:
        args = NewTrace.read(typed, SIGHT, "trace")
    except Refusal:
        return
    assert args.ref is not None or typed.strip().endswith(args.text)
    before = typed.strip().removesuffix(args.text)
    assert args.ref is not None or all(word in MARKS for word in re.findall(r"[^\W\d_]+", fold(before)))


# ── private ones ──


async def test_what_is_meant_to_be_private_and_typed_in_a_room_is_warned_of_in_private(play: Play) -> None:
    heard = await kept(play, f"!trace privé {WORDS}")
    assert heard.room(TRABOULE) == ["R25 · je t'écris en privé."]
    assert "supprime-le" in heard.room(alone("karim"))[0]
    assert spoken(play) == set()
    await play.line(sender=full("karim"), redact="$made")
    assert await trace(play, "R25") is None


async def test_a_private_trace_is_read_by_nobody_else(play_on_both: Play) -> None:
    play = play_on_both
    await kept(play, room=alone("karim"))
    for who, room in (("theo", TRABOULE), ("salome", MORVAN), ("theo", alone("theo"))):
        assert said(await play.says(who, room, "!trace R25")) == ["UnknownTrace"]
    for order in ("!recueil R25", "!recueil R25 publie"):
        assert said(await play.says("tisseuse", OFFICE, order)) == ["UnknownTrace"]
    assert spoken(play) == set()


async def test_its_own_author_sees_it_in_private_only(play: Play) -> None:
    await kept(play, room=alone("karim"))
    heard = await play.says("karim", TRABOULE, "!trace R25")
    assert (heard.room(TRABOULE), WORDS in heard.room(alone("karim"))[0]) == ([], True)
    await play.says("karim", TRABOULE, "!trace R25 archipel", id="$made")
    await play.says("karim", alone("karim"), "2")
    assert spoken(play) == {alone("karim")}


async def test_its_words_stand_sealed_in_the_database(play_on_both: Play) -> None:
    await kept(play_on_both, room=alone("karim"))
    async with play_on_both.bot.bench.database.transaction() as session:
        sealed = bytes(await session.scalar(text("SELECT text FROM trace WHERE number = 25")))
    assert WORDS.encode() not in sealed


# ── consent ──


async def test_it_goes_to_the_archipel_after_a_signature_and_a_yes(play_on_both: Play) -> None:
    play = play_on_both
    await kept(play)
    asked = await answered(play, "1")
    assert said(asked)[0] == "SignatureAsked" and "CC-BY-ND 4.0" in asked.text
    shown = await answered(play, "2")
    assert said(shown)[0] == "ConsentAsked" and WORDS in shown.text and "signée : Karim." in shown.text
    assert await state(play, "R25") == "shared_ilot"
    assert said(await answered(play, "oui")) == ["Agreed"]
    found = await trace(play, "R25")
    assert found is not None
    assert (found["state"], found["signature"], found["licence"], found["consented_at"]) == (
        *("shared_archipel", "first_name", "CC-BY-ND-4.0", "2021-04-14T10:30:00+02:00"),
    )


@pytest.mark.parametrize("answers", [("non",), ("1", "stop"), ("1", "2", "stop"), ("1", "2"), ("1", "2", "peut-être")])
async def test_without_a_yes_it_stays_in_the_ilot(play: Play, answers: tuple[str, ...]) -> None:
    await kept(play)
    await answered(play, *answers)
    found = await trace(play, "R25")
    assert found is not None and (found["state"], found["consented_at"]) == ("shared_ilot", None)
    assert said(await play.says("salome", MORVAN, "!trace R25")) == ["UnknownTrace"]


async def test_a_no_brings_back_what_was_only_wished(play: Play) -> None:
    await kept(play, f"!trace recueil anonyme\n{WORDS}")
    await answered(play, "stop")
    found = await trace(play, "R25")
    assert found is not None and (found["scope"], found["state"]) == ("ilot", "shared_ilot")


async def test_another_word_asks_again_for_a_yes(play: Play) -> None:
    await kept(play, f"!trace recueil anonyme\n{WORDS}")
    assert said(await answered(play, "peut-être"))[0] == "ConsentAsked"
    await answered(play, "oui")
    assert await state(play, "R25") == "offered_anthology"


async def test_each_consent_is_kept_with_what_was_agreed_to(play: Play) -> None:
    await kept(play)
    await answered(play, "1", "2", "oui")
    await play.at("2021-04-15T10:00:00+02:00")
    await play.says("karim", TRABOULE, "!trace R25 recueil anonyme", id="$more")
    await play.says("karim", TRABOULE, "oui", thread="$more")
    found = await trace(play, "R25")
    assert found is not None
    assert [(each["given_at"][:16], each["scope"], each["signature"]) for each in found["consents"]] == [
        ("2021-04-14T10:30", "archipel", "first_name"),
        ("2021-04-15T10:00", "anthology", "anonymous"),
    ]
    assert {each["licence"] for each in found["consents"]} == {"CC-BY-ND-4.0"}


async def test_only_its_author_says_how_far_it_goes(play: Play) -> None:
    await kept(play)
    for order in ("archipel", "recueil anonyme", "retire", "oui"):
        assert said(await play.says("theo", TRABOULE, f"!trace R25 {order}")) == ["NotTheAuthor"]
    assert await state(play, "R25") == "shared_ilot"


async def test_the_ilot_reads_in_its_room_what_somebody_wrote_in_private_for_it(play: Play) -> None:
    heard = await kept(play, f"!trace îlot {WORDS}", room=alone("karim"))
    assert said(heard)[0] == "ConsentAsked" and await state(play, "R25") == "private"
    heard = await answered(play, "oui", room=alone("karim"))
    assert WORDS in heard.room(TRABOULE)[0]
    assert await state(play, "R25") == "shared_ilot"


# ── edits, deletions, going back ──


async def test_an_edit_changes_it_and_wants_a_fresh_yes_beyond_the_ilot(play_on_both: Play) -> None:
    play = play_on_both
    await kept(play)
    await answered(play, "1", "2", "oui")
    heard = await play.line(sender=full("karim"), edit="$made", body="!trace On a ri jaune")
    assert "ConsentAsked" in said(heard)
    found = await trace(play, "R25")
    assert found is not None and (found["text"], found["state"], found["consented_at"]) == (
        *("On a ri jaune", "shared_ilot", None),
    )
    await answered(play, "oui")
    assert await state(play, "R25") == "shared_archipel"


async def test_an_edit_may_say_anew_how_far_and_how_signed(play: Play) -> None:
    await kept(play, f"!trace recueil anonyme\n{WORDS}", room=alone("karim"))
    heard = await play.line(sender=full("karim"), edit="$made", body=f"!trace archipel prénom\n{WORDS}")
    assert "irait à tout l'Archipel, signée : Karim." in heard.texts[-1]
    await answered(play, "oui", room=alone("karim"))
    assert await state(play, "R25") == "shared_archipel"


async def test_an_edit_into_a_private_one_closes_it_to_the_ilot_and_warns(play: Play) -> None:
    await kept(play)
    heard = await play.line(sender=full("karim"), edit="$made", body=f"!trace privé {WORDS}")
    assert "SeenInTheRoom" in said(heard) and await state(play, "R25") == "private"
    assert said(await play.says("theo", TRABOULE, "!trace R25")) == ["UnknownTrace"]


async def test_an_edit_cannot_take_the_others_say_away(play: Play) -> None:
    await kept(play, f"!trace nous : {WORDS}")
    await play.line(sender=full("karim"), edit="$made", body=f"!trace {WORDS}")
    found = await trace(play, "R25")
    assert found is not None and found["collective"] is True


@pytest.mark.parametrize("typed", ["!R{}", "!voir R{}", "!voir la trace r{}", "!trace R{}"])
async def test_its_reference_shows_it_to_whoever_may_read_it(play: Play, typed: str) -> None:
    assert said(await play.says("noa", GRANIT, typed.format(6)))[0] == "TraceShown"
    assert said(await play.says("noa", GRANIT, typed.format(99))) == ["UnknownTrace"]


async def test_a_trace_is_looked_at_as_far_as_it_goes_and_no_further(play_on_both: Play) -> None:
    play = play_on_both
    await kept(play, room=alone("karim"))
    for who, room in (("theo", TRABOULE), ("theo", alone("theo")), ("tisseuse", OFFICE)):
        assert said(await play.says(who, room, "!voir R25")) == ["UnknownTrace"]
    heard = await play.says("karim", TRABOULE, "!voir R25")
    assert heard.room(TRABOULE) == [] and WORDS in heard.room(alone("karim"))[0]
    await play.says("karim", alone("karim"), "!trace R25 îlot")
    await play.says("karim", alone("karim"), "oui")
    assert WORDS in (await play.says("theo", TRABOULE, "!voir R25")).text
    assert said(await play.says("noa", alone("noa"), "!voir R25")) == ["UnknownTrace"]


async def test_the_tisseuse_looks_at_what_is_offered_in_her_room(play: Play) -> None:
    await kept(play, f"!trace recueil anonyme\n{WORDS}", room=alone("karim"))
    assert said(await play.says("tisseuse", OFFICE, "!voir R25")) == ["UnknownTrace"]
    await answered(play, "oui", room=alone("karim"))
    shown = (await play.says("tisseuse", OFFICE, "!voir R25")).text
    assert WORDS in shown and "Karim" not in shown


async def test_what_looked_at_it_loses_its_words_with_it(play: Play) -> None:
    await kept(play)
    shown = (await play.says("theo", TRABOULE, "!voir R25")).lines[0]["id"]
    heard = await play.line(sender=full("karim"), redact="$made")
    assert shown in {line["to"] for line in heard.lines if line["kind"] == "redaction"}


async def test_an_edit_that_says_nothing_of_it_changes_nothing(play: Play) -> None:
    await kept(play)
    heard = await play.line(sender=full("karim"), edit="$made", body="finalement non")
    assert "R25 reste comme avant. Pour l'enlever : supprime-le." in heard.text
    found = await trace(play, "R25")
    assert found is not None and found["text"] == WORDS


async def test_a_yes_to_words_that_changed_since_is_none(play: Play) -> None:
    await kept(play, f"!trace recueil anonyme\n{WORDS}", room=alone("karim"))
    async with play.bot.bench.transaction() as session:
        waiting = await Traces(session).find(Ref("R", 25))
        assert waiting is not None
        waiting.text = "d'autres mots"
    heard = await answered(play, "oui", room=alone("karim"))
    assert said(heard)[0] == "ConsentAsked" and "d'autres mots" in heard.text
    assert await state(play, "R25") == "private"


async def test_deleting_its_message_erases_it_with_every_copy(play_on_both: Play) -> None:
    play = play_on_both
    await kept(play)
    await answered(play, "1", "2", "oui")
    await play.says("salome", MORVAN, "!trace R25")
    places = {line["id"] for line in play.output if WORDS in line.get("body", "")}
    assert spoken(play) == {TRABOULE, MORVAN}
    heard = await play.line(sender=full("karim"), redact="$made")
    assert {line["to"] for line in heard.lines if line["kind"] == "redaction"} >= places
    assert await trace(play, "R25") is None
    async with play.bot.bench.database.transaction() as session:
        left = [await session.scalar(text(f"SELECT count(*) FROM {each}")) for each in ("trace", "consent")]
        assert left == [24, 13]  # those of the sample
    assert (await play.says("noa", GRANIT, "!trace suivante")).refs == ["R26"]


@pytest.mark.parametrize("room", [TRABOULE, alone("karim")])
async def test_deleting_the_answer_that_gave_its_words_erases_it_too(play: Play, room: str) -> None:
    await kept(play, "!trace", room=room)
    thread = {"thread": "$made"} if room == TRABOULE else {}
    await play.says("karim", room, WORDS, id="$words", **thread)
    assert await trace(play, "R25") is not None
    await play.line(sender=full("karim"), redact="$words")
    assert await trace(play, "R25") is None


async def test_its_author_takes_it_back_by_a_word(play: Play) -> None:
    await kept(play)
    await answered(play, "1", "2", "oui")
    assert said(await play.says("karim", TRABOULE, "!trace R25 retire")) == ["TraceErased"]
    assert await trace(play, "R25") is None


async def test_a_tap_of_its_author_brings_it_back_to_the_ilot(play: Play) -> None:
    await kept(play)
    await answered(play, "1", "2", "oui")
    await play.says("salome", MORVAN, "!trace R25")
    heard = await play.line(sender=full("karim"), react="❌", to="$made")
    assert [line["room"] for line in heard.lines if line["kind"] == "redaction"].count(MORVAN) == 1
    assert await state(play, "R25") == "shared_ilot"
    assert (await play.line(sender=full("karim"), react="❌", to="$made")).lines == []
    assert await state(play, "R25") == "shared_ilot"


async def test_a_tap_of_anybody_else_is_nothing(play: Play) -> None:
    await kept(play)
    await answered(play, "1", "2", "oui")
    assert (await play.line(sender=full("theo"), react="❌", to="$made")).outcome == "ignored"
    assert await state(play, "R25") == "shared_archipel"
