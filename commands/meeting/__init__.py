"""A meeting with the Tisseuse: who and when, agreed by both; what for is written nowhere."""

from pathlib import Path

from commands.kit.command import Feature
from commands.meeting import answering, forgotten
from commands.meeting.asking import ask
from commands.meeting.office import meetings

FEATURE = Feature(
    name="meeting",
    folder=Path(__file__).parent,
    commands=(ask, meetings),
    answers=answering.ANSWERS,
    forget=forgotten.forget,
    mine=forgotten.mine,
    tidy=forgotten.tidy,
)
