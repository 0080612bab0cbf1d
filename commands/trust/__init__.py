"""Encryption as people meet it: messages that cannot be read, and how the bot can be recognised."""

from pathlib import Path

from commands.kit.command import Feature
from commands.trust.unreadable import LISTENERS, NOTES

FEATURE = Feature(name="trust", folder=Path(__file__).parent, listeners=LISTENERS, notes=NOTES)
