"""The catalogue: every sentence is worded in both languages, and no words stand there that nothing says."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import itertools
import re
import types
import typing
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import commands.safe.messages  # noqa: F401 - of another bot: the registry does not know it
from bot.app import all_words
from bot.words import LANGUAGES
from commands.kit import messages as say
from commands.kit.command import Group
from commands.kit.message import Joined, Lines, Mention, Message, Phrase, Quoting, RuleSaid
from commands.kit.speech import Begin, MonthName, ShortDay, ShortMonth, WeekdayName
from commands.registry import COMMANDS, WORD_FOLDERS
from storage.desk import Sayable
from storage.errors import BrokenRule
from storage.people import Language
from storage.values import Moment, Place, Price, PriceKind, PriceUnit, Ref, Span

HOUSE = Path(__file__).parent.parent
TODAY = dt.date(2021, 4, 14)
WORDS = all_words()


def _below(root: type) -> Iterator[type]:
    children: list[type] = root.__subclasses__()
    for child in children:
        yield child
        yield from _below(child)


MESSAGES = sorted(
    {each for each in _below(Message) if each.__module__.startswith("commands.") and each is not Quoting},
    key=lambda each: each.__name__,
)
RULES = sorted(
    {each for each in _below(BrokenRule) if each.__module__ == "storage.errors"}, key=lambda each: each.__name__
)
BY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


# ── samples of what fills the words ──


def samples(kind: Any) -> list[object]:
    """Plausible values of a field's type; all of an enum's, since words may turn on each."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return [value for each in args if each is not type(None) for value in samples(each)]
    if origin is typing.Literal:
        return list(args)
    if origin is tuple:
        return [("@ines:a.example", "@ines:b.example")]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)
    if isinstance(kind, type) and issubclass(kind, Message) and kind is not Message:
        return list(itertools.islice(made_of(kind), 1))
    return _SAMPLES[kind]


_DAY, _PART = dt.date(2021, 4, 16), say.Proposal(word="offre")
_HOUR = Moment(_DAY, dt.time(14))
_SAMPLES: dict[Any, list[object]] = {
    str: ["Montage vidéo"],
    **{each: [0, 1, 2] for each in (int, float)},
    bool: [True, False],
    object: [_PART],
    Ref: [Ref("O", 12)],
    dt.time: [dt.time(19), dt.time(7, 30)],
    Begin: [Begin(Span(_HOUR, Moment(_DAY, dt.time(16))))],
    Moment: [Moment(_DAY), _HOUR],
    Span: [Span(_HOUR), Span(Moment(_DAY), Moment(dt.date(2021, 4, 18))), Span(Moment(_DAY), approximate=True)],
    Price: [Price(PriceKind.PAID, 15000, unit=PriceUnit.DAY)],
    Place: [Place("Rennes")],
    Joined: [Joined((_PART, "deux")), Joined((_PART,))],
    Lines: [Lines((_PART, "deux"))],
    Phrase: [Phrase("offre.summary")],
    Mention: [Mention("@noa:archipel.example", "Noa")],
    Message: [_PART],
    Sayable: [_PART],
    **{kind: [kind(4)] for kind in (MonthName, ShortMonth)},
    WeekdayName: [WeekdayName(_DAY)],
    ShortDay: [ShortDay(_DAY)],
    dt.date: [_DAY],
    dt.datetime: [dt.datetime(2021, 4, 16, 14, tzinfo=dt.UTC)],
}


def made_of(kind: type) -> Iterator[Any]:
    """The message or rule with every combination of samples."""
    hints = _hints_of(kind)
    for values in itertools.product(*(samples(each) for each in hints.values())):
        yield kind(**dict(zip(hints, values, strict=True)))


def _hints_of(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind.__init__ if issubclass(kind, BrokenRule) else kind)
    return {name: hints[name] for name in _fields(kind)}


def _fields(kind: type) -> list[str]:
    if issubclass(kind, BrokenRule):
        return list(inspect.signature(kind).parameters)
    return list(typing.cast(type[Message], kind).model_fields)


