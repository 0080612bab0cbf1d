"""What another host needs so that the bot goes on where it stood: numbers given, what was told, who looked.

It stands behind the sections that people know, and only where there is something to tell. What the database has already
stays as it is: an old document never takes a number, or the place in the news, back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.audit import AuditAction, AuditLine
from storage.courrier import CourrierMark
from storage.introduction_entries import IntroductionEntry, add_introductions, introductions_out, unknown_listings
from storage.listings import Listing
from storage.mechanisms import Mechanisms
from storage.meetings import Meeting, MeetingState
from storage.numbers import Counter, count_on
from storage.people import Person
from storage.prompts import Prompt
from storage.quarters import QuarterFigures
from storage.recurrence import Cadence
from storage.reminders import LETTER as REMINDER
from storage.reminders import Reminder, hour_of
from storage.sessions import ReflectionSession, Reply, SessionReply, Skipped
from storage.steering_entries import CommitteeMarks, marks_out, take_marks
from storage.values import Moment, Reach, Ref

NAME = "continuity"
_LAST_YEAR = 2900  # what comes round is counted on from there
_GIVEN_TO_PEOPLE = frozenset("OBIRCFKJPGV" + REMINDER)  # letters of references that people type


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class PromptEntry(_Part):
    """A question to think about together; `author` is null for those that came with the bot."""

    text: str
    state: Annotated[str, Field(pattern="^(proposed|in_use|retired)$")]
    author: str | None = None


class SessionNotes(_Part):
    """What was done about a session, beside what its own section tells."""

    skipped: Skipped | None = None
    moved_to: int | None = None
    reminded: bool = False
    asked: bool = False


class ReplyEntry(_Part):
    """Who answered what about a session that is not over."""

    session: str
    person: str
    reply: Reply


class AuditEntry(_Part):
    """Who did what to something sensitive; people are Matrix ids, who may be gone since."""

    at: dt.datetime
    actor: Annotated[str, Field(max_length=255)]
    action: AuditAction
    subject: Annotated[str, Field(max_length=255)] | None = None
    ref: Annotated[str, Field(max_length=16)] | None = None


class ReminderEntry(_Part):
    """What somebody asked to be reminded of, sealed where it is kept; `on` is a local day, perhaps with an hour.

    `every` is how often it comes round, as ISO 8601 writes it (`R/2021-01-30/P1M`); null for once.
    """

    ref: Annotated[str, Field(pattern=rf"^{REMINDER}[1-9][0-9]{{0,8}}$")]
    person: str
    on: str
    words: str
    every: str | None = None


class MeetingEntry(_Part):
    """Who meets the Tisseuse, or asked to, and when: a local day, perhaps with an hour."""

    person: str
    at: str
    state: MeetingState


class ContinuityEntry(_Part):
    """`continuity`. Instants carry their offset; keys are references, îlots, Matrix ids or a quarter's first day."""

    counters: dict[Annotated[str, Field(pattern="^[A-Z]$")], Annotated[int, Field(ge=1, le=999_999_999)]] = {}
    published: dict[str, dt.datetime | None] = {}
    noted: dict[str, dt.datetime] = {}
    sessions: dict[str, SessionNotes] = {}
    replies: list[ReplyEntry] = []
    prompts: list[PromptEntry] = []
    told: dict[str, dt.datetime] = {}
    copied: dict[str, dt.datetime] = {}
    apart: dict[str, dt.datetime] = {}
    quarters: dict[dt.date, dict[str, Any]] = {}
    reminders: list[ReminderEntry] = []
    meetings: list[MeetingEntry] = []
    introductions: list[IntroductionEntry] = []
    committees: dict[str, CommitteeMarks] = {}
    audit: list[AuditEntry] = []


