"""Everything is plugged together here, and only here."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot.bench import Bench
from bot.clock import Clock
from bot.config import Config
from bot.desks import bare_desk
from bot.dispatch import Dispatch
from bot.intake import Intake
from bot.places import is_file, is_missing, journal_of, media_of, seal_of
from bot.postman import Postman
from bot.replaying import replay
from bot.safekeeping import Made, copy_before_migration, drop_outdated_copies
from bot.transport import Transport
from bot.words import Words
from commands.registry import FEATURES, WORD_FOLDERS
from storage.agenda import Agenda, Note
from storage.crypto import KeyRow, Keys
from storage.database import Address, Database, Session, read_url
from storage.files import spoken_of
from storage.ilots import Ilots
from storage.lease import FileLock, Lease
from storage.people import Office, People, localpart
from storage.recurrence import Recurrence
from storage.rooms import Rooms
from storage.rotation import prove_key
from storage.sealing import Seal
from storage.upgrade import account_ids, find_account, known_shape, make_anew, newest_shape, open_account, prepare
from storage.visit import HelpLines, House, Vitals

RENEW_EVERY = 5.0
HOUSEKEEPING = Note(kind="housekeeping", key="housekeeping")
_NIGHTLY = Recurrence(anchor_on=dt.date(2021, 1, 1), time=dt.time(4, 10), every_days=1)


def now() -> dt.datetime:
    """The wall clock: the only one in the house."""
    return dt.datetime.now(dt.UTC) + _ahead()


@cache
def _ahead() -> dt.timedelta:
    """Tests set it; nobody else should."""
    return dt.timedelta(seconds=float(os.environ.get("NAVETTE_CLOCK_AHEAD", "0")))


def own_version() -> str:
    """As installed."""
    try:
        return version("navette")
    except PackageNotFoundError:
        return "0+source"


@dataclass(slots=True)
class Bot:
    """The wired parts of one running bot."""

    bench: Bench
    dispatch: Dispatch
    words: Words
    intake: Intake
    started_at: dt.datetime
    vitals: Vitals = field(init=False)

    def __post_init__(self) -> None:
        self.vitals = Vitals(version=own_version(), started_at=self.started_at)

    def trusted(self, fingerprint: str, *, is_signed: bool) -> None:
        """How the device can be recognised from now on."""
        self.vitals = replace(self.vitals, fingerprint=fingerprint, is_signed=is_signed)

    def postman(self, transport: Transport) -> Postman:
        """The outbox's way to that door."""
        return Postman(self.bench, self.intake, transport)

    def clock(self) -> Clock:
        """What recalls notes by the wall clock."""
        return Clock(self.intake, self.bench.pulse)


@dataclass(frozen=True, slots=True)
class Known:
    """What a database tells before anything is written to it."""

    shape: str | None = None  # None for a database that is still to be made
    device_id: str | None = None
    access_token: str | None = None
    keys: tuple[KeyRow, ...] = ()


async def look_into(config: Config, user_id: str) -> Known:
    """Reads a database and writes nothing, neither key nor file. Raises StorageFault."""
    address = read_url(config.database_url)
    if is_file(address) and is_missing(address):
        return Known()
    database = Database(address, Seal.fresh())
    try:
        shape = await known_shape(database)
    finally:
        await database.close()
    return Known() if shape is None else await _look_closer(config, address, shape, user_id)


async def _look_closer(config: Config, address: Address, shape: str, user_id: str) -> Known:
    database = Database(address, seal_of(config, address, create=False))
    try:
        async with database.speaking_plainly(), database.transaction() as session:
            account = await find_account(session, user_id)
            keys = await Keys(session, account.id).all() if account and shape == newest_shape() else []
    finally:
        await database.close()
    return Known(shape, account.device_id, account.access_token, tuple(keys)) if account else Known(shape)


async def refuse_broken(config: Config) -> None:
    """Raises BrokenIlot, or why the database cannot be opened in this version's shape."""
    async with open_database(config) as database, database.speaking_plainly(), database.transaction() as session:
        for ilot in await Ilots(session).all():
            ilot.must_be_readable()


