"""What a host gets beside the program: the units are closed alike, and the container file installs what is locked."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.documents import HOUSE, text_of

CLOSING = re.compile(
    r"(NoNew|Ambient|Capability|Protect|Proc|Private|Restrict|RemoveIPC|Lock|MemoryDeny|Keyring|SystemCall|UMask)\w*="
)


def closings(unit: str) -> list[str]:
    """What a unit may not do, line for line."""
    return sorted(line for line in unit.splitlines() if CLOSING.match(line))


def test_the_backup_is_as_closed_as_the_bot() -> None:
    bot, backup = (text_of(HOUSE / f"docs/systemd/{name}.service") for name in ("navette", "navette-backup"))
    assert len(closings(bot)) > 20
    assert closings(bot) == closings(backup)


@pytest.mark.parametrize("name", ["navette", "navette-backup"])
def test_a_unit_starts_what_the_operations_page_installs(name: str) -> None:
    (started,) = re.findall(
        r"^ExecStart=.*?(/opt/\S+/navette)\b", text_of(HOUSE / f"docs/systemd/{name}.service"), re.MULTILINE
    )
    assert f"python3 -m venv {started.removesuffix('/bin/navette')}\n" in text_of(HOUSE / "docs/operations.md")


def test_the_container_installs_with_hashes_and_takes_every_room_along() -> None:
    text = text_of(HOUSE / "docs/container/Containerfile")
    project = tomllib.loads(text_of(HOUSE / "pyproject.toml"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [
        *wheel["packages"],
        *wheel["sbom-files"],
        project["project"]["readme"],
        *project["project"]["license-files"],
    ]
    copied = {word for line in re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE) for word in line.split()}
    assert set(needed) - copied == set()
    assert "--require-hashes -r requirements.lock" in text


def test_the_container_is_of_a_python_that_was_tried_and_of_no_root() -> None:
    text = text_of(HOUSE / "docs/container/Containerfile")
    pythons = {match[1] for match in re.finditer(r"^FROM \S*python:(\d+\.\d+)-", text, re.MULTILINE)}
    classifiers = tomllib.loads(text_of(HOUSE / "pyproject.toml"))["project"]["classifiers"]
    assert {f"Programming Language :: Python :: {each}" for each in pythons} - set(classifiers) == set()
    assert len(pythons) == 1
    assert re.findall(r"^USER (\d+)$", text, re.MULTILINE) == re.findall(r"--uid (\d+)", text)
