"""Encrypted rooms with careful clients: read and answered at first, after restarts and losses, and never in clear."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import now, open_database
from bot.config import load
from bot.homeserver import ThrowawayHomeserver
from bot.person import Event
from storage.crypto import KeyRow, Keys
from storage.upgrade import open_account
from tests.conftest import BOTH
from tests.live.careful import ENCRYPTION, CarefulPerson, another_device, careful, open_encrypted
from tests.live.collective import Collective, gathered
from tests.live.counting import NONE, settled, verdict
from tests.postgres import ThrowawayPostgres

pytestmark = pytest.mark.live

_PATIENCE = 90.0  # seconds: a start of the bot is in it, on a machine that has other work


@pytest.fixture(scope="module", params=BOTH)
async def home(
    request: pytest.FixtureRequest, homeserver: ThrowawayHomeserver, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Collective]:
    """A running bot, and two careful people in an encrypted room with it. Each test leaves the bot running."""
    url = None
    if request.param == "postgresql":
        server: ThrowawayPostgres = request.getfixturevalue("postgres")
        url = server.new_database()
    async with _home(homeserver, tmp_path_factory.mktemp("home"), url) as found:
        yield found


@pytest.fixture
def room(home: Collective) -> str:
    """The encrypted room of Granit."""
    return home.rooms["Granit"]


@pytest.fixture
def noa(home: Collective) -> CarefulPerson:
    """One of the two."""
    person = home.people["noa"]
    assert isinstance(person, CarefulPerson)
    return person


@pytest.fixture
def ines(home: Collective) -> CarefulPerson:
    """The other."""
    person = home.people["ines"]
    assert isinstance(person, CarefulPerson)
    return person


# ── from the first start ──


async def test_the_first_message_is_answered_encrypted_by_a_device_that_its_owner_signed(
    home: Collective, room: str, noa: CarefulPerson, ines: CarefulPerson
) -> None:
    answer = await _ask(home, noa, room, "!offre montage vendredi 14h")
    assert answer["content"]["body"].startswith("O1 · montage")
    assert list((await noa.signed_devices(home.bot_id)).values()) == [True]
    await ines.wait_for(lambda: not ines.unread(room))
    assert (noa.refused, ines.refused) == (set(), set())
    _nothing_was_clear(home, room)


async def test_after_an_orderly_restart_and_after_a_kill_it_is_the_same_device(
    home: Collective, room: str, noa: CarefulPerson
) -> None:
    before = await noa.signed_devices(home.bot_id)
    assert await home.stop_bot() == 0
    await home.start_bot()
    await _ask(home, noa, room, "!offres")
    await home.kill_bot()
    asked = await noa.say(room, "!ilots")  # while nobody listens
    await home.start_bot()
    await noa.wait_for_answer(room, asked, home.bot_id, _PATIENCE)
    await _ask(home, noa, room, "!offres")
    assert await noa.signed_devices(home.bot_id) == before
    _nothing_was_clear(home, room)


async def test_a_reaction_answers_an_encrypted_question_and_a_reply_stays_readable(
    home: Collective, room: str, noa: CarefulPerson, ines: CarefulPerson
) -> None:
    asked = await noa.say(room, "!offres deux heures de couture samedi")
    question = await noa.wait_for_answer(room, asked, home.bot_id, _PATIENCE)
    before = len(noa.events(room, sender=home.bot_id))
    await noa.react(room, question["event_id"], "👍")
    done = await noa.wait_for(lambda: noa.events(room, sender=home.bot_id)[before:])
    assert "couture" in done[0]["content"]["body"]
    await ines.wait_for(lambda: not ines.unread(room))
    _nothing_was_clear(home, room)


async def test_a_device_added_later_reads_the_next_answers(home: Collective, room: str, noa: CarefulPerson) -> None:
    await _ask(home, noa, room, "!offres")
    phone = await another_device(noa)
    try:
        answer = await _ask(home, noa, room, "!ilots")
        assert (await _seen(phone, room, answer))["content"]["body"] == answer["content"]["body"]
        await _ask(home, phone, room, "!offres")
    finally:
        await phone.close()


async def test_a_device_that_nobody_signed_reads_nothing_and_is_not_read(
    home: Collective, room: str, noa: CarefulPerson, homeserver: ThrowawayHomeserver
) -> None:
    """What the careful people of these tests would do with the bot if its device were not signed."""
    stranger = await careful(homeserver, f"stranger{uuid.uuid4().hex[:6]}", signs=False)
    try:
        await home.tisseuse.do(room, "invite", stranger.user_id)
        await stranger.join(room)
        await noa.wait_for(lambda: stranger.user_id in noa.keys.rooms[room].users)
        kept, said = await noa.say(room, "between us"), await stranger.say(room, "let me in")
        await noa.wait_for(lambda: said in noa.refused)
        await stranger.wait_for(lambda: kept in stranger.unread(room))
        assert said in noa.unread(room)
    finally:
        await stranger.leave(room)
        await stranger.close()


async def test_encryption_turned_on_in_an_old_room_holds_from_then_on(home: Collective, noa: CarefulPerson) -> None:
    room = await home.open_ilot(f"Traboule{uuid.uuid4().hex[:4]}", "noa", "ines")
    before = await _ask(home, noa, room, "!offres")
    turned_on = await home.tisseuse.set_state(room, "m.room.encryption", ENCRYPTION["content"])
    await noa.wait_for(lambda: noa.keys.rooms[room].encrypted)
    after = await _ask(home, noa, room, "!ilots")
    raw = await home.tisseuse.wait_for(lambda: _kinds(home, room, after["event_id"]))
    assert (raw[before["event_id"]], raw[after["event_id"]]) == ("m.room.message", "m.room.encrypted")
    _nothing_was_clear(home, room, since=turned_on)


def _kinds(home: Collective, room: str, latest: str) -> dict[str, str] | None:
    """As the Tisseuse sees them; None while she does not see the latest."""
    found = {event["event_id"]: event["type"] for event in home.tisseuse.timeline[room]}
    return found if latest in found else None


@pytest.mark.parametrize(
    "restarted",
    [pytest.param(False, id="while it runs"), pytest.param(True, id="also across a restart", marks=pytest.mark.slow)],
)
async def test_a_message_whose_key_comes_late_is_answered_once(
    home: Collective, room: str, noa: CarefulPerson, restarted: bool
) -> None:
    asked, key = await noa.say_before_its_key(room, "!ilots", home.bot_id)
    await _ask(home, noa, room, "!offres")  # the bot has gone past it
    if restarted:
        await home.stop_bot()
        await home.start_bot()
    assert _answers(home, noa, room, asked) == []
    await noa.give_key(key, home.bot_id)
    await noa.wait_for_answer(room, asked, home.bot_id, _PATIENCE)
    await _ask(home, noa, room, "!offres")
    assert len(_answers(home, noa, room, asked)) == 1


# ── much, and many ──


@pytest.mark.slow
async def test_more_messages_than_a_timeline_holds_wait_for_the_bot_and_are_all_read(
    home: Collective, room: str, noa: CarefulPerson
) -> None:
    await home.kill_bot()
    typed = {room: [await noa.say(room, f"!aide {word}") for word in ("offre", "besoin", "offres") * 24]}
    await home.start_bot()
    await settled(home, typed, 120)
    assert verdict(home, typed) == NONE
    _nothing_was_clear(home, room)


@pytest.mark.slow
async def test_thirty_people_in_a_room_all_read_every_answer(home: Collective, homeserver: ThrowawayHomeserver) -> None:
    names = [f"p{index}x{uuid.uuid4().hex[:4]}" for index in range(28)]
    crowd = {name: await careful(homeserver, name) for name in names}
    home.people.update(crowd)
    try:
        room = await open_encrypted(home, f"Place{uuid.uuid4().hex[:4]}", *names)
        answers = [await _ask(home, crowd[name], room, "!offres") for name in (names[0], names[13], names[-1])]
        for person in crowd.values():
            for answer in answers[1:]:  # the last to come in may have no key of what was said before
                await _seen(person, room, answer)
            assert person.refused == set()
        _nothing_was_clear(home, room)
    finally:
        for name, person in crowd.items():
            del home.people[name]
            await person.close()


@pytest.mark.slow
async def test_sixty_claims_take_all_its_keys_and_a_newcomer_is_still_read(
    home: Collective, room: str, noa: CarefulPerson, homeserver: ThrowawayHomeserver
) -> None:
    await _ask(home, noa, room, "!offres")
    await home.stop_bot()
    device = await _only_device(noa, home.bot_id)
    taken = [await _claim(noa, home.bot_id, device) for _ in range(60)]
    assert (taken[0], taken[-1]) == ("one-time", "fallback")
    newcomer = await careful(homeserver, f"newcomer{uuid.uuid4().hex[:6]}")  # gets the fallback key too
    try:
        await home.tisseuse.do(room, "invite", newcomer.user_id)
        await newcomer.join(room)
        asked = await newcomer.say(room, "!offres")
        await home.start_bot()
        await newcomer.wait_for_answer(room, asked, home.bot_id, _PATIENCE)
        assert await _claims_again(noa, home.bot_id, device) == "one-time"
    finally:
        await newcomer.leave(room)
        await newcomer.close()
    assert "key_upload_failed" not in home.log()


# ── losses ──


@pytest.mark.slow
async def test_with_the_device_lost_and_the_seeds_kept_a_new_device_works_at_once(
    home: Collective, room: str, noa: CarefulPerson
) -> None:
    device = await _only_device(noa, home.bot_id)
    identity = await _identity(noa, home.bot_id)
    await home.stop_bot()
    await _forget(home, keep={"own"})
    await home.start_bot()
    await _ask(home, noa, room, "!offres", wait_for_another=device)
    assert await _identity(noa, home.bot_id) == identity
    assert list((await noa.signed_devices(home.bot_id)).values()) == [True]
    assert await _only_device(noa, home.bot_id) != device  # never the same one with other keys


@pytest.mark.slow
async def test_with_everything_lost_the_identity_is_made_anew_with_the_password(
    home: Collective, room: str, noa: CarefulPerson
) -> None:
    device = await _only_device(noa, home.bot_id)
    identity = await _identity(noa, home.bot_id)
    await home.stop_bot()
    await _forget(home, keep=set())
    await home.start_bot()
    await _ask(home, noa, room, "!offres", wait_for_another=device)
    assert await _identity(noa, home.bot_id) != identity
    assert list((await noa.signed_devices(home.bot_id)).values()) == [True]
    assert await _only_device(noa, home.bot_id) != device


@pytest.mark.slow
async def test_yesterdays_database_is_noticed_and_its_device_replaced(
    homeserver: ThrowawayHomeserver, tmp_path: Path
) -> None:
    async with _home(homeserver, tmp_path / "bot", None) as home:
        noa, room = home.people["noa"], home.rooms["Granit"]
        assert isinstance(noa, CarefulPerson)
        await _ask(home, noa, room, "!offre montage vendredi")
        await home.stop_bot()
        device = await _only_device(noa, home.bot_id)
        _copy(home.folder, tmp_path / "yesterday")
        for body in ("!offre salle vendredi", "!offres"):
            await home.start_bot()
            await _ask(home, noa, room, body)
            await home.stop_bot()
        _copy(tmp_path / "yesterday", home.folder)
        await home.start_bot()
        await _ask(home, noa, room, "!ilots", wait_for_another=device)
        await _ask(home, noa, room, "!offres")
        assert list((await noa.signed_devices(home.bot_id)).values()) == [True]


# ── what the tests share ──


@asynccontextmanager
async def _home(homeserver: ThrowawayHomeserver, folder: Path, url: str | None) -> AsyncIterator[Collective]:
    tag = uuid.uuid4().hex[:6]
    async with gathered(homeserver, folder, database=url, tag=tag) as found:
        for name in ("noa", "ines"):
            found.people[name] = await careful(homeserver, f"{name}{tag}")
        await found.start_bot()
        await open_encrypted(found, "Granit", "noa", "ines")
        yield found


async def _ask(
    home: Collective, person: CarefulPerson, room: str, body: str, *, wait_for_another: str | None = None
) -> Event:
    """Says it, and reads the answer. A bot that takes a new device needs it to be known before it can read."""
    if wait_for_another is not None:
        await _replaced(person, home.bot_id, wait_for_another)
    return await person.wait_for_answer(room, await person.say(room, body), home.bot_id, _PATIENCE)


async def _replaced(person: CarefulPerson, user_id: str, device: str) -> None:
    """Until another one is there, signed, and this one signed out."""
    for _ in range(int(2 * _PATIENCE / 0.25)):
        found = await person.signed_devices(user_id)
        if device not in found and any(found.values()):
            return
        await asyncio.sleep(0.25)
    raise TimeoutError(f"{device} was not replaced")


def _answers(home: Collective, person: CarefulPerson, room: str, command: str) -> list[str]:
    return [body for thread, body in home.answers(person, room) if thread == command]


async def _seen(person: CarefulPerson, room: str, answer: Event) -> Event:
    """As somebody else could read it. Raises TimeoutError."""
    wanted = answer["event_id"]
    found: Event = await person.wait_for(
        lambda: next((event for event in person.events(room) if event["event_id"] == wanted), None)
    )
    return found


def _nothing_was_clear(home: Collective, room: str, since: str | None = None) -> None:
    """As the Tisseuse's client sees it, which has no keys."""
    raw = home.tisseuse.timeline[room]
    start = [event["event_id"] for event in raw].index(since) if since else 0
    kinds = {event["type"] for event in raw[start:]}
    assert "m.room.encrypted" in kinds
    assert "m.room.message" not in kinds


