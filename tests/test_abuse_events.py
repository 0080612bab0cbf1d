"""Raw events as a hostile homeserver could pass them on: too large, too deep, malformed; none is more than ignored."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.arrivals import LONGEST_BODY, LONGEST_NAME, arrival_of
from bot.matrix import reading
from bot.transport import Heard, Incoming

BOT, NOA, ROOM = "@navette:archipel.example", "@noa:archipel.example", "!granit:archipel.example"
Event = dict[str, Any]
THREAD = {"rel_type": "m.thread", "event_id": "$0"}


def event(kind: str, content: Any, **more: Any) -> Event:
    """As a sync brings it."""
    fields = {"type": kind, "content": content, "sender": NOA, "event_id": "$1", "origin_server_ts": 1618389000000}
    return {**fields, **more}


def heard(raw: Event) -> Incoming | None:
    """Through JSON, as it comes."""
    return reading.heard(json.loads(json.dumps(raw)), ROOM, BOT)


def message(body: Any, **more: Any) -> Event:
    """Somebody says something."""
    return event("m.room.message", {"msgtype": "m.text", "body": body, **more})


def nested(depth: int) -> Any:
    """Lists in lists; deeper ones are refused by Python's JSON before they come to us."""
    found: Any = "!offre"
    for _ in range(depth):
        found = [found]
    return found


def kept(raw: Event) -> Event:
    """What the inbox would hold of it."""
    found = heard(raw)
    assert found is not None
    return arrival_of(found).body


# ── too large ──


def test_of_an_endless_message_only_so_much_is_kept() -> None:
    assert len(kept(message("!offre " + "é" * 10**6))["body"]) == LONGEST_BODY


def test_of_an_endless_name_only_so_much_is_kept() -> None:
    raw = event("m.room.member", {"membership": "join", "displayname": "N" * 10**6}, state_key=NOA)
    assert len(kept(raw)["members"][0]["name"]) <= LONGEST_NAME


def test_a_million_people_are_mentioned_and_the_bot_among_them_hears_it_once() -> None:
    crowd = [f"@{number}:x" for number in range(100_000)]
    raw = message("!aide", **{"m.mentions": {"user_ids": [*crowd, BOT, BOT]}})
    assert kept(raw) == {"kind": "message", "body": "!aide", "mentions_bot": True}


def test_an_endless_emoji_is_none_that_anybody_taps() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$1", "key": "✋" * 100_000}
    found = heard(event("m.reaction", {"m.relates_to": relation}))
    assert found is None or len(json.dumps(arrival_of(found).body)) < 2_000


def test_what_a_message_holds_beside_its_words_is_not_kept() -> None:
    raw = message(
        "!aide", formatted_body="<b>x</b>" * 10_000, **{"org.example.bomb": nested(50), "info": {"x": "y" * 10**5}}
    )
    assert set(kept(raw)) == {"kind", "body"}


# ── too deep, and malformed ──


@pytest.mark.parametrize("depth", [1, 90, 900])
@pytest.mark.parametrize(
    "place", ["body", "m.relates_to", "m.mentions", "formatted_body", "m.new_content", "info", "file", "membership"]
)
def test_lists_in_lists_are_nothing_wherever_they_stand(place: str, depth: int) -> None:
    bomb = {"msgtype": "m.text", "body": "!aide", place: nested(depth)}
    for kind in reading._WAYS:
        for raw in (event(kind, bomb), event(kind, bomb, state_key=""), event(kind, nested(depth))):
            found = heard(raw)
            if found is not None:
                assert len(json.dumps(arrival_of(found).body)) < 300


WRONG: list[Any] = [None, True, 0, -1, 1e308, 2**70, "", "x", [], {}, [None], {"": None}, "\u202e$1", "$" + "1" * 300]


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize("name", ["sender", "event_id", "type", "origin_server_ts", "state_key", "unsigned", "content"])
def test_whatever_stands_in_an_event_s_own_fields_it_is_heard_or_not(name: str, value: Any) -> None:
    for raw in (message("!aide"), event("m.reaction", {"m.relates_to": {}}), event("m.room.member", {}, state_key=NOA)):
        found = heard(raw | {name: value})
        if found is not None:
            arrival = arrival_of(found)
            assert len(arrival.event_id) <= LONGEST_NAME
            assert len(arrival.sender) <= LONGEST_NAME
            json.dumps(arrival.body, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "sender", ["noa", "@", "@:", "@x", "@noa:" + "a" * 300, "@no\0a:x", "@no\u202ea:x\n", "@\ud800:x"]
)
def test_whoever_has_no_account_is_nobody(sender: str) -> None:
    assert reading.heard(message("!aide") | {"sender": sender}, ROOM, BOT) is None


# ── forged ──


@pytest.mark.parametrize("rel_type", ["m.replace", "m.annotation", "m.thread", "m.reference", "org.example", None, 7])
@pytest.mark.parametrize("target", ["!room:x", "@noa:x", "$", "$a b", "$é", "unreadable:$1", "$1\n$2", None, ["$1"]])
def test_a_relation_to_what_is_no_event_is_none(rel_type: Any, target: Any) -> None:
    relation = {"rel_type": rel_type, "event_id": target, "key": "✋", "m.in_reply_to": {"event_id": target}}
    found = heard(message("!aide", **{"m.relates_to": relation, "m.new_content": {"msgtype": "m.text", "body": "x"}}))
    assert found is None or (found.thread, found.reply_to, found.target) == (None, None, None)
    assert heard(event("m.reaction", {"m.relates_to": relation})) is None
    assert heard(event("m.room.redaction", {"redacts": target}, redacts=target)) is None


def test_a_message_cannot_say_that_it_is_the_bot_s_own() -> None:
    raw = message("!aide", **{reading.TXN_KEY: "mine"}) | {"unsigned": {"transaction_id": "mine"}}
    assert reading.echo(raw, ROOM, BOT) is None
    found = heard(raw)
    assert found is not None
    assert found.sender == NOA


def test_a_name_that_reads_backwards_or_looks_like_another_is_nobody_else() -> None:
    """What counts is the account. The room of the bot's own making is told by the bot's own event alone."""
    raw = event("m.room.member", {"membership": "join", "displayname": "\u202eesuessiT\0"}, state_key=NOA)
    found = heard(raw)
    assert found is not None
    assert (found.kind, found.sender) == (Heard.JOIN, NOA)
    assert heard(event(reading.PRIVATE_FOR, {"user_id": NOA}, state_key="")) is None
