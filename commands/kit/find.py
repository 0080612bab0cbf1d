"""Which command a word means, and which it may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from commands.kit.command import Command
from commands.kit.reading import fold, near


def lookup(word: str, commands: Iterable[Command]) -> Command | None:
    """The command that answers to that word, accents and case aside."""
    wanted = fold(word)
    return next((each for each in commands if wanted in each.all_words), None)


def proposals(word: str, commands: Iterable[Command]) -> list[str]:
    """Words near enough to have been meant, one a command, closest first."""
    commands = tuple(commands)
    found: dict[str, str] = {}
    for close in near(word, [name for each in commands for name in each.all_words]):
        owner = lookup(close, commands)
        if owner is not None:
            found.setdefault(owner.name, close)
    return list(found.values())
