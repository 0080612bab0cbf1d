"""The picture of the months, and what it says to whoever does not see it; drawn elsewhere, and only when wanted."""

from __future__ import annotations

from dataclasses import dataclass

from commands.income import messages as say
from commands.income.counting import Outlook
from commands.income.shown import euros, head, where
from commands.kit.message import Joined, Message
from commands.kit.pictures import WIDE, Ink
from commands.kit.speech import MonthName, ShortMonth
from storage.sayings import File, Speak

_HIGH = 560  # dots
_MIME = "image/png"


@dataclass(frozen=True, slots=True)
class Picture:
    """To be sent, and what is said of it."""

    alt: Message
    file: File


@dataclass(frozen=True, slots=True)
class Words:
    """The words in the picture, in the language of whoever looks at it."""

    title: str
    months: tuple[str, ...]
    amounts: tuple[str, ...]
    labels: dict[say.Label, str]


def pictured(view: Outlook) -> Picture:
    """A bar a month, and the line."""
    told = tuple(
        say.MonthPictured(month=MonthName(month.month), amount=euros(cents), where=where(gap))
        for month, cents, gap in zip(view.months, view.cents, view.gaps, strict=True)
    )
    alt = say.OutlookPictured(head=head(view), months=Joined(told, by=" ; "))
    return Picture(alt, File("revenu.png", _MIME, lambda speak: _drawn(view, speak), (WIDE, _HIGH)))


def _drawn(view: Outlook, speak: Speak) -> bytes:
    from commands.income import drawing

    return drawing.png(view, worded(view, speak), Ink(), _HIGH)


def worded(view: Outlook, speak: Speak) -> Words:
    """As they stand in it, amounts to the euro."""
    rounded = [round(each / 100) * 100 for each in view.cents]
    amounts = tuple(speak(say.AmountTick(amount=euros(each))) if each else "0" for each in rounded)
    months = tuple(speak(say.MonthTick(month=ShortMonth(month.month))) for month in view.months)
    labels = {label: speak(say.OutlookLabel(label=label)) for label in say.Label}
    return Words(speak(say.OutlookTitle()), months, amounts, labels)
