"""Milestones and steering committees: kept, found, given out as they came in."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from storage.committees import Committees, CommitteeState, LineKind
from storage.courrier import Edition
from storage.database import Database
from storage.errors import CommitteeIsOver, UnknownCommittee, UnknownLine
from storage.milestones import Milestones
from storage.values import Ref
from tests.test_interchange import TEXT, changed, given_out, take_in

AT = dt.datetime(2021, 6, 7, 7, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


async def test_points_and_minutes_make_the_round_trip_and_are_absent_where_there_are_none(database: Database) -> None:
    said = {"points": ["le fonds", "les îlots"], "minutes": "Tout le monde était là."}
    await take_in(database, changed(lambda value: value["steering_committees"][1].update(said)))
    found = json.loads(await given_out(database))["steering_committees"]
    assert list(found[1]) == ["ref", "on", "state", "decisions", "points", "minutes"]
    assert found[1]["points"] == said["points"]
    assert list(found[0]) == list(found[2]) == ["ref", "on", "state", "decisions"]


async def test_new_committees_come_after_the_imported_ones(database: Database) -> None:
    await take_in(database, TEXT)
    async with database.transaction() as session:
        made = await Committees(session).plan(dt.date(2021, 6, 3))
        assert str(made.ref) == "P4"
        assert [str(each.ref) for each in await Committees(session).planned()] == ["P4", "P2", "P3"]


async def test_milestones_of_some_days_are_those_that_touch_them(database: Database) -> None:
    await take_in(database, TEXT)
    async with database.transaction() as session:
        april = await Milestones(session).between(dt.date(2021, 4, 1), dt.date(2021, 4, 30))
        edge = await Milestones(session).between(dt.date(2021, 4, 30), dt.date(2021, 5, 1))
    assert [str(each.ref) for each in april] == ["J5"]
    assert [str(each.ref) for each in edge] == ["J5", "J6"]


async def test_the_next_committee_is_the_next_one_planned_and_the_last_one_was_not_cancelled(
    database: Database,
) -> None:
    await take_in(database, TEXT)
    async with database.transaction() as session:
        shelf = Committees(session)
        second = await shelf.by_ref(Ref("P", 2))
        assert await shelf.next_from(second.on) is second
        second.cancel()
        await session.flush()
        following, last = await shelf.next_from(dt.date(2021, 6, 1)), await shelf.last_until(second.on)
    assert str(following.ref if following else None) == "P3"
    assert str(last.ref if last else None) == "P1"


async def test_what_is_over_is_neither_moved_nor_cancelled(database: Database) -> None:
    async with database.transaction() as session:
        made = await Committees(session).plan(dt.date(2021, 6, 3))
        made.hold()
        for change in (made.cancel, lambda: made.move(dt.date(2021, 6, 4))):
            with pytest.raises(CommitteeIsOver):
                change()
        assert made.state == CommitteeState.HELD


async def test_a_decision_is_told_in_one_courrier_and_no_other(database: Database) -> None:
    async with database.transaction() as session:
        shelf = Committees(session)
        made = await shelf.plan(dt.date(2021, 6, 3))
        line = await shelf.add(made, LineKind.DECISION, "on continue", AT)
        await shelf.add(made, LineKind.POINT, "le fonds")
        spans = [(AT - HOUR, AT - HOUR / 2), (AT - HOUR, AT), (AT, AT + HOUR)]
        told = [await shelf.told_in(Edition((1,), since, until, 10)) for since, until in spans]
    assert told == [[], [(line, made)], []]


async def test_unknown_names_are_refused(database: Database) -> None:
    async with database.transaction() as session:
        for ref in (Ref("P", 7), Ref("O", 1)):
            with pytest.raises(UnknownCommittee):
                await Committees(session).by_ref(ref)
        with pytest.raises(UnknownLine):
            await Committees(session).line(Ref("D", 1))
