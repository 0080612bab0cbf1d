"""The life of a session of sanctuarised time: asked about, held, moved, skipped; each hour once, at its local time."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.playing import Heard, Play, full, part, playing, unspaced

GRANIT, PLUME, TRABOULE, MORVAN, BEFFROI = "ilot:granit", "ilot:plume", "ilot:traboule", "ilot:morvan", "ilot:beffroi"
RHYTHM = "!temps un jeudi sur deux 14h-16h"


def _said(heard: Heard, kind: str, room: str | None = None) -> list[dict[str, Any]]:
    """Messages of that name."""
    return [line for line in heard.lines if kind in line.get("says", []) and room in {None, line["room"]}]


async def _sessions(play: Play, ilot: str) -> dict[str, dict[str, Any]]:
    """By day."""
    return {each["on"]: each for each in (await play.export())["reflection_sessions"] if each["ilot"] == ilot}


async def _poll(play: Play) -> str:
    """Morvan's, of Monday 19 April, which is asked about on Thursday; its event."""
    (poll,) = _said(await play.at("2021-04-15T09:31:00+02:00"), "Poll", MORVAN)
    return str(poll["id"])


async def _tap(play: Play, who: str, emoji: str, to: str, event: str | None = None) -> Heard:
    more = {"id": event} if event else {}
    return await play.line(sender=full(who), react=emoji, to=to, **more)


# ── its hours ──


async def test_two_working_days_before_the_ilot_is_asked_who_comes(play_on_both: Play) -> None:
    heard = await play_on_both.at("2021-04-15T09:30:00+02:00")
    (poll,) = _said(heard, "Poll")
    assert poll["room"] == MORVAN
    asked, question = unspaced(poll["body"]).splitlines()
    assert asked.startswith("Lundi 19 avril, 14 h – 15 h 30 : notre temps de recul. ✋ j'y suis · ⏰")
    assert question == "Question du jour : Depuis la dernière fois, qu'est-ce qui t'a donné de l'élan ?"
    assert [line["body"] for line in heard.lines if line.get("to") == poll["id"]] == ["✋"]


async def test_two_hands_are_enough_and_it_begins_and_ends_at_its_hours(play_on_both: Play) -> None:
    play = play_on_both
    poll = await _poll(play)
    for who in ("hugues", "odile"):
        await _tap(play, who, "✋", poll)
    assert (await _sessions(play, "morvan"))["2021-04-19"]["state"] == "confirmed"
    heard = await play.at("2021-04-19T13:59:00+02:00")
    assert not _said(heard, "Begins", MORVAN) and not _said(heard, "TooFew")
    (begins,) = _said(await play.at("2021-04-19T14:00:00+02:00"), "Begins")
    assert begins["body"].replace("\u00a0", " ") == "C'est votre temps. Je me tais jusqu'à 15 h 30."
    (ends,) = _said(await play.at("2021-04-19T15:30:00+02:00"), "Ends")
    assert ends["room"] == MORVAN
    assert not _said(await play.at("2021-04-21T12:00:00+02:00"), "Ends")
    session = (await _sessions(play, "morvan"))["2021-04-19"]
    assert (session["state"], session["present"]) == ("held", 2)


async def test_with_one_hand_the_ilot_is_asked_without_a_name_and_then_it_passes_in_silence(few: Play) -> None:
    poll = await _poll(few)
    await _tap(few, "hugues", "✋", poll)
    (asked,) = _said(await few.at("2021-04-16T16:00:00+02:00"), "TooFew")
    assert "on laisse passer, ou on déplace" in asked["body"] and "Hugues" not in asked["body"]
    heard = await few.at("2021-04-19T16:00:00+02:00")
    assert not _said(heard, "Begins") and not _said(heard, "Ends")
    (edit,) = [line for line in heard.lines if line["kind"] == "edit" and line["to"] == poll]
    assert "lundi 3 mai" in edit["body"]
    assert (await _sessions(few, "morvan"))["2021-04-19"]["state"] == "skipped"


async def test_a_hand_on_the_question_counts_too_and_one_taken_back_does_not(few: Play) -> None:
    poll = await _poll(few)
    await _tap(few, "hugues", "✋", poll)
    (asked,) = _said(await few.at("2021-04-16T16:00:00+02:00"), "TooFew")
    await _tap(few, "odile", "✋🏽", asked["id"], "$odile")
    assert (await _sessions(few, "morvan"))["2021-04-19"]["state"] == "confirmed"
    await few.line(sender=full("odile"), redact="$odile")
    assert (await _sessions(few, "morvan"))["2021-04-19"]["state"] == "polled"


