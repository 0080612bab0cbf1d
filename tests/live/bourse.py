"""Three encrypted îlots on either database, and a bot whose clock stands at an hour at which news may leave."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import now
from bot.config import load
from bot.homeserver import ThrowawayHomeserver
from commands.kit.editions import next_edition
from commands.kit.quiet import not_before
from storage.desk import Urgency
from storage.recurrence import instant_of
from tests.live.careful import CarefulPerson, asked_into, careful, open_encrypted
from tests.live.collective import Collective, gathered, words_of
from tests.live.seeing import PATIENCE, View

ILOTS = {"Granit": ("noa", "ines"), "Morvan": ("hugues",), "Plume": ("leila",)}
_THE_DAY_BEFORE = dt.timedelta(hours=22)  # half past eleven: a day to live in, and no courrier


@asynccontextmanager
async def open_bourse(homeserver: ThrowawayHomeserver, folder: Path, url: str | None) -> AsyncIterator[Collective]:
    """The bot runs, the day before a courrier."""
    tag = uuid.uuid4().hex[:6]
    async with gathered(homeserver, folder, database=url, tag=tag) as home:
        for name in (each for members in ILOTS.values() for each in members):
            home.people[name] = await careful(homeserver, f"{name}{tag}")
        the_day_before_a_courrier(home)
        await home.start_bot()
        for name, members in ILOTS.items():
            await open_encrypted(home, name, *members)
        yield home


# ── its clock ──


def set_clock(home: Collective, at: dt.datetime) -> None:
    """Every bot from the next one on lives then."""
    home.environment["NAVETTE_CLOCK_AHEAD"] = str((at - now()).total_seconds())


def the_day_before_a_courrier(home: Collective) -> None:
    """The first bot lives then."""
    set_clock(home, coming_courrier(home, now() + _THE_DAY_BEFORE) - _THE_DAY_BEFORE)


def clock(home: Collective) -> dt.datetime:
    """What the bot takes the hour to be, where it lives."""
    ahead = dt.timedelta(seconds=float(home.environment["NAVETTE_CLOCK_AHEAD"]))
    return (now() + ahead).astimezone(zone_of(home))


def coming_courrier(home: Collective, after: dt.datetime) -> dt.datetime:
    """The first that no holiday moves, and before which news may leave the day before."""
    zone = zone_of(home)
    while True:
        after = next_edition(after, zone)
        if all(not_before(Urgency.NEWS, each, zone) is None for each in (after, after - _THE_DAY_BEFORE)):
            return after


async def live_at(home: Collective, at: dt.datetime, **environment: str) -> None:
    """The bot lives then, from now on."""
    await home.stop_bot()
    set_clock(home, at)
    await home.start_bot(**environment)


def in_days(home: Collective, days: int) -> dt.date:
    """Counted from the bot's today."""
    return clock(home).date() + dt.timedelta(days=days)


def hour_of(home: Collective, day: dt.date, hour: str) -> dt.datetime:
    """« 14:00 » of that day, where the bot lives."""
    return instant_of(dt.datetime.combine(day, dt.time.fromisoformat(hour)), zone_of(home))


def zone_of(home: Collective) -> ZoneInfo:
    """Where they live."""
    return load(home.folder / "config.toml").time_zone


# ── its people ──


def view(home: Collective, name: str, room: str) -> View:
    """A person's view of a room, by the name of its îlot."""
    return View(_careful(home, name), home.rooms[room], home.bot_id)


def views(home: Collective) -> tuple[View, View, View, View]:
    """Noa's and Inès' of Granit, Hugues' of Morvan, Leïla's of Plume."""
    noa, ines = (view(home, name, "Granit") for name in ("noa", "ines"))
    return noa, ines, view(home, "hugues", "Morvan"), view(home, "leila", "Plume")


async def alone(home: Collective, name: str) -> View:
    """A person's view of the private room into which the bot asked them."""
    person = _careful(home, name)
    invited = await person.wait_for(lambda: asked_into(person, home.bot_id), PATIENCE)
    await person.join(invited[0])
    return View(person, invited[0], home.bot_id)


async def posted(by: View, body: str) -> tuple[str, str, str]:
    """Somebody's command, the bot's card in its thread, and the reference."""
    command = await by.person.say(by.room, body)
    card = await by.person.wait_for_answer(by.room, command, by.bot_id, PATIENCE)
    return command, str(card["event_id"]), words_of(card).split()[0]


async def shown(to: View, ref: str) -> str:
    """The card that answers somebody's `!voir`."""
    return str((await to.asks(f"!voir {ref}"))["event_id"])


async def all_posted(by: View, body: str, times: int) -> list[tuple[str, str, str]]:
    """The same, several at once: « … 1 », « … 2 »."""
    return list(await asyncio.gather(*(posted(by, f"{body} {number}") for number in range(1, times + 1))))


def _careful(home: Collective, name: str) -> CarefulPerson:
    found = home.people[name]
    assert isinstance(found, CarefulPerson)
    return found
