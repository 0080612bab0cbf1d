"""`!annonce`, `!annonce urgent`, `!veille`: nothing is told without a yes, everything is told once, and may go."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.desks import bare_desk
from commands.bulletins import FEATURE
from tests.playing import Heard, Play, full

OFFICE = "tisseuse"
FRIDAY, TUESDAY = "2021-04-16T18:00:00+02:00", "2021-04-20T18:00:00+02:00"
ILOTS = 6


async def _types(play: Play, body: str, **more: Any) -> Heard:
    return await play.says("tisseuse", OFFICE, body, **more)


async def _announced(play: Play, body: str, yes: int = 1, said: str = "$said") -> Heard:
    heard = await _types(play, body, id=said)
    for _ in range(yes):
        assert heard.outcome == "asked"
        heard = await _types(play, "oui", thread=said)
    return heard


def _rooms(heard: Heard, name: str, kind: str = "text") -> dict[str, str]:
    """Where that sentence was said, once each."""
    found = [line for line in heard.lines if name in line.get("says", []) and line["kind"] == kind]
    places = [line["room"] for line in found if line["room"].startswith("ilot:")]
    assert len(set(places)) == len(places)
    return {line["room"]: line["body"] for line in found if line["room"] in places}


async def test_an_announcement_is_shown_first_and_told_in_the_next_courrier_of_every_ilot_once(
    play_on_both: Play,
) -> None:
    play = play_on_both
    heard = await _announced(play, "!annonce Le bureau est fermé")
    assert "au courrier de vendredi" in heard.text
    told = _rooms(await play.at(FRIDAY), "AnnouncementNews")
    assert len(told) == ILOTS
    assert all("la Tisseuse annonce : Le bureau est fermé" in body.replace("\u00a0", " ") for body in told.values())
    assert not _rooms(await play.at(TUESDAY), "AnnouncementNews")


@pytest.mark.parametrize("answer", ["stop", "non", "❌"])
async def test_without_a_yes_nothing_is_told(few: Play, answer: str) -> None:
    await _types(few, "!annonce Le bureau est fermé", id="$said")
    await _types(few, answer, thread="$said")
    assert not _rooms(await few.at(FRIDAY), "AnnouncementNews")


async def test_a_tap_on_the_question_is_an_answer_and_other_words_are_asked_again(play: Play) -> None:
    await _types(play, "!annonce Le bureau est fermé", id="$said")
    again = await _types(play, "peut-être", thread="$said")
    assert again.outcome == "asked"
    tapped = await play.line(sender=full("tisseuse"), room=OFFICE, react="✅", to=again.lines[0]["id"])
    assert tapped.refs == ["G1"]


async def test_what_concerns_everybody_is_never_left_out_for_what_did_not_fit(play: Play) -> None:
    for number in range(12):
        await play.says("youenn", "ilot:granit", f"!offre chose {number}")
    await _announced(play, "!annonce Le bureau est fermé")
    await _types(play, "!veille un lien")
    told = await play.at(FRIDAY)
    assert len(_rooms(told, "AnnouncementNews")) == len(_rooms(told, "WatchNews")) == ILOTS
    assert all(body.splitlines()[1].startswith("G1") for body in _rooms(told, "AnnouncementNews").values())


async def test_an_urgent_one_is_asked_about_twice_and_said_once_in_each_ilot(play_on_both: Play) -> None:
    play = play_on_both
    first = await _types(play, "!annonce urgent : pas de chauffage", id="$said")
    second = await _types(play, "oui", thread="$said")
    assert (first.outcome, second.outcome) == ("asked", "asked")
    assert first.text != second.text
    said = await _types(play, "oui", thread="$said")
    assert len(_rooms(said, "UrgentNews")) == ILOTS
    assert not _rooms(await play.at(TUESDAY), "UrgentNews")
    assert not _rooms(await play.at(TUESDAY), "AnnouncementNews")


async def test_a_no_the_second_time_tells_nothing(play: Play) -> None:
    await _types(play, "!annonce urgent pas de chauffage", id="$said")
    await _types(play, "oui", thread="$said")
    assert not _rooms(await _types(play, "non", thread="$said"), "UrgentNews")
    assert "bulletins" not in await play.export()


async def test_at_night_an_urgent_one_waits_for_the_hours_of_each_room(play: Play) -> None:
    await play.at("2021-04-16T22:00:00+02:00")
    assert not _rooms(await _announced(play, "!annonce urgent pas de chauffage", yes=2), "UrgentNews")
    assert not _rooms(await play.at("2021-04-19T08:59:00+02:00"), "UrgentNews")
    assert len(_rooms(await play.at("2021-04-19T09:01:00+02:00"), "UrgentNews")) == ILOTS


async def test_during_sanctuarised_time_an_urgent_one_waits_for_its_end(play: Play) -> None:
    await play.at("2021-04-15T14:30:00+02:00")  # Granit's time, until 16:00
    said = _rooms(await _announced(play, "!annonce urgent pas de chauffage", yes=2), "UrgentNews")
    assert "ilot:granit" not in said
    assert len(said) == ILOTS - 1
    assert not _rooms(await play.at("2021-04-15T15:59:00+02:00"), "UrgentNews")
    assert list(_rooms(await play.at("2021-04-15T16:01:00+02:00"), "UrgentNews")) == ["ilot:granit"]


async def test_an_edit_changes_what_the_courrier_will_tell_and_what_was_said_at_once(play: Play) -> None:
    await _announced(play, "!annonce Le bureau est fermé")
    await play.line(sender=full("tisseuse"), room=OFFICE, edit="$said", body="!annonce Le bureau est ouvert")
    await _announced(play, "!annonce urgent pas de chauffage", yes=2, said="$urgent")
    edited = await play.line(sender=full("tisseuse"), room=OFFICE, edit="$urgent", body="!annonce urgent c'est réparé")
    assert len(_rooms(edited, "UrgentNews", "edit")) == ILOTS
    told = _rooms(await play.at(FRIDAY), "AnnouncementNews")
    assert all("ouvert" in body and "fermé" not in body for body in told.values())


async def test_what_a_courrier_told_is_not_changed_behind_peoples_back(few: Play) -> None:
    await _types(few, "!veille un lien", id="$said")
    await few.at(FRIDAY)
    edited = await few.line(sender=full("tisseuse"), room=OFFICE, edit="$said", body="!veille un autre lien")
    assert (edited.outcome, edited.refs) == ("refused", ["V1"])


async def test_deleted_before_the_courrier_it_is_told_nowhere(few: Play) -> None:
    await _announced(few, "!annonce Le bureau est fermé")
    gone = await few.line(sender=full("tisseuse"), redact="$said")
    assert {line["room"] for line in gone.lines if line.get("kind") == "redaction"} == {OFFICE}
    assert not _rooms(await few.at(FRIDAY), "AnnouncementNews")


async def test_deleted_afterwards_it_goes_from_every_room_and_the_rest_is_told_again(play: Play) -> None:
    await _types(play, "!veille un lien", id="$said")
    await play.at(FRIDAY)
    gone = await play.line(sender=full("tisseuse"), redact="$said")
    redacted = {line["room"] for line in gone.lines if line.get("kind") == "redaction"}
    assert len(redacted & {f"ilot:{slug}" for slug in ("granit", "morvan", "traboule")}) == 3
    assert all("un lien" not in body for body in _rooms(gone, "CourrierAgain").values())
    assert _rooms(gone, "CourrierAgain")


async def test_what_is_too_long_for_a_line_is_refused(play: Play) -> None:
    assert (await _types(play, "!annonce " + "mot " * 200)).outcome == "refused"
    assert (await _types(play, "!veille " + "mot " * 200)).outcome == "refused"


async def test_each_is_shown_by_its_name_and_the_latest_by_the_command_alone(play: Play) -> None:
    await _types(play, "!veille un lien")
    assert "un lien" in (await _types(play, "!V1")).text
    assert "V1" in (await _types(play, "!veille")).text
    assert (await _types(play, "!annonce")).outcome == "refused"
    assert (await _types(play, "!annonce G7")).outcome == "refused"


async def test_it_is_kept_for_a_year_and_no_longer(play: Play) -> None:
    assert FEATURE.tidy is not None
    await _types(play, "!veille un lien")
    for days, left in ((365, ["un lien"]), (366, [])):
        async with play.bot.bench.transaction() as session:
            desk = bare_desk(play.bot.bench, session)
            desk.visit = replace(desk.visit, now=desk.visit.now + dt.timedelta(days=days))
            await FEATURE.tidy(desk)
            assert [each.text for each in await desk.bulletins.latest(5)] == left