async def test_who_is_of_another_ilot_counts_for_nothing(few: Play) -> None:
    poll = await _poll(few)
    for who in ("hugues", "tisseuse"):
        await _tap(few, who, "✋", poll)
    assert (await _sessions(few, "morvan"))["2021-04-19"]["present"] == 1


async def test_the_day_before_only_the_silent_are_reminded_in_private(few: Play) -> None:
    poll = await _poll(few)
    await _tap(few, "hugues", "✋", poll)
    await _tap(few, "odile", "🌙", poll)
    await _tap(few, "salome", "⏰", poll)
    await few.says("jeanne", f"dm:{full('jeanne')}", "!moi rappels non")
    reminded = _said(await few.at("2021-04-16T09:31:00+02:00"), "DayBefore")
    assert [line["room"] for line in reminded] == []  # Paulin is away until the 30th
    await few.says("jeanne", f"dm:{full('jeanne')}", "!moi rappels oui")
    assert _said(await few.at("2021-04-16T15:00:00+02:00"), "DayBefore") == []


async def test_a_tap_on_the_reminder_counts_like_one_on_the_poll(few: Play) -> None:
    await _poll(few)
    reminded = _said(await few.at("2021-04-16T09:31:00+02:00"), "DayBefore")
    mine = {line["room"]: line["id"] for line in reminded}
    for who in ("hugues", "odile"):
        await _tap(few, who, "✋", mine[f"dm:{full(who)}"])
    assert (await _sessions(few, "morvan"))["2021-04-19"]["state"] == "confirmed"


async def test_where_nobody_came_the_last_time_only_the_poll_asks(tmp_path: Path) -> None:
    async with playing("sqlite://", part(tmp_path, "morvan")) as play:
        await play.at("2021-04-14T10:31:00+02:00")
        heard = await play.through("2021-05-03T12:00:00+02:00")
    polls = [line["at"][:10] for line in _said(heard, "Poll", MORVAN)]
    asked = [line["at"][:10] for line in _said(heard, "TooFew", MORVAN)]
    reminded = {line["at"][:10] for line in _said(heard, "DayBefore", f"dm:{full('hugues')}")}
    assert (polls, asked, reminded) == (["2021-04-15", "2021-04-29"], ["2021-04-16"], {"2021-04-16"})


async def test_a_reminder_that_has_waited_too_long_is_not_said(few: Play) -> None:
    """Odile is away on Friday and hears nothing before 18:00; the session is on Monday at 14:00."""
    await few.says("odile", f"dm:{full('odile')}", "!moi silence 8h-18h")
    await few.says("odile", f"dm:{full('odile')}", "!moi absent vendredi")
    await _poll(few)
    heard = await few.at("2021-04-23T20:00:00+02:00")
    assert _said(heard, "DayBefore", f"dm:{full('hugues')}")
    assert _said(heard, "DayBefore", f"dm:{full('odile')}") == []


async def test_a_holiday_is_passed_and_the_same_hour_a_week_later_offered(play_on_both: Play) -> None:
    """Ascension Day, Thursday 13 May 2021."""
    play = play_on_both
    await play.at("2021-05-10T12:00:00+02:00")
    (offered,) = _said(await play.at("2021-05-11T09:31:00+02:00"), "HolidaySkipped", GRANIT)
    assert "jeudi 13 mai" in offered["body"].lower() and "jeudi 20 mai" in offered["body"]
    for who in ("noa", "aziliz"):
        await _tap(play, who, "✋", offered["id"])
    assert not _said(await play.at("2021-05-13T18:00:00+02:00"), "Begins", GRANIT)
    assert _said(await play.at("2021-05-20T14:00:00+02:00"), "Begins", GRANIT)
    await play.at("2021-05-20T16:30:00+02:00")
    assert "jeudi 27 mai" in (await play.says("noa", GRANIT, "!temps")).text  # the rhythm keeps its anchor


async def test_after_three_that_nobody_came_to_the_ilot_is_asked_once(tmp_path: Path) -> None:
    async with playing("sqlite://", part(tmp_path, "plume")) as play:
        await play.at("2021-04-14T10:31:00+02:00")
        heard = await play.through("2021-07-20T12:00:00+02:00")
    assert len(_said(heard, "RhythmAsked", PLUME)) == 1


# ── when the bot was down, and when the clock jumps ──


