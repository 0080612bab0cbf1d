"""A throwaway real homeserver: Synapse from pip, on SQLite, on the loopback; for the demo and the live tests."""

from __future__ import annotations

import asyncio
import base64
import ctypes
import hashlib
import hmac
import importlib.util
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

_READY_WITHIN = 90.0
_LIBC = ctypes.CDLL(None)  # loaded before any fork
_SET_PDEATHSIG = 1
_UNLIMITED = "{per_second: 100000, burst_count: 1000000}"
_CONFIG = """\
server_name: "{name}"
public_baseurl: "{url}/"
report_stats: false
listeners:
  - {{port: {port}, bind_addresses: ["127.0.0.1"], type: http, tls: false, resources: [{{names: [client]}}]}}
database: {{name: sqlite3, args: {{database: "{folder}/homeserver.db"}}}}
log_config: "{folder}/log.yaml"
media_store_path: "{folder}/media"
signing_key_path: "{folder}/signing.key"
macaroon_secret_key: "{macaroon}"
form_secret: "{form}"
registration_shared_secret: "{secret}"
trusted_key_servers: []
suppress_key_server_warning: true
url_preview_enabled: false
bcrypt_rounds: 4
presence: {{enabled: false}}
"""
_MESSAGES = f"rc_message: {_UNLIMITED}\n"
_RELAXED = f"""\
rc_reports: {_UNLIMITED}
rc_room_creation: {_UNLIMITED}
rc_registration: {_UNLIMITED}
rc_admin_redaction: {_UNLIMITED}
rc_login: {{address: {_UNLIMITED}, account: {_UNLIMITED}, failed_attempts: {_UNLIMITED}}}
rc_joins: {{local: {_UNLIMITED}, remote: {_UNLIMITED}}}
rc_joins_per_room: {_UNLIMITED}
rc_invites: {{per_room: {_UNLIMITED}, per_user: {_UNLIMITED}, per_issuer: {_UNLIMITED}}}
"""
_LOG = """\
version: 1
formatters: {{plain: {{format: "%(asctime)s %(levelname)s %(name)s %(message)s"}}}}
handlers: {{file: {{class: logging.FileHandler, formatter: plain, filename: "{folder}/homeserver.log"}}}}
root: {{level: WARNING, handlers: [file]}}
disable_existing_loggers: false
"""


class HomeserverFailed(Exception):
    """Synapse is not installed, or did not start; the message ends with the last lines of its log."""


class ThrowawayHomeserver:
    """One Synapse in one folder. Dies with its parent, whatever kills that.

    `strict` keeps the default rate limits; `messages_limited` that of messages alone.
    """

    def __init__(
        self, folder: Path, name: str = "archipel.example", *, strict: bool = False, messages_limited: bool = False
    ) -> None:
        self.folder = folder
        self.name = name
        self.port = free_port()
        self._limits = "" if strict else _RELAXED + ("" if messages_limited else _MESSAGES)
        self._secret = secrets.token_hex(16)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Its address, for any client on this machine."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self.prepare()
        try:
            await self.start()
        except BaseException:
            await self.kill()  # what was interrupted while it started has no exit of its own
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def prepare(self) -> None:
        """Writes the configuration and a signing key. Raises HomeserverFailed where Synapse is not installed."""
        if importlib.util.find_spec("synapse") is None:
            raise HomeserverFailed("Synapse is not installed here: python3 -m pip install matrix-synapse")
        self.folder.mkdir(parents=True, exist_ok=True)
        values = {"name": self.name, "url": self.url, "folder": self.folder, "port": self.port}
        values |= {"secret": self._secret, "macaroon": secrets.token_hex(16), "form": secrets.token_hex(16)}
        text = _CONFIG.format(**values) + self._limits
        (self.folder / "homeserver.yaml").write_text(text, "utf-8")
        (self.folder / "log.yaml").write_text(_LOG.format(folder=self.folder), "utf-8")
        (self.folder / "signing.key").write_text(_signing_key(), "utf-8")

    async def start(self) -> None:
        """Returns when it answers. Raises HomeserverFailed."""
        self._process = await self._spawn()
        await self._ready()

    async def stop(self) -> None:
        """Asks it to end, then insists. Its folder stays, so that it can start again."""
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(15):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def kill(self) -> None:
        """At once, for a folder that nobody needs any more."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    async def register(self, name: str, password: str, *, shown_as: str | None = None, admin: bool = False) -> str:
        """A new account by the shared secret; returns its full id. `shown_as` is the name that others see."""
        address = f"{self.url}/_synapse/admin/v1/register"
        async with aiohttp.ClientSession() as http:
            async with http.get(address) as answer:
                nonce = str((await answer.json())["nonce"])
            body = self._registration(nonce, name, password, admin=admin) | {"displayname": shown_as or name}
            async with http.post(address, json=body) as answer:
                found: dict[str, Any] = await answer.json()
        if "user_id" not in found:
            raise HomeserverFailed(f"registering {name}: {found.get('error')}")
        return str(found["user_id"])

    def _registration(self, nonce: str, name: str, password: str, *, admin: bool) -> dict[str, Any]:
        role = "admin" if admin else "notadmin"
        text = "\0".join((nonce, name, password, role)).encode()
        mac = hmac.new(self._secret.encode(), text, hashlib.sha1).hexdigest()
        return {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}

    async def _spawn(self) -> asyncio.subprocess.Process:
        command = [sys.executable, "-m", "synapse.app.homeserver", "-c", str(self.folder / "homeserver.yaml")]
        with (self.folder / "output.log").open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd=self.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                preexec_fn=dying_with(os.getpid()),
            )
        (self.folder / "homeserver.pid").write_text(str(process.pid), "ascii")
        return process

    async def _ready(self) -> None:
        assert self._process is not None
        async with aiohttp.ClientSession() as http:
            try:
                async with asyncio.timeout(_READY_WITHIN):
                    while not await self._answers(http):
                        if self._process.returncode is not None:
                            raise HomeserverFailed(f"Synapse ended: {self._tail()}")
                        await asyncio.sleep(0.1)
            except TimeoutError as late:
                raise HomeserverFailed(f"Synapse did not answer in {_READY_WITHIN:.0f} s: {self._tail()}") from late

    async def _answers(self, http: aiohttp.ClientSession) -> bool:
        try:
            async with http.get(f"{self.url}/_matrix/client/versions") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    def _tail(self) -> str:
        lines: list[str] = []
        for name in ("output.log", "homeserver.log"):
            path = self.folder / name
            lines += path.read_text("utf-8", "replace").splitlines()[-5:] if path.exists() else []
        return " | ".join(lines[-8:])


def free_port() -> int:
    """A port of the loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def dying_with(parent: int) -> Callable[[], None]:
    """For a child, before it runs: it gets SIGKILL when `parent` is gone, even by kill -9. Ctrl-C is not for it.

    Linux alone has this, and means the parent's thread: start children from the thread that lives longest.
    """

    def settle() -> None:
        os.setpgrp()
        if sys.platform == "linux":
            _LIBC.prctl(_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:  # it was gone before we asked
                os.kill(os.getpid(), signal.SIGKILL)

    return settle


def _signing_key() -> str:
    """As Synapse writes it itself, which would cost a start of its own."""
    seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    return f"ed25519 a_{secrets.token_hex(2)} {seed}\n"
