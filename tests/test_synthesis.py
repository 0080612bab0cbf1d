"""Once a month the Tisseuse reads how many times were held and traces shared; never who, and nothing private."""

from __future__ import annotations

from tests.playing import Heard, Play, full, unspaced

TRABOULE = "ilot:traboule"


def _months(heard: Heard) -> list[str]:
    return [unspaced(line["body"]) for line in heard.lines if "MonthSummed" in line.get("says", [])]


async def test_on_the_first_working_day_it_tells_of_the_month_before(play_on_both: Play) -> None:
    """Saturday 1 May is a holiday too: Monday the 3rd."""
    play = play_on_both
    await play.through("2021-04-14T10:30:00+02:00")
    assert _months(await play.through("2021-05-03T09:29:00+02:00")) == []
    (told,) = _months(await play.through("2021-05-03T09:30:00+02:00"))
    assert told.startswith("Avril : 6 temps de recul tenus")
    assert _months(await play.at("2021-05-31T12:00:00+02:00")) == []


async def test_private_traces_and_their_words_are_never_in_it(play: Play) -> None:
    before = _month_of(await play.at("2021-05-03T09:31:00+02:00"))
    assert "#secret" not in before
    await play.says("theo", f"dm:{full('theo')}", "!trace privé je garde ça pour moi #secret")
    (told,) = _months(await play.at("2021-06-01T09:31:00+02:00"))
    assert "aucune trace partagée" in told and "#secret" not in told


def _month_of(heard: Heard) -> str:
    (told,) = _months(heard)
    return told


async def test_themes_are_the_tags_that_people_wrote_in_what_they_shared(play: Play) -> None:
    await play.at("2021-05-04T10:00:00+02:00")
    heard = await play.says("theo", TRABOULE, "!trace On ne répond plus après 19h. #limites", id="$trace")
    await play.says("theo", TRABOULE, "1", thread="$trace")
    for answer in ("1", "oui"):
        await play.says("theo", TRABOULE, answer, thread="$trace")
    assert heard.refs
    told = _month_of(await play.at("2021-06-01T09:31:00+02:00"))
    assert "une trace partagée." in told
    assert "Thèmes : #limites" in told
