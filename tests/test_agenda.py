"""Notes the bot leaves itself: each once at its local hour, whatever the clock on the wall does meanwhile."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.clock import Clock
from bot.pulse import Loop
from storage.agenda import Agenda, AgendaRow, Note
from storage.database import Database
from storage.errors import LostLease
from storage.ilots import Ilots
from storage.lease import Lease
from storage.recurrence import Recurrence
from tests.inside import GRANIT, OFFICE, PARIS, Inside, Wall, migrated, open_inside

HALF_PAST_TWO = Recurrence(dt.date(2027, 1, 1), dt.time(2, 30), 1)
HOUR = dt.timedelta(hours=1)


def _utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


async def _leave(inside: Inside, at: dt.datetime, note: Note) -> None:
    async with inside.bench.transaction() as session:
        await Agenda(session, inside.account_id, PARIS).wake_me(at, note)


async def _leave_every(inside: Inside, rule: Recurrence, note: Note) -> None:
    async with inside.bench.transaction() as session:
        await Agenda(session, inside.account_id, PARIS).wake_me_every(rule, note, inside.wall.now())


async def _note(inside: Inside) -> AgendaRow | None:
    async with inside.database.transaction() as session:
        return await session.get(AgendaRow, 1)


async def _ring(inside: Inside) -> None:
    while await inside.intake.ring():
        pass


async def _live(inside: Inside, until: dt.datetime, step: dt.timedelta = dt.timedelta(minutes=30)) -> None:
    """The wall clock goes on, and the bot looks at it now and then."""
    while inside.wall.at < until:
        inside.wall.at += step
        await _ring(inside)


# ── once ──


async def test_a_single_note_rings_once_and_goes(inside: Inside, wall: Wall) -> None:
    await _leave(inside, wall.at + HOUR, Note("chime", "k", {"text": "ding"}))
    assert await inside.intake.next_note() == wall.at + HOUR
    await _ring(inside)
    assert await inside.outbox() == []
    wall.forward(hours=1)
    await _ring(inside)
    await _ring(inside)
    assert len(await inside.bodies(GRANIT)) == 1
    assert await inside.intake.next_note() is None


async def test_a_note_left_again_moves(inside: Inside, wall: Wall) -> None:
    await _leave(inside, wall.at + HOUR, Note("chime", "k", {"text": "first"}))
    await _leave(inside, wall.at + 2 * HOUR, Note("chime", "k", {"text": "second"}))
    wall.forward(hours=1)
    await _ring(inside)
    assert await inside.outbox() == []
    wall.forward(hours=1)
    await _ring(inside)
    (body,) = await inside.bodies(GRANIT)
    assert "second" in body


async def test_a_note_that_leaves_itself_again_while_it_rings_rings_again(inside: Inside, wall: Wall) -> None:
    await _leave(inside, wall.at, Note("relay", "relay"))
    await _ring(inside)
    assert await inside.intake.next_note() == wall.at + HOUR
    wall.forward(hours=1)
    await _ring(inside)
    assert len(await inside.bodies(GRANIT)) == 2


async def test_notes_ring_in_the_order_of_their_hours(inside: Inside, wall: Wall) -> None:
    for text, minutes in (("c", 3), ("a", 1), ("b", 2)):
        await _leave(inside, wall.at + dt.timedelta(minutes=minutes), Note("chime", text, {"text": f"ding {text}"}))
    wall.forward(hours=1)
    await _ring(inside)
    assert [body.split("ding ")[1][0] for body in await inside.bodies(GRANIT)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("start", "rounds"),
    [
        ("2027-03-27T00:00", ["2027-03-27T02:30", "2027-03-28T03:30", "2027-03-29T02:30"]),  # 2:30 does not exist
        ("2027-10-30T00:00", ["2027-10-30T02:30", "2027-10-31T02:30", "2027-11-01T02:30"]),  # 2:30 exists twice
    ],
)
async def test_a_nightly_note_rings_once_a_night_across_a_change_of_clocks(
    inside: Inside, wall: Wall, start: str, rounds: list[str]
) -> None:
    wall.at = _utc(start)
    await _leave_every(inside, HALF_PAST_TWO, Note("chime", "k"))
    await _live(inside, wall.at + dt.timedelta(days=3))
    assert [row.dedupe_key for row in await inside.outbox()] == [f"rem:1:{local}:0" for local in rounds]


async def test_a_known_rule_keeps_its_hour_at_every_start(inside: Inside, wall: Wall) -> None:
    await _leave_every(inside, HALF_PAST_TWO, Note("chime", "k"))
    first = await inside.intake.next_note()
    wall.forward(days=3)  # it was down when the hour struck
    await _leave_every(inside, HALF_PAST_TWO, Note("chime", "k"))
    assert await inside.intake.next_note() == first
    await _ring(inside)
    assert len(await inside.outbox()) == 1


# ── clocks that jump ──


async def test_a_clock_that_jumps_ahead_rings_once_and_goes_on_from_there(inside: Inside, wall: Wall) -> None:
    await _leave_every(inside, HALF_PAST_TWO, Note("chime", "k"))
    wall.forward(days=40)
    await _ring(inside)
    assert len(await inside.outbox()) == 1
    due = await inside.intake.next_note()
    assert due is not None and wall.at < due <= wall.at + dt.timedelta(days=1)


async def test_a_running_clock_sees_the_wall_jump_ahead_and_back_by_hours(
    inside: Inside, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No scheduler is told of it: the loop looks by a clock of its own, and goes round all the while."""
    monkeypatch.setattr("bot.clock.TICK", 0.05)
    for hours in (1, 5):
        await _leave(inside, wall.at + hours * HOUR, Note("chime", f"k{hours}"))
    running = asyncio.create_task(Clock(inside.intake, inside.bench.pulse).run())
    try:
        for jump, said in ((2, 1), (-8, 1), (7, 1), (6, 2), (-12, 2), (24, 2)):
            wall.forward(hours=jump)
            inside.bench.pulse.begin()
            await asyncio.sleep(0.6)
            assert len(await inside.outbox()) == said
            assert Loop.CLOCK in inside.bench.pulse.ages()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_clock_that_is_set_back_repeats_nothing(inside: Inside, wall: Wall) -> None:
    await _leave_every(inside, HALF_PAST_TWO, Note("chime", "k"))
    await _live(inside, wall.at + dt.timedelta(days=2))
    wall.forward(days=-2)
    await _live(inside, wall.at + dt.timedelta(days=2))
    assert len(await inside.outbox()) == 2


