"""The way out of the house: order, limits, refusals, doubts; the homeserver is of paper."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.postman import Postman
from bot.transport import DeliveryRefused, DeliveryUncertain, Echo, LoginRefused, Outgoing, SlowDown
from storage.delivery import Delivery, Departure, txn_id
from storage.errors import LostLease
from storage.lease import Lease
from storage.posts import Posts
from storage.rooms import Rooms
from tests.inside import GRANIT, OFFICE, START, TRABOULE, Inside, Wall, typed

AWAY = DeliveryUncertain("HTTP 502")


async def _post(inside: Inside, *keys: str, room_id: str = GRANIT, urgency: str = "answer", **more: object) -> None:
    async with inside.bench.transaction() as session:
        for key in keys:
            fields: dict[str, object] = {"kind": "text", "content": {"body": key}, **more}
            letter = Departure(key, room_id, urgency=urgency, **fields)  # type: ignore[arg-type]
            await Delivery(session, inside.account_id).post(letter, inside.wall.now())


async def _states(inside: Inside) -> list[str]:
    return [row.state for row in await inside.outbox()]


@asynccontextmanager
async def _at_work(inside: Inside) -> AsyncIterator[asyncio.Task[None]]:
    """The postman's own loop, beside the test."""
    task = asyncio.create_task(inside.postman.run())
    yield task
    await inside.postman.stop(grace=0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _until(done: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await done():  # noqa: ASYNC110 - what is waited for stands in a table
            await asyncio.sleep(0.02)


# ── order and barrier ──


async def test_nothing_leaves_before_the_first_sync_is_committed(inside: Inside) -> None:
    await _post(inside, "one")
    async with _at_work(inside):
        for _ in range(30):  # it would have sent long before
            await inside.outbox()
        assert inside.door.attempts == []
        await inside.hear()
        await _until(lambda: _all_are(inside, "sent"))
    assert inside.door.said(GRANIT) == ["one"]


async def test_what_the_first_sync_shows_as_arrived_is_not_sent_again(inside: Inside) -> None:
    await _post(inside, "one", "two")
    async with _at_work(inside):
        await inside.hear(echoes=[Echo(txn_id("one"), "$seen")])
        await _until(lambda: _all_are(inside, "sent"))
    assert inside.door.said(GRANIT) == ["two"]


async def _all_are(inside: Inside, state: str) -> bool:
    return set(await _states(inside)) == {state}


async def test_each_room_gets_its_messages_in_the_order_they_were_written(inside: Inside) -> None:
    for index in range(6):
        await _post(inside, f"g{index}")
        await _post(inside, f"t{index}", room_id=TRABOULE)
    async with _at_work(inside):
        await inside.hear()
        await _until(lambda: _all_are(inside, "sent"))
    assert inside.door.said(GRANIT) == [f"g{index}" for index in range(6)]
    assert inside.door.said(TRABOULE) == [f"t{index}" for index in range(6)]


async def test_what_will_never_leave_does_not_hold_up_what_is_behind_it(inside: Inside) -> None:
    await _post(inside, "words")
    await _post(inside, "in", kind="enter", content={})
    async with inside.bench.transaction() as session:
        (await Rooms(session).meet(GRANIT)).joined = False
    async with _at_work(inside):
        await inside.hear()
        await _until(lambda: _are(inside, "dead", "sent"))


async def _are(inside: Inside, *states: str) -> bool:
    return await _states(inside) == list(states)


async def test_the_attempt_is_committed_before_the_request(inside: Inside) -> None:
    await _post(inside, "one")
    counted: list[int] = []

    class Watching:
        async def deliver(self, outgoing: Outgoing) -> str:
            counted.append((await inside.outbox())[0].attempts)
            return "$e"

        async def typing(self, room_id: str, *, on: bool) -> None: ...

    await Postman(inside.bench, inside.intake, Watching()).send(1)
    assert counted == [1]


async def test_what_becomes_due_later_leaves_without_being_called(inside: Inside) -> None:
    """The clock of the bench stands still between looks, so it is moved while the postman waits."""
    await _post(inside, "later", not_before=START + dt.timedelta(seconds=0.2))
    async with _at_work(inside):
        await inside.hear()
        for _ in range(30):
            await inside.outbox()
        assert inside.door.attempts == []
        inside.wall.forward(seconds=1)
        await _until(lambda: _all_are(inside, "sent"))


# ── what comes of it ──


async def test_a_limit_met_in_one_room_stops_every_room_for_as_long_as_it_says(inside: Inside) -> None:
    await _post(inside, "one")
    await _post(inside, "two", room_id=TRABOULE)
    inside.door.troubles[GRANIT] = [SlowDown(5)]
    assert await inside.postman.send_all() == 1
    await inside.postman.send(2)  # even what was already on its way to the door
    assert inside.door.events == {}
    inside.wall.forward(seconds=4.9)
    assert await inside.postman.send_all() == 0
    inside.wall.forward(seconds=0.2)
    assert await inside.postman.send_all() == 2
    assert inside.door.said(GRANIT) == ["one"] and inside.door.said(TRABOULE) == ["two"]


async def test_a_refused_message_is_dead_and_told_in_the_tisseuses_room_once(inside: Inside) -> None:
    await _post(inside, "one", "two")
    inside.door.troubles[GRANIT] = [DeliveryRefused("413 M_TOO_LARGE")]
    await inside.postman.send_all()
    assert await _states(inside) == ["dead", "sent", "sent"]
    assert inside.door.said(GRANIT) == ["two"]
    (told,) = inside.door.said(OFFICE)
    assert "413 M_TOO_LARGE" in told


async def test_a_message_that_the_tisseuses_room_refuses_is_not_told_there(inside: Inside) -> None:
    await _post(inside, "one", room_id=OFFICE)
    inside.door.troubles[OFFICE] = [DeliveryRefused("400 M_UNKNOWN")]
    await inside.postman.send_all()
    assert await _states(inside) == ["dead"]


async def test_a_reaction_that_was_there_already_counts_as_sent(inside: Inside) -> None:
    """The door gives no event id for `M_DUPLICATE_ANNOTATION`."""
    await _post(inside, "one")

    class Known:
        async def deliver(self, outgoing: Outgoing) -> str:
            return ""

        async def typing(self, room_id: str, *, on: bool) -> None: ...

    await Postman(inside.bench, inside.intake, Known()).send_all()
    (row,) = await inside.outbox()
    assert (row.state, row.event_id) == ("sent", None)


async def test_an_unclear_answer_is_tried_again_later_under_the_same_transaction_id(inside: Inside) -> None:
    await _post(inside, "one")
    inside.door.troubles[GRANIT] = [AWAY, AWAY, AWAY]
    pauses = []
    for _ in range(4):
        await inside.postman.send_all()
        hour = await inside.postman.next_hour()
        if hour is not None:
            pauses.append((hour - inside.wall.now()).total_seconds())
            inside.wall.at = hour
    assert {attempt.txn_id for attempt in inside.door.attempts} == {txn_id("one")}
    assert len(inside.door.attempts) == 4 and pauses == sorted(pauses) and len(pauses) == 3
    assert inside.door.said(GRANIT) == ["one"]


async def test_a_homeserver_that_stays_away_is_asked_at_least_every_minute_or_so_for_ever(inside: Inside) -> None:
    await _post(inside, "one")
    inside.door.troubles[GRANIT] = [AWAY] * 14
    for attempt in range(14):
        inside.intake.synced_at = inside.wall.now()
        await inside.postman.send_all()
        assert len(inside.door.attempts) == attempt + 1
        hour = await inside.postman.next_hour()
        assert hour is not None and hour - inside.wall.now() <= dt.timedelta(seconds=72)
        inside.wall.at = hour
    assert await _states(inside) == ["new"]


async def test_a_poisoned_room_never_blocks_another(inside: Inside) -> None:
    await _post(inside, "bad")
    await _post(inside, "good", room_id=TRABOULE)
    inside.door.troubles[GRANIT] = [TypeError("a bug of the door")]
    async with _at_work(inside):
        await inside.hear()
        await _until(lambda: _one_is(inside, "sent"))
        rows = await inside.outbox()
    assert inside.door.said(TRABOULE) == ["good"] and rows[0].state == "new"
    assert rows[0].error == "TypeError"  # its kind only: what it says may quote a message


async def _one_is(inside: Inside, state: str) -> bool:
    return state in await _states(inside)


@pytest.mark.parametrize("fault", [LoginRefused("the token is dead"), LostLease("epoch 1 is over")])
async def test_a_dead_token_and_a_lost_lease_stop_the_postman(inside: Inside, fault: Exception) -> None:
    await _post(inside, "one")
    inside.door.troubles[GRANIT] = [fault]
    if isinstance(fault, LostLease):
        inside.door.troubles.clear()
        await _take_over(inside)
    async with _at_work(inside) as task:
        inside.intake.caught_up.set()
        await asyncio.wait([task], timeout=20)
        assert task.done() and type(task.exception()) is type(fault)
    assert inside.door.events == {}


async def _take_over(inside: Inside) -> None:
    await inside.bench.lease.release()
    await Lease.take(inside.database, inside.account_id)


# ── doubts ──


async def test_a_doubtful_message_waits_for_a_sync_that_began_after_its_last_attempt(inside: Inside) -> None:
    await inside.hear()
    await _post(inside, "one")
    inside.door.troubles[GRANIT] = [AWAY]
    await inside.postman.send_all()
    inside.wall.forward(minutes=21)
    await inside.postman.send_all()
    assert len(inside.door.attempts) == 1  # the last sync began before the attempt: it cannot know
    inside.wall.forward(seconds=2)
    await inside.hear()
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["one"]


async def test_a_sync_that_began_while_the_attempt_was_under_way_cannot_know(inside: Inside) -> None:
    class Slow:
        async def deliver(self, outgoing: Outgoing) -> str:
            inside.wall.forward(seconds=5)
            await inside.hear()
            inside.wall.forward(seconds=5)
            raise AWAY

        async def typing(self, room_id: str, *, on: bool) -> None: ...

    await _post(inside, "one")
    await Postman(inside.bench, inside.intake, Slow()).send_all()
    inside.wall.forward(minutes=21)
    await inside.postman.send_all()
    assert inside.door.attempts == []


async def test_a_doubtful_message_that_the_sync_shows_is_settled_and_its_card_finds_its_event(inside: Inside) -> None:
    await inside.hear()
    await _post(inside, "one")
    async with inside.bench.transaction() as session:
        await Posts(session, inside.account_id).add("O1", GRANIT, "$cmd", 1)
    inside.door.troubles[GRANIT] = [AWAY]
    await inside.postman.send_all()
    inside.wall.forward(minutes=30)
    await inside.hear(echoes=[Echo(txn_id("one"), "$arrived")])
    await inside.postman.send_all()
    assert len(inside.door.attempts) == 1 and await _states(inside) == ["sent"]
    async with inside.database.transaction() as session:
        post = await Posts(session, inside.account_id).first_of("O1")
    assert post is not None and post.event_id == "$arrived"


async def test_a_message_left_in_doubt_by_another_process_waits_for_a_sync_of_this_one(inside: Inside) -> None:
    await _post(inside, "one")
    async with inside.bench.transaction() as session:
        await Delivery(session, inside.account_id).claim(1, inside.wall.now())
    inside.wall.forward(minutes=21)
    await inside.postman.send_all()
    assert inside.door.attempts == []
    await inside.hear()
    inside.wall.forward(seconds=1)
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["one"]


async def test_what_was_tried_a_moment_ago_is_no_doubt_the_homeserver_remembers(inside: Inside) -> None:
    await _post(inside, "one")
    inside.door.troubles[GRANIT] = [AWAY]
    await inside.postman.send_all()
    inside.wall.forward(minutes=2)
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["one"]


# ── quiet ──


async def test_the_posting_policy_is_asked_again_at_every_attempt(inside: Inside, wall: Wall) -> None:
    wall.at = dt.datetime(2027, 3, 1, 18, 59, tzinfo=dt.UTC)  # 19:59 in Paris
    await _post(inside, "whisper", urgency="whisper")
    inside.door.troubles[GRANIT] = [AWAY]
    await inside.postman.send_all()
    assert len(inside.door.attempts) == 1
    wall.forward(minutes=2)
    await inside.postman.send_all()
    assert len(inside.door.attempts) == 1
    (row,) = await inside.outbox()
    assert row.not_before == dt.datetime(2027, 3, 2, 7, 0, tzinfo=dt.UTC) and row.attempts == 1
    assert await inside.postman.next_hour() == row.not_before
    wall.at = row.not_before
    inside.intake.synced_at = wall.at
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["whisper"]


async def test_an_answer_is_never_held_up_by_what_waits_for_the_morning(inside: Inside, wall: Wall) -> None:
    wall.at = dt.datetime(2027, 3, 1, 22, 0, tzinfo=dt.UTC)
    await _post(inside, "whisper", urgency="whisper")
    await _post(inside, "answer")
    await inside.postman.send_all()
    assert inside.door.said(GRANIT) == ["answer"]


async def test_a_reaction_that_a_room_does_not_take_is_let_go(inside: Inside) -> None:
    await _post(inside, "hand", kind="reaction", content={"emoji": "✋", "target": "$0"})
    inside.door.troubles[GRANIT] = [DeliveryRefused("403 M_FORBIDDEN", forbidden=True)] * 2
    await inside.postman.send_all()
    inside.wall.forward(seconds=6)
    await inside.postman.send_all()
    assert await _states(inside) == ["dead"]
    assert inside.door.said(OFFICE) == []


# ── targets ──


async def test_an_edit_leaves_after_its_message_and_names_its_event(inside: Inside) -> None:
    await _post(inside, "card")
    async with inside.bench.transaction() as session:
        await Delivery(session, inside.account_id).claim(1, inside.wall.now())
    await _post(inside, "edit", kind="edit", waits_for=1)
    await inside.postman.send_all()
    assert [(event.body, event.target) for event in inside.door.events.values()] == [("card", None), ("edit", "$sent0")]


async def test_an_edit_taken_up_before_its_message_has_left_is_not_sent(inside: Inside) -> None:
    """What is next was looked up a moment ago: the last word is said when it is claimed."""
    await _post(inside, "card")
    async with inside.bench.transaction() as session:
        await Delivery(session, inside.account_id).claim(1, inside.wall.now())
    await _post(inside, "edit", kind="edit", waits_for=1)
    await inside.postman.send(2)
    assert inside.door.attempts == []
    assert [row.attempts for row in await inside.outbox()] == [1, 0]


async def test_an_edit_of_a_message_that_never_left_is_dropped_and_not_told(inside: Inside) -> None:
    await _post(inside, "card")
    async with inside.bench.transaction() as session:
        await Delivery(session, inside.account_id).claim(1, inside.wall.now())
    await _post(inside, "edit", kind="edit", waits_for=1)
    inside.door.troubles[GRANIT] = [DeliveryRefused("413 M_TOO_LARGE")]
    await inside.postman.send_all()
    assert await _states(inside) == ["dead", "dead", "sent"]
    assert len(inside.door.said(OFFICE)) == 1


# ── the end ──


async def test_a_stop_leaves_what_is_under_way_a_moment_and_starts_nothing_new(inside: Inside) -> None:
    await _post(inside, "one", "two")
    started, may_end = asyncio.Event(), asyncio.Event()

    class Slow:
        async def deliver(self, outgoing: Outgoing) -> str:
            started.set()
            await may_end.wait()
            return "$e"

        async def typing(self, room_id: str, *, on: bool) -> None: ...

    postman = Postman(inside.bench, inside.intake, Slow())
    running = asyncio.create_task(postman.run())
    await inside.hear()
    await started.wait()
    stopping = asyncio.create_task(postman.stop(grace=10))
    await asyncio.sleep(0)
    may_end.set()
    await asyncio.gather(stopping, running)
    assert await _states(inside) == ["sent", "new"]


async def test_a_command_heard_twice_is_answered_once(inside: Inside) -> None:
    for _ in range(2):
        await inside.hear(typed("!dis bonjour"))
        await inside.intake.settle()
        await inside.postman.send_all()
    assert len(inside.door.attempts) == 1
