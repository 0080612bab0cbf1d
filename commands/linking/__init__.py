"""The Tisseuse brings people together: what could go together, and each side's yes before they hear of each other."""

from pathlib import Path

from commands.kit.command import Feature
from commands.linking import forgotten
from commands.linking.asking import ANSWERS, NOTES, link, plan_all
from commands.linking.possible import possible_links

FEATURE = Feature(
    name="linking",
    folder=Path(__file__).parent,
    commands=(link,),
    notes=NOTES,
    answers=ANSWERS,
    plan=plan_all,
    week=(possible_links,),
    forget=forgotten.forget,
    mine=forgotten.mine,
    tidy=forgotten.tidy,
)
