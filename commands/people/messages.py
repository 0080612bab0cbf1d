"""What the bot may say about people and îlots."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from commands.kit.message import Joined, Lines, Message
from storage.links import LinkKind
from storage.people import Copies
from storage.values import Span


class Tongue(StrEnum):
    """A person's language, for the words to choose by."""

    FR = "fr"
    EN = "en"


class IlotsShown(Message):
    """`!ilots`: a line each."""

    lines: Lines


class IlotSize(Message):
    """One îlot, and how many are in it; territory and members follow."""

    name: str
    size: int


class NoIlots(Message):
    """There are none yet."""


class LinksShown(Message):
    """`!ilots liens`: a line a pair."""

    lines: Lines


class LinkLine(Message):
    """Two îlots, and what links them."""

    one: str
    other: str
    parts: Joined


class LinkedBy(Message):
    """What links them, of one kind."""

    kind: LinkKind
    count: int
    refs: str


class MoreLinks(Message):
    """What did not fit."""

    count: int


class NoLinks(Message):
    """There are none yet."""


class Profile(Message):
    """`!moi`: what the bot knows of the person, in short."""

    name: str
    ilots: Joined
    language: Tongue
    quiet: Message
    away: Message | None
    wishes: Message
    how: Message


class LeftInPeace(Message):
    """Quiet hours and days."""

    start: dt.time
    end: dt.time
    weekends: bool  # reminders then, too


class AwayThen(Message):
    """Absences that are not over."""

    spans: Joined


class Away(Message):
    """One of them."""

    span: Span


class Wishes(Message):
    """What they want to be told in private."""

    suggestions: bool
    reminders: bool
    copies: Copies


class HowToChangeMe(Message):
    """What to type for other choices than these."""

    weekends: bool
    suggestions: bool
    copies: Copies


class NoIlotYet(Message):
    """In place of one's îlots."""


class LanguageSet(Message):
    """Answered in the new language."""


class AwayNoted(Message):
    """An absence: no reminders until it is over, and nobody hears of it."""

    span: Span


class BackAgain(Message):
    """The absence is over."""


class AwayUnread(Message):
    """No dates in it."""

    got: str


class RemindersNoted(Message):
    """Of the îlot's times for reflection."""

    wanted: bool


class RemindersUnread(Message):
    """Neither yes nor no."""


class QuietNoted(Message):
    """Quiet hours."""

    start: dt.time
    end: dt.time


class QuietNever(Message):
    """No quiet hours of one's own."""


class QuietUnread(Message):
    """No hours in it."""

    got: str


class WeekendsNoted(Message):
    """Reminders on weekends and holidays, or none."""

    allowed: bool


class WeekendsUnread(Message):
    """Neither yes nor no."""


class SuggestionsNoted(Message):
    """Suggestions, or none."""

    wanted: bool


class SuggestionsUnread(Message):
    """Neither yes nor no."""


class CopiesNoted(Message):
    """The courrier in private on those days; the room's own stays as it is."""

    copies: Copies
    how: Message | None


class NoPlaceForCopies(Message):
    """They wanted no conversation with the bot: they have to begin one."""


class CopiesUnread(Message):
    """No day of the courrier in it."""

    got: str


class CopiesForMembers(Message):
    """Somebody who is in no îlot."""


class WhatAboutMe(Message):
    """`!moi` with words that are not understood."""

    got: str


class PutOut(Message):
    """The bot was removed from a room."""

    room: str


class Muted(Message):
    """The bot may no longer speak in a room."""

    room: str


class StrangeSuccessor(Message):
    """A room names a successor that does not say it continues it."""

    room: str


class UnusualSize(Message):
    """An îlot of one, or of seven."""

    ilot: str
    size: int


class IlotsListed(Message):
    """A sheet's title, then the head of each column."""


class FunctionsShown(Message):
    """`!ilots fonctions`: a line each, by function."""

    lines: Lines
    more: Message


class FunctionLine(Message):
    """One function, and whom to ask."""

    function: str
    people: Joined


class HowToStateFunction(Message):
    """How to stand in the directory oneself."""


class MoreFunctions(Message):
    """Where the others are."""

    page: int


class NoFunctions(Message):
    """The directory is empty."""


class FunctionNoted(Message):
    """The visitor's own, from now on."""

    functions: Joined


class FunctionGone(Message):
    """They are in the directory no more."""


class FunctionUnread(Message):
    """Nothing that could be one."""
