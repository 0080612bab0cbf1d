"""What comes in: the traps of nio and of homeservers, each met once, each held shut here."""

from __future__ import annotations

import asyncio
import itertools
import json
import time

import pytest

from bot.matrix.keyed import KeyedClient
from bot.matrix.sync import Listener
from bot.transport import (
    Batch,
    Heard,
    LoginRefused,
)
from tests.edge import PAGE, Edge, Reply, refusal
from tests.keys import BOT, NOA, ROOM, Disk, client_of
from tests.matrix.edges import (
    bodies,
    event_of,
    listener_of,
    message,
    own_join,
    settled_batch,
    synced,
)

# ── trap 2: a sync is not lost by what happens while it is read ──


async def test_what_was_not_committed_is_asked_for_again(edge: Edge) -> None:
    edge.answers("sync", synced("s2", message("!offre")))

    async def fails(_batch: Batch) -> bool:
        raise RuntimeError("the database is gone")

    for _ in range(2):  # two processes, one after the other
        client = client_of(BOT, "D", edge.url, Disk())
        with pytest.raises(RuntimeError):
            await listener_of(client).run(fails, "s1")
        await client.close()
        assert edge.last("sync").query["since"] == "s1"


async def test_a_repeated_answer_to_the_same_question_is_read_again(
    edge: Edge, client: KeyedClient, listener: Listener
) -> None:
    edge.answers("sync", synced("s2", message("!offre")))
    edge.answers("messages", Reply(PAGE, 502))
    assert bodies(await settled_batch(listener, "s1")) == ["!offre"]
    client.rooms.clear()
    assert bodies(await settled_batch(listener, "s1")) == ["!offre"]
    assert ROOM in client.rooms  # nio looked at it too, although it had seen this answer


async def test_an_error_while_nio_reads_a_sync_ends_the_loop_and_moves_nothing(
    edge: Edge, client: KeyedClient, listener: Listener
) -> None:
    edge.answers("sync", synced("s2", message("!offre")))
    received: list[Batch] = []

    def stumbles(_room: object, _event: object) -> None:
        raise KeyError("half of the keys are read")

    async def keep(batch: Batch) -> bool:
        received.append(batch)
        return False

    client.add_event_callback(stumbles, None)
    with pytest.raises(KeyError):
        await listener.run(keep, "s1")
    assert not received


# ── trap 3: trouble is waited out, never hammered at ──


