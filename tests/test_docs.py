"""The documents say what is so: links lead somewhere, names exist, tables equal the code, examples are played."""

from __future__ import annotations

import ast
import enum
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import storage
from bot.__main__ import OK, OURS, YOURS, cli
from bot.config import all_keys
from bot.dispatch import Outcome
from bot.transcript import without
from commands.kit.command import Role
from commands.kit.find import lookup
from commands.kit.reading import read_command, read_ref
from commands.registry import COMMANDS
from storage.database import Base, Sealed
from storage.drafts import LIFE_OF_NEED, LIFE_OF_OFFER
from storage.errors import BrokenRule
from storage.listings import REOPEN_EXPIRED_DAYS, REOPEN_FULFILLED_DAYS
from storage.queues import KEEP_IDS, KEEP_POISON_TEXT, KEEP_SENT_TEXT
from tests.playing import ARCHIPEL, Heard, Play, full, playing, unspaced

HOUSE = Path(__file__).parent.parent
DOCS = sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md")])
GUIDE, README, WORDS = HOUSE / "docs/guide.fr.md", HOUSE / "README.md", HOUSE / "docs/words.md"
ARCHITECTURE, OPERATIONS, PRIVACY = (HOUSE / f"docs/{name}.md" for name in ("architecture", "operations", "privacy"))
DECISIONS = sorted((HOUSE / "docs/adr").glob("[0-9]*.md"))
PEOPLE = json.loads(ARCHIPEL.read_text("utf-8"))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


def _name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _prose(path: Path) -> str:
    """Without its fenced blocks."""
    return _FENCE.sub("", _text(path))


def _blocks(path: Path, language: str) -> list[str]:
    return [block for kind, block in _FENCE.findall(_text(path)) if kind == language]


