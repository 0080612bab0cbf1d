"""What the bot may say about sanctuarised time: one class a sentence, no words in it."""

from __future__ import annotations

import datetime as dt

from commands.kit.message import Joined, Lines, Message
from commands.kit.speech import Begin, WeekdayName
from storage.values import Moment, Span

# ── the rhythm ──


class RhythmSaid(Message):
    """Which days, from when to when. `every` is in weeks."""

    every: int
    day: WeekdayName
    start: dt.time
    end: dt.time


class SlotProposed(Message):
    """A new rhythm, and how the îlot agrees to it."""

    rhythm: RhythmSaid
    first: Moment
    until: Moment


class StopProposed(Message):
    """No such time any more, and how the îlot agrees to that."""

    until: Moment


class SlotAgreed(Message):
    """It is the rhythm now."""

    rhythm: RhythmSaid
    next: Message | None


class StopAgreed(Message):
    """There is no rhythm now."""


class AgreementDropped(Message):
    """Somebody was against, and half of the îlot was not for it."""


class AgreementWithdrawn(Message):
    """By its author, or another one took its place."""


class SlotShown(Message):
    """`!temps`: the rhythm, and when it comes next."""

    rhythm: RhythmSaid
    next: Message


class NextIs(Message):
    """When the next time is."""

    span: Span


class PausedUntil(Message):
    """Instead of that: a pause."""

    day: Moment


class NoSlot(Message):
    """`!temps` where there is no rhythm yet."""

    ilot: str


class SlotWaits(Message):
    """The same, where one is proposed."""

    ilot: str
    rhythm: RhythmSaid
    until: Moment


class NoIlotHere(Message):
    """`!temps` typed by somebody who is in no îlot."""


class DecidedInTheRoom(Message):
    """What changes an îlot's time is typed where the îlot reads it."""


class HowOften(Message):
    """A day and hours, without how often: which one is meant?"""

    day: WeekdayName
    first: Moment


class RhythmUnread(Message):
    """It cannot be read as a rhythm."""

    got: str


class RhythmWithoutEnd(Message):
    """From when, but not until when."""


# ── a session ──


class Poll(Message):
    """Who comes, and a question to think about."""

    when: Begin
    prompt: Message | None


class PromptOfTheDay(Message):
    """The question."""

    text: str


class DayBefore(Message):
    """To one member who has not answered, in private."""

    when: Begin
    ilot: str


class TooFew(Message):
    """The day before, where fewer than two come. No name."""

    when: Begin


class SessionMoved(Message):
    """The one that takes its place, and who comes."""

    when: Span


class MovedAway(Message):
    """What the poll says once its session has moved."""

    when: Span


class SessionSkipped(Message):
    """It does not take place; the next one, where there is one."""

    next: Message | None


class HolidaySkipped(Message):
    """A public holiday: another date, and who comes."""

    day: Begin
    holiday: str
    when: Span


class HolidayPassed(Message):
    """A public holiday, where the rhythm itself brings the next one."""

    day: Begin
    holiday: str
    next: Message | None


class Begins(Message):
    """The bot is quiet from now on."""

    end: dt.time


class Ends(Message):
    """It speaks again, and asks for nothing."""


class AnotherMoment(Message):
    """⏰: which one?"""


class MoveUnread(Message):
    """The other moment cannot be read."""

    got: str


class MoveIsPast(Message):
    """The other moment has passed."""

    when: Begin


class NothingAhead(Message):
    """No session that could be moved or skipped."""


class RhythmAsked(Message):
    """After three in a row that did not take place."""


# ── pauses ──


class Paused(Message):
    """No time of the îlot on these days."""

    first: Moment
    last: Moment


class Resumed(Message):
    """The pause is over."""

    next: Message


class WhichPause(Message):
    """A pause: of the îlot, or of one's own reminders?"""

    last: Moment


class RemindersPaused(Message):
    """No reminder to this person until then."""

    last: Moment


class PauseUnread(Message):
    """How long cannot be read."""

    got: str


# ── questions ──


class PromptsShown(Message):
    """Every question in use."""

    lines: Lines


class PromptLine(Message):
    """One of them."""

    number: int
    text: str


class PromptProposed(Message):
    """It waits for the Tisseuse."""


class PromptAsked(Message):
    """To the Tisseuse: shall it be used?"""

    who: str
    text: str


class PromptDecided(Message):
    """What she said."""

    taken: bool


class PromptRetired(Message):
    """One that is used no more."""

    text: str


class NoSuchPrompt(Message):
    """No question has that number."""

    got: str


# ── the month, to the Tisseuse ──


class MonthSummed(Message):
    """How many times were held and traces shared; private traces are never counted."""

    month: Begin
    held: int
    shared: int
    themes: Message | None


class Themes(Message):
    """The tags that people wrote in what they shared with the Archipel."""

    names: Joined


class TimeOfIlot(Message):
    """In a calendar."""

    ilot: str


class TimesHeld(Message):
    """A sheet's title, then the head of each column."""
