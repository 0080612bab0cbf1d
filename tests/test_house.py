"""The guards of the house: what no change may break unseen. Each is shown to bite, then held against the tree."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HOUSE = Path(__file__).parent.parent
ROOMS = ("bot", "commands", "storage")
FOLDERS = (*ROOMS, "benchmarks", "supply", "tests", "docs", ".ci")
LONGEST = 420  # lines; what hurts are the rare files over a thousand
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))

Guard = Callable[[str, str], list[str]]


# ── what the guards look at ──


_LEFT_THERE = {"__pycache__", "node_modules"}  # by what ran there


def _files(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Every file of the project, by its path inside it; what a person keeps beside it is none of ours."""
    inside = [path for folder in FOLDERS for path in (HOUSE / folder).rglob("*")]
    beside = [
        path for path in HOUSE.iterdir() if path.suffix in {".md", ".toml", ".lock"} and path.name != "config.toml"
    ]
    for path in sorted([*inside, *beside, HOUSE / "dev", HOUSE / "LICENSE", HOUSE / ".gitignore"]):
        name = path.relative_to(HOUSE).as_posix()
        if not path.is_file() or _LEFT_THERE & set(path.parts) or name == ".venv.lock":
            continue
        if name.endswith(suffixes or ("",)):
            yield name, path.read_text("utf-8")


def _found(guard: Guard, *suffixes: str) -> list[str]:
    return [reason for name, text in _files(*suffixes) for reason in guard(name, text)]


def _lines_with(pattern: re.Pattern[str], name: str, text: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}" for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)
    ]


# ── the guards ──


def no_opening_line(name: str, text: str) -> list[str]:
    """Every file says in its first line what the room is for."""
    docstring = ast.get_docstring(ast.parse(text), clean=False) or ""
    first = text.lstrip().removeprefix("#!/usr/bin/env python3\n")
    said = first.startswith('"""') and docstring.split("\n")[0].strip().endswith((".", "?"))
    return [] if said else [f"{name}: wants a docstring whose first line is one sentence"]


def too_long(name: str, text: str) -> list[str]:
    """A file that grows wants to become two."""
    lines = text.count("\n")
    return [f"{name}: {lines} lines"] if lines > LONGEST else []


_REGISTRY = re.compile(r"py[p]i\.org|python[h]osted|npm[j]s|crates\.[i]o|--(?:extra-)?index-[u]rl|--find-[l]inks[ =]")
_MACHINE = re.compile(r"(?<![\w.])/(?:w[o]rk|r[o]ot|h[o]me)/")
_OUTSIDE = re.compile(r"\.\./sh[a]red|\bsh[a]red/(?:design|data|prototypes|tools|hooks)")


def registry_address(name: str, text: str) -> list[str]:
    """The locks pin hashes; where packages come from is the reader's own affair."""
    return _lines_with(_REGISTRY, name, text)


def machine_path(name: str, text: str) -> list[str]:
    """Nothing of the machine it was written on."""
    return _lines_with(_MACHINE, name, text)


def outside_reference(name: str, text: str) -> list[str]:
    """The repository stands alone."""
    return _lines_with(_OUTSIDE, name, text)


_CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
_CLOCKS |= {("time", "time"), ("time", "localtime"), ("time", "gmtime"), ("time", "ctime")}