async def _listen(listener: Listener, seconds: float) -> list[Batch]:
    received: list[Batch] = []

    async def keep(batch: Batch) -> bool:
        received.append(batch)
        await asyncio.sleep(seconds)  # one is enough
        return False

    task = asyncio.create_task(listener.run(keep, "s1"))
    await asyncio.wait([task], timeout=seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return received


@pytest.mark.parametrize(
    "trouble", [Reply(PAGE, 502), Reply(PAGE, 200), Reply([], 200), refusal(429, "M_LIMIT_EXCEEDED", retry_after_ms=1)]
)
async def test_a_homeserver_that_talks_nonsense_is_asked_ever_more_rarely(
    edge: Edge, listener: Listener, trouble: Reply
) -> None:
    edge.answers("sync", trouble)
    assert not await _listen(listener, 2.2)
    assert 1 <= edge.times("sync") <= 3  # after 0, 0.5 and 1.5 s


async def test_it_goes_on_when_the_homeserver_is_well_again(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", Reply(PAGE, 502), synced("s2", message("!offre")))
    (batch, *_) = await _listen(listener, 3)
    assert bodies(batch) == ["!offre"]


async def test_a_dead_token_ends_the_loop_at_once(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", refusal(401, "M_UNKNOWN_TOKEN"))
    with pytest.raises(LoginRefused, match="M_UNKNOWN_TOKEN"):
        async with asyncio.timeout(5):
            await listener.run(_never, "s1")
    assert edge.times("sync") == 1


@pytest.mark.parametrize("place", ["joined_members", "messages"])
async def test_a_token_that_dies_while_a_sync_is_completed_ends_the_loop_too(
    edge: Edge, listener: Listener, place: str
) -> None:
    """It was asked for ever, and the bot seemed to run."""
    came = (own_join(),) if place == "joined_members" else ()
    edge.answers("sync", synced("s2", *came, message("2"), limited=True, prev_batch="p1"))
    edge.answers(place, refusal(401, "M_UNKNOWN_TOKEN"))
    with pytest.raises(LoginRefused, match="M_UNKNOWN_TOKEN"):
        async with asyncio.timeout(5):
            await listener.run(_never, "s1")
    assert edge.times(place) == 1


async def _never(_batch: Batch) -> bool:
    raise AssertionError("nothing was to be received")


# ── syncing ──


async def test_a_sync_asks_for_little(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", synced("s2"))
    await listener.next_batch("s1", wait=True)
    asked = edge.last("sync").query
    wanted = json.loads(asked["filter"])
    assert (asked["since"], asked["timeout"]) == ("s1", "30000")
    assert "full_state" not in asked
    assert wanted["presence"] == wanted["account_data"] == {"types": []}
    assert wanted["room"]["ephemeral"] == wanted["room"]["account_data"] == {"types": []}
    assert wanted["room"]["state"]["lazy_load_members"] is True
    assert wanted["room"]["timeline"]["limit"] >= 50


async def test_the_gap_of_a_limited_timeline_is_filled_to_its_end_in_order(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", synced("s2", message("5"), limited=True, prev_batch="p3"))
    edge.answers(
        "messages",
        Reply({"start": "p3", "end": "p2", "chunk": [message("4"), message("3")]}),
        Reply({"start": "p2", "end": "p1", "chunk": [message("2"), message("1")]}),
        Reply({"start": "p1", "chunk": []}),
    )
    assert bodies(await settled_batch(listener, "s1")) == ["1", "2", "3", "4", "5"]
    assert [asked.query["from"] for asked in edge.asked if "messages" in asked.path] == ["p3", "p2", "p1"]
    assert edge.last("messages").query["to"] == "s1"


async def test_a_gap_that_cannot_be_filled_holds_up_the_whole_sync_which_is_not_asked_for_again(
    edge: Edge, listener: Listener
) -> None:
    """Its keys are in use already: the same answer is read again when the homeserver is well."""
    edge.answers("sync", synced("s2", message("2"), limited=True, prev_batch="p1"))
    edge.answers("messages", Reply(PAGE, 502), Reply({"start": "p1", "chunk": [message("1")]}))
    assert bodies(await settled_batch(listener, "s1")) == ["1", "2"]
    assert (edge.times("sync"), edge.times("messages")) == (1, 2)


async def test_in_a_room_it_newly_entered_nothing_before_its_own_coming_is_heard(
    edge: Edge, listener: Listener
) -> None:
    members = {"joined": {NOA: {"display_name": "Noa", "avatar_url": None}, BOT: {"display_name": None}}}
    edge.answers("joined_members", Reply(members))
    edge.answers("sync", synced("s2", message("1"), own_join(), message("2"), limited=True, prev_batch="p1"))
    batch = await settled_batch(listener, "s1")
    assert [event.kind for event in batch.events] == [Heard.ENTERED, Heard.MESSAGE]
    assert bodies(batch) == ["2"]
    assert [member.user_id for member in batch.events[0].members] == [NOA]
    assert edge.times("messages") == 0

    edge.answers("sync", synced("s3", message("4"), limited=True, prev_batch="p1"))
    edge.answers("messages", Reply({"start": "p1", "end": "p0", "chunk": [message("3"), own_join(), message("2")]}))
    batch = await settled_batch(listener, "s2")
    assert bodies(batch) == ["3", "4"]
    assert batch.events[0].kind is Heard.ENTERED


@pytest.mark.parametrize("place", ["joined_members", "messages"])
async def test_a_room_that_shuts_the_bot_out_while_a_sync_is_completed_does_not_hold_up_the_others(
    edge: Edge, listener: Listener, place: str
) -> None:
    came = (own_join(),) if place == "joined_members" else ()
    edge.answers("sync", synced("s2", *came, message("2"), limited=True, prev_batch="p1"))
    edge.answers(place, refusal(403, "M_FORBIDDEN"))
    async with asyncio.timeout(5):
        assert bodies(await settled_batch(listener, "s1")) == ["2"]
    assert edge.times(place) == 1


async def test_at_a_first_start_rooms_are_entered_and_old_words_left_alone(edge: Edge, listener: Listener) -> None:
    """Also where the bot changed its name since it came, as the state then shows no coming."""
    edge.answers("joined_members", Reply({"joined": {NOA: {"display_name": "Noa"}}}))
    name = event_of("m.room.name", {"name": "Îlot Granit"}, state_key="")
    edge.answers("sync", synced("s1", message("!offre"), state=(name, own_join(before="join"))))
    batch = await settled_batch(listener, None)
    assert [(event.kind, event.room_name) for event in batch.events] == [(Heard.ENTERED, "Îlot Granit")]


async def test_an_invitation_tells_who_where_and_whether_it_is_encrypted(edge: Edge, listener: Listener) -> None:
    state = [
        {"type": "m.room.name", "state_key": "", "sender": NOA, "content": {"name": "Plume"}},
        {"type": "m.room.encryption", "state_key": "", "sender": NOA, "content": {"algorithm": "x"}},
        {"type": "m.room.member", "state_key": BOT, "sender": NOA, "content": {"membership": "invite"}},
    ]
    edge.answers("sync", Reply({"next_batch": "s2", "rooms": {"invite": {ROOM: {"invite_state": {"events": state}}}}}))
    (first,) = (await settled_batch(listener, "s1")).events
    (again,) = (await settled_batch(listener, "s1")).events
    (later,) = (await settled_batch(listener, "s7")).events
    assert (first.kind, first.sender, first.room_name, first.encrypted) == (Heard.INVITE, NOA, "Plume", True)
    assert first.event_id == again.event_id != later.event_id


async def test_a_room_it_left_is_told_once_and_an_incomplete_one_harms_nobody(edge: Edge, listener: Listener) -> None:
    kick = event_of(
        "m.room.member",
        {"membership": "leave"},
        state_key=BOT,
        unsigned={"prev_content": {"membership": "join"}},
    )
    left = {ROOM: {"timeline": {"events": [message("!offre"), kick]}}, "!empty:x": {}, "!odd:x": {"timeline": None}}
    edge.answers("sync", Reply({"next_batch": "s2", "rooms": {"leave": left}}))
    batch = await settled_batch(listener, "s1")
    assert [(event.kind, event.room_id) for event in batch.events] == [(Heard.GONE, ROOM)]


async def test_its_own_messages_come_back_as_proof(edge: Edge, listener: Listener) -> None:
    mine = event_of("m.room.message", {"msgtype": "m.notice", "body": "Bonjour", "org.navette.txn": "t1"}, BOT)
    edge.answers("sync", synced("s2", mine))
    batch = await settled_batch(listener, "s1")
    assert [(echo.txn_id, echo.event_id) for echo in batch.echoes] == [("t1", mine["event_id"])]
    assert not batch.events


async def test_while_a_large_sync_is_read_others_have_their_turn(edge: Edge, listener: Listener) -> None:
    members = tuple(event_of("m.room.member", {"membership": "join"}, state_key=f"@m{n}:x") for n in range(5))
    rooms = {
        f"!r{n}:x": {"timeline": {"events": [message("x")] * 10}, "state": {"events": members}} for n in range(300)
    }
    edge.answers("sync", Reply({"next_batch": "s2", "rooms": {"join": rooms}}))
    turns: list[float] = []

    async def others() -> None:
        while True:
            turns.append(time.monotonic())
            await asyncio.sleep(0.001)

    task = asyncio.create_task(others())
    started = time.monotonic()
    batch = await settled_batch(listener, "s1")
    took = time.monotonic() - started
    task.cancel()
    longest = max(after - before for before, after in itertools.pairwise(turns))
    assert len(batch.events) == 3000
    assert longest < took / 2  # read on the loop, it is nearly all of it


async def test_where_it_came_in_is_told_before_what_was_said_anywhere(edge: Edge, listener: Listener) -> None:
    """The Tisseuse speaks of a room the moment she sees the bot in it: both came in one sync."""
    office = {"timeline": {"events": [message("!ilot lier granit Granit")]}, "state": {"events": []}}
    room = {"timeline": {"events": [own_join(), message("!offre")]}, "state": {"events": []}}
    edge.answers("sync", Reply({"next_batch": "s2", "rooms": {"join": {"!office:x": office, ROOM: room}}}))
    edge.answers("joined_members", Reply({"joined": {}}))
    batch = await settled_batch(listener, "s1")
    assert [event.kind for event in batch.events] == [Heard.ENTERED, Heard.MESSAGE, Heard.MESSAGE]
    assert bodies(batch) == ["!ilot lier granit Granit", "!offre"]


# ── the answer first, then the next question ──


async def _asked_for_news(edge: Edge, listener: Listener, *, is_to_be_answered: bool, leaves_after: float) -> float:
    """Seconds from a batch that was received to the next sync."""
    edge.answers("sync", synced("s2", message("!offre")))
    received: list[float] = []

    async def receive(_batch: Batch) -> bool:
        received.append(time.monotonic())
        if len(received) == 2:
            raise LoginRefused("enough")
        asyncio.get_running_loop().call_later(leaves_after, listener.message_left.set)
        return is_to_be_answered

    with pytest.raises(LoginRefused):
        await listener.run(receive, "s1")
    return received[1] - received[0]


async def test_the_homeserver_is_asked_for_news_once_the_answer_has_left(edge: Edge, listener: Listener) -> None:
    assert await _asked_for_news(edge, listener, is_to_be_answered=True, leaves_after=0.1) >= 0.1


async def test_an_answer_that_does_not_leave_holds_up_no_news(edge: Edge, listener: Listener) -> None:
    assert await _asked_for_news(edge, listener, is_to_be_answered=True, leaves_after=30) < 5


async def test_where_nothing_is_to_be_answered_nothing_is_waited_for(
    edge: Edge, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never() -> None:
        raise AssertionError("nobody waits for an answer")

    monkeypatch.setattr(listener, "_let_it_leave", never)
    await _asked_for_news(edge, listener, is_to_be_answered=False, leaves_after=30)
