"""Who may write: one holder per account, an epoch that every writing transaction checks, a file lock on SQLite."""

from __future__ import annotations

import asyncio
import datetime as dt
import fcntl
import os
import time
from pathlib import Path
from typing import IO

from sqlalchemy import ForeignKey, String, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Database, driver_errors, is_passing
from storage.errors import AccountHeld, DatabaseLocked, LostLease, Unreachable

TTL = dt.timedelta(seconds=12)  # two renewals; with the start of the next holder, nobody is silent for 20


class LeaseRow(Base):
    """Its own row, not the account's: FOR SHARE here must never meet the sync token's UPDATE (a deadlock, measured)."""

    __tablename__ = "lease"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    epoch: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str | None] = mapped_column(String(255))
    expires_at: Mapped[dt.datetime | None]


# asked in every transaction, and so made once: making a statement takes SQLAlchemy as long as running it
_EPOCH = select(LeaseRow.epoch).where(LeaseRow.account_id == bindparam("account"))
_EPOCH_HELD = _EPOCH.with_for_update(read=True)  # the next holder waits until we have committed


class FileLock:
    """An exclusive lock on `<database>.lock`, freed by the kernel whatever kills the process."""

    def __init__(self, database_file: Path) -> None:
        self._path = database_file.with_name(database_file.name + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises DatabaseLocked when another process has it, Unreachable when there is no such folder."""
        try:
            file = self._path.open("a+")
        except OSError as error:
            raise Unreachable(f"the database does not answer: {self._path.parent}: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.close()
            raise DatabaseLocked(f"{self._path.name} is held: another Navette runs on this database") from error
        self._file = file

    def free(self) -> None:
        """Safe to call twice."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Lease:
    """One process's right to write for one account."""

    def __init__(self, database: Database, account_id: int, epoch: int) -> None:
        self._database = database
        self._account_id = account_id
        self._epoch = epoch
        self._sure_at = _uptime()

    @property
    def epoch(self) -> int:
        """Grows by one at each take-over."""
        return self._epoch

    @classmethod
    async def take(cls, database: Database, account_id: int, ttl: dt.timedelta = TTL) -> Lease:
        """Raises AccountHeld while a living holder has it.

        On SQLite the file lock has already told that nobody lives; only the epoch grows.
        """
        async with database.speaking_plainly(), database.transaction() as session:
            row = await _locked_row(session, account_id)
            clock = await _database_clock(session)
            if not database.is_sqlite and _is_held(row, clock):
                raise AccountHeld(f"another Navette holds this account ({row.holder})")
            row.epoch += 1
            row.holder = own_name()
            row.expires_at = clock + ttl
            return cls(database, account_id, row.epoch)

    async def keep(self, every: float) -> None:
        """Renews every so many seconds, for ever. The database's own trouble is waited out; raises LostLease."""
        while True:
            await asyncio.sleep(every)
            try:
                await self.renew()
            except driver_errors() as error:
                if not is_passing(error):
                    raise

    async def check(self, session: AsyncSession) -> None:
        """To call in every writing transaction. Raises LostLease."""
        query = _EPOCH if self._database.is_sqlite else _EPOCH_HELD
        if await session.scalar(query, {"account": self._account_id}) != self._epoch:
            raise LostLease(f"epoch {self._epoch} is over")

    async def reassure(self) -> None:
        """To call before what no transaction can take back. Raises LostLease.

        A process that slept past the term cannot know that it did, but by a clock that went on.
        """
        if _uptime() - self._sure_at > TTL.total_seconds():
            await self.renew()

    async def renew(self, ttl: dt.timedelta = TTL) -> None:
        """Pushes the end further. Raises LostLease."""
        begun = _uptime()
        async with self._database.transaction() as session:
            clock = await _database_clock(session)
            await self._set(session, holder=own_name(), expires_at=clock + ttl)
        self._sure_at = begun

    async def release(self) -> None:
        """Lets the next one in at once."""
        async with self._database.transaction() as session:
            await self._set(session, holder=None, expires_at=None)

    async def _set(self, session: AsyncSession, **values: object) -> None:
        mine = (LeaseRow.account_id == self._account_id, LeaseRow.epoch == self._epoch)
        done = await session.execute(update(LeaseRow).where(*mine).values(**values).returning(LeaseRow.epoch))
        if done.scalar() is None:
            raise LostLease(f"epoch {self._epoch} is over")


async def living_holder(session: AsyncSession, account_id: int) -> str | None:
    """Who may write for it, on a server; None when the next one may come. Locks nothing."""
    row = await session.get(LeaseRow, account_id)
    return row.holder if row is not None and _is_held(row, await _database_clock(session)) else None


async def _locked_row(session: AsyncSession, account_id: int) -> LeaseRow:
    row = await session.get(LeaseRow, account_id, with_for_update=True)
    if row is None:
        row = LeaseRow(account_id=account_id, epoch=0)
        session.add(row)
    return row


async def _database_clock(session: AsyncSession) -> dt.datetime:
    """The engine's own clock: two hosts may disagree about the time, they share this one."""
    if session.get_bind().dialect.name == "sqlite":
        now = await session.scalar(select(func.strftime("%Y-%m-%dT%H:%M:%f", "now")))
        return dt.datetime.fromisoformat(f"{now}+00:00")
    return dt.datetime.fromisoformat(str(await session.scalar(select(func.clock_timestamp()))))


def _is_held(row: LeaseRow, clock: dt.datetime) -> bool:
    if row.holder is None or row.expires_at is None or row.expires_at <= clock:
        return False
    return not _is_dead_here(row.holder)


def own_name() -> str:
    """This process, as the lease names it: no other was ever called so."""
    pid = os.getpid()
    return f"{_place()}:{pid}:{_start_time(pid)}"


def is_here(holder: str) -> bool:
    """True when the holder ran where we can see it, in this boot."""
    return holder.partition(":")[0] == _place()


def _is_dead_here(holder: str) -> bool:
    """True when the holder ran here, and is gone."""
    pid, _, started = holder.partition(":")[2].partition(":")
    return is_here(holder) and _start_time(int(pid)) != started


def _place() -> str:
    """This boot of this host, and where its processes are counted: a container's pid 7 is not the host's."""
    if named := os.environ.get("NAVETTE_PLACE"):  # tests set it, to be two machines on one; nobody else should
        return named
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return boot + "/" + Path("/proc/self/ns/pid").readlink().name.strip("pid:[]")
    except OSError:
        return os.uname().nodename


def _uptime() -> float:
    """Seconds since boot, those of a stopped process and of a suspended machine too."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _start_time(pid: int) -> str:
    """The process's start in clock ticks since boot, "" when there is no such process (or no /proc), or a dead one."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    state, started = fields[0], fields[19]
    return "" if state in {"Z", "X"} else started
