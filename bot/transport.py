"""The door's shape: what comes in, what goes out, and what a door promises. Both doors (Matrix, rehearsal) fit it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from storage.crypto import KeyRow


class Heard(StrEnum):
    """The kinds of things a door can report."""

    MESSAGE = "message"
    REACTION = "reaction"
    EDIT = "edit"
    REDACTION = "redaction"
    JOIN = "join"  # somebody else entered a room where the bot is
    LEAVE = "leave"  # somebody else left it, or was removed
    INVITE = "invite"  # the bot was invited; `members` then holds nothing yet
    ENTERED = "entered"  # the bot itself is now in the room; `members` are the others
    GONE = "gone"  # the bot was removed from the room, or left it
    UPGRADED = "upgraded"  # the room names a successor (`target`); the homeserver checked who may say so
    MUTED = "muted"  # the power levels of the room do not let the bot speak
    UNMUTED = "unmuted"  # they do
    ENCRYPTED = "encrypted"  # the room is encrypted from now on
    UNDECRYPTABLE = "undecryptable"  # `target` cannot be read yet
    PRIVATE_MADE = "private_made"  # the bot made the room for `target`
    DECLINED = "declined"  # somebody refused the bot's invitation
    READABLE = "readable"  # `target` could be read after all
    VOICE = "voice"
    DISTRESS = "distress"  # somebody typed words of distress; they are not kept
    NOTE = "note"  # the clock: something the bot asked to be reminded of


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a room, with the name they show there."""

    user_id: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """Where a file lies, and how to open it; not encrypted without `key`. What its sender says of it may be wrong."""

    url: str  # mxc://
    mimetype: str = ""
    size: int | None = None  # bytes
    milliseconds: int | None = None  # of a voice message
    key: str = ""  # AES-256-CTR, base64url
    iv: str = ""
    sha256: str = ""  # of what lies there


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that happened. `event_id` is unique for ever: the same id is never handled twice.

    `sender` is a full user id; `thread` and `reply_to` are event ids; `target` is the event that a reaction,
    an edit or a redaction speaks of, or the new room of an upgrade. `body` is plain text without reply fallback.
    """

    event_id: str
    room_id: str
    sender: str
    kind: Heard
    at: dt.datetime
    body: str = ""
    thread: str | None = None
    reply_to: str | None = None
    target: str | None = None
    emoji: str | None = None
    members: tuple[Member, ...] = ()
    media: Media | None = None  # of a voice message
    encrypted: bool = False
    room_name: str | None = None
    mentions_bot: bool = False
    muted: bool = False  # of a room the bot entered: it may not speak there
    removes: bool = False  # of a room: the bot may take away what others said there
    predecessor: str | None = None  # of a room the bot entered: the one it says it continues, itself when none
    direct: bool = False  # an invitation into a conversation for two

    def as_json(self) -> dict[str, Any]:
        """For the inbox; the ids that have columns of their own stay out."""
        fields = asdict(self)
        for column in ("event_id", "room_id", "sender", "at"):
            del fields[column]
        return {name: value for name, value in fields.items() if value not in (None, "", (), False)}

    @classmethod
    def from_json(
        cls, fields: dict[str, Any], *, event_id: str, room_id: str, sender: str, at: dt.datetime
    ) -> Incoming:
        """The inverse."""
        members = tuple(Member(**member) for member in fields.get("members", ()))
        media = Media(**fields["media"]) if "media" in fields else None
        rest = {**fields, "kind": Heard(fields["kind"]), "members": members, "media": media}
        return cls(event_id=event_id, room_id=room_id, sender=sender, at=at, **rest)


@dataclass(frozen=True, slots=True)
class Echo:
    """The bot's own event, seen in a timeline: proof that an outgoing row arrived.

    `own_device`: the homeserver itself tells that this very device sent it.
    """

    txn_id: str
    event_id: str
    room_id: str = ""
    own_device: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What one sync brought, gaps filled, oldest first. Committed whole, with its token, or not at all."""

    since: str | None
    next: str
    started_at: dt.datetime
    events: tuple[Incoming, ...] = ()
    echoes: tuple[Echo, ...] = ()
    keys: tuple[KeyRow, ...] = ()  # what the sync changed in the bot's encryption state


class Said(StrEnum):
    """The kinds of things the bot can send."""

    TEXT = "text"
    FILE = "file"
    IMAGE = "image"  # `body` is what it says to who does not see it
    EDIT = "edit"
    REACTION = "reaction"
    REDACTION = "redaction"
    OPEN_PRIVATE = "open_private"  # make a private room with `target` and invite them
    MARK_PRIVATE = "mark_private"  # tell clients that the room is a direct conversation with `target`
    ENTER = "enter"  # accept an invitation
    DECLINE = "decline"  # refuse an invitation, or leave


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a message: the sealed file that holds it; its bytes, once it is about to leave."""

    kept: str
    name: str
    mimetype: str
    size: int  # bytes
    data: bytes = field(default=b"", repr=False)
    pixels: tuple[int, int] | None = None  # of a picture: how wide and how high
    place: Mapping[str, Any] = field(default_factory=dict)  # where a door put it: a part of the message's content


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One row of the outbox, ready to leave. The same `txn_id` is the same message, however often it is sent."""

    room_id: str
    txn_id: str
    kind: Said
    body: str = ""
    html: str | None = None
    mentions: tuple[str, ...] = ()
    thread: str | None = None
    reply_to: str | None = None
    target: str | None = None
    emoji: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    file: Enclosure | None = None


class DeliveryError(Exception):
    """Root of what a door may raise when it sends.

    DeliveryError
    ├── DeliveryRefused    the other side will never take it: give up on this row
    ├── SlowDown           too fast: the whole account waits
    └── DeliveryUncertain  it may or may not have arrived: try again with the same txn_id
    """


class DeliveryRefused(DeliveryError):
    """A 4xx that will not change. `forbidden` when it is for want of a right, which the next sync may explain."""

    def __init__(self, reason: str, *, forbidden: bool = False) -> None:
        super().__init__(reason)
        self.forbidden = forbidden


class SlowDown(DeliveryError):
    """Rate limited; `retry_after` in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"slow down for {retry_after:.1f} s")
        self.retry_after = retry_after


class DeliveryUncertain(DeliveryError):
    """No clear answer: unreachable, timed out, 5xx."""


class LoginRefused(Exception):
    """The homeserver does not accept the account's password or token. The message says what to do."""


class DeviceOutlived(Exception):
    """The database is older than what this device did since (a backup was put back): it needs a new device."""


class Vault(Protocol):
    """Where a door keeps the bot's keys; every call is a fenced transaction of its own."""

    async def load(self) -> list[KeyRow]:
        """All of them."""
        ...

    async def save(self, rows: Sequence[KeyRow]) -> None:
        """Writes what changed. Raises LostLease; trouble of the database is waited out."""
        ...


class Transport(Protocol):
    """What the postman needs from a door."""

    async def deliver(self, outgoing: Outgoing) -> str:
        """Sends once and returns the event id (the room id for ENTER and DECLINE). Raises DeliveryError."""
        ...

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Shows or hides that an answer is being written. Never raises, never stored."""
        ...


class Receiver(Protocol):
    """What a door needs from the bot."""

    async def receive(self, batch: Batch) -> bool:
        """Commits the batch and its token in one transaction. Safe to call again with the same batch.

        True when something in it is to be answered.
        """
        ...