def _rows(path: Path) -> list[list[str]]:
    """The cells of every table row."""
    lines = [line for line in _prose(path).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def _codes(text: str) -> list[str]:
    return _CODE.findall(text)


# ── links and names ──


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", _prose(path), re.MULTILINE)
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
            dead.append(f"{_name(path)}: {link}")
    return dead


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert dead_links(path, _prose(path)) == []


@pytest.mark.parametrize("link", ["nowhere.md", "docs/words.md#no-such-head", "#no-such-head"])
def test_a_dead_link_is_found(link: str) -> None:
    assert dead_links(README, f"[text]({link})")


_FILE = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
_KINDS = (".py", ".md", ".toml", ".ftl", ".lock", ".json", ".db", ".key", ".password")
MADE_WHILE_RUNNING = {"config.toml", "navette.db", "navette.db.lock", "navette.key", "navette.password", "uv.lock"}


def missing_files(text: str) -> list[str]:
    """Files named as code that are not there. A bare name may stand anywhere in the house."""
    tops = {path.name for path in HOUSE.iterdir()}
    named = [code for code in _codes(text) if _FILE.fullmatch(code)]
    paths = [code for code in named if "/" in code and code.split("/")[0] in tops]
    bare = [code for code in named if "/" not in code and code.endswith(_KINDS) and code not in MADE_WHILE_RUNNING]
    inside = {path.name for top in ("bot", "commands", "storage", "tests", "docs") for path in (HOUSE / top).rglob("*")}
    return [path for path in paths if not (HOUSE / path).exists()] + [
        name for name in bare if name not in inside | tops
    ]


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_every_file_that_is_named_exists(path: Path) -> None:
    assert missing_files(_prose(path)) == []


@pytest.mark.parametrize("code", ["bot/nowhere.py", "nowhere.ftl", "tests/"])
def test_a_missing_file_is_found(code: str) -> None:
    assert bool(missing_files(f"as in `{code}`")) == (code != "tests/")


def test_architecture_names_every_file_of_bot_and_storage_and_every_feature() -> None:
    files = [path for room in ("bot", "storage") for path in (HOUSE / room).glob("*.py") if path.name != "__init__.py"]
    features = [f"{_name(path.parent)}/" for path in (HOUSE / "commands").glob("*/__init__.py")]
    assert {*map(_name, files), *features} - set(_codes(_text(ARCHITECTURE))) == set()


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
    assert wanted - set(_codes(_text(WORDS))) == set()


def test_words_names_every_command_in_both_languages() -> None:
    said = {tuple(code for cell in row[:2] for code in _codes(cell)) for row in _rows(WORDS)}
    assert {(f"!{command.name}", command.english) for command in COMMANDS} - said == set()


def test_words_speaks_of_no_class_that_is_gone() -> None:
    sources = "\n".join(_text(path) for room in ("bot", "commands", "storage") for path in (HOUSE / room).rglob("*.py"))
    names = {code for code in _codes(_text(WORDS)) if re.fullmatch(r"[A-Z]\w+(?:\.[A-Z_]+)?", code)}
    gone = [name for name in names if not re.search(rf"^class {name.split('.')[0]}\b", sources, re.MULTILINE)]
    assert gone == []
    assert [name for name in names if "." in name and name not in _enumerated()] == []


# ── tables that equal the code ──


@pytest.mark.parametrize("path", [ARCHITECTURE, OPERATIONS], ids=_name)
def test_the_exit_codes_are_those_of_the_code(path: Path) -> None:
    assert {int(row[0]) for row in _rows(path) if row[0].isdigit()} == {OK, OURS, YOURS}


def test_the_command_line_is_documented() -> None:
    shown = {match[1] for row in _rows(ARCHITECTURE) if (match := re.match(r"`navette ([\w-]+)", row[0]))}
    known = {str(each.name or getattr(each.callback, "__name__", "")) for each in cli.registered_commands}
    assert shown == known


def test_every_configuration_key_is_explained_and_every_key_named_exists() -> None:
    example, table, explained = _text(HOUSE / "config.example.toml"), "", set()
    for line in example.splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            table = match[1]
        elif match := re.match(r"(?:# )?(\w+) = ", line):
            explained.add(f"{table}.{match[1]}")
    inline = {"matrix.password", "matrix.access_token"}  # in a sentence of their neighbour
    assert all(f"{key.partition('.')[2]} = " in example for key in inline)
    assert set(all_keys()) - explained - inline == set()
    tables = "|".join({key.split(".")[0] for key in all_keys()})
    named = {code for path in DOCS for code in _codes(_prose(path)) if re.fullmatch(rf"(?:{tables})\.[a-z_]+", code)}
    assert named - set(all_keys()) - _logged() == set()


def test_every_environment_variable_that_is_named_is_read() -> None:
    named = {each for path in DOCS for each in re.findall(r"NAVETTE_\w+", _text(path))}
    keys = {f"NAVETTE_{key.upper().replace('.', '__')}" for key in all_keys()}
    assert named - keys - {"NAVETTE_SEAL_KEY"} == set()
    assert '"NAVETTE_SEAL_KEY"' in _text(HOUSE / "bot/app.py")


def _logged() -> set[str]:
    calls = [
        node
        for path in (HOUSE / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(_text(path)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    ]
    mine = [call for call in calls if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name)]
    said = [call.args[0] for call in mine if getattr(getattr(call.func, "value", None), "id", "") == "log"]
    return {str(word.value) for word in said if isinstance(word, ast.Constant)}


def test_operations_explains_every_log_line_and_no_other() -> None:
    shown = {code for row in _rows(OPERATIONS) for code in _codes(row[0]) if re.fullmatch(r"[a-z]+\.[a-z_]+", code)}
    assert shown == _logged()


def test_privacy_tells_which_columns_are_sealed() -> None:
    columns = [column for table in Base.metadata.tables.values() for column in table.columns]
    sealed = {f"{column.table.name}.{column.name}" for column in columns if isinstance(column.type, Sealed)}
    assert {code for row in _rows(PRIVACY) if row[-1] == "yes" for code in _codes(row[1])} == sealed


def test_privacy_speaks_of_every_table() -> None:
    said = {code.split(".")[0] for row in _rows(PRIVACY) if len(row) == 4 for code in _codes(row[1])}
    assert said == set(Base.metadata.tables)


def test_the_times_of_keeping_are_those_of_the_code() -> None:
    assert f"{KEEP_POISON_TEXT.days} days" in _text(PRIVACY)
    assert f"{KEEP_IDS.days} days" in _text(PRIVACY)
    assert KEEP_SENT_TEXT.days == 1
    assert "a day after it left" in _text(PRIVACY)
    for days in (LIFE_OF_OFFER.days, LIFE_OF_NEED.days, REOPEN_EXPIRED_DAYS, REOPEN_FULFILLED_DAYS):
        assert f"{days} jours" in _text(GUIDE)


def test_every_decision_has_its_parts_and_stands_in_the_list() -> None:
    parts = ["Context", "Decision", "Consequences", "Rejected", "Guard"]
    assert all(re.findall(r"^\*\*(\w+)\.\*\*", _text(path), re.MULTILINE) == parts for path in DECISIONS)
    assert re.findall(r"\((\d{4}[^)]*)\)", _text(HOUSE / "docs/adr/README.md")) == [path.name for path in DECISIONS]


# ── the rehearsal's contract ──


async def test_the_input_lines_of_the_contract_are_understood(play: Play) -> None:
    lines = [line for block in _blocks(ARCHITECTURE, "json") for line in block.splitlines() if '"done"' not in line]
    for line in [line for line in lines if '"kind"' not in line]:
        heard = await play.raw(line)
        assert [each for each in heard.lines if "error" in each] == [], line


async def test_the_output_lines_of_the_contract_have_their_keys(play: Play) -> None:
    shown = [json.loads(line) for block in _blocks(ARCHITECTURE, "json") for line in block.splitlines()]
    heard = await play.says("noa", "ilot:granit", "!voir O10", id="$1")
    assert [list(each) for each in shown if "kind" in each] == [list(heard.lines[0])]
    assert [list(each) for each in shown if "done" in each] == [["done", "outcome", "command"]]


async def test_every_key_and_outcome_of_the_contract_is_told(play: Play) -> None:
    first_cells = {code for row in _rows(ARCHITECTURE) for code in _codes(row[0])}
    refusal = str((await play.line(nonsense=True)).lines[0]["error"])
    assert set(refusal.partition("known keys: ")[2].split(", ")) - first_cells == set()
    outcomes = next(row[1] for row in _rows(ARCHITECTURE) if row[0] == "`outcome`")
    assert set(_codes(outcomes)) == {each.value for each in Outcome}


async def test_the_pipe_of_the_readme_gives_an_answer(play: Play) -> None:
    lines = [line for block in _blocks(README, "sh") for line in re.findall(r"echo '(\{.*\})'", block)]
    assert lines
    for line in lines:
        assert (await play.raw(line)).outcome == "answered"


# ── conversations ──

_DRAWN = re.compile(r"S-[A-Z0-9]{3}")  # a reference that nobody can foresee
_SPEAKER = re.compile(r"(\S+(?: \S+)*?) {2,}(.+)")
_INVITING = re.compile(r"→ (@\S+) invite Navette dans (\S+)")
_ENTERING = re.compile(r"→ (@\S+) entre dans (\S+)")
NAVETTE = "Navette"


@dataclass
class Turn:
    """What somebody typed (or did), and what is shown as the bot's answers: (to whom, words)."""

    who: str
    said: str
    answers: list[tuple[str, str]] = field(default_factory=list)


def conversation(block: str) -> list[Turn]:
    """A block in which people and the bot take turns; empty for any other block."""
    turns: list[Turn] = []
    for line in block.splitlines():
        match = _SPEAKER.fullmatch(line)
        if line.startswith("→ "):
            turns.append(Turn("→", line))
        elif line.startswith(" ") and turns and turns[-1].answers:
            to, words = turns[-1].answers[-1]
            turns[-1].answers[-1] = (to, f"{words}\n{line.strip()}")
        elif match is None:
            return []
        elif match[1].startswith(NAVETTE):
            turns[-1].answers.append(
                (match[1].removeprefix(NAVETTE).removeprefix(", à ").removeprefix(", dans "), match[2])
            )
        else:
            turns.append(Turn(match[1], match[2]))
    return turns


def _typed_blocks(path: Path) -> list[str]:
    """Those of a person's hand; what the tour writes is held by tests/test_tour.py."""
    return [block for kind, block in _FENCE.findall(without(_text(path))) if kind == "text"]


def _seat(name: str) -> tuple[str, str]:
    """Whoever has that first name in the sample, and the room they speak in: « Sacha, en privé » where that is said."""
    name, _, alone = name.partition(", ")
    for person in PEOPLE["people"]:
        if person["first_name"] == name:
            return person["id"], f"dm:{person['id']}" if alone else f"ilot:{person['ilot']}"
    return next(role["id"] for role in PEOPLE["roles"] if role["first_name"] == name), "tisseuse"


async def _take(play: Play, turn: Turn) -> tuple[Heard, str]:
    """Plays one turn; an emoji alone is a reaction to the bot's last words there, bare words go into their thread."""
    if match := _INVITING.fullmatch(turn.said):
        return await play.line(room=match[2], sender=match[1], invite=True, encrypted=True), "tisseuse"
    if match := _ENTERING.fullmatch(turn.said):
        return await play.line(room=match[2], sender=match[1], join=True), "tisseuse"
    user_id, room = _seat(turn.who)
    if turn.said.startswith("!"):
        return await play.says(user_id, room, turn.said), room
    last = next(line for line in reversed(play.output) if line.get("room") == room)
    if not any(map(str.isalnum, turn.said)):
        return await play.line(sender=user_id, room=room, react=turn.said, to=last["id"]), room
    return await play.says(user_id, room, turn.said, thread=last["thread"]), room


def _heard_by(heard: Heard, room: str) -> list[tuple[str, str]]:
    """(to whom, words), « » for the room itself."""
    said = [line for line in heard.lines if line.get("kind") == "text" and line["room"] in {room, *_not_hers(heard)}]
    words = [(line["room"], _DRAWN.sub("S-K4P", unspaced(line["body"]))) for line in said]
    return [("" if each == room else _first_name(each), text) for each, text in words]


def _not_hers(heard: Heard) -> set[str]:
    """What the Tisseuse is told beside it is hers."""
    return {str(line.get("room")) for line in heard.lines} - {"tisseuse"}


def _first_name(room: str) -> str:
    user_id = room.removeprefix("dm:")
    return next((each["first_name"] for each in PEOPLE["people"] if each["id"] == user_id), room)


@pytest.mark.parametrize("path", [README, GUIDE], ids=_name)
async def test_every_conversation_goes_as_shown(path: Path) -> None:
    talks = [turns for block in _typed_blocks(path) if (turns := conversation(block))]
    assert talks
    async with playing("sqlite://") as play:
        for turn in [turn for turns in talks for turn in turns]:
            heard, room = await _take(play, turn)
            assert _heard_by(heard, room) == turn.answers, turn.said


# ── commands in tables ──


def _typed(*, posting: bool) -> list[tuple[str, str]]:
    """(command, what is understood or what it is for) of every row of the guide whose command is complete."""
    rows = [(code, row[1]) for row in _rows(GUIDE) for code in _codes(row[0]) if code.startswith("!")]
    whole = [(code, meant) for code, meant in rows if "…" not in code]
    return [(code, meant) for code, meant in whole if code.startswith(("!offre ", "!besoin ", "!interim ")) == posting]


async def test_what_the_guide_says_is_recognised_is_recognised(play: Play) -> None:
    assert _typed(posting=True)
    for code, meant in _typed(posting=True):
        heard = await play.says("noa", "ilot:granit", code)
        assert (heard.outcome, meant in heard.text) == ("answered", True), (code, heard.text)


@pytest.mark.parametrize("code", [code for code, _ in _typed(posting=False)])
async def test_a_command_of_the_guide_is_answered(play: Play, code: str) -> None:
    called = read_command(code)
    command = lookup(called.word, COMMANDS) if called else None
    office = command is not None and command.who is Role.TISSEUSE
    who, room = ("tisseuse", "tisseuse") if office else ("noa", "ilot:granit")
    heard = await play.says(who, room, code)
    if heard.outcome == "refused" and "en privé" in heard.text:  # what is for two says so
        heard = await play.says(who, f"dm:{full(who)}", code)
    assert heard.outcome in {"answered", "asked"}


@pytest.mark.parametrize("path", DOCS, ids=_name)
def test_every_command_word_that_is_named_exists(path: Path) -> None:
    typed = [code for code in _codes(_prose(path)) if re.match(r"! ?\w", code)]
    words = [called.word for code in typed if (called := read_command(code)) is not None]
    assert len(words) == len(typed)
    assert [word for word in words if lookup(word, COMMANDS) is None and read_ref(word) is None] == []


def test_everybody_in_the_examples_is_of_the_sample() -> None:
    names = {turn.who for path in (README, GUIDE) for block in _typed_blocks(path) for turn in conversation(block)}
    assert {full(_seat(name)[0]) for name in names - {"→"}}
