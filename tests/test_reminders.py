"""One's own deadlines: asked for in private, told at their hour to nobody else, put off, and gone without a trace."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit.command import NoTitle
from commands.kit.message import Refusal
from commands.kit.reading import DateDoubt, Sight
from commands.reminders.args import NewReminder
from storage.agenda import Agenda
from storage.reminders import Reminders
from storage.values import Moment
from tests.pictures import copy_of_file
from tests.playing import ARCHIPEL, Heard, Play, full, playing

SIGHT = Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=ZoneInfo("Europe/Paris")))
NOA, GRANIT = f"dm:{full('noa')}", "ilot:granit"
ASKED = "Rappelle-moi de déclarer à l'Urssaf le 30 avril"


def read(text: str) -> NewReminder:
    """As on that day."""
    return NewReminder.read(text, SIGHT, "rappelle-moi")


# ── reading ──

APRIL_30 = Moment(dt.date(2021, 4, 30))


@pytest.mark.parametrize(
    ("typed", "words", "on"),
    [
        ("de déclarer à l'Urssaf le 30 avril", "Déclarer à l'Urssaf", APRIL_30),
        ("moi de déclarer à l'Urssaf le 30 avril", "Déclarer à l'Urssaf", APRIL_30),
        ("le 30 avril de déclarer à l'Urssaf", "Déclarer à l'Urssaf", APRIL_30),
        ("le 30 avril : l'Urssaf", "L'Urssaf", APRIL_30),
        ("le 30 avril de payer la facture du 12 mai", "Payer la facture du 12 mai", APRIL_30),
        ("d'appeler la CAF demain à 17h", "Appeler la CAF", Moment(dt.date(2021, 4, 15), dt.time(17))),
        ("d'envoyer le bilan avant le 30 avril", "Envoyer le bilan", Moment(dt.date(2021, 4, 29))),
        ("que le bail finit vendredi", "Le bail finit", Moment(dt.date(2021, 4, 16))),
        ("le loyer\nquand: 5 mai", "Le loyer", Moment(dt.date(2021, 5, 5))),
        ("le loyer\n5 mai", "Le loyer", Moment(dt.date(2021, 5, 5))),
        ("de respirer", "Respirer", None),
    ],
)
def test_a_deadline_is_read_as_people_say_it(typed: str, words: str, on: Moment | None) -> None:
    found = read(typed)
    assert (found.words, found.on) == (words, on)


@given(st.text(max_size=120))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    try:
        found = read(typed)
    except (Refusal, DateDoubt):
        return
    assert found.words


def test_a_day_without_words_is_no_reminder() -> None:
    with pytest.raises(NoTitle):
        read("le 30 avril")


# ── its life ──


def said(heard: Heard) -> list[str]:
    """The outermost Message of each text, in order."""
    return [line["says"][0] for line in heard.lines if line.get("kind") == "text"]


async def kept(play: Play) -> list[str]:
    """Everybody's words, and as many notes."""
    bench = play.bot.bench
    async with bench.transaction() as session:
        found = [each.words for each in await Reminders(session).all()]
        notes = await Agenda(session, bench.account_id, bench.zone).keys("reminder")
    assert len(notes) == len(found)
    return found


async def test_it_is_told_at_its_hour_in_private_and_is_gone(play_on_both: Play) -> None:
    play = play_on_both
    await play.at("2021-04-29T20:00:00+02:00")
    asked = await play.says("noa", NOA, ASKED)
    assert said(asked) == ["ReminderKept"]
    assert "vendredi 30 avril, 9 h" in asked.text
    assert "Urssaf" not in "".join((await play.at("2021-04-30T08:59:00+02:00")).texts)
    told = [line for line in (await play.at("2021-04-30T09:00:00+02:00")).lines if "Urssaf" in line.get("body", "")]
    assert [(line["room"], line["says"], line["at"][:16]) for line in told] == [
        (NOA, ["ReminderTold"], "2021-04-30T09:00")
    ]
    assert await kept(play) == []


async def test_an_hour_that_is_named_is_kept_also_at_night_and_on_a_day_off(few: Play) -> None:
    await few.at("2021-04-30T12:00:00+02:00")
    await few.says("noa", NOA, "!moi absent du 1er mai au 5 mai")
    await few.says("noa", NOA, "rappelle-moi de rendre les clés samedi 1er mai 21h")
    told = [line for line in (await few.at("2021-05-01T21:00:00+02:00")).lines if "clés" in line.get("body", "")]
    assert [line["at"][:16] for line in told] == ["2021-05-01T21:00"]