@asynccontextmanager
async def open_database(config: Config, url: str | None = None) -> AsyncIterator[Database]:
    """Locked, opened with its key, brought to this version's shape. Raises StorageFault."""
    address = read_url(config.database_url if url is None else url)
    lock = FileLock(Path(str(address.database))) if is_file(address) else None
    if lock is not None:
        lock.take()
    try:
        database = Database(address, seal_of(config, address, create=await _is_new(address)))
        try:
            await _bring_to_shape(config, database)
            yield database
        finally:
            await database.close()
    finally:
        if lock is not None:
            lock.free()


async def _bring_to_shape(config: Config, database: Database) -> None:
    """What is changed is copied first."""
    shape = await known_shape(database)
    if shape is not None and shape != newest_shape():
        await copy_before_migration(config, database, shape, Made(now(), own_version()))
    async with database.speaking_plainly():
        await prepare(database)
        await prove_key(database)
    await drop_outdated_copies(config, database, now())


async def replay_erasures(config: Config, url: str | None) -> int:
    """Whoever the journal names is forgotten again, before any bot runs; returns how many. Raises StorageFault."""
    words, dispatch, done = all_words(), Dispatch(FEATURES), 0
    vitals = Vitals(version=own_version(), started_at=now())
    async with open_database(config, url) as database:
        async with database.transaction() as session:
            accounts = await account_ids(session)
        for account_id in accounts:
            lease = await Lease.take(database, account_id)
            try:
                house = _house(config, config.matrix.user, opens_rooms=False)
                bench = _bench(config, database, account_id, lease, house, now, lambda: vitals)
                done += await replay(bench, dispatch, words)
            finally:
                await lease.release()
    return done


@asynccontextmanager
async def open_bot(
    config: Config,
    user_id: str,
    *,
    url: str | None = None,
    clock: Callable[[], dt.datetime] = now,
    opens_rooms: bool = False,
) -> AsyncIterator[Bot]:
    """Database, account, lease and the wiring; the lease is released at the end. Raises StorageFault."""
    async with open_database(config, url) as database:
        async with database.transaction() as session:
            account_id = (await open_account(session, user_id)).id
        lease = await Lease.take(database, account_id)
        try:
            house = _house(config, user_id, opens_rooms=opens_rooms)
            yield await _wire(config, database, account_id, lease, house, clock)
        finally:
            with suppress(Exception):
                await lease.release()


@asynccontextmanager
async def open_bot_in_memory(config: Config, user_id: str, dispatch: Dispatch) -> AsyncIterator[Bot]:
    """One that keeps nothing and was told nothing but its room, and who holds an office there."""
    database = Database(read_url("sqlite://"), Seal.fresh())
    try:
        await make_anew(database)
        async with database.transaction() as session:
            account_id = (await open_account(session, user_id)).id
            await settle_house(session, config)
            for room in await Rooms(session).all_admin():
                room.joined = True
        lease = await Lease.take(database, account_id)
        yield _plugged(config, database, account_id, lease, _house(config, user_id, opens_rooms=False), now, dispatch)
    finally:
        await database.close()


def _plugged(
    config: Config,
    database: Database,
    account_id: int,
    lease: Lease,
    house: House,
    clock: Callable[[], dt.datetime],
    dispatch: Dispatch,
) -> Bot:
    """The parts of a bot, put together."""
    parts: list[Bot] = []
    bench = _bench(config, database, account_id, lease, house, clock, lambda: _vitals(parts[0]))
    words = all_words()
    parts.append(Bot(bench, dispatch, words, Intake(bench, dispatch, words), clock()))
    return parts[0]


