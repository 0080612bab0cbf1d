"""`navette run` and `navette check`: the bot in real rooms."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
from collections.abc import Awaitable, Coroutine
from typing import Any, TypeVar

import structlog
from aiohttp import ClientError

from bot.app import Bot, keep_lease, look_into, now, open_bot
from bot.config import Config, ConfigFault
from bot.matrix import (
    Credentials,
    LeanClient,
    MatrixDoor,
    NotTrusted,
    Trust,
    grouped,
    is_encrypted,
    is_known,
    last_verification,
    log_in,
    look_at_device,
    new_device,
    settle_in,
    show_fingerprint,
)
from bot.matrix.session import Entry, Proven
from bot.places import refuse_held
from bot.postman import DOUBTFUL_AFTER, Postman
from bot.standby import its_turn, leave_name
from bot.transport import DeliveryError, DeliveryRefused, DeviceOutlived, LoginRefused
from bot.typist import Typist
from bot.vault import KeyVault
from commands.trust.messages import IdentityReset, NotVouchedFor
from storage.database import read_url
from storage.delivery import Delivery
from storage.errors import AccountHeld, StorageFault

log = structlog.get_logger()
T = TypeVar("T")


async def live(config: Config) -> int:
    """Runs until SIGTERM or SIGINT. Raises LoginRefused, StorageFault, ConfigFault or LostLease."""
    _require_account(config)
    refuse_held(config)
    told = _on_signal()
    while await _unless(told, its_turn(config)):
        if await _take_turn(config, told):
            break
    log.info("bot.stopped")
    return 0


async def _take_turn(config: Config, told: asyncio.Event) -> bool:
    """The bot, until it is told to stop; false when another process was quicker, and this one is to stand by."""
    known = await look_into(config, config.matrix.user)
    # nothing is written before the homeserver let us in
    proven = await _unless(told, log_in(_entry(config, known.access_token, known.device_id)))
    if proven is None:
        return True
    try:
        await _work(config, proven, told)
    except AccountHeld:
        await _take_back(proven, known.access_token or config.matrix.access_token)
        return False
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


async def _work(config: Config, proven: Proven, told: asyncio.Event) -> None:
    """As the device it always was, or as a new one when the old one's keys are of no use any more."""
    first, credentials = proven
    async with open_bot(config, config.matrix.user, opens_rooms=True) as bot:
        await first.close()
        await asyncio.to_thread(leave_name, config, bot.bench.database)
        while True:
            try:
                await _be(config, bot, credentials, told)
                return
            except DeviceOutlived as why:
                log.warning("matrix.device_outlived", device=credentials.device_id, reason=str(why))
            fresh = await _unless(told, new_device(_entry(config, None, None), credentials))
            if fresh is None:
                return
            credentials = fresh


async def _be(config: Config, bot: Bot, credentials: Credentials, told: asyncio.Event) -> None:
    """One device's life."""
    await _remember(bot, credentials)
    settled = await _unless(told, settle_in(_entry(config, None, None), credentials, KeyVault(bot.bench)))
    if settled is None:
        return
    client, trust = settled
    try:
        bot.trusted(grouped(trust.fingerprint), is_signed=trust.is_signed)
        await show_fingerprint(client, _entry(config, None, None), trust)
        await _tell_of_trust(bot, trust, client.device_id)
        bot.intake.begin()
        door = MatrixDoor(client, config.matrix.user, now)
        bot.intake.hearing.fetch = door.download
        postman = Postman(bot.bench, bot.intake, door, _doubtful_after())
        await _until_told(bot, door, postman, told)
    finally:
        await client.close()


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
    await _end(waiting)
    if task.done():
        return task.result()
    await _end(task)
    return None


async def _ring(bot: Bot) -> None:
    """Not before what was said while the bot was down is heard."""
    await bot.intake.catch_up()
    await bot.clock().run()