def wall_clock(name: str, text: str) -> list[str]:
    """One clock in the house: bot/app.py reads it, and everybody else is told."""
    if name == "bot/app.py" or not name.startswith(ROOMS):
        return []
    calls = [(node.lineno, node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    named = [(line, _last_name(func.value), func.attr) for line, func in calls if isinstance(func, ast.Attribute)]
    return [f"{name}:{line}: {owner}.{method}()" for line, owner, method in named if (owner, method) in _CLOCKS]


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


_MAY_COMMIT = {"bot/intake.py", "storage/database.py", "storage/onetrip.py"}
_ENDINGS = {"commit", "rollback", "begin", "begin_nested", "transaction"}


def own_commit(name: str, text: str) -> list[str]:
    """Handlers never end a transaction; elsewhere `transaction()` does it, and the intake's savepoint."""
    if name in _MAY_COMMIT or not name.startswith(ROOMS):
        return []
    forbidden = _ENDINGS if name.startswith("commands/") else {"commit", "rollback"}
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [
        f"{name}:{call.lineno}: .{call.func.attr}()"
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in forbidden
    ]


_FRENCH = re.compile(r"[àâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛŒ«»]")
_WORD_TABLES = ("commands/kit/reading/",)  # what people type, not what they are told
_NAMES_IN_ENGLISH = re.compile(r"[îÎ]lots?|Maïwenn|Inès|Leïla")


def french_in_code(name: str, text: str) -> list[str]:
    """Words for people live in fr.ftl: a sentence in a string literal is one that nobody can translate.

    A command, which is what people type, is no such sentence.
    """
    if not name.startswith(ROOMS) or name.startswith(_WORD_TABLES):
        return []
    tree = ast.parse(text)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    spoken = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docs]
    return [f"{name}:{node.lineno}: {node.value!r}" for node in spoken if _is_french(node.value)]


def _is_french(value: object) -> bool:
    if not isinstance(value, str) or " " not in value or value.startswith("!"):
        return False
    return _FRENCH.search(_NAMES_IN_ENGLISH.sub("", value)) is not None


BITES: list[tuple[Guard, str, str]] = [
    (no_opening_line, "bot/new.py", "import os\n"),
    (no_opening_line, "bot/new.py", '"""no sentence"""\n'),
    (too_long, "bot/new.py", "x\n" * (LONGEST + 1)),
    (registry_address, "requirements.lock", "--index-" + "url https://example.org/sim" + "ple"),
    (registry_address, "docs/a.md", "see https://py" + "pi.org/project/x"),
    (machine_path, "docs/a.md", "cd /ho" + "me/somebody/navette"),
    (machine_path, "bot/new.py", 'PATH = "/wo' + 'rk/main"'),
    (outside_reference, "docs/a.md", "as in ../sha" + "red/design/style.md"),
    (wall_clock, "storage/new.py", "import datetime as dt\nat = dt.datetime.now(dt.UTC)\n"),
    (wall_clock, "bot/new.py", "import time\nat = time.time()\n"),
    (wall_clock, "commands/new.py", "from datetime import date\nday = date.today()\n"),
    (own_commit, "commands/exchange/new.py", "async def f(desk):\n    await desk.session.commit()\n"),
    (own_commit, "commands/exchange/new.py", "async def f(desk):\n    async with desk.session.begin_nested(): ...\n"),
    (own_commit, "bot/new.py", "async def f(session):\n    await session.commit()\n"),
    (french_in_code, "commands/exchange/new.py", 'say("Ton annonce est notée.")\n'),
    (french_in_code, "bot/new.py", 'say(f"Rien pour « {text} »")\n'),
]
SPARES: list[tuple[Guard, str, str]] = [
    (no_opening_line, "bot/new.py", '"""What this room is for."""\n'),
    (wall_clock, "bot/new.py", "at = bench.now()\n"),
    (wall_clock, "bot/app.py", "at = dt.datetime.now(dt.UTC)\n"),
    (french_in_code, "bot/new.py", '"""« Docstrings » may quote."""\nkey = "portée"\n'),
    (french_in_code, "bot/new.py", 'say("!offre montage vidéo vendredi")\n'),
    (registry_address, "dev", "--no-emit-index-" + "url"),
]


@pytest.mark.parametrize(("guard", "name", "text"), BITES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_guard_bites(guard: Guard, name: str, text: str) -> None:
    assert guard(name, text)


@pytest.mark.parametrize(("guard", "name", "text"), SPARES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_guard_spares_what_is_right(guard: Guard, name: str, text: str) -> None:
    assert guard(name, text) == []


# ── held against the tree ──


@pytest.mark.parametrize("guard", [no_opening_line, too_long, wall_clock, own_commit, french_in_code])
def test_the_code_keeps_to(guard: Guard) -> None:
    assert _found(guard, ".py") == []


@pytest.mark.parametrize("guard", [registry_address, machine_path, outside_reference])
def test_every_file_keeps_to(guard: Guard) -> None:
    assert _found(guard) == []


# ── who may import whom ──

INTRUDERS = {
    "three rooms, one direction": ("storage/values.py", "import commands"),
    "inside commands: the registry knows features, features know the kit, and never each other": (
        "commands/people/intruder.py",
        "import commands.exchange",
    ),
    "nio only behind the Matrix door": ("bot/intruder.py", "import nio"),
    "apscheduler only in the clock": ("bot/matrix/intruder.py", "import apscheduler"),
    "SQL only in storage": ("bot/intruder.py", "import sqlalchemy"),
    "commands do no input or output": ("commands/kit/intruder.py", "import socket"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three rooms, to be broken."""
    folder = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        shutil.copytree(HOUSE / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", folder)
    return folder


def _linted(folder: Path) -> str:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    surroundings = {"PYTHONPATH": str(folder), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_the_copy_is_clean(copy: Path) -> None:
    assert "0 broken" in _linted(copy)


@pytest.mark.parametrize("contract", INTRUDERS)
def test_an_import_contract_bites(copy: Path, contract: str) -> None:
    name, line = INTRUDERS[contract]
    file = copy / name
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"{before}\n{line}\n", "utf-8")
    try:
        assert f"{contract} BROKEN" in _linted(copy)
    finally:
        file.write_text(before, "utf-8")


def test_a_feature_that_no_contract_names_breaks_it(copy: Path) -> None:
    folder = copy / "commands" / "fresh"
    folder.mkdir()
    try:
        (folder / "__init__.py").write_text('"""A new feature."""\n', "utf-8")
        assert "fresh" in _linted(copy)
        assert "0 broken" not in _linted(copy)
    finally:
        shutil.rmtree(folder)


def test_every_contract_is_seen_to_bite() -> None:
    contracts = {contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    assert contracts == set(INTRUDERS)


def test_every_feature_folder_is_in_the_registry() -> None:
    from commands.registry import FEATURES  # noqa: PLC0415 - after the guards, which need none of our code

    folders = {path.parent.name for path in (HOUSE / "commands").glob("*/__init__.py")} - {
        "kit",
        "safe",
    }  # safe: another bot's
    assert {feature.name for feature in FEATURES} == folders


# ── locks ──

LOCKS = {"requirements.lock": ["build"], "requirements-dev.lock": ["build", "dev"]}
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(;[^\\]*)?\\?\s*")


def bad_lines(text: str) -> list[str]:
    """A lock holds pins, their hashes and comments; a pin without a hash is no pin."""
    bad = []
    for number, block in enumerate(re.split(r"\n(?=\S)", text.rstrip())):
        first, *rest = [line for line in block.splitlines() if not line.strip().startswith("#")] or ["#"]
        hashes = [line for line in rest if re.fullmatch(r"\s+--hash=sha256:[0-9a-f]{64}( \\)?", line)]
        if first != "#" and (not _PIN.fullmatch(first) or not hashes or len(hashes) != len(rest)):
            bad.append(f"entry {number}: {first}")
    return bad


def pins(text: str) -> dict[str, Version]:
    """Name → version; the last one where markers give several."""
    found = [_PIN.match(line) for line in text.splitlines() if "==" in line.split(" ")[0]]
    return {canonicalize_name(match[1]): Version(match[2]) for match in found if match}


def wanted(groups: list[str]) -> list[Requirement]:
    """What the project asks for, with those groups."""
    named = list(PROJECT["project"]["dependencies"])
    for group in groups:
        named += [each for each in PROJECT["dependency-groups"][group] if isinstance(each, str)]
    return [Requirement(each) for each in named]


def unpinned(requirements: list[Requirement], lock: dict[str, Version]) -> list[str]:
    """What the lock forgot, or pins to what the project does not want."""
    known = [(each, lock.get(canonicalize_name(each.name))) for each in requirements]
    return [str(each) for each, version in known if version is None or version not in each.specifier]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(name: str) -> None:
    assert bad_lines((HOUSE / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_all_that_the_project_names(name: str) -> None:
    assert unpinned(wanted(LOCKS[name]), pins((HOUSE / name).read_text("utf-8"))) == []


@pytest.mark.parametrize("group", ["fuzz", "audit"])
def test_what_few_need_has_a_lock_of_its_own(group: str) -> None:
    text, asked = (HOUSE / f"requirements-{group}.lock").read_text("utf-8"), PROJECT["dependency-groups"][group]
    assert bad_lines(text) == []
    assert unpinned([Requirement(each) for each in asked], pins(text)) == []


def test_what_asks_about_holes_changes_nothing_that_is_there() -> None:
    there, more = (pins((HOUSE / f"requirements-{name}.lock").read_text("utf-8")) for name in ("dev", "audit"))
    both = there.keys() & more.keys() - {"platformdirs"}  # one of two there: for Python 3.14 alone
    assert both
    assert {name: more[name] for name in both} == {name: there[name] for name in both}


def test_both_locks_pin_the_same_versions() -> None:
    runtime, development = (pins((HOUSE / name).read_text("utf-8")) for name in LOCKS)
    assert {name: development.get(name) for name in runtime} == runtime


@pytest.mark.parametrize(
    "line", ["typer==0.20.0", "typer>=0.20 \\\n    --hash=sha256:" + "0" * 64, "-i https://example.org/sim" + "ple"]
)
def test_the_guard_of_the_locks_bites(line: str) -> None:
    assert bad_lines(line)


def test_the_guard_of_what_is_pinned_bites() -> None:
    assert unpinned([Requirement("typer>=0.20")], {}) == ["typer>=0.20"]
    assert unpinned([Requirement("typer>=0.20")], {"typer": Version("0.19")}) == ["typer>=0.20"]


# ── papers ──


def test_the_licence_is_the_agpl() -> None:
    text = (HOUSE / "LICENSE").read_text("utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "Version 3" in text
    assert PROJECT["project"]["license"] == "AGPL-3.0-or-later"


@pytest.mark.parametrize("command", ["python3 dev demo", "python3 dev test"])
def test_the_readme_shows_both_commands(command: str) -> None:
    assert command in (HOUSE / "README.md").read_text("utf-8")


def newest_in(changelog: str) -> str | None:
    """The version of the newest entry that has a day; what is not released yet has none."""
    found = re.search(r"^## (\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)
    return found[1] if found else None


def test_the_newest_version_of_the_changelog_is_this_one() -> None:
    assert newest_in((HOUSE / "CHANGELOG.md").read_text("utf-8")) == PROJECT["project"]["version"]


def test_only_a_version_with_its_day_counts() -> None:
    assert newest_in("## Unreleased\n\n## 2.0.0\n\n## 1.2.0 - 2026-01-02\n\n## 1.1.0 - 2025-01-02\n") == "1.2.0"


# ── Python ──

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def test_the_project_names_the_pythons_that_were_tried() -> None:
    named = [each.split(" :: ")[-1] for each in PROJECT["project"]["classifiers"] if "Python :: 3." in each]
    assert tuple(named) == PYTHONS
    assert f"Python {PYTHONS[0]} to {PYTHONS[-1]}" in (HOUSE / "CONTRIBUTING.md").read_text("utf-8")


def test_the_oldest_python_is_the_same_for_everybody() -> None:
    oldest = PYTHONS[0]
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")
    assert f"sys.version_info < ({oldest.replace('.', ', ')})" in (HOUSE / "dev").read_text("utf-8")


@pytest.mark.parametrize(
    "newer",
    [
        "type Name = str\n",
        "def first[T](each: list[T]) -> T:\n    return each[0]\n",
        'print(f"{"a"}")\n',
        "try:\n    pass\nexcept ValueError, TypeError:\n    pass\n",
        "def last():\n    try:\n        pass\n    finally:\n        return 1\n",
    ],
    ids=["type", "of types", "quotes in quotes", "no brackets", "left behind a finally"],
)
def test_what_the_oldest_python_cannot_read_and_the_newest_warns_of_is_found(newer: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--stdin-filename", "bot/new.py", "--select", "B012,F", "-"]
    done = subprocess.run(command, input=newer, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
