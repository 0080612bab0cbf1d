"""`!rappelle-moi` and `!rappels`: in private, whoever's they are; put off, said better, taken away."""

from __future__ import annotations

import datetime as dt

from commands.kit.command import (
    SHOW,
    About,
    Answer,
    AnswerHandler,
    Group,
    RunAgain,
    Tap,
    Things,
    Where,
    command,
)
from commands.kit.dialogue import is_no, is_pass, is_stop
from commands.kit.message import Lines, Message, Refusal
from commands.kit.messages import NothingKept, OnlyInPrivate
from commands.kit.reading import SPAN, DateDoubt, Sight, Unreadable
from commands.kit.reading.calendar import exists
from commands.kit.speech import Begin
from commands.reminders import messages as say
from commands.reminders.args import NewReminder, RemindersArgs
from commands.reminders.clock import at_hour, leave_note, take_away
from commands.reminders.often import NoSuchDay, recurring_in
from storage.desk import Desk
from storage.questions import Question
from storage.recurrence import Cadence
from storage.reminders import LETTER, Reminder, hour_of, next_of
from storage.values import Moment, Ref

WHEN = "reminder-when"
MOST, _PAGE = 60, 10
_NO_LEAP_YEAR = 2021
_WITHIN = dt.timedelta(minutes=30)


async def _amended(desk: Desk, ref: Ref, args: NewReminder) -> None:
    """Said better; a day that came as an answer stays, and so does how often."""
    reminder = await desk.reminders.own(ref, desk.visit.someone)
    on, every = _wanted(desk, args)
    await _change(desk, reminder, args.words, on or reminder.on, every if on is not None else reminder.cadence)


@command(
    *("rappelle-moi", "rappelle", "rappel"),
    english="remindme",
    args=NewReminder,
    where=Where.PRIVATE,
    group=Group.SELF,
    amend=_amended,
)
async def remind_me(desk: Desk, args: NewReminder) -> Message | None:
    """Keeps it; asks for the day where there is none."""
    on, every = _wanted(desk, args)
    if on is None:
        _ask(desk, args)
        return None
    await _keep(desk, args.words, on, every)
    return None


def _wanted(desk: Desk, args: NewReminder) -> tuple[Moment | None, Cadence | None]:
    """When, or when next, and how often."""
    if args.every is not None:
        return next_of(args.every, desk.visit.now, desk.visit.zone), args.every
    return args.on, None


def _ask(desk: Desk, args: NewReminder) -> None:
    words, often = args.words, args.asks
    if often is None:
        desk.ask(say.ReminderDayAsked(words=words), Question(WHEN, {"words": words}, lasts=_WITHIN))
        return
    asked = say.RecurringDayAsked(words=words, often=often.phrase, unit=often.unit)
    desk.ask(asked, Question(WHEN, {"words": words, "often": often.phrase}, lasts=_WITHIN))


async def _keep(desk: Desk, words: str, on: Moment, every: Cadence | None) -> None:
    _must_be_ahead(desk, on)
    person = desk.visit.someone
    if len(await desk.reminders.of(person)) >= MOST:
        raise Refusal(say.TooManyReminders(most=MOST))
    reminder = await desk.reminders.keep(person, words, on, every, desk.visit.zone)
    await leave_note(desk, reminder)
    desk.post(_card(reminder), str(reminder.ref))


def _must_be_ahead(desk: Desk, on: Moment) -> None:
    if hour_of(on, desk.visit.zone) <= desk.visit.now:
        raise Refusal(say.ReminderIsPast(on=Begin(on)))


def _card(reminder: Reminder) -> Message:
    every, on = reminder.cadence, at_hour(reminder.on)
    if every is None:
        return say.ReminderKept(ref=reminder.ref, title=reminder.words, on=on)
    return say.RecurringKept(ref=reminder.ref, title=reminder.words, on=on, often=_often(every))


