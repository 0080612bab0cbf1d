"""What waits for the Tisseuse's room to be theirs again, and what is erased when its time has come."""

from __future__ import annotations

from commands.kit.command import Happening
from commands.solidarity.own import erase_words
from commands.solidarity.places import open_thread, show_state
from storage.desk import Desk
from storage.posts import Role
from storage.requests import KEPT, SolidarityRequest
from storage.values import Ref


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


async def tidy(desk: Desk) -> None:
    """At night: 30 days after the end: its name, its type and its quarter stay."""
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
