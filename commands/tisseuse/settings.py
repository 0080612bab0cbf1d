"""`!reglages`: rules that the collective may change; so far, when news may be posted in an îlot's room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from commands.kit.command import FreeText, Group, Role, Where, command
from commands.kit.dialogue import is_no, is_yes
from commands.kit.hours import hours_in
from commands.kit.message import Lines, Message, Refusal
from commands.kit.reading import fold
from commands.tisseuse import messages as say
from commands.tisseuse.commands import find_ilot
from storage.desk import Desk
from storage.ilots import USUAL_HOURS, Ilot

_USUAL = frozenset({"habituelles", "habituel", "usual", "normal", "non", "no"})


@command("reglages", english="settings", args=FreeText, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
async def settings(desk: Desk, args: FreeText) -> Message:
    """The posting hours of each îlot's room, and how to change them."""
    if not args.text:
        return await _show(desk)
    word, _, rest = args.text.partition(" ")
    slug, _, value = rest.strip().partition(" ")
    change = _CHANGES.get(fold(word))
    if change is None or not value:
        raise Refusal(say.HowSettingsWork())
    return await change(desk, await find_ilot(desk, slug), value.strip())


async def _show(desk: Desk) -> Message:
    lines = tuple(_line(ilot) for ilot in await desk.ilots.all())
    return say.SettingsShown(lines=Lines(lines)) if lines else say.HowSettingsWork()


def _line(ilot: Ilot) -> say.HoursOf:
    hours = ilot.hours
    return say.HoursOf(ilot=ilot.name, start=hours.start, end=hours.end, alsace_moselle=hours.alsace_moselle)


async def _hours(_desk: Desk, ilot: Ilot, text: str) -> Message:
    """`heures granit 10h-17h`; `heures granit habituelles`."""
    if fold(text) in _USUAL:
        ilot.post_within(replace(USUAL_HOURS, alsace_moselle=ilot.hours.alsace_moselle))
        return _line(ilot)
    hours = hours_in(text)
    if hours is None or hours[0] >= hours[1]:
        raise Refusal(say.HowSettingsWork())
    ilot.post_within(replace(ilot.hours, start=hours[0], end=hours[1]))
    return _line(ilot)


async def _holidays(_desk: Desk, ilot: Ilot, text: str) -> Message:
    """`feries granit alsace-moselle`; `feries granit non`."""
    if not is_yes(text) and not is_no(text) and "alsace" not in fold(text):
        raise Refusal(say.HowSettingsWork())
    ilot.post_within(replace(ilot.hours, alsace_moselle=not is_no(text)))
    return _line(ilot)


_Change = Callable[[Desk, Ilot, str], Awaitable[Message]]
_CHANGES: dict[str, _Change] = {
    **dict.fromkeys(("heures", "heure", "hours"), _hours),
    **dict.fromkeys(("feries", "ferie", "holidays"), _holidays),
}
