"""`navette doctor`: what `check` looks at, and how a bot that runs is; a line each, with what to do about a ✗."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp

from bot.app import now
from bot.checking import CheckFailed, inspect, tell
from bot.config import Config
from bot.places import is_file, is_held, key_file_of, seal_of
from storage.database import Database, read_url
from storage.ilots import Ilots
from storage.lease import is_here, living_holder
from storage.queues import Queues
from storage.rooms import RoomKind, Rooms
from storage.unreadable import KEEP, Unreadable
from storage.upgrade import find_account, known_shape, newest_shape

_PATIENCE = aiohttp.ClientTimeout(total=10)
_WAITS_LONG = dt.timedelta(minutes=10)
_MANY = 3  # messages of a day that could not be read in one room: what the Tisseuse is told of too
_CLOCK_OFF = dt.timedelta(minutes=1)
_LITTLE_ROOM = 200 * 2**20  # bytes
Look = Callable[["Patient"], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked at. A transaction a look: on SQLite the bot waits meanwhile."""

    config: Config
    database: Database
    account_id: int


async def examine(config: Config) -> int:
    """0 when all is well, else 2. Writes nothing, and may look while the bot runs. Raises StorageFault."""
    found = [await inspect(config) == 0]
    for name, look in (("clock", _clock), ("disk", _disk), ("password", _password), ("privacy", _privacy)):
        found.append(await tell(name, look(config)))
    async with _looking(config) as patient:
        if patient is None:
            return 2 if not all(found) else await _never_started()
        for title, deeper in _LOOKS:
            found.append(await tell(title, deeper(patient)))
    return 0 if all(found) else 2


async def _never_started() -> int:
    async def nothing() -> str:
        return "not started yet: there is no more to look at"

    return 0 if await tell("bot", nothing()) else 2


@asynccontextmanager
async def _looking(config: Config) -> AsyncIterator[Patient | None]:
    """None before the first start, and where `check` has said already why the database cannot be read."""
    address = read_url(config.database_url)
    key = key_file_of(config, address)
    if key is not None and not key.exists():
        yield None
        return
    database = Database(address, seal_of(config, address, create=False))
    try:
        if await known_shape(database) != newest_shape():
            yield None
            return
        async with database.speaking_plainly(), database.transaction() as session:
            account = await find_account(session, config.matrix.user)
        yield None if account is None else Patient(config, database, account.id)
    finally:
        await database.close()


# ── the machine and the configuration ──


async def _clock(config: Config) -> str:
    """Against the homeserver's: reminders and « demain » go by it."""
    try:
        address = f"{config.matrix.homeserver}/_matrix/client/versions"
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session, session.get(address) as response:
            told = response.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise CheckFailed(f"nothing to compare it with ({type(error).__name__})") from error
    if told is None:
        return "the homeserver does not tell its own"
    off = abs(now() - parsedate_to_datetime(told))
    if off > _CLOCK_OFF:
        raise CheckFailed(
            f"{_long(off)} apart from the homeserver's: let the machine set its own (timedatectl set-ntp true)"
        )
    return "as the homeserver's"


async def _disk(config: Config) -> str:
    address = read_url(config.database_url)
    beside = Path(str(address.database)) if is_file(address) else config.path(config.storage.key_file)
    free = (await asyncio.to_thread(shutil.disk_usage, beside.parent)).free
    if free < _LITTLE_ROOM:
        raise CheckFailed(f"{free // 2**20} MB left: make room, a full disk stops the bot until there is some")
    return f"{free // 2**20} MB left"


async def _password(config: Config) -> str:
    if config.password() is None:
        place = config.path(config.matrix.password_file)
        raise CheckFailed(f"none: a device that is lost or restored could not be replaced: write it into {place}")
    return "there, should the device have to be replaced"


async def _privacy(config: Config) -> str:
    if config.privacy.responsible is None:
        raise CheckFailed("nobody answers for people's data: set privacy.responsible and privacy.contact")
    return f"{config.privacy.responsible} answers for people's data"


# ── the bot ──


