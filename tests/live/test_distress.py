"""Words of distress on a real Synapse, in an encrypted room for two, at night: answered, and nowhere to be found."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import now, open_database
from bot.config import load
from bot.homeserver import ThrowawayHomeserver
from storage.database import Base
from tests.live.careful import ENCRYPTION, CarefulPerson, careful
from tests.live.collective import Collective, words_of

pytestmark = pytest.mark.live

MARK = "zibeline"
CRY = f"j'en peux plus, {MARK}, g envie de mourir"
_THREE_AT_NIGHT = 3


async def _hears(person: CarefulPerson, room: str, bot_id: str, words: str) -> str:
    def found() -> str | None:
        return next((said for said in map(words_of, person.events(room, sender=bot_id)) if words in said), None)

    answer: str = await person.wait_for(found, 60)
    return answer


def _by_night(folder: Path) -> None:
    """In the collective's zone it is three in the morning."""
    ahead = (_THREE_AT_NIGHT - now().hour + 12) % 24 - 12
    file = folder / "config.toml"
    file.write_text(re.sub('zone = ".*"', f'zone = "Etc/GMT{-ahead:+d}"', file.read_text("utf-8")), "utf-8")


def _files_with(mark: str, folder: Path) -> list[str]:
    """Of the bot's folder: database, write-ahead log, log."""
    return [path.name for path in folder.rglob("*") if path.is_file() and mark.encode() in path.read_bytes()]


async def _opened(folder: Path) -> str:
    """Every table, its sealed columns opened."""
    async with open_database(load(folder / "config.toml")) as database, database.transaction() as session:
        rows = [row for table in Base.metadata.tables.values() for row in await session.execute(select(table))]
    return "\n".join(map(str, rows))


async def test_it_is_answered_at_night_without_a_prefix_and_stands_nowhere(
    collective: Collective, homeserver: ThrowawayHomeserver
) -> None:
    person = await careful(homeserver, f"careful{uuid.uuid4().hex[:6]}")
    collective.people["careful"] = person
    _by_night(collective.folder)
    await collective.start_bot()
    await collective.open_ilot("Granit", "noa", "careful")  # the bot accepts who is known to it
    private = await person.create_room("", (collective.bot_id,), is_direct=True, initial_state=[ENCRYPTION])
    await person.wait_for(lambda: collective.bot_is_in(person, private), 60)
    await person.say(private, CRY)
    assert "3114" in await _hears(person, private, collective.bot_id, "Merci de me le dire.")
    await person.say(private, "oui")
    await _hears(person, private, collective.bot_id, "C'est fait")
    assert MARK not in words_of(await collective.told("prendre contact"))
    assert not person.unread(private) and not person.refused
    assert _files_with(MARK, collective.folder) == []
    assert await collective.stop_bot() == 0
    assert _files_with(MARK, collective.folder) == []
    held = await _opened(collective.folder)
    assert private in held  # it was looked at
    assert MARK not in held
