"""Sanctuarised time: the îlot's own rhythm, its sessions, and the bot's silence during them."""

from pathlib import Path

from commands.kit.command import Feature, Happening, Occasion
from commands.reflection import agreement, almanac, commands, forgotten, life, moves, pauses, prompts, synthesis
from storage.desk import Desk


async def _bound(desk: Desk, _what: Happening) -> None:
    """An îlot was given a room: its rhythm, where it has one, begins there."""
    ilot = await desk.ilots.of_room(desk.visit.room_id)
    if ilot is not None:
        await life.plan_next(desk, ilot)


async def _plan(desk: Desk) -> None:
    await life.plan_all(desk)
    await synthesis.plan_synthesis(desk)


FEATURE = Feature(
    name="reflection",
    folder=Path(__file__).parent,
    commands=(commands.times,),
    listeners={Occasion.BOUND: _bound},
    notes={**life.NOTES, **agreement.NOTES, **pauses.NOTES, **synthesis.NOTES},
    answers={**commands.ANSWERS, **moves.ANSWERS, **pauses.ANSWERS, **prompts.ANSWERS},
    things=(agreement.THINGS, moves.THINGS),
    plan=_plan,
    sheets=(almanac.held,),
    dates=(almanac.dates,),
    opening=life.opening,
    forget=forgotten.forget,
    mine=forgotten.mine,
)
