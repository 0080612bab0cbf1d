"""Encryption as people meet it: messages that cannot be read, private rooms, how the bot can be recognised."""

from pathlib import Path

from commands.kit.command import Feature
from commands.trust import private, unreadable

FEATURE = Feature(
    name="trust",
    folder=Path(__file__).parent,
    listeners={**unreadable.LISTENERS, **private.LISTENERS},
    notes=unreadable.NOTES,
)
