"""One's own expected incomings, month by month: for whoever types them, and for nobody else."""

from pathlib import Path

from commands.income import forgotten
from commands.income.commands import income
from commands.income.keeping import THINGS
from commands.kit.command import Feature

FEATURE = Feature(
    name="income",
    folder=Path(__file__).parent,
    commands=(income,),
    things=(THINGS,),
    forget=forgotten.forget,
    mine=forgotten.mine,
)
