"""What the bot may say in the Tisseuse's room."""

from __future__ import annotations

import datetime as dt

from commands.kit.message import Joined, Lines, Message
from storage.desk import Urgency
from storage.settings import RuleName, Topic, Unit
from storage.values import Moment


class InvitationAsked(Message):
    """Somebody unknown invites the bot."""

    who: str
    room: str
    server: str


class InvitationAccepted(Message):
    """It goes in."""

    room: str


class InvitationDeclined(Message):
    """It does not."""

    room: str


class RoomWaits(Message):
    """The bot is in a room that belongs to no îlot yet."""

    room: str


class IlotCreated(Message):
    """It exists, without a room."""

    name: str
    slug: str


class IlotExists(Message):
    """That name is taken."""

    name: str
    slug: str


class IlotLives(Message):
    """It has a room already; moving it wants the other room's name."""

    name: str
    slug: str
    room: str


class IlotBound(Message):
    """It lives in that room now."""

    name: str
    room: str


class RoomTaken(Message):
    """That room belongs to another îlot."""

    room: str
    ilot: str


class UnknownIlot(Message):
    """No îlot of that name."""

    got: str
    known: Joined


class UnknownRoom(Message):
    """No such room among those where the bot is."""

    got: str
    rooms: Joined


class WhichRoom(Message):
    """Several rooms wait, or none."""

    slug: str
    rooms: Joined


class NoRoomWaits(Message):
    """The bot is in no unbound room."""

    slug: str


class MembersShown(Message):
    """Who is in an îlot, and why: its room says so."""

    name: str
    members: Joined
    size: int


class HowIlotWorks(Message):
    """`!ilot` with words that are not understood."""


class StateShown(Message):
    """`!etat`: how the bot is."""

    version: str
    since: dt.datetime
    sync: object
    queue: Lines
    device: Message | None  # None where there is no device (rehearsal)
    ilots: int
    people: int


class UnreadableShown(Message):
    """How many messages could not be read, by room."""

    rooms: Joined


class UnreadableIn(Message):
    """One room's count."""

    room: object
    count: int


class InPrivate(Message):
    """In place of a private room's name."""


class DeviceShown(Message):
    """By which the bot can be recognised; whether careful clients trust it."""

    fingerprint: str
    signed: bool


class SyncedAgo(Message):
    """Seconds since the homeserver last answered."""

    seconds: int


class NeverSynced(Message):
    """The homeserver has not answered yet, or there is none (rehearsal)."""


class Queue(Message):
    """What waits to leave and to be handled."""

    outbox: int
    inbox: int


class Held(Message):
    """Messages that wait for their hour, why, and until when the first of them does."""

    why: Urgency
    count: int
    hour: Moment


class Losses(Message):
    """What could not be done: worth a look at the logs."""

    dead: int
    poison: int


class SettingsShown(Message):
    """`!reglages`: every rule that may be changed, a line a topic; the hours of the îlots' rooms; how to change one."""

    topics: Lines
    hours: Joined | HowSettingsWork


class TopicShown(Message):
    """One line: the rules of one topic."""

    topic: Topic
    rules: Joined


class RuleWord(Message):
    """What to type for a rule, in the reader's language."""

    name: RuleName


class RuleInShort(Message):
    """One of them: the word to type, and its value."""

    word: RuleWord
    value: RuleValue


class RuleValue(Message):
    """What a rule is: a number of something, perhaps up to another one by a day."""

    unit: Unit
    count: int
    ranged: bool  # up to `most`
    most: int
    by: Moment | None


class RuleShown(Message):
    """One rule, explained."""

    word: RuleWord
    what: RuleMeaning
    value: RuleValue
    usual: RuleValue
    bounds: RuleBounds
    hers_alone: bool
    example: str


class RuleMeaning(Message):
    """What a rule does."""

    name: RuleName


class RuleBounds(Message):
    """What it may be."""

    unit: Unit
    least: int
    most: int


class RuleUnread(Message):
    """A value that is none, or is out of bounds."""

    word: RuleWord
    bounds: RuleBounds
    example: str


class RuleAsBefore(Message):
    """It is that already."""

    word: RuleWord
    value: RuleValue


class RuleForTisseuse(Message):
    """Her deputy may not change it."""

    word: RuleWord


class AskRule(Message):
    """It touches people: what is so, and what would be."""

    what: RuleMeaning
    before: RuleValue
    after: RuleValue


class RuleChanged(Message):
    """From now on."""

    word: RuleWord
    before: RuleValue
    after: RuleValue


class IlotSettings(Message):
    """When news may be posted in one îlot's room."""

    parts: Joined


class OnlyOn(Message):
    """The weekdays, where they are not Monday to Friday."""

    days: Joined


class UnknownRule(Message):
    """No rule and no setting of that name; perhaps one that is near."""

    got: str
    near: Joined | None


class RuleNamed(Message):
    """One that is near."""

    word: str


class HoursOf(Message):
    """Its hours, and whose holidays it keeps."""

    ilot: str
    start: dt.time
    end: dt.time
    alsace_moselle: bool


class HowSettingsWork(Message):
    """`!reglages` with words that are not understood."""
