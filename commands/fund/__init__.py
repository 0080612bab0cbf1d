"""The solidarity fund: rules for all, requests in private, two approvals, declared payments; it moves no money."""

from pathlib import Path

from commands.fund import asking, clock, deciding, forgotten, ruling
from commands.fund.commands import fund
from commands.fund.sheets import balances
from commands.kit.command import Feature

FEATURE = Feature(
    name="fund",
    folder=Path(__file__).parent,
    commands=(fund,),
    notes=clock.NOTES,
    answers={**asking.ANSWERS, **deciding.ANSWERS, **ruling.ANSWERS},
    plan=clock.plan_all,
    sheets=(balances,),
    forget=forgotten.forget,
    mine=forgotten.mine,
    tidy=forgotten.tidy,
)
