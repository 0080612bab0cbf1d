"""The catalogue: every sentence is worded in both languages, every command shows how to type it, every paper agrees."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import itertools
import re
import tomllib
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

from bot.app import all_words
from bot.config import Config, all_keys, load
from bot.reference import PAGE, page
from bot.words import LANGUAGES, Words
from commands.help.commands import overview
from commands.kit import messages as say
from commands.kit.command import Command, Group, Role, Where
from commands.kit.find import lookup
from commands.kit.message import Joined, Lines, Mention, Message, Phrase, Quoting, RuleSaid
from commands.kit.reading import Sight, fold, read_command
from commands.kit.speech import Begin, MonthName, ShortDay, ShortMonth, WeekdayName
from commands.registry import COMMANDS, FEATURES, WORD_FOLDERS
from storage.desk import Sayable
from storage.errors import BrokenRule
from storage.people import Language
from storage.values import Moment, Place, Price, PriceKind, PriceUnit, Ref, Span
from tests.playing import Play

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


_DAY = dt.date(2021, 4, 16)
_HOUR = Moment(_DAY, dt.time(14))
_PART = say.Proposal(word="offre")
_SAMPLES: dict[Any, list[object]] = {
    str: ["Montage vidéo"],
    **{each: [1, 2, 30] for each in (int, float)},
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


@BY_LANGUAGE
@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
def test_a_message_is_worded(kind: type[Message], language: Language) -> None:
    for made in made_of(kind):
        worded = WORDS.say(made, language, TODAY)
        assert worded.text.body.strip()
        assert worded.says[0] == kind.__name__
        if kind.__name__ not in _INSIDE_ANOTHER:
            assert strays(worded.text.body) == []


_INSIDE_ANOTHER = {"EndAlone", "EndWith"}  # they begin with the mark that joins them to what they end


@BY_LANGUAGE
@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.__name__)
def test_a_broken_rule_is_worded(kind: type[BrokenRule], language: Language) -> None:
    for made in made_of(kind):
        assert strays(WORDS.say(RuleSaid(made), language, TODAY).text.body) == []


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


@pytest.mark.parametrize("kind", [*MESSAGES, *RULES], ids=lambda kind: kind.__name__)
def test_words_leave_open_just_what_the_sentence_fills(kind: type) -> None:
    open_places = {language: _places(ENTRIES[language][kind.__name__].value) for language in LANGUAGES}
    assert [language for language, places in open_places.items() if places - set(_fields(kind))] == []
    told_apart = {name for name, hint in _hints_of(kind).items() if hint is Ref}  # a test or a card looks for it
    assert set(_fields(kind)) - told_apart <= set().union(*open_places.values()), "a field that no language says"


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


# ── commands ──

SIGHT = Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))))
BY_COMMAND = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


@BY_LANGUAGE
@BY_COMMAND
def test_a_command_has_its_words(command: Command, language: Language) -> None:
    dictionary = WORDS.dictionary(language)
    needed = ["summary", "example", "short", *(["ask"] if command.args.title_field else [])]
    assert [name for name in needed if not dictionary.has(f"{command.name}.{name}")] == []
    first = command.english if language == "en" else command.name
    for name in ("example", "short"):
        assert dictionary.phrase(f"{command.name}.{name}").startswith(f"!{first}")


@BY_LANGUAGE
@BY_COMMAND
def test_an_example_can_be_read(command: Command, language: Language) -> None:
    called = read_command(WORDS.dictionary(language).phrase(f"{command.name}.example"))
    assert called is not None
    assert lookup(called.word, COMMANDS) is command
    command.args.read(called.text, SIGHT, command.name)


_BY_AUTHOR = {"pourvu", "retire", "prolonge"}


@BY_LANGUAGE
async def test_every_example_runs(play: Play, language: Language) -> None:
    await play.says("salome", "ilot:morvan", f"!moi langue {language}")
    for command in sorted(COMMANDS, key=lambda command: command.name == "retire"):
        text = WORDS.dictionary(language).phrase(f"{command.name}.example").replace("O12", "O10")  # one that is open
        text = text.replace("Granit", "Ardoise").replace("S-K4P", _REQUESTS.get(command.name, ""))
        who = await _author_of(play, text) if command.name in _BY_AUTHOR else _OF_HERS.get(command.name, "salome")
        office = command.who is Role.TISSEUSE
        room = "tisseuse" if office else _IN_A_ROOM.get(command.name, f"dm:{_id(who)}")
        heard = await play.says("tisseuse" if office else who, room, text)
        assert (heard.outcome, heard.command) == (_OUTCOME.get(command.name, "answered"), command.english), text
        assert len(heard.text.splitlines()) <= (
            14 if command.name == "aide" else 12 if command.name in _LISTS else 5
        ), heard.text
        assert strays(heard.text) == []


_LISTS = {"offres", "ilots", "demandes", "donnees", "communs"}
_REQUESTS = {"annule": "S-B2Z", "demande": "S-T5F"}  # Erwan's; one that nobody took yet
_OF_HERS, _OUTCOME = {"annule": "erwan"}, {"solidarite": "asked", "oublie-moi": "asked", "diagnostic": "asked"}
_IN_A_ROOM = {"temps": "ilot:morvan", "commun": "ilot:morvan"}


async def _author_of(play: Play, text: str) -> str:
    found = re.search(r"\b[OBI]\d+\b", text)
    assert found is not None
    return str((await play.listing(found[0]))["author"])


def _id(who: str) -> str:
    return who if who.startswith("@") else f"@{who}:archipel.example"


def test_no_two_commands_answer_to_the_same_word() -> None:
    words = [word for command in COMMANDS for word in command.all_words]
    assert sorted(words) == sorted(set(words))


def test_no_command_hides_a_reference() -> None:
    assert [word for command in COMMANDS for word in command.all_words if re.fullmatch(r"[a-z]\d+", word)] == []


def test_a_command_that_is_for_the_tisseuse_is_for_her_room() -> None:
    for command in COMMANDS:
        hers = command.where in {Where.TISSEUSE, Where.TISSEUSE | Where.PRIVATE}  # in private: whoever stands in
        assert (command.who is Role.TISSEUSE) == hers == (command.group is Group.OFFICE), command.name


@BY_LANGUAGE
@pytest.mark.parametrize("office", [False, True])
def test_help_shows_every_command(language: Language, *, office: bool) -> None:
    body = WORDS.say(overview(COMMANDS, office=office), language, TODAY).text.body
    for command in COMMANDS:
        shown = WORDS.dictionary(language).phrase(f"{command.name}.short") in body
        assert shown == (office or command.who is not Role.TISSEUSE), command.name
    assert len(body.splitlines()) <= 14
    assert strays(body) == []


def test_the_features_stand_in_one_list_each_once() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert [feature.name for feature in FEATURES if fold(feature.name) != feature.name] == []


# ── papers ──


def test_the_command_page_says_what_the_registry_says() -> None:
    assert PAGE.read_text("utf-8") == page(Words(WORD_FOLDERS)), "type: python3 dev docs"


def test_every_command_has_its_part_of_the_page() -> None:
    text = PAGE.read_text("utf-8")
    assert [command.name for command in COMMANDS if f"## `!{command.name}` · `!{command.english}`" not in text] == []


EXAMPLE = HOUSE / "config.example.toml"


def test_the_example_configuration_loads_as_it_is() -> None:
    assert load(EXAMPLE).matrix.homeserver == Config().matrix.homeserver


def test_the_example_configuration_shows_every_key_and_its_default() -> None:
    text, shown = EXAMPLE.read_text("utf-8"), tomllib.loads(EXAMPLE.read_text("utf-8"))
    defaults = Config().model_dump(mode="json")
    for key in all_keys():
        table, _, name = key.partition(".")
        if defaults[table][name] is None:
            assert re.search(rf"^#.*\b{name} = ", text, re.MULTILINE), key
        else:
            assert shown[table][name] == defaults[table][name], key


def test_the_example_configuration_explains_every_key() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for before, line in itertools.pairwise(lines):
        if re.match(r"[a-z_]+ = ", line):
            assert before.startswith("# "), line


@BY_LANGUAGE
@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_words_never_turn_on_what_a_person_typed(message: type[Message], language: Language) -> None:
    """Typed text stands behind a slot, so a selector on it would always choose its default."""
    entry = ENTRIES[language].get(message.__name__)
    turning = {name for name in _selectors(entry) if message.model_fields[name].annotation is str} if entry else set()
    assert not turning


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
