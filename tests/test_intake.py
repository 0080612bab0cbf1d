"""One event, one transaction: what a command did and what it answers are committed together, or neither."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import replace

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from bot.dispatch import Outcome
from bot.transport import Batch, Heard, Member
from storage.crypto import KeyRow, Keys
from storage.delivery import Arrival, Delivery
from storage.errors import LostLease
from storage.ilots import Ilots
from storage.lease import Lease
from storage.letters import Account, InboxRow
from storage.people import People
from tests.inside import BOT, GRANIT, NOA, OFFICE, START, Inside, typed

TYPED = "palimpseste vermillon"


async def _inbox(inside: Inside) -> list[InboxRow]:
    async with inside.database.transaction() as session:
        return list(await session.scalars(select(InboxRow).order_by(InboxRow.seq)))


async def _slugs(inside: Inside) -> list[str]:
    async with inside.database.transaction() as session:
        return [ilot.slug for ilot in await Ilots(session).all()]


# ── receiving ──


async def test_a_sync_and_its_token_are_committed_together(inside: Inside) -> None:
    await inside.hear(typed("!dis bonjour"))
    async with inside.database.transaction() as session:
        assert (await session.get_one(Account, inside.account_id)).sync_token == "t1"
    assert [row.event_id for row in await _inbox(inside)] == ["$1"]


async def test_a_sync_that_cannot_be_kept_moves_no_token(inside: Inside) -> None:
    async with inside.database.transaction() as session:
        await session.execute(text("ALTER TABLE inbox RENAME TO elsewhere"))
    with pytest.raises(DBAPIError):
        await inside.hear(typed("!dis bonjour"))
    async with inside.database.transaction() as session:
        await session.execute(text("ALTER TABLE elsewhere RENAME TO inbox"))
        assert (await session.get_one(Account, inside.account_id)).sync_token is None
    assert not inside.intake.caught_up.is_set()


async def test_the_clock_waits_until_what_was_said_while_the_bot_was_down_is_heard(inside: Inside) -> None:
    ready = asyncio.create_task(inside.intake.catch_up())
    await asyncio.sleep(0.1)
    assert not ready.done()  # nothing was heard yet
    await inside.intake.receive(Batch(None, "t1", START, events=(typed("!dis bonjour"),)))
    await asyncio.sleep(0.2)
    assert not ready.done()  # heard, and not handled
    await inside.intake.settle()
    await asyncio.wait_for(ready, 5)


async def test_the_keys_that_a_sync_changed_are_committed_with_its_token_or_not_at_all(inside: Inside) -> None:
    key = KeyRow("olm", "device|session", {"pickle": "…"})
    await inside.intake.receive(Batch(None, "t1", START, keys=(key,)))
    assert await _keys(inside) == [key]
    async with inside.database.transaction() as session:
        await session.execute(text("ALTER TABLE account RENAME COLUMN sync_token TO elsewhere"))
    with pytest.raises(DBAPIError):
        await inside.intake.receive(Batch("t1", "t2", START, keys=(replace(key, value={"pickle": "newer"}),)))
    async with inside.database.transaction() as session:
        await session.execute(text("ALTER TABLE account RENAME COLUMN elsewhere TO sync_token"))
    assert await _keys(inside) == [key]


async def _keys(inside: Inside) -> list[KeyRow]:
    async with inside.database.transaction() as session:
        return await Keys(session, inside.account_id).all()


async def test_the_same_sync_twice_is_the_same_as_once(inside: Inside) -> None:
    for _ in range(2):
        inside.tokens = 0
        await inside.hear(typed("!dis bonjour"), typed("!dis encore", "$2"))
    assert await inside.intake.settle() == 2
    assert await inside.intake.settle() == 0
    assert len(await inside.outbox()) == 2


async def test_what_was_kept_in_a_commit_nobody_knew_the_end_of_is_still_answered_first(inside: Inside) -> None:
    """What is just kept needs no look-up; this was kept before, and its turn comes first all the same."""
    assert await inside.intake.settle() == 0
    earlier = typed("!dis deux", "$2")
    async with inside.bench.transaction() as session:
        kept = Arrival("$2", GRANIT, NOA, earlier.as_json(), START)
        await Delivery(session, inside.account_id).keep([kept], START)
    await inside.hear(earlier, typed("!dis trois", "$3"))
    assert await inside.intake.settle() == 2
    assert [row.dedupe_key for row in await inside.outbox()] == ["reply:$2:0", "reply:$3:0"]


async def test_what_was_left_by_an_earlier_process_is_answered_before_what_comes_in(inside: Inside) -> None:
    async with inside.bench.transaction() as session:
        kept = Arrival("$0", GRANIT, NOA, typed("!dis zéro", "$0").as_json(), START)
        await Delivery(session, inside.account_id).keep([kept], START)
    await inside.hear(typed("!dis un", "$1"))
    assert await inside.intake.settle() == 2
    assert [row.dedupe_key for row in await inside.outbox()] == ["reply:$0:0", "reply:$1:0"]


async def test_other_bots_are_not_heard(inside: Inside) -> None:
    await inside.hear(typed("!dis bonjour", sender=BOT))
    assert await _inbox(inside) == []


async def test_what_no_database_can_keep_is_taken_out_of_what_was_typed(inside: Inside) -> None:
    await inside.hear(
        typed("!dis a\0b\ud83dc"),
        typed("", "$2", kind=Heard.JOIN, members=(Member(NOA, "N\0oa\udc00"),)),
    )
    await inside.intake.settle()
    (body,) = await inside.bodies(GRANIT)
    assert "ab?c" in body


async def test_a_very_long_message_is_cut_and_answered(inside: Inside) -> None:
    await inside.hear(typed("!dis " + "x" * 100_000))
    assert await inside.intake.settle() == 1
    (body,) = await inside.bodies(GRANIT)
    assert 1000 < len(body) < 21_000


# ── one event, one transaction ──


async def test_effects_answer_and_done_mark_are_committed_together(inside: Inside) -> None:
    await inside.hear(typed(f"!dis {TYPED}"))
    result = await inside.intake.handle(1)
    (row,) = await _inbox(inside)
    assert (result.outcome, result.command) == (Outcome.ANSWERED, "say")
    assert (row.state, row.body) == ("done", None)
    assert await _slugs(inside) == ["1"]
    assert TYPED in (await inside.bodies(GRANIT))[0]


async def test_nothing_is_seen_of_a_command_until_all_of_it_is(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off just before the commit: no effect, no answer, and the event is still to be handled."""

    class CutOff(BaseException):
        pass

    def cut(point: str) -> None:
        if point == "handled":
            raise CutOff

    await inside.hear(typed("!dis bonjour"))
    with monkeypatch.context() as patch:
        patch.setattr("bot.intake.reach", cut)
        with pytest.raises(CutOff):
            await inside.intake.handle(1)
    assert (await _slugs(inside), await inside.outbox()) == ([], [])
    assert await inside.intake.settle() == 1
    assert (await _slugs(inside), len(await inside.outbox())) == (["1"], 1)


