"""What each command of the command line does: opens what it needs, does its work, closes it again."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import Bot, all_words, now, open_bot, open_database, own_version, plan_all
from bot.config import Config
from bot.places import journal_of, media_of, refuse_missing
from bot.rehearsal import Emit, Rehearsal, StageClock, TalksToMatrix
from storage import interchange
from storage.archive import Page
from storage.errors import StorageFault


async def run(config: Config) -> int:
    """The real thing, until SIGTERM."""
    from bot.live import live  # nio is needed only here

    return await live(config)


async def check(config: Config) -> int:
    """A line each: ✓ or ✗ and why."""
    from bot.checking import inspect

    return await inspect(config)


async def examine(config: Config) -> int:
    """The same of a bot that runs."""
    from bot.doctor import examine

    return await examine(config)


# ── interchange ──


async def take_in(config: Config, file: Path, database_url: str | None) -> int:
    """Imports a document; what it did is said on standard error."""
    document = interchange.read(_read(file))
    async with open_database(config, database_url) as database:
        journal = await asyncio.to_thread(journal_of(config, database).all)
        async with database.transaction() as session:
            taken = await interchange.Interchange(session, config.time_zone).take_in(document, journal)
    _tell(taken)
    return 0


async def give_out(config: Config, file: Path | None, database_url: str | None, *, sealed: bool) -> int:
    """Exports to a file, or to standard output; UTF-8 in either. Raises StorageFault."""
    refuse_missing(config, database_url)
    async with open_database(config, database_url) as database, database.transaction() as session:
        value = await interchange.Interchange(session, config.time_zone).give_out(None, sealed=sealed)
    text = interchange.write(value)
    if file is None:
        sys.stdout.buffer.write(text.encode())
        return 0
    try:
        await asyncio.to_thread(file.write_text, text, "utf-8")
    except OSError as error:
        raise StorageFault(f"{file}: cannot be written: {error.strerror}") from error
    return 0


async def write_anthology(config: Config, folder: Path, database_url: str | None, address: str) -> int:
    """Writes what is published into a folder; what it did is said on standard error. Raises StorageFault."""
    from bot import anthology  # books are made rarely

    refuse_missing(config, database_url)
    language = config.collective.language
    speak = all_words().speaking(language, now().astimezone(config.time_zone).date())
    async with open_database(config, database_url) as database, database.transaction() as session:
        printed = await anthology.gather(session)
        media = media_of(config, database)
        write = partial(anthology.write, folder, printed, media, speak, language, _with_slash(address))
        try:
            done = await asyncio.to_thread(write)
        except OSError as error:
            raise StorageFault(f"{folder}: cannot be written: {error.strerror}") from error
    print(f"navette: {done.pieces} pieces, {done.voices} voices", file=sys.stderr)
    if done.voices and not address:
        print(
            "navette: without --address the feed's own addresses are not whole, and no player reads it", file=sys.stderr
        )
    if done.missing:
        print(f"navette: the sound is not here: {', '.join(done.missing)}", file=sys.stderr)
    return 0


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else address + "/"


def _tell(taken: interchange.Taken) -> None:
    _tell_not_kept(taken)
    print(f"navette: {taken.new} new, {taken.known} known already", file=sys.stderr)


def _tell_not_kept(taken: interchange.Taken) -> None:
    """One line, however many: whoever tries the sample sees it each time."""
    if taken.not_kept:
        print(f"navette: not known to this version, not kept: {', '.join(taken.not_kept)}", file=sys.stderr)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StorageFault(f"{file}: cannot be read: {error}") from error


async def rotate_key(config: Config, database_url: str | None) -> int:
    """Seals everything with a new key; what it did is said on standard error. Raises StorageFault."""
    from bot.rotating import rotate

    done = await rotate(config, database_url)
    print(f"navette: {done.values} values, {done.voices} voices sealed anew; the old key opens none", file=sys.stderr)
    print("navette: keep a copy of the new key apart; earlier backups want the old one", file=sys.stderr)
    return 0


# ── backups ──


async def back_up(config: Config, file: Path, database_url: str | None, *, replace: bool) -> int:
    """Writes a backup; what is in it is said on standard error. Raises StorageFault."""
    from bot.safekeeping import Made, back_up

    page = await back_up(config, database_url, file, Made(now(), own_version()), replace=replace)
    print(f"navette: {page.rows} rows of {len(page.tables)} tables, {_sealed(page)}: read back", file=sys.stderr)
    print("navette: the key is not in it: keep a copy of it apart from this file", file=sys.stderr)
    return 0


async def put_back(config: Config, file: Path, database_url: str | None, erasures: Path | None) -> int:
    """Restores a backup; what came of it is said on standard error. Raises StorageFault."""
    from bot.restoring import restore

    done = await restore(config, database_url, file, erasures)
    made = done.page.made_at.astimezone(config.time_zone).strftime("%Y-%m-%d %H:%M")
    print(f"navette: {done.page.rows} rows and {_sealed(done.page)} of {made} are back", file=sys.stderr)
    if done.forgotten:
        print(f"navette: {done.forgotten} forgotten since then, and forgotten again", file=sys.stderr)
    print("navette: at its next start the bot takes a new device, which wants the password", file=sys.stderr)
    return 0


def _sealed(page: Page) -> str:
    return f"{len(page.voices)} sealed files"


async def move(config: Config, source: str, target: str) -> int:
    """Moves all of it; what was moved is said on standard error. Raises StorageFault."""
    from rich.console import Console
    from rich.progress import Progress

    from bot.relocating import move

    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("rows")
        moved = await move(
            config, source, target, lambda done, total: progress.update(bar, completed=done, total=total)
        )
    if moved is None:
        print("navette: this was moved already; nothing to do", file=sys.stderr)
        return 0
    done = f"{moved.rows} rows of {len(moved.tables)} tables, {moved.files} sealed files"
    print(f"navette: {done}: moved, and compared row by row", file=sys.stderr)
    print("navette: name the target in storage.database; the source opens no more", file=sys.stderr)
    return 0


# ── rehearsal ──


async def rehearse(config: Config, data: Path | None, database_url: str, files: Path | None) -> int:
    """A chat on a terminal, JSON Lines through a pipe."""
    if on_terminal():
        return await _rehearse_in_terminal(config, data, database_url, files)
    async with open_rehearsal(config, data, database_url, _emit, files) as (rehearsal, _):
        async for line in typed_lines(blank=True):
            await rehearsal.play(line)
    return 0


async def _rehearse_in_terminal(config: Config, data: Path | None, database_url: str, files: Path | None) -> int:
    from bot.rehearsal_chat import open_chat

    async with open_chat(config, data, database_url, files=files) as (_, chat):
        chat.tell("The rehearsal: no network, and a clock that moves only by /heure. /aide shows the rest.")
        await chat.run()
    return 0


@asynccontextmanager
async def open_rehearsal(
    config: Config,
    data: Path | None,
    database_url: str,
    emit: Emit,
    files: Path | None = None,
    *,
    begin: dt.datetime | None = None,
) -> AsyncIterator[tuple[Rehearsal, Bot]]:
    """The bot on a stage, with the collective of `data`. Raises StorageFault before any output.

    Its clock begins at `begin`, else at the hour of `data`, else now.
    """
    document = interchange.read(_read(data)) if data else None
    clock = StageClock(begin or _start(document))
    async with open_bot(config, config.matrix.user, url=database_url, clock=clock.now) as bot:
        if document is not None:
            await _load(bot, document)
        rehearsal = Rehearsal(bot, clock, emit, files)
        try:
            await rehearsal.set_the_stage()
        except TalksToMatrix as real:
            raise StorageFault(str(real)) from real
        yield rehearsal, bot


async def _load(bot: Bot, document: interchange.Document) -> None:
    journal = await asyncio.to_thread(bot.bench.journal.all)
    async with bot.bench.transaction() as session:
        taken = await interchange.Interchange(session, bot.bench.zone).take_in(document, journal)
        await plan_all(bot, session)
    _tell_not_kept(taken)


def _start(document: interchange.Document | None) -> dt.datetime:
    started = document.reference_now if document else None
    return started.astimezone(dt.UTC) if started else now()


def _emit(line: dict[str, Any]) -> None:
    """UTF-8, whatever the terminal's own way of writing."""
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    sys.stdout.buffer.flush()


def on_terminal() -> bool:
    """True when a person types and reads."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


async def typed_lines(*, blank: bool = False) -> AsyncIterator[str]:
    """Standard input, a line at a time, until it ends. Holds up neither loop nor exit.

    Blank lines are passed over in a chat, and count in a script.
    """
    found: asyncio.Queue[bytes | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def pass_on(line: bytes | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody reads any more
            loop.call_soon_threadsafe(found.put_nowait, line)

    threading.Thread(target=_read_stdin, args=(pass_on,), daemon=True).start()
    while (line := await found.get()) is not None:
        # a byte that is not UTF-8 becomes an escape that is not JSON: the line is malformed, and the run goes on
        text = line.decode("utf-8", "backslashreplace").strip()
        if text or blank:
            yield text


def _read_stdin(pass_on: Callable[[bytes | None], None]) -> None:
    """Below sys.stdin, whose lock would be held at exit by a thread that still waits."""
    rest = b""
    if sys.stdin is not None:  # else standard input is closed, and 0 may be any file of ours by now
        while chunk := os.read(0, 65536):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                pass_on(line)
    if rest:
        pass_on(rest)
    pass_on(None)
