"""What `!cadre` takes: words to look for; and in the Tisseuse's room a sheet to add, to read again or to remove."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from commands.framework.messages import FrameTooLong, HowFrameworkIsWritten
from commands.kit.command import Args, Key, NoTitle
from commands.kit.message import Refusal
from commands.kit.reading import WORDS, Sight, fold, tidy
from storage.framework import LETTER
from storage.values import Ref

LONGEST_TITLE, LONGEST, MOST_LINES = 120, 700, 3  # characters, characters, lines: an answer has five
_FIRST = re.compile(r"\s*([^\W\d_]+)[\s:]*")
_PAGE = re.compile(r"(?:^|\s)page\s+(\d{1,4})\s*$", re.IGNORECASE)
_REF = re.compile(rf"{LETTER}([1-9]\d{{0,8}})", re.ASCII | re.IGNORECASE)


class Order(StrEnum):
    """What is wanted."""

    LOOK = "look"
    ADD = "add"
    REVIEW = "review"
    REMOVE = "remove"
    REMIND = "remind"


_WORDS: dict[str, Order] = {
    **dict.fromkeys(("ajouter", "ajoute", "nouvelle", "add", "new"), Order.ADD),
    **dict.fromkeys(("revoir", "relire", "review"), Order.REVIEW),
    **dict.fromkeys(("retirer", "enlever", "supprimer", "remove"), Order.REMOVE),
    **dict.fromkeys(("rappel", "rappelle", "remind"), Order.REMIND),
}


class SheetWords(Args):
    """A sheet as it is typed: its title on the first line, its text below, and perhaps who answers for it."""

    title_field: ClassVar[str | None] = "title"

    title: str
    description: str = ""
    referent: Annotated[str | None, Key(WORDS, ("question", "referent", "référent", "contact"))] = None
    review: Annotated[str | None, Key(WORDS, ("revoir", "relire", "review"))] = None


class FrameworkArgs(Args):
    """`!cadre`, `!cadre agrement`, `!cadre ajouter …`, `!cadre revoir cape`."""

    order: Order = Order.LOOK
    words: str = ""
    page: int = 1
    ref: Ref | None = None
    sheet: SheetWords | None = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal with what to type."""
        whole = tidy(text).strip()
        first = _FIRST.match(whole)
        order = _WORDS.get(fold(first[1])) if first else None
        if first is None or order is None:
            return cls._looking(whole)
        rest = whole[first.end() :].strip()
        if order is Order.REMIND:
            return cls(order=order, words=rest)
        return cls(order=order, words=rest, sheet=_sheet(rest, order, sight, command))

    @classmethod
    def _looking(cls, whole: str) -> Self:
        named, paged = _REF.fullmatch(whole), _PAGE.search(whole)
        if named is not None:
            return cls(ref=Ref(LETTER, int(named[1])))
        if paged is not None:
            return cls(words=whole[: paged.start()].strip(), page=max(1, int(paged[1])))
        return cls(words=whole)


def _sheet(text: str, order: Order, sight: Sight, command: str) -> SheetWords | None:
    """Raises Refusal for what is too long, and for a new one without a title."""
    try:
        sheet = SheetWords.read(text, sight, command)
    except NoTitle as untitled:
        if order is Order.ADD:
            raise Refusal(HowFrameworkIsWritten()) from untitled
        return None
    must_be_short(sheet.description)
    if order is Order.ADD and len(sheet.title) > LONGEST_TITLE:
        raise Refusal(FrameTooLong(lines=MOST_LINES, longest=LONGEST, title=LONGEST_TITLE))
    return sheet


def must_be_short(text: str) -> None:
    """A sheet is read on a phone. Raises Refusal."""
    if len(text) > LONGEST or len(text.strip().splitlines()) > MOST_LINES:
        raise Refusal(FrameTooLong(lines=MOST_LINES, longest=LONGEST, title=LONGEST_TITLE))
