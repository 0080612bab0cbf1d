"""Killed with SIGKILL while people tap, and while a courrier leaves: each sees once what the database holds."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle
from typing import Any

import pytest

from bot.app import open_database
from bot.config import load
from storage.agenda import Agenda
from storage.upgrade import open_account
from tests.live.bourse import all_posted, alone, clock, coming_courrier, posted, set_clock, shown, views
from tests.live.collective import Collective, run_beside, words_of
from tests.live.seeing import View

pytestmark = [pytest.mark.live, pytest.mark.slow]

TAPPED = ("handled", "claimed", "delivered", None)  # None: anywhere
TOLD = ("rung:2", "delivered", None)  # three îlots, one courrier each
_SEED = 20210416
_MOMENT = 0.7  # seconds in which a life that has something to do does it


class Deed(StrEnum):
    """What is done by one tap; its value is what the card says then."""

    RAISED = "une main levée"
    TAKEN_BACK = "Ouvert à tout le monde"
    SETTLED = "Pourvue."


@dataclass
class Tapped:
    """One listing of Noa's, with the card that Hugues looked up, and what is done to it while the bot is dead."""

    deed: Deed
    command: str
    card: str
    ref: str
    looked_up: str
    hand: str = ""


async def test_killed_while_a_courrier_leaves_each_ilot_reads_it_once(
    home: Collective, tell: Callable[[str], None]
) -> None:
    chance, before = random.Random(_SEED), home.killed
    noa, ines, hugues, leila = views(home)
    if len(noa.said("la verra au courrier")) > 4:  # with more than it has lines, it would not show all of ours
        await _goes_on(home, coming_courrier(home, clock(home)) + dt.timedelta(minutes=1))
    made = [(await posted(each, "!offre gravure"))[2] for each in (noa, hugues, leila)]
    await home.stop_bot()
    hour = coming_courrier(home, clock(home))
    first = await _due_by(home, hour) + 1  # the round is one of them; then an îlot
    set_clock(home, hour)
    for point in (f"handled:{first}", *TOLD):
        await _dies(home, point, chance)
    await home.start_bot()
    readers = (ines, hugues, leila)
    with suppress(TimeoutError):  # what is lost is counted below
        for each in readers:
            await each.comes("Courrier,", "gravure")
    await home.tell_bot("!etat")
    told = [[words_of(event) for event in each.said("Courrier,", "gravure")] for each in readers]
    assert [len(each) for each in told] == [1, 1, 1]
    lines = [[text.count(f"{ref} · gravure") for ref in made] for (text,) in told]
    assert lines == [[int(ref != own) for ref in made] for own in made]
    assert [each.person.unread(each.room) for each in readers] == [[], [], []]
    tell(f"{home.killed - before} exits by signal 9, {len(readers)} courriers")


async def test_killed_while_people_tap_each_card_and_each_word_is_seen_once(
    home: Collective, tell: Callable[[str], None]
) -> None:
    private, chance, before = await _noa_alone(home), random.Random(_SEED), home.killed
    listings = await _listings(home, private)
    await home.stop_bot()
    for life, point in enumerate(TAPPED):
        for listing in listings[life * len(Deed) : (life + 1) * len(Deed)]:
            await _tap(home, listing)
        await _dies(home, point, chance)
    await home.start_bot()
    await _all_seen(home, private, listings)
    for listing in listings:
        assert _as_seen(home, private, listing) == _as_it_is(listing)
    assert await _as_stored(home) >= {(each.ref, _STATES[each.deed]) for each in listings}
    tell(f"{home.killed - before} exits by signal 9, {len(listings)} taps")


async def _goes_on(home: Collective, at: dt.datetime) -> None:
    """One life later; what waited for a courrier has left with one."""
    await home.stop_bot()
    set_clock(home, at)
    await home.start_bot()
    await home.tell_bot("!etat")


async def _due_by(home: Collective, hour: dt.datetime) -> int:
    """How many notes a bot that wakes at that hour finds; on a first of the month, the figures' too."""
    config = load(home.folder / "config.toml")
    async with open_database(config) as database, database.transaction() as session:
        account = await open_account(session, home.bot_id)
        return len(await Agenda(session, account.id, config.time_zone).due(hour))


