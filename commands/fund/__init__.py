"""The solidarity fund: rules for all, requests in private, two approvals, declared payments; it moves no money."""

from pathlib import Path

from commands.fund import asking, clock, commands, correcting, deciding, forgotten, ruling
from commands.fund.sheets import balances
from commands.kit.command import Feature, Occasion

FEATURE = Feature(
    name="fund",
    folder=Path(__file__).parent,
    commands=(commands.fund,),
    notes=clock.NOTES,
    listeners={Occasion.TAKEN_BACK: deciding.taken_back},
    makes={"S": commands.made},
    answers={**correcting.ANSWERS, **asking.ANSWERS, **deciding.ANSWERS, **ruling.ANSWERS},
    plan=clock.plan_all,
    sheets=(balances,),
    forget=forgotten.forget,
    mine=forgotten.mine,
    tidy=forgotten.tidy,
)