async def _running(patient: Patient) -> str:
    """By its own word where it has a port, else by its lock or lease."""
    port = patient.config.health.port
    if port is not None:
        return await _ask(port)
    if await _runs_elsewhere(patient):
        return "it runs on another machine; with health.port this line tells whether one stands by here"
    return "it runs; `!etat` tells when it last heard from the homeserver, and so does this line with health.port"


async def _runs_elsewhere(patient: Patient) -> bool:
    """False when it runs here. Raises CheckFailed when it does nowhere."""
    if patient.database.is_sqlite:
        runs, elsewhere = is_held(patient.database.url), False
    else:
        async with patient.database.transaction() as session:
            holder = await living_holder(session, patient.account_id)
        runs, elsewhere = holder is not None, holder is not None and not is_here(holder)
    if not runs:
        raise CheckFailed("it does not run: start it")
    return elsewhere


async def _ask(port: int) -> str:
    try:
        address = f"http://127.0.0.1:{port}/healthz"
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session, session.get(address) as response:
            told = await response.json()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise CheckFailed(f"nobody answers at health.port {port}: start it") from error
    if told.get("stands_by"):
        return "it stands by; another machine is at work"
    since = told["seconds_since_sync"]
    heard = "no sync yet" if since is None else f"last sync {since} s ago"
    if not told["ready"]:
        raise CheckFailed(f"{heard}; no progress: {', '.join(told['stopped'])}")
    return f"it runs, {heard}"


async def _backlog(patient: Patient) -> str:
    at = now()
    async with patient.database.transaction() as session:
        queues = Queues(session, patient.account_id)
        counts, oldest = await queues.figures(), await queues.oldest(at)
    said = f"{counts['inbox_waiting']} to be answered, {counts['outbox_waiting']} to leave or waiting for their hour"
    said += f", {counts['outbox_dead']} not taken, {counts['inbox_poison']} laid aside after faults"
    late = [at - each for each in (oldest.inbox, oldest.outbox) if each is not None and at - each > _WAITS_LONG]
    if late:
        raise CheckFailed(
            f"{said}; the oldest for {_long(max(late))}: look for postman.trouble and database.waited_for in the log"
        )
    return said


async def _unreadable(patient: Patient) -> str:
    counts: dict[str, int] = {}
    async with patient.database.transaction() as session:
        unreadable, rooms = Unreadable(session, patient.account_id), Rooms(session)
        month, day = await unreadable.by_room(now() - KEEP), await unreadable.by_room(now() - dt.timedelta(days=1))
        for room_id, count in month.items():
            name = await _named(rooms, room_id)
            counts[name] = counts.get(name, 0) + count
    said = ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"
    if any(count >= _MANY for count in day.values()):
        raise CheckFailed(f"{said} in 30 days: where there are many, remove the bot from the room and invite it again")
    return f"{said} in 30 days"


async def _named(rooms: Rooms, room_id: str) -> str:
    """Nobody is named by their private room."""
    room = await rooms.find(room_id)
    private = room is None or await rooms.kind(room) is RoomKind.PRIVATE
    return "in private" if private or room is None else await rooms.title(room)


async def _rooms(patient: Patient) -> str:
    async with patient.database.transaction() as session:
        rooms, ilots = Rooms(session), await Ilots(session).all()
        joined = await rooms.joined()
        mute = [await _named(rooms, room.room_id) for room in joined if not room.may_speak]
    there = {room.room_id for room in joined}
    lost = [ilot.slug for ilot in ilots if ilot.room_id not in there]
    if lost:
        raise CheckFailed(f"no room for {', '.join(lost)}: invite the bot there, then `!ilot lier {lost[0]}`")
    if mute:
        raise CheckFailed(f"the bot may not speak in {', '.join(mute)}: give it the right to, in the room's settings")
    return f"{len(ilots)} îlots, each with a room; {len(joined)} rooms in all"


_LOOKS: tuple[tuple[str, Look], ...] = (
    ("bot", _running),
    ("backlog", _backlog),
    ("messages that cannot be read", _unreadable),
    ("rooms", _rooms),
)


def _long(span: dt.timedelta) -> str:
    """« 40 s », « 12 min » or « 3 h »."""
    seconds = int(span.total_seconds())
    return f"{seconds} s" if seconds < 90 else f"{seconds // 60} min" if seconds < 5400 else f"{seconds // 3600} h"
