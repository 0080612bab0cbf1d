"""What `!aide` may say."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message, Phrase


class HelpBegins(Message):
    """What is of use first, a paragraph a group."""

    groups: Lines


class HelpOverview(Message):
    """All that can be done, a paragraph a group."""

    groups: Lines


class HelpGroup(Message):
    """One group: its title and its commands' examples."""

    title: Phrase
    examples: Joined


class HelpOfCommand(Message):
    """One command: what it does, an example, its other names."""

    summary: Phrase
    example: Phrase
    also: Joined
    keys: Joined


class ShortExample(Message):
    """A command in a list of examples."""

    text: Phrase


class AlsoCalled(Message):
    """Another name of the command."""

    word: str


class OtherNames(Message):
    """What else a command is called."""

    words: Joined


class KeysShown(Message):
    """The keys that a command understands."""

    words: Joined


class KeyWord(Message):
    """A key the command understands."""

    word: str
