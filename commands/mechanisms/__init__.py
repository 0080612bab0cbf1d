"""Mechanisms of solidarity: their sheets, proposed by anybody, put in place by the Tisseuse, judged without a name."""

from pathlib import Path

from commands.kit.command import Feature, Section, Things
from commands.mechanisms import forgotten, reviewing, rounds, tallied
from commands.mechanisms.commands import ABOUT, erase, mechanism, mechanisms
from commands.mechanisms.news import line_of, news
from commands.mechanisms.reviewing import review
from storage.mechanisms import LETTER

FEATURE = Feature(
    name="mechanisms",
    folder=Path(__file__).parent,
    commands=(mechanisms, mechanism, review),
    notes=rounds.NOTES,
    answers=reviewing.ANSWERS,
    plan=rounds.plan_all,
    things=(Things(letters=frozenset({LETTER}), erase=erase, show="mecanisme", line=line_of, about=ABOUT),),
    sections=(Section(news),),
    sheets=(tallied.listed,),
    forget=forgotten.forget,
    mine=forgotten.mine,
)
