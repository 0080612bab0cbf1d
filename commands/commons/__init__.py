"""What people have in common: proposed in an îlot, joined from any, until it is finished or dropped."""

from pathlib import Path

from commands.commons import forgotten
from commands.commons.board import commons
from commands.commons.making import common
from commands.commons.news import news
from commands.commons.presence import LISTENERS
from commands.commons.sheets import by_state
from commands.commons.taps import THINGS
from commands.kit.command import Feature, Section

FEATURE = Feature(
    name="commons",
    folder=Path(__file__).parent,
    commands=(common, commons),
    listeners=LISTENERS,
    things=(THINGS,),
    sections=(Section(news, board="communs"),),
    sheets=(by_state,),
    forget=forgotten.forget,
    mine=forgotten.mine,
)
