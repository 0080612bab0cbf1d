"""The catalogue of commands: each shows how to type it, in both languages, and every paper agrees."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import tomllib

import pytest

from bot.config import Config, all_keys, load
from bot.reference import PAGE, page
from bot.words import Words
from commands.help.commands import overview
from commands.kit.command import Command, Group, Role, Where
from commands.kit.find import lookup
from commands.kit.reading import Sight, fold, read_command
from commands.registry import COMMANDS, FEATURES, WORD_FOLDERS
from storage.people import Language
from tests.playing import Play
from tests.test_catalogue import BY_LANGUAGE, HOUSE, TODAY, WORDS, strays

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


_HERS = {"bilan", "semaine", "export"}
_LISTS = {"offres", "ilots", "demandes", "donnees", "communs", "mecanismes", "mecanisme", "cadre", "agenda", *_HERS}
_REQUESTS = {"annule": "S-B2Z", "demande": "S-T5F"}  # Erwan's; one that nobody took yet
_OF_HERS, _OUTCOME = (
    {"annule": "erwan"},
    dict.fromkeys(["solidarite", "avis", "oublie-moi", "annonce", "diagnostic"], "asked"),
)
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


def test_no_two_features_keep_things_under_one_letter() -> None:
    letters = [letter for feature in FEATURES for each in feature.things for letter in each.letters]
    assert sorted(letters) == sorted(set(letters))


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