async def test_down_over_a_poll_it_is_not_sent_and_a_reminder_is_caught_up_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'navette.db'}"
    async with playing(url) as play:
        await play.at("2021-04-15T09:00:00+02:00")
    async with playing(url, data=None) as play:
        heard = await play.at("2021-04-15T10:10:00+02:00")
        assert not _said(heard, "Poll")
        assert _said(await play.at("2021-04-19T14:00:00+02:00"), "Begins", MORVAN)  # nobody was asked: it is theirs


async def test_down_over_a_beginning_it_is_said_late_and_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'navette.db'}"
    async with playing(url) as play:
        await play.at("2021-04-15T13:00:00+02:00")
    async with playing(url, data=None) as play:
        assert len(_said(await play.at("2021-04-15T14:20:00+02:00"), "Begins", GRANIT)) == 1
        assert not _said(await play.at("2021-04-15T15:00:00+02:00"), "Begins", GRANIT)
        assert len(_said(await play.at("2021-04-15T16:00:00+02:00"), "Ends", GRANIT)) == 1


async def test_down_over_all_of_it_nothing_is_said_afterwards(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'navette.db'}"
    async with playing(url) as play:
        await play.at("2021-04-15T13:00:00+02:00")
    async with playing(url, data=None) as play:
        heard = await play.at("2021-04-16T08:00:00+02:00")
        assert not _said(heard, "Begins", GRANIT) and not _said(heard, "Ends", GRANIT)
        assert (await _sessions(play, "granit"))["2021-04-15"]["state"] in {"gathering", "held"}


async def test_a_clock_set_back_repeats_nothing(few: Play) -> None:
    assert _said(await few.at("2021-04-15T14:00:00+02:00"), "Begins", GRANIT)
    await few.at("2021-04-15T13:30:00+02:00")
    assert not _said(await few.at("2021-04-15T14:30:00+02:00"), "Begins", GRANIT)
    assert len(_said(await few.at("2021-04-15T16:30:00+02:00"), "Ends", GRANIT)) == 1


@pytest.mark.parametrize(
    ("typed", "until", "begins"),
    [
        ("tous les dimanches 2h30-3h30", "2027-03-29T12:00:00+02:00", "2027-03-28T03:30:00+02:00"),  # spring
        ("tous les dimanches 2h30-4h", "2027-11-01T12:00:00+01:00", "2027-10-31T02:30:00+02:00"),  # autumn
        ("un lundi sur deux 14h-16h", "2028-03-01T12:00:00+01:00", "2028-02-28T14:00:00+01:00"),
        ("tous les mardis 23h-1h", "2028-03-02T12:00:00+01:00", "2028-02-29T23:00:00+01:00"),  # a leap day
    ],
)
async def test_over_a_change_of_the_clocks_it_begins_once_at_its_local_time(
    tmp_path: Path, typed: str, until: str, begins: str
) -> None:
    start = dt.datetime.fromisoformat(begins) - dt.timedelta(days=5)
    async with playing("sqlite://", part(tmp_path, "granit")) as play:
        await play.at(start.isoformat())
        await _agree(play, typed)
        found = [line["at"] async for line in _held(play, dt.datetime.fromisoformat(until))]
    assert found.count(begins) == 1
    assert len({at[:10] for at in found}) == len(found)


async def _held(play: Play, until: dt.datetime) -> AsyncIterator[dict[str, Any]]:
    """Hour by hour; two say at once that they come."""
    now = until - dt.timedelta(days=5)
    while now < until:
        now += dt.timedelta(hours=3)
        heard = await play.at(now.isoformat())
        for poll in _said(heard, "Poll", GRANIT):
            for who in ("noa", "erwan"):
                await _tap(play, who, "✋", poll["id"])
        for line in _said(heard, "Begins", GRANIT):
            yield line


# ── moved, skipped, paused ──


async def _agree(play: Play, typed: str) -> None:
    await play.says("aziliz", GRANIT, f"!temps {typed}", id="$rhythm")
    for who in ("noa", "erwan"):
        await _tap(play, who, "✋", "$rhythm")


async def test_another_moment_is_asked_for_by_a_tap_and_answered_in_the_thread(play_on_both: Play) -> None:
    play = play_on_both
    poll = await _poll(play)
    asked = await _tap(play, "hugues", "⏰", poll)
    assert asked.outcome == "asked" and "Quel autre moment" in asked.text
    moved = await play.says("hugues", MORVAN, "mardi 10h", thread=poll)
    assert "mardi 20 avril, 10 h – 11 h 30" in moved.text
    sessions = await _sessions(play, "morvan")
    assert (sessions["2021-04-19"]["state"], sessions["2021-04-20"]["state"]) == ("moved", "polled")
    assert sessions["2021-04-20"]["prompt"] == sessions["2021-04-19"]["prompt"]
    assert not _said(await play.at("2021-04-19T15:00:00+02:00"), "Begins", MORVAN)


