"""From raw Matrix events to what was heard: what counts, what does not, and nothing that a stranger sends may hurt."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matrix import reading
from bot.transport import Echo, Heard, Incoming, Member

BOT = "@navette:archipel.example"
NOA = "@noa:archipel.example"
ROOM = "!granit:archipel.example"
Event = dict[str, Any]


def _event(kind: str, content: Event, **more: Any) -> Event:
    event = {"type": kind, "content": content, "sender": NOA, "event_id": "$1", "origin_server_ts": 1618389000000}
    return {**event, **more}


def _message(body: str, relation: Event | None = None, **more: Any) -> Event:
    content = {"msgtype": "m.text", "body": body, **more}
    return _event("m.room.message", content | ({"m.relates_to": relation} if relation else {}))


def _member(who: str, now: str, before: str | None = None, **more: Any) -> Event:
    unsigned = {"prev_content": {"membership": before}} if before else {}
    return _event("m.room.member", {"membership": now, **more}, state_key=who, sender=who, unsigned=unsigned)


def _heard(event: Event) -> Incoming | None:
    return reading.heard(event, ROOM, BOT)


def _surely(event: Event) -> Incoming:
    found = _heard(event)
    assert found is not None
    return found


# ── messages ──


def test_a_message_keeps_its_words_sender_room_and_hour() -> None:
    found = _surely(_message("!offre montage"))
    assert (found.kind, found.body, found.sender, found.room_id) == (Heard.MESSAGE, "!offre montage", NOA, ROOM)
    assert found.at == dt.datetime(2021, 4, 14, 8, 30, tzinfo=dt.UTC)


def test_a_message_in_a_thread_belongs_to_it_and_replies_to_nobody() -> None:
    relation = {"rel_type": "m.thread", "event_id": "$0", "is_falling_back": True, "m.in_reply_to": {"event_id": "$9"}}
    found = _surely(_message("1", relation))
    assert (found.thread, found.reply_to) == ("$0", None)


def test_a_real_reply_inside_a_thread_is_both() -> None:
    relation = {"rel_type": "m.thread", "event_id": "$0", "is_falling_back": False, "m.in_reply_to": {"event_id": "$9"}}
    found = _surely(_message("1", relation))
    assert (found.thread, found.reply_to) == ("$0", "$9")


def test_what_a_reply_quotes_is_not_what_it_says() -> None:
    relation = {"m.in_reply_to": {"event_id": "$9"}}
    assert _surely(_message("> <@ines:x> !offre\n> montage\n\noui", relation)).body == "oui"
    assert _surely(_message("> !offre\n\noui")).body.startswith(">")  # no reply: they typed it


@pytest.mark.parametrize("msgtype", ["m.notice", "m.emote", "m.image", "org.example.other", None])
def test_only_text_is_heard(msgtype: str | None) -> None:
    assert _heard(_event("m.room.message", {"msgtype": msgtype, "body": "!offre"})) is None


def test_its_own_messages_are_not_heard() -> None:
    assert _heard(_message("!offre") | {"sender": BOT}) is None


def test_a_redacted_message_says_nothing() -> None:
    assert _heard(_event("m.room.message", {}, unsigned={"redacted_because": {}})) is None


@pytest.mark.parametrize("name", ["La barque", "Navette", "N & Co", "@navette:archipel.example"])
@pytest.mark.parametrize("link", ["", " ", ": ", ", "])
def test_a_message_that_begins_with_the_bot_s_pill_begins_with_its_id(name: str, link: str) -> None:
    shown = name.replace("&", "&amp;")
    pill = f'<a href="https://matrix.to/#/{BOT}">{shown}</a>{link}aide'
    event = _message(f"{name}{link}aide", formatted_body=pill, **{"m.mentions": {"user_ids": [BOT]}})
    assert _surely(event).body == f"{BOT} aide"
    assert _surely(event).mentions_bot


def test_somebody_else_s_pill_changes_nothing() -> None:
    pill = f'<a href="https://matrix.to/#/{NOA}">Noa</a>: aide'
    event = _message("Noa: aide", formatted_body=pill, **{"m.mentions": {"user_ids": [BOT, NOA]}})
    assert _surely(event).body == "Noa: aide"


# ── edits, reactions, redactions ──


def test_an_edit_holds_the_new_words_and_names_the_old_message() -> None:
    relation = {"rel_type": "m.replace", "event_id": "$0"}
    found = _surely(_message("* !offre b", relation, **{"m.new_content": {"msgtype": "m.text", "body": "!offre b"}}))
    assert (found.kind, found.body, found.target) == (Heard.EDIT, "!offre b", "$0")


def test_a_reaction_names_its_emoji_and_its_message() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$0", "key": "✋"}
    found = _surely(_event("m.reaction", {"m.relates_to": relation}))
    assert (found.kind, found.emoji, found.target) == (Heard.REACTION, "✋", "$0")


@pytest.mark.parametrize("event", [{"redacts": "$0", "content": {}}, {"content": {"redacts": "$0"}}])
def test_a_redaction_names_its_message_in_old_and_new_rooms(event: Event) -> None:
    found = _surely(_event("m.room.redaction", {}) | event)
    assert (found.kind, found.target) == (Heard.REDACTION, "$0")


# ── who comes and goes ──


def test_somebody_comes_with_the_name_they_show() -> None:
    found = _surely(_member(NOA, "join", "invite", displayname="Noa 🌿"))
    assert (found.kind, found.sender, found.members) == (Heard.JOIN, NOA, (Member(NOA, "Noa 🌿"),))


@pytest.mark.parametrize(("now", "before"), [("leave", "join"), ("ban", "join"), ("leave", None)])
def test_somebody_leaves_or_is_put_out(now: str, before: str | None) -> None:
    found = _surely(_member(NOA, now, before) | {"sender": "@maude:archipel.example"})
    assert (found.kind, found.sender) == (Heard.LEAVE, NOA)


@pytest.mark.parametrize(("now", "before"), [("join", "join"), ("invite", None), ("leave", "ban"), ("knock", None)])
def test_new_names_and_invitations_are_nobody_s_coming_or_going(now: str, before: str | None) -> None:
    assert _heard(_member(NOA, now, before)) is None


def test_who_declines_an_invitation_is_no_member_who_left() -> None:
    assert _surely(_member(NOA, "leave", "invite")).kind is Heard.DECLINED


def test_its_own_coming_is_told_apart_from_its_own_new_name() -> None:
    assert reading.own_membership(_member(BOT, "join", "invite"), BOT) == "join"
    assert reading.own_membership(_member(BOT, "join", "join"), BOT) is None
    assert reading.is_own_join(_member(BOT, "join", "join"), BOT)
    assert reading.own_membership(_member(BOT, "ban", "join"), BOT) == "ban"
    assert reading.own_membership(_member(NOA, "join"), BOT) is None


# ── rooms ──


def _state(kind: str, content: Event, **more: Any) -> Event:
    return _event(kind, content, state_key="", **more)


@pytest.mark.parametrize(
    ("levels", "muted"),
    [
        ({}, False),
        ({"events_default": 50}, True),
        ({"events_default": 50, "users": {BOT: 50}}, False),
        ({"events_default": "50", "users_default": "50"}, False),  # old rooms hold numbers as text
        ({"events": {"m.room.message": 10}}, True),
        ({"events": {"m.room.message": 0}, "events_default": 50}, False),
        ({"users": {BOT: -1}}, True),
        ({"events_default": None, "users": "nonsense", "events": []}, False),
    ],
)
def test_power_levels_say_whether_the_bot_may_speak(levels: Event, *, muted: bool) -> None:
    assert _surely(_state("m.room.power_levels", levels)).kind is (Heard.MUTED if muted else Heard.UNMUTED)


def test_a_tombstone_names_the_successor() -> None:
    found = _surely(_state("m.room.tombstone", {"body": "", "replacement_room": "!new:archipel.example"}))
    assert (found.kind, found.target) == (Heard.UPGRADED, "!new:archipel.example")


@pytest.mark.parametrize(
    "content", [{}, {"replacement_room": ""}, {"replacement_room": 7}, {"replacement_room": "#a:b"}]
)
def test_a_tombstone_without_a_room_is_none(content: Event) -> None:
    assert _heard(_state("m.room.tombstone", content)) is None


@pytest.mark.parametrize("kind", ["m.room.tombstone", "m.room.power_levels", "m.room.encryption"])
def test_what_looks_like_a_room_s_state_and_is_not_counts_for_nothing(kind: str) -> None:
    content = {"replacement_room": "!new:archipel.example", "events_default": 50}
    assert _heard(_event(kind, content)) is None  # an ordinary event of that type
    assert _heard(_event(kind, content, state_key="other")) is None


def test_a_room_that_becomes_encrypted_is_heard() -> None:
    assert _surely(_state("m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})).kind is Heard.ENCRYPTED


def test_the_room_is_found_as_its_state_says() -> None:
    known = [
        _state("m.room.create", {"predecessor": {"room_id": "!old:archipel.example", "event_id": "$x"}}),
        _state("m.room.name", {"name": "Ancien"}),
        _state("m.room.name", {"name": "  Îlot\nGranit  "}),
        _state("m.room.encryption", {}),
        _state("m.room.power_levels", {"events_default": 50}),
    ]
    found = reading.entered(_member(BOT, "join", "invite"), known, ROOM, BOT)
    assert (found.kind, found.room_name, found.encrypted, found.muted) == (Heard.ENTERED, "Îlot Granit", True, True)
    assert found.predecessor == "!old:archipel.example"


def test_a_room_that_continues_none_continues_itself_and_an_unseen_one_says_nothing() -> None:
    join = _member(BOT, "join")
    assert reading.entered(join, [_state("m.room.create", {})], ROOM, BOT).predecessor == ROOM
    assert reading.entered(join, [], ROOM, BOT).predecessor is None


# ── echoes ──


def test_an_echo_is_known_by_its_transaction_whoever_s_device_sent_it() -> None:
    mine = _message("Bonjour") | {"sender": BOT}
    here = mine | {"unsigned": {"transaction_id": "t1"}}
    assert reading.echo(here, ROOM, BOT) == Echo("t1", "$1", ROOM, own_device=True)
    mine["content"][reading.TXN_KEY] = "t2"
    assert reading.echo(mine, ROOM, BOT) == Echo("t2", "$1", ROOM)
    assert reading.echo(mine | {"sender": NOA}, ROOM, BOT) is None  # anybody may write our key into their own message


# ── what strangers send ──


@pytest.mark.parametrize("event_id", ["x" * 300, "$" + "x" * 300, "$a\x00b", "", 7, None, {"$": 1}])
def test_a_relation_to_what_is_no_event_is_no_relation(event_id: Any) -> None:
    found = _surely(_message("!aide", {"rel_type": "m.thread", "event_id": event_id}))
    assert found.thread is None


def test_half_a_character_is_replaced_because_no_database_takes_it() -> None:
    found = _surely(_message("!offre \ud83d"))
    assert found.body.encode() == b"!offre ?"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["membership", "body", "msgtype", "m.relates_to", "m.mentions", "formatted_body", "users", "events", "name"]
KINDS = st.sampled_from(list(reading._WAYS))


@given(
    kind=KINDS,
    content=st.dictionaries(st.sampled_from(FIELDS), JSON) | JSON,
    more=st.dictionaries(st.sampled_from(["state_key", "unsigned", "origin_server_ts", "redacts", "sender"]), JSON),
)
def test_nothing_that_anybody_sends_is_more_than_ignored(kind: str, content: Any, more: Event) -> None:
    event = _event(kind, content, **more)
    found = _heard(event)
    reading.own_membership(event, BOT)
    reading.echo(event, ROOM, BOT)
    reading.entered(event, [event], ROOM, BOT)
    if found is not None:
        json.dumps(found.as_json(), ensure_ascii=False).encode()  # it can be kept


def test_what_was_heard_comes_back_from_the_inbox_as_it_went_in() -> None:
    known = [_state("m.room.power_levels", {"events_default": 50}), _state("m.room.create", {})]
    for incoming in (
        _surely(_message("!offre", {"rel_type": "m.thread", "event_id": "$0"})),
        _surely(_member(NOA, "join", "invite", displayname="Noa")),
        reading.entered(_member(BOT, "join"), known, ROOM, BOT),
    ):
        kept = json.loads(json.dumps(incoming.as_json()))
        back = Incoming.from_json(
            kept, event_id=incoming.event_id, room_id=ROOM, sender=incoming.sender, at=incoming.at
        )
        assert back == incoming