async def test_a_day_is_asked_for_and_what_is_over_is_refused(play: Play) -> None:
    assert (await play.says("noa", NOA, "rappelle-moi de respirer")).outcome == "asked"
    assert said(await play.says("noa", NOA, "vendredi")) == ["ReminderKept"]
    assert (await play.says("noa", NOA, "rappel de dormir")).outcome == "asked"
    assert said(await play.says("noa", NOA, "stop")) == ["NothingKept"]
    assert said(await play.says("noa", NOA, "rappelle-moi de dormir aujourd'hui")) == ["ReminderIsPast"]
    assert said(await play.says("noa", NOA, f"rappelle-moi {'x' * 301} demain")) == ["ReminderTooLong"]
    assert said(await play.says("noa", NOA, "!cadre rappel d'appeler demain")) == ["ReminderKept"]
    assert await kept(play) == ["Respirer", "Appeler"]


async def test_it_is_listed_put_off_said_better_and_taken_away_in_each_way(play_on_both: Play) -> None:
    play = play_on_both
    for number, words in enumerate(("appel", "bilan", "colis", "devis"), 1):
        await play.says("noa", NOA, f"rappelle-moi {words} le {number + 19} avril", id=f"${words}")
    listed = (await play.says("noa", NOA, "rappels")).text.splitlines()
    assert [line.partition(" · ")[0] for line in listed[:-1]] == ["E1", "E2", "E3", "E4"]
    await play.says("noa", NOA, "!prolonge E1 3 mai")
    await play.line(sender=full("noa"), edit="$bilan", body="rappelle-moi le bilan entier le 22 avril")
    assert "E2 · jeudi 22 avril, 9 h · Le bilan entier" in (await play.says("noa", NOA, "rappels")).text
    assert said(await play.line(sender=full("noa"), react="✅", to="$bilan")) == ["ReminderGone"]
    await play.line(sender=full("noa"), redact="$colis")
    assert said(await play.says("noa", NOA, "!retire E4")) == ["ReminderGone"]
    assert await kept(play) == ["Appel"]
    assert said(await play.says("noa", NOA, "!rappels efface")) == ["RemindersGone"]
    assert await kept(play) == []
    assert said(await play.says("noa", NOA, "!rappels")) == ["NoReminders"]


async def test_many_are_shown_in_pages(play: Play) -> None:
    for number in range(1, 13):
        await play.says("noa", NOA, f"rappelle-moi chose {number} le {number + 16} avril")
    first = (await play.says("noa", NOA, "rappels")).text.splitlines()
    assert [first[0][:2], first[9][:3], first[10]] == ["E1", "E10", "la suite : !rappels page 2"]
    second = (await play.says("noa", NOA, "rappels page 2")).text.splitlines()
    assert [line.partition(" · ")[0] for line in second[:-1]] == ["E11", "E12"]
    assert said(await play.says("noa", NOA, "!rappels page 3")) == ["NoMoreReminders"]


async def test_nobody_else_has_it_and_its_words_stay_out_of_rooms(play: Play) -> None:
    await play.says("noa", NOA, ASKED, id="$mine")
    for body in ("!voir E1", "!E1", "!prolonge E1 3 mai"):
        assert said(await play.says("noa", GRANIT, body)) == ["OnlyInPrivate"], body
    for who, room in (("soizic", f"dm:{full('soizic')}"), ("tisseuse", f"dm:{full('tisseuse')}")):
        for body in ("!voir E1", "!retire E1", "!prolonge E1 3 mai"):
            assert said(await play.says(who, room, body)) == ["UnknownReminder"], body
    assert said(await play.says("soizic", GRANIT, "!rappelle-moi de pleurer demain")) == ["OnlyInPrivate"]
    assert await kept(play) == ["Déclarer à l'Urssaf"]


# ── what comes round again ──


async def test_it_is_told_each_time_at_the_same_hour_and_stays_until_it_is_stopped(play_on_both: Play) -> None:
    play = play_on_both
    await play.at("2021-04-30T20:00:00+02:00")
    asked = await play.says("noa", NOA, "Rappelle-moi de déclarer tous les mois le 31 à 21h", id="$round")
    assert said(asked)[0] == "RecurringKept"
    assert "vendredi 30 avril, 21 h, puis tous les mois, le 31 ou le dernier jour du mois" in asked.text
    told = await play.at("2021-04-30T22:00:00+02:00")
    assert [(line["says"][0], line["at"]) for line in told.lines if line["room"] == NOA] == [
        ("RecurringTold", "2021-04-30T21:00:00+02:00")
    ]
    assert "La prochaine fois : lundi 31 mai, 21 h" in told.room(NOA)[0]
    assert "E1 · lundi 31 mai, 21 h · Déclarer · tous les mois" in (await play.says("noa", NOA, "rappels")).text
    gone = await play.says("noa", NOA, "!retire E1")
    assert said(gone) == ["ReminderGone"]
    assert [line["kind"] for line in gone.lines].count("redaction") == 3  # what was told, and what was shown
    assert await kept(play) == []


