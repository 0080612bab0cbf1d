"""`navette check`: what is configured, and whether it works; a line each, and nothing is written."""

from __future__ import annotations

from collections.abc import Awaitable

from bot.app import look_into
from bot.config import Config, ConfigFault
from bot.live import entry_of
from bot.matrix import (
    Credentials,
    LeanClient,
    NotTrusted,
    is_encrypted,
    is_known,
    last_verification,
    log_in,
    look_at_device,
)
from bot.transport import DeliveryError, DeliveryRefused, LoginRefused
from storage.database import read_url
from storage.errors import StorageFault


class CheckFailed(Exception):
    """Something is not as it must be; the message says what to do."""


async def inspect(config: Config) -> int:
    """A line each: configuration, database, homeserver and account, Tisseuse's room. 0 when all is well, else 2.

    Writes nothing, and may look while the bot runs.
    """
    print(f"✓ configuration: {config.file or 'environment'}")
    well = await tell("database", _check_database(config))
    try:
        client, credentials, is_new = await _look_in(config)
    except (LoginRefused, ConfigFault, CheckFailed) as fault:
        print(f"✗ homeserver and account: {fault}")
        return 2
    print(f"✓ homeserver and account: {credentials.user_id} may log in at {config.matrix.homeserver}")
    try:
        device = not well or await tell("device", _check_device(config, client))  # its keys stand in the database
        if well and device and (last := last_verification((await look_into(config, config.matrix.user)).keys)):
            print(f"✓ last verification: {last}")
        office = await tell("Tisseuse's room", _check_office(config, client))
    finally:
        if is_new:  # the login was made for this check only
            await client.logout()
        await client.close()
    return 0 if well and device and office else 2


async def tell(name: str, check: Awaitable[str]) -> bool:
    """One line of it; False for a ✗."""
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
    entry = entry_of(config, token, None)
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
