"""The configuration: what is wrong is named with what it got and what it wants, and secrets stay secret."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import ConfigFault, all_keys, load

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the person who runs the tests has set."""
    for name in [name for name in os.environ if name.upper().startswith("NAVETTE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes config.toml."""

    def written(text: str, mode: int = 0o600) -> Path:
        path = tmp_path / "config.toml"
        path.write_bytes(text.encode())
        path.chmod(mode)
        return path

    return written


def fault_of(file: Path | None) -> str:
    """Why it is refused."""
    with pytest.raises(ConfigFault) as refused:
        load(file)
    return str(refused.value)


# ── what is wrong in the file ──


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            '[matrix]\nhomserver = "https://x.example"',
            ["matrix.homserver: unknown key", "did you mean matrix.homeserver?"],
        ),
        ("[matrx]\nuser = 1", ["matrx: unknown key"]),
        (
            '[matrix]\nhomeserver = "matrix.org"',
            ["matrix.homeserver", "got 'matrix.org'", "want an address such as https://"],
        ),
        (
            '[matrix]\nuser = "navette"',
            ["matrix.user", "got 'navette'", "want an account such as @navette:example.org"],
        ),
        ("matrix = 3", ["matrix: got 3", "want a table of keys"]),
        ("[matrix]\nuser = 3", ["matrix.user: got 3"]),
        ('[collective]\nlanguage = "de"', ["collective.language: got 'de'", 'want "fr" or "en"']),
        ('[collective]\nzone = "Paris"', ["collective.zone: got 'Paris'", "want a time zone such as Europe/Paris"]),
        ('[collective]\ntisseuse = "Maude"', ["collective.tisseuse: got 'Maude'", "want an account"]),
        ('[collective]\nadmin_room = "#admin:x"', ["collective.admin_room: got '#admin:x'", "internal address"]),
        ('[collective]\nbots = "@bot:x"', ["collective.bots: got '@bot:x'", "want a list of accounts"]),
        ('[collective]\nbots = ["bot"]', ["collective.bots.0: got 'bot'", "want a list of accounts"]),
        ('[log]\nlevel = "loud"', ["log.level: got 'loud'"]),
        ("file = 3", ["file: unknown key"]),
    ],
)
def test_a_fault_names_key_and_value_and_what_is_wanted(write: Write, text: str, named: list[str]) -> None:
    fault = fault_of(write(text))
    assert [words for words in named if words not in fault] == []
    assert fault.startswith(str(write(text)))
    assert "\n" not in fault


def test_several_faults_are_all_named_a_line_each(write: Write) -> None:
    fault = fault_of(write('[matrix]\nuser = "x"\nhomeserver = "y"\n[log]\ncolour = true'))
    assert [line.split(": ")[1] for line in fault.splitlines()] == ["matrix.homeserver", "matrix.user", "log.colour"]


@pytest.mark.parametrize("text", ["[matrix", "matrix: user", "a = 1\na = 2", '[matrix]\nuser = "\udcff"'])
def test_what_is_no_toml_says_so(write: Write, tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "not TOML" in fault_of(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "there is no such file" in fault_of(tmp_path / "config.toml")
    assert "cannot be read" in fault_of(tmp_path)


# ── the environment ──


def test_the_environment_beats_the_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVETTE_MATRIX__PASSWORD", "s3cret")
    monkeypatch.setenv("NAVETTE_STORAGE__DATABASE", "postgresql://navette@db/navette")
    monkeypatch.setenv("NAVETTE_COLLECTIVE__BOTS", '["@bot:x.example"]')
    config = load(write('[matrix]\nuser = "@n:x.example"\n[storage]\ndatabase = "sqlite:///other.db"'))
    assert (config.password(), config.matrix.user) == ("s3cret", "@n:x.example")
    assert config.database_url == "postgresql://navette@db/navette"
    assert config.collective.bots == ("@bot:x.example",)


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("NAVETTE_MATRIX__HOMESERVER", "nowhere", ["got 'nowhere'", "want an address"]),
        ("NAVETTE_MATRIX__HOMESERVR", "https://x.example", ["unknown key", "matrix.homeserver"]),
        ("NAVETTE_STORGE__DATABASE", "sqlite://", ["unknown", "NAVETTE_STORAGE__DATABASE"]),
        ("navette_log__level", "loud", ["got 'loud'"]),
        ("NAVETTE_COLLECTIVE__BOTS", "@bot:x.example", ["collective"]),
    ],
)
@pytest.mark.parametrize("with_file", [True, False])
def test_a_wrong_variable_is_named(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, value: str, named: list[str], *, with_file: bool
) -> None:
    monkeypatch.setenv(name, value)
    fault = fault_of(write('[matrix]\nuser = "@n:x.example"') if with_file else None)
    assert fault.startswith("environment: ")
    assert [words for words in (*named, *([name] if "BOTS" not in name else [])) if words not in fault] == []


