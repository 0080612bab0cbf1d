"""The Tisseuse's part: a sheet added, read again, removed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.framework import messages as say
from commands.framework.args import FrameworkArgs, Order, SheetWords, must_be_short
from commands.framework.search import Hits, key_of, search
from commands.framework.shown import asks, several_found, typed
from commands.kit.command import Answer, AnswerHandler
from commands.kit.dialogue import is_no, is_stop, is_yes
from commands.kit.message import Lines, Message, Refusal
from commands.kit.reading import SPAN, DateDoubt, Sight, Unreadable
from commands.kit.reading.calendar import months_later
from commands.kit.speech import ShortDay
from storage.desk import Desk
from storage.framework import LETTER, FrameworkSheet
from storage.people import Person
from storage.questions import Question
from storage.values import Ref

MONTHS = 6  # after which a sheet is read again
TEXT, STILL_RIGHT, REMOVAL = "framework-text", "framework-still-right", "framework-removal"
_WITHIN = dt.timedelta(hours=2)
_MOST_DUE = 12


# ── a new one ──


async def add(desk: Desk, args: FrameworkArgs) -> Message | None:
    """Made at once where there is a text, else that is asked for."""
    sheet = _words_of(args)
    made = FrameworkSheet(key=key_of(sheet.title), title=sheet.title.strip(), text=sheet.description.strip())
    referent, made.review_on = await _referent(desk, sheet), _review_day(desk, sheet)
    made.referent_id, made.updated_on = referent.id, desk.visit.today
    if made.text:
        await _post(desk, made)
        return None
    fields = {"title": made.title, "referent": referent.user_id, "review_on": made.review_on.isoformat()}
    desk.ask(say.FrameTextAsked(title=made.title), Question(TEXT, fields, lasts=_WITHIN))
    return None


def _words_of(args: FrameworkArgs) -> SheetWords:
    """Raises Refusal."""
    if args.sheet is None:
        raise Refusal(say.HowFrameworkIsWritten())
    return args.sheet


async def _referent(desk: Desk, sheet: SheetWords) -> Person:
    """Who is named, else whoever writes. Raises UnknownPerson or SeveralPeople."""
    return await desk.people.named(sheet.referent) if sheet.referent else desk.visit.someone


def _review_day(desk: Desk, sheet: SheetWords) -> dt.date:
    """The day that is named, else half a year from now. Raises Refusal."""
    today = desk.visit.today
    if not sheet.review:
        return months_later(today, MONTHS)
    try:
        day = SPAN.whole(sheet.review, Sight(now=desk.visit.typed_at)).starts.day
    except (Unreadable, DateDoubt) as unread:
        raise Refusal(say.FrameDayUnread(got=sheet.review[:40])) from unread
    if day <= today:
        raise Refusal(say.FrameDayUnread(got=sheet.review[:40]))
    return day


async def _text_given(desk: Desk, answer: Answer) -> Message | None:
    if is_stop(answer.text):
        return say.FrameLeft()
    must_be_short(answer.text)
    fields, referent = answer.fields, await desk.people.by_id(answer.fields["referent"])
    made = FrameworkSheet(key=key_of(fields["title"]), title=fields["title"], text=answer.text.strip())
    made.referent_id, made.updated_on = referent.id if referent else None, desk.visit.today
    made.review_on = dt.date.fromisoformat(fields["review_on"])
    await _post(desk, made)
    return None


async def _post(desk: Desk, sheet: FrameworkSheet) -> None:
    """Its card: editing or deleting the message that made it speaks of it."""
    await desk.framework.add(sheet)
    desk.post(await _card(desk, sheet), str(sheet.ref))


async def _card(desk: Desk, sheet: FrameworkSheet) -> say.FrameAdded:
    day = ShortDay(sheet.review_on)
    return say.FrameAdded(
        ref=sheet.ref, title=sheet.title, words=typed(sheet), asks=await asks(desk, sheet), review_on=day
    )


async def amended(desk: Desk, ref: Ref, args: FrameworkArgs) -> None:
    """What was typed is typed better. A text that came as an answer stays."""
    if args.order is not Order.ADD:
        raise Refusal(say.HowFrameworkIsWritten())
    sheet, words = await desk.framework.by_ref(ref), _words_of(args)
    sheet.reword(words.title.strip(), words.description.strip() or sheet.text, await _referent(desk, words))
    sheet.review_on = _review_day(desk, words)
    for post in await desk.posts.cards_of(str(ref)):
        desk.reword(post, await _card(desk, sheet))


# ── read again ──


async def review(desk: Desk, args: FrameworkArgs) -> Message | None:
    """Those that wait; one that is named is shown and asked about, or has its new text at once."""
    if args.sheet is None:
        return await _due(desk)
    found = search(args.sheet.title, await desk.framework.all())
    if (sheet := found.only) is None:
        return await _which(desk, found, args.sheet.title)
    if args.sheet.referent:
        sheet.referent_id = (await _referent(desk, args.sheet)).id
    if args.sheet.description or args.sheet.review:
        return _renewed(desk, sheet, args.sheet.description.strip() or None, _review_day(desk, args.sheet))
    told = say.FrameReviewAsked(title=sheet.title, text=sheet.text, updated_on=ShortDay(sheet.updated_on))
    desk.ask(told, _about(STILL_RIGHT, sheet))
    return None


async def _due(desk: Desk) -> Message:
    found = (await desk.framework.due(desk.visit.today))[:_MOST_DUE]
    if found:
        lines = [say.FrameDueLine(words=typed(each), title=each.title, day=ShortDay(each.review_on)) for each in found]
        return say.FramesDue(lines=Lines(tuple(lines)))
    following = min(await desk.framework.all(), key=lambda each: each.review_on, default=None)
    if following is None:
        return say.NoFrames()
    return say.NoFrameDue(following=say.NextFrameDue(title=following.title, day=ShortDay(following.review_on)))


async def _which(desk: Desk, found: Hits, words: str) -> Message:
    """None, or several: what to type instead."""
    everything = await desk.framework.all()
    if found.sheets:
        return several_found(found, 1, words)
    return say.NoFrameFound(got=words[:60], example=typed(everything[0])) if everything else say.NoFrames()


async def to_review(desk: Desk) -> Message | None:
    """In her week: how many wait."""
    count = await desk.framework.count_due(desk.visit.today)
    return say.FramesToReview(count=count) if count else None


def _about(kind: str, sheet: FrameworkSheet) -> Question:
    return Question(kind, {"ref": str(sheet.ref)}, lasts=_WITHIN)


async def _still_right(desk: Desk, answer: Answer) -> Message:
    """« oui », another text, or nothing."""
    if is_stop(answer.text) or is_no(answer.text):
        return say.FrameLeft()
    sheet, text = await _meant(desk, answer.fields), None
    if not is_yes(answer.text):
        must_be_short(answer.text)
        text = answer.text.strip()
    return _renewed(desk, sheet, text, months_later(desk.visit.today, MONTHS))


async def _meant(desk: Desk, fields: dict[str, Any]) -> FrameworkSheet:
    return await desk.framework.by_ref(Ref(LETTER, Ref.parse(fields["ref"]).number))


def _renewed(desk: Desk, sheet: FrameworkSheet, text: str | None, review_on: dt.date) -> Message:
    sheet.renew(desk.visit.today, review_on, text)
    return say.FrameRenewed(title=sheet.title, changed=text is not None, review_on=ShortDay(review_on))


# ── removed ──


async def remove(desk: Desk, args: FrameworkArgs) -> Message | None:
    """Asked once more."""
    words = _words_of(args).title
    found = search(words, await desk.framework.all())
    if (sheet := found.only) is None:
        return await _which(desk, found, words)
    desk.ask(say.FrameRemovalAsked(title=sheet.title), _about(REMOVAL, sheet))
    return None


async def _removed(desk: Desk, answer: Answer) -> Message:
    if not is_yes(answer.text):
        return say.FrameLeft()
    sheet = await _meant(desk, answer.fields)
    title = sheet.title
    await desk.erase_copies(str(sheet.ref))
    await desk.framework.erase(sheet)
    return say.FrameRemoved(title=title)


ANSWERS: dict[str, AnswerHandler] = {TEXT: _text_given, STILL_RIGHT: _still_right, REMOVAL: _removed}
