"""What `!copil` takes: a day, a point, a decision, minutes, or one committee by its name."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, Self

from commands.kit.command import Args
from commands.kit.message import Refusal
from commands.kit.reading import SPAN, DateDoubt, Sight, Unreadable, fold, tidy
from commands.steering.messages import HowCopilWorks, LineTooLong
from storage.committees import LETTER, LineKind
from storage.values import Ref, Span

LONGEST, LONGEST_MINUTES = 300, 2_000  # characters
_LETTERS = "".join((LETTER, *LineKind))
_NAMED = re.compile(rf"\s*([{_LETTERS}][1-9]\d{{0,8}})(?!\w)[\s:,]*", re.ASCII | re.IGNORECASE)
_ORDER = re.compile(r"\s*(compte[ -]rendu|[^\W\d_]+)[\s:]*", re.IGNORECASE)
_LEAD = re.compile(r"^(?:le|du|au|pour le|on)\s+", re.IGNORECASE)


class Order(StrEnum):
    """What is wanted."""

    SHOW = "show"
    LIST = "list"
    PLAN = "plan"
    CANCEL = "cancel"
    POINT = "point"
    DECISION = "decision"
    MINUTES = "minutes"


_WORDS: dict[str, Order] = {
    **dict.fromkeys(("liste", "list", "tous", "all"), Order.LIST),
    **dict.fromkeys(("annule", "annuler", "cancel"), Order.CANCEL),
    **dict.fromkeys(("point", "points"), Order.POINT),
    **dict.fromkeys(("decision", "decisions"), Order.DECISION),
    **dict.fromkeys(("compte rendu", "compte-rendu", "minutes", "cr"), Order.MINUTES),
}
_WRITING = frozenset({Order.POINT, Order.DECISION, Order.MINUTES})


class CopilArgs(Args):
    """`!copil`, `!copil le 3 juin`, `!copil P2 le 9 septembre`, `!copil décision on continue : le fonds`…"""

    order: Order = Order.SHOW
    ref: Ref | None = None
    words: str = ""
    span: Span | None = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal with what to type, or a DateDoubt."""
        ref, rest = _named(tidy(text).strip())
        order, rest = _ordered(rest)
        if ref is None:  # « décision P1 … » and « P1 décision … »
            ref, rest = _named(rest)
        if order is None:
            return cls._planned(ref, rest, sight, chosen or {})
        longest = LONGEST_MINUTES if order is Order.MINUTES else LONGEST
        if len(rest) > longest:
            raise Refusal(LineTooLong(longest=longest))
        return cls(order=order, ref=ref, words=rest)

    @classmethod
    def _planned(cls, ref: Ref | None, rest: str, sight: Sight, chosen: dict[str, Any]) -> Self:
        """Nothing but a day, or nothing at all."""
        if not rest:
            return cls(ref=ref)
        if (span := chosen.get("span")) is None:
            span = _day(rest, sight)
        return cls(order=Order.PLAN, ref=ref, span=span)

    @property
    def kind(self) -> LineKind | None:
        """Of the line that is written."""
        return LineKind[self.order.name] if self.order in _WRITING else None


def _named(text: str) -> tuple[Ref | None, str]:
    match = _NAMED.match(text)
    return (Ref.parse(match[1]), text[match.end() :]) if match else (None, text)


def _ordered(text: str) -> tuple[Order | None, str]:
    match = _ORDER.match(text)
    order = _WORDS.get(fold(match[1])) if match else None
    return (order, text[match.end() :].strip()) if match and order else (None, text.strip())


def _day(text: str, sight: Sight) -> Span:
    try:
        return SPAN.whole(_LEAD.sub("", text), sight)
    except Unreadable as unread:
        raise Refusal(HowCopilWorks()) from unread
    except DateDoubt as doubt:
        doubt.field = "span"
        raise
