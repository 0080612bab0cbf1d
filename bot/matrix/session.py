"""Getting in: by password or token, always as the same device."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import ClientError
from nio import AsyncClientConfig, LoginError, LoginResponse, WhoamiError, WhoamiResponse

from bot.matrix.client import REQUEST_TIMEOUT, LeanClient
from bot.transport import LoginRefused

log = structlog.get_logger()

LONGEST_PAUSE = 30.0  # seconds between two tries of a homeserver that is away
_TOKEN_IS_DEAD = {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """What proves who we are; kept in the database, the token sealed."""

    user_id: str
    device_id: str
    access_token: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How to get in: the account, what is known of an earlier login, and a password or token to fall back on."""

    homeserver: str
    user_id: str
    device_name: str
    password: str | None = None
    access_token: str | None = None
    device_id: str | None = None


Proven = tuple[LeanClient, Credentials]


def new_client(entry: Entry) -> LeanClient:
    """nio with its traps disarmed: no stored tokens, no retries inside a call, nothing written to disk."""
    config = AsyncClientConfig(
        store_sync_tokens=False,
        max_limit_exceeded=0,
        max_timeouts=0,
        request_timeout=REQUEST_TIMEOUT,
        encryption_enabled=False,
    )
    client = LeanClient(entry.homeserver.rstrip("/"), entry.user_id, device_id=entry.device_id, config=config)
    client.user_id = entry.user_id
    return client


async def log_in(entry: Entry, *, patiently: bool = True) -> Proven:
    """Tries the token first, then the password. Raises LoginRefused with one clear line.

    An unreachable homeserver is waited for, unless `patiently` is false: then ConnectionError is raised.
    """
    client = new_client(entry)
    try:
        credentials = await _by_token(client, entry, patiently) if entry.access_token else None
        if credentials is None:
            credentials = await _by_password(client, entry, patiently)
    except BaseException:
        await client.close()
        raise
    client.restore_login(credentials.user_id, credentials.device_id, credentials.access_token)
    return client, credentials


async def _by_token(client: LeanClient, entry: Entry, patiently: bool) -> Credentials | None:
    """None when the token is dead and a password is there to replace it."""
    client.access_token = entry.access_token or ""
    found = await _patient(client.whoami, patiently)
    if isinstance(found, WhoamiResponse):
        if found.user_id != entry.user_id:
            raise LoginRefused(f"matrix.access_token belongs to {found.user_id}, matrix.user is {entry.user_id}")
        return Credentials(found.user_id, found.device_id or entry.device_id or "", entry.access_token or "")
    assert isinstance(found, WhoamiError)
    client.access_token = ""
    if entry.password is None:
        raise LoginRefused(f"{entry.homeserver} refuses the access token ({found.status_code}): log in again")
    return None


async def _by_password(client: LeanClient, entry: Entry, patiently: bool) -> Credentials:
    if entry.password is None:
        raise LoginRefused(
            "no password: set NAVETTE_MATRIX__PASSWORD, or write it into the file of matrix.password_file"
        )
    password = entry.password
    found = await _patient(lambda: client.login(password, device_name=entry.device_name), patiently)
    if isinstance(found, LoginResponse):
        return Credentials(found.user_id, found.device_id, found.access_token)
    raise LoginRefused(f"{entry.homeserver} refuses {entry.user_id}: {found.message} ({found.status_code})")


async def _patient(call: Callable[[], Awaitable[Any]], patiently: bool) -> Any:
    """Waits out an unreachable or busy homeserver, with one log line a change."""
    pause, told = 0.5, ""
    while True:
        try:
            found = await call()
        except (ClientError, TimeoutError, OSError) as error:
            if not patiently:
                raise ConnectionError(type(error).__name__) from error
            reason = type(error).__name__
        else:
            status = found.transport_response.status if found.transport_response else 0
            if status != 429 and status < 500 and not _is_no_matrix(found, status):
                if told:
                    log.info("matrix.homeserver_answers")
                return found
            if not patiently and status != 429:
                raise ConnectionError(f"HTTP {status}")
            reason, pause = f"HTTP {status}", max(pause, (getattr(found, "retry_after_ms", 0) or 0) / 1000)
        if reason != told:
            log.warning("matrix.waiting_for_homeserver", reason=reason)
            told = reason
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


def _is_no_matrix(found: LoginError | WhoamiError | LoginResponse | WhoamiResponse, status: int) -> bool:
    """A proxy's page instead of an answer."""
    return isinstance(found, LoginError | WhoamiError) and not found.status_code and status != 401


def is_dead_token(code: str | None) -> bool:
    """True when only a new login can help."""
    return code in _TOKEN_IS_DEAD
