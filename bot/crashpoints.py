"""Named points at which a crash run kills the process; free when none is asked for."""

from __future__ import annotations

import os
import signal
from typing import Final, Literal

Point = Literal[
    "synced",
    "kept",
    "committed",
    "handled",
    "answered",
    "claimed",
    "delivered",
    "marked",
    "rung",
    "keys-saved",
    "before-key-upload",
    "after-key-upload",
    "before-to-device",
    "room-key-shared",
    "key-added",
    "batch-sealed",
    "sealed-anew",
    "uploaded",
    "backup-proven",
    "put-beside",
    "put-back",
    "move-begun",
    "rows-moved",
    "file-moved",
    "move-copied",
    "source-left",
]

DELIVERY_POINTS: Final[tuple[Point, ...]] = (
    "synced",  # a sync was read, nothing written
    "kept",  # inbox rows written, not committed
    "committed",  # inbox and token committed
    "handled",  # the effects of a command, or of a note of the clock, written, not committed
    "answered",  # effects and answer committed, nothing sent
    "claimed",  # an attempt counted, the request not made
    "delivered",  # the homeserver has it, we have not written so
    "marked",  # marked sent
    "rung",  # a note of the clock handled and committed
)
KEY_POINTS: Final[tuple[Point, ...]] = (
    "keys-saved",  # changed keys committed, the request that needs them not made
    "before-key-upload",  # one-time keys committed, not uploaded
    "after-key-upload",  # uploaded, the answer not taken in
    "before-to-device",  # a room key encrypted and committed, not sent
    "room-key-shared",  # everybody has the room key, the message is not sent
)
ROTATION_POINTS: Final[tuple[Point, ...]] = (
    "key-added",  # the key file holds the new key and the old, nothing is sealed anew
    "batch-sealed",  # some of it is
    "sealed-anew",  # all of it is, the old key is still there
)
MOVE_POINTS: Final[tuple[Point, ...]] = (
    "move-begun",  # the target is marked, and empty
    "rows-moved",  # a batch is committed there
    "file-moved",  # a voice is
    "move-copied",  # all of it is, and equal
    "source-left",  # nobody opens the source any more, nor the target yet
)
FILE_POINTS: Final[tuple[Point, ...]] = ("uploaded",)  # the homeserver has a file, no message speaks of it
POINTS: Final[tuple[Point, ...]] = (*DELIVERY_POINTS, *KEY_POINTS)

_reached = 0


def reach(point: Point) -> None:
    """Kills this process with SIGKILL the n-th time the point named in NAVETTE_CRASH_AT (`claimed:3`) is reached."""
    global _reached  # noqa: PLW0603 - one count a process, for crash runs only
    wanted, _, count = os.environ.get("NAVETTE_CRASH_AT", "").partition(":")
    if point != wanted:
        return
    _reached += 1
    if _reached >= int(count or 1):
        os.kill(os.getpid(), signal.SIGKILL)
