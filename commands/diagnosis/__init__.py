"""Diagnoses and paths: what an îlot, or somebody alone, says of strengths and needs; how far each îlot has come."""

from pathlib import Path

from commands.diagnosis import asking, forgotten, reminding
from commands.diagnosis.commands import diagnosis
from commands.diagnosis.keeping import THINGS
from commands.diagnosis.paths import paths
from commands.kit.command import Feature, Section

FEATURE = Feature(
    name="diagnosis",
    folder=Path(__file__).parent,
    commands=(diagnosis, paths),
    notes=reminding.NOTES,
    answers=asking.ANSWERS,
    things=(THINGS,),
    sections=(Section(reminding.news),),
    forget=forgotten.forget,
    mine=forgotten.mine,
)
