"""Everything is plugged together here, and only here."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.config import Config
from bot.dispatch import Dispatch
from bot.intake import Bench, Intake
from bot.postman import Postman
from bot.transport import Transport
from bot.words import Words
from commands.exchange.notes import end_note
from commands.registry import FEATURES, WORD_FOLDERS
from storage.agenda import Agenda, Note
from storage.database import Address, Database, Session, read_url
from storage.desk import House, Vitals
from storage.lease import FileLock, Lease
from storage.listings import Listings
from storage.people import Office, People, localpart
from storage.recurrence import Recurrence
from storage.rooms import Rooms
from storage.sealing import Seal
from storage.upgrade import open_account, prepare

RENEW_EVERY = 5.0
HOUSEKEEPING = Note(kind="housekeeping", key="housekeeping")
_NIGHTLY = Recurrence(anchor_on=dt.date(2021, 1, 1), time=dt.time(4, 10), every_days=1)


def now() -> dt.datetime:
    """The wall clock: the only one in the house."""
    return dt.datetime.now(dt.UTC)


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

    def postman(self, transport: Transport) -> Postman:
        """The outbox's way to that door."""
        return Postman(self.bench, self.intake, transport)

    def clock(self) -> Clock:
        """What recalls notes by the wall clock."""
        return Clock(self.intake)


@asynccontextmanager
async def open_database(config: Config, url: str | None = None) -> AsyncIterator[Database]:
    """Locked, opened with its key, brought to this version's shape. Raises StorageFault."""
    address = read_url(url or config.database_url)
    lock = _file_lock(address.database) if address.drivername.startswith("sqlite") else None
    if lock is not None:
        lock.take()
    database = Database(address, seal_of(config, address))
    try:
        async with database.speaking_plainly():
            await prepare(database)
        yield database
    finally:
        await database.close()
        if lock is not None:
            lock.free()


@asynccontextmanager
async def open_bot(
    config: Config, user_id: str, *, url: str | None = None, clock: Callable[[], dt.datetime] = now
) -> AsyncIterator[Bot]:
    """Database, account, lease and the wiring; the lease is released at the end."""
    async with open_database(config, url) as database:
        async with database.transaction() as session:
            account_id = (await open_account(session, user_id)).id
        lease = await Lease.take(database, account_id)
        try:
            yield await _wire(config, database, account_id, lease, user_id, clock)
        finally:
            with suppress(Exception):
                await lease.release()


async def _wire(
    config: Config,
    database: Database,
    account_id: int,
    lease: Lease,
    user_id: str,
    clock: Callable[[], dt.datetime],
) -> Bot:
    words = all_words()
    dispatch = Dispatch(FEATURES, frozenset({"navette", localpart(user_id)}))
    parts: list[Bot] = []
    bench = Bench(
        database=database,
        account_id=account_id,
        lease=lease,
        house=House(language=config.collective.language, bots=frozenset({user_id, *config.collective.bots})),
        zone=config.time_zone,
        now=clock,
        vitals=lambda: _vitals(parts[0]),
    )
    parts.append(Bot(bench, dispatch, words, Intake(bench, dispatch, words), clock()))
    async with bench.transaction() as session:
        await settle_house(session, config)
        agenda = Agenda(session, account_id, config.time_zone)
        await agenda.wake_me_every(_NIGHTLY, HOUSEKEEPING, clock())
    return parts[0]


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
        for former_room in await rooms.all_admin():
            former_room.is_admin = former_room.room_id == named.admin_room
        (await rooms.meet(named.admin_room)).is_admin = True


async def keep_lease(lease: Lease) -> None:
    """Renews for ever; raises LostLease when somebody else took over."""
    while True:
        await asyncio.sleep(RENEW_EVERY)
        await lease.renew()


def _vitals(bot: Bot) -> Vitals:
    return Vitals(bot.vitals.version, bot.vitals.started_at, bot.intake.synced_at)


def seal_of(config: Config, address: Address) -> Seal:
    """The environment's key, else the key file, made at the first start. Nothing outlives a database in memory."""
    text = os.environ.get("NAVETTE_SEAL_KEY")
    if text:
        return Seal.from_text(text)
    if not address.drivername.startswith("sqlite"):
        return Seal.from_file(config.path(config.storage.key_file), create=True)
    if address.database in {None, "", ":memory:"}:
        return Seal.fresh()
    file = Path(str(address.database))
    beside = file.with_name(file.name + ".key")  # without a configuration file, the key goes with the database
    path = config.path(config.storage.key_file) if config.file else beside
    return Seal.from_file(path, create=not file.exists())


def _file_lock(name: str | None) -> FileLock | None:
    return None if not name or name == ":memory:" else FileLock(Path(name))


async def plan_ends(session: Session, account_id: int, zone: ZoneInfo) -> None:
    """Imported listings end at their hour like the others."""
    agenda = Agenda(session, account_id, zone)
    for listing in await Listings(session).live_with_expiry():
        at = listing.fades_at(zone)
        if at is not None:
            await agenda.wake_me(at, end_note(listing))