# ── a death ──


async def _dies(home: Collective, point: str | None, chance: random.Random) -> None:
    """One life, to that point of it; with none, to any instant of the first that matter."""
    lives = home.log().count("bot.started")
    await home.start_bot(**({"NAVETTE_CRASH_AT": point} if point else {}))
    if point is not None:
        assert await home.ended() == -signal.SIGKILL
    else:
        while home.log().count("bot.started") == lives:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.02)
        await asyncio.sleep(chance.uniform(0, _MOMENT))
    await home.kill_bot()


# ── what people do ──


async def _noa_alone(home: Collective) -> View:
    """Her private room, made by a first hand."""
    noa, ines, _, _ = views(home)
    command, _, ref = await posted(noa, "!offre couture")
    await ines.person.react(ines.room, command, "✋")
    private = await alone(home, "noa")
    await private.comes("lève la main", ref)
    return private


async def _listings(home: Collective, private: View) -> list[Tapped]:
    """One of each kind for each life; a hand that is to be taken back is up, and told."""
    noa, ines, hugues, _ = views(home)
    made = await all_posted(noa, "!offre ravaudage", len(TAPPED) * len(Deed))
    cards = await asyncio.gather(*(shown(hugues, ref) for _, _, ref in made))
    found = [Tapped(deed, *each, card) for deed, each, card in zip(cycle(Deed), made, cards, strict=False)]
    for listing in (each for each in found if each.deed is Deed.TAKEN_BACK):
        listing.hand = await ines.person.react(ines.room, listing.command, "✋")
        await private.comes(f"lève la main pour {listing.ref} ")
    return found


async def _tap(home: Collective, listing: Tapped) -> None:
    noa, ines, _, _ = views(home)
    if listing.deed is Deed.RAISED:
        await ines.person.react(ines.room, listing.command, "✋")
    elif listing.deed is Deed.TAKEN_BACK:
        await ines.person.redact(ines.room, listing.hand)
    else:
        await noa.person.react(noa.room, listing.card, "✅")


# ── what is seen, and what is so ──

_STATES = {Deed.RAISED: "in_discussion", Deed.TAKEN_BACK: "open", Deed.SETTLED: "fulfilled"}


async def _all_seen(home: Collective, private: View, listings: list[Tapped]) -> None:
    """Until the last of it has come, and what was to follow has followed."""
    _, _, hugues, _ = views(home)
    with suppress(TimeoutError):  # what is lost is counted afterwards
        for listing in listings:
            await hugues.says_now(listing.looked_up, listing.deed)
            await private.comes(_told(listing)[listing.deed])
    await home.tell_bot("!etat")


def _told(listing: Tapped) -> dict[Deed, str]:
    """What Noa is told in private of each deed."""
    return {
        Deed.RAISED: f"lève la main pour {listing.ref} ",
        Deed.TAKEN_BACK: f"retire sa main pour {listing.ref}.",
        Deed.SETTLED: f"{listing.ref} est pourvue. Avec qui ?",
    }


def _as_seen(home: Collective, private: View, listing: Tapped) -> dict[str, Any]:
    """In Granit, in Morvan and in private."""
    _, ines, hugues, _ = views(home)
    return {
        "shown": [next(deed for deed in Deed if deed in text) for text in hugues.edits(listing.looked_up)],
        "closed in Granit": ["Pourvue." in text for text in ines.edits(listing.card)],
        "told": [deed for deed, words in _told(listing).items() for _ in private.said(words)],
        "unread": [each.person.unread(each.room) for each in (ines, hugues, private)],
    }


def _as_it_is(listing: Tapped) -> dict[str, Any]:
    done = [Deed.RAISED, Deed.TAKEN_BACK] if listing.deed is Deed.TAKEN_BACK else [listing.deed]
    closed = [True] if listing.deed is Deed.SETTLED else []
    return {"shown": done, "closed in Granit": closed, "told": done, "unread": [[], [], []]}


async def _as_stored(home: Collective) -> set[tuple[str, str]]:
    """Each listing's state, as the database says."""
    await home.stop_bot()
    code, text = await run_beside(home.folder, "export")
    assert code == 0
    return {(each["ref"], each["state"]) for each in json.loads(text)["listings"]}
