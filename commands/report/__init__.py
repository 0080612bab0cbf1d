"""The Tisseuse's figures: a period's report, in words, in pictures and on paper."""

from pathlib import Path

from commands.kit.command import Feature
from commands.report.commands import report
from commands.report.gathering import keep_last_quarter

FEATURE = Feature(
    name="report",
    folder=Path(__file__).parent,
    commands=(report,),
    tidy=keep_last_quarter,
)
