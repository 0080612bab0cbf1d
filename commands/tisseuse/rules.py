"""A rule of the collective's table, in words: shown, read from what somebody types, refused with what to type. Pure."""

from __future__ import annotations

import re

from commands.kit.message import Joined, Lines
from commands.kit.reading import SPAN, DateDoubt, Sight, Unreadable, fold
from commands.tisseuse import messages as say
from storage.settings import RULES, Rule, Target, Topic, Unit, Value
from storage.values import Moment

_COUNT = re.compile(r"(\d{1,4})(?:\s*(?:a|-|–|ou|to)\s*(\d{1,4}))?\s*")
_UNITS = {
    Unit.TIMES: {"", "fois", "messages", "message", "times"},
    Unit.PEOPLE: {"", "personnes", "personne", "people"},
    Unit.DAYS: {"", "jours", "jour", "j", "days", "day"},
    Unit.MONTHS: {"", "mois", "months", "month"},
}
_BY = re.compile(r"^(?:mecanismes?|mechanisms?)?\s*(?:pour|d'ici|au|by|jusqu'au)?\s*(?:le\s+)?", re.IGNORECASE)


def value_in(text: str, rule: Rule, sight: Sight) -> Value | None:
    """« 60 jours », « 3 pour le 30 avril 2022 »; None for what cannot be read, or may not be."""
    said = " ".join(fold(text).split())
    match = _COUNT.match(said)
    if match is None:
        return None
    least, most, rest = int(match[1]), int(match[2] or match[1]), said[match.end() :].strip(" .")
    value = _target(least, most, rest, sight) if rule.is_target else _number(least, rest, rule)
    return value if value is not None and not (match[2] and not rule.is_target) and rule.takes(value) else None


def _number(count: int, rest: str, rule: Rule) -> int | None:
    return count if rest in _UNITS[rule.unit] else None


def _target(least: int, most: int, rest: str, sight: Sight) -> Target | None:
    day = _BY.sub("", rest)
    try:
        return Target(least, most, SPAN.whole(day, sight).last.day) if day else None
    except (DateDoubt, Unreadable):
        return None


# ── said ──


def said(rule: Rule, value: Value) -> say.RuleValue:
    """As it is."""
    if isinstance(value, Target):
        ranged = value.most > value.least
        return say.RuleValue(unit=rule.unit, count=value.least, ranged=ranged, most=value.most, by=Moment(value.by))
    return say.RuleValue(unit=rule.unit, count=value, ranged=False, most=value, by=None)


def bounds(rule: Rule) -> say.RuleBounds:
    """What it may be."""
    return say.RuleBounds(unit=rule.unit, least=rule.least, most=rule.most)


def example(rule: Rule) -> str:
    """What to type behind the rule's word: the usual, which is always right."""
    if isinstance(rule.default, Target):
        return f"{rule.default.least} 31/12/2030"
    return str(rule.default)


def explained(rule: Rule, value: Value) -> say.RuleShown:
    """All of it."""
    return say.RuleShown(
        word=say.RuleWord(name=rule.name),
        what=say.RuleMeaning(name=rule.name),
        value=said(rule, value),
        usual=said(rule, rule.default),
        bounds=bounds(rule),
        hers_alone=len(rule.who) == 1,
        example=example(rule),
    )


def by_topic(values: dict[str, Value]) -> Lines:
    """A line a topic, in the order of the table."""
    lines = []
    for topic in Topic:
        rules = [rule for rule in RULES if rule.topic is topic]
        parts = tuple(
            say.RuleInShort(word=say.RuleWord(name=rule.name), value=said(rule, values[rule.name])) for rule in rules
        )
        lines.append(say.TopicShown(topic=topic, rules=Joined(parts)))
    return Lines(tuple(lines))
