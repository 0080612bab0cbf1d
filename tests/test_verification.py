"""Emoji verification, both sides in one process: what completes, what must not, and how each of them ends."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import structlog
from nio.crypto import InboundGroupSession, OutboundGroupSession

from bot.matrix import unreadable
from bot.matrix.crosssigning import SEEDS, Identity
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from bot.matrix.verification import LAST, PATIENCE, Verifications, last_verification
from bot.transport import Heard
from storage.crypto import KeyRow
from tests.comparing import BOT, FRAME, NOA, NOA_KEYS, Comparing
from tests.edge import Edge, Reply, edge_server, refusal

INES = "@ines:archipel.example"
ROOM = "!granit:archipel.example"
NOON = dt.datetime(2021, 4, 14, 12, tzinfo=dt.UTC)
Json = dict[str, Any]


@pytest.fixture
def noa() -> Comparing:
    return Comparing((NOA, "PHONE"), (BOT, "BOAT"), "$ask", FRAME)


# ── the bot's part, before a homeserver that a test speaks for ──


class Bot:
    """A client with keys, its verifications, and what they said."""

    def __init__(self, edge: Edge, rows: list[KeyRow]) -> None:
        self.now = NOON
        self.rows: dict[tuple[str, str], KeyRow] = {(row.kind, row.key): row for row in rows}
        ledger = Ledger(rows)
        if not rows:
            ledger.begin_device("BOAT")
            ledger.keep(SEEDS, Identity.fresh_seeds())
        self.edge = edge
        self.client = KeyedClient(edge.url, BOT, "BOAT", "token", ledger, self._save)
        self.verifications = Verifications(self.client, self._prepare, lambda: self.now)
        self.verifications.begin()

    async def _save(self, rows: Any) -> None:
        self.rows |= {(row.kind, row.key): row for row in rows}

    async def _prepare(self, room_id: str) -> None:
        self.client.know_room(room_id)

    async def hears(self, *events: Json) -> None:
        """One sync and what follows it."""
        for event in events:
            self.verifications.notice(event, ROOM)
        await self.verifications.go_on()
        await self.client.flush()

    def stored(self) -> list[KeyRow]:
        """As a restart finds it."""
        return [row for row in self.rows.values() if row.value is not None]

    def said(self) -> list[tuple[str, Json]]:
        """Kind and content of each, in order, each id once."""
        asked = [each for each in self.edge.asked if "m.key.verification." in each.path]
        once = {each.path: each for each in asked}
        return [(path.split("m.key.verification.")[1].split("/")[0], each.body) for path, each in once.items()]

    def kinds(self) -> list[str]:
        """What was said, without how."""
        return [kind for kind, _ in self.said()]

    def keys(self) -> dict[str, str]:
        """What it has to vouch for."""
        master = Identity(self.client.ledger.value(SEEDS)).public["master"]
        fingerprint = self.client.olm.account.identity_keys["ed25519"]
        return {"ed25519:BOAT": fingerprint, f"ed25519:{master}": master}


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with edge_server() as running:
        running.answers("keys/query", _known(NOA, INES))
        running.answers("send/", Reply({"event_id": "$said"}))
        running.answers("sendToDevice/", Reply({}))
        yield running


@pytest.fixture
async def bot(edge: Edge) -> AsyncIterator[Bot]:
    found = Bot(edge, [])
    await found.client.flush()
    yield found
    await found.client.close()


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    with structlog.testing.capture_logs() as lines:
        yield lines


def _known(*user_ids: str) -> Reply:
    devices = {user_id: {"PHONE": {"keys": {"ed25519:PHONE": NOA_KEYS["ed25519:PHONE"]}}} for user_id in user_ids}
    master = {"keys": {"ed25519:bm9hJ3MgbWFzdGVy": NOA_KEYS["ed25519:bm9hJ3MgbWFzdGVy"]}}
    return Reply({"device_keys": devices, "master_keys": dict.fromkeys(user_ids, master)})


def _request(name: str = "$ask", sender: str = NOA, **more: Any) -> Json:
    content = {"msgtype": "m.key.verification.request", "to": BOT, "from_device": "PHONE", "body": "…"}
    content["methods"] = ["m.sas.v1", "m.qr_code.scan.v1"]  # type: ignore[assignment]
    stamp = int(NOON.timestamp() * 1000)
    event = {"type": "m.room.message", "event_id": name, "sender": sender, "origin_server_ts": stamp}
    return {**event, "content": {**content, **more}}


def _word(kind: str, content: Json, sender: str = NOA) -> Json:
    event_id = f"${kind}{content['m.relates_to']['event_id'][1:]}"
    return {"type": f"m.key.verification.{kind}", "event_id": event_id, "sender": sender, "content": content}


async def _compare(bot: Bot, noa: Comparing) -> None:
    await bot.hears(_request())
    await bot.hears(_word("start", noa.start()))
    await bot.hears(_word("key", noa.key()))
    noa.compare(bot.said()[-1][1]["key"], began=True)


async def test_a_person_verifies_the_bot_and_the_emoji_are_seen_by_the_operator_only(
    bot: Bot, noa: Comparing, logged: list[Any]
) -> None:
    await _compare(bot, noa)
    [line] = [each for each in logged if each["event"] == "matrix.verification"]
    assert (line["user"], line["emoji"]) == (NOA, ", ".join(noa.emoji))
    await bot.hears(_word("mac", noa.mac(NOA_KEYS)))
    assert bot.kinds() == ["ready", "accept", "key", "mac", "done"]
    assert noa.vouched_for(bot.said()[3][1], bot.keys()) == set(bot.keys())
    text = json.dumps([content for _, content in bot.said()], ensure_ascii=False)
    assert not any(each in text or each.split()[0] in text for each in noa.emoji)
    assert bot.client.ledger.value(LAST)["outcome"] == "verified"
    assert bot.client.ledger.value(LAST)["emoji"] == noa.emoji
    await bot.hears(_word("done", FRAME))
    assert bot.kinds()[-1] == "done"
    assert last_verification(bot.stored()) == f"{NOA}, 2021-04-14T12:00 UTC, verified: {line['emoji']}"
    assert bot.client.ledger.values("verifying:") == {}


async def test_all_of_it_may_come_in_one_sync_and_a_sync_may_be_read_twice(bot: Bot, noa: Comparing) -> None:
    words = [_request(), _word("start", noa.start()), _word("key", noa.key())]
    await bot.hears(*words, *words)
    assert bot.kinds() == ["ready", "accept", "key"]


def test_before_the_first_there_is_none_to_tell_of() -> None:
    assert last_verification([]) is None


async def test_a_request_that_came_before_its_key_is_answered_when_the_key_comes(bot: Bot) -> None:
    request, out = _request(), OutboundGroupSession()
    inner = {"type": "m.room.message", "content": request["content"], "room_id": ROOM}
    sealed = {"algorithm": "m.megolm.v1.aes-sha2", "sender_key": "phone", "device_id": "PHONE", "session_id": out.id}
    session_key = out.session_key
    out.mark_as_shared()
    content = {**sealed, "ciphertext": out.encrypt(json.dumps(inner))}
    unreadable.put_aside(bot.client, {**request, "type": "m.room.encrypted", "content": content}, ROOM)
    assert unreadable.read_again(bot.client, BOT, bot.verifications.notice) == []
    key = InboundGroupSession(session_key, NOA_KEYS["ed25519:PHONE"], "phone", ROOM)
    bot.client.olm.inbound_group_store.add(key)
    news = unreadable.read_again(bot.client, BOT, bot.verifications.notice)
    assert [(each.kind, each.target) for each in news] == [(Heard.READABLE, "$ask")]
    await bot.hears()
    assert bot.kinds() == ["ready"]


async def test_who_does_not_begin_within_a_minute_is_helped(bot: Bot, noa: Comparing) -> None:
    await bot.hears(_request())
    bot.now += dt.timedelta(seconds=61)
    await bot.hears()
    assert bot.kinds() == ["ready", "start"]
    await bot.hears(_word("accept", noa.accept(bot.said()[-1][1])))
    noa.compare(bot.said()[-1][1]["key"], began=False)
    await bot.hears(_word("key", noa.key()), _word("mac", noa.mac(NOA_KEYS)))
    assert bot.kinds() == ["ready", "start", "key", "mac", "done"]


@pytest.mark.parametrize("started", [False, True])
async def test_ten_minutes_are_the_end_said_once(bot: Bot, noa: Comparing, started: bool) -> None:
    await bot.hears(_request(), *([_word("start", noa.start())] if started else []))
    bot.now += PATIENCE + dt.timedelta(seconds=1)
    await bot.hears()
    await bot.hears(_word("key", noa.key()))
    assert bot.kinds()[-1] == "cancel"
    assert bot.said()[-1][1] == {"code": "m.timeout", "reason": "it took more than ten minutes", **FRAME}
    assert bot.client.ledger.values("verifying:") == {}


async def test_a_restart_in_the_middle_is_told_once(edge: Edge, bot: Bot, noa: Comparing) -> None:
    await _compare(bot, noa)
    again = Bot(edge, bot.stored())
    await again.hears(_word("mac", noa.mac(NOA_KEYS)))
    assert again.kinds()[-1] == "cancel"
    assert again.said()[-1][1]["code"] == "m.unknown_transaction"
    third = Bot(edge, again.stored())
    await third.hears()
    assert edge.times("m.key.verification.cancel") == 1
    await again.client.close()
    await third.client.close()


async def test_a_restart_before_the_end_was_told_tells_it_under_the_same_id(edge: Edge, bot: Bot) -> None:
    await bot.hears(_request())
    edge.answers("send/", Reply("<html>", 502))
    again = Bot(edge, bot.stored())
    await again.hears()
    third = Bot(edge, again.stored())
    edge.answers("send/", Reply({"event_id": "$said"}))
    await third.hears()
    assert len({each.path for each in edge.asked if "cancel" in each.path}) == 1
    assert third.client.ledger.values("verifying:") == {}
    await again.client.close()
    await third.client.close()


async def test_a_second_request_ends_the_first_and_that_of_somebody_else_does_not(bot: Bot, noa: Comparing) -> None:
    await bot.hears(_request())
    await bot.hears(_request("$other", INES))
    await bot.hears(_request("$again"))
    ended = [content for kind, content in bot.said() if kind == "cancel"]
    assert [(each["code"], each["m.relates_to"]["event_id"]) for each in ended] == [("m.user", "$ask")]
    assert bot.kinds().count("ready") == 3
    assert set(bot.client.ledger.values("verifying:")) == {"verifying:$other", "verifying:$again"}


async def test_a_cancel_is_accepted_in_silence(bot: Bot, noa: Comparing) -> None:
    await _compare(bot, noa)
    await bot.hears(_word("cancel", {"code": "m.mismatched_sas", "reason": "…", **FRAME}))
    await bot.hears(_word("mac", noa.mac(NOA_KEYS)))
    assert bot.kinds() == ["ready", "accept", "key"]
    assert bot.client.ledger.value(LAST)["outcome"] == "cancelled"
    await bot.hears(_request("$new"), _word("cancel", {"m.relates_to": {**FRAME["m.relates_to"], "event_id": "$new"}}))
    assert bot.kinds() == ["ready", "accept", "key"]


async def test_words_of_others_and_requests_that_are_not_for_us_are_not_heard(bot: Bot, noa: Comparing) -> None:
    await bot.hears(_request("$1", to=INES), _request("$2", BOT), _request("$3", from_device=7))
    await bot.hears({**_request("$4"), "origin_server_ts": 0}, _word("start", noa.start()))
    assert bot.kinds() == []
    await bot.hears(_request(), _word("start", noa.start(), INES), _word("cancel", FRAME, INES))
    assert bot.kinds() == ["ready"]


async def test_a_request_without_emoji_or_from_an_unknown_device_is_declined(bot: Bot) -> None:
    await bot.hears(_request(methods=["m.qr_code.scan.v1"]))
    await bot.hears(_request("$2", INES, from_device="TABLET"))
    assert [(kind, content["code"]) for kind, content in bot.said()] == [
        ("cancel", "m.unknown_method"),
        ("cancel", "m.key_mismatch"),
    ]


async def test_a_wrong_mac_is_told_and_remembered(bot: Bot, noa: Comparing, logged: list[Any]) -> None:
    await _compare(bot, noa)
    await bot.hears(_word("mac", noa.mac({"ed25519:PHONE": "another key"})))
    assert bot.said()[-1][1]["code"] == "m.key_mismatch"
    assert "matrix.verified" not in {line["event"] for line in logged}
    assert bot.client.ledger.value(LAST)["outcome"] == "m.key_mismatch"


async def test_what_the_network_refuses_is_said_later_in_order_and_under_the_same_ids(
    bot: Bot, noa: Comparing, edge: Edge
) -> None:
    edge.answers("send/", Reply("<html>", 502))
    await bot.hears(_request())
    edge.answers("keys/query", refusal(500, "M_UNKNOWN"))
    await bot.hears(_word("start", noa.start()), _request("$2", INES))
    edge.answers("send/", Reply({"event_id": "$said"}))
    edge.answers("keys/query", _known(NOA, INES))
    await bot.hears()
    paths = [each.path for each in edge.asked if "m.key.verification.ready" in each.path]
    assert (len(paths), len(set(paths))) == (4, 2)
    assert sorted(bot.kinds()) == ["accept", "ready", "ready"]


async def test_too_fast_means_silence_for_as_long_as_was_asked(bot: Bot, edge: Edge) -> None:
    edge.answers("send/", refusal(429, "M_LIMIT_EXCEEDED", retry_after_ms=5000), Reply({"event_id": "$said"}))
    await bot.hears(_request())
    await bot.hears()
    assert edge.times("send/") == 1
    bot.now += dt.timedelta(seconds=6)
    await bot.hears()
    assert edge.times("send/") == 2


async def test_a_room_that_takes_nothing_is_given_up(bot: Bot, edge: Edge) -> None:
    edge.answers("send/", refusal(403, "M_FORBIDDEN"))
    await bot.hears(_request())
    await bot.hears()
    assert edge.times("send/") == 1
    assert bot.client.ledger.values("verifying:") == {}


async def test_a_bug_of_ours_does_not_reach_the_sync_loop(bot: Bot, logged: list[Any]) -> None:
    async def breaks(_room_id: str) -> None:
        raise ZeroDivisionError

    bot.verifications._prepare = breaks
    await bot.hears(_request())
    assert [line["event"] for line in logged if line["log_level"] == "error"] == ["matrix.verification_failed"]


@pytest.mark.parametrize("content", [{"key": "\ud800"}, {"key": {}}, {"mac": {"\ud800": 1}, "keys": "\ud800"}, {}])
@pytest.mark.parametrize("kind", ["start", "key", "mac", "accept", "done", "ready", "nothing"])
async def test_whatever_they_say_ends_at_worst_the_verification(
    bot: Bot, noa: Comparing, kind: str, content: Json, logged: list[Any]
) -> None:
    await _compare(bot, noa)
    await bot.hears({**_word(kind, FRAME), "event_id": "$odd", "content": {**content, **FRAME}})
    assert bot.kinds()[-1] == "cancel"
    assert not [line for line in logged if line["log_level"] == "error"]


async def test_a_start_that_cannot_be_hashed_is_declined(bot: Bot, noa: Comparing) -> None:
    await bot.hears(_request(), _word("start", {**noa.start(), "half": "\ud800"}))
    assert bot.said()[-1][1]["code"] == "m.invalid_message"


async def test_too_many_at_a_time_are_not_answered(bot: Bot) -> None:
    await bot.hears(*(_request(f"${number}", f"@stranger{number}:x") for number in range(30)))
    assert len(bot.kinds()) == 20


async def test_between_devices_it_goes_the_same_way(bot: Bot, edge: Edge) -> None:
    frame = {"transaction_id": "t1"}
    noa = Comparing((NOA, "PHONE"), (BOT, "BOAT"), "t1", frame)
    request = {"from_device": "PHONE", "methods": ["m.sas.v1"], "timestamp": int(NOON.timestamp() * 1000), **frame}

    async def hears(kind: str, content: Json) -> None:
        event = {"type": f"m.key.verification.{kind}", "sender": NOA, "content": content}
        bot.verifications.notice_direct(event)
        await bot.hears()

    def said() -> Json:
        found: Json = edge.last("sendToDevice").body["messages"][NOA]["PHONE"]
        return found

    await hears("request", request)
    assert said() == {"from_device": "BOAT", "methods": ["m.sas.v1"], **frame}
    await hears("start", noa.start())
    await hears("key", noa.key())
    noa.compare(said()["key"], began=True)
    await hears("mac", noa.mac(NOA_KEYS))
    assert bot.kinds() == ["ready", "accept", "key", "mac", "done"]
