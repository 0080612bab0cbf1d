"""An answer is expected in working days; who is there is reminded in turn, and the person hears what is so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Collective, Config
from commands.kit.quiet import is_day_off
from commands.solidarity.clock import working_days_later
from tests.asking import OFFICE, WORDS, alone, orders, private, ref_in, sent, told
from tests.playing import ARCHIPEL, Play, full, playing


@pytest.mark.parametrize(
    ("local", "days", "due"),
    [
        ("2021-04-14T10:30", 2, "2021-04-16T10:30"),
        ("2021-04-14T23:10", 2, "2021-04-19T09:00"),  # counts from Thursday morning
        ("2021-04-16T10:30", 2, "2021-04-20T10:30"),  # over a weekend
        ("2021-05-12T15:00", 1, "2021-05-14T15:00"),  # over Ascension
        ("2021-04-03T11:00", 1, "2021-04-07T09:00"),  # Easter weekend: from Tuesday
        ("2021-04-14T07:00", 1, "2021-04-15T09:00"),
    ],
)
def test_only_working_days_count_and_from_working_hours(local: str, days: int, due: str) -> None:
    assert working_days_later(dt.datetime.fromisoformat(local), days) == dt.datetime.fromisoformat(due)


@given(st.dates(dt.date(2021, 1, 1), dt.date(2035, 1, 1)), st.times(), st.integers(1, 5))
def test_it_is_due_on_a_working_day_in_working_hours(day: dt.date, hour: dt.time, days: int) -> None:
    local = dt.datetime.combine(day, hour)
    due = working_days_later(local, days)
    assert not is_day_off(due.date(), alsace_moselle=False)
    assert dt.time(9) <= due.time() < dt.time(18, 30) and due > local


async def test_nobody_took_it_the_tisseuse_then_her_deputy_then_the_truth(play_on_both: Play) -> None:
    play = play_on_both
    ref = await sent(play)
    before = await play.at("2021-04-16T10:29:00+02:00")
    assert ref not in told(before, OFFICE)
    first = await play.at("2021-04-16T10:31:00+02:00")
    (reminder,) = [line for line in first.lines if line["room"] == OFFICE and ref in line["body"]]
    assert reminder["mentions"] == [full("tisseuse")] and "attend depuis 2 jours ouvrés" in reminder["body"]
    assert told(first, alone("sacha")) == ""
    second = await play.at("2021-04-19T10:31:00+02:00")
    reminders = [line for line in second.lines if line["room"] == OFFICE and ref in line["body"]]
    assert [line["mentions"] for line in reminders if line["kind"] == "text"] == [[full("relais")]]
    assert told(second, alone("sacha")).startswith(f"{ref} attend toujours une réponse")
    later = await play.at("2021-04-30T10:31:00+02:00")
    assert ref not in told(later, OFFICE)


async def test_what_was_taken_is_not_recalled(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} je prends")
    heard = await play.at("2021-04-23T10:31:00+02:00")
    assert ref not in told(heard, OFFICE)


async def test_an_urgent_one_is_due_a_day_earlier(play: Play) -> None:
    heard = await private(play, "sacha", "!solidarite urgent, une garde ce soir", "1", "oui")
    assert "Réponse sous 1 jour ouvré." in heard.text
    assert ref_in(heard) in told(await play.at("2021-04-15T10:31:00+02:00"), OFFICE)


async def test_over_a_weekend_the_day_is_told_at_once(play: Play) -> None:
    await play.at("2021-04-16T17:00:00+02:00")
    heard = await private(play, "sacha", "!solidarite", "1", WORDS, "2", "oui")
    assert "Au plus tard le mardi 20 avril" in heard.text


async def test_the_tisseuse_away_her_deputy_reads(play: Play) -> None:
    await private(play, "tisseuse", "!moi absent du 12 au 20 avril")
    heard = await private(play, "sacha", "!solidarite", "1", WORDS, "2", "oui")
    assert "La Tisseuse est absente : c'est sa relais qui lit" in heard.text
    due = await play.at("2021-04-16T10:31:00+02:00")
    assert [line["mentions"] for line in due.lines if line["room"] == OFFICE and ref_in(heard) in line["body"]] == [
        [full("relais")]
    ]


async def test_both_away_the_named_person_stands_in_and_the_author_knows() -> None:
    config = Config(collective=Collective(stand_in=full("odile")))
    async with playing("sqlite://", ARCHIPEL, config) as play:
        assert (await private(play, "odile", "!demandes")).text.startswith("Cette commande est réservée")
        for who in ("tisseuse", "relais"):
            await private(play, who, "!moi absent du 12 au 20 avril")
        heard = await private(play, "sacha", "!solidarite", "1", WORDS, "2", "oui")
        ref = ref_in(heard)
        assert "c'est Odile qui lit et répond" in told(heard, alone("sacha"))
        assert f"!demande {ref}" in told(heard, alone("odile"))
        opened = await private(play, "odile", f"!demande {ref}")
        assert WORDS in told(opened, alone("odile"))
        assert "par Odile" in told(opened, alone("sacha"))
        assert WORDS not in told(opened, OFFICE)
        await play.at("2021-04-21T10:00:00+02:00")
        assert (await private(play, "odile", f"!demande {ref}")).text.startswith("Cette commande est réservée")


async def test_an_imported_request_that_nobody_took_is_recalled(play: Play) -> None:
    heard = await play.at("2021-04-15T10:00:00+02:00")
    assert "S-T5F attend depuis 2 jours ouvrés" in told(heard, OFFICE)
