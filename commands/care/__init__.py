"""What is kept about people: told, given to them, taken away with them, and let go when its time is over."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from commands.care.forgetting import FORGET_ME, forget_me_command, forget_those_apart, settle
from commands.care.telling import data_command, mine
from commands.kit.command import Feature


def feature_of(others: Iterable[Feature]) -> Feature:
    """Knows what those features keep."""
    known = tuple(others)
    return Feature(
        name="care",
        folder=Path(__file__).parent,
        commands=(data_command(known), forget_me_command()),
        answers={FORGET_ME: partial(settle, known)},
        mine=mine,
        tidy=partial(forget_those_apart, known),
    )
