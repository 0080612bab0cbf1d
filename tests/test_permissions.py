"""Who may type what, and where: every command, as every role, in every kind of room, as the registry says."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from commands.kit.command import Command, Role, Where
from commands.registry import COMMANDS
from tests.playing import Play, full, playing

STRANGER = "@zoe:elsewhere.example"
OTHER = "room:atelier"
PLACES = {"ilot:traboule": Where.ILOT, "tisseuse": Where.TISSEUSE, OTHER: Where.OTHER}
# who, and the rooms they are in besides their private one
PEOPLE = {
    "karim": ("ilot:traboule", OTHER),
    "tisseuse": ("ilot:traboule", "tisseuse"),
    "relais": ("tisseuse",),
    "come": ("tisseuse",),  # of the steering committee, and for once in the Tisseuse's room
    STRANGER: (OTHER,),
}
OFFICES = {"tisseuse", "relais"}
MEMBERS = {"karim", "come", *OFFICES}  # whoever has an office reads what members read
REFUSALS = {"TisseuseOnly", "WrongRoom", "OnlyInPrivate", "MembersOnly", "ClearRoom", "CrowdedRoom"}
CELLS = [(who, place) for who, rooms in PEOPLE.items() for place in (*rooms, *(["dm"] if who != STRANGER else []))]


@pytest.fixture(scope="module")
async def stage() -> AsyncIterator[Play]:
    """The sample collective, a room that is no îlot's, and a guest in the Tisseuse's."""
    async with playing("sqlite://") as play:
        await play.line(room=OTHER, sender=full("karim"), invite=True, encrypted=True)
        await play.line(room=OTHER, sender=STRANGER, join=True)
        await play.line(room="tisseuse", sender=full("come"), join=True)
        yield play


def refusals(command: Command, who: str, place: str) -> set[str]:
    """Which refusals are right there; none for what may be typed."""
    where = PLACES.get(place, Where.PRIVATE)
    if command.who is Role.TISSEUSE and not (who in OFFICES and place == "tisseuse"):
        return {"TisseuseOnly"}
    if not where & command.where:
        return {
            "OnlyInPrivate",
            "WrongRoom",
            *({"ClearRoom", "CrowdedRoom"} if command.where & Where.PRIVATE else set()),
        }
    if command.who is Role.MEMBER and who not in MEMBERS:
        return {"MembersOnly"}
    return set()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_each_cell_is_as_the_registry_says(stage: Play, command: Command) -> None:
    for who, place in CELLS:
        room = f"dm:{full(who)}" if place == "dm" else place
        heard = await stage.says(who, room, f"!{command.name}")
        said = {name for line in heard.lines for name in line.get("says", [])} & REFUSALS
        right = refusals(command, who, place)
        assert (bool(said), said <= right) == (bool(right), True), (command.name, who, place, heard.text)


def test_the_table_has_every_kind_of_room_and_of_person() -> None:
    assert {PLACES.get(place, Where.PRIVATE) for _, place in CELLS} == set(Where.EVERYWHERE)
    assert {role for role in Role if any(command.who is role for command in COMMANDS)} == set(Role)