def faults_of_continuity(entry: ContinuityEntry | None, people: set[str], slugs: set[str], refs: set[str]) -> list[str]:
    """Who or what is named there and not known; instants without an offset. `refs`: listings and committees."""
    if entry is None:
        return []
    who = [*entry.copied, *entry.apart, *(each.person for each in entry.replies)]
    who += [each.author for each in entry.prompts if each.author]
    who += [*(each.person for each in entry.reminders), *(each.person for each in entry.meetings)]
    reasons = [f"{NAME}: {user_id} is not in people" for user_id in who if user_id not in people]
    reasons += [f"{NAME}.told: {slug} is not in ilots" for slug in entry.told if slug not in slugs]
    reasons += [f"{NAME}.{reason}" for reason in unknown_listings(entry.introductions, refs)]
    reasons += [
        f"{NAME}.committees: {ref} is not in steering_committees" for ref in entry.committees if ref not in refs
    ]
    if any(at is not None and at.tzinfo is None for at in _instants(entry)):
        reasons.append(f"{NAME}: wants an offset, such as +02:00")
    reasons += [f"{NAME}.meetings.{each.person}: no such day" for each in entry.meetings if not _is_day(each.at)]
    wrong = [each for each in entry.reminders if not (_is_day(each.on) and _is_cadence(each.every))]
    return reasons + [f"{NAME}.reminders.{each.ref}: no such day" for each in wrong]


def _instants(entry: ContinuityEntry) -> list[dt.datetime | None]:
    marks = [*entry.told.values(), *entry.copied.values(), *entry.apart.values(), *entry.published.values()]
    marks += entry.noted.values()
    steering = [at for each in entry.committees.values() for at in (each.called_at, *each.tells_at)]
    return [*marks, *steering, *(each.asked_at for each in entry.introductions), *(each.at for each in entry.audit)]


def _is_day(text: str) -> bool:
    try:
        return dt.MINYEAR < Moment.fromisoformat(text).day.year < dt.MAXYEAR
    except ValueError:
        return False


def _is_cadence(text: str | None) -> bool:
    """And of days that there are, for some centuries."""
    try:
        return text is None or dt.MINYEAR < Cadence.fromisoformat(text).anchor.day.year < _LAST_YEAR
    except ValueError:
        return False


# ── out ──


async def continuity_out(
    session: AsyncSession, names: dict[int, str], slugs: dict[int, str], given: Iterable[str]
) -> dict[str, Any]:
    """Its parts by name, those alone where there is something to tell; `given` are the references in the document."""
    entry = ContinuityEntry(
        counters=await _counters(session, given),
        published=await _published(session),
        noted=await _noted(session),
        sessions=await _sessions(session),
        replies=await _replies(session, names),
        prompts=await _prompts(session, names),
        told={slugs[each.ilot_id]: each.told_until for each in await _all(session, CourrierMark, CourrierMark.ilot_id)},
        **await _of_people(session),
        quarters={each.first_day: each.told for each in await _all(session, QuarterFigures, QuarterFigures.first_day)},
        reminders=[
            ReminderEntry(ref=str(each.ref), person=names[each.person_id], on=each.on.isoformat(), **_said(each))
            for each in await _all(session, Reminder, Reminder.number)
        ],
        meetings=[
            MeetingEntry(person=names[each.person_id], at=each.at.isoformat(), state=each.state)
            for each in await _all(session, Meeting, Meeting.id)
        ],
        introductions=await introductions_out(session),
        committees=await marks_out(session),
        audit=[
            AuditEntry(at=each.at, actor=each.actor, action=each.action, subject=each.subject, ref=each.ref)
            for each in await _all(session, AuditLine, AuditLine.id)
        ],
    )
    return {name: value for name, value in entry.model_dump(mode="json").items() if value}


async def _all(session: AsyncSession, kind: Any, order: Any) -> list[Any]:
    return list(await session.scalars(select(kind).order_by(order)))


