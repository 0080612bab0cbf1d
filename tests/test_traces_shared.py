"""Traces that leave their îlot: nobody objects, the courrier tells of them, and private ones are in no figure."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from storage.traces import Traces
from tests.playing import Heard, Play, full, unspaced
from tests.tracing import MORVAN, TRABOULE, WORDS, alone, answered, kept, said, state, trace

# ── together ──


async def _together(play: Play, *answers: str) -> Heard:
    await kept(play, f"!trace nous : {WORDS}")
    return await answered(play, *(answers or ("1", "2", "oui")))


async def test_a_collective_one_waits_two_days_for_a_no(play_on_both: Play) -> None:
    play = play_on_both
    heard = await _together(play)
    assert said(heard) == ["AgreedTogether", "TogetherAsked"]
    assert heard.lines[1]["thread"] is None
    await play.at("2021-04-16T10:29:00+02:00")
    assert await state(play, "R25") == "shared_ilot"
    heard = await play.at("2021-04-16T10:31:00+02:00")
    assert "NobodyObjected" in said(heard)
    found = await trace(play, "R25")
    assert found is not None
    assert (found["state"], found["shared_at"]) == ("shared_archipel", "2021-04-16T10:30:00+02:00")


@pytest.mark.parametrize("way", ["tap", "word"])
async def test_any_member_may_object_and_nobody_is_named(play_on_both: Play, way: str) -> None:
    play = play_on_both
    asking = (await _together(play)).lines[1]["id"]
    if way == "tap":
        heard = await play.line(sender=full("ines"), react="❌", to=asking)
    else:
        heard = await play.says("ines", TRABOULE, "!trace R25 non")
    assert "Objected" in said(heard) and "Inès" not in " ".join(heard.texts)
    await play.at("2021-04-20T12:00:00+02:00")
    found = await trace(play, "R25")
    assert found is not None and (found["state"], found["consented_at"]) == ("shared_ilot", None)


async def test_who_is_no_member_has_no_say(play: Play) -> None:
    asking = (await _together(play)).lines[1]["id"]
    assert (await play.line(sender=full("tisseuse"), react="❌", to=asking)).outcome == "ignored"
    assert said(await play.says("salome", MORVAN, "!trace R25 non")) == ["UnknownTrace"]
    await play.at("2021-04-16T10:31:00+02:00")
    assert await state(play, "R25") == "shared_archipel"


async def test_an_edit_during_the_two_days_asks_everything_anew(play: Play) -> None:
    await _together(play)
    await play.line(sender=full("karim"), edit="$made", body="!trace nous : On a pleuré")
    await play.at("2021-04-16T10:31:00+02:00")
    assert await state(play, "R25") == "shared_ilot"


async def test_what_never_reached_the_others_does_not_leave(play: Play) -> None:
    await _together(play)
    async with play.bot.bench.transaction() as session:
        await session.execute(text("UPDATE post SET event_id = NULL WHERE role = 'news'"))
    await play.at("2021-04-16T10:31:00+02:00")
    assert await state(play, "R25") == "shared_ilot"


async def test_a_collective_one_is_written_where_the_others_read_it(play: Play) -> None:
    heard = await kept(play, f"!trace nous : {WORDS}", room=alone("karim"))
    assert (said(heard), await trace(play, "R25")) == (["OnlyInIlot"], None)


# ── the courrier, the figures ──


async def test_the_next_courrier_tells_the_other_ilots_without_its_words(play: Play) -> None:
    await kept(play)
    await answered(play, "1", "2", "oui")
    heard = await play.at("2021-04-16T09:31:00+02:00")
    told = {line["room"]: unspaced(line["body"]) for line in heard.lines if "Courrier" in line.get("says", [])}
    assert "R25 · une trace, Karim · la lire : !trace R25" in told[MORVAN]
    assert "R25" not in told[TRABOULE] and WORDS not in "".join(told.values())
    assert WORDS in (await play.says("salome", MORVAN, "!trace R25")).text
    assert "R25" not in "".join((await play.at("2021-04-20T09:31:00+02:00")).texts)


async def test_an_anonymous_one_names_nobody_nor_their_ilot(play: Play) -> None:
    await kept(play)
    await answered(play, "1", "3", "oui")
    heard = await play.at("2021-04-16T09:31:00+02:00")
    lines = [line for each in heard.lines for line in each.get("body", "").splitlines() if "R25" in line]
    shown = (await play.says("salome", MORVAN, "!trace R25")).text
    assert lines and shown
    assert all("sans nom" in each and "Karim" not in each and "Traboule" not in each for each in [*lines, shown])


async def test_private_and_withdrawn_ones_are_never_counted(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("theo", alone("theo"), "!trace recueil anonyme\npour moi seul")
    await play.says("theo", alone("theo"), "oui")
    assert await _shared_in_april(play) == 7 + 1
    await play.says("theo", alone("theo"), "!trace R25 non")
    await play.says("ines", TRABOULE, "!trace pour nous autres")
    await kept(play)
    await answered(play, "1", "2", "oui")
    assert await _shared_in_april(play) == 7 + 1
    await play.says("karim", TRABOULE, "!trace R27 retire")
    assert await _shared_in_april(play) == 7


async def _shared_in_april(play: Play) -> int:
    zone = play.bot.bench.zone
    async with play.bot.bench.database.transaction() as session:
        since, until = dt.datetime(2021, 4, 1, tzinfo=zone), dt.datetime(2021, 5, 1, tzinfo=zone)
        return await Traces(session).count_shared(since, until)
