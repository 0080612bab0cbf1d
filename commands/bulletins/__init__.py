"""What the Tisseuse tells every îlot: announcements, urgent ones, and what is worth reading."""

from pathlib import Path

from commands.bulletins.commands import ANSWERS, NOTES, THINGS, annonce, tidy, veille
from commands.bulletins.news import news
from commands.kit.command import Feature, Section

FEATURE = Feature(
    name="bulletins",
    folder=Path(__file__).parent,
    commands=(annonce, veille),
    answers=ANSWERS,
    notes=NOTES,
    things=(THINGS,),
    sections=(Section(news),),
    tidy=tidy,
)