async def test_the_message_that_moved_it_is_edited_and_deleted(few: Play) -> None:
    await few.says("soizic", GRANIT, "!temps reporter vendredi 10h", id="$move")
    await few.line(sender=full("soizic"), edit="$move", body="!temps reporter vendredi 11h")
    sessions = await _sessions(few, "granit")
    assert (sessions["2021-04-16"]["start"], sessions["2021-04-16"]["end"]) == ("11:00", "13:00")
    await few.line(sender=full("soizic"), redact="$move")
    assert _said(await few.at("2021-04-15T14:00:00+02:00"), "Begins", GRANIT)


@pytest.mark.parametrize(
    "typed", ["!temps reporter bientôt", "!temps reporter lundi 12 avril 10h", "!temps deux", "!temps jeudi 14h"]
)
async def test_what_cannot_be_read_says_what_to_type_and_changes_nothing(play: Play, typed: str) -> None:
    before = await play.export()
    heard = await play.says("soizic", GRANIT, typed)
    assert heard.outcome == "refused" and "!temps" in heard.text
    assert await play.export() == before


async def test_a_session_is_skipped_by_a_word(few: Play) -> None:
    heard = await few.says("soizic", GRANIT, "!temps sauter")
    assert heard.text == "On laisse passer cette fois.\nProchain : jeudi 29 avril, 14 h – 16 h."
    assert not _said(await few.at("2021-04-15T17:00:00+02:00"), "Begins", GRANIT)


async def test_which_pause_is_asked_and_one_s_own_lets_the_ilot_s_times_go_on(few: Play) -> None:
    asked = await few.says("jeanne", MORVAN, "!pause 4 semaines", id="$pause")
    assert asked.outcome == "asked" and "mercredi 12 mai" in asked.text
    await few.says("jeanne", MORVAN, "2", thread="$pause")
    heard = await few.at("2021-04-16T10:00:00+02:00")
    assert _said(heard, "Poll", MORVAN)
    assert full("jeanne") not in {line["room"].removeprefix("dm:") for line in _said(heard, "DayBefore")}
    (poll,) = _said(await few.at("2021-04-29T10:00:00+02:00"), "Poll", MORVAN)
    for who in ("hugues", "odile"):  # it takes place: who is silent is reminded of the next one again
        await _tap(few, who, "✋", poll["id"])
    await few.at("2021-05-13T12:00:00+02:00")
    heard = await few.at("2021-05-14T12:00:00+02:00")
    assert full("jeanne") in {line["room"].removeprefix("dm:") for line in _said(heard, "DayBefore")}


async def test_a_pause_of_the_ilot_is_silent_and_can_be_ended_earlier(play: Play) -> None:
    heard = await play.says("theo", TRABOULE, "!temps pause 4 semaines")
    assert heard.text.startswith("Pas de temps de recul du mercredi 14 avril au mercredi 12 mai.")
    heard = await play.at("2021-05-03T12:00:00+02:00")
    assert not [line for line in heard.lines if line["room"] == TRABOULE and "Courrier" not in line["says"]]
    heard = await play.says("theo", TRABOULE, "!temps reprendre")
    assert "mardi 11 mai" in heard.text


# ── questions of the day ──


async def test_a_question_that_somebody_proposes_is_used_once_the_tisseuse_says_yes(play: Play) -> None:
    heard = await play.says("noa", GRANIT, "!temps question Qu'est-ce qui t'a surpris ?")
    (asked,) = _said(heard, "PromptAsked")
    assert asked["room"] == "tisseuse"
    shown = await play.says("noa", GRANIT, "!temps questions")
    assert "surpris ?" not in shown.text.partition("Pour en proposer")[0]
    await play.line(sender=full("tisseuse"), react="✅", to=asked["id"])
    shown = await play.says("noa", GRANIT, "!temps questions")
    assert "8 · Qu'est-ce qui t'a surpris ?" in shown.text
    await play.says("tisseuse", "tisseuse", "!temps question retirer 8")
    assert "8 ·" not in (await play.says("noa", GRANIT, "!temps questions")).text


async def test_questions_come_in_turn(tmp_path: Path) -> None:
    async with playing("sqlite://", part(tmp_path, "plume")) as play:
        await play.at("2021-04-14T10:31:00+02:00")
        polls = _said(await play.through("2021-05-24T12:00:00+02:00"), "Poll", PLUME)
    prompts = {poll["body"].partition("Question du jour")[2] for poll in polls}
    assert len(prompts) == len(polls) >= 2
