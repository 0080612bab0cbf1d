"""What leaves next when much waits: whoever asked is answered before news leave, and nothing is passed over."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import event

from bot.leaving import Leaving
from bot.postman import Postman
from bot.transport import Outgoing, SlowDown
from storage.delivery import Delivery, Departure
from storage.heads import Head, Heads
from tests.inside import GRANIT, TRABOULE, Inside
from tests.test_postman import _all_are, _at_work, _until

MANY = [f"!room{number:03d}:x" for number in range(120)]


class Watch:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def tell(self) -> float:
        """As a pulse's clock."""
        self.seconds += 0.001  # a look takes a moment
        return self.seconds


async def _news(inside: Inside, rooms: Iterable[str], prefix: str = "news", urgency: str = "beside") -> None:
    async with inside.bench.transaction() as session:
        for room in rooms:
            letter = Departure(f"{prefix}:{room}", room, "text", urgency, {"body": f"{prefix} {room}"})
            await Delivery(session, inside.account_id).post(letter, inside.wall.now())


async def _look(inside: Inside, leaving: Leaving) -> list[Head]:
    async with inside.bench.transaction() as session:
        return await leaving.look(Heads(session, inside.account_id), inside.wall.now())


async def _sent(inside: Inside, leaving: Leaving, head: Head) -> None:
    async with inside.bench.transaction() as session:
        await Delivery(session, inside.account_id).sent(head.seq, "$e")
    leaving.changed(head.room_id)


async def test_whoever_asks_while_many_rooms_wait_is_answered_before_them(inside: Inside) -> None:
    await _news(inside, MANY)
    asked: list[str] = []

    class Asking:
        """Somebody asks while the first of them leaves."""

        async def deliver(self, outgoing: Outgoing) -> str:
            if not asked:
                await _news(inside, [GRANIT], "answer", "answer")
                inside.intake.answered.set()
            asked.append(outgoing.body)
            return f"$e{len(asked)}"

        async def typing(self, room_id: str, *, on: bool) -> None: ...

    inside.postman = Postman(inside.bench, inside.intake, Asking())
    async with _at_work(inside):
        await inside.hear()
        await _until(lambda: _all_are(inside, "sent"))
    assert len(asked) == len(MANY) + 1 == len(set(asked))
    assert asked.index(f"answer {GRANIT}") < len(MANY) / 2


async def test_what_is_written_between_two_whole_looks_is_seen_and_leaves_once(inside: Inside) -> None:
    watch = Watch()
    leaving = Leaving(watch.tell)
    await _news(inside, MANY[:5])
    first, *rest = await _look(inside, leaving)
    await _sent(inside, leaving, first)
    await _news(inside, [MANY[2]], "begins", "session")
    await _news(inside, [TRABOULE], "answer", "answer")
    found = await _look(inside, leaving)
    assert [head.seq for head in found] == [7, 2, 4, 5, 6]  # the answer; news; what begins stands before that room's
    assert [head.room_id for head in found] == [TRABOULE, MANY[1], MANY[3], MANY[4], MANY[2]]
    assert first.room_id not in {head.room_id for head in found} and len(rest) == 4


async def test_what_stands_behind_in_a_room_comes_once_the_first_has_left(inside: Inside) -> None:
    leaving = Leaving(Watch().tell)
    await _news(inside, MANY[:3], "one")
    await _news(inside, MANY[:1], "two")
    (first, *_) = await _look(inside, leaving)
    await _sent(inside, leaving, first)
    assert {head.seq: head.room_id for head in await _look(inside, leaving)} == {
        4: MANY[0], 2: MANY[1], 3: MANY[2]
    }  # fmt: skip


async def test_in_between_only_what_has_changed_is_asked_for(inside: Inside) -> None:
    watch = Watch()
    leaving = Leaving(watch.tell)
    await _news(inside, MANY)
    heads = await _look(inside, leaving)
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        if "GROUP BY" in statement:
            asked.append(str(parameters))

    engine = inside.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await _look(inside, leaving)
    assert len(asked) == 1 and MANY[119] in asked[0] and MANY[50] not in asked[0]  # what was written of late
    asked.clear()
    watch.seconds += 3600
    assert await _look(inside, leaving) == heads
    assert len(asked) == 1 and MANY[119] not in asked[0]  # a whole one names no room
    event.remove(engine, "before_cursor_execute", note)


async def test_a_limit_met_forgets_what_was_believed_and_nothing_is_lost_by_it(inside: Inside) -> None:
    await _news(inside, MANY[:40])
    inside.door.troubles[MANY[3]] = [SlowDown(5)]
    async with _at_work(inside):
        await inside.hear()

        async def limited() -> bool:
            async with inside.bench.transaction() as session:
                return await Delivery(session, inside.account_id).blocked_until(inside.wall.now()) is not None

        await _until(limited)
        assert len(inside.door.events) < 40
        inside.wall.forward(seconds=6)
        inside.intake.answered.set()
        await _until(lambda: _all_are(inside, "sent"))
    assert len(inside.door.events) == 40