async def test_events_are_handled_in_the_order_they_came(inside: Inside) -> None:
    await inside.hear(*(typed(f"!dis {index}", f"${index}") for index in range(5)))
    await inside.intake.settle()
    assert [re.findall(r"\d", body)[0] for body in await inside.bodies(GRANIT)] == list("01234")


async def test_an_event_that_is_done_is_not_handled_again(inside: Inside) -> None:
    await inside.hear(typed("!dis bonjour"))
    await inside.intake.handle(1)
    assert (await inside.intake.handle(1)).outcome is Outcome.REPEATED
    assert len(await inside.outbox()) == 1


async def test_a_refusal_undoes_everything_and_keeps_its_answer(inside: Inside) -> None:
    await inside.hear(typed("!refuse"))
    result = await inside.intake.handle(1)
    assert (result.outcome, result.command) == (Outcome.REFUSED, "refuse")
    assert await _slugs(inside) == []
    assert await inside.intake.next_note() is None
    assert len(await inside.bodies(GRANIT)) == 1 and await inside.bodies(OFFICE) == []
    assert [row.state for row in await _inbox(inside)] == ["done"]
    async with inside.database.transaction() as session:
        noa = await People(session).by_id(NOA)
    assert noa is not None and noa.language == "fr"  # who spoke stays known, what the command changed does not


# ── faults ──


async def test_the_third_fault_makes_poison_one_apology_and_one_notice(inside: Inside) -> None:
    await inside.hear(typed(f"!casse {TYPED}"), typed("!dis encore", "$2"))
    result = await inside.intake.handle(1)
    assert result.outcome is Outcome.FAULT
    poison, waiting = await _inbox(inside)
    assert (poison.state, poison.attempts, waiting.state) == ("poison", 3, "new")
    assert await _slugs(inside) == []
    assert len(await inside.bodies(GRANIT)) == 1 and len(await inside.bodies(OFFICE)) == 1
    await inside.intake.settle()
    assert len(await inside.bodies(GRANIT)) == 2  # the one behind it goes on


