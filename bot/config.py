"""config.toml and the environment become frozen values; a wrong key is named with what it got and what it wants."""

from __future__ import annotations

import difflib
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from storage.people import Language

_USER_ID = r"^@[^\s:]+:[^\s]+$"
_ONE_LINE = r"^\S[^\r\n]*$"
_NUMBER = r"^\+?[0-9][0-9 .-]{0,18}$"
_PREFIX, _BETWEEN = "NAVETTE_", "__"
_SECRET = {"matrix.password", "matrix.access_token", "storage.database"}  # never shown


class ConfigFault(Exception):
    """One line a fault, each naming the key, what it got and what it wants."""


class _Table(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid", frozen=True)


class Matrix(_Table):
    """The bot's Matrix account."""

    homeserver: str = Field(
        default="https://matrix.example.org",
        pattern=r"^https?://[^\s/]+(/\S*)?$",
        description="an address such as https://matrix.example.org",
    )
    user: str = Field(
        default="@navette:example.org",
        pattern=_USER_ID,
        description="an account such as @navette:example.org",
    )
    password_file: str = Field(default="navette.password", description="the path of a file with mode 0600")
    password: str | None = Field(default=None, description="text; better kept in the environment or the file")
    access_token: str | None = Field(default=None, description="text; instead of a password")
    device_name: str = Field(default="Navette", description="the name people see in the list of devices")
    unreadable_after: int = Field(default=60, ge=0, le=86_400, description="seconds, such as 60")


class Collective(_Table):
    """Who the bot works for."""

    language: Language = Field(default="fr", description='"fr" or "en"')
    zone: str = Field(default="Europe/Paris", description="a time zone such as Europe/Paris")
    tisseuse: str | None = Field(default=None, pattern=_USER_ID, description="an account such as @maude:example.org")
    deputy: str | None = Field(default=None, pattern=_USER_ID, description="an account such as @ivane:example.org")
    stand_in: str | None = Field(
        default=None, pattern=_USER_ID, description="an account that reads solidarity requests while both are away"
    )
    admin_room: str | None = Field(
        default=None, pattern=r"^[!]\S+$", description="a room's internal address, such as !AbCd:example.org"
    )
    bots: tuple[Annotated[str, Field(pattern=_USER_ID)], ...] = Field(
        default=(), description='a list of accounts such as ["@bot:example.org"]'
    )

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("unknown time zone")
        return zone


class Privacy(_Table):
    """Who answers for personal data, as `!moi données` tells it."""

    responsible: str | None = Field(
        default=None, pattern=_ONE_LINE, max_length=120, description="a name, such as Association Archipel"
    )
    contact: str | None = Field(
        default=None, pattern=_ONE_LINE, max_length=120, description="how to reach them, such as donnees@example.org"
    )
    page: str | None = Field(
        default=None, pattern=r"^https?://\S+$", description="an address such as https://example.org/vie-privee"
    )

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.responsible is None) != (self.contact is None):
            raise ValueError("responsible and contact go together")
        return self


class Distress(_Table):
    """Whom somebody in distress can call, at once."""

    listening: str = Field(default="3114", pattern=_NUMBER, description='a number such as "3114"')
    day_and_night: bool = Field(default=True, description="true or false")
    free: bool = Field(default=True, description="true or false")
    danger: tuple[Annotated[str, Field(pattern=_NUMBER)], ...] = Field(
        default=("15", "112"), description='a list of numbers such as ["15", "112"]'
    )


class Storage(_Table):
    """Where things are remembered."""

    database: str = Field(
        default="sqlite:///navette.db",
        description="sqlite:///file.db or postgresql://user:password@host/name",
    )
    key_file: str = Field(default="navette.key", description="the path of the sealing key, a file with mode 0600")
    folder: str | None = Field(default=None, description="the path of a folder that is there, such as /srv/navette")


class Health(_Table):
    """Where the machine itself can ask how the bot is: on its own address only."""

    port: int | None = Field(default=None, ge=1, le=65_535, description="a free port of this machine, such as 9464")


