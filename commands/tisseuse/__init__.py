"""The Tisseuse's room: invitations, îlots and their rooms, rules that may be changed, the health of the bot."""

from pathlib import Path

from commands.kit.command import Feature
from commands.tisseuse.commands import ilot, state
from commands.tisseuse.invitations import ANSWERS, LISTENERS
from commands.tisseuse.settings import ANSWERS as SETTING_ANSWERS
from commands.tisseuse.settings import settings

FEATURE = Feature(
    name="tisseuse",
    folder=Path(__file__).parent,
    commands=(ilot, state, settings),
    listeners=LISTENERS,
    answers={**ANSWERS, **SETTING_ANSWERS},
)
