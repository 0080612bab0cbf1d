"""A throwaway copy of the working tree, in which things are broken one at a time and mended again."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sabotage.breakage import Breakage

HOUSE = Path(__file__).parents[2]


class NoCheckout(Exception):
    """What is to be copied cannot be told; the message says why."""


@contextmanager
def copied(source: Path = HOUSE) -> Iterator[Path]:
    """What git knows there, as it is now, and what is new; no .venv. Raises NoCheckout."""
    with tempfile.TemporaryDirectory(prefix="navette-sabotage-") as name:
        folder = Path(name).resolve() / "tree"
        for file in _known(source):
            if (source / file).is_file():  # else deleted, and not committed yet
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source / file, folder / file)
        yield folder


@contextmanager
def broken(folder: Path, breakage: Breakage) -> Iterator[None]:
    """The copy without that mechanism, for a while. Raises Drifted."""
    path = folder / breakage.file
    whole = path.read_text("utf-8")
    _write(path, breakage.broken(whole))
    try:
        yield
    finally:
        _write(path, whole)


def _write(path: Path, source: str) -> None:
    """What Python compiled goes too: of two versions of one size in one second it would take the older."""
    path.write_text(source, "utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()


def _known(source: Path) -> list[str]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoCheckout("a git checkout, and git, are wanted: they tell what is to be copied") from error
    return [name for name in done.stdout.split("\0") if name]
