"""`navette run` and `navette check`: the bot in real rooms."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import structlog

from bot.app import Bot, keep_lease, now, open_bot, open_database
from bot.config import Config, ConfigFault
from bot.matrix import Credentials, MatrixDoor, log_in
from bot.matrix.session import Entry, Proven
from bot.postman import DOUBTFUL_AFTER, Postman
from bot.transport import LoginRefused
from storage.database import read_url
from storage.delivery import Delivery
from storage.errors import StorageFault
from storage.upgrade import current_shape, open_account

log = structlog.get_logger()


async def live(config: Config) -> int:
    """Runs until SIGTERM or SIGINT. Raises LoginRefused, StorageFault, ConfigFault or LostLease."""
    _require_account(config)
    proven = await _first_login(config)
    async with open_bot(config, config.matrix.user) as bot, _open_door(config, bot, proven) as door:
        postman = Postman(bot.bench, bot.intake, door, _doubtful_after())
        bot.intake.typing = door.typing
        await _until_told(bot, door, postman)
    log.info("bot.stopped")
    return 0


async def _first_login(config: Config) -> Proven | None:
    """Before anything is written for the first time, the homeserver must let us in."""
    address = read_url(config.database_url)
    is_new = address.drivername.startswith("sqlite") and not os.path.exists(address.database or "")  # noqa: ASYNC240, PTH110 - once, before any loop runs
    return await log_in(_entry(config, None, None)) if is_new else None


async def _until_told(bot: Bot, door: MatrixDoor, postman: Postman) -> None:
    """All loops side by side; the first to fail ends the others, and its error is raised."""
    told = _on_signal()
    since = await _token(bot)
    loops = (
        lambda: door.run(bot.intake, since),
        bot.intake.run,
        postman.run,
        bot.clock().run,
        lambda: keep_lease(bot.bench.lease),
    )
    tasks = [asyncio.create_task(loop()) for loop in loops]
    waiting = asyncio.create_task(told.wait())
    log.info("bot.started", version=bot.vitals.version)
    done, _ = await asyncio.wait([*tasks, waiting], return_when=asyncio.FIRST_COMPLETED)
    await postman.stop()
    await _end(*tasks, waiting)
    for task in done:
        if task is not waiting:
            task.result()


async def _end(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _on_signal() -> asyncio.Event:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    return told


@asynccontextmanager
async def _open_door(config: Config, bot: Bot, proven: Proven | None) -> AsyncIterator[MatrixDoor]:
    """Logged in as the device we always were."""
    client, credentials = proven or await log_in(await _kept_entry(config, bot))
    try:
        await _remember(bot, credentials)
        yield MatrixDoor(client, config.matrix.user, now)
    finally:
        await client.close()


async def _kept_entry(config: Config, bot: Bot) -> Entry:
    async with bot.bench.database.transaction() as session:
        account = await Delivery(session, bot.bench.account_id).account()
        return _entry(config, account.access_token, account.device_id)


def _entry(config: Config, token: str | None, device_id: str | None) -> Entry:
    return Entry(
        homeserver=config.matrix.homeserver,
        user_id=config.matrix.user,
        device_name=config.matrix.device_name,
        password=config.password(),
        access_token=token or config.matrix.access_token,
        device_id=device_id,
    )


async def _remember(bot: Bot, credentials: Credentials) -> None:
    async with bot.bench.transaction() as session:
        account = await Delivery(session, bot.bench.account_id).account()
        account.device_id, account.access_token = credentials.device_id, credentials.access_token


async def _token(bot: Bot) -> str | None:
    async with bot.bench.database.transaction() as session:
        return (await Delivery(session, bot.bench.account_id).account()).sync_token


def _doubtful_after() -> dt.timedelta:
    """Tests shorten it; nobody else should."""
    seconds = os.environ.get("NAVETTE_DOUBTFUL_AFTER")
    return dt.timedelta(seconds=float(seconds)) if seconds else DOUBTFUL_AFTER


def _require_account(config: Config) -> None:
    if config.file is None and "NAVETTE_MATRIX__USER" not in os.environ:
        raise ConfigFault("no configuration: copy config.example.toml to config.toml, or name one with --config")


# ── navette check ──

Check = Callable[[], Awaitable[str]]


async def inspect(config: Config) -> int:
    """A line each for configuration, database, homeserver and account; 0 when all is well, else 2."""
    print(f"✓ configuration: {config.file}")
    checks: tuple[tuple[str, Check], ...] = (
        ("database", lambda: _check_database(config)),
        ("homeserver and account", lambda: _check_account(config)),
    )
    wrong = 0
    for name, run in checks:
        try:
            print(f"✓ {name}: {await run()}")
        except (StorageFault, LoginRefused, ConfigFault, ConnectionError) as fault:
            print(f"✗ {name}: {fault}")
            wrong += 1
    return 2 if wrong else 0


async def _check_database(config: Config) -> str:
    async with open_database(config) as database:
        found, _ = await current_shape(database)
        async with database.transaction() as session:
            await open_account(session, config.matrix.user)
    return f"{database.engine.dialect.name}, shape {found}, opened with its key"


async def _check_account(config: Config) -> str:
    entry = _entry(config, None, None)
    client, credentials = await log_in(entry, patiently=False)
    try:
        if entry.access_token is None:  # the login was made for this check only
            await client.logout()
    finally:
        await client.close()
    return f"{credentials.user_id} may log in at {config.matrix.homeserver}"
