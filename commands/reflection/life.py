"""The life of a session, as the clock brings it: asked about, begun, ended, closed; each hour once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

from commands.kit.command import NoteHandler, Opening
from commands.kit.editions import is_edition
from commands.kit.holidays import holiday_on
from commands.kit.message import Message
from commands.kit.speech import Begin
from commands.reflection import messages as say
from commands.reflection import planning
from commands.reflection.prompts import first_prompts
from storage.agenda import Note
from storage.desk import Desk, Urgency
from storage.ilots import Ilot
from storage.posts import Role
from storage.rooms import Room
from storage.sessions import ReflectionSession, SessionState, Skipped
from storage.settings import RuleName
from storage.slots import Stretch
from storage.values import Moment, Ref, Span

SESSION = "session"
_IN_A_ROW = 3


async def quorum_of(desk: Desk) -> int:
    """How many have to come."""
    return await desk.settings.number(RuleName.QUORUM)


def span_of(stretch: Stretch) -> Span:
    """As it is said."""
    return Span(Moment(stretch.on, stretch.start), Moment(stretch.last_day, stretch.end))


# ── planning ──


async def plan_next(desk: Desk, ilot: Ilot) -> ReflectionSession | None:
    """The next one of the îlot's rhythm, unless one is ahead already."""
    ahead = await desk.sessions.ahead_of(ilot)
    if ahead or ilot.rhythm is None:
        return ahead[0] if ahead else None
    instant, zone = desk.visit.now, desk.visit.zone
    while (stretch := ilot.rhythm.after(instant, zone)) is not None:
        session = await desk.sessions.plan(ilot, stretch, zone)
        if session.is_ahead:
            await watch(desk, ilot, session)
            return session
        instant = session.starts_at  # that one was moved, or is skipped
    return None


