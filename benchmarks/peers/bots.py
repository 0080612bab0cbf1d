"""The bots that are compared: how each is configured and started, and what is typed to it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one bot plays one turn: an account and a folder of its own, new each time."""

    folder: Path
    python: Path  # with the other bots' packages
    homeserver: str
    user_id: str
    password: str
    token: str  # of the bot's own account, for a bot that knows no passwords
    device_id: str
    tisseuse: str
    admin_room: str
    encrypted: bool

    @property
    def environment(self) -> dict[str, str]:
        """What the small programs are told."""
        told = {"HOMESERVER": self.homeserver, "USER": self.user_id, "PASSWORD": self.password}
        told |= {"STORE": str(self.folder), "ENCRYPTED": "1" if self.encrypted else "0"}
        return {f"ECHO_{name}": value for name, value in told.items()}


@dataclass(frozen=True, slots=True)
class Bot:
    """One of those compared. `says` holds {token}, which the answer has to repeat."""

    name: str
    about: str
    says: str
    settle_in: Callable[[Seat], list[str]]  # writes its files; the words that start it
    package: str = ""
    needs_ilots: bool = False
    not_encrypted: str = ""  # why it takes no part there


def _nio(seat: Seat) -> list[str]:
    return [sys.executable, str(PROGRAMS / "nio_echo.py")]


def _smbl(seat: Seat) -> list[str]:
    return [str(seat.python), str(PROGRAMS / "smbl_echo.py")]


def _maubot(seat: Seat) -> list[str]:
    config = {
        "user": {
            "credentials": {"id": seat.user_id, "homeserver": seat.homeserver, "access_token": seat.token},
            "sync": True,
            "autojoin": True,
            "displayname": "disable",
            "avatar_url": "disable",
            "ignore_initial_sync": True,
            "ignore_first_sync": False,  # the kinder of its two ways: it answers what was said while it was down
        },
        "database": f"sqlite:///{seat.folder}/maubot.db",
        "logging": {"version": 1, "root": {"level": "WARNING"}},
    }
    file = seat.folder / "config.yaml"
    file.write_text(json.dumps(config), "utf-8")  # YAML holds JSON
    meta = PROGRAMS / "maubot_echo" / "maubot.yaml"
    return [str(seat.python), "-m", "maubot.standalone", "-m", str(meta), "-c", str(file)]


def _reminder(seat: Seat) -> list[str]:
    account = {"user_id": seat.user_id, "user_password": seat.password, "homeserver_url": seat.homeserver}
    log = {"enabled": True, "filepath": str(seat.folder / "reminder.log")}  # 0.4.0 does not start without a file
    config = {
        "command_prefix": "!",
        "matrix": {**account, "device_id": "REMINDER", "device_name": "reminder"},
        "storage": {"database": f"sqlite://{seat.folder}/bot.db", "store_path": str(seat.folder / "store")},
        "reminders": {"timezone": "Europe/Paris"},
        "allowlist": {"enabled": False, "regexes": []},
        "blocklist": {"enabled": False, "regexes": []},
        "logging": {"level": "WARNING", "file_logging": log, "console_logging": {"enabled": True}},
    }
    (seat.folder / "store").mkdir(exist_ok=True)
    file = seat.folder / "config.yaml"
    file.write_text(json.dumps(config), "utf-8")
    return [str(seat.python.parent / "matrix-reminder-bot"), str(file)]


def _navette(seat: Seat) -> list[str]:
    secret = seat.folder / "password"
    secret.write_text(seat.password, "utf-8")
    secret.chmod(0o600)
    lines = ["[matrix]", f'homeserver = "{seat.homeserver}"', f'user = "{seat.user_id}"', 'password_file = "password"']
    lines += ["[collective]", f'tisseuse = "{seat.tisseuse}"', f'admin_room = "{seat.admin_room}"']
    (seat.folder / "config.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return [sys.executable, "-m", "bot", "run", "--config", str(seat.folder / "config.toml")]


def environment(seat: Seat) -> dict[str, str]:
    """The machine's, without what could change the bot that is measured."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("NAVETTE_")}
    return {**mine, **seat.environment}


NAVETTE = Bot(
    "Navette",
    "reads a French sentence, writes a listing and its answer in one durable commit (SQLite), then answers",
    "!offre un coup de main {token} vendredi prochain",
    _navette,
    needs_ilots=True,
)
NIO = Bot("nio echo", "bare matrix-nio, 25 lines, nothing written", "!echo {token}", _nio, "matrix-nio")
BOTS = (
    NIO,
    Bot("simplematrixbotlib", "the echo of its introduction", "!echo {token}", _smbl, "simplematrixbotlib"),
    Bot(
        "matrix-reminder-bot",
        "one look-up in memory, one answer",
        "!cancelreminder {token}",
        _reminder,
        "matrix-reminder-bot",
    ),
    Bot(
        "maubot",
        "a tiny echo plugin, stand-alone, its sync token on SQLite",
        "!echo {token}",
        _maubot,
        "maubot",
        not_encrypted="its encryption wants libolm, which pip does not bring",
    ),
    NAVETTE,
)
