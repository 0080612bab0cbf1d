"""The anthology: offered by their authors, edited with their consent, published, and given out as files."""

from __future__ import annotations

import pytest

from tests.playing import Play, full
from tests.tracing import OFFICE, TRABOULE, WORDS, alone, answered, kept, said, spoken, state, trace

# ── the anthology ──


async def _offered(play: Play, signature: str = "anonyme", who: str = "karim") -> None:
    await kept(play, f"!trace recueil {signature}\n{WORDS}", who=who, room=alone(who))
    assert said(await answered(play, "oui", who=who, room=alone(who))) == ["Agreed", "OfferedToTisseuse"]


async def test_the_tisseuse_sees_what_waits_and_not_who_wrote_what_is_anonymous(play: Play) -> None:
    await _offered(play)
    listed = (await play.says("tisseuse", OFFICE, "!recueil")).text
    assert "R25 · sans nom · à lire" in listed and "R4 · Erwan" in listed
    shown = (await play.says("tisseuse", OFFICE, "!recueil R25")).text
    assert WORDS in shown and "Karim" not in shown


async def test_an_edited_text_is_published_only_after_its_author_agreed(play_on_both: Play) -> None:
    play = play_on_both
    await _offered(play)
    heard = await play.says("tisseuse", OFFICE, "!recueil R25 On rit de nos agendas.")
    assert "On rit de nos agendas." in heard.room(alone("karim"))[0]
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie")) == ["NotYetApproved"]
    assert await state(play, "R25") == "offered_anthology"
    await play.says("karim", alone("karim"), "oui")
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie"))[0] == "InTheRecueil"
    found = await trace(play, "R25")
    assert found is not None and (found["state"], found["text"], found["edited"]) == (
        *("published", WORDS, "On rit de nos agendas."),
    )
    assert len(found["consents"]) == 2


async def test_a_refused_edit_leaves_the_words_as_they_were(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 On rit.")
    assert said(await play.says("karim", alone("karim"), "non")) == ["EditSettled", "EditSettled"]
    found = await trace(play, "R25")
    assert found is not None and "edited" not in found


async def test_a_yes_to_an_edit_that_was_replaced_is_none(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 On rit.")
    asking = next(line["id"] for line in play.output if "ApproveEdited" in line.get("says", []))
    await play.says("tisseuse", OFFICE, "!recueil R25 On pleure.")
    await play.line(sender=full("karim"), react="✅", to=asking)
    found = await trace(play, "R25")
    assert found is not None and "approved_at" not in found


async def test_an_edit_may_be_agreed_to_later_by_name_but_not_unseen(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 On rit.")
    await play.says("karim", alone("karim"), "!aide")
    await play.at("2021-05-10T10:00:00+02:00")
    heard = await play.says("karim", alone("karim"), "!trace R25 oui")
    assert said(heard)[0] == "ApproveEdited" and "On rit." in heard.text
    await play.says("karim", alone("karim"), "oui")
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie"))[0] == "InTheRecueil"


async def test_an_author_who_cannot_be_asked_alone_is_not_asked(play: Play) -> None:
    await _offered(play)
    await play.line(room=alone("karim"), sender=full("karim"), join=False)
    heard = await play.says("tisseuse", OFFICE, "!recueil R25 On rit de tout.")
    assert said(heard) == ["AuthorNotAsked"] and spoken(play, "On rit de tout.") == set()


async def test_withdrawal_is_free_until_publication(play: Play) -> None:
    await _offered(play)
    assert said(await play.says("karim", alone("karim"), "!trace R25 non")) == ["StaysThere"]
    assert await state(play, "R25") == "private"
    assert said(await play.says("tisseuse", OFFICE, "!recueil R25 publie")) == ["UnknownTrace"]


async def test_what_is_published_changes_no_more_and_leaves_with_an_honest_word(play: Play) -> None:
    await _offered(play)
    await play.says("tisseuse", OFFICE, "!recueil R25 publie")
    heard = await play.line(sender=full("karim"), edit="$made", body="!trace Autre chose")
    assert said(heard) == ["TracePublished"]
    assert said(await play.says("karim", alone("karim"), "!trace R25 privé")) == ["TracePublished"]
    heard = await play.line(sender=full("karim"), redact="$made")
    assert "les exemplaires déjà partis restent" in heard.room(alone("karim"))[0]
    assert await trace(play, "R25") is None


async def test_publication_tells_its_author_alone(play: Play) -> None:
    await _offered(play)
    heard = await play.says("tisseuse", OFFICE, "!recueil R25 publie")
    assert {line["room"] for line in heard.lines} == {OFFICE, alone("karim")}


@pytest.mark.parametrize("who", ["karim", "theo"])
async def test_the_anthology_is_the_tisseuses(play: Play, who: str) -> None:
    for room in (TRABOULE, alone(who)):
        assert said(await play.says(who, room, "!recueil R3 publie")) == ["TisseuseOnly"]
