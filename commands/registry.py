"""Every feature, in one readable list."""

from __future__ import annotations

from pathlib import Path

from commands import (
    care,
    commons,
    courrier,
    diagnosis,
    distress,
    exchange,
    fund,
    help,
    income,
    linking,
    meeting,
    people,
    reflection,
    report,
    solidarity,
    tisseuse,
    traces,
    trust,
    welcome,
)
from commands.kit.command import Command, Feature

_SPEAKING: tuple[Feature, ...] = (
    exchange.FEATURE,
    commons.FEATURE,
    reflection.FEATURE,
    traces.FEATURE,
    fund.FEATURE,
    diagnosis.FEATURE,
    income.FEATURE,
    meeting.FEATURE,
    people.FEATURE,  # before those that ask who is in a room
    solidarity.FEATURE,
    linking.FEATURE,
    tisseuse.FEATURE,
    welcome.FEATURE,
    trust.FEATURE,
    distress.FEATURE,
)

_REPORT = report.feature_of(_SPEAKING)
_CARE = care.feature_of(_SPEAKING)

FEATURES: tuple[Feature, ...] = (
    _REPORT,  # at night, counts a quarter before its requests lose their authors
    *_SPEAKING,
    _CARE,
    courrier.feature_of(
        tuple(section for feature in _SPEAKING for section in feature.sections),
        tuple(feature.opening for feature in _SPEAKING if feature.opening is not None),
    ),
    help.feature_of(tuple(command for feature in (*_SPEAKING, _REPORT, _CARE) for command in feature.commands)),
)

COMMANDS: tuple[Command, ...] = tuple(command for feature in FEATURES for command in feature.commands)

WORD_FOLDERS: tuple[Path, ...] = (
    Path(__file__).parent / "kit",
    *(feature.folder for feature in FEATURES),
)
