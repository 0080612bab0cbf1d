"""Safe mode, on a real Synapse: broken for real, the bot says so in her room, says nothing else, and loses nothing."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.person import Person
from tests.live.collective import PASSWORD, Collective, gathered, words_of

pytestmark = [pytest.mark.live, pytest.mark.slow]
Mend = Callable[[], None]


@pytest.fixture
async def small(homeserver: ThrowawayHomeserver, tmp_path: Path) -> AsyncIterator[Collective]:
    """An îlot of two, a Tisseuse, and a bot that has worked and was stopped."""
    async with gathered(homeserver, tmp_path, "noa", "ines", tag=uuid.uuid4().hex[:6]) as found:
        await found.start_bot()
        await found.tisseuse.wait_for(lambda: found.bot_is_in(found.tisseuse, found.admin_room), 60)
        await found.open_ilot("Granit", *found.people)
        assert await found.stop_bot() == 0
        yield found


def _run(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "navette.db")) as database, database:
        database.execute(statement)


def _without_key(folder: Path) -> Mend:
    kept = (folder / "navette.key").rename(folder / "elsewhere.key")
    return lambda: (kept.rename(folder / "navette.key"), None)[1]


def _another_key(folder: Path) -> Mend:
    key, kept = folder / "navette.key", (folder / "navette.key").read_bytes()
    text = kept.decode()
    swapped = "".join("B" if sign == "A" else "A" if sign == "B" else sign for sign in text)
    key.write_text(swapped if swapped != text else text[::-1], "utf-8")
    return lambda: (key.write_bytes(kept), None)[1]


def _broken_ilot(folder: Path) -> Mend:
    _run(folder, 'UPDATE ilot SET slot = \'{"every_weeks": "often"}\'')
    return lambda: _run(folder, "UPDATE ilot SET slot = NULL")


def _migration_that_fails(folder: Path) -> Mend:
    """What it wants to make is there already."""
    with closing(sqlite3.connect(folder / "navette.db")) as database:
        newest = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    _run(folder, "UPDATE alembic_version SET version_num = '0010'")
    return lambda: _run(folder, f"UPDATE alembic_version SET version_num = '{newest}'")


def _of_tomorrow(folder: Path) -> Mend:
    with closing(sqlite3.connect(folder / "navette.db")) as database:
        newest = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    _run(folder, "UPDATE alembic_version SET version_num = '9999'")
    return lambda: _run(folder, f"UPDATE alembic_version SET version_num = '{newest}'")


BREAKAGES: dict[str, tuple[Callable[[Path], Mend], str]] = {
    "the key is lost": (_without_key, "clé"),
    "another key": (_another_key, "clé"),
    "an îlot that cannot be read": (_broken_ilot, "Un réglage d'un îlot est illisible"),
    "a migration that fails": (_migration_that_fails, "ne se laissent pas mettre à jour"),
    "a newer database": (_of_tomorrow, "version plus récente"),
}


@pytest.mark.parametrize("name", BREAKAGES)
async def test_broken_it_says_what_is_wrong_answers_two_words_and_takes_up_all_that_waited(
    small: Collective, name: str
) -> None:
    breaks, what = BREAKAGES[name]
    noa, room = small.people["noa"], small.rooms["Granit"]
    before = len(small.answers(noa, room))
    mend = breaks(small.folder)
    kept = (small.folder / "navette.db").read_bytes()
    await small.start_bot(NAVETTE_TRY_AGAIN_AFTER="4")
    told = words_of(await small.told("mode sûr", 60))
    assert what in told and "Rien n'est perdu" in told
    said = words_of(await small.tell_bot("!etat"))
    assert "en mode sûr" in said and what in said
    assert "!etat dit quoi" in words_of(await small.tell_bot("!aide")).replace("`", "")
    offered = await noa.say(room, "!offre un vélo")
    await noa.say(room, "!etat")
    await small.tell_bot("!etat")  # whatever it would have said there is said by now
    assert len(small.answers(noa, room)) == before
    assert (small.folder / "navette.db").read_bytes() == kept
    mend()
    await small.log_says("bot.started", 60)
    assert "O1" in words_of(await noa.wait_for_answer(room, offered, small.bot_id))
    assert "Navette" in words_of(await small.tell_bot("!etat"))
    assert small.told_times("Je n'ai pas pu démarrer") == small.told_times("C'est réparé") == 1


async def test_it_leaves_no_device_behind_and_ends_with_what_was_wrong(small: Collective) -> None:
    _without_key(small.folder)
    await small.start_bot()
    await small.told("mode sûr", 60)
    assert await small.stop_bot() == 2
    account = Person(small.homeserver.url, small.bot_id[1:].partition(":")[0], PASSWORD)
    await account.log_in(listen=False)
    names = [str(device["display_name"]) for device in (await account.call("GET", "devices"))["devices"]]
    await account.close()
    assert [name.partition(" ")[0] for name in names].count("Navette") == 1


async def test_in_an_encrypted_room_it_is_heard_too_and_the_bot_keeps_its_identity(small: Collective) -> None:
    tisseuse, room = small.tisseuse, small.admin_room

    def sealed() -> int:
        return len(tisseuse.events(room, sender=small.bot_id, kind="m.room.encrypted"))

    await tisseuse.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    mend = _broken_ilot(small.folder)
    await small.start_bot(NAVETTE_TRY_AGAIN_AFTER="4")
    await tisseuse.wait_for(lambda: sealed() >= 1, 60)
    mend()
    await small.log_says("bot.mended", 60)
    await tisseuse.say(room, "!etat")
    await tisseuse.wait_for(lambda: sealed() >= 2, 60)
    assert "identity" not in small.log()
