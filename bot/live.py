"""`navette run`: the bot in real rooms."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import structlog
from aiohttp import ClientError

from bot.app import Bot, all_words, keep_lease, look_into, now, open_bot, refuse_broken
from bot.config import Config, ConfigFault
from bot.ending import end
from bot.matrix import (
    Credentials,
    KeyedClient,
    MatrixDoor,
    Trust,
    grouped,
    log_in,
    new_device,
    settle_in,
    show_fingerprint,
    sign_out,
)
from bot.matrix.session import Entry, Proven
from bot.places import refuse_held
from bot.postman import DOUBTFUL_AFTER, Postman
from bot.pulse import Loop, notify, watch
from bot.safe import beginning, kind_of, open_safe, pause
from bot.standby import its_turn, leave_name
from bot.transport import DeviceOutlived, LoginRefused
from bot.typist import Typist
from bot.vault import KeyVault
from commands.distress.reader import is_distress
from commands.kit.holidays import holiday_on
from commands.kit.sensitive import is_sensitive
from commands.safe.messages import SafeModeEnds
from commands.trust.messages import IdentityReset, NotVouchedFor
from storage.delivery import Delivery
from storage.errors import AccountHeld, DatabaseLocked, StorageFault

log = structlog.get_logger()
T = TypeVar("T")


async def live(config: Config) -> int:
    """Runs until SIGTERM or SIGINT. Raises LoginRefused, StorageFault, ConfigFault or LostLease.

    What cannot be opened is told in the Tisseuse's room until it can, or until the signal: then it is raised.
    """
    _require_account(config)
    refuse_held(config)
    told, was_safe = _on_signal(), False
    while await _unless(told, its_turn(config)):
        try:
            if await _take_turn(config, told, was_safe=was_safe):
                break
        except DatabaseLocked:
            raise
        except StorageFault as fault:
            if config.collective.admin_room is None or not await _be_safe(config, fault, told):
                raise
            was_safe = True
    log.info("bot.stopped")
    return 0


async def _take_turn(config: Config, told: asyncio.Event, *, was_safe: bool) -> bool:
    """The bot, until it is told to stop; false when another process was quicker, and this one is to stand by."""
    known = await look_into(config, config.matrix.user)
    # nothing is written before the homeserver let us in
    proven = await _unless(told, log_in(entry_of(config, known.access_token, known.device_id)))
    if proven is None:
        return True
    try:
        await _work(config, proven, told, was_safe=was_safe)
    except AccountHeld:
        await _take_back(proven, known.access_token or config.matrix.access_token)
        return False
    except StorageFault:
        await proven[0].close()
        raise
    return True


async def _take_back(proven: Proven, token: str | None) -> None:
    """A login that was made for nothing leaves no device. Best effort."""
    client, credentials = proven
    try:
        if credentials.access_token != token:
            await client.logout()
    except (ClientError, TimeoutError, OSError):
        log.warning("matrix.old_device_stays", device=credentials.device_id)
    finally:
        await client.close()


# ── safe mode ──


async def _be_safe(config: Config, fault: StorageFault, told: asyncio.Event) -> bool:
    """True when it was mended, False when the signal came first, or nobody let us in to tell it."""
    log.error("bot.safe_mode", kind=kind_of(fault).value)
    try:
        first, credentials = await log_in(entry_of(config, None, None), patiently=False)
    except (LoginRefused, ConnectionError) as refused:
        log.error("bot.safe_mode_unheard", error=type(refused).__name__)  # noqa: TRY400 - the fault itself is raised
        return False
    await first.close()
    async with open_safe(config, fault) as bot:
        entry = replace(entry_of(config, None, None), password=None)
        client, _trust = await settle_in(entry, credentials, KeyVault(bot.bench), vouched=False)
        try:
            return await _speak_until_mended(config, bot, client, fault, told)
        finally:
            await client.close()
            await sign_out(entry, credentials)  # a device of this failure only


async def _speak_until_mended(
    config: Config, bot: Bot, client: KeyedClient, fault: StorageFault, told: asyncio.Event
) -> bool:
    """All that a bot is, but the clock and the sign that it types."""
    bot.intake.begin()
    door = MatrixDoor(client, config.matrix.user, now)
    postman = Postman(bot.bench, bot.intake, door, _doubtful_after())
    async with bot.bench.transaction() as session:
        await bot.intake.tell_tisseuse(session, beginning(fault), "safe:begins")
    loops = (door.run(bot.intake, None), bot.intake.run(), postman.run(), _mended(config, told))
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return bool(next(task.result() for task in done))
    finally:
        await postman.stop()
        await end(tasks)


async def _mended(config: Config, told: asyncio.Event) -> bool:
    """Tries again from time to time."""
    while not await pause(told, _try_again_after()):
        try:
            await refuse_broken(config)
            await look_into(config, config.matrix.user)
        except StorageFault as fault:
            log.warning("bot.still_broken", kind=kind_of(fault).value)
        else:
            log.info("bot.mended")
            return True
    return False


def _try_again_after() -> float:
    """Seconds. Tests shorten it; nobody else should."""
    return float(os.environ.get("NAVETTE_TRY_AGAIN_AFTER", "60"))


# ── at work ──


async def _work(config: Config, proven: Proven, told: asyncio.Event, *, was_safe: bool) -> None:
    """As the device it always was, or as a new one when the old one's keys are of no use any more."""
    first, credentials = proven
    await refuse_broken(config)
    async with open_bot(config, config.matrix.user, opens_rooms=True) as bot, _health(config, bot):
        await first.close()
        await asyncio.to_thread(leave_name, config, bot.bench.database)
        if was_safe:
            await _tell_of_mending(bot)
        while True:
            try:
                await _be(config, bot, credentials, told)
                return
            except DeviceOutlived as why:
                log.warning("matrix.device_outlived", device=credentials.device_id, reason=str(why))
            fresh = await _unless(told, new_device(entry_of(config, None, None), credentials))
            if fresh is None:
                return
            credentials = fresh


