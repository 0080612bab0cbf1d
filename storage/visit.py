"""Who came, where and when; what the process knows of itself, and the configuration of the collective."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from storage.ilots import Ilot
from storage.people import Language, Office, Person
from storage.rooms import RoomKind


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the running process knows of itself, for `!etat`."""

    version: str
    started_at: dt.datetime
    last_sync_at: dt.datetime | None = None
    fingerprint: str | None = None  # of the bot's Matrix device; None where there is none (rehearsal)
    is_signed: bool = False  # the device is vouched for, so that careful clients trust it


class NotHeard(StrEnum):
    """Why a voice could not be kept."""

    TOO_LARGE = "too_large"
    NO_SOUND = "no_sound"  # its first bytes are no sound's, whatever its sender says
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice message, fetched before its visit began: the file that holds it, or why there is none."""

    attachment: str
    media: str | None = None
    seconds: int | None = None
    not_heard: NotHeard | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came, where and when. `said_at` is when they typed it, `now` when it is handled; both aware UTC."""

    now: dt.datetime
    said_at: dt.datetime
    zone: ZoneInfo
    room_id: str
    room_kind: RoomKind
    event_id: str
    sender: str = ""
    thread: str | None = None
    person: Person | None = None
    office: Office | None = None  # held, and exercised in the Tisseuse's room
    ilot: Ilot | None = None  # the îlot whose room this is
    language: Language = "fr"
    by_questions: bool = False  # the command's text was gathered one question at a time
    answered_in: str | None = None  # the message that answered the last of them
    vitals: Vitals | None = None
    voice: Voice | None = None

    @property
    def today(self) -> dt.date:
        """The local day of the visit."""
        return self.now.astimezone(self.zone).date()

    @property
    def typed_at(self) -> dt.datetime:
        """When the person wrote, on their own clock: what « demain » is counted from."""
        return self.said_at.astimezone(self.zone)

    @property
    def someone(self) -> Person:
        """The person, where there must be one."""
        assert self.person is not None
        return self.person

    @property
    def in_private(self) -> bool:
        """True in an encrypted room with nobody else."""
        return self.room_kind is RoomKind.PRIVATE


@dataclass(frozen=True, slots=True)
class HelpLines:
    """Whom somebody in distress can call, as the configuration says; by default, France's."""

    listening: str = "3114"
    day_and_night: bool = True
    free: bool = True
    danger: tuple[str, ...] = ("15", "112")


@dataclass(frozen=True, slots=True)
class House:
    """What the configuration says of the collective."""

    language: Language = "fr"
    bots: frozenset[str] = frozenset()  # accounts that are nobody
    user_id: str = ""  # the bot's own account
    opens_rooms: bool = False  # the door can make private rooms
    stand_in: str | None = None  # who reads solidarity requests while the Tisseuse and her deputy are away
    own_names: frozenset[str] = frozenset({"navette"})  # how a room may call the bot
    responsible: str | None = None  # for personal data
    contact: str | None = None  # how to reach them
    privacy_page: str | None = None  # where it is told in full
    help_lines: HelpLines = HelpLines()
    unreadable_after: dt.timedelta = dt.timedelta(seconds=60)  # how long a missing key is waited for


NO_HOUSE = House()  # nothing configured