async def test_attempts_are_counted_outside_the_transaction_that_failed(inside: Inside) -> None:
    await inside.hear(typed("!casse"))
    with capture_logs() as lines:
        async with asyncio.timeout(5):  # uncounted, they would never end
            await inside.intake.handle(1)
    assert [line["attempt"] for line in lines] == [1, 2, 3]


async def test_attempts_of_an_earlier_process_count(inside: Inside) -> None:
    await inside.hear(typed("!casse"))
    async with inside.database.transaction() as session:
        await session.execute(update(InboxRow).values(attempts=2))
    with capture_logs() as lines:
        await inside.intake.handle(1)
    assert [line["attempt"] for line in lines if "attempt" in line] == [3]
    assert [row.state for row in await _inbox(inside)] == ["poison"]


async def test_the_reference_of_a_fault_stands_in_the_log_without_a_word_of_what_was_typed(
    inside: Inside, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)  # the bot itself keeps its libraries at warnings
    await inside.hear(typed(f"!casse {TYPED}"))
    with capture_logs() as lines:
        await inside.intake.handle(1)
    (apology,), (told,) = await inside.bodies(GRANIT), await inside.bodies(OFFICE)
    code = str(lines[-1]["ref"])
    assert code in apology and code in told
    assert "RuntimeError" in told and TYPED not in told + apology
    logged = f"{lines}{caplog.text}{''.join(capsys.readouterr())}"
    assert "break_it" in logged  # where it happened
    assert not [word for word in TYPED.split() if word in logged]


async def test_a_fault_that_also_spoils_the_apology_still_ends(inside: Inside) -> None:
    await inside.hear(typed("!dis bonjour"), typed("!dis encore", "$2"))
    async with inside.database.transaction() as session:
        await session.execute(update(InboxRow).where(InboxRow.seq == 1).values(body={"kind": "nothing we know"}))
    await inside.intake.settle()
    assert [row.state for row in await _inbox(inside)] == ["poison", "done"]
    assert len(await inside.bodies(OFFICE)) == 1 and len(await inside.bodies(GRANIT)) == 1


async def test_the_loss_of_the_database_is_no_attempt(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    await inside.hear(typed("!dis bonjour"))

    def lose(point: str) -> None:
        if point == "handled":
            raise ConnectionResetError

    with monkeypatch.context() as patch:
        patch.setattr("bot.intake.reach", lose)
        with pytest.raises(ConnectionResetError):
            await inside.intake.handle(1)
    assert [(row.state, row.attempts) for row in await _inbox(inside)] == [("new", 0)]
    await inside.intake.settle()
    assert [row.state for row in await _inbox(inside)] == ["done"]


async def test_the_intake_waits_for_the_database_and_goes_on(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = [ConnectionResetError(), ConnectionResetError()]

    def lose(point: str) -> None:
        if point in {"kept", "handled"} and lost:
            raise lost.pop()

    monkeypatch.setattr("bot.intake.reach", lose)
    running = asyncio.create_task(inside.intake.run())
    await inside.hear(typed("!dis bonjour"))  # the first loss: the sync is kept at the second try
    async with asyncio.timeout(20):
        await inside.intake.answered.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert not lost and len(await inside.outbox()) == 1


# ── the lease ──


@pytest.fixture
async def ousted(inside: Inside) -> Inside:
    """Somebody else holds the account now."""
    await inside.hear(typed("!dis bonjour"))
    await inside.bench.lease.release()
    await Lease.take(inside.database, inside.account_id)
    return inside


async def test_after_a_lost_lease_nothing_is_taken_in(ousted: Inside) -> None:
    with pytest.raises(LostLease):
        await ousted.hear(typed("!dis encore", "$2"))
    assert [row.event_id for row in await _inbox(ousted)] == ["$1"]


async def test_a_lost_lease_stops_the_intake_and_what_waits_is_left_as_it_is(ousted: Inside) -> None:
    with pytest.raises(LostLease):
        await asyncio.wait_for(ousted.intake.run(), 20)
    assert [(row.event_id, row.state, row.attempts) for row in await _inbox(ousted)] == [("$1", "new", 0)]
    assert await ousted.outbox() == []
