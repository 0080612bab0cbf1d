"""The night in which the clocks go forward, lived through on a real homeserver: each hour is kept once."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import now
from bot.homeserver import ThrowawayHomeserver
from tests.live.bourse import live_at, set_clock, view
from tests.live.careful import careful, open_encrypted
from tests.live.collective import Collective, gathered, words_of
from tests.live.seeing import View

pytestmark = [pytest.mark.live, pytest.mark.slow]

_BEGINS, _ENDS = "C'est votre temps. Je me tais jusqu'à 4 h 30.", "Si tu veux garder quelque chose"
_A_WHILE = dt.timedelta(seconds=25)  # to start, and to be asked whether it said something too early


def _utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.fixture
async def home(homeserver: ThrowawayHomeserver, tmp_path: Path) -> AsyncIterator[Collective]:
    """An encrypted îlot in Paris, on the afternoon before: at two, that night, it is three."""
    tag = uuid.uuid4().hex[:6]
    async with gathered(homeserver, tmp_path, tag=tag) as found:
        config = tmp_path / "config.toml"
        config.write_text(re.sub(r'zone = ".*"', 'zone = "Europe/Paris"', config.read_text("utf-8")), "utf-8")
        for name in ("noa", "ines"):
            found.people[name] = await careful(homeserver, f"{name}{tag}")
        set_clock(found, _utc("2027-03-27T15:00+01:00"))
        await found.start_bot()
        await open_encrypted(found, "Granit", "noa", "ines")
        yield found


async def test_half_past_two_is_kept_once_in_the_night_that_has_none_and_a_week_later_at_its_own_hour(
    home: Collective,
) -> None:
    noa, ines = view(home, "noa", "Granit"), view(home, "ines", "Granit")
    await _agreed(noa, ines)
    for begins, ends in (
        (_utc("2027-03-28T01:30Z"), _utc("2027-03-28T02:30Z")),  # what would be 2:30 is 3:30
        (_utc("2027-04-04T00:30Z"), _utc("2027-04-04T02:30Z")),  # 2:30 again
    ):
        await _said_at(home, ines, _BEGINS, begins)
        assert "Votre temps de recul" in words_of(await ines.asks("!temps"))
        await _said_at(home, ines, _ENDS, ends)
    assert ines.person.unread(ines.room) == []


async def _agreed(noa: View, ines: View) -> None:
    command = await noa.person.say(noa.room, "!temps tous les dimanches 2h30-4h30 à partir du 28/03/2027")
    await ines.person.wait_for_answer(ines.room, command, ines.bot_id, 60)
    await ines.person.react(ines.room, command, "✋")
    await ines.comes("C'est adopté : tous les dimanches", "Prochain : dimanche 28 mars, 2 h 30")


async def _said_at(home: Collective, ines: View, words: str, hour: dt.datetime) -> None:
    """Not before that hour, then once, however often the bot lives through it."""
    before = len(ines.said(words))
    await live_at(home, hour - _A_WHILE)
    await home.tell_bot("!etat")
    early = now() + _ahead(home) < hour
    assert not early or len(ines.said(words)) == before
    await ines.until(lambda: len(ines.said(words)) > before)
    said = dt.datetime.fromtimestamp(ines.said(words)[-1]["origin_server_ts"] / 1000, dt.UTC) + _ahead(home)
    assert hour <= said < hour + dt.timedelta(minutes=1)
    await live_at(home, hour)  # the same minute again
    await ines.asks("!temps")
    assert len(ines.said(words)) == before + 1


def _ahead(home: Collective) -> dt.timedelta:
    return dt.timedelta(seconds=float(home.environment["NAVETTE_CLOCK_AHEAD"]))