@asynccontextmanager
async def _health(config: Config, bot: Bot) -> AsyncIterator[None]:
    if config.health.port is None:
        yield
        return
    from bot.health import open_health  # noqa: PLC0415 - what it needs is loaded where it is asked for

    async with open_health(config.health.port, bot.bench):
        yield


async def _be(config: Config, bot: Bot, credentials: Credentials, told: asyncio.Event) -> None:
    """One device's life."""
    await _remember(bot, credentials)
    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    settled = await _unless(told, settle_in(entry_of(config, None, None), credentials, KeyVault(bot.bench)))
    if settled is None:
        return
    client, trust = settled
    try:
        bot.trusted(grouped(trust.fingerprint), is_signed=trust.is_signed)
        await show_fingerprint(client, entry_of(config, None, None), trust)
        await _tell_of_trust(bot, trust, client.device_id)
        bot.intake.begin()
        door = MatrixDoor(client, config.matrix.user, now, partial(bot.bench.pulse.turn, Loop.SYNC))
        bot.intake.hearing.fetch = door.download
        postman = Postman(bot.bench, bot.intake, door, _doubtful_after())
        await warming
        await _until_told(bot, door, postman, told)
    finally:
        await client.close()


async def _tell_of_mending(bot: Bot) -> None:
    async with bot.bench.transaction() as session:
        await bot.intake.tell_tisseuse(session, SafeModeEnds(), f"safe:ends:{now().isoformat()}")


async def _tell_of_trust(bot: Bot, trust: Trust, device_id: str) -> None:
    """What the Tisseuse has to know of the bot's keys, once each."""
    shown = grouped(trust.fingerprint)
    async with bot.bench.transaction() as session:
        if trust.was_reset:
            reset = IdentityReset(fingerprint=shown)
            await bot.intake.tell_tisseuse(session, reset, f"trust:reset:{trust.identity}")
        if not trust.is_signed:
            await bot.intake.tell_tisseuse(session, NotVouchedFor(), f"trust:unsigned:{device_id}")


async def _unless(told: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """Its result; None when the signal to stop comes first."""
    task, waiting = asyncio.ensure_future(work), asyncio.ensure_future(told.wait())
    await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
    await end([waiting])
    if task.done():
        return task.result()
    await end([task])
    return None


async def _ring(bot: Bot) -> None:
    """Not before what was said while the bot was down is heard."""
    await bot.intake.catch_up()
    await bot.clock().run()


async def _until_told(bot: Bot, door: MatrixDoor, postman: Postman, told: asyncio.Event) -> None:
    """All loops side by side; the first to fail ends the others, and its error is raised."""
    since = await _token(bot)
    bot.bench.pulse.begin()
    loops: tuple[Coroutine[Any, Any, None], ...] = (
        door.run(bot.intake, since),
        bot.intake.run(),
        postman.run(),
        _ring(bot),
        Typist(bot.bench, door).run(),
        keep_lease(bot.bench.lease),
        watch(bot.bench.pulse),
    )
    tasks = [asyncio.create_task(loop) for loop in loops]
    waiting = asyncio.create_task(told.wait())
    gc.freeze()  # the house stays: looking through all of it for cycles would hold everybody up for a third of a second
    log.info("bot.started", version=bot.vitals.version)
    notify("READY=1\nSTATUS=at work")
    done, _ = await asyncio.wait([*tasks, waiting], return_when=asyncio.FIRST_COMPLETED)
    notify("STOPPING=1")
    await postman.stop()
    await end([*tasks, waiting])
    for task in done:
        if task is not waiting:
            task.result()


def warm_up() -> None:
    """What is made once and takes a tenth of a second, or a whole one: while the network is waited for, not later."""
    all_words().read_all()
    is_distress("")
    is_sensitive("")
    for alsace_moselle in (False, True):
        holiday_on(now().date(), alsace_moselle=alsace_moselle, language="fr")


def _on_signal() -> asyncio.Event:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    return told


def entry_of(config: Config, token: str | None, device_id: str | None) -> Entry:
    """How this configuration gets in."""
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