# ── sentences ──

_STRAY = re.compile(
    r"[{}\ue000\ue001\u2068\u2069]|(?:^|\n)\s*[·,]|·\s*(?:$|\n)|·\s*·|\n\s*\n| {2,}|\(\s*\)|«\s*»|\*\*|^\s|\s$"
)


def strays(text: str) -> list[str]:
    """What a reader would stumble over: separators with nothing beside them, empty lines, unfilled places."""
    return _STRAY.findall(text)


@pytest.mark.parametrize("text", ["a ·", "· a", "a · · b", "a\n\nb", "a {x}", "", "a ()"])
def test_strays_are_seen(text: str) -> None:
    assert strays(text) or not text


_INSIDE_ANOTHER = {"EndAlone", "EndWith"}  # they begin with the mark that joins them to what they end


def _is_worded(made: Message, language: Language) -> bool:
    worded, name = WORDS.say(made, language, TODAY), type(made).__name__
    body = worded.text.body
    return bool(body.strip()) and worded.says[0] == name and (name in _INSIDE_ANOTHER or not strays(body))


@BY_LANGUAGE
def test_every_message_is_worded(language: Language) -> None:
    assert [made for kind in MESSAGES for made in made_of(kind) if not _is_worded(made, language)] == []


@BY_LANGUAGE
def test_every_broken_rule_is_worded(language: Language) -> None:
    said = {rule: WORDS.say(RuleSaid(rule), language, TODAY).text.body for kind in RULES for rule in made_of(kind)}
    assert {rule: body for rule, body in said.items() if strays(body)} == {}


# ── words ──


def _entries(language: Language) -> dict[str, fluent.Message]:
    found: dict[str, fluent.Message] = {}
    for folder in WORD_FOLDERS:
        resource = FluentParser().parse((folder / f"{language}.ftl").read_text("utf-8"))
        junk = [entry for entry in resource.body if isinstance(entry, fluent.Junk)]
        assert junk == [], f"{folder}/{language}.ftl"
        for entry in resource.body:
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}"
                found[entry.id.name] = entry
    return found


ENTRIES = {language: _entries(language) for language in LANGUAGES}


def _places(node: Any) -> set[str]:
    """Names of what the words leave open."""
    if isinstance(node, fluent.VariableReference):
        return {node.id.name}
    children = vars(node).values() if isinstance(node, fluent.BaseNode) else node if isinstance(node, list) else ()
    return set().union(*(_places(child) for child in children if isinstance(child, fluent.BaseNode | list)))


def _open_places(kind: type) -> set[str]:
    """In either language."""
    return set().union(*(_places(ENTRIES[language][kind.__name__].value) for language in LANGUAGES))


def test_words_leave_open_just_what_the_sentence_fills() -> None:
    unfilled = {kind: _open_places(kind) - set(_fields(kind)) for kind in (*MESSAGES, *RULES)}
    assert {kind: places for kind, places in unfilled.items() if places} == {}


def test_every_field_is_said_in_a_language() -> None:
    """But a reference, which a test or a card looks for."""
    spoken = {kind: {name for name, hint in _hints_of(kind).items() if hint is not Ref} for kind in (*MESSAGES, *RULES)}
    unsaid = {kind: names - _open_places(kind) for kind, names in spoken.items()}
    assert {kind: names for kind, names in unsaid.items() if names} == {}


def test_both_languages_have_the_same_words() -> None:
    shapes = {
        language: {(name, attribute.id.name) for name, entry in found.items() for attribute in entry.attributes}
        | {(name, "") for name in found}
        for language, found in ENTRIES.items()
    }
    assert shapes["fr"] ^ shapes["en"] == set()