class Log(_Table):
    """What is told on standard error: ids and outcomes, never text."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description='"debug", "info", "warning" or "error"'
    )
    format: Literal["text", "json"] = Field(default="text", description='"text" or "json"')


_TABLES: dict[str, type[_Table]] = {
    "matrix": Matrix,
    "collective": Collective,
    "privacy": Privacy,
    "distress": Distress,
    "storage": Storage,
    "health": Health,
    "log": Log,
}


class Config(BaseSettings):
    """Everything that can be set. `file` is where it was read from."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=_PREFIX, env_nested_delimiter=_BETWEEN, extra="forbid", frozen=True
    )
    matrix: Matrix = Matrix()
    collective: Collective = Collective()
    privacy: Privacy = Privacy()
    distress: Distress = Distress()
    storage: Storage = Storage()
    health: Health = Health()
    log: Log = Log()
    file: Path | None = Field(default=None, exclude=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment beats the file."""
        return env_settings, init_settings

    @property
    def folder(self) -> Path:
        """Where relative paths start."""
        return self.file.parent if self.file else Path()

    @property
    def time_zone(self) -> ZoneInfo:
        """The collective's own clock."""
        return ZoneInfo(self.collective.zone)

    def path(self, name: str) -> Path:
        """A path of the configuration, read from the folder of its file."""
        return self.folder / Path(name).expanduser()

    @property
    def database_url(self) -> str:
        """A relative SQLite file stands beside the configuration."""
        url = self.storage.database
        if url.startswith("sqlite:///") and not url.startswith(("sqlite:////", "sqlite:///:")):
            return f"sqlite:///{self.path(url.removeprefix('sqlite:///'))}"
        return url

    def password(self) -> str | None:
        """From the environment or the configuration, else from its file. Raises ConfigFault."""
        if self.matrix.password:
            return self.matrix.password
        path = self.path(self.matrix.password_file)
        if not path.exists():
            return None
        if _can_be_read_by_others(path):
            raise ConfigFault(f"matrix.password_file: {path} can be read by others: type `chmod 600 {path}`")
        try:
            return path.read_text("utf-8").strip() or None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigFault(f"matrix.password_file: {path} cannot be read: {error}") from error


def load(file: Path | None) -> Config:
    """The configuration of that file, or the defaults. Raises ConfigFault."""
    values: dict[str, Any] = {}
    if file is not None:
        values = _read(file)
        _refuse_readable_secret(file, values)
    faults = [f"environment: {variable}: unknown{_meant_variable(variable)}" for variable in _unknown_variables()]
    try:
        config = Config(**values)
    except ValidationError as error:
        faults = [*(_line(each, file) for each in error.errors()), *faults]
    except SettingsError as error:  # a list or a table in a variable, not in JSON
        faults.append(f"environment: {error}: want JSON")
    if faults:
        raise ConfigFault("\n".join(dict.fromkeys(faults)))
    return config.model_copy(update={"file": file})


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError as error:
        raise ConfigFault(f"{file}: there is no such file; copy config.example.toml and fill it in") from error
    except UnicodeDecodeError as error:
        raise ConfigFault(f"{file}: not TOML: {error}") from error
    except OSError as error:
        raise ConfigFault(f"{file}: cannot be read: {error.strerror}") from error
    return parsed(text, file)


def parsed(text: str, file: Path) -> dict[str, Any]:
    """The values of a file's text. Raises ConfigFault."""
    try:
        values = tomllib.loads(text)
    except RecursionError as error:
        raise ConfigFault(f"{file}: not TOML that can be read: nested too deeply") from error
    except ValueError as error:  # also of a number with thousands of digits
        raise ConfigFault(f"{file}: not TOML: {error}") from error
    if "file" in values:
        raise ConfigFault(f"{file}: file: unknown key; known keys: {', '.join(all_keys())}")
    return values


def _refuse_readable_secret(file: Path, values: dict[str, Any]) -> None:
    """A secret written into the file itself asks for mode 0600."""
    matrix, storage = (table if isinstance(table := values.get(name), dict) else {} for name in ("matrix", "storage"))
    in_address = re.match(r"[^/]*//[^/@]*:[^/@]+@", str(storage.get("database")))
    if ("password" in matrix or "access_token" in matrix or in_address) and _can_be_read_by_others(file):
        raise ConfigFault(f"{file}: holds a secret and can be read by others: type `chmod 600 {file}`")


def _can_be_read_by_others(path: Path) -> bool:
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _line(error: Any, file: Path | None) -> str:
    """« config.toml: matrix.homeserver: got "foo", want an address such as … », or the variable it came from."""
    key = ".".join(str(step) for step in error["loc"])
    variable = _variable_of(".".join(str(step) for step in error["loc"][:2]))
    place = f"environment: {variable}" if variable else f"{file or 'configuration'}: {key}"
    if error["type"] == "extra_forbidden":
        return f"{place}: unknown key{_meant(key)}"
    if error["type"] == "value_error" and "." not in key:  # what keys of one table want of each other
        return f"{place}: {error['ctx']['error']}"
    got = error.get("input")
    shown = "nothing" if got is None else "what is not shown here" if key in _SECRET else repr(got)[:80]
    return f"{place}: got {shown}, want {_wanted(key) or error['msg']}"


# ── the environment ──


def _name_of_variable(key: str) -> str:
    return _PREFIX + key.replace(".", _BETWEEN).upper()


def _variable_of(key: str) -> str | None:
    """The variable that sets that key, as it is written, when one does."""
    wanted = _name_of_variable(key)
    return next((name for name in os.environ if name.upper() == wanted), None)


def _unknown_variables() -> list[str]:
    """Those aimed at a table that there is not; within a table, the table says it."""
    tables = {name.upper() for name in _TABLES}
    aimed = [name for name in os.environ if name.upper().startswith(_PREFIX) and _BETWEEN in name]
    return sorted(name for name in aimed if name.upper().removeprefix(_PREFIX).split(_BETWEEN)[0] not in tables)


def _meant_variable(name: str) -> str:
    variables = [_name_of_variable(key) for key in all_keys()]
    close = difflib.get_close_matches(name.upper(), variables, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else f"; known: {', '.join(variables)}"


# ── what was meant ──


def _wanted(key: str) -> str | None:
    name, _, step = key.partition(".")
    field = _TABLES[name].model_fields.get(step.partition(".")[0]) if name in _TABLES else None
    if field is not None:
        return field.description
    return "a table of keys" if name in _TABLES else None


def _meant(key: str) -> str:
    close = difflib.get_close_matches(key, all_keys(), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else f"; known keys: {', '.join(all_keys())}"


def all_keys() -> list[str]:
    """`matrix.homeserver` and so on, in order."""
    return [f"{name}.{field}" for name, table in _TABLES.items() for field in table.model_fields]
