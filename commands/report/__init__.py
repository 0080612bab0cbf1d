"""The Tisseuse's figures: a period's report, in words, in pictures and on paper; her week."""

from collections.abc import Iterable
from pathlib import Path

from commands.kit.command import Feature
from commands.report import sheets
from commands.report.commands import report
from commands.report.gathering import keep_last_quarter
from commands.report.week import ROUNDS, notes, week_command


def feature_of(others: Iterable[Feature]) -> Feature:
    """With what every feature has to say in her week."""
    known = tuple(others)
    to_do = tuple(part for feature in known for part in feature.to_do)
    lines = tuple(line for feature in known for line in feature.week)
    return Feature(
        name="report",
        folder=Path(__file__).parent,
        commands=(report, week_command(to_do, lines)),
        sheets=(sheets.solidarity,),
        figures=(sheets.period,),
        notes=notes(to_do, lines),
        rounds=ROUNDS,
        tidy=keep_last_quarter,
    )
