"""Keys kept up: one-time and fallback keys uploaded, devices asked for, sessions mended, queued messages sent."""

from __future__ import annotations

import json
from typing import Any

import structlog
from nio import KeysUploadResponse
from nio.api import Api

from bot.crashpoints import reach
from bot.matrix.keyed import KeyedClient
from bot.transport import DeviceOutlived

log = structlog.get_logger()

FEWEST_KEYS = 25  # below this, more are uploaded (the homeserver hands one to whoever wants to write to us)


async def keep_up(client: KeyedClient) -> None:
    """Whatever the last sync made necessary. Raises DeviceOutlived; trouble of the network is for the next round."""
    if _wants_keys(client):
        await upload_keys(client)
    if client.should_query_keys:
        await client.keys_query()
    if client.should_claim_keys:
        await client.keys_claim(client.olm.get_users_for_key_claiming())
    await client.send_to_device_messages()


async def upload_keys(client: KeyedClient) -> None:
    """Burnt before they leave: committed as published, then uploaded. Raises DeviceOutlived."""
    olm = client.olm
    content = olm.share_keys() if client.should_upload_keys else {}
    if not olm.account.shared or client.fallback_unused == []:
        content["fallback_keys"] = _fallback_keys(client)
    if not content:
        return
    olm.account.mark_keys_as_published()
    olm.save_account()
    response = await client._send(KeysUploadResponse, "POST", Api._build_path(["keys", "upload"]), json.dumps(content))
    reach("after-key-upload")
    if isinstance(response, KeysUploadResponse):
        client.fallback_unused = ["signed_curve25519"] if "fallback_keys" in content else client.fallback_unused
        return
    if "already exists" in str(getattr(response, "message", "")):
        raise DeviceOutlived("the homeserver knows newer keys of this device than the database does")
    log.warning("matrix.key_upload_failed", code=str(getattr(response, "status_code", "")))


def _wants_keys(client: KeyedClient) -> bool:
    count = client.olm.uploaded_key_count
    low = count is not None and count < FEWEST_KEYS
    return low or not client.olm.account.shared or client.fallback_unused == []


def _fallback_keys(client: KeyedClient) -> dict[str, Any]:
    """The key that serves when all others are used up: without it a popular bot goes deaf (trap 1)."""
    account = client.olm.account._account
    account.generate_fallback_key()
    signed: dict[str, Any] = {}
    for key_id, key in account.fallback_key.items():
        value: dict[str, Any] = {"key": key if isinstance(key, str) else key.to_base64(), "fallback": True}
        value["signatures"] = {client.user_id: {f"ed25519:{client.device_id}": client.olm.sign_json(value)}}
        signed[f"signed_curve25519:{key_id}"] = value
    return signed
