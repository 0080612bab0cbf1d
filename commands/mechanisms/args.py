"""What `!mecanisme` takes: a reference and what to do with it, a proposal with its fields, or words to find one by."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, Self

from commands.kit.command import Args, Key
from commands.kit.message import Refusal
from commands.kit.reading import WORDS, Sight, fold, read_line
from commands.mechanisms import messages as say
from storage.mechanisms import LETTER
from storage.values import MechanismState, Ref

LONGEST = 300  # characters of one field: the whole sheet has to be read on a phone
_PROPOSE = ("propose", "proposer", "proposition", "nouveau", "nouvelle", "idee", "new", "idea", "suggest")
_LEADING = re.compile(rf"\s*{LETTER}[ -]?([1-9][0-9]{{0,8}})\b[\s,;:.]*", re.IGNORECASE)
_STEP = re.compile(r"\s*(?:[;\n→]|\s·\s)\s*")
_DAY = re.compile(r"\b(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})/(\d{1,2})(?:/(\d{4}))?)\b")


class Order(StrEnum):
    """What is wanted of a sheet."""

    SHOW = "show"
    WRITE = "write"
    STATE = "state"
    FILE = "file"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


_ORDERS = {
    **dict.fromkeys(("etat", "state"), Order.STATE),
    **dict.fromkeys(("fichier", "file", "export", "exporte"), Order.FILE),
    **dict.fromkeys(("decision", "decide"), Order.DECIDE),
    **dict.fromkeys(("retire", "efface", "withdraw"), Order.WITHDRAW),
}
_STATES = {
    **dict.fromkeys(("idee", "idea"), MechanismState.IDEA),
    **dict.fromkeys(("essai", "a l'essai", "en essai", "trial", "on trial"), MechanismState.TRIAL),
    **dict.fromkeys(("en place", "place", "in place"), MechanismState.IN_PLACE),
    **dict.fromkeys(("transforme", "transformee", "transforme·e", "transformed"), MechanismState.TRANSFORMED),
    **dict.fromkeys(("arrete", "arretee", "arrete·e", "arret", "stop", "stopped"), MechanismState.STOPPED),
}


class OnSheet(Args):
    """One sheet, or one that is proposed. Nothing in the words is a date or a price."""

    order: Order = Order.SHOW
    ref: Ref | None = None
    words: str = ""  # a title that is proposed, a name that is looked for, what an order says
    proposes: bool = False
    name: Annotated[str | None, Key(WORDS, ("nom", "name"))] = None
    purpose: Annotated[str | None, Key(WORDS, ("but", "purpose"))] = None
    for_whom: Annotated[str | None, Key(WORDS, ("pour qui", "pour", "for whom"))] = None
    how: Annotated[str | None, Key(WORDS, ("comment", "how"))] = None
    takes: Annotated[str | None, Key(WORDS, ("demande", "takes"))] = None
    steps: Annotated[str | None, Key(WORDS, ("étapes", "steps"))] = None
    limits: Annotated[str | None, Key(WORDS, ("limites", "limits"))] = None
    contact: Annotated[str | None, Key(WORDS, ("contact", "ask"))] = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal where a field is too long, or is none."""
        found = _LEADING.match(text)
        if found is not None:
            return cls._about(Ref(LETTER, int(found[1])), text[found.end() :], sight)
        first, _, rest = text.strip().partition(" ")
        if fold(first).strip(" :,.") in _PROPOSE:
            title, fields = cls._fields(rest, sight)
            return cls(proposes=True, words=title, **fields)
        return cls(words=text.strip())

    @classmethod
    def _about(cls, ref: Ref, text: str, sight: Sight) -> Self:
        first, _, rest = text.strip(" :,").partition(" ")
        order = _ORDERS.get(fold(first).strip(" :,."))
        if order is not None:
            return cls(order=order, ref=ref, words=rest.strip())
        title, fields = cls._fields(text, sight)
        if title:
            raise Refusal(say.HowSheetsWork(ref=ref))
        return cls(order=Order.WRITE if fields else Order.SHOW, ref=ref, **fields)

    @classmethod
    def _fields(cls, text: str, sight: Sight) -> tuple[str, dict[str, Any]]:
        """What stands before the keys, and what stands behind each."""
        line = read_line(text.strip(), cls.readers(), cls.keys(), sight)
        fields: dict[str, Any] = {name: str(value) for name, value in line.values.items() if value is not None}
        if any(len(said) > LONGEST for said in (line.title, *fields.values())):
            raise Refusal(say.FieldTooLong(longest=LONGEST))
        return line.title.strip(), fields

    @property
    def fields(self) -> dict[str, str]:
        """What was said of the sheet, by field, each on one line."""
        said = {name: getattr(self, name) for name in type(self).keyed()}
        return {name: " ".join(words.split()) for name, words in said.items() if words and name != "steps"}

    @property
    def step_list(self) -> list[str] | None:
        """None where none was said."""
        return [step for step in _STEP.split(self.steps.strip()) if step] if self.steps else None


def ref_in(text: str) -> Ref | None:
    """The reference it begins with."""
    found = _LEADING.match(text)
    return Ref(LETTER, int(found[1])) if found is not None else None


def state_in(text: str, today: dt.date) -> tuple[MechanismState, dt.date] | None:
    """« en place », « en place depuis 01/03/2021 »; None for what is no state, no day, or a day to come."""
    dated = _DAY.search(text)
    day = _day(dated, today) if dated else today
    said = fold(text[: dated.start()] if dated else text)
    said = re.sub(r"\s*\b(?:depuis|des|since|le|on|:)\s*$", "", re.sub(r"\bdepuis le\s*$", "", said)).strip(" :.,")
    state = _STATES.get(said)
    return None if state is None or day is None or day > today else (state, day)


def _day(found: re.Match[str], today: dt.date) -> dt.date | None:
    """Without a year, the last time it was that day."""
    year, month, day = found[1] or found[6], found[2] or found[5], found[3] or found[4]
    try:
        on = dt.date(int(year or today.year), int(month), int(day))
        return on if year or on <= today else on.replace(year=today.year - 1)
    except ValueError:
        return None


class Page(Args):
    """`!mecanismes`, and perhaps a page."""

    page: int = 1

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds."""
        found = re.search(r"\bpage\s+(\d{1,4})\s*$", fold(text))
        return cls(page=max(1, int(found[1])) if found else 1)
