"""The bot's device: the one it always was, or a new one when its keys are lost or older than what the server knows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import structlog
from aiohttp import ClientError

from bot.matrix.client import LeanClient
from bot.matrix.crosssigning import (
    RESET,
    SEEDS,
    HomeserverBusy,
    Identity,
    NotTrusted,
    Trust,
    grouped,
    is_signed_by,
    own_device,
    query_self,
    vouch_for_ourselves,
)
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from bot.matrix.session import LONGEST_PAUSE, Credentials, Entry, log_in, new_client
from bot.matrix.upkeep import upload_keys
from bot.transport import DeviceOutlived, LoginRefused, Vault
from storage.crypto import KeyRow

log = structlog.get_logger()


async def settle_in(
    entry: Entry, credentials: Credentials, vault: Vault, *, vouched: bool = True
) -> tuple[KeyedClient, Trust]:
    """As `with_keys`, an unreachable or busy homeserver waited for with one log line a change."""
    pause, told = 0.5, ""
    while True:
        try:
            return await with_keys(entry, credentials, vault, vouched=vouched)
        except (ClientError, TimeoutError, OSError) as error:
            if type(error).__name__ != told:
                log.warning("matrix.waiting_for_homeserver", reason=type(error).__name__)
            told = type(error).__name__
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


async def with_keys(
    entry: Entry, credentials: Credentials, vault: Vault, *, vouched: bool = True
) -> tuple[KeyedClient, Trust]:
    """The client that can encrypt, its keys uploaded and vouched for. Raises DeviceOutlived or LoginRefused.

    Not `vouched`: for a device that goes again, the account's identity is neither used nor made.
    """
    ledger = Ledger(await vault.load())
    fresh = ledger.device_id != credentials.device_id
    if fresh:
        ledger.begin_device(credentials.device_id)
    client = _client(entry, credentials, ledger, vault)
    try:
        await _agree_on_keys(client, fresh=fresh)
        await _publish_keys(client)
        if not vouched:
            return client, Trust(client.olm.account.identity_keys["ed25519"], "")
        return client, await vouch_for_ourselves(client, entry.password)
    except BaseException:
        await client.close()
        raise


async def _publish_keys(client: KeyedClient) -> None:
    """Raises HomeserverBusy when they were not taken: without them nobody could write to us."""
    if not client.olm.account.shared:
        await upload_keys(client)
    if not client.olm.account.shared:
        raise HomeserverBusy("the device's keys were not taken")


async def look_at_device(client: LeanClient, rows: Sequence[KeyRow]) -> str:
    """The bot's device as others see it, in a few words; changes nothing. Raises NotTrusted when careful clients
    would not trust it.
    """
    ledger = Ledger(rows)
    account, seeds = ledger.load_account(), ledger.value(SEEDS)
    if account is None or seeds is None or ledger.device_id is None:
        return "still to be made by `navette run`"
    known = await query_self(client)
    keys = known.get("device_keys", {}).get(client.user_id, {}).get(ledger.device_id)
    shown = f"{ledger.device_id}, fingerprint {grouped(account.identity_keys['ed25519'])}"
    if keys is None or keys.get("keys", {}).get(f"ed25519:{ledger.device_id}") != account.identity_keys["ed25519"]:
        raise NotTrusted(f"{shown}: the homeserver knows other keys of it; `navette run` takes a new device")
    if not is_signed_by(Identity(seeds), known, client.user_id, keys):
        raise NotTrusted(
            f"{shown}: not signed by the account's identity; give the password and start `navette run` once"
        )
    anew = ", made anew: who had verified the bot has to do so again" if ledger.value(RESET) else ""
    return f"{shown}, signed by the account's identity{anew}"


async def show_fingerprint(client: KeyedClient, entry: Entry, trust: Trust) -> None:
    """In the account's list of devices, where a person can compare it. Best effort."""
    name = f"{entry.device_name} · {grouped(trust.fingerprint)}"
    try:
        await client.update_device(client.device_id, {"display_name": name})
    except (ClientError, TimeoutError, OSError) as error:
        log.warning("matrix.fingerprint_not_shown", error=type(error).__name__)


async def new_device(entry: Entry, old: Credentials) -> Credentials:
    """Another device of the same account; the old one is signed out. Raises LoginRefused without a password."""
    if entry.password is None:
        raise LoginRefused("the keys of this device are lost: give a password (matrix.password_file) for a new device")
    client, credentials = await log_in(replace(entry, access_token=None, device_id=None))
    await client.close()
    await sign_out(entry, old)
    log.warning("matrix.new_device", device=credentials.device_id, instead_of=old.device_id)
    return credentials


async def sign_out(entry: Entry, old: Credentials) -> None:
    """Best effort: a device that nobody has the keys of only confuses people. Asks nothing of any database."""
    client = new_client(entry)
    client.access_token = old.access_token
    try:
        await client.logout()
    except (ClientError, TimeoutError, OSError):
        log.warning("matrix.old_device_stays", device=old.device_id)
    finally:
        await client.close()


def _client(entry: Entry, credentials: Credentials, ledger: Ledger, vault: Vault) -> KeyedClient:
    who = (entry.homeserver.rstrip("/"), credentials.user_id, credentials.device_id, credentials.access_token)
    return KeyedClient(*who, ledger, vault.save)


async def _agree_on_keys(client: KeyedClient, *, fresh: bool) -> None:
    """The same device id is never used with other keys: that is broken for good."""
    try:
        known = own_device(await query_self(client), client)
    except NotTrusted as trouble:
        raise LoginRefused(f"the homeserver does not tell this device's keys ({trouble})") from trouble
    account = client.olm.account
    if known is None:
        account.shared = False  # it was signed out, or never uploaded any
        return
    if fresh or known.get("keys", {}).get(f"ed25519:{client.device_id}") != account.identity_keys["ed25519"]:
        raise DeviceOutlived("the homeserver knows other keys of this device than the database does")
    account.shared = True
