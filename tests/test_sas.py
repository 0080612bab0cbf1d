"""The exchange of an emoji verification, both sides in one process: what completes, and what must not."""

from __future__ import annotations

import json
from typing import Any

import pytest
import vodozemac

from bot.matrix.sas import Broken, Exchange, Side, Words
from tests.comparing import BOT, BOT_KEYS, FRAME, NOA, NOA_KEYS, Comparing, commitment

Json = dict[str, Any]


@pytest.fixture
def noa() -> Comparing:
    return Comparing((NOA, "PHONE"), (BOT, "BOAT"), "$ask", FRAME)


@pytest.fixture
def ours() -> Exchange:
    return Exchange("$ask", FRAME, Side(BOT, "BOAT", BOT_KEYS), Side(NOA, "PHONE", NOA_KEYS))


def _kinds(words: Words) -> list[str]:
    return [kind for kind, _ in words]


def _only(words: Words) -> Json:
    assert len(words) == 1
    return words[0][1]


def _compared(noa: Comparing, ours: Exchange) -> None:
    """Up to where both see emoji, begun by Noa."""
    ours.hear("start", noa.start())
    noa.compare(_only(ours.hear("key", noa.key()))["key"], began=True)


def _fails(ours: Exchange, kind: str, content: Json, code: str) -> None:
    with pytest.raises(Broken) as failed:
        ours.hear(kind, content)
    assert failed.value.code == code


def test_both_see_the_same_and_vouch_for_their_keys_when_they_begin(noa: Comparing, ours: Exchange) -> None:
    start = noa.start()
    accept = _only(ours.hear("start", start))
    assert accept["m.relates_to"] == FRAME["m.relates_to"]
    said = _only(ours.hear("key", noa.key()))
    assert accept["commitment"] == commitment(said["key"], start)
    noa.compare(said["key"], began=True)
    assert (list(ours.emoji), list(ours.decimals)) == (noa.emoji, noa.decimals)
    assert len(ours.emoji) == 7
    words = ours.hear("mac", noa.mac(NOA_KEYS))
    assert _kinds(words) == ["mac", "done"]
    assert noa.vouched_for(words[0][1], BOT_KEYS) == set(BOT_KEYS)
    assert ours.is_over
    assert ours.hear("done", FRAME) == []


def test_both_see_the_same_and_vouch_for_their_keys_when_we_begin(noa: Comparing, ours: Exchange) -> None:
    start = _only(ours.begin())
    key = _only(ours.hear("accept", noa.accept(start)))
    noa.compare(key["key"], began=False)
    assert ours.hear("key", noa.key()) == []
    assert (list(ours.emoji), list(ours.decimals)) == (noa.emoji, noa.decimals)
    words = ours.hear("mac", noa.mac(NOA_KEYS))
    assert noa.vouched_for(words[0][1], BOT_KEYS) == set(BOT_KEYS)


def test_a_key_that_was_not_committed_to_ends_it(noa: Comparing, ours: Exchange) -> None:
    ours.hear("accept", noa.accept(_only(ours.begin())))
    noa.sas = vodozemac.Sas()  # chosen after ours was seen
    _fails(ours, "key", noa.key(), "m.mismatched_commitment")


def test_our_key_is_not_told_before_theirs(noa: Comparing, ours: Exchange) -> None:
    assert ours.public_key not in json.dumps(ours.hear("start", noa.start()))


@pytest.mark.parametrize(
    "keys",
    [
        {"ed25519:PHONE": "another key"},
        {"ed25519:bm9hJ3MgbWFzdGVy": "bm9hJ3MgbWFzdGVy"},
        {**NOA_KEYS, "ed25519:bm9hJ3MgbWFzdGVy": "another key"},
        {},
    ],
)
def test_keys_that_are_not_those_we_know_end_it(noa: Comparing, ours: Exchange, keys: dict[str, str]) -> None:
    _compared(noa, ours)
    _fails(ours, "mac", noa.mac(keys), "m.key_mismatch")
    assert not ours.is_over


def test_a_mac_of_another_exchange_or_list_ends_it(noa: Comparing, ours: Exchange) -> None:
    _compared(noa, ours)
    _fails(ours, "mac", {**noa.mac(NOA_KEYS), "keys": noa.mac({})["keys"]}, "m.key_mismatch")
    _fails(ours, "mac", {"mac": [], "keys": ""}, "m.invalid_message")


def test_a_key_of_theirs_that_we_cannot_know_is_no_obstacle(noa: Comparing, ours: Exchange) -> None:
    _compared(noa, ours)
    assert _kinds(ours.hear("mac", noa.mac({**NOA_KEYS, "ed25519:TABLET": "whatever"}))) == ["mac", "done"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"method": "m.reciprocate.v1"}, "m.unknown_method"),
        ({"key_agreement_protocols": ["curve25519"]}, "m.unknown_method"),
        ({"message_authentication_codes": ["hkdf-hmac-sha256"]}, "m.unknown_method"),
        ({"hashes": None}, "m.unknown_method"),
        ({"short_authentication_string": "emoji"}, "m.unknown_method"),
        ({"from_device": "TABLET"}, "m.invalid_message"),
    ],
)
def test_a_start_that_we_cannot_follow_ends_it(noa: Comparing, ours: Exchange, change: Json, code: str) -> None:
    _fails(ours, "start", {**noa.start(), **change}, code)


@pytest.mark.parametrize("kind", ["accept", "key", "mac", "done", "ready", "start.again"])
def test_what_does_not_come_here_ends_it(ours: Exchange, kind: str) -> None:
    _fails(ours, kind, {}, "m.unexpected_message")


@pytest.mark.parametrize("key", ["A" * 43, "no key", "", None])
def test_a_key_that_is_none_ends_it(noa: Comparing, ours: Exchange, key: Any) -> None:
    ours.hear("start", noa.start())
    _fails(ours, "key", {"key": key}, "m.invalid_message")


def test_an_accept_for_another_protocol_ends_it(noa: Comparing, ours: Exchange) -> None:
    accept = noa.accept(_only(ours.begin()))
    _fails(ours, "accept", {**accept, "message_authentication_code": "hkdf-hmac-sha256"}, "m.unknown_method")


def test_when_both_begin_the_user_id_that_sorts_first_counts(noa: Comparing, ours: Exchange) -> None:
    assert BOT < NOA
    start = _only(ours.begin())
    assert ours.hear("start", noa.start()) == []
    assert _kinds(ours.hear("accept", noa.accept(start))) == ["key"]
    abel = Comparing(("@abel:x", "PHONE"), (BOT, "BOAT"), "$ask", FRAME)
    theirs = Exchange("$ask", FRAME, Side(BOT, "BOAT", BOT_KEYS), Side("@abel:x", "PHONE", NOA_KEYS))
    theirs.begin()
    assert _kinds(theirs.hear("start", abel.start())) == ["accept"]
    abel.compare(_only(theirs.hear("key", abel.key()))["key"], began=True)
    assert list(theirs.emoji) == abel.emoji
