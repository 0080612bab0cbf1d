"""`navette run` and `navette check` before and around a start: one clear line, and nothing written too early."""

from __future__ import annotations

import asyncio
import base64
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.person import Person
from storage.database import Database, read_url
from storage.sealing import Seal
from storage.upgrade import known_shape
from tests.live.collective import PASSWORD, Collective, configure, gathered, run_beside, words_of

pytestmark = pytest.mark.live
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
async def account(homeserver: ThrowawayHomeserver) -> str:
    """A bot's account of its own."""
    return await homeserver.register(f"navette-{uuid.uuid4().hex[:6]}", PASSWORD)


@pytest.fixture
async def small(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """One person and a Tisseuse; the bot is not started yet."""
    async with gathered(homeserver, tmp_path, "noa", database=database_url, tag=uuid.uuid4().hex[:6]) as found:
        yield found


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def _is_untouched(folder: Path, database_url: str) -> bool:
    """No file but the configuration's two, and no table."""
    if _names(folder) != ["config.toml", "password"]:
        return False
    if database_url.startswith("sqlite"):
        return True
    database = Database(read_url(database_url), Seal.fresh())
    try:
        return await known_shape(database) is None
    finally:
        await database.close()


# ── before the first start ──


async def test_a_refused_login_is_one_line_and_nothing_is_written(
    homeserver: ThrowawayHomeserver, account: str, database_url: str, tmp_path: Path
) -> None:
    configure(tmp_path, homeserver.url, account, database_url, {})
    for command in ("run", "check"):
        code, output = await run_beside(tmp_path, command, NAVETTE_MATRIX__PASSWORD="wrong")
        assert code == 2
        refusal = [line for line in output.splitlines() if account in line]
        assert len(refusal) == 1 and "M_FORBIDDEN" in refusal[0]
    assert await _is_untouched(tmp_path, database_url)


async def test_a_check_says_a_line_each_and_writes_nothing(
    homeserver: ThrowawayHomeserver, account: str, database_url: str, tmp_path: Path
) -> None:
    configure(tmp_path, homeserver.url, account, database_url, {})
    code, output = await run_beside(tmp_path, "check")
    lines = output.splitlines()
    assert code == 0
    names = ("✓ configuration", "✓ database", "✓ homeserver and account", "✓ device", "✓ Tisseuse's room")
    assert [line.partition(":")[0] for line in lines] == list(names)
    assert await _is_untouched(tmp_path, database_url)


async def test_a_check_tells_a_room_that_is_none_from_one_where_the_bot_is_not_yet(small: Collective) -> None:
    code, output = await run_beside(small.folder, "check")
    assert code == 0 and f"✓ Tisseuse's room: {small.admin_room}, the bot is not in it yet" in output
    nowhere = "!nowhere:" + small.admin_room.partition(":")[2]
    code, output = await run_beside(small.folder, "check", NAVETTE_COLLECTIVE__ADMIN_ROOM=nowhere)
    assert code == 2 and f"✗ Tisseuse's room: {nowhere}, the homeserver knows no such room" in output


async def test_a_check_does_not_wait_for_a_homeserver_that_is_away(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/navette.db"
    configure(tmp_path, NOWHERE, "@navette:archipel.example", url, {})
    code, output = await run_beside(tmp_path, "check")
    assert code == 2
    assert f"✗ homeserver and account: {NOWHERE} does not answer" in output
    assert await _is_untouched(tmp_path, url)


@pytest.mark.slow
async def test_told_to_stop_while_it_waits_for_a_homeserver_it_ends_well(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/navette.db"
    configure(tmp_path, NOWHERE, "@navette:archipel.example", url, {})
    code, output = await run_beside(tmp_path, "run", stopped_at="waiting_for_homeserver")
    assert code == 0
    assert output.count("waiting_for_homeserver") == 1
    assert await _is_untouched(tmp_path, url)


@pytest.mark.slow
async def test_a_start_waits_for_a_homeserver_that_is_away_and_works_when_it_comes(tmp_path: Path) -> None:
    async with (
        ThrowawayHomeserver(tmp_path / "synapse") as homeserver,
        gathered(homeserver, tmp_path / "bot") as collective,
    ):
        await homeserver.stop()
        await collective.start_bot()
        await collective.log_says("waiting_for_homeserver")
        await asyncio.sleep(5)
        assert collective.log().count("waiting_for_homeserver") == 1  # a line a change, not a line a try
        await homeserver.start()
        await collective.tisseuse.wait_for(lambda: collective.bot_is_in(collective.tisseuse, collective.admin_room), 60)
        assert "Navette" in words_of(await collective.tell_bot("!etat"))


@pytest.mark.slow
async def test_a_key_that_does_not_fit_opens_nothing_and_changes_nothing(small: Collective) -> None:
    await small.start_bot()
    await small.tisseuse.wait_for(lambda: small.bot_is_in(small.tisseuse, small.admin_room))
    assert await small.stop_bot() == 0
    key = base64.b64encode(bytes(32)).decode()
    for command, stopped_at in (("run", "bot.safe_mode"), ("check", None)):
        code, output = await run_beside(small.folder, command, stopped_at=stopped_at, NAVETTE_SEAL_KEY=key)
        assert code == 2
        assert sum("does not open this database" in line for line in output.splitlines()) == 1
    await small.start_bot()
    assert "Navette" in words_of(await small.tell_bot("!etat"))


# ── beside a running bot ──


@pytest.mark.slow
async def test_a_second_one_on_the_same_database_leaves_the_first_in_peace(small: Collective) -> None:
    """On a file it refuses; on a server it stands by, until it is told to stop."""
    await small.start_bot()
    await small.tisseuse.wait_for(lambda: small.bot_is_in(small.tisseuse, small.admin_room))
    code, output = await run_beside(small.folder, "run", stopped_at="bot.stands_by")
    on_file = small.database.startswith("sqlite")
    assert code == (2 if on_file else 0)
    assert sum("another Navette" in line for line in output.splitlines()) == on_file
    assert ("bot.stands_by" in output) is not on_file
    code, output = await run_beside(small.folder, "check")
    assert code == 0 and f"✓ Tisseuse's room: {small.admin_room}, the bot is in it" in output
    assert "Navette" in words_of(await small.tell_bot("!etat"))
    account = Person(small.homeserver.url, small.bot_id[1:].partition(":")[0], PASSWORD)
    await account.log_in(listen=False)
    names = [device["display_name"] for device in (await account.call("GET", "devices"))["devices"]]
    await account.close()
    assert [str(name).partition(" ")[0] for name in names].count(
        "Navette"
    ) == 1  # neither of the two others left a device behind


@pytest.mark.slow
async def test_a_token_that_is_revoked_stops_it_with_a_clear_line_and_the_next_start_logs_in(small: Collective) -> None:
    await small.start_bot()
    await small.tisseuse.wait_for(lambda: small.bot_is_in(small.tisseuse, small.admin_room))
    account = Person(small.homeserver.url, small.bot_id[1:].partition(":")[0], PASSWORD)
    await account.log_in(listen=False)
    await account.call("POST", "logout/all", {})
    await account.close()
    assert await small.ended() == 2
    assert sum("log in again" in line for line in small.log().splitlines()) == 1
    await small.start_bot()
    assert "Navette" in words_of(await small.tell_bot("!etat"))


@pytest.mark.slow
async def test_a_tisseuse_s_room_that_is_encrypted_is_as_good_as_any(small: Collective) -> None:
    tisseuse, room, bot_id = small.tisseuse, small.admin_room, small.bot_id

    def sealed() -> int:
        return len(tisseuse.events(room, sender=bot_id, kind="m.room.encrypted"))

    await small.start_bot()
    await tisseuse.wait_for(lambda: small.bot_is_in(tisseuse, room))
    await tisseuse.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    said = len(tisseuse.events(room, sender=bot_id))
    await tisseuse.say(room, "!etat")
    await tisseuse.wait_for(lambda: sealed() == 1)
    assert await small.stop_bot() == 0
    code, output = await run_beside(small.folder, "check")
    assert code == 0, output
    await tisseuse.say(room, "!etat")
    await small.start_bot()
    await tisseuse.wait_for(lambda: sealed() == 2, 60)
    assert len(tisseuse.events(room, sender=bot_id)) == said


# ── the first invitations ──


@pytest.mark.slow
async def test_a_stranger_s_invitation_before_the_tisseuse_s_own_is_asked_about_later(small: Collective) -> None:
    await small.tisseuse.do(small.admin_room, "kick", small.bot_id)  # not invited there yet
    room = await small.people["noa"].create_room("trop tôt", (small.bot_id,))
    await small.start_bot()
    await small.log_says("bot.started")
    await small.tisseuse.do(small.admin_room, "invite", small.bot_id)
    asked = await small.told("m'invite dans « trop tôt »")
    await small.tisseuse.react(small.admin_room, asked["event_id"], "✅")
    await small.people["noa"].wait_for(lambda: small.bot_is_in(small.people["noa"], room))
    assert small.told_times("m'invite") == 1
