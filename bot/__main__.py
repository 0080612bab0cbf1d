"""The command line: what can be typed after `navette`. Exit codes are part of the contract."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot import house
from bot.app import own_version
from bot.config import Config, ConfigFault, load
from bot.logs import set_up_logs
from bot.transport import LoginRefused
from storage.errors import LostLease, StorageFault

OK, OURS, YOURS = 0, 1, 2

cli = typer.Typer(
    name="navette",
    help="The Matrix bot of a collective of micro-collectives.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
ConfigOption = Annotated[Path | None, typer.Option("--config", help="The configuration file.")]
DatabaseOption = Annotated[str | None, typer.Option("--database", help="A database address; beats the configuration.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"navette {own_version()}")
        raise typer.Exit


@cli.callback()
def navette(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Which version this is.")
    ] = False,
) -> None:
    """The Matrix bot of a collective of micro-collectives."""


@cli.command()
def run(config: ConfigOption = None) -> None:
    """The bot. Ends with 0 on SIGTERM, 2 on a fault of configuration, 1 on anything else."""
    _do(house.run(_load(config or _beside())))


@cli.command()
def check(config: ConfigOption = None) -> None:
    """Configuration, database, homeserver, account: a line each. Ends with 0 or 2."""
    _do(house.check(_load(config or _beside())))


@cli.command()
def doctor(config: ConfigOption = None) -> None:
    """What `check` looks at, and how the running bot is: what is late, lost or missing. Ends with 0 or 2."""
    _do(house.examine(_load(config or _beside())))


@cli.command()
def rehearse(
    config: ConfigOption = None,
    data: Annotated[Path | None, typer.Option("--data", help="A collective to load first.")] = None,
    database: DatabaseOption = None,
    files: Annotated[Path | None, typer.Option("--files", help="Where images and files are put.")] = None,
) -> None:
    """The whole bot without Matrix: a chat on a terminal, JSON Lines through a pipe."""
    _do(house.rehearse(_load(config), data, database or "sqlite://", files))


@cli.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A document of the interchange format.")],
    config: ConfigOption = None,
    database: DatabaseOption = None,
) -> None:
    """Takes a collective in: what is known and equal is skipped, what differs is refused."""
    _do(house.take_in(_load(config or _beside(required=False)), file, database))


@cli.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; standard output without it.")] = None,
    config: ConfigOption = None,
    database: DatabaseOption = None,
    sealed: Annotated[bool, typer.Option("--sealed", help="With the sealed texts.")] = False,
) -> None:
    """Gives the whole collective out, the same bytes for the same content."""
    _do(house.give_out(_load(config or _beside(required=False)), file, database, sealed=sealed))


@cli.command()
def recueil(
    folder: Annotated[Path, typer.Argument(help="Where to write it.")],
    config: ConfigOption = None,
    database: DatabaseOption = None,
    address: Annotated[str, typer.Option("--address", help="Where the folder will be read, for the feed.")] = "",
) -> None:
    """Writes the published anthology: Markdown, EPUB, and the voices with their feed."""
    _do(house.write_anthology(_load(config or _beside(required=False)), folder, database, address))


@cli.command("rotate-key")
def rotate_key(config: ConfigOption = None, database: DatabaseOption = None) -> None:
    """Seals everything with a new key. The bot must not run; killed, it goes on when it is typed again."""
    _do(house.rotate_key(_load(config or _beside(required=False)), database))


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; apart from the key.")],
    config: ConfigOption = None,
    database: DatabaseOption = None,
    replace: Annotated[bool, typer.Option("--replace", help="Over a file that is there, once proven.")] = False,
) -> None:
    """Everything but the key in one file, read back before it is kept. The bot may run meanwhile."""
    _do(house.back_up(_load(config or _beside(required=False)), file, database, replace=replace))


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    config: ConfigOption = None,
    database: DatabaseOption = None,
    erasures: Annotated[Path | None, typer.Option("--erasures", help="A newer journal of who was forgotten.")] = None,
) -> None:
    """A backup into an empty place. Whoever was forgotten since stays forgotten; the bot takes a new device."""
    _do(house.put_back(_load(config or _beside(required=False)), file, database, erasures))


@cli.command()
def move(
    source: Annotated[str, typer.Argument(help="The database's address as it is now.")],
    target: Annotated[str, typer.Argument(help="Where it goes; empty, or left by a move before.")],
    config: ConfigOption = None,
) -> None:
    """Takes a collective from SQLite to PostgreSQL or back, with the bot's device. The bot must not run.

    Killed, it goes on when it is typed again.
    """
    _do(house.move(_load(config or _beside(required=False)), source, target))


@cli.command()
def demo(
    tour: Annotated[bool, typer.Option("--tour", help="First, the main job in one minute.")] = False,
    pace: Annotated[float, typer.Option("--pace", min=0, help="The tour's pause at each step, in seconds.")] = 4,
) -> None:
    """A throwaway real homeserver with people, rooms, sample data and the bot, and a chat to talk to it.

    The tour ends with 1 when something was not seen that had to be; in a pipe it ends by itself, with 0.
    """
    from bot import demo as stage  # Synapse and the terminal are needed only here

    _do(stage.run(pace if tour else None))


def main() -> None:
    """The console script."""
    cli(prog_name="navette")


def _beside(*, required: bool = True) -> Path | None:
    """config.toml of the current folder; without one, the defaults where they make sense."""
    path = Path("config.toml")
    return path if required or path.exists() else None


def _load(file: Path | None) -> Config:
    try:
        config = load(file)
    except ConfigFault as fault:
        _end(str(fault))
    set_up_logs(config.log)
    return config


def _do(work: Coroutine[Any, Any, int]) -> None:
    """Runs it; what the person who hosts the bot can mend is one line and exit 2."""
    try:
        code = asyncio.run(work)
    except (ConfigFault, StorageFault, LoginRefused) as fault:
        _end(str(fault))
    except LostLease:
        print("navette: another process took over; this one stops", file=sys.stderr)
        raise SystemExit(OURS) from None
    except KeyboardInterrupt:
        raise SystemExit(OK) from None
    raise SystemExit(code)


def _end(message: str) -> Any:
    for line in message.splitlines():
        print(f"navette: {line}", file=sys.stderr)
    raise SystemExit(YOURS)


if __name__ == "__main__":
    main()