def _often(every: Cadence) -> say.RecurringOften:
    """With the day of the month, where not every month that counts has it."""
    day = every.anchor.day
    counted = {(day.month - 1 + step * every.months) % 12 + 1 for step in range(12)} if every.months else set()
    is_lacking = not all(exists(day.day, month, _NO_LEAP_YEAR) for month in counted)
    return say.RecurringOften(months=every.months, weeks=every.days // 7, day=day.day if is_lacking else 0)


async def _day_given(desk: Desk, answer: Answer) -> Message | RunAgain | None:
    """Read as it would be in the command itself, doubts included."""
    if is_stop(answer.text) or is_no(answer.text) or is_pass(answer.text):
        return NothingKept()
    words, often = str(answer.fields["words"]), answer.fields.get("often")
    if often is not None:
        return _on_that_day(desk, words, f"{often} {' '.join(answer.text.split())}")
    return RunAgain("rappelle-moi", f"{words}\nquand : {' '.join(answer.text.split())}")


def _on_that_day(desk: Desk, words: str, said: str) -> RunAgain:
    """« tous les mois » and the answer « le 30 »."""
    try:
        found = recurring_in(said, Sight(now=desk.visit.typed_at))
    except NoSuchDay as unread:
        raise Refusal(say.RecurringUnread()) from unread
    if found is None or found.every is None or found.words:
        raise Refusal(say.RecurringUnread())
    return RunAgain("rappelle-moi", f"{words}\nquand : {said}")


async def _change(desk: Desk, reminder: Reminder, words: str, on: Moment, every: Cadence | None) -> None:
    _must_be_ahead(desk, on)
    reminder.change(words, on, every, desk.visit.zone)
    await leave_note(desk, reminder)
    for post in await desk.posts.cards_of(str(reminder.ref)):
        desk.reword(post, _card(reminder))


# ── all of them ──


@command(
    *("rappels", "echeances"),
    english="reminders",
    args=RemindersArgs,
    where=Where.PRIVATE,
    group=Group.SELF,
)
async def reminders(desk: Desk, args: RemindersArgs) -> Message:
    """What stands; `efface` takes it all away."""
    found = await desk.reminders.of(desk.visit.someone)
    if not found:
        return say.NoReminders()
    if args.all_gone:
        for each in found:
            await take_away(desk, each)
        return say.RemindersGone(count=len(found))
    shown = found[(args.page - 1) * _PAGE : args.page * _PAGE]
    if not shown:
        return say.NoMoreReminders()
    more = [say.MoreReminders(page=args.page + 1)] if len(found) > args.page * _PAGE else []
    return say.RemindersShown(lines=Lines((*map(_line, shown), *more)), ref=shown[0].ref)


def _line(reminder: Reminder) -> Message:
    every, ref, on = reminder.cadence, reminder.ref, at_hour(reminder.on)
    if every is None:
        return say.ReminderLine(ref=ref, title=reminder.words, on=on)
    return say.RecurringLine(ref=ref, title=reminder.words, on=on, often=_often(every))


# ── one of them, by its name, by a tap, by deleting the message ──


async def _look(desk: Desk, ref: Ref, _rest: str) -> None:
    """Its words are for a private room."""
    reminder = await _in_private(desk, ref)
    desk.show(_card(reminder), str(ref))


async def _in_private(desk: Desk, ref: Ref) -> Reminder:
    if not desk.visit.in_private:
        raise Refusal(OnlyInPrivate(command="rappels"))
    return await desk.reminders.own(ref, desk.visit.someone)


async def _put_off(desk: Desk, ref: Ref, rest: str) -> Message:
    """`!prolonge E3 3 mai`; of what comes round, this time alone."""
    reminder, said = await _in_private(desk, ref), rest.strip().removeprefix("au ").removeprefix("le ")
    try:
        on = SPAN.whole(said, Sight(now=desk.visit.typed_at)).starts
    except (Unreadable, DateDoubt) as unread:
        raise Refusal(say.ReminderDayUnread(got=rest[:40])) from unread
    await _change(desk, reminder, reminder.words, on, reminder.cadence)
    return _card(reminder)


async def _drop(desk: Desk, ref: Ref, _rest: str) -> Message:
    await take_away(desk, await desk.reminders.own(ref, desk.visit.someone))
    return say.ReminderGone(ref=ref)


async def _tapped(desk: Desk, tap: Tap) -> None:
    desk.say(await _drop(desk, tap.ref, ""))


async def _ticked(desk: Desk, tap: Tap) -> None:
    """Done is done; what comes round is done for this time."""
    reminder = await desk.reminders.own(tap.ref, desk.visit.someone)
    if reminder.cadence is None:
        await _tapped(desk, tap)
    else:
        desk.say(say.RecurringStays(ref=tap.ref, again=at_hour(reminder.on)))


async def _erase(desk: Desk, ref: Ref) -> None:
    """Its message was deleted. Also what was told since goes."""
    reminder = await desk.reminders.find(ref)
    await desk.erase_copies(str(ref))
    if reminder is not None:
        await take_away(desk, reminder)


_ABOUT: dict[str, About] = {SHOW: _look, "retire": _drop, "prolonge": _put_off}
ANSWERS: dict[str, AnswerHandler] = {WHEN: _day_given}
THINGS = Things(
    letters=frozenset({LETTER}),
    erase=_erase,
    show=SHOW,
    about=_ABOUT,
    taps={"❌": _tapped, "✅": _ticked},
)
