"""What people ask of the bot for themselves: absences, quiet hours, weekends; and what that holds back."""

from __future__ import annotations

import json

import pytest

from tests.playing import DATA, Heard, Play, full

SACHA, GRANIT, ALONE = "dm:@sacha:archipel.example", "ilot:granit", "dm:@youenn:archipel.example"
CASES = {case["id"]: case for case in json.loads((DATA / "utterances.json").read_text("utf-8"))["cases"]}


def _reminders(heard: Heard) -> list[str]:
    """What was said to Youenn about what he posted."""
    return [line["body"] for line in heard.lines if line.get("room") == ALONE and "EndsSoon" in line.get("says", [])]


async def _person(play: Play, who: str) -> dict[str, object]:
    return next(dict(entry) for entry in (await play.export())["people"] if entry["id"] == full(who))


async def test_u50_an_absence_that_has_begun_is_taken(play_on_both: Play) -> None:
    case = CASES["u50"]
    heard = await play_on_both.line(room=case["room"], sender=case["sender"], body=case["body"])
    expected = {"from": case["expect"]["from"], "to": case["expect"]["to"]}
    absences = (await _person(play_on_both, "sacha"))["absences"]
    assert isinstance(absences, list) and expected in absences
    assert heard.text.startswith("C'est noté : du 12 au 23 avril.")


async def test_coming_back_earlier_ends_it(play: Play) -> None:
    await play.says("sacha", SACHA, "!moi absent du 12 au 23 avril")
    await play.says("sacha", SACHA, "!moi absent du 3 au 7 mai")
    await play.says("sacha", SACHA, "!moi absent non")
    assert (await _person(play, "sacha"))["absences"] == [{"from": "2021-05-03", "to": "2021-05-07"}]


@pytest.mark.parametrize(
    ("body", "kept"),
    [("!moi silence 18h-9h", "18:00-09:00"), ("!moi silence 18h30 à 8h15", "18:30-08:15"), ("!moi silence non", None)],
)
async def test_quiet_hours_are_kept(play: Play, body: str, kept: str | None) -> None:
    await play.says("sacha", SACHA, body)
    settings = (await _person(play, "sacha"))["settings"]
    assert isinstance(settings, dict) and settings["quiet_hours"] == kept


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("!moi absent bientôt", "Par exemple : !moi absent du 3 au 7 mai"),
        ("!moi absent le 31 avril", "Je ne lis pas de dates"),
        ("!moi silence tard", "Par exemple : !moi silence 18h-9h"),
        ("!moi silence 18h-9h75", "Je ne lis pas d'heures"),
        ("!moi week-end parfois", "Oui ou non ?"),
        ("!moi absent", "Je connais !moi"),
    ],
)
async def test_what_cannot_be_read_says_what_to_type(play: Play, body: str, words: str) -> None:
    heard = await play.says("sacha", SACHA, body)
    assert heard.outcome == "refused" and words in heard.text


# ── what that holds back ──


async def test_a_reminder_waits_until_its_reader_is_back(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("youenn", GRANIT, "!offre relecture")  # a week before its end is the 22nd of May, a Saturday
    await play.says("youenn", ALONE, "!moi absent du 20 au 25 mai")
    assert _reminders(await play.at("2021-05-25T23:00:00+02:00")) == []
    assert len(_reminders(await play.at("2021-05-26T09:00:00+02:00"))) == 1


async def test_a_reminder_keeps_to_the_hours_and_days_its_reader_chose(few: Play) -> None:
    await few.says("youenn", GRANIT, "!offre relecture")
    await few.says("youenn", ALONE, "!moi silence 18h-11h")
    assert _reminders(await few.at("2021-05-24T23:00:00+02:00")) == []  # Whit Monday
    assert _reminders(await few.at("2021-05-25T10:59:00+02:00")) == []
    assert len(_reminders(await few.at("2021-05-25T11:00:00+02:00"))) == 1


async def test_somebody_who_wants_weekends_has_them(few: Play) -> None:
    await few.says("youenn", GRANIT, "!offre relecture")
    await few.says("youenn", ALONE, "!moi week-end oui")
    assert len(_reminders(await few.at("2021-05-22T09:30:00+02:00"))) == 1


async def test_a_change_of_mind_holds_for_what_waits_already(few: Play) -> None:
    await few.says("youenn", GRANIT, "!offre relecture")
    await few.at("2021-05-22T12:00:00+02:00")  # it waits for Tuesday
    await few.says("youenn", ALONE, "!moi absent du 24 au 26 mai")
    assert _reminders(await few.at("2021-05-26T20:00:00+02:00")) == []
    assert len(_reminders(await few.at("2021-05-27T09:00:00+02:00"))) == 1


async def test_what_is_settled_meanwhile_is_not_reminded_of(few: Play) -> None:
    ref = (await few.says("youenn", GRANIT, "!offre relecture")).refs[0]
    await few.at("2021-05-22T12:00:00+02:00")
    await few.says("youenn", GRANIT, f"!pourvu {ref}")
    assert _reminders(await few.at("2021-05-28T20:00:00+02:00")) == []


async def test_a_hand_is_told_all_the_same(play: Play) -> None:
    await play.says("maiwenn", "dm:@maiwenn:archipel.example", "!moi absent du 12 au 23 avril")
    heard = await play.says("salome", "ilot:morvan", "!prends O10")
    assert len(heard.room("dm:@maiwenn:archipel.example")) == 1
