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
    asked = await play.says("noa", NOA, ASKED)
    assert said(asked) == ["ReminderKept"]
    assert "vendredi 30 avril, 9 h" in asked.text
    assert "Urssaf" not in "".join((await play.at("2021-04-30T08:59:00+02:00")).texts)
    told = [line for line in (await play.at("2021-04-30T09:00:00+02:00")).lines if "Urssaf" in line.get("body", "")]
    assert [(line["room"], line["says"], line["at"][:16]) for line in told] == [
        (NOA, ["ReminderTold"], "2021-04-30T09:00")
    ]
    assert await kept(play) == []


async def test_an_hour_that_is_named_is_kept_also_at_night_and_on_a_day_off(play: Play) -> None:
    await play.says("noa", NOA, "!moi absent du 20 avril au 5 mai")
    await play.says("noa", NOA, "rappelle-moi de rendre les clés samedi 1er mai 21h")
    told = [line for line in (await play.at("2021-05-01T21:00:00+02:00")).lines if "clés" in line.get("body", "")]
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


async def test_nobody_else_has_it_and_its_words_stay_out_of_rooms(play: Play) -> None:
    await play.says("noa", NOA, ASKED, id="$mine")
    for body in ("!voir E1", "!E1", "!prolonge E1 3 mai"):
        assert said(await play.says("noa", GRANIT, body)) == ["OnlyInPrivate"], body
    for who, room in (("soizic", f"dm:{full('soizic')}"), ("tisseuse", f"dm:{full('tisseuse')}")):
        for body in ("!voir E1", "!retire E1", "!prolonge E1 3 mai"):
            assert said(await play.says(who, room, body)) == ["UnknownReminder"], body
    assert said(await play.says("soizic", GRANIT, "!rappelle-moi de pleurer demain")) == ["OnlyInPrivate"]
    assert await kept(play) == ["Déclarer à l'Urssaf"]


async def test_it_is_given_to_its_person_and_forgotten_with_them(tmp_path: Path) -> None:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as play:
        await play.says("noa", NOA, ASKED)
        given = await play.says("noa", NOA, "!moi export")
        assert "Déclarer à l'Urssaf" in (tmp_path / Path(given.lines[0]["path"]).name).read_text("utf-8")
        await play.says("noa", NOA, "!oublie-moi")
        await play.says("noa", NOA, "oui")
        assert await kept(play) == []


async def test_what_cannot_be_told_for_a_month_is_let_go(play: Play) -> None:
    await play.says("noa", NOA, "rappelle-moi de respirer demain")
    await play.line(room=NOA, sender=full("noa"), join=False)  # no private room any more
    await play.at("2021-04-16T12:00:00+02:00")
    assert "respirer" not in str([line.get("body") for line in play.output[-40:]])
    await play.at("2021-05-20T12:00:00+02:00")
    assert await kept(play) == []