async def _counters(session: AsyncSession, given: Iterable[str]) -> dict[str, int]:
    """Where a number was given that nothing has any more: a reference is never used again."""
    highest: dict[str, int] = {}
    for ref in map(Ref.parse, given):
        highest[ref.letter] = max(highest.get(ref.letter, 0), ref.number)
    rows = await _all(session, Counter, Counter.letter)
    beyond = [row for row in rows if row.letter in _GIVEN_TO_PEOPLE and row.last > highest.get(row.letter, 0)]
    return {row.letter: row.last for row in beyond}


async def _published(session: AsyncSession) -> dict[str, dt.datetime | None]:
    """Since when it is news to the others, where that is not since it was posted."""
    found = await _all(session, Listing, Listing.id)
    return {str(each.ref): each.published_at for each in found if each.published_at != _posted(each)}


def _said(reminder: Reminder) -> dict[str, Any]:
    return {"words": reminder.words, "every": reminder.every}


async def _noted(session: AsyncSession) -> dict[str, dt.datetime]:
    """Since when the step that a mechanism has come to is news."""
    shelf = Mechanisms(session)
    last = {key: stages[-1].noted_at for key, stages in (await shelf.histories()).items()}
    return {str(each.ref): noted for each in await shelf.all() if (noted := last.get(each.id)) is not None}


def _posted(listing: Listing) -> dt.datetime | None:
    return listing.created_at if listing.reach == Reach.ARCHIPEL else None


async def _sessions(session: AsyncSession) -> dict[str, SessionNotes]:
    told = [each for each in await _all(session, ReflectionSession, ReflectionSession.number) if each.is_told]
    notes = {str(each.ref): SessionNotes(**{name: getattr(each, name) for name in _NOTED}) for each in told}
    return {ref: noted for ref, noted in notes.items() if noted != SessionNotes()}


_NOTED = tuple(SessionNotes.model_fields)


async def _replies(session: AsyncSession, names: dict[int, str]) -> list[ReplyEntry]:
    query = select(ReflectionSession.number, SessionReply.person_id, SessionReply.reply)
    query = query.join(SessionReply, SessionReply.session_id == ReflectionSession.id).order_by(SessionReply.id)
    rows = await session.execute(query)
    return [ReplyEntry(session=f"T{number}", person=names[who], reply=reply) for number, who, reply in rows]


async def _prompts(session: AsyncSession, names: dict[int, str]) -> list[PromptEntry]:
    """None, as long as they are those that come with the bot."""
    rows = await _all(session, Prompt, Prompt.id)
    if all(row.author_id is None and row.state == "in_use" for row in rows):
        return []
    return [
        PromptEntry(text=row.text, state=row.state, author=names[row.author_id] if row.author_id else None)
        for row in rows
    ]


async def _of_people(session: AsyncSession) -> dict[str, dict[str, dt.datetime]]:
    found = await _all(session, Person, Person.id)
    return {
        "copied": {each.user_id: each.copied_until for each in found if each.copied_until},
        "apart": {each.user_id: each.apart_since for each in found if each.apart_since},
    }


# ── in ──


async def add_continuity(
    session: AsyncSession, entry: ContinuityEntry | None, known: dict[str, int], zone: ZoneInfo
) -> None:
    """After everything that it speaks of; `known` are row ids of îlots by slug and of people by Matrix id."""
    if entry is None:
        return
    for letter, last in entry.counters.items():
        await count_on(session, letter, last)
    await _publish(session, entry.published)
    await _note_steps(session, entry.noted)
    await _note_sessions(session, entry, known)
    await _add_prompts(session, entry.prompts, known)
    await _mark(session, entry, known)
    await _add_reminders(session, entry.reminders, known, zone)
    await _add_meetings(session, entry.meetings, known)
    await add_introductions(session, entry.introductions)
    await take_marks(session, entry.committees)
    await _add_audit(session, entry.audit)
    await session.flush()