async def watch(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    """Leaves the note of its next hour; takes it back when it is over."""
    at = planning.next_hour(session, desk.visit.now, desk.visit.zone, alsace_moselle=ilot.hours.alsace_moselle)
    if at is None:
        await desk.agenda.forget(f"{SESSION}:{session.number}")
        return
    await desk.wake_me(at, Note(SESSION, f"{SESSION}:{session.number}", {"ref": str(session.ref)}))


async def plan_all(desk: Desk) -> None:
    """An import brings rhythms and sessions without notes."""
    watched, unfinished = await desk.agenda.keys(SESSION), await desk.sessions.unfinished()
    ilots = {ilot.id: ilot for ilot in await desk.ilots.all()}
    for session in unfinished:
        if f"{SESSION}:{session.number}" not in watched:
            await watch(desk, ilots[session.ilot_id], session)
    ahead = {session.ilot_id for session in unfinished if session.is_ahead}
    for ilot in ilots.values():
        if ilot.slot is not None and ilot.id not in ahead:
            await plan_next(desk, ilot)


async def replan(desk: Desk, ilot: Ilot) -> None:
    """The rhythm changed: what nobody was asked about yet follows it; what was, stays."""
    for session in await desk.sessions.ahead_of(ilot):
        if session.state == SessionState.PLANNED:
            await desk.agenda.forget(f"{SESSION}:{session.number}")
            await desk.sessions.forget(session)
    await plan_next(desk, ilot)


# ── its hours ──


async def _recall(desk: Desk, fields: dict[str, Any]) -> None:
    session = await desk.sessions.find(Ref.parse(fields["ref"]))
    step = _STEPS.get(SessionState(session.state)) if session is not None else None
    if session is None or step is None:
        return
    ilot = await desk.ilots.get(session.ilot_id)
    await step(desk, ilot, session)
    await watch(desk, ilot, session)


async def _planned(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    if desk.visit.now >= session.starts_at:
        await _begin(desk, ilot, session)
        return
    if is_edition(_asked_at(desk, ilot, session), desk.visit.zone) and await room_of(desk, ilot) is not None:
        return  # the courrier brings it
    asked = await _ask(desk, ilot, session)
    room = await room_of(desk, ilot)
    if asked is not None and room is not None and asked.card is not None:
        desk.announce(asked.what, room, asked.card)
    elif asked is not None:
        await _tell(desk, ilot, asked.what, Urgency.BESIDE)


async def opening(desk: Desk, ilot: Ilot) -> Opening | None:
    """At the courrier's hour: who comes, where that is the hour to ask it."""
    planned = [each for each in await desk.sessions.ahead_of(ilot) if each.state == SessionState.PLANNED]
    asked = [found for session in planned if (found := await _ask(desk, ilot, session)) is not None]
    for session in planned:
        await watch(desk, ilot, session)
    return asked[0] if asked else None


async def _ask(desk: Desk, ilot: Ilot, session: ReflectionSession) -> Opening | None:
    """Who comes, or what becomes of a holiday; None when it is not the hour, or too late."""
    asked_at = _asked_at(desk, ilot, session)
    if not asked_at <= desk.visit.now <= asked_at + planning.POLL_USEFUL:
        return None
    if _holiday(desk, ilot, session) is not None:
        return await _pass_holiday(desk, ilot, session)
    await desk.prompts.begin_with(first_prompts(desk.house.language))
    session.poll(await desk.prompts.next_for(ilot.id))
    return Opening(_poll(session), str(session.ref))


def _poll(session: ReflectionSession) -> say.Poll:
    prompt = say.PromptOfTheDay(text=session.prompt) if session.prompt else None
    return say.Poll(when=Begin(span_of(session.stretch)), prompt=prompt)


async def ask_again(desk: Desk, room_id: str, ref: Ref) -> None:
    """Its message went with the words of a listing that was erased; what people answered stands."""
    session, room = await desk.sessions.find(ref), await desk.rooms.find(room_id)
    if session is not None and session.is_ahead and room is not None and room.joined:
        desk.announce(_poll(session), room, str(ref))


def _asked_at(desk: Desk, ilot: Ilot, session: ReflectionSession) -> dt.datetime:
    return planning.poll_hour(session, desk.visit.zone, alsace_moselle=ilot.hours.alsace_moselle)


async def _asked(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    """Between the poll and the beginning."""
    now, zone, alsace = desk.visit.now, desk.visit.zone, ilot.hours.alsace_moselle
    if now >= session.starts_at:
        await _begin(desk, ilot, session)
        return
    reminded_at = planning.reminder_hour(session, zone, alsace_moselle=alsace)
    if not session.reminded and reminded_at <= now <= reminded_at + planning.REMINDER_USEFUL:
        await _remind(desk, ilot, session)
    if now >= planning.quorum_hour(session, zone, alsace_moselle=alsace):
        await _ask_for_quorum(desk, ilot, session)


async def _remind(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    """In private, whoever has not answered; nobody is invited anywhere for that, nor again where nobody came."""
    session.reminded = True
    if await _is_asleep(desk, ilot, session):
        return
    for person in await desk.sessions.silent(session, await desk.ilots.members(ilot)):
        wanted = person.wants_reminders and not person.habits.is_away(session.on)
        if wanted and await desk.rooms.private_with(person.user_id) is not None:
            reminder = say.DayBefore(when=Begin(span_of(session.stretch)), ilot=ilot.name)
            await desk.remind(person, reminder)
            desk.sayings[-1].card, desk.sayings[-1].role = str(session.ref), Role.TOLD


async def _ask_for_quorum(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    room = await room_of(desk, ilot)
    if (
        session.asked
        or session.has_quorum(await quorum_of(desk))
        or room is None
        or await _is_asleep(desk, ilot, session)
    ):
        return
    session.asked = True
    desk.announce(say.TooFew(when=Begin(span_of(session.stretch))), room, str(session.ref))


async def call_off_reminders(desk: Desk, session: ReflectionSession) -> None:
    """What somebody has not been told yet is of no use any more: it begins, or does not take place then."""
    for post in await desk.posts.all_of(str(session.ref)):
        if post.role == Role.TOLD:
            await desk.delivery.call_off(post.outbox_seq, Urgency.REMINDER)


async def _begin(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    await call_off_reminders(desk, session)
    if _holiday(desk, ilot, session) is not None:
        session.skip(Skipped.HOLIDAY)
    elif session.state == SessionState.POLLED and not session.has_quorum(await quorum_of(desk)):
        session.skip(Skipped.QUORUM)
    else:
        await _run(desk, ilot, session)
        return
    await after_skip(desk, ilot, session)


async def _run(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    """What should have ended by now is ended at once, and nothing is said of its beginning."""
    session.state = SessionState.RUNNING
    if desk.visit.now < session.ends_at:
        await _tell(desk, ilot, say.Begins(end=session.end))
    await plan_next(desk, ilot)


async def _running(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    if desk.visit.now < session.ends_at:
        return
    session.state = SessionState.GATHERING
    if desk.visit.now <= session.ends_at + planning.END_USEFUL:
        await _tell(desk, ilot, say.Ends())


async def _gathering(desk: Desk, _ilot: Ilot, session: ReflectionSession) -> None:
    if desk.visit.now >= session.ends_at + planning.GATHERING:
        session.state = SessionState.HELD
        await desk.sessions.forget_replies(session)


# ── holidays, and what is skipped ──


async def _pass_holiday(desk: Desk, ilot: Ilot, session: ReflectionSession) -> Opening:
    """Skipped; the same hour a week later is offered, unless the rhythm brings that one itself."""
    name = _holiday(desk, ilot, session)
    assert name is not None
    session.skip(Skipped.HOLIDAY)
    instead = await _instead(desk, ilot, session)
    if instead is None:
        following = await next_message(desk, ilot)
        return Opening(say.HolidayPassed(day=Begin(Moment(session.on)), holiday=name, next=following), None)
    when = span_of(instead.stretch)
    return Opening(say.HolidaySkipped(day=Begin(Moment(session.on)), holiday=name, when=when), str(instead.ref))


async def _instead(desk: Desk, ilot: Ilot, session: ReflectionSession) -> ReflectionSession | None:
    """None where the rhythm itself comes round at that time."""
    week, stretch = dt.timedelta(days=7), session.stretch.moved_to(session.on + dt.timedelta(days=7))
    while _holiday_name(desk, ilot, stretch.on) is not None:
        stretch = stretch.moved_to(stretch.on + week)
    regular = ilot.rhythm.after(session.starts_at, desk.visit.zone) if ilot.rhythm else None
    if regular is not None and regular.on <= stretch.on:
        return None
    found = await desk.sessions.plan(ilot, stretch, desk.visit.zone)
    found.poll(session.prompt)
    await watch(desk, ilot, found)
    return found


async def after_skip(desk: Desk, ilot: Ilot, session: ReflectionSession) -> None:
    """The next is planned; after three in a row for want of people, the îlot is asked once about its rhythm."""
    await plan_next(desk, ilot)
    for post in await desk.posts.cards_of(str(session.ref)):
        desk.reword(post, say.SessionSkipped(next=await next_message(desk, ilot)))
    if session.skipped == Skipped.QUORUM and await _is_third_in_a_row(desk, ilot):
        await _tell(desk, ilot, say.RhythmAsked(), Urgency.NEWS)


async def _is_asleep(desk: Desk, ilot: Ilot, session: ReflectionSession) -> bool:
    """Nobody answered this time, and the last one did not take place either: the poll says enough."""
    return not session.present and (await _missed(desk, ilot))[:1] == [True]


async def _missed(desk: Desk, ilot: Ilot) -> list[bool]:
    """Of the past ones, the newest first; holidays and moved ones do not count."""
    return [
        each.state == SessionState.SKIPPED
        for each in await desk.sessions.of_ilot(ilot, most=20)
        if each.starts_at <= desk.visit.now and each.state != SessionState.MOVED and each.skipped != Skipped.HOLIDAY
    ]


async def _is_third_in_a_row(desk: Desk, ilot: Ilot) -> bool:
    missed = (await _missed(desk, ilot))[: _IN_A_ROW + 1]
    return len(missed) >= _IN_A_ROW and all(missed[:_IN_A_ROW]) and missed[_IN_A_ROW:] != [True]


async def next_message(desk: Desk, ilot: Ilot) -> Message | None:
    """When the îlot's next time is; a pause, where that is why there is none."""
    found = await desk.sessions.next_of(ilot, desk.visit.now) or await plan_next(desk, ilot)
    if found is not None:
        return say.NextIs(span=span_of(found.stretch))
    pauses = ilot.rhythm.pauses if ilot.rhythm else ()
    return say.PausedUntil(day=Moment(max(last for _, last in pauses))) if pauses else None


def _holiday(desk: Desk, ilot: Ilot, session: ReflectionSession) -> str | None:
    return _holiday_name(desk, ilot, session.on) if session.state == SessionState.PLANNED else None


def _holiday_name(desk: Desk, ilot: Ilot, day: dt.date) -> str | None:
    return holiday_on(day, alsace_moselle=ilot.hours.alsace_moselle, language=desk.house.language)


# ── where it is said ──


async def room_of(desk: Desk, ilot: Ilot) -> Room | None:
    """The îlot's room, if the bot is in it."""
    room = await desk.rooms.find(ilot.room_id) if ilot.room_id else None
    return room if room is not None and room.joined else None


async def _tell(desk: Desk, ilot: Ilot, what: Message, urgency: Urgency = Urgency.SESSION) -> None:
    room = await room_of(desk, ilot)
    if room is not None:
        desk.tell_news(what, room, urgency=urgency)


_Step = Callable[[Desk, Ilot, ReflectionSession], Awaitable[None]]
_STEPS: dict[SessionState, _Step] = {
    SessionState.PLANNED: _planned,
    SessionState.POLLED: _asked,
    SessionState.CONFIRMED: _asked,
    SessionState.RUNNING: _running,
    SessionState.GATHERING: _gathering,
}
NOTES: dict[str, NoteHandler] = {SESSION: _recall}
