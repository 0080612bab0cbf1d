"""The script of the guided tour: what people of the sample type, and what has to be seen, in which room.

The captions are for whoever hosts Navette, in English like all that the demo says. What Navette answers stands here as
Messages: its words come from the `.ftl` files.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date

from bot.app import own_version
from commands.exchange import messages as exchange
from commands.kit import messages as kit
from commands.kit.message import Joined, Mention
from commands.kit.speech import MonthName, ShortDay
from storage.desk import Sayable
from storage.values import Direction, Moment, Ref, Span

GRANIT, TRABOULE, PLUME, TISSEUSE = "Granit", "Traboule", "Plume", "Tisseuse"
OFFER = "!offre 2 jours de montage vidéo vendredi prochain à 14h 150€/jour"
_TITLE = OFFER.removeprefix("!offre ").partition(" vendredi")[0]
_HOURS = dt.time(14), dt.time(17)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Private:
    """The room that somebody shares with Navette alone."""

    who: str


@dataclass(frozen=True, slots=True)
class Sight:
    """One message of Navette's, read by everybody in that room and by nobody else; each part has to be in it."""

    room: str | Private
    parts: tuple[Sayable | str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One person types one line, and all that Navette says because of it is seen."""

    caption: str
    who: str
    room: str | Private
    typed: str
    seen: tuple[Sight, ...]
    in_thread: bool = False  # of what Navette said last in that room
    in_readme: bool = False


def steps(today: dt.date) -> tuple[Step, ...]:
    """The main job, from an offer to « fulfilled », as it goes on that day."""
    offer = Ref.parse("O7")
    friday = _next_friday(today)
    last, after = _end_of_a_short_month(today)
    return (
        Step(
            "Youenn offers work in his own words. Navette says the date back in full.",
            "Youenn",
            GRANIT,
            OFFER,
            (Sight(GRANIT, (f"O7 · {_TITLE}", _at(friday, _HOURS[0]), "150", exchange.HowToChange())),),
            in_readme=True,
        ),
        Step(
            "In another îlot, Inès mistypes a command. Navette asks, and runs nothing.",
            "Inès",
            TRABOULE,
            "!ofres montage",
            (Sight(TRABOULE, (_near_miss("ofres", "offres", "offer"),)),),
        ),
        Step(
            "She writes to Navette in private, where no ! is needed. A word is a filter.",
            "Inès",
            Private("Inès"),
            "offres montage",
            (Sight(Private("Inès"), ("O7 · 2 jours", _at(friday, _HOURS[0]), "Youenn", "O1 · Montage", "Noa")),),
            in_readme=True,
        ),
        Step(
            "She raises a hand in her îlot's room. Both sides hear of it in private.",
            "Inès",
            TRABOULE,
            "!prends O7",
            (
                Sight(Private("Inès"), (exchange.HandRaised(author="Youenn", ref=offer),)),
                Sight(Private("Youenn"), (exchange.HandForYou(who=Mention("", "Inès"), ref=offer, title=_TITLE),)),
            ),
            in_readme=True,
        ),
        Step(
            "They talked. Youenn says that it is settled, and with whom.",
            "Youenn",
            GRANIT,
            "!pourvu O7 avec @ines",
            (Sight(GRANIT, (_fulfilled(offer, "Inès"),)),),
            in_readme=True,
        ),
        Step(
            "Basile comes too late, and is told so.",
            "Basile",
            PLUME,
            "!prends O7",
            (Sight(PLUME, ("O7", "pourvue")),),
        ),
        Step(
            "Leïla needs a room, on a day that does not exist. Navette asks her first.",
            "Leïla",
            PLUME,
            f"!besoin salle à Lyon le 31 {format_date(last, 'MMMM', locale='fr')}, 14h-17h",
            (Sight(PLUME, (_no_such_day(last, after),)),),
            in_readme=True,
        ),
        Step(
            "She answers with a number, in the thread. The hours she typed are kept.",
            "Leïla",
            PLUME,
            "2",
            (Sight(PLUME, ("B7 · salle", _at(after, *_HOURS), "Lyon", exchange.HowToChange())),),
            in_thread=True,
        ),
        Step(
            "Karim, in another îlot, reads the whole of it.",
            "Karim",
            TRABOULE,
            "!voir B7",
            (Sight(TRABOULE, ("B7 · salle", _at(after, *_HOURS), exchange.ByAuthor(author="Leïla", ilot=PLUME))),),
        ),
        Step(
            "Maude, la Tisseuse, asks in her room how Navette is.",
            "Maude",
            TISSEUSE,
            "!etat",
            (Sight(TISSEUSE, (own_version(), "3 îlots, 12 personnes")),),
        ),
    )


# ── days that are right on any day ──


def _next_friday(today: dt.date) -> dt.date:
    """« vendredi prochain »: the first one after today."""
    return today + dt.timedelta(days=(_FRIDAY - today.weekday() - 1) % 7 + 1)


def _end_of_a_short_month(today: dt.date) -> tuple[dt.date, dt.date]:
    """The 30th of the first month of 30 days to come, and the day after it: between them there is no 31st."""
    first = today.replace(day=1)
    while first <= today or calendar.monthrange(first.year, first.month)[1] != 30:
        first = (first + dt.timedelta(days=31)).replace(day=1)
    return first.replace(day=30), first.replace(day=30) + dt.timedelta(days=1)


# ── what Navette says of them ──


def _at(day: dt.date, starts: dt.time, ends: dt.time | None = None) -> exchange.At:
    return exchange.At(span=Span(Moment(day, starts), Moment(day, ends) if ends else None))


def _near_miss(typed: str, *words: str) -> kit.NearMiss:
    proposals = Joined(tuple(kit.Proposal(word=word) for word in words), by=", ")
    return kit.NearMiss(typed=typed, proposals=proposals)


def _fulfilled(ref: Ref, partner: str) -> exchange.Fulfilled:
    return exchange.Fulfilled(ref=ref, direction=Direction.OFFER, end=exchange.EndWith(partner=partner, is_mine=True))


def _no_such_day(last: dt.date, after: dt.date) -> kit.NoSuchDay:
    either = kit.EitherDay(first=kit.TheDay(day=ShortDay(last)), second=kit.TheDay(day=ShortDay(after)))
    return kit.NoSuchDay(day=31, month=MonthName(last.month), year="", proposals=either, count=2)
