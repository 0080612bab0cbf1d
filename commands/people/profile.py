"""`!moi` alone: what the bot knows of a person and what they chose, each on a short line, and how to change it."""

from __future__ import annotations

import datetime as dt

from commands.kit.message import Joined
from commands.kit.quiet import BY_DAY
from commands.people import messages as say
from storage.desk import Desk
from storage.people import Person
from storage.values import Moment, Span

_MOST = 3  # absences


async def show(desk: Desk) -> None:
    """To them alone where that can be. Where others read along nothing is said of absences: nobody hears of those."""
    person = desk.visit.someone
    alone = desk.visit.in_private or await desk.rooms.private_with(person.user_id) is not None
    profile = await _profile(desk, person, absences=alone)
    if desk.visit.in_private:
        desk.say(profile)
    else:
        await desk.confide(profile)


async def _profile(desk: Desk, person: Person, *, absences: bool) -> say.Profile:
    mine = tuple(ilot.name for ilot in await desk.my_ilots()) or (say.NoIlotYet(),)
    suggestions, weekends = bool(person.settings.get("suggestions")), person.habits.weekends
    return say.Profile(
        name=person.first_name,
        ilots=Joined(mine, by=", "),
        language=say.Tongue(person.language),
        quiet=_quiet(person),
        away=_away(person, desk.visit.today) if absences else None,
        wishes=say.Wishes(suggestions=suggestions, reminders=person.wants_reminders, copies=person.copies),
        how=say.HowToChangeMe(weekends=weekends, suggestions=suggestions, copies=person.copies),
    )


def _quiet(person: Person) -> say.LeftInPeace:
    """What they chose; without that, the hours in which nobody is told anything unasked."""
    start, end = person.habits.quiet or (BY_DAY[1], BY_DAY[0])
    return say.LeftInPeace(start=start, end=end, weekends=person.habits.weekends)


def _away(person: Person, today: dt.date) -> say.AwayThen | None:
    """What is not over yet, the next ones."""
    coming = sorted(days for days in person.habits.absences if days[1] >= today)[:_MOST]
    spans = tuple(say.Away(span=Span(Moment(first), Moment(last) if last != first else None)) for first, last in coming)
    return say.AwayThen(spans=Joined(spans, by=", ")) if spans else None