def test_variables_of_others_and_of_the_key_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NAVETTE_SEAL_KEY", "NAVETTE_CRASH_AT", "NAVETTE_FILE", "NAVETTEX__Y"):
        monkeypatch.setenv(name, "anything")
    assert load(None).file is None


def test_every_key_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in all_keys():
        monkeypatch.setenv(f"NAVETTE_{key.replace('.', '__').upper()}", "{}")
    fault = fault_of(None)
    assert [key for key in ("MATRIX__USER", "COLLECTIVE__ZONE", "LOG__FORMAT") if f"NAVETTE_{key}" not in fault] == []


# ── secrets ──


@pytest.mark.parametrize(
    "text",
    [
        '[matrix]\npassword = "s3cret"',
        '[matrix]\naccess_token = "s3cret"',
        '[storage]\ndatabase = "postgresql://navette:s3cret@db/navette"',
    ],
)
def test_a_secret_in_a_file_that_others_can_read_is_refused(write: Write, text: str) -> None:
    fault = fault_of(write(text, 0o644))
    assert "chmod 600" in fault
    assert "s3cret" not in fault
    assert load(write(text, 0o600)).file is not None


def test_a_file_without_secrets_may_be_read_by_all(write: Write) -> None:
    text = '[matrix]\nuser = "@n:x.example"\n[storage]\ndatabase = "postgresql://navette@db/navette"'
    assert load(write(text, 0o644)).matrix.user == "@n:x.example"


def test_a_fault_never_shows_a_secret(write: Write) -> None:
    assert "123456" not in fault_of(write("[matrix]\npassword = 123456"))


def test_the_password_file_stands_beside_the_configuration(write: Write, tmp_path: Path) -> None:
    config = load(write('[matrix]\npassword_file = "secret.txt"'))
    assert config.password() is None
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret\n", "utf-8")
    secret.chmod(0o600)
    assert config.password() == "s3cret"


def test_a_password_file_that_others_can_read_or_nobody_can_is_refused(write: Write, tmp_path: Path) -> None:
    config = load(write('[matrix]\npassword_file = "secret.txt"'))
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"\xff")
    secret.chmod(0o640)
    with pytest.raises(ConfigFault, match="chmod 600"):
        config.password()
    secret.chmod(0o600)
    with pytest.raises(ConfigFault, match="cannot be read"):
        config.password()


# ── paths ──


def test_relative_paths_start_at_the_configuration(write: Write, tmp_path: Path) -> None:
    config = load(write('[storage]\ndatabase = "sqlite:///data/n.db"'))
    assert config.database_url == f"sqlite:///{tmp_path}/data/n.db"
    assert config.path(config.storage.key_file) == tmp_path / "navette.key"
    assert load(write('[storage]\ndatabase = "sqlite:////srv/n.db"')).database_url == "sqlite:////srv/n.db"
    assert load(write('[storage]\ndatabase = "sqlite:///:memory:"')).database_url == "sqlite:///:memory:"
