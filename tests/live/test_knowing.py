"""Mechanisms, one's own income and reminders on a real Synapse: what each person's own client shows of them."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from bot.app import now
from bot.homeserver import ThrowawayHomeserver
from bot.matrix.media import download
from bot.matrix.reading import media_of
from bot.person import Event
from commands.kit.quiet import is_day_off, working_days_after
from tests.conftest import BOTH
from tests.live.bourse import clock, hour_of, in_days, live_at, the_day_before_a_courrier, view
from tests.live.careful import ENCRYPTION, CarefulPerson
from tests.live.collective import Collective, words_of
from tests.live.office import office, settled, told_of
from tests.live.seeing import PATIENCE, View
from tests.playing import unspaced
from tests.postgres import ThrowawayPostgres

pytestmark = pytest.mark.live

ILOTS = {"Granit": ("noa", "ines", "leila"), "Plume": ("hugues", "sacha")}
EVERYBODY = ("noa", "ines", "leila", "hugues", "sacha")
_QUARTER = 13 * 7  # days
_MOMENTS = dt.timedelta(seconds=2)


@pytest.fixture(scope="module", params=BOTH)
async def home(
    request: pytest.FixtureRequest, homeserver: ThrowawayHomeserver, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Collective]:
    """Two encrypted îlots of five people in all."""
    url = None
    if request.param == "postgresql":
        server: ThrowawayPostgres = request.getfixturevalue("postgres")
        url = server.new_database()
    folder = tmp_path_factory.mktemp("knowing")
    async with settled(homeserver, folder, url, ILOTS, the_day_before_a_courrier) as found:
        yield found


async def in_private(home: Collective, name: str) -> View:
    """The room for two that they open themselves; the same one again."""
    person = home.people[name]
    assert isinstance(person, CarefulPerson)
    if name not in home.rooms:
        room = await person.create_room("", (home.bot_id,), is_direct=True, initial_state=[ENCRYPTION])
        await person.wait_for(lambda: home.bot_is_in(person, room), PATIENCE)
        home.rooms[name] = room
    return View(person, home.rooms[name], home.bot_id)


async def says(private: View, body: str, *words: str) -> Event:
    """They type it; the message with these words that follows."""
    before = len(private.said())
    await private.person.say(private.room, body)

    def answered() -> Event | None:
        later = private.said()[before:]
        return next((event for event in later if all(word in words_of(event) for word in words)), None)

    found: Event = await private.person.wait_for(answered, PATIENCE)
    return found


# ── a mechanism, from the idea to what five people think of it ──


async def test_a_mechanism_is_proposed_tried_and_judged_by_five_of_whom_four_show_nothing(home: Collective) -> None:
    hers, noa = office(home), view(home, "noa", "Granit")
    assert "C'est une idée" in words_of(await noa.asks("!mecanisme propose Dépannage but: ne pas rester en panne"))
    await hers.comes("propose un mécanisme", "Dépannage", "ne pas rester en panne")
    people = [await in_private(home, name) for name in EVERYBODY]
    await says(hers, "!mecanisme K1 état essai", "à l'essai depuis")
    await people[0].comes("K1", "que tu as proposé, est à l'essai")
    await live_at(home, hour_of(home, _working_day(in_days(home, _QUARTER)), "09:30"))
    *four, fifth = people
    await asyncio.gather(*(_answers(each) for each in four))
    assert "avis ·" not in words_of(await noa.asks("!K1"))
    await _answers(fifth)
    assert "5 avis · 5 personnes s'en sont servies · utilité 3 sur 4" in words_of(await noa.asks("!K1"))
    assert [len(each.said("Le tour des avis", "K1 · Dépannage")) for each in people] == [1] * 5
    assert told_of(hers, *(each.person.name for each in people[1:])) == []  # she knows whose idea it was, no more


def _working_day(day: dt.date) -> dt.date:
    return working_days_after(day, 1, alsace_moselle=False) if is_day_off(day, alsace_moselle=False) else day


async def _answers(private: View) -> None:
    """What the clock asked them."""
    await private.comes("Le tour des avis", "Tu t'en es servi·e ? 1 oui · 2 non")
    await says(private, "1", "Ça t'a aidé·e ?")
    await says(private, "3", "À garder, à changer, à lâcher ?")
    await says(private, "passe", "C'est noté pour K1, sans ton nom")


# ── one's own income ──


async def test_expected_incomings_come_as_a_sealed_picture_and_go_with_one_word(home: Collective) -> None:
    ines = await in_private(home, "ines")
    await says(ines, "!revenu 873 € chaque mois ARE", "ARE · 873 € chaque mois")
    text = words_of(await says(ines, "!revenu", "La ligne lissée", "873 € par mois"))
    (picture,) = await ines.person.wait_for(lambda: _pictures(ines), PATIENCE)
    content = picture["content"]
    assert "url" not in content and "873" in unspaced(content["body"]) and content["body"] not in text
    media = media_of(content)
    assert media is not None and media.mimetype == "image/png"
    assert (await download(ines.person.keys, media)).startswith(b"\x89PNG\r\n")
    shown = [str(event["event_id"]) for event in ines.said("873")]
    assert len(shown) == 3 and picture["event_id"] in shown
    await ines.person.say(ines.room, "!revenu oublie")
    await ines.loses(*shown)
    assert [await _left(ines, event) for event in shown] == [{}] * 3
    await says(ines, "!revenu", "Tu notes ce que tu attends")
    assert "873" not in home.log()


async def _left(private: View, event: str) -> Event:
    """What the homeserver still has of it."""
    path = f"rooms/{quote(private.room, safe='')}/event/{quote(event, safe='')}"
    found: Event = (await private.person.call("GET", path))["content"]
    return found


def _pictures(private: View) -> list[Event]:
    return [event for event in private.said() if event["content"]["msgtype"] == "m.image"]


# ── a reminder ──


async def test_a_reminder_is_told_at_its_hour_in_private_and_once(home: Collective) -> None:
    hugues, plume = await in_private(home, "hugues"), view(home, "sacha", "Plume")
    day = in_days(home, 1)
    await says(hugues, f"rappelle-moi de rendre les clés tous les mois le {day.day} à 21h", "puis tous les mois")
    hour = hour_of(home, day, "21:00")
    await live_at(home, hour - _MOMENTS)
    told = await hugues.comes("Tu m'as demandé de te le rappeler : Rendre les clés", "La prochaine fois :")
    ahead = clock(home) - now()
    said = dt.datetime.fromtimestamp(told["origin_server_ts"] / 1000, dt.UTC) + ahead
    assert hour <= said < hour + dt.timedelta(minutes=1)
    listed = await says(hugues, "!rappels", "Rendre les clés", "tous les mois")
    assert len(hugues.said("Tu m'as demandé")) == 1 and told_of(plume, "clés") == []
    await hugues.person.react(hugues.room, str(told["event_id"]), "❌")
    await hugues.loses(str(told["event_id"]), str(listed["event_id"]))
    await says(hugues, "!rappels", "Aucun rappel")
