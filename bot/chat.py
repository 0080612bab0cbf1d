"""One small terminal chat over two transports: the rehearsal's stage, and real rooms (the demo)."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.text import Text

HELP = """\
Type as the person you are, in the room you are in: !offre 2 jours de montage vendredi à 14h 150€/jour
  /moi NAME        be somebody else          /salon ROOM      go to another room
  /gens  /salons   who and where there is    /fil N MESSAGE   answer in the thread of message N
  /✋ N            react to message N (any emoji)    /supprime N   delete message N
  /quitter         leave (or Ctrl-D)"""


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that appeared in a room. `id` names it for reactions and threads."""

    room: str
    who: str
    text: str
    id: str = ""
    thread: str | None = None
    is_bot: bool = False
    reaction_to: str | None = None


class Troupe(Protocol):
    """Where the chat takes place: who can be spoken as, in which rooms."""

    def people(self) -> list[str]:
        """Names, in a pleasant order."""
        ...

    def rooms_of(self, who: str) -> list[str]:
        """Rooms that person is in."""
        ...

    async def say(self, who: str, room: str, text: str, thread: str | None) -> None:
        """Speaks. Raises ValueError with a sentence when it cannot be."""
        ...

    async def react(self, who: str, room: str, target: str, emoji: str) -> None:
        """Reacts."""
        ...

    async def redact(self, who: str, room: str, target: str) -> None:
        """Takes a message back."""
        ...

    async def move_clock(self, instant: str) -> None:
        """Moves the clock, where there is one to move. Raises ValueError otherwise."""
        ...


class Chat:
    """Reads lines, shows what appears. Numbers stand for messages, so that a phone's gestures can be typed."""

    def __init__(self, troupe: Troupe, console: Console | None = None) -> None:
        self._troupe = troupe
        self._console = console or Console(highlight=False, soft_wrap=True)
        self._who = troupe.people()[0]
        self._room = troupe.rooms_of(self._who)[0]
        self._seen: list[Shown] = []
        self._orders: dict[str, Callable[[str], None]] = {
            "moi": self._become,
            "me": self._become,
            "salon": self._go,
            "room": self._go,
            "gens": lambda _: self._tell(", ".join(troupe.people())),
            "people": lambda _: self._tell(", ".join(troupe.people())),
            "salons": lambda _: self._tell(", ".join(troupe.rooms_of(self._who))),
            "rooms": lambda _: self._tell(", ".join(troupe.rooms_of(self._who))),
            "aide": lambda _: self._tell(HELP),
            "help": lambda _: self._tell(HELP),
        }

    def show(self, shown: Shown) -> None:
        """One more thing appeared."""
        if shown.id:
            self._seen.append(shown)
        number = f"{len(self._seen):>3} " if shown.id else "    "
        head = Text(number, style="dim")
        head.append(f"{shown.room} ", style="cyan")
        head.append(shown.who, style="bold magenta" if shown.is_bot else "bold green")
        mark = self._number_of(shown.reaction_to or shown.thread)
        head.append(f" {'on' if shown.reaction_to else '↳'} {mark}" if mark else "", style="dim")
        self._console.print(head)
        for line in shown.text.splitlines():
            self._console.print(Text("    " + line))

    async def run(self) -> None:
        """Until Ctrl-D, Ctrl-C or /quitter."""
        self._tell(HELP)
        session: PromptSession[str] = PromptSession()
        with patch_stdout(raw=True):
            while True:
                try:
                    text = await session.prompt_async(f"{self._who} @ {self._room} > ", completer=self._completer())
                except (EOFError, KeyboardInterrupt):
                    return
                if text.strip() in {"/quitter", "/quit", "/q"}:
                    return
                await self.typed(text.strip())

    async def typed(self, text: str) -> None:
        """One line of the person at the terminal; whatever it is, an answer and never a trace."""
        if not text:
            return
        try:
            if text.startswith("/"):
                await self._order(text[1:])
            else:
                await self._troupe.say(self._who, self._room, text, None)
        except (ValueError, OSError, RuntimeError) as problem:
            self._tell(f"({problem})")

    async def _order(self, text: str) -> None:
        word, _, rest = text.partition(" ")
        order = self._orders.get(word.lower())
        if order is not None:
            order(rest.strip())
        elif word.lower() in {"fil", "thread"}:
            await self._in_thread(rest)
        elif word.lower() in {"supprime", "delete"}:
            await self._troupe.redact(self._who, self._room, self._message(rest).id)
        elif word.lower() in {"heure", "at"}:
            await self._troupe.move_clock(rest.strip())
        elif word and not word[0].isascii():
            target = self._message(rest)
            await self._troupe.react(self._who, target.room, target.id, word)
        else:
            self._tell(f"(I don't know /{word}. /aide shows what there is.)")

    async def _in_thread(self, rest: str) -> None:
        number, _, text = rest.partition(" ")
        target = self._message(number)
        if not text.strip():
            raise ValueError("say something: /fil 3 oui")
        await self._troupe.say(self._who, target.room, text.strip(), target.thread or target.id)

    def _become(self, name: str) -> None:
        found = _close(name, self._troupe.people())
        if found is None:
            raise ValueError(f"nobody is called {name!r}: /gens shows everybody")
        self._who = found
        rooms = self._troupe.rooms_of(found)
        self._room = self._room if self._room in rooms else rooms[0]

    def _go(self, name: str) -> None:
        found = _close(name, self._troupe.rooms_of(self._who))
        if found is None:
            raise ValueError(f"{self._who} is in no room {name!r}: /salons shows which")
        self._room = found

    def _message(self, text: str) -> Shown:
        words = shlex.split(text) if text.strip() else [""]
        if not words[0].isdigit() or not 1 <= int(words[0]) <= len(self._seen):
            raise ValueError("say which message, by its number: /✋ 3")
        return self._seen[int(words[0]) - 1]

    def _number_of(self, event_id: str | None) -> str:
        for number, shown in enumerate(self._seen, 1):
            if event_id is not None and shown.id == event_id:
                return str(number)
        return ""

    def _completer(self) -> WordCompleter:
        words = [f"/{order}" for order in ("moi", "salon", "gens", "salons", "fil", "aide", "quitter")]
        words += ["!offre", "!besoin", "!interim", "!offres", "!voir", "!prends", "!pourvu", "!aide"]
        return WordCompleter([*words, *self._troupe.people()], sentence=False)

    def _tell(self, text: str) -> None:
        self._console.print(Text(text, style="dim"))


def _close(name: str, names: list[str]) -> str | None:
    """The name, or the only one that begins so."""
    if name in names:
        return name
    found = [each for each in names if name and each.lower().startswith(name.lower())]
    return found[0] if len(found) == 1 else None


async def pause(seconds: float) -> None:
    """Lets what was caused appear before the prompt comes back."""
    await asyncio.sleep(seconds)