async def _only_device(person: CarefulPerson, user_id: str) -> str:
    (device,) = await person.signed_devices(user_id)
    return device


async def _identity(person: CarefulPerson, user_id: str) -> Event:
    found = await person.call("POST", "keys/query", {"device_keys": {user_id: []}})
    keys: Event = found["master_keys"][user_id]["keys"]
    return keys


async def _claim(person: CarefulPerson, user_id: str, device: str) -> str:
    """What a stranger gets who wants to write to it: one-time or fallback."""
    found = await person.call("POST", "keys/claim", {"one_time_keys": {user_id: {device: "signed_curve25519"}}})
    (key,) = found["one_time_keys"][user_id][device].values()
    return "fallback" if key.get("fallback") else "one-time"


async def _claims_again(person: CarefulPerson, user_id: str, device: str) -> str:
    """Once new keys are there; "fallback" when none come."""
    for _ in range(40):
        if (found := await _claim(person, user_id, device)) == "one-time":
            return found
        await asyncio.sleep(0.25)
    return "fallback"


async def _forget(home: Collective, keep: set[str]) -> None:
    """Loses the bot's keys but for some kinds."""
    config = load(home.folder / "config.toml")
    async with open_database(config) as database, database.transaction() as session:
        keys = Keys(session, (await open_account(session, home.bot_id)).id)
        lost = [KeyRow(row.kind, row.key, None) for row in await keys.all() if row.kind not in keep]
        await keys.write(lost, now())
        assert lost


def _copy(folder: Path, target: Path) -> None:
    """The database and its key, as they lie there."""
    target.mkdir(exist_ok=True)
    for stale in target.glob("navette.db*"):
        stale.unlink()
    for path in (*folder.glob("navette.db*"), *folder.glob("*.key")):
        shutil.copy2(path, target)
