"""A date that cannot be right: nothing is made, the ways out are numbered, and the answer runs the command again."""

from __future__ import annotations

from typing import Any

from commands.kit import messages as say
from commands.kit.command import Answer, RunAgain
from commands.kit.dialogue import number
from commands.kit.message import Joined, Message, Refusal
from commands.kit.reading import SPAN, DateDoubt, DayMismatch, ImpossibleDate, PastDate, Sight, Unreadable
from commands.kit.speech import MonthName, ShortDay, WeekdayName
from storage.desk import Desk
from storage.questions import Question
from storage.values import Moment, Span

DOUBT = "date-doubt"


def refusal(doubt: DateDoubt, command: str, text: str) -> Refusal:
    """Why, and what may have been meant."""
    spans = list(doubt.proposals)
    fields = {
        "command": command,
        "text": text,
        "field": doubt.field,
        "spans": [_as_json(span) for span in spans],
    }
    return Refusal(_said(doubt, spans), Question(kind=DOUBT, fields=fields))


async def choose(desk: Desk, answer: Answer) -> Message | RunAgain | None:
    """A number, or a date typed out."""
    fields = answer.fields
    spans = [_from_json(value) for value in fields["spans"]]
    chosen = _chosen(answer.text, spans, Sight(now=desk.visit.typed_at))
    if chosen is not None:
        return RunAgain(fields["command"], fields["text"], {fields["field"]: chosen})
    if number(answer.text) == len(spans) + 1:
        return say.WhichDate(command=fields["command"])
    desk.ask(say.ChooseANumber(proposals=_numbered(spans)), Question(kind=DOUBT, fields=fields))
    return None


def _said(doubt: DateDoubt, spans: list[Span]) -> Message:
    if isinstance(doubt, ImpossibleDate):
        return say.NoSuchDay(day=doubt.day, month=MonthName(doubt.month), proposals=_numbered(spans))
    if isinstance(doubt, DayMismatch):
        written = doubt.written
        return say.WrongWeekday(day=ShortDay(written), weekday=WeekdayName(written), proposals=_numbered(spans))
    assert isinstance(doubt, PastDate)
    other = say.AnotherDate(number=len(spans) + 1)
    proposals = Joined((*_numbered(spans).parts, other))
    return say.DayIsPast(day=ShortDay(doubt.written), proposals=proposals)


def _numbered(spans: list[Span]) -> Joined:
    return Joined(tuple(say.Choice(number=index, span=span) for index, span in enumerate(spans, 1)))


def _chosen(text: str, spans: list[Span], sight: Sight) -> Span | None:
    picked = number(text)
    if picked is not None:
        return spans[picked - 1] if 1 <= picked <= len(spans) else None
    try:
        return SPAN.whole(text.strip(), sight)
    except (Unreadable, DateDoubt):
        return None


def _as_json(span: Span) -> dict[str, Any]:
    ends = span.ends.isoformat() if span.ends else None
    return {"starts": span.starts.isoformat(), "ends": ends, "approximate": span.approximate}


def _from_json(value: dict[str, Any]) -> Span:
    ends = Moment.fromisoformat(value["ends"]) if value["ends"] else None
    return Span(Moment.fromisoformat(value["starts"]), ends, value["approximate"])