async def _publish(session: AsyncSession, published: dict[str, dt.datetime | None]) -> None:
    if not published:
        return
    for listing in await session.scalars(select(Listing)):
        if str(listing.ref) in published and listing.published_at == _posted(listing):
            listing.published_at = published[str(listing.ref)]


async def _note_steps(session: AsyncSession, noted: dict[str, dt.datetime]) -> None:
    shelf = Mechanisms(session)
    histories = await shelf.histories() if noted else {}
    for each in await shelf.all() if noted else []:
        step = histories[each.id][-1]
        step.noted_at = step.noted_at or noted.get(str(each.ref))


async def _note_sessions(session: AsyncSession, entry: ContinuityEntry, known: dict[str, int]) -> None:
    rows = {str(each.ref): each for each in await session.scalars(select(ReflectionSession))}
    for ref, notes in entry.sessions.items():
        if ref in rows:
            for name in _NOTED:
                setattr(rows[ref], name, getattr(rows[ref], name) or getattr(notes, name))
    have = {(row.session_id, row.person_id, row.reply) for row in await session.scalars(select(SessionReply))}
    for each in entry.replies:
        if each.session in rows and (rows[each.session].id, known[each.person], each.reply) not in have:
            reply = SessionReply(session_id=rows[each.session].id, person_id=known[each.person], reply=each.reply)
            session.add(reply)
            await session.flush()  # one a time: row ids are their order


async def _add_prompts(session: AsyncSession, prompts: list[PromptEntry], known: dict[str, int]) -> None:
    """All or none: where there are some already, those are the collective's."""
    if await session.scalar(select(func.count()).select_from(Prompt)):
        return
    for each in prompts:
        author = known[each.author] if each.author else None
        session.add(Prompt(text=each.text, state=each.state, author_id=author))
        await session.flush()


async def _mark(session: AsyncSession, entry: ContinuityEntry, known: dict[str, int]) -> None:
    for slug, until in entry.told.items():
        if await session.get(CourrierMark, known[slug]) is None:
            session.add(CourrierMark(ilot_id=known[slug], told_until=until))
    for user_id, until in entry.copied.items():
        person = await session.get_one(Person, known[user_id])
        person.copied_until = person.copied_until or until
    for user_id, since in entry.apart.items():
        person = await session.get_one(Person, known[user_id])
        person.apart_since = person.apart_since or since
    for first_day, told in entry.quarters.items():
        if await session.get(QuarterFigures, first_day) is None:
            session.add(QuarterFigures(first_day=first_day, told=told))


async def _add_reminders(
    session: AsyncSession, reminders: list[ReminderEntry], known: dict[str, int], zone: ZoneInfo
) -> None:
    have = set(await session.scalars(select(Reminder.number)))
    for each in reminders:
        number, on = Ref.parse(each.ref).number, Moment.fromisoformat(each.on)
        if number not in have:
            due_at, person_id = hour_of(on, zone), known[each.person]
            row = Reminder(number=number, person_id=person_id, on=on, due_at=due_at, words=each.words)
            row.every = each.every
            session.add(row)
            await count_on(session, REMINDER, number)


async def _add_meetings(session: AsyncSession, meetings: list[MeetingEntry], known: dict[str, int]) -> None:
    have = set(await session.scalars(select(Meeting.person_id)))
    for each in meetings:
        if known[each.person] not in have:
            at = Moment.fromisoformat(each.at)
            session.add(Meeting(person_id=known[each.person], at=at, state=each.state))
            await session.flush()  # one a time: row ids are their order


async def _add_audit(session: AsyncSession, lines: list[AuditEntry]) -> None:
    have = {(row.at, row.actor, row.action, row.subject, row.ref) for row in await session.scalars(select(AuditLine))}
    for each in lines:
        if (each.at, each.actor, each.action, each.subject, each.ref) not in have:
            session.add(AuditLine(**each.model_dump()))
            await session.flush()
