"""What is said in safe mode."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Message


class Broken(StrEnum):
    """What cannot be done without."""

    KEY = "key"  # the sealing key is lost, or another one
    NEWER = "newer"  # a newer Navette wrote the database
    ILOT = "ilot"  # what an îlot is set to cannot be read
    DATABASE = "database"  # it does not answer, or does not take this version's shape


class BrokenWhat(Message):
    """What it is, and what helps."""

    kind: Broken


class SafeModeBegins(Message):
    """Said once, when it begins."""

    what: BrokenWhat
    detail: str


class SafeState(Message):
    """`!etat` in safe mode. `detail` is the line of the log, for whoever hosts the bot."""

    version: str
    what: BrokenWhat
    detail: str


class SafeHelp(Message):
    """`!aide` in safe mode."""


class SafeModeEnds(Message):
    """It was mended."""
