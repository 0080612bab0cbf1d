"""What is given out: the wheel holds all that runs, with the packages of the runtime lock and nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from supply.bill import BILL
from supply.locks import HOUSE, LOCK, read_lock
from tests.playing import ARCHIPEL

VERSION = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]["version"]
SAID = [
    {"room": "ilot:granit", "sender": "@noa:archipel.example", "body": "!voir B3"},
    {"room": "ilot:granit", "sender": "@noa:archipel.example", "body": "!offre une journée de mise en page"},
    {"room": "ilot:granit", "sender": "@noa:archipel.example", "body": "!aide"},
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, as `hatchling` makes them of this checkout."""
    folder = tmp_path_factory.mktemp("built")
    _build(HOUSE, folder, "wheel", "sdist")
    return folder


def _build(source: Path, into: Path, *kinds: str) -> None:
    wanted = [word for kind in kinds for word in ("-t", kind)]
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(into), *wanted], cwd=source, check=True)


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment with the wheel and the runtime lock; a package of another group is not there."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    ask = [str(python), "-c", "import site; print(site.getsitepackages()[0])"]
    where = subprocess.run(ask, capture_output=True, text=True, check=True)
    for name in {pin.name for pin in read_lock(LOCK.read_text("utf-8"))}:
        _borrow(name, Path(where.stdout.strip()))
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    return place / "bin"


def _borrow(name: str, site: Path) -> None:
    """Links to what this environment has of a package: no download, and no time."""
    try:
        package = distribution(name)
    except PackageNotFoundError:  # of another machine
        return
    for top in {file.parts[0] for file in package.files or [] if file.parts[0] not in {"..", "__pycache__"}}:
        link, target = site / top, Path(str(package.locate_file(top)))
        if target.exists() and not link.exists():
            link.symlink_to(target)


def _run(program: Path, *words: object, given: str = "", folder: Path) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NAVETTE_"))}
    command = [str(program), *map(str, words)]
    return subprocess.run(command, input=given, capture_output=True, text=True, cwd=folder, env=outside, check=False)


def test_the_wheel_holds_every_file_of_the_three_rooms(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    rooms = [path for room in ("bot", "commands", "storage") for path in (HOUSE / room).rglob("*") if path.is_file()]
    wanted = {path.relative_to(HOUSE).as_posix() for path in rooms if "__pycache__" not in path.parts}
    assert any(name.endswith(".ftl") for name in wanted)
    assert wanted - held == set()
    assert {name.split("/")[0] for name in held - wanted} == {f"navette-{VERSION}.dist-info"}


def test_the_wheel_brings_its_licence_and_the_bill_of_its_packages(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    held = zipfile.ZipFile(wheel)
    info = f"navette-{VERSION}.dist-info"
    assert held.read(f"{info}/sboms/sbom.cdx.json") == BILL.read_bytes()
    assert held.read(f"{info}/licenses/LICENSE") == (HOUSE / "LICENSE").read_bytes()


def test_the_sdist_makes_the_same_wheel(built: Path, tmp_path: Path) -> None:
    (sdist,), (wheel,) = built.glob("*.tar.gz"), built.glob("*.whl")
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    _build(tmp_path / sdist.name.removesuffix(".tar.gz"), tmp_path / "again", "wheel")
    (again,) = (tmp_path / "again").glob("*.whl")
    assert again.read_bytes() == wheel.read_bytes()


def test_installed_it_says_its_version(installed: Path, tmp_path: Path) -> None:
    done = _run(installed / "navette", "--version", folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"navette {VERSION}\n", "")


def test_installed_it_rehearses_with_a_collective(installed: Path, tmp_path: Path) -> None:
    given = "".join(json.dumps(line) + "\n" for line in SAID)
    done = _run(installed / "navette", "rehearse", "--data", ARCHIPEL, given=given, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "navette: not known to this version, not kept: note\n")
    answers = [line["body"] for line in map(json.loads, done.stdout.splitlines()) if "body" in line]
    assert any(answer.startswith("B3") for answer in answers), done.stdout
    assert any("mise en page" in answer for answer in answers), done.stdout
    assert any("!offre" in answer for answer in answers), done.stdout


def test_installed_it_makes_a_database_and_gives_it_out_again(installed: Path, tmp_path: Path) -> None:
    done = _run(installed / "navette", "import", ARCHIPEL, "--database", "sqlite:///n.db", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    done = _run(installed / "navette", "export", "--database", "sqlite:///n.db", folder=tmp_path)
    assert json.loads(done.stdout)["ilots"]


@pytest.mark.parametrize("command", ["check", "doctor"])
def test_installed_it_says_what_is_missing_to_run(installed: Path, tmp_path: Path, command: str) -> None:
    done = _run(installed / "navette", command, folder=tmp_path)
    assert done.returncode == 2
    assert "config.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_module_of_the_wheel_loads_without_a_package_for_developers(installed: Path, tmp_path: Path) -> None:
    rooms = [path for room in ("bot", "commands", "storage") for path in (HOUSE / room).rglob("*.py")]
    names = [re.sub(r"(/__init__)?\.py$", "", path.relative_to(HOUSE).as_posix()).replace("/", ".") for path in rooms]
    loaded = [name for name in names if not re.search(r"__main__|migrations\.(env|versions)", name)]
    code = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)"
    done = _run(installed / "python", "-c", code, *loaded, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert _run(installed / "python", "-c", "import pytest", folder=tmp_path).returncode == 1
