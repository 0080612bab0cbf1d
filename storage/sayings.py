"""What a handler wants said or done, before it is worded: sayings, acts, files, and the urgency on an envelope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from storage.people import Language, Person
from storage.posts import Post, Role
from storage.questions import Question


@runtime_checkable
class Sayable(Protocol):
    """Something the bot can say: a stable name and fields, worded elsewhere."""

    @property
    def says(self) -> str:
        """The name its words stand under."""
        ...

    def values(self) -> Mapping[str, object]:
        """What fills the words."""
        ...


class Urgency(StrEnum):
    """The kind written on an envelope: the posting policy asks for nothing else."""

    ANSWER = "answer"  # somebody is waiting for it
    NOTICE = "notice"  # in a room, because of what somebody just did
    NEWS = "news"  # unsolicited, in a room: one a day, four a week
    BESIDE = "beside"  # as news, but not counted: an urgent cover, what the îlot itself set going
    SESSION = "session"  # sanctuarised time begins, or ends: at its own hour
    WHISPER = "whisper"  # unsolicited, to one person, because of what somebody just did
    REMINDER = "reminder"  # unsolicited, to one person, in the hours they chose
    OFFICE = "office"  # to the Tisseuse's room


Speak = Callable[[Sayable], str]  # plain words, in the language of whoever reads them


@dataclass(frozen=True, slots=True)
class File:
    """A file to give: its bytes, or what makes them once it is given the words that stand in it."""

    name: str
    mimetype: str
    content: bytes | Callable[[Speak], bytes]
    pixels: tuple[int, int] | None = None  # of a picture: how wide and how high


@dataclass(slots=True)
class Saying:
    """One thing to say, not yet worded."""

    what: Sayable
    room_id: str
    urgency: Urgency
    language: Language
    thread: str | None = None
    under: Post | None = None  # the thread begins at this message of the bot's, also before it has left
    addressed: Person | None = None  # said to one person where others read along
    reader: Person | None = None  # whose time a whisper keeps, and a reminder whose hours
    card: str | None = None  # the listing it shows, as long as it stands
    role: Role = Role.POSTED  # how it shows it
    replaces: Post | None = None  # a card that says this from now on
    question: Question | None = None
    asked_of: str | None = None
    file: File | None = None  # of which this is said


HAND = "✋"  # the only reaction that the bot seeds
LETTER = "💌"  # what it says in a room to whoever it answers in private


@dataclass(slots=True)
class Act:
    """Something to do in a room without words: enter, decline, react."""

    kind: str
    room_id: str
    emoji: str | None = None
    target: str | None = None
    waits_for: int | None = None  # the outbox row it speaks of, where that is one of the bot's own messages
    on_card: str | None = None  # the listing whose card, said in this same visit, it speaks of
