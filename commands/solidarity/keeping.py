"""What waits for the Tisseuse's room to be theirs again, and what is erased when its time has come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import Happening, NoteHandler
from commands.solidarity.own import erase_words
from commands.solidarity.places import open_thread, show_state
from storage.agenda import Note
from storage.desk import Desk
from storage.posts import Role
from storage.recurrence import Recurrence
from storage.requests import KEPT, SolidarityRequest
from storage.values import Ref

_ERASE = "solidarity-erase"
NIGHTLY = (Note(_ERASE, _ERASE), Recurrence(anchor_on=dt.date(2021, 1, 1), time=dt.time(4, 20), every_days=1))


async def room_changed(desk: Desk, _what: Happening) -> None:
    """Nobody else is in her room any more, or the bot has come in: what nobody could read yet is told."""
    room = await desk.rooms.find(desk.visit.room_id)
    if room is None or not room.is_admin:
        return
    for request in await desk.requests.untold():
        await open_thread(desk, request)


async def moved_elsewhere(desk: Desk, what: Happening) -> None:
    """The fund made it, or brought it further: its thread begins, or its first message says so."""
    request = await desk.requests.find(Ref.parse(what.target or ""))
    if request.told_at is None:
        await open_thread(desk, request)
    else:
        await show_state(desk, request)


async def _erase(desk: Desk, _fields: dict[str, Any]) -> None:
    """30 days after the end: its name, its type and its quarter stay."""
    over = await desk.requests.due_for_erasure(desk.visit.today)
    for request in [*over, *await desk.requests.withdrawn_before(desk.visit.now - KEPT)]:
        await let_go(desk, request)


async def let_go(desk: Desk, request: SolidarityRequest) -> None:
    """No word of it stays, nor who made it."""
    await erase_words(desk, request)
    for post in await desk.posts.all_of(str(request.ref)):
        if post.role == Role.ANNOUNCED:
            await desk.erase_copy(post)
    request.forget()


NOTES: dict[str, NoteHandler] = {_ERASE: _erase}
