"""Every feature, in one readable list."""

from __future__ import annotations

from pathlib import Path

from commands import (
    agenda,
    bulletins,
    care,
    commons,
    courrier,
    diagnosis,
    distress,
    exchange,
    exports,
    framework,
    fund,
    help,
    income,
    linking,
    mechanisms,
    meeting,
    people,
    reflection,
    reminders,
    report,
    solidarity,
    steering,
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
    mechanisms.FEATURE,
    framework.FEATURE,
    reminders.FEATURE,
    diagnosis.FEATURE,
    income.FEATURE,
    meeting.FEATURE,
    people.FEATURE,  # before those that ask who is in a room
    solidarity.FEATURE,
    linking.FEATURE,
    tisseuse.FEATURE,
    steering.FEATURE,
    bulletins.FEATURE,
    welcome.FEATURE,
    trust.FEATURE,
    distress.FEATURE,
)

_REPORT = report.feature_of(_SPEAKING)
# a courrier leaves out what does not fit: never what concerns everybody
_FIRST = {"bulletins": 0, "steering": 0, "mechanisms": 1}
_TOLD = sorted(_SPEAKING, key=lambda feature: _FIRST.get(feature.name, len(_FIRST)))

_CARE = care.feature_of(_SPEAKING)
_EXPORTS = exports.feature_of((*_SPEAKING, _REPORT))
_AGENDA = agenda.feature_of((*_SPEAKING, _EXPORTS))
_HELPED = (*_SPEAKING, _REPORT, _CARE, _EXPORTS, _AGENDA)

FEATURES: tuple[Feature, ...] = (
    _REPORT,  # at night, counts a quarter before its requests lose their authors
    *_SPEAKING,
    _CARE,
    _EXPORTS,
    _AGENDA,
    courrier.feature_of(
        tuple(section for feature in _TOLD for section in feature.sections),
        tuple(feature.opening for feature in _SPEAKING if feature.opening is not None),
    ),
    help.feature_of(tuple(command for feature in _HELPED for command in feature.commands)),
)

COMMANDS: tuple[Command, ...] = tuple(command for feature in FEATURES for command in feature.commands)

WORD_FOLDERS: tuple[Path, ...] = (
    Path(__file__).parent / "kit",
    *(feature.folder for feature in FEATURES),
    Path(__file__).parent / "safe",  # of another bot: what is said when this one cannot start
)
