"""`!cadre`: what the collective knows about contracts and rights, who answers for it, and how old that is."""

from pathlib import Path

from commands.framework import forgotten
from commands.framework.commands import THINGS, framework
from commands.framework.office import ANSWERS, to_review
from commands.kit.command import Feature

FEATURE = Feature(
    name="framework",
    folder=Path(__file__).parent,
    commands=(framework,),
    answers=ANSWERS,
    things=(THINGS,),
    to_do=(to_review,),
    forget=forgotten.forget,
    mine=forgotten.mine,
)
