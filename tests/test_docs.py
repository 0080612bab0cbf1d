"""The documents say what is so: links lead somewhere, names exist, tables equal the code, examples are played."""

from __future__ import annotations

import ast
import enum
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import storage
from bot.__main__ import OK, OURS, YOURS, cli
from bot.config import all_keys
from bot.dispatch import Outcome
from commands.registry import COMMANDS
from storage.database import Base, Sealed
from storage.drafts import LIFE_OF_NEED, LIFE_OF_OFFER
from storage.errors import BrokenRule
from storage.listings import REOPEN_EXPIRED_DAYS, REOPEN_FULFILLED_DAYS
from storage.queues import KEEP_IDS, KEEP_POISON_TEXT, KEEP_SENT_TEXT
from tests.documents import (
    ARCHITECTURE,
    DECISIONS,
    DOCS,
    GUIDE,
    HOUSE,
    OPERATIONS,
    PRIVACY,
    README,
    WORDS,
    blocks_of,
    codes_in,
    named,
    prose_of,
    rows_of,
    text_of,
)
from tests.playing import Play

# ── links and names ──


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", prose_of(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def dead_links(path: Path, text: str) -> list[str]:
    """Links inside the repository that lead nowhere; those of the world outside are not followed."""
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        where, _, anchor = link.partition("#")
        target = (path.parent / where).resolve() if where else path
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            dead.append(f"{named(path)}: {link}")
    return dead


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert dead_links(path, prose_of(path)) == []


@pytest.mark.parametrize("link", ["nowhere.md", "docs/words.md#no-such-head", "#no-such-head"])
def test_a_dead_link_is_found(link: str) -> None:
    assert dead_links(README, f"[text]({link})")


_FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
_KINDS = (".py", ".md", ".toml", ".ftl", ".lock", ".json", ".db", ".key", ".password")
MADE_WHILE_RUNNING = {
    "config.toml",
    "navette.db",
    "navette.db.key",
    "navette.db.lock",
    "navette.key",
    "navette.password",
    "uv.lock",
}


def missing_files(text: str) -> list[str]:
    """Files named as code that are not there. A bare name may stand anywhere in the house."""
    tops = {path.name for path in HOUSE.iterdir()}
    named = [code for code in codes_in(text) if _FILE.fullmatch(code)]
    paths = [code for code in named if "/" in code and code.split("/")[0] in tops]
    bare = [code for code in named if "/" not in code and code.endswith(_KINDS) and code not in MADE_WHILE_RUNNING]
    inside = {path.name for top in ("bot", "commands", "storage", "tests", "docs") for path in (HOUSE / top).rglob("*")}
    return [path for path in paths if not (HOUSE / path).exists()] + [
        name for name in bare if name not in inside | tops
    ]


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_every_file_that_is_named_exists(path: Path) -> None:
    assert missing_files(prose_of(path)) == []


@pytest.mark.parametrize("code", ["bot/nowhere.py", "nowhere.ftl", "tests/"])
def test_a_missing_file_is_found(code: str) -> None:
    assert bool(missing_files(f"as in `{code}`")) == (code != "tests/")


def test_architecture_names_every_file_of_bot_and_storage_and_every_feature() -> None:
    files = [path for room in ("bot", "storage") for path in (HOUSE / room).glob("*.py") if path.name != "__init__.py"]
    features = [f"{named(path.parent)}/" for path in (HOUSE / "commands").glob("*/__init__.py")]
    assert {*map(named, files), *features} - set(codes_in(text_of(ARCHITECTURE))) == set()


# ── words ──


def _modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(storage.__path__, "storage."):
        if ".migrations" not in found.name:
            yield importlib.import_module(found.name)


def _enumerated() -> set[str]:
    kinds = {each for module in _modules() for each in vars(module).values() if isinstance(each, enum.EnumMeta)}
    return {
        f"{kind.__name__}.{name}"
        for kind in kinds
        if kind.__module__.startswith("storage")
        for name in kind.__members__
    }


def _mapped() -> set[str]:
    list(_modules())
    return {mapper.class_.__name__ for mapper in Base.registry.mappers}


@pytest.mark.parametrize(
    "wanted",
    [_mapped(), _enumerated(), {rule.__name__ for rule in BrokenRule.__subclasses__()}],
    ids=["what is stored", "what values may be", "what rules there are"],
)
def test_words_has_a_french_word_for(wanted: set[str]) -> None:
    assert wanted
    assert wanted - set(codes_in(text_of(WORDS))) == set()


def test_words_names_every_command_in_both_languages() -> None:
    said = {tuple(code for cell in row[:2] for code in codes_in(cell)) for row in rows_of(WORDS)}
    assert {(f"!{command.name}", command.english) for command in COMMANDS} - said == set()


def test_words_speaks_of_no_class_that_is_gone() -> None:
    sources = "\n".join(
        text_of(path) for room in ("bot", "commands", "storage") for path in (HOUSE / room).rglob("*.py")
    )
    names = {code for code in codes_in(text_of(WORDS)) if re.fullmatch(r"[A-Z]\w+(?:\.[A-Z_]+)?", code)}
    gone = [name for name in names if not re.search(rf"^class {name.split('.')[0]}\b", sources, re.MULTILINE)]
    assert gone == []
    assert [name for name in names if "." in name and name not in _enumerated()] == []


# ── tables that equal the code ──


@pytest.mark.parametrize("path", [ARCHITECTURE, OPERATIONS], ids=named)
def test_the_exit_codes_are_those_of_the_code(path: Path) -> None:
    assert {int(row[0]) for row in rows_of(path) if row[0].isdigit()} == {OK, OURS, YOURS}


