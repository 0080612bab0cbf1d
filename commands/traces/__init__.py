"""Traces: what people keep of their way of working, and the anthology that some of them agree to be in."""

from pathlib import Path

from commands.kit.command import Feature, Section
from commands.traces import consent, forgotten, recueil, together
from commands.traces.keeping import trace
from commands.traces.sheets import shared
from commands.traces.shown import news
from commands.traces.taps import THINGS

FEATURE = Feature(
    name="traces",
    folder=Path(__file__).parent,
    commands=(trace, recueil.recueil),
    notes=together.NOTES,
    answers={**consent.ANSWERS, **recueil.ANSWERS},
    things=(THINGS,),
    sections=(Section(news),),
    sheets=(shared,),
    forget=forgotten.forget,
    mine=forgotten.mine,
)
