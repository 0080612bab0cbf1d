"""Safe mode's own words and ears: two words, one room, two people; what is broken in an îlot is noticed by name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Bot, now
from bot.config import Config
from bot.safe import kind_of, open_safe
from bot.transport import Batch, Heard, Incoming
from commands.safe.messages import Broken
from storage.delivery import Delivery
from storage.errors import BrokenIlot, NewerDatabase, Unreachable, WrongKey
from storage.ilots import Ilot
from tests.playing import full

ADMIN, ILOT = "!admin:archipel.example", "!granit:archipel.example"
CONFIG = {
    "matrix": {"user": full("navette"), "homeserver": "http://127.0.0.1:9"},
    "collective": {"tisseuse": full("tisseuse"), "deputy": full("relais"), "admin_room": ADMIN},
}


@pytest.fixture
async def safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Bot]:
    """The other bot."""
    monkeypatch.chdir(tmp_path)
    async with open_safe(Config(**CONFIG), WrongKey("the sealing key does not open this database")) as bot:  # type: ignore[arg-type]
        yield bot
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240 - a test may wait for a disk


async def _said(bot: Bot, who: str, room: str, body: str) -> list[str]:
    event = Incoming(kind=Heard.MESSAGE, event_id=f"${who}{body}", room_id=room, sender=full(who), at=now(), body=body)
    await bot.intake.receive(Batch(since=None, next="s1", events=(event,), echoes=(), started_at=now()))
    await bot.intake.settle()
    async with bot.bench.transaction() as session:
        rows = await Delivery(session, bot.bench.account_id).said_to(event.event_id)
        return [str((row.content or {})["body"]) for row in rows]


@pytest.mark.parametrize("who", ["tisseuse", "relais"])
@pytest.mark.parametrize("body", ["!etat", "!état", "! etat", "!status", "!aide", "!help"])
async def test_two_words_are_answered_in_her_room(safe: Bot, who: str, body: str) -> None:
    said = await _said(safe, who, ADMIN, body)
    assert len(said) == 1 and "mode sûr" in said[0]


@pytest.mark.parametrize(
    ("who", "room", "body"),
    [
        ("tisseuse", ADMIN, "!copil"),
        ("tisseuse", ADMIN, "bonjour"),
        ("tisseuse", ILOT, "!etat"),
        ("noa", ADMIN, "!etat"),
        ("noa", ILOT, "!offre un vélo"),
    ],
)
async def test_nothing_else_is(safe: Bot, who: str, room: str, body: str) -> None:
    assert await _said(safe, who, room, body) == []


def test_each_fault_has_a_kind() -> None:
    faults = (WrongKey("x"), NewerDatabase("x"), BrokenIlot("x"), Unreachable("x"))
    assert [kind_of(fault) for fault in faults] == list(Broken)


def test_an_ilot_that_cannot_be_read_is_named() -> None:
    for broken in ({"slot": {"every_weeks": "often"}}, {"posting": {"start": "9h"}}):
        with pytest.raises(BrokenIlot, match="granit"):
            Ilot(slug="granit", name="Granit", **broken).must_be_readable()
    Ilot(slug="granit", name="Granit").must_be_readable()
