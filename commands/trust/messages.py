"""What the bot may say about encryption."""

from __future__ import annotations

from commands.kit.message import Message


class CannotRead(Message):
    """To who wrote something that the bot cannot decrypt; once, after a minute."""


class NotEncrypted(Message):
    """In a room for two that is not encrypted: nothing private there."""


class NoLongerAlone(Message):
    """In what was a private room, when a third person comes."""


class HowToWriteMe(Message):
    """To somebody who declined the bot's invitation, once."""

    bot: str


class ManyUnreadable(Message):
    """To the Tisseuse: a room from which the bot often cannot read."""

    room: str
    count: int


class IdentityReset(Message):
    """To the Tisseuse: all keys were lost; who had verified the bot has to do so again."""

    fingerprint: str


class NotVouchedFor(Message):
    """To the Tisseuse: careful clients will not answer the bot until this is mended."""