def test_the_command_line_is_documented() -> None:
    shown = {match[1] for row in rows_of(ARCHITECTURE) if (match := re.match(r"`navette ([\w-]+)", row[0]))}
    known = {str(each.name or getattr(each.callback, "__name__", "")) for each in cli.registered_commands}
    assert shown == known


def test_every_configuration_key_is_explained_and_every_key_named_exists() -> None:
    example, table, explained = text_of(HOUSE / "config.example.toml"), "", set()
    for line in example.splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            table = match[1]
        elif match := re.match(r"(?:# )?(\w+) = ", line):
            explained.add(f"{table}.{match[1]}")
    inline = {"matrix.password", "matrix.access_token"}  # in a sentence of their neighbour
    assert all(f"{key.partition('.')[2]} = " in example for key in inline)
    assert set(all_keys()) - explained - inline == set()
    tables = "|".join({key.split(".")[0] for key in all_keys()})
    named = {
        code for path in DOCS for code in codes_in(prose_of(path)) if re.fullmatch(rf"(?:{tables})\.[a-z_]+", code)
    }
    assert named - set(all_keys()) - _logged() - {"privacy.md"} == set()


def test_every_environment_variable_that_is_named_is_read() -> None:
    named = {each for path in DOCS for each in re.findall(r"NAVETTE_\w+", text_of(path))}
    keys = {f"NAVETTE_{key.upper().replace('.', '__')}" for key in all_keys()}
    assert named - keys - {"NAVETTE_SEAL_KEY"} == set()
    assert '"NAVETTE_SEAL_KEY"' in text_of(HOUSE / "bot/places.py")


def _logged() -> set[str]:
    calls = [
        node
        for path in (HOUSE / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    ]
    mine = [call for call in calls if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)]
    said = [call.args[0] for call in mine if getattr(getattr(call.func, "value", None), "id", "") == "log"]
    return {str(word.value) for word in said if isinstance(word, ast.Constant)}


def test_operations_explains_every_log_line_and_no_other() -> None:
    shown = {code for row in rows_of(OPERATIONS) for code in codes_in(row[0]) if re.fullmatch(r"[a-z]+\.[a-z_]+", code)}
    assert shown == _logged()


def test_privacy_tells_which_columns_are_sealed() -> None:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    sealed = {f"{column.table.name}.{column.name}" for column in columns if isinstance(column.type, Sealed)}
    assert {code for row in rows_of(PRIVACY) if row[-1] == "yes" for code in codes_in(row[1])} == sealed


def test_privacy_speaks_of_every_table() -> None:
    said = {code.split(".")[0] for row in rows_of(PRIVACY) if len(row) == 4 for code in codes_in(row[1])}
    assert said == set(Base.metadata.tables)


def test_the_times_of_keeping_are_those_of_the_code() -> None:
    assert f"{KEEP_POISON_TEXT.days} days" in text_of(PRIVACY)
    assert f"{KEEP_IDS.days} days" in text_of(PRIVACY)
    assert KEEP_SENT_TEXT.days == 1
    assert "a day after it left" in text_of(PRIVACY)
    for days in (LIFE_OF_OFFER.days, LIFE_OF_NEED.days, REOPEN_EXPIRED_DAYS, REOPEN_FULFILLED_DAYS):
        assert f"{days} jours" in text_of(GUIDE)


def test_every_decision_has_its_parts_and_stands_in_the_list() -> None:
    parts = ["Context", "Decision", "Consequences", "Rejected", "Guard"]
    assert all(re.findall(r"^\*\*(\w+)\.\*\*", text_of(path), re.MULTILINE) == parts for path in DECISIONS)
    assert re.findall(r"\((\d{4}[^)]*)\)", text_of(HOUSE / "docs/adr/README.md")) == [path.name for path in DECISIONS]


# ── the rehearsal's contract ──


async def test_the_input_lines_of_the_contract_are_understood(play: Play) -> None:
    lines = [line for block in blocks_of(ARCHITECTURE, "json") for line in block.splitlines() if '"done"' not in line]
    for line in [line for line in lines if '"kind"' not in line]:
        heard = await play.raw(line)
        assert [each for each in heard.lines if "error" in each] == [], line


async def test_the_output_lines_of_the_contract_have_their_keys(play: Play) -> None:
    shown = [json.loads(line) for block in blocks_of(ARCHITECTURE, "json") for line in block.splitlines()]
    heard = await play.says("noa", "ilot:granit", "!voir O10", id="$1")
    assert [list(each) for each in shown if "kind" in each] == [list(heard.lines[0])]
    assert [list(each) for each in shown if "done" in each] == [["done", "outcome", "command"]]


async def test_every_key_and_outcome_of_the_contract_is_told(play: Play) -> None:
    first_cells = {code for row in rows_of(ARCHITECTURE) for code in codes_in(row[0])}
    refusal = str((await play.line(nonsense=True)).lines[0]["error"])
    assert set(refusal.partition("known keys: ")[2].split(", ")) - first_cells == set()
    outcomes = next(row[1] for row in rows_of(ARCHITECTURE) if row[0] == "`outcome`")
    assert set(codes_in(outcomes)) == {each.value for each in Outcome}


async def test_the_pipe_of_the_readme_gives_an_answer(play: Play) -> None:
    lines = [line for block in blocks_of(README, "sh") for line in re.findall(r"echo '(\{.*\})'", block)]
    assert lines
    for line in lines:
        assert (await play.raw(line)).outcome == "answered"
