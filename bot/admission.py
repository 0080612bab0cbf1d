"""Who may give a command, and where; what is said to whoever may not."""

from __future__ import annotations

from commands.kit import messages as say
from commands.kit.command import Command, Role, Where
from commands.kit.message import Message, Refusal
from storage.desk import Desk
from storage.rooms import RoomKind

_PLACES = {RoomKind.PRIVATE: Where.PRIVATE, RoomKind.ADMIN: Where.TISSEUSE}


async def check_place_and_person(desk: Desk, command: Command, *, anywhere: bool = False) -> None:
    """Raises Refusal. Rank is checked first: a command of the Tisseuse's says no more than that elsewhere."""
    visit = desk.visit
    if command.who is Role.TISSEUSE and visit.office is None:
        raise Refusal(say.TisseuseOnly())
    if not anywhere and not _place(desk) & command.where:
        raise Refusal(await _wrong_room(desk, command))
    if command.who is Role.MEMBER and not await _is_member(desk):
        raise Refusal(say.MembersOnly())


async def _wrong_room(desk: Desk, command: Command) -> Message:
    """Why not here: a conversation with the bot is private only when it is encrypted, and for two."""
    room = await desk.rooms.find(desk.visit.room_id)
    others = len(await desk.rooms.occupants(room)) if room is not None else 0
    if room is not None and command.where & Where.PRIVATE and not room.is_admin:
        if not room.encrypted and others == 1:
            return say.ClearRoom(command=command.name)
        if room.encrypted and others == 2:
            return say.CrowdedRoom(command=command.name)
    if command.where == Where.PRIVATE:
        return say.OnlyInPrivate(command=command.name)
    return say.WrongRoom(command=command.name, in_private=bool(command.where & Where.PRIVATE))


def _place(desk: Desk) -> Where:
    if desk.visit.ilot is not None:
        return Where.ILOT
    return _PLACES.get(desk.visit.room_kind, Where.OTHER)


async def _is_member(desk: Desk) -> bool:
    person = desk.visit.person
    if person is not None and desk.visit.ilot is not None:
        return True  # whoever speaks in an îlot's room is a member, or has an office
    return person is not None and (person.office is not None or bool(await desk.my_ilots()))