async def _wire(
    config: Config,
    database: Database,
    account_id: int,
    lease: Lease,
    house: House,
    clock: Callable[[], dt.datetime],
) -> Bot:
    dispatch = Dispatch(FEATURES, house.own_names)
    bot = _plugged(config, database, account_id, lease, house, clock, dispatch)
    bench, words = bot.bench, bot.words
    async with bench.transaction() as session:
        await settle_house(session, config)
        agenda = Agenda(session, account_id, config.time_zone)
        await agenda.wake_me_every(_NIGHTLY, HOUSEKEEPING, clock())
        for note, rule in (each for feature in FEATURES for each in feature.rounds):
            await agenda.wake_me_every(rule, note, clock())
        await plan_all(bot, session)
    await replay(bench, dispatch, words)
    async with bench.transaction() as session:
        kept = await spoken_of(session)
    await asyncio.to_thread(bench.media.sweep, kept)  # what a process that died left without a trace
    return bot


def _bench(
    config: Config,
    database: Database,
    account_id: int,
    lease: Lease,
    house: House,
    clock: Callable[[], dt.datetime],
    vitals: Callable[[], Vitals],
) -> Bench:
    return Bench(
        database=database,
        account_id=account_id,
        lease=lease,
        house=house,
        zone=config.time_zone,
        now=clock,
        vitals=vitals,
        media=media_of(config, database),
        journal=journal_of(config, database),
    )


def _house(config: Config, user_id: str, *, opens_rooms: bool) -> House:
    return House(
        language=config.collective.language,
        bots=frozenset({user_id, *config.collective.bots}),
        user_id=user_id,
        stand_in=config.collective.stand_in,
        own_names=frozenset({"navette", localpart(user_id)}),
        opens_rooms=opens_rooms,
        responsible=config.privacy.responsible,
        contact=config.privacy.contact,
        privacy_page=config.privacy.page,
        help_lines=HelpLines(**config.distress.model_dump()),
        unreadable_after=dt.timedelta(seconds=config.matrix.unreadable_after),
    )


@lru_cache(maxsize=1)
def all_words() -> Words:
    """Every feature's words, read once."""
    return Words(WORD_FOLDERS)


async def settle_house(session: Session, config: Config) -> None:
    """Offices and the Tisseuse's room are what the configuration says, when it says so."""
    people, rooms, named = People(session), Rooms(session), config.collective
    for office, user_id in ((Office.TISSEUSE, named.tisseuse), (Office.DEPUTY, named.deputy)):
        if user_id is None:
            continue
        for former in await people.holding(office):
            former.office = None
        (await people.meet(user_id)).office = office
    if named.admin_room is not None:
        room_id = await rooms.latest(named.admin_room)
        for former_room in await rooms.all_admin():
            former_room.is_admin = former_room.room_id == room_id
        (await rooms.meet(room_id)).is_admin = True


async def keep_lease(lease: Lease) -> None:
    """Renews for ever, waiting out trouble of the database; raises LostLease when somebody else took over."""
    await lease.keep(RENEW_EVERY)


@asynccontextmanager
async def alone(database: Database) -> AsyncIterator[None]:
    """No bot may write meanwhile: on PostgreSQL each account's lease is held. Raises DatabaseLocked."""
    async with AsyncExitStack() as held:
        async with database.transaction() as session:
            accounts = await account_ids(session)
        for account_id in accounts:
            lease = await Lease.take(database, account_id)
            held.push_async_callback(lease.release)
            renewing = asyncio.create_task(keep_lease(lease))
            held.callback(renewing.cancel)
        yield


def _vitals(bot: Bot) -> Vitals:
    return replace(bot.vitals, last_sync_at=bot.intake.synced_at)


async def _is_new(address: Address) -> bool:
    """True for a database that is still to be made. Raises StorageFault."""
    if address.drivername.startswith("sqlite"):
        return not is_file(address) or is_missing(address)
    database = Database(address, Seal.fresh())
    try:
        return await known_shape(database) is None
    finally:
        await database.close()


async def plan_all(bot: Bot, session: Session) -> None:
    """What came without its notes gets them. Safe to repeat."""
    for feature in FEATURES:
        if feature.plan is not None:
            await feature.plan(bare_desk(bot.bench, session))
