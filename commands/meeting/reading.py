"""What is typed about a meeting: a day, perhaps with an hour; or that there is to be none. Anything else is dropped."""

from __future__ import annotations

from collections.abc import Mapping

from commands.kit.reading import DateDoubt, Sentence, Sight, Unreadable, fold, tidy
from storage.values import Moment, Span

WHEN = "when"
_MOST_READ = 500
_CANCEL = frozenset({"annule", "annuler", "annule le", "non", "no", "cancel", "stop"})


def cancels(text: str) -> bool:
    """« annule »."""
    return fold(text).strip(" .!") in _CANCEL


def moment_in(text: str, sight: Sight, chosen: Mapping[str, object] | None = None) -> Moment | None:
    """The first day that is said, with its hour; None where there is none, or several. Raises DateDoubt."""
    line = " ".join(tidy(text)[:_MOST_READ].split())
    try:
        span = Sentence(line, sight, chosen or {}).when(WHEN)
    except Unreadable:
        return None
    return _one_day(span) if span is not None and not span.approximate else None


def _one_day(span: Span) -> Moment | None:
    """« jeudi 14h-15h » begins at 14:00."""
    return span.starts if span.last.day == span.starts.day else None


def moment_or_none(text: str, sight: Sight) -> Moment | None:
    """The same, of an answer: a doubtful date is asked for again."""
    try:
        return moment_in(text, sight)
    except DateDoubt:
        return None
