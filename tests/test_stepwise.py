"""A large JSON text, read in steps: never another value than json.loads gives, and refused where that refuses."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matrix import stepwise
from bot.matrix.stepwise import free_in_steps, read_in_steps

_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_VALUES = st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


@given(_VALUES, st.sampled_from([None, 1, 3]))
def test_it_reads_what_json_reads(value: object, indent: int | None) -> None:
    assert read_in_steps(json.dumps(value, indent=indent).encode()) == value


@given(_VALUES, st.data())
def test_a_text_that_was_cut_or_spoilt_is_judged_as_json_judges_it(value: object, data: st.DataObject) -> None:
    text = json.dumps({"rooms": {"join": value}})
    at = data.draw(st.integers(0, len(text)))
    for spoilt in (text[:at], text[:at] + data.draw(st.sampled_from('{}[],:" x')) + text[at:]):
        assert _read(spoilt) == _loaded(spoilt)


@pytest.mark.parametrize(
    "text", ["", " ", "{", "{}x", "{,}", '{"a":1,}', '{"a" 1}', '{"a":1 "b":2}', "{1:2}", '{"a":{"b":{"c":{"d":}}}}']
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_in_steps(text.encode())


def test_the_last_of_two_members_of_one_name_counts_and_what_is_no_text_is_refused() -> None:
    assert read_in_steps(b'{"a": 1, "a": 2}') == {"a": 2}
    with pytest.raises(UnicodeDecodeError):
        read_in_steps(b'{"a": "\xff"}')


def test_no_piece_is_larger_than_a_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a piece is read nobody else has a turn."""
    pieces: list[int] = []
    whole = stepwise._piece

    def measured(text: str, at: int) -> tuple[object, int]:
        value, end = whole(text, at)
        pieces.append(end - at)
        return value, end

    monkeypatch.setattr(stepwise, "_piece", measured)
    rooms = {f"!{number}": {"timeline": [{"body": "x" * 50}] * 20} for number in range(20)}
    read_in_steps(json.dumps({"next_batch": "n", "rooms": {"join": rooms}}).encode())
    assert max(pieces) == len(json.dumps(rooms["!0"]))


def _read(text: str) -> object:
    try:
        return read_in_steps(text.encode())
    except ValueError:
        return ValueError


def _loaded(text: str) -> object:
    try:
        return json.loads(text.encode())
    except ValueError:
        return ValueError


async def test_what_was_read_is_freed_with_a_turn_for_others_in_between() -> None:
    rooms, left = {str(number): [number] for number in range(350)}, []

    async def somebody_else() -> None:
        while True:
            left.append(len(rooms))
            await asyncio.sleep(0)

    other = asyncio.create_task(somebody_else())
    await asyncio.sleep(0)
    await free_in_steps(rooms)
    other.cancel()
    assert left == [350, 250, 150, 50, 0]
