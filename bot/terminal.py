"""What terminals are like: which colour can be read, which characters must not reach one, which keys mean « leave »."""

from __future__ import annotations

import asyncio
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from rich.cells import cell_len, chop_cells

COLOUR = "magenta"  # of the first eight, the one that can be read on black and on white
_PICTURES = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"}
_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")  # they turn what follows
_UNPRINTABLE = _PICTURES | _DIRECTIONS | dict.fromkeys(range(0x7F, 0xA0), "\ufffd")


def printable(text: str) -> str:
    """What somebody sent, without power over the reader's terminal: each control character as its picture."""
    return text.translate(_UNPRINTABLE).encode("utf-8", "replace").decode()


def folded(line: str, width: int) -> Iterator[str]:
    """At most so many cells each. « 14 h » stays whole, though rich would fold at any kind of space."""
    row, *words = line.split(" ")
    for word in words:
        longer = f"{row} {word}"
        if cell_len(longer) > width:
            yield from chop_cells(row, width)
            longer = word
        row = longer
    yield from chop_cells(row, width) or [""]


def leaving_keys() -> KeyBindings:
    r"""Ctrl-\ leaves too, as it would end any other program."""
    keys = KeyBindings()
    keys.add("c-\\")(lambda event: event.app.exit(exception=EOFError()))
    keys.add(Keys.Vt100MouseEvent)(lambda _: None)  # pasted colours look like a mouse, and broke the default
    return keys


@contextmanager
def unheard(*, forget: bool) -> Iterator[None]:
    """While something is shown, keys are not; those that send a signal still do. What was typed waits, or is forgotten.

    For a running loop: a shell that stopped and woke us (Ctrl-Z, `fg`) has made keys visible again.
    """
    if not sys.stdin.isatty():
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    silent = before[3] & ~(termios.ECHO | termios.ICANON)
    hush = partial(_set, [before[0] & ~termios.IXON, *before[1:3], silent, *before[4:]])  # nor does Ctrl-S stop it
    hush()
    asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, hush)
    try:
        yield
    finally:
        asyncio.get_running_loop().remove_signal_handler(signal.SIGCONT)
        _set(before, termios.TCSAFLUSH if forget else termios.TCSADRAIN)


def _set(attributes: list[Any], when: int = termios.TCSADRAIN) -> None:
    with suppress(termios.error):  # the terminal was closed
        termios.tcsetattr(sys.stdin, when, attributes)
