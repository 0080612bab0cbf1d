"""What `!rappelle-moi` takes: words, and a day behind or before them; and what `!rappels` takes."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Self

from commands.kit.command import Args, Key, NoTitle
from commands.kit.message import Refusal
from commands.kit.messages import MissingText
from commands.kit.paging import page_in
from commands.kit.reading import SPAN, UNTIL, DateDoubt, Deadline, Sight, Unreadable, fold, tidy
from commands.reminders.messages import RecurringUnread, ReminderTooLong
from commands.reminders.often import NoSuchDay, Recurring, recurring_in
from storage.recurrence import Cadence
from storage.values import Moment, Span

LONGEST = 300  # characters
_ME = re.compile(r"^-?(?:moi|me)\b\s*", re.IGNORECASE)
_TO = re.compile(r"^(?:de\s+|d'\s*|que\s+|qu'\s*|to\s+|:\s*)", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?P<day>[^\n]{2,40}?)\s*(?:[:,]\s*|\s(?=(?:de|que|to)\s|d'|qu'))(?P<rest>.+)", re.DOTALL)
_LITTLE = re.compile(r"^(?:le|on|pour|pour le)\s+(?=\d|\w)", re.IGNORECASE)
_ALL_GONE = frozenset({"efface", "effacer", "oublie", "supprime", "rien", "stop", "erase", "forget"})


class NewReminder(Args):
    """« Rappelle-moi de déclarer à l'Urssaf le 30 avril », « le 30 avril de déclarer à l'Urssaf »."""

    title_field: ClassVar[str | None] = "title"

    title: str
    description: str = ""
    when: Annotated[Span | None, Key(SPAN, ("quand", "date", "when"), asked=True)] = None
    every: Cadence | None = None
    asks: Recurring | None = None  # how often is said, on which day is not
    until: Annotated[Deadline | None, Key(UNTIL, ("avant", "limite", "until"))] = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal for what is too long, NoTitle where there are no words, or a DateDoubt."""
        said = _ME.sub("", tidy(text).strip())
        settled = chosen or {}
        found = cls._recurring(said, sight) or cls._once(said, sight, command, settled)
        if not found.words or _is_day(found.words, sight):
            raise NoTitle(MissingText.of(command))
        if len(found.words) > LONGEST:
            raise Refusal(ReminderTooLong(longest=LONGEST))
        return found

    @classmethod
    def _recurring(cls, said: str, sight: Sight) -> Self | None:
        """« Tous les mois le 30 », wherever it stands."""
        try:
            found = recurring_in(said, sight)
        except NoSuchDay as unread:
            raise Refusal(RecurringUnread()) from unread
        if found is None:
            return None
        title, _, below = _TO.sub("", found.words).partition("\n")
        if found.every is None:
            return cls(title=title, description=below, asks=found)
        return cls(title=title, description=below, when=Span(found.every.anchor), every=found.every)

    @classmethod
    def _once(cls, said: str, sight: Sight, command: str, chosen: dict[str, Any]) -> Self:
        found = cls._day_first(said, sight, chosen) or cls._read_line(_TO.sub("", said), sight, command, chosen)
        return found.with_a_day_below(sight)

    @classmethod
    def _day_first(cls, said: str, sight: Sight, chosen: dict[str, Any]) -> Self | None:
        """Where it begins with a day, that one counts: another one may stand in the words."""
        match = _DAY_FIRST.match(said)
        if match is None:
            return None
        span = _day(match["day"], sight, chosen)
        return None if span is None else cls(title=_TO.sub("", match["rest"].strip()), when=span)

    def with_a_day_below(self, sight: Sight) -> Self:
        """A day on a line of its own."""
        if self.on is not None or not self.description.strip():
            return self
        span = _day(self.description, sight, {})
        return self if span is None else self.model_copy(update={"when": span, "description": ""})

    @property
    def words(self) -> str:
        """What to be reminded of, with a capital."""
        whole = "\n".join(filter(None, (self.title.strip(), self.description.strip())))
        return whole[:1].upper() + whole[1:]

    @property
    def on(self) -> Moment | None:
        """The day, perhaps with an hour."""
        if self.when is not None:
            return self.when.starts
        return self.until.moment if self.until is not None else None


def _day(text: str, sight: Sight, chosen: dict[str, Any]) -> Span | None:
    try:
        return SPAN.whole(_LITTLE.sub("", text.strip()), sight)
    except Unreadable:
        return None
    except DateDoubt as doubt:
        if "when" in chosen:
            found: Span = chosen["when"]
            return found
        doubt.field = "when"
        raise


def _is_day(text: str, sight: Sight) -> bool:
    try:
        return _day(text, sight, {}) is not None
    except DateDoubt:
        return True


class RemindersArgs(Args):
    """`!rappels`, `!rappels page 2`, `!rappels efface`."""

    all_gone: bool = False
    page: int = 1

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds."""
        return cls(all_gone=bool(_ALL_GONE & set(re.findall(r"\w+", fold(text)))), page=page_in(text))
