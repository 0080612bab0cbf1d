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
from commands.kit.speech import Begin
from commands.reminders import messages as say
from commands.reminders.args import NewReminder, RemindersArgs
from commands.reminders.clock import leave_note, take_away
from storage.desk import Desk
from storage.questions import Question
from storage.reminders import LETTER, USUAL_HOUR, Reminder, hour_of
from storage.values import Moment, Ref

WHEN = "reminder-when"
MOST, _SHOWN = 60, 10
_WITHIN = dt.timedelta(minutes=30)


async def _amended(desk: Desk, ref: Ref, args: NewReminder) -> None:
    """Said better; a day that came as an answer stays."""
    reminder = await desk.reminders.own(ref, desk.visit.someone)
    await _change(desk, reminder, args.words, args.on or reminder.on)


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
    if args.on is None:
        desk.ask(say.ReminderDayAsked(words=args.words), Question(WHEN, {"words": args.words}, lasts=_WITHIN))
        return None
    await _keep(desk, args.words, args.on)
    return None


async def _keep(desk: Desk, words: str, on: Moment) -> None:
    _must_be_ahead(desk, on)
    person = desk.visit.someone
    if len(await desk.reminders.of(person)) >= MOST:
        raise Refusal(say.TooManyReminders(most=MOST))
    reminder = await desk.reminders.keep(person, words, on, desk.visit.zone)
    await leave_note(desk, reminder)
    desk.post(_card(reminder), str(reminder.ref))


def _must_be_ahead(desk: Desk, on: Moment) -> None:
    if hour_of(on, desk.visit.zone) <= desk.visit.now:
        raise Refusal(say.ReminderIsPast(on=Begin(on)))


def _card(reminder: Reminder) -> say.ReminderKept:
    return say.ReminderKept(ref=reminder.ref, title=reminder.words, on=_at(reminder))


def _at(reminder: Reminder) -> Moment:
    """With the hour at which it is told."""
    usual = Moment(reminder.on.day, USUAL_HOUR)
    return reminder.on if reminder.on.time is not None else usual


async def _day_given(desk: Desk, answer: Answer) -> Message | RunAgain | None:
    """Read as it would be in the command itself, doubts included."""
    if is_stop(answer.text) or is_no(answer.text) or is_pass(answer.text):
        return NothingKept()
    words = str(answer.fields["words"])
    return RunAgain("rappelle-moi", f"{words}\nquand : {' '.join(answer.text.split())}")


async def _change(desk: Desk, reminder: Reminder, words: str, on: Moment) -> None:
    _must_be_ahead(desk, on)
    reminder.change(words, on, desk.visit.zone)
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
    lines: list[Message] = [say.ReminderLine(ref=each.ref, title=each.words, on=_at(each)) for each in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(say.MoreReminders(count=len(found) - _SHOWN))
    return say.RemindersShown(lines=Lines(tuple(lines)), ref=found[0].ref)


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
    """`!prolonge E3 3 mai`."""
    reminder, said = await _in_private(desk, ref), rest.strip().removeprefix("au ").removeprefix("le ")
    try:
        on = SPAN.whole(said, Sight(now=desk.visit.typed_at)).starts
    except (Unreadable, DateDoubt) as unread:
        raise Refusal(say.ReminderDayUnread(got=rest[:40])) from unread
    await _change(desk, reminder, reminder.words, on)
    return say.ReminderKept(ref=ref, title=reminder.words, on=_at(reminder))


async def _drop(desk: Desk, ref: Ref, _rest: str) -> Message:
    await take_away(desk, await desk.reminders.own(ref, desk.visit.someone))
    return say.ReminderGone(ref=ref)


async def _tapped(desk: Desk, tap: Tap) -> None:
    desk.say(await _drop(desk, tap.ref, ""))


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
    taps={"❌": _tapped, "✅": _tapped},
)
