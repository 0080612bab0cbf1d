"""Who is who: members from rooms, one's own settings, the list of îlots."""

from pathlib import Path

from commands.kit.command import Feature
from commands.people import sheets
from commands.people.commands import ilots, me
from commands.people.forgotten import forget, mine
from commands.people.presence import LISTENERS

FEATURE = Feature(
    name="people",
    folder=Path(__file__).parent,
    commands=(ilots, me),
    listeners=LISTENERS,
    sheets=(sheets.ilots,),
    forget=forget,
    mine=mine,
)
