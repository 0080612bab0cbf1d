"""The steering committee (COPIL): its days, its agenda, its decisions, and what is called to mind before and after."""

from pathlib import Path

from commands.kit.command import Feature, Section
from commands.steering.clock import NOTES, plan_all
from commands.steering.commands import THINGS, copil
from commands.steering.news import news

FEATURE = Feature(
    name="steering",
    folder=Path(__file__).parent,
    commands=(copil,),
    notes=NOTES,
    things=(THINGS,),
    sections=(Section(news),),
    plan=plan_all,
)
