"""A real child process killed with SIGKILL a hundred times at named points and at random, over both databases."""

from __future__ import annotations

import asyncio
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle

import pytest

from bot.app import now, open_database
from bot.config import load
from bot.crashpoints import DELIVERY_POINTS, Point
from storage.agenda import Agenda, Note
from storage.upgrade import open_account
from tests.live.collective import Collective
from tests.live.counting import NONE, settled, verdict
from tests.nursery import over

pytestmark = [pytest.mark.live, pytest.mark.slow]

CRASHES = int(os.environ.get("NAVETTE_CRASHES", "24"))  # on each database; more when asked for
ROOMS = {"Granit": ("noa", "ines"), "Traboule": ("hugues", "leila")}
_SEED = 20210414
_PATIENCE = 60.0  # seconds a process has to reach its point before it is killed from outside


@dataclass
class Run:
    """What was typed, and how the processes ended."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    hit: Counter[str] = field(default_factory=Counter)
    offers: int = 0

    def report(self, killed: int) -> str:
        """Exits by signal 9, in all and by point; what was typed."""
        points = ", ".join(f"{point} {self.hit[point]}" for point in (*DELIVERY_POINTS, "random"))
        return f"{killed} exits by signal 9 ({points}); {sum(map(len, self.typed.values()))} commands"


async def test_killed_again_and_again_nothing_is_lost_twice_or_out_of_order(
    collective: Collective, tell: Callable[[str], None]
) -> None:
    chance, run = random.Random(_SEED), Run()
    await collective.start_bot()
    for name, members in ROOMS.items():
        run.typed[await collective.open_ilot(name, *members)] = []
    await collective.stop_bot()
    for point in _plan(chance):
        await _crash(collective, run, point, chance)
    await collective.start_bot()
    await settled(collective, run.typed)
    tell(run.report(collective.killed))
    assert collective.killed >= CRASHES
    assert all(run.hit[point] for point in DELIVERY_POINTS), run.hit
    assert verdict(collective, run.typed) == NONE
    assert _references(collective, run) == list(range(1, run.offers + 1))


def _plan(chance: random.Random) -> Iterator[Point | None]:
    """Named points in turn, and every third time anywhere."""
    named = cycle(DELIVERY_POINTS)
    for index in range(CRASHES):
        yield None if index % 3 == 2 else next(named)


async def _crash(collective: Collective, run: Run, point: Point | None, chance: random.Random) -> None:
    """One life of the bot: people type before it starts and while it lives, until it is killed."""
    await _type(collective, run, chance, 2)
    if point == "rung":
        await _leave_a_note(collective)
    crash_at = {} if point is None else {"NAVETTE_CRASH_AT": f"{point}:{chance.randint(1, 3)}"}
    await collective.start_bot(**crash_at)
    await _type(collective, run, chance, 1)
    assert collective.process is not None
    try:
        async with asyncio.timeout(_PATIENCE if point else chance.uniform(0.8, 3.5)):
            await over(collective.process)
    except TimeoutError:
        point = None
    await collective.kill_bot()
    run.hit[point or "random"] += 1


async def _type(collective: Collective, run: Run, chance: random.Random, each: int) -> None:
    for room, (who, _) in zip(run.typed, ROOMS.values(), strict=True):
        for _ in range(each):
            run.offers += 1
            run.typed[room].append(await collective.people[who].say(room, f"!offre numéro {run.offers} vendredi"))
        if chance.random() < 0.3:  # a refusal is an answer too
            run.typed[room].append(await collective.people[who].say(room, "!voir O99999"))


async def _leave_a_note(collective: Collective) -> None:
    """Something for the clock, due at once; three, so that the second and third ring can be its last."""
    config = load(collective.folder / "config.toml")
    async with open_database(config) as database, database.transaction() as session:
        account = await open_account(session, collective.bot_id)
        agenda = Agenda(session, account.id, config.time_zone)
        for index in range(3):
            await agenda.wake_me(now(), Note("housekeeping", f"crash:{index}"))


def _references(collective: Collective, run: Run) -> list[int]:
    """The numbers of the offers as people saw them: each effect once, none skipped."""
    seen: list[int] = []
    for room in run.typed:
        bodies = [body for _, body in collective.answers(collective.watchers[room], room)]
        seen += [int(found[1]) for body in bodies if (found := re.match(r"O(\d+) · numéro", body))]
    return sorted(seen)
