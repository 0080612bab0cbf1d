"""Words of distress: answered at once and apart, kept nowhere, told to nobody without a yes."""

from pathlib import Path

from commands.distress.answer import ANSWERS, LISTENERS
from commands.distress.reader import is_distress
from commands.kit.command import Feature

__all__ = ["FEATURE", "is_distress"]

FEATURE = Feature(name="distress", folder=Path(__file__).parent, listeners=LISTENERS, answers=ANSWERS)
