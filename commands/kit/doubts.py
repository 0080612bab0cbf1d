"""A date that cannot be right: nothing is made, the ways out are numbered, and the answer runs the command again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands.kit import messages as say
from commands.kit.command import Answer, RunAgain
from commands.kit.dialogue import is_no, is_yes, number
from commands.kit.message import Joined, Message, Refusal
from commands.kit.reading import (
    SPAN,
    UNTIL,
    DateDoubt,
    DayMismatch,
    Days,
    Deadline,
    ImpossibleDate,
    PastDate,
    Sight,
    Unreadable,
)
from commands.kit.speech import MonthName, ShortDay, WeekdayName
from storage.desk import Desk
from storage.questions import Question
from storage.values import Moment, Span

DOUBT = "date-doubt"
_MAYBE_A_NUMBER = re.compile(r"\s*(?:l[ea]|n°?|choix)\s*(\d)\s*[.!)]*\s*", re.IGNORECASE)


def refusal(doubt: DateDoubt, command: str, text: str, amends: str | None = None) -> Refusal:
    """Why, and what may have been meant. What was settled before for other fields of the line is not lost."""
    fields = {
        "command": command,
        "text": text,
        "field": doubt.field,
        "deadline": doubt.is_deadline,
        "other": isinstance(doubt, PastDate),
        "runs": [_as_json(_as_span(run)) for run in doubt.runs],
        "spans": [_as_json(span) for span in doubt.proposals],
        "settled": {name: _settled_as_json(value) for name, value in doubt.settled.items()},
        "amends": amends,
    }
    return Refusal(_said(doubt), Question(kind=DOUBT, fields=fields))


async def choose(desk: Desk, answer: Answer) -> Message | RunAgain | None:
    """A number, or a date typed out; « stop » leaves. Anything else is asked again."""
    fields = answer.fields
    spans = [_from_json(value) for value in fields["spans"]]
    if is_no(answer.text):
        return say.NothingKept()
    if fields["other"] and number(answer.text) == len(spans) + 1:
        desk.ask(say.WhichDate(), Question(kind=DOUBT, fields=fields))
        return None
    try:
        chosen = _chosen(answer.text, fields, spans, Sight(now=desk.visit.typed_at))
    except DateDoubt as doubt:
        desk.ask(_said(doubt), Question(kind=DOUBT, fields=_doubted_again(fields, doubt, spans)))
        return None
    if chosen is None:
        again = say.ChooseANumber(proposals=_numbered_again(fields)) if fields["runs"] else say.WhichDate()
        desk.ask(again, Question(kind=DOUBT, fields=fields))
        return None
    settled = {name: _settled_from_json(value) for name, value in fields["settled"].items()}
    value = Deadline(chosen.last) if fields["deadline"] else chosen
    return RunAgain(fields["command"], fields["text"], {**settled, fields["field"]: value}, fields.get("amends"))


# ── what is said ──


def _said(doubt: DateDoubt) -> Message:
    if isinstance(doubt, ImpossibleDate):
        return _no_such_day(doubt)
    if isinstance(doubt, DayMismatch):
        written = doubt.written
        proposals = _numbered([_as_span(run) for run in doubt.runs])
        return say.WrongWeekday(day=ShortDay(written), weekday=WeekdayName(written), proposals=proposals)
    assert isinstance(doubt, PastDate)
    return say.DayIsPast(day=ShortDay(doubt.written), proposals=_past([_as_span(run) for run in doubt.runs]))


def _no_such_day(doubt: ImpossibleDate) -> Message:
    return say.NoSuchDay(
        day=doubt.day,
        month=MonthName(doubt.month),
        year="" if doubt.year is None else f" {doubt.year}",
        proposals=_either(doubt.runs),
        count=len(doubt.runs),
    )


def _either(runs: tuple[Days, ...]) -> Message | Joined:
    days = [say.TheDay(day=ShortDay(run.first)) for run in runs]
    return say.EitherDay(first=days[0], second=days[1]) if len(days) > 1 else Joined(tuple(days))


def _past(runs: list[Span]) -> Joined:
    """The same days later, without their weekday, and a way out for any other."""
    days = [span if span.ends else say.TheDay(day=ShortDay(span.starts.day)) for span in runs]
    other = say.AnotherDate(number=len(runs) + 1)
    return Joined((*_numbered(days).parts, other))


def _numbered(proposals: list[Span] | list[Span | say.TheDay]) -> Joined:
    return Joined(tuple(say.Choice(number=index, what=what) for index, what in enumerate(proposals, 1)))


def _numbered_again(fields: Mapping[str, Any]) -> Joined:
    runs = [_from_json(value) for value in fields["runs"]]
    return _past(runs) if fields["other"] else _numbered(runs)


# ── what is meant ──


def _chosen(text: str, fields: Mapping[str, Any], spans: list[Span], sight: Sight) -> Span | None:
    """Raises DateDoubt when the date that is typed instead cannot be right either."""
    picked = number(text)
    if picked is None and is_yes(text) and len(spans) == 1:
        picked = 1
    if picked is not None:
        return spans[picked - 1] if 1 <= picked <= len(spans) else None
    if _MAYBE_A_NUMBER.fullmatch(text):
        return None  # « le 2 » may be the second way out, or a day
    return _typed(text, fields, spans, sight)


def _typed(text: str, fields: Mapping[str, Any], spans: list[Span], sight: Sight) -> Span | None:
    """A date in place of the doubtful one: a proposed one typed out is that one, another keeps the hours."""
    try:
        if fields["deadline"]:
            return Span(UNTIL.whole(text.strip(), sight).moment)
        span = SPAN.whole(text.strip(), sight)
    except Unreadable:
        return None
    runs = [_from_json(value) for value in fields["runs"]]
    return spans[runs.index(span)] if span in runs else _with_hours(span, spans)


def _with_hours(span: Span, spans: list[Span]) -> Span:
    """The hours that stood beside the doubtful date, when none are said now."""
    if not spans or span.starts.time or span.last.time:
        return span
    like = spans[0]
    if like.starts.time is None and like.last.time is None:
        return span
    ends = Moment(span.last.day, like.ends.time) if like.ends else span.ends
    return replace(span, starts=Moment(span.starts.day, like.starts.time), ends=ends)


def _doubted_again(fields: Mapping[str, Any], doubt: DateDoubt, spans: list[Span]) -> dict[str, Any]:
    again = [span if fields["deadline"] else _with_hours(span, spans) for span in doubt.proposals]
    runs = [_as_json(_as_span(run)) for run in doubt.runs]
    other = isinstance(doubt, PastDate)
    return {**fields, "other": other, "runs": runs, "spans": [_as_json(span) for span in again]}


# ── as JSON ──


def _as_span(run: Days) -> Span:
    ends = Moment(run.last) if run.last != run.first else None
    return Span(Moment(run.first), ends, run.approximate)


def _as_json(span: Span) -> dict[str, Any]:
    ends = span.ends.isoformat() if span.ends else None
    return {"starts": span.starts.isoformat(), "ends": ends, "approximate": span.approximate}


def _from_json(value: Mapping[str, Any]) -> Span:
    ends = Moment.fromisoformat(value["ends"]) if value["ends"] else None
    return Span(Moment.fromisoformat(value["starts"]), ends, value["approximate"])


def _settled_as_json(value: object) -> dict[str, Any]:
    if isinstance(value, Deadline):
        return {"deadline": True, **_as_json(Span(value.moment))}
    assert isinstance(value, Span)
    return {"deadline": False, **_as_json(value)}


def _settled_from_json(value: Mapping[str, Any]) -> Span | Deadline:
    span = _from_json(value)
    return Deadline(span.starts) if value["deadline"] else span
