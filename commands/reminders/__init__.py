"""One's own deadlines: asked for in private, sealed, told at their hour to nobody else, and gone."""

from pathlib import Path

from commands.kit.command import Feature
from commands.reminders import forgotten
from commands.reminders.clock import NOTES, plan_all, tidy
from commands.reminders.commands import ANSWERS, THINGS, remind_me, reminders

FEATURE = Feature(
    name="reminders",
    folder=Path(__file__).parent,
    commands=(remind_me, reminders),
    notes=NOTES,
    answers=ANSWERS,
    things=(THINGS,),
    plan=plan_all,
    forget=forgotten.forget,
    mine=forgotten.mine,
    tidy=tidy,
)
