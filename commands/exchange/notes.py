"""What the clock recalls about listings: that they end soon, that they end, and whether a lasting one is still true."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from commands.exchange import told as say
from commands.exchange.cards import show_everywhere
from commands.kit.command import NoteHandler
from storage.agenda import Note
from storage.desk import Desk
from storage.listings import Listing
from storage.recurrence import instant_of
from storage.values import Moment, Ref

ENDS = "listing-ends"
WARNED_AT = dt.time(9, 30)
_WARNED_BEFORE = (7, 0)  # days
_ASKED_EVERY = 182  # days, of a lasting one


async def remind_of_end(desk: Desk, listing: Listing) -> None:
    """Leaves (or moves, or takes back) the note that warns of a listing's end, and ends it."""
    at = next_hour(listing, desk.visit.now, desk.visit.zone)
    if at is None or not listing.is_live:
        await desk.agenda.forget(f"{ENDS}:{listing.ref}")
        return
    await desk.wake_me(at, end_note(listing))


def end_note(listing: Listing) -> Note:
    """One a listing: left again, it moves."""
    return Note(kind=ENDS, key=f"{ENDS}:{listing.ref}", fields={"ref": str(listing.ref)})


async def plan_ends(desk: Desk) -> None:
    """Imported listings end at their hour like the others. Safe to repeat: what is planned stays."""
    planned = await desk.agenda.keys(ENDS)
    for listing in await desk.listings.live():
        if end_note(listing).key not in planned:
            await remind_of_end(desk, listing)


def next_hour(listing: Listing, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """When something is to be said or done about it next: a warning, its end, or whether it is still true.

    A warning that would come on the day it was posted or extended says nothing new.
    """
    ends = listing.fades_at(zone)
    today = now.astimezone(zone).date()
    if ends is None or listing.expires_on is None:
        return _next_question(listing, now, zone)
    days = [listing.expires_on - dt.timedelta(days=before) for before in _WARNED_BEFORE]
    hours = [_at_half_past_nine(day, zone) for day in days if day > today]
    return min([hour for hour in hours if hour < ends], default=ends)


def _next_question(listing: Listing, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    born = listing.created_at.astimezone(zone).date()
    rounds = max(0, (now.astimezone(zone).date() - born).days // _ASKED_EVERY) + 1
    return _at_half_past_nine(born + dt.timedelta(days=rounds * _ASKED_EVERY), zone)


def _at_half_past_nine(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return instant_of(dt.datetime.combine(day, WARNED_AT), zone)


async def _recall(desk: Desk, fields: dict[str, Any]) -> None:
    """Its end is silent, but for its card: the board no longer shows it, and `!prolonge` opens it again."""
    listing = await desk.listings.find(Ref.parse(fields["ref"]))
    if listing is None or not listing.is_live:
        return
    ends = listing.fades_at(desk.visit.zone)
    if ends is not None and ends <= desk.visit.now:
        listing.expire(desk.visit.now)
        await show_everywhere(desk, listing)
        return
    if not listing.suspended:
        await _warn(desk, listing)
    await remind_of_end(desk, listing)


async def _warn(desk: Desk, listing: Listing) -> None:
    """In the hours its author chose; on the last day, that day, unless they are away."""
    author, about = await desk.people.get(listing.author_id), str(listing.ref)
    if listing.expires_on != desk.visit.today:
        await desk.remind(author, _warning(desk, listing), about=about)
    elif not author.habits.is_away(desk.visit.today):
        await desk.whisper(author, _warning(desk, listing), about=about)


def _warning(desk: Desk, listing: Listing) -> say.EndsSoon | say.StillTrue:
    about: dict[str, Any] = {"ref": listing.ref, "title": listing.title}
    if listing.expires_on is None:
        return say.StillTrue(**about)
    today = listing.expires_on == desk.visit.today
    return say.EndsSoon(day=Moment(listing.expires_on), today=today, **about)


NOTES: dict[str, NoteHandler] = {ENDS: _recall}