async def _until_told(bot: Bot, door: MatrixDoor, postman: Postman, told: asyncio.Event) -> None:
    """All loops side by side; the first to fail ends the others, and its error is raised."""
    since = await _token(bot)
    loops: tuple[Coroutine[Any, Any, None], ...] = (
        door.run(bot.intake, since),
        bot.intake.run(),
        postman.run(),
        _ring(bot),
        Typist(bot.bench, door).run(),
        keep_lease(bot.bench.lease),
    )
    tasks = [asyncio.create_task(loop) for loop in loops]
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


class CheckFailed(Exception):
    """Something is not as it must be; the message says what to do."""


async def inspect(config: Config) -> int:
    """A line each: configuration, database, homeserver and account, Tisseuse's room. 0 when all is well, else 2.

    Writes nothing, and may look while the bot runs.
    """
    print(f"✓ configuration: {config.file or 'environment'}")
    well = await _line("database", _check_database(config))
    try:
        client, credentials, is_new = await _look_in(config)
    except (LoginRefused, ConfigFault, CheckFailed) as fault:
        print(f"✗ homeserver and account: {fault}")
        return 2
    print(f"✓ homeserver and account: {credentials.user_id} may log in at {config.matrix.homeserver}")
    try:
        device = not well or await _line("device", _check_device(config, client))  # its keys stand in the database
        if well and device and (last := last_verification((await look_into(config, config.matrix.user)).keys)):
            print(f"✓ last verification: {last}")
        office = await _line("Tisseuse's room", _check_office(config, client))
    finally:
        if is_new:  # the login was made for this check only
            await client.logout()
        await client.close()
    return 0 if well and device and office else 2


async def _line(name: str, check: Awaitable[str]) -> bool:
    try:
        print(f"✓ {name}: {await check}")
    except (StorageFault, CheckFailed) as fault:
        print(f"✗ {name}: {fault}")
        return False
    return True


async def _check_database(config: Config) -> str:
    known = await look_into(config, config.matrix.user)
    family = read_url(config.database_url).get_backend_name()
    if known.shape is None:
        return f"{family}, still to be made by `navette run`"
    return f"{family}, shape {known.shape}, opened with its key"


async def _look_in(config: Config) -> tuple[LeanClient, Credentials, bool]:
    """With the token that is known, else by a login of its own. Raises LoginRefused, ConfigFault or CheckFailed."""
    try:
        token = (await look_into(config, config.matrix.user)).access_token
    except StorageFault:
        token = None
    entry = _entry(config, token, None)
    try:
        client, credentials = await log_in(entry, patiently=False)
    except ConnectionError as error:
        raise CheckFailed(f"{entry.homeserver} does not answer ({error})") from error
    return client, credentials, credentials.access_token != entry.access_token


async def _check_device(config: Config, client: LeanClient) -> str:
    keys = (await look_into(config, config.matrix.user)).keys
    try:
        return await look_at_device(client, keys)
    except (NotTrusted, OSError) as trouble:
        raise CheckFailed(str(trouble)) from trouble


async def _check_office(config: Config, client: LeanClient) -> str:
    room_id = config.collective.admin_room
    if room_id is None:
        return "none in the configuration: the bot can tell nobody of its troubles"
    try:
        await is_encrypted(client, room_id)
    except DeliveryRefused:
        return await _not_there_yet(config, client, room_id)
    except DeliveryError as error:
        raise CheckFailed(f"{room_id}: {error}") from error
    return f"{room_id}, the bot is in it"


async def _not_there_yet(config: Config, client: LeanClient, room_id: str) -> str:
    """Invited or not, that is no fault; a room that is none is one."""
    try:
        known = await is_known(client, room_id)
    except DeliveryError as error:
        raise CheckFailed(f"{room_id}: {error}") from error
    if not known:
        advice = f"mend collective.admin_room, or invite {config.matrix.user} there"
        raise CheckFailed(f"{room_id}, the homeserver knows no such room: {advice}")
    return f"{room_id}, the bot is not in it yet: invite {config.matrix.user} there"