async def test_an_hour_that_was_served_is_not_served_again_when_its_row_is_rewound(inside: Inside, wall: Wall) -> None:
    await _leave_every(inside, HALF_PAST_TWO, Note("chime", "k"))
    served = await inside.intake.next_note()
    assert served is not None
    wall.at = served
    await _ring(inside)
    async with inside.bench.transaction() as session:
        (await session.get_one(AgendaRow, 1)).next_due = served
    await _ring(inside)
    assert len(await inside.outbox()) == 1
    assert await inside.intake.next_note() == served + dt.timedelta(days=1)


async def test_what_an_hour_has_done_is_not_done_again_when_its_row_is_rewound(inside: Inside, wall: Wall) -> None:
    """What it says has a key of its own; what it does has none."""
    await _leave_every(inside, HALF_PAST_TWO, Note("found", "k"))
    for _ in range(2):
        wall.at = dt.datetime(2027, 3, 2, 1, 30, tzinfo=dt.UTC)  # 2:30 in Paris
        async with inside.bench.transaction() as session:
            (await session.get_one(AgendaRow, 1)).next_due = wall.at
        await _ring(inside)
    async with inside.database.transaction() as session:
        assert len(await Ilots(session).all()) == 1


# ── missed ──


@pytest.mark.parametrize(("hours", "said"), [(1.9, 1), (2.1, 0)])
async def test_what_was_missed_is_said_once_while_it_is_useful_and_dropped_when_it_is_stale(
    inside: Inside, wall: Wall, hours: float, said: int
) -> None:
    await _leave(inside, wall.at, Note("chime", "k", useful_for=2 * HOUR))
    wall.forward(hours=hours)
    await _ring(inside)
    assert len(await inside.outbox()) == said
    assert await inside.intake.next_note() is None


