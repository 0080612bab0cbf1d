"""What a person asks of the bot for themselves: when it is to leave them in peace, what it is to tell them."""

from __future__ import annotations

import re

from commands.kit.dialogue import is_no, is_yes
from commands.kit.hours import hours_in
from commands.kit.message import Message, Refusal
from commands.kit.reading import SPAN, DateDoubt, Sight, Unreadable, fold
from commands.people import messages as say
from storage.desk import Desk
from storage.people import Copies
from storage.values import Moment, Span

_DAYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("mardi", "mardis", "tuesday", "tuesdays"), ("tuesday",)),
    **dict.fromkeys(("vendredi", "vendredis", "friday", "fridays"), ("friday",)),
    **dict.fromkeys(("oui", "yes", "deux", "both"), ("tuesday", "friday")),
}
_NEVER = frozenset(["jamais", "non", "aucun", "stop", "never", "no", "none"])
_LITTLE = frozenset(["et", "le", "les", "chaque", "and", "the", "on", "every"])
_BACK = frozenset(["non", "no", "fini", "finie", "retour", "back", "over", "present", "presente"])


async def away(desk: Desk, text: str) -> Message:
    """`absent du 12 au 23 avril`; `absent non` when they are back."""
    person = desk.visit.someone
    if set(fold(text).split()) & _BACK:
        person.come_back(desk.visit.today)
        return say.BackAgain()
    span = _span(desk, text)
    person.go_away(span.starts.day, span.last.day, desk.visit.today)
    return say.AwayNoted(span=Span(Moment(span.starts.day), _end(span)))


async def quiet(desk: Desk, text: str) -> Message:
    """`silence 18h-9h`; `silence non`."""
    if is_no(text):
        desk.visit.someone.be_quiet(None)
        return say.QuietNever()
    hours = hours_in(text)
    if hours is None:
        raise Refusal(say.QuietUnread(got=text[:60]))
    desk.visit.someone.be_quiet(hours)
    return say.QuietNoted(start=hours[0], end=hours[1])


async def weekends(desk: Desk, text: str) -> Message:
    """`week-end oui`, `week-end non`."""
    if not (is_yes(text) or is_no(text)):
        raise Refusal(say.WeekendsUnread())
    desk.visit.someone.set("weekends", is_yes(text))
    return say.WeekendsNoted(allowed=is_yes(text))


async def suggestions(desk: Desk, text: str) -> Message:
    """`suggestions oui`, `suggestions non`."""
    if not (is_yes(text) or is_no(text)):
        raise Refusal(say.SuggestionsUnread())
    desk.visit.someone.set("suggestions", is_yes(text))
    return say.SuggestionsNoted(wanted=is_yes(text))


async def reminders(desk: Desk, text: str) -> Message:
    """`rappels oui`, `rappels non`: of the îlot's times for reflection."""
    if not (is_yes(text) or is_no(text)):
        raise Refusal(say.RemindersUnread())
    desk.visit.someone.set("reflection_reminders", is_yes(text))
    return say.RemindersNoted(wanted=is_yes(text))


async def courrier(desk: Desk, text: str) -> Message:
    """`courrier vendredi`, `courrier mardi et vendredi`, `courrier jamais`: a copy in private."""
    copies, reader = _copies(text), desk.visit.someone
    if copies is None:
        raise Refusal(say.CopiesUnread(got=text.strip()[:60]))
    wanted = copies is not Copies.NEVER
    if wanted and not await desk.my_ilots():
        raise Refusal(say.CopiesForMembers())
    desk.courriers.choose(reader, copies, desk.visit.now)
    reachable = not wanted or await desk.private_place(reader) is not None
    return say.CopiesNoted(copies=copies, how=None if reachable else say.NoPlaceForCopies())


def _copies(text: str) -> Copies | None:
    """Days alone, or one word for none or all of them; anything else would be a guess."""
    words = set(re.findall(r"[\w-]+", fold(text))) - _LITTLE
    if words and words <= _NEVER:
        return Copies.NEVER
    days = {day for word in words for day in _DAYS.get(word, ())}
    if not words or not words <= _DAYS.keys():
        return None
    return Copies.BOTH if len(days) > 1 else Copies(days.pop())


def _span(desk: Desk, text: str) -> Span:
    try:
        return SPAN.whole(text.strip(), Sight(now=desk.visit.typed_at))
    except (DateDoubt, Unreadable) as unread:
        raise Refusal(say.AwayUnread(got=text.strip()[:60])) from unread


def _end(span: Span) -> Moment | None:
    return Moment(span.last.day) if span.last.day != span.starts.day else None