async def test_a_tick_leaves_it_and_a_cross_stops_it(play: Play) -> None:
    await play.says("noa", NOA, "rappelle-moi de déclarer chaque trimestre, le 30 avril", id="$round")
    ticked = await play.line(sender=full("noa"), react="✅", to="$round")
    assert said(ticked) == ["RecurringStays"] and await kept(play) == ["Déclarer"]
    assert said(await play.line(sender=full("noa"), react="❌", to="$round")) == ["ReminderGone"]
    assert await kept(play) == []


async def test_this_time_later_and_the_next_times_as_before(few: Play) -> None:
    await few.at("2021-04-28T12:00:00+02:00")
    await few.says("noa", NOA, "rappelle-moi de déclarer tous les mois le 29 à 17h")
    assert "vendredi 30 avril, 9 h, puis tous les mois" in (await few.says("noa", NOA, "!prolonge E1 30 avril")).text
    told = (await few.at("2021-04-30T09:00:00+02:00")).room(NOA)
    assert "La prochaine fois : samedi 29 mai, 17 h" in told[-1]


async def test_said_better_it_keeps_how_often_or_is_for_once(play: Play) -> None:
    await play.says("noa", NOA, "rappelle-moi le bilan tous les ans le 15 mars", id="$round")
    for body, line in (
        ("rappelle-moi le bilan entier", "E1 · mardi 15 mars 2022, 9 h · Le bilan entier · tous les ans"),
        ("rappelle-moi le bilan chaque lundi 8h", "E1 · lundi 19 avril, 8 h · Le bilan · toutes les semaines"),
        ("rappelle-moi le bilan le 30 avril", "E1 · vendredi 30 avril, 9 h · Le bilan"),
    ):
        await play.line(sender=full("noa"), edit="$round", body=body)
        assert (await play.says("noa", NOA, "rappels")).text.splitlines()[0] == line


async def test_the_day_is_asked_for_where_only_how_often_is_said(play: Play) -> None:
    asked = await play.says("noa", NOA, "rappelle-moi de déclarer tous les mois")
    assert asked.outcome == "asked" and "tous les mois : quel jour ? Par exemple : le 30" in asked.text
    assert said(await play.says("noa", NOA, "le 45")) == ["RecurringUnread"]
    assert "vendredi 30 avril, 17 h, puis tous les mois" in (await play.says("noa", NOA, "le 30 à 17h")).text
    await play.says("noa", NOA, "!rappelle-moi")
    assert said(await play.says("noa", NOA, "de payer tous les mois le 5")) == ["RecurringKept"]
    await play.says("noa", NOA, "!rappelle-moi")
    await play.says("noa", NOA, "de compter chaque trimestre")
    counted = (await play.says("noa", NOA, "30 juin")).text
    assert "Compter\n" in counted and "mercredi 30 juin, 9 h, puis tous les 3 mois. Personne" in counted
    refused = await play.says("noa", NOA, "rappelle-moi de déclarer tous les mois le 30 jusqu'en décembre")
    assert said(refused) == ["RecurringUnread"]
    assert await kept(play) == ["Déclarer", "Payer", "Compter"]


async def test_what_was_missed_for_months_is_told_once(pictured_file: Path, tmp_path: Path) -> None:
    url = copy_of_file(pictured_file, tmp_path)
    async with playing(url) as play:
        await play.says("noa", NOA, "rappelle-moi de déclarer tous les mois le 20")
    async with playing(url, data=None) as play:
        told = [text for text in (await play.at("2021-05-22T10:00:00+02:00")).room(NOA) if "Déclarer" in text]
        assert len(told) == 1 and told[0].startswith("Avec du retard") and "dimanche 20 juin" in told[0]
        assert await kept(play) == ["Déclarer"]


async def test_it_is_given_to_its_person_and_forgotten_with_them(tmp_path: Path) -> None:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as play:
        await play.says("noa", NOA, ASKED)
        await play.says("noa", NOA, "rappelle-moi de payer tous les mois le 5")
        given = await play.says("noa", NOA, "!moi export")
        found = (tmp_path / Path(given.lines[0]["path"]).name).read_text("utf-8")
        assert "Déclarer à l'Urssaf" in found and "R/2021-05-05/P1M" in found
        await play.says("noa", NOA, "!oublie-moi")
        await play.says("noa", NOA, "oui")
        assert await kept(play) == []


async def test_what_cannot_be_told_for_a_month_is_let_go(pictured_file: Path, tmp_path: Path) -> None:
    url = copy_of_file(pictured_file, tmp_path)
    async with playing(url) as play:
        await play.says("noa", NOA, "rappelle-moi de respirer demain")
        await play.says("noa", NOA, "rappelle-moi de souffler chaque jeudi")
        await play.line(room=NOA, sender=full("noa"), join=False)  # no private room any more
        await play.at("2021-04-15T12:00:00+02:00")
        assert "respirer" not in str([line.get("body") for line in play.output[-40:]])
    async with playing(url, data=None) as play:
        await play.at("2021-05-20T12:00:00+02:00")
        assert await kept(play) == []
