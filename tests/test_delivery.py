"""Inbox and outbox as tables: each event once, each message once, in order per room, kept no longer than needed."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import IntegrityError

from storage.database import Database, Session
from storage.delivery import Arrival, Delivery, Departure, txn_id
from storage.echoes import Echoes
from storage.heads import Head
from storage.letters import InboxRow, OutboxRow
from storage.queues import Queues
from storage.rooms import Rooms
from storage.upgrade import open_account
from tests.inside import GRANIT, PRIVATE, START, TRABOULE, Inside, typed


@pytest.fixture
async def session(database: Database) -> AsyncIterator[Session]:
    async with database.transaction() as opened:
        yield opened


@pytest.fixture
async def delivery(session: Session) -> Delivery:
    return Delivery(session, (await open_account(session, "@navette:x")).id)


@pytest.fixture
async def queues(session: Session, delivery: Delivery) -> Queues:
    return Queues(session, (await delivery.account()).id)


def _arrival(event_id: str) -> Arrival:
    return Arrival(event_id, "!a", "@noa:x", {"body": "bonjour"}, START)


def _letter(key: str, room_id: str = "!a", **more: object) -> Departure:
    fields: dict[str, object] = {"kind": "text", "urgency": "answer", "content": {"body": key}, **more}
    return Departure(key, room_id, **fields)  # type: ignore[arg-type]


async def _heads(delivery: Delivery, now: dt.datetime = START) -> list[int]:
    return [head.seq for head in await delivery.heads(now)]


def _in(**delta: float) -> dt.datetime:
    return START + dt.timedelta(**delta)


# ── inbox ──


async def test_the_same_event_is_kept_once(delivery: Delivery) -> None:
    assert await delivery.keep([_arrival("$1"), _arrival("$2"), _arrival("$1")], START) == [1, 2]
    assert len(await delivery.keep([_arrival("$2"), _arrival("$3")], START)) == 1
    assert len(await delivery.waiting()) == 3


async def test_an_event_stays_known_when_it_is_done_and_its_text_is_gone(delivery: Delivery) -> None:
    await delivery.keep([_arrival("$1")], START)
    (seq,) = await delivery.waiting()
    row = await delivery.arrival(seq)
    assert row is not None
    await delivery.done(row, "answered")
    assert row.body is None
    assert await delivery.waiting() == [] and await delivery.arrival(seq) is None
    assert await delivery.keep([_arrival("$1")], START) == []
    assert await delivery.knows_event("$1") and not await delivery.knows_event("$2")


async def test_what_waits_is_handled_in_the_order_it_came(delivery: Delivery) -> None:
    await delivery.keep([_arrival(f"${index}") for index in (3, 1, 2)], START)
    rows = [await delivery.arrival(seq) for seq in await delivery.waiting()]
    assert [row.event_id for row in rows if row] == ["$3", "$1", "$2"]


async def test_many_at_once_are_kept_one_by_one_and_everybody_else_has_a_turn_between_them(delivery: Delivery) -> None:
    turns, seen = itertools.count(), []

    async def somebody_else() -> None:
        while True:
            next(turns)
            await asyncio.sleep(0)

    def arrivals() -> Iterator[Arrival]:
        for index in range(5):
            seen.append(next(turns))
            yield _arrival(f"${index}")

    other = asyncio.create_task(somebody_else())
    await delivery.keep(arrivals(), START)
    other.cancel()
    assert all(later > sooner + 1 for sooner, later in itertools.pairwise(seen)), seen


async def test_of_what_people_write_only_what_is_for_the_bot_leaves_a_row(inside: Inside) -> None:
    await inside.hear(
        typed("Bonjour à tous, qui vient jeudi ?", "$chat"),
        typed("Le cdi ! dis-moi", "$inside"),
        typed("oui", "$yes"),
        typed("!dis bonjour", "$command"),
        typed("bonjour", "$private", PRIVATE),
    )
    async with inside.database.transaction() as session:
        known = (await session.scalars(text("SELECT event_id FROM inbox ORDER BY seq"))).all()
    assert list(known) == ["$command", "$private"]


async def test_an_answer_to_an_open_question_is_kept_once_and_only_in_its_thread(inside: Inside) -> None:
    await inside.hear(typed("!demande laquelle ?", "$ask"))
    await inside.intake.settle()
    await inside.hear(typed("la deuxième", "$beside"), typed("la deuxième", "$answer", thread="$ask"))
    await inside.intake.settle()
    await inside.hear(typed("et puis", "$later", thread="$ask"))
    async with inside.database.transaction() as session:
        known = (await session.scalars(text("SELECT event_id FROM inbox ORDER BY seq"))).all()
    assert list(known) == ["$ask", "$answer"]
    assert "la deuxième" in (await inside.bodies(GRANIT))[1]


# ── outbox ──


async def test_the_same_key_is_the_same_message(delivery: Delivery) -> None:
    first = await delivery.post(_letter("reply:$1:0"), START)
    assert await delivery.post(_letter("reply:$1:0", "!elsewhere"), START) == first
    assert await delivery.post(_letter("reply:$1:1"), START) != first


async def test_the_tables_themselves_refuse_a_second_message_of_one_key(delivery: Delivery, session: Session) -> None:
    await delivery.post(_letter("k"), START)
    row = await delivery.departure(1)
    assert row is not None
    twin = {column.key: getattr(row, column.key) for column in OutboxRow.__table__.columns if column.key != "seq"}
    savepoint = await session.begin_nested()
    with pytest.raises(IntegrityError):
        await session.execute(insert(OutboxRow).values(twin | {"txn_id": "another"}))
    await savepoint.rollback()
    savepoint = await session.begin_nested()
    with pytest.raises(IntegrityError):
        await session.execute(insert(OutboxRow).values(twin | {"dedupe_key": "another"}))
    await savepoint.rollback()


def test_a_transaction_id_is_the_same_in_every_process_and_differs_by_key() -> None:
    assert txn_id("reply:$1:0") == "5ff2e4436b27b21df8a1f1aa39372a683569a541"
    assert len({txn_id(f"reply:${index}:0") for index in range(1000)}) == 1000


async def test_only_the_oldest_message_of_each_room_leaves(delivery: Delivery) -> None:
    for key, room in (("1", "!a"), ("2", "!b"), ("3", "!a"), ("4", "!b")):
        await delivery.post(_letter(key, room), START)
    assert await delivery.heads(START) == [Head(1, "!a"), Head(2, "!b")]
    await delivery.sent(1, "$e")
    assert await _heads(delivery) == [2, 3]


async def test_a_message_that_is_tried_again_later_holds_up_its_room_and_no_other(delivery: Delivery) -> None:
    for key, room in (("1", "!a"), ("2", "!a"), ("3", "!b")):
        await delivery.post(_letter(key, room), START)
    await delivery.uncertain(1, START, _in(seconds=10), "HTTP 502")
    assert await _heads(delivery) == [3]
    assert await delivery.next_hour(START) == _in(seconds=10)
    assert await _heads(delivery, _in(seconds=10)) == [1, 3]


async def test_a_message_that_waits_for_its_hour_lets_the_others_pass(delivery: Delivery) -> None:
    await delivery.post(_letter("1", not_before=_in(hours=8)), START)
    await delivery.post(_letter("2"), START)
    assert await _heads(delivery) == [2]
    assert await delivery.next_hour(START) == _in(hours=8)
    assert await _heads(delivery, _in(hours=8)) == [1]


async def test_the_next_hour_counts_a_row_that_was_tried_before_and_is_held_now(delivery: Delivery) -> None:
    await delivery.post(_letter("1"), START)
    await delivery.uncertain(1, START, _in(seconds=1), "HTTP 502")
    await delivery.hold(1, _in(hours=9))
    assert await delivery.next_hour(_in(seconds=2)) == _in(hours=9)


async def test_what_is_sent_or_dead_waits_for_nothing(delivery: Delivery) -> None:
    for key in ("1", "2"):
        await delivery.post(_letter(key, not_before=_in(hours=1)), START)
    await delivery.sent(1, "$e")
    await delivery.dead(2, "403")
    assert await delivery.next_hour(START) is None
    assert await _heads(delivery, _in(days=1)) == []


async def test_a_claim_counts_the_attempt_and_remembers_the_first(delivery: Delivery) -> None:
    await delivery.post(_letter("1"), START)
    await delivery.claim(1, START)
    row = await delivery.claim(1, _in(minutes=5))
    assert row is not None
    assert (row.attempts, row.first_attempt_at, row.last_attempt_at) == (2, START, _in(minutes=5))
    await delivery.sent(1, "$e")
    assert await delivery.claim(1, _in(minutes=6)) is None


async def test_what_is_settled_stays_settled(delivery: Delivery) -> None:
    await delivery.post(_letter("1"), START)
    await delivery.sent(1, "$e")
    await delivery.dead(1, "403")
    await delivery.uncertain(1, START, START, "late")
    row = await delivery.departure(1)
    assert row is not None and (row.state, row.event_id, row.error) == ("sent", "$e", None)


async def test_an_echo_settles_its_row_once_and_a_foreign_one_nothing(session: Session, delivery: Delivery) -> None:
    await delivery.post(_letter("1"), START)
    own, echoes = (txn_id("1"), "$e"), Echoes(session, (await delivery.account()).id)
    assert await echoes.settle([("foreign", "$x"), own]) == [(1, "$e")]
    assert await echoes.settle([own]) == []
    assert await delivery.heads(START) == []


async def test_the_rate_limit_of_the_account_is_never_shortened(delivery: Delivery) -> None:
    await delivery.block_until(_in(seconds=30))
    await delivery.block_until(_in(seconds=5))
    assert await delivery.blocked_until(START) == _in(seconds=30)
    assert await delivery.blocked_until(_in(seconds=30)) is None


async def test_where_the_bot_may_not_speak_words_wait_and_an_invitation_is_answered(
    delivery: Delivery, session: Session
) -> None:
    (await Rooms(session).meet("!a")).may_speak = False
    await delivery.post(_letter("1"), START)
    await delivery.post(_letter("2", kind="enter"), START)
    assert await _heads(delivery) == [2]


# ── edits ──


async def _edit(delivery: Delivery, key: str, body: str, of: int) -> int:
    edit = _letter(key, kind="edit", content={"body": body, "thread": None}, waits_for=of)
    return await delivery.post(edit, START)


async def _content(delivery: Delivery, seq: int) -> dict[str, object]:
    row = await delivery.departure(seq)
    assert row is not None and row.content is not None
    return row.content


async def test_an_edit_of_what_was_never_tried_replaces_its_words_and_keeps_its_place(delivery: Delivery) -> None:
    card = await delivery.post(_letter("1", content={"body": "O1 ouverte", "thread": "$t"}), START)
    assert await _edit(delivery, "e1", "O1 pourvue", of=card) == card
    assert await _content(delivery, card) == {"body": "O1 pourvue", "thread": "$t"}


async def test_an_edit_of_what_may_have_left_is_a_message_of_its_own_that_waits_for_it(delivery: Delivery) -> None:
    card = await delivery.post(_letter("1"), START)
    await delivery.claim(card, START)
    edit = await _edit(delivery, "e1", "pourvue", of=card)
    await delivery.post(_letter("3"), START)
    assert edit != card and await _heads(delivery) == [card]
    await delivery.sent(card, "$card")
    assert await _heads(delivery) == [edit]


async def test_several_waiting_edits_of_one_message_become_one(delivery: Delivery) -> None:
    card = await delivery.post(_letter("1"), START)
    await delivery.sent(card, "$card")
    first = await _edit(delivery, "e1", "une main", of=card)
    assert await _edit(delivery, "e2", "deux mains", of=card) == first
    assert (await _content(delivery, first))["body"] == "deux mains"
    await delivery.claim(first, START)
    assert await _edit(delivery, "e3", "trois mains", of=card) != first


async def test_an_edit_whose_target_waits_for_its_hour_holds_up_nobody(delivery: Delivery) -> None:
    card = await delivery.post(_letter("1"), START)
    await delivery.claim(card, START)
    edit = await _edit(delivery, "e1", "pourvue", of=card)
    await delivery.hold(card, _in(hours=8))
    last = await delivery.post(_letter("3"), START)
    assert edit != card and await _heads(delivery) == [last]


# ── housekeeping ──


async def test_texts_go_when_they_have_served_and_ids_when_they_are_old(
    delivery: Delivery, queues: Queues, session: Session
) -> None:
    await delivery.keep([_arrival("$poison"), _arrival("$new")], START)
    for _ in range(3):
        await delivery.failed(1)
    await delivery.post(_letter("sent"), START)
    await delivery.post(_letter("waiting"), START)
    await delivery.claim(1, _in(hours=1))
    await delivery.sent(1, "$e")

    async def state(day: float) -> tuple[bool, bool, int, int]:
        await queues.sweep(_in(days=day))
        session.expire_all()
        poison, sent = await session.get(InboxRow, 1), await delivery.departure(1)
        counts = [await session.scalar(text(f"SELECT count(*) FROM {table}")) for table in ("inbox", "outbox")]
        return bool(poison and poison.body), bool(sent and sent.content), counts[0] or 0, counts[1] or 0

    assert await state(1.01) == (True, True, 2, 2)  # it left an hour later than it was written
    assert await state(1.05) == (True, False, 2, 2)
    assert await state(7.1) == (False, False, 2, 2)
    assert await state(89) == (False, False, 2, 2)
    assert await state(90.1) == (False, False, 1, 1)
    assert (await _content(delivery, 2))["body"] == "waiting"  # what still waits is never swept


async def test_a_number_is_never_used_again_after_the_oldest_rows_went(delivery: Delivery, queues: Queues) -> None:
    await delivery.post(_letter("1"), START)
    await delivery.sent(1, "$e")
    await queues.sweep(_in(days=100))
    assert await delivery.departure(1) is None
    assert await delivery.post(_letter("2"), START) == 2


async def test_a_message_to_a_room_that_is_not_head_is_counted_once_in_the_figures(
    delivery: Delivery, queues: Queues
) -> None:
    await delivery.keep([_arrival("$1")], START)
    for key in ("1", "2", "3"):
        await delivery.post(_letter(key, TRABOULE), START)
    await delivery.dead(3, "403")
    wanted = {"inbox_waiting": 1, "inbox_poison": 0, "outbox_waiting": 2, "outbox_dead": 1}
    assert await queues.figures() == wanted


# ── a long past ──


async def test_a_long_past_does_not_slow_down_what_leaves_next(
    delivery: Delivery, session: Session, database: Database
) -> None:
    await _fill(session, 20_000)
    for key, room in (("1", "!a"), ("2", "!b")):
        await delivery.post(_letter(key, room), START)
    with _listening(database) as statements:
        assert [head.room_id for head in await delivery.heads(START)] == ["!a", "!b"]
        await delivery.next_hour(START)
    for statement, parameters in list(statements):
        plan = await _plan(session, statement, parameters)
        assert "ix_outbox_state" in plan, plan
        assert not re.search(r"SCAN outbox(?!.*USING)|Seq Scan on outbox", plan), plan


async def _fill(session: Session, count: int) -> None:
    """A past of sent messages in a hundred rooms, made by the engine itself."""
    await session.execute(
        text(
            "INSERT INTO outbox (account_id, room_id, dedupe_key, txn_id, kind, urgency, state, attempts, created_at) "
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
            "SELECT 1, '!' || (i % 99), 'o' || i, 'o' || i, 'text', 'answer', 'sent', 1, '2021-01-01 00:00' FROM n"
        )
    )
    if session.get_bind().dialect.name == "postgresql":  # by itself, sooner or later; SQLite only when asked
        await session.execute(text("ANALYZE outbox"))


@contextmanager
def _listening(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """What is really asked of the engine."""
    heard: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        heard.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", hear)
    yield heard
    event.remove(database.engine.sync_engine, "before_cursor_execute", hear)


async def _plan(session: Session, statement: str, parameters: Any) -> str:
    explain = "EXPLAIN QUERY PLAN" if session.get_bind().dialect.name == "sqlite" else "EXPLAIN"
    connection = await session.connection()
    rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
    return "\n".join(str(row[-1]) for row in rows)
