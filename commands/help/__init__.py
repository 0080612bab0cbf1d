"""`!aide`: read from the commands that exist, so that it never promises one that does not."""

from pathlib import Path

from commands.help.commands import help_command
from commands.kit.command import Command, Feature


def feature_of(others: tuple[Command, ...]) -> Feature:
    """The help of these commands, itself included."""
    return Feature(name="help", folder=Path(__file__).parent, commands=(help_command(others),))