def _constants() -> set[str]:
    trees = [
        ast.parse(path.read_text("utf-8")) for room in ("bot", "commands") for path in (HOUSE / room).rglob("*.py")
    ]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _composed_keys() -> set[str]:
    """Keys that code puts together from an enum."""
    kinds = {kind.value.replace("_", "-") for kind in PriceKind}
    keys = {f"price-{kind}" for kind in kinds - {"paid"}} | {f"price-{kind}-beside" for kind in kinds - {"paid"}}
    keys |= {f"unit-{unit.value.replace('_', '-')}" for unit in PriceUnit}
    keys |= {f"ask-{name}" for command in COMMANDS for name, key in command.args.keyed().items() if key.asked}
    shown = {command.group for command in COMMANDS}
    return keys | {f"help-group-{group.value}" for group in Group if group in shown}


def test_words_put_together_from_enums_are_there() -> None:
    for language in LANGUAGES:
        assert _composed_keys() - set(ENTRIES[language]) == set()


def _unsaid(keys: Iterable[str]) -> set[str]:
    known = {kind.__name__ for kind in (*MESSAGES, *RULES)} | {command.name for command in COMMANDS}
    return set(keys) - known - _composed_keys() - _constants()


def _misnamed(words: str, language: Language) -> list[str]:
    """What is shown to be typed behind a `!` and is no command's name in that language."""
    named = {each for command in COMMANDS for each in ((command.name, *command.words) if language == "fr" else [])}
    named |= {command.english for command in COMMANDS if language == "en"}
    return [word for word in re.findall(r"!([a-z][\w-]*)", words) if word not in named]


@BY_LANGUAGE
def test_words_name_commands_as_their_readers_type_them(language: Language) -> None:
    found = {
        folder.name: _misnamed((folder / f"{language}.ftl").read_text("utf-8"), language) for folder in WORD_FOLDERS
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_a_command_named_in_the_other_language_is_seen() -> None:
    assert _misnamed("`!offres page 2` or `!board`", "en") == ["offres"]
    assert _misnamed("`!objet` ou `!board`", "fr") == ["board"]


@BY_LANGUAGE
def test_words_are_quoted_as_their_language_does(language: Language) -> None:
    foreign = "“”" if language == "fr" else "«»"
    texts = {folder.name: (folder / f"{language}.ftl").read_text("utf-8") for folder in WORD_FOLDERS}
    assert [name for name, text in texts.items() if any(mark in text for mark in foreign)] == []


@BY_LANGUAGE
def test_there_are_no_words_that_nothing_says(language: Language) -> None:
    assert _unsaid(ENTRIES[language]) == set()


def test_words_that_nothing_says_are_seen() -> None:
    assert _unsaid(["ListingPosted", "Nobody" + "SaysThis", "price-free"]) == {"NobodySaysThis"}


def _used_names() -> set[str]:
    trees = [
        ast.parse(path.read_text("utf-8"))
        for room in ("bot", "commands", "storage")
        for path in (HOUSE / room).rglob("*.py")
    ]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)} | {
        node.id for node in nodes if isinstance(node, ast.Name)
    }


def test_there_is_no_sentence_that_nobody_says() -> None:
    used = _used_names()
    assert [kind.__name__ for kind in (*MESSAGES, *RULES) if kind.__name__ not in used] == []


@BY_LANGUAGE
def test_words_never_turn_on_what_a_person_typed(language: Language) -> None:
    """Typed text stands behind a slot, so a selector on it would always choose its default."""
    turning = {kind: _selectors(ENTRIES[language][kind.__name__]) & _typed(kind) for kind in MESSAGES}
    assert {kind: names for kind, names in turning.items() if names} == {}


def _typed(kind: type[Message]) -> set[str]:
    return {name for name, field in kind.model_fields.items() if field.annotation is str}


class _Selectors(Visitor):
    """Collects the variables that a sentence turns on."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802 - the visitor's own naming
        """One of them, and those inside its variants."""
        if isinstance(node.selector, fluent.VariableReference):
            self.names.add(node.selector.id.name)
        self.generic_visit(node)


def _selectors(entry: fluent.Message) -> set[str]:
    visitor = _Selectors()
    visitor.visit(entry)
    return visitor.names