async def test_a_stale_round_is_dropped_and_the_next_one_is_said(inside: Inside, wall: Wall) -> None:
    await _leave_every(inside, HALF_PAST_TWO, Note("chime", "k", useful_for=2 * HOUR))
    wall.forward(days=3)
    await _ring(inside)
    assert await inside.outbox() == []
    await _live(inside, wall.at + dt.timedelta(days=1))
    assert len(await inside.outbox()) == 1


# ── faults ──


async def test_a_note_that_fails_three_times_is_paused_and_told_and_the_others_ring(inside: Inside, wall: Wall) -> None:
    await _leave(inside, wall.at, Note("broken", "b", {"text": "palimpseste"}))
    await _leave(inside, wall.at, Note("chime", "k"))
    with capture_logs() as lines:
        await _ring(inside)
    assert [line["attempt"] for line in lines] == [1, 2, 3] and "palimpseste" not in str(lines)
    paused = await _note(inside)
    assert paused is not None and paused.next_due is None
    (told,) = await inside.bodies(OFFICE)
    assert str(lines[-1]["ref"]) in told and "palimpseste" not in told
    assert len(await inside.bodies(GRANIT)) == 1
    assert await inside.intake.ring() == 0


async def test_a_note_that_nobody_knows_any_more_is_paused(inside: Inside, wall: Wall) -> None:
    await _leave(inside, wall.at, Note("of another version", "k"))
    await _ring(inside)
    paused = await _note(inside)
    assert paused is not None and paused.next_due is None


async def test_a_paused_rule_gets_another_chance_at_the_next_start(inside: Inside, wall: Wall) -> None:
    await _leave_every(inside, HALF_PAST_TWO, Note("broken", "k", {"text": "x"}))
    wall.forward(days=1)
    await _ring(inside)
    await _leave_every(inside, HALF_PAST_TWO, Note("broken", "k", {"text": "x"}))
    row = await _note(inside)
    assert row is not None and row.next_due is not None and row.attempts == 0


async def test_housekeeping_empties_the_log_of_what_it_erased(tmp_path: Path, wall: Wall) -> None:
    async with migrated(f"sqlite:///{tmp_path}/navette.db") as database:
        inside = await open_inside(database, wall)
        await _leave(inside, wall.at, Note("housekeeping", "housekeeping"))
        log = tmp_path / "navette.db-wal"
        assert _size(log) > 0
        await _ring(inside)
        assert _size(log) == 0


def _size(file: Path) -> int:
    return file.stat().st_size


# ── the scheduler only wakes us ──


class WallOfTheRoom(Wall):
    """The real one."""

    def now(self) -> dt.datetime:
        """Aware, UTC."""
        return dt.datetime.now(dt.UTC)


@pytest.fixture
async def ticking(database: Database) -> AsyncIterator[Inside]:
    """A bot whose clock runs, beside the test."""
    inside = await open_inside(database, WallOfTheRoom())
    running = asyncio.create_task(Clock(inside.intake, inside.bench.pulse).run())
    await asyncio.sleep(0.1)
    yield inside
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def _rung(inside: Inside, count: int) -> None:
    async with asyncio.timeout(15):  # the safety tick comes after 30 s: it is not what wakes us here
        while len(await inside.outbox()) < count:  # noqa: ASYNC110 - what is waited for stands in a table
            await asyncio.sleep(0.02)


async def test_the_clock_wakes_at_the_next_hour_and_at_one_left_meanwhile(ticking: Inside) -> None:
    now = ticking.wall.now()
    await _leave(ticking, now + dt.timedelta(days=1), Note("chime", "tomorrow"))
    await _leave(ticking, now + dt.timedelta(seconds=0.4), Note("relay", "relay"))
    ticking.intake.noted.set()  # as the intake does when a handler left a note
    await _rung(ticking, 1)
    await _leave(ticking, ticking.wall.now() + dt.timedelta(seconds=0.4), Note("chime", "soon"))
    ticking.intake.noted.set()
    await _rung(ticking, 2)


async def test_the_clock_stops_when_the_lease_is_lost(inside: Inside, wall: Wall) -> None:
    await _leave(inside, wall.at, Note("chime", "k"))
    await inside.bench.lease.release()
    await Lease.take(inside.database, inside.account_id)
    with pytest.raises(LostLease):
        await asyncio.wait_for(Clock(inside.intake, inside.bench.pulse).run(), 15)
    assert await inside.outbox() == []
