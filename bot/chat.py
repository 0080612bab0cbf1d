"""One small terminal chat over two transports: the rehearsal's stage, and real rooms (the demo)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.terminal import COLOUR, folded, leaving_keys, printable
from commands.registry import COMMANDS
from storage.folding import fold

Kind = Literal["message", "edit", "reaction", "deletion", "coming", "going"]
GESTURES = {"main": "✋", "fait": "✅", "non": "❌", "encore": "🔁", "ilot": "🏝"}
PRIVATE = "private"
_INDENT = 5
_LEAVING = frozenset({"/quitter", "/quit", "/q"})
_NARROWEST = 10  # below that a terminal folds by itself
_REREAD = 6
_DONE_TO = {"edit": "✎", "deletion": "deletes", "coming": "comes in", "going": "goes"}


class CannotBe(Exception):
    """What was asked cannot be done; the message says why, and what to type."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that appeared in a room. `id` names it for threads and gestures; `target` is what it is done to."""

    room: str
    who: str
    text: str = ""
    id: str = ""
    kind: Kind = "message"
    thread: str | None = None
    reply_to: str | None = None
    target: str | None = None
    mentions: tuple[str, ...] = ()
    is_bot: bool = False


class Troupe(Protocol):
    """Where the chat takes place: who can be spoken as, in which rooms. What cannot be raises CannotBe."""

    def people(self) -> Sequence[str]:
        """Names, in a pleasant order."""
        ...

    def rooms_of(self, who: str) -> Sequence[str]:
        """Rooms that person is in, the usual one first."""
        ...

    def is_private(self, room: str) -> bool:
        """True for a room that one person shares with Navette alone."""
        ...

    async def private_room(self, who: str) -> str:
        """That person's private room; it is opened when there is none."""
        ...

    def readers(self, shown: Shown) -> set[str]:
        """Who has that message on their own timeline, and can read it."""
        ...

    def clock(self) -> str | None:
        """The hour, where it moves only when told; None where time is real."""
        ...

    async def say(
        self, who: str, room: str, text: str, *, thread: str | None = None, reply_to: str | None = None
    ) -> None:
        """Speaks; what was said appears like everything else."""
        ...

    async def edit(self, who: str, room: str, target: str, text: str) -> None:
        """New words for an earlier message."""
        ...

    async def react(self, who: str, room: str, target: str, emoji: str) -> None:
        """A reaction."""
        ...

    async def redact(self, who: str, room: str, target: str) -> None:
        """Takes a message or a reaction back."""
        ...

    async def move_clock(self, instant: str) -> None:
        """Only where there is a clock."""
        ...

    async def settled(self) -> None:
        """Returns when what was caused has appeared."""
        ...


@dataclass(frozen=True, slots=True)
class _Order:
    """One thing to type after a slash: its names, how it is typed, what it does."""

    words: tuple[str, ...]
    usage: str
    meaning: str
    run: Callable[[str], Awaitable[None]]


class Chat:
    """Reads lines, shows what appears. Numbers stand for messages, so that a phone's gestures can be typed."""

    def __init__(self, troupe: Troupe, console: Console | None = None) -> None:
        self._troupe = troupe
        self._console = console or Console(highlight=False, emoji=False)
        self._who = troupe.people()[0]
        self._room = troupe.rooms_of(self._who)[0]
        self._seen: list[Shown] = []
        self._numbers: dict[str, int] = {}
        self._orders = self._all_orders()

    def _all_orders(self) -> tuple[_Order, ...]:
        orders = (
            _Order(("moi", "me"), "/moi NAME", "be somebody else", self._become),
            _Order(("salon", "room"), "/salon ROOM", "go to another room", self._go),
            _Order(("gens", "people"), "/gens", "who there is, and where", self._show_people),
            _Order(("fil", "thread"), "/fil N TEXT", "say it in the thread of message N", self._in_thread),
            _Order(("re", "reply"), "/re N TEXT", "reply to message N", self._reply),
            _Order(("corrige", "edit"), "/corrige N TEXT", "new words for your message N", self._edit),
            _Order(("supprime", "delete"), "/supprime N", "take your message or reaction N back", self._redact),
            _Order(("relis", "again"), "/relis", "the last messages of this room again", self._reread),
            _Order(("aide", "help"), "/aide", "this", self._help),
        )
        clock = _Order(("heure", "at"), "/heure WHEN", "move the clock: +2h, +3j, 2021-04-16T09:30", self._move_clock)
        return orders if self._troupe.clock() is None else (*orders, clock)

    # ── what appears ──

    @property
    def seen(self) -> Sequence[Shown]:
        """All that has a number, oldest first."""
        return self._seen

    def show(self, shown: Shown) -> None:
        """One more thing appeared."""
        self.remember(shown)
        self._print(shown)

    def remember(self, shown: Shown) -> None:
        """It happened before anybody looked: it has a number, and is not printed."""
        if shown.id:
            self._seen.append(shown)
            self._numbers[shown.id] = len(self._seen)

    def tell(self, text: str) -> None:
        """Words of the chat itself."""
        self._console.print(Text(printable(text), style="dim"), soft_wrap=not self._folds)

    def announce(self, place: str, text: str) -> None:
        """What comes next, apart from what is said in the rooms."""
        line = Table.grid(padding=(0, 1))
        line.add_row(Text(place, style=COLOUR), Text(text, style="bold"))
        self._console.print()
        self._console.print(line)

    def _print(self, shown: Shown) -> None:
        self._console.print(self._head(shown), soft_wrap=not self._folds)
        if shown.kind not in {"message", "edit"}:
            return
        for line in printable(shown.text).splitlines():
            for row in folded(line, max(self._console.width - _INDENT, _NARROWEST)) if self._folds else [line]:
                self._console.print(Text(" " * _INDENT + row), soft_wrap=True)

    @property
    def _folds(self) -> bool:
        """A pipe has no width, and a terminal without abilities does not tell it."""
        return self._console.is_terminal and not self._console.is_dumb_terminal

    def _head(self, shown: Shown) -> Text:
        number = self._numbers.get(shown.id, "") if shown.id else ""
        head = Text()
        head.append(f"{number:>{_INDENT - 2}}  ", style="dim")
        head.append(f"{printable(shown.room)} · ")
        head.append(printable(shown.who), style=f"bold {COLOUR}" if shown.is_bot else "bold")
        if shown.kind != "message":
            deed = printable(shown.text) if shown.kind == "reaction" else _DONE_TO[shown.kind]
            head.append(f" {deed}{self._pointed(shown.target)}", style="" if shown.kind == "reaction" else "dim")
        elif shown.reply_to or shown.thread:
            head.append(
                f" {'⤷' if shown.reply_to else '↳'}{self._pointed(shown.reply_to or shown.thread)}", style="dim"
            )
        if shown.mentions:
            head.append("  " + " ".join(f"@{name}" for name in shown.mentions), style="bold")
        return head

    def _pointed(self, event_id: str | None) -> str:
        number = self._numbers.get(event_id or "")
        return f" {number}" if number else ""

    # ── what is typed ──

    async def run(self, *, reread: bool = True) -> None:
        """On a terminal, until one of the leaving keys or /quitter. First, what was said in the room before."""
        session: PromptSession[str] = PromptSession(
            erase_when_done=True,  # what was said appears with its number, like everything else
            completer=_Suggestions(self),
            enable_suspend=True,
            key_bindings=leaving_keys(),
            reserve_space_for_menu=5,
        )
        if reread:
            await self._reread("")
        with patch_stdout(raw=True):
            while True:
                try:
                    text = await session.prompt_async(self._prompt, handle_sigint=False)
                except (EOFError, KeyboardInterrupt):
                    return
                if text.strip() in _LEAVING:
                    return
                await self.typed(text)

    async def read(self, lines: AsyncIterator[str]) -> None:
        """From a pipe, to its end or /quitter: each line when what the one before it caused has appeared."""
        async for line in lines:
            if line.strip() in _LEAVING:
                return
            await self.typed(line)
            await self._troupe.settled()

    async def typed(self, text: str) -> None:
        """One line of the person at the terminal; what cannot be is said."""
        text = text.strip()
        if not text:
            return
        try:
            if text.startswith("/"):
                await self._order(text[1:])
            else:
                await self._troupe.say(self._who, self._room, _unfolded(text))
        except CannotBe as reason:
            self.tell(f"({reason})")

    def suggestions(self, text: str) -> list[str]:
        """What may stand for the last word of what is typed so far."""
        word, space, rest = text.partition(" ")
        if word in {"/moi", "/me"} and space:
            return _beginning(rest, self._troupe.people())
        if word in {"/salon", "/room"} and space:
            return _beginning(rest, self._troupe.rooms_of(self._who))
        if space or not text:
            return []
        orders = [f"/{order.words[0]}" for order in self._orders] + [f"/{emoji}" for emoji in GESTURES.values()]
        return _beginning(text, [*orders, "/quitter"] if text[0] == "/" else [f"!{each.name}" for each in COMMANDS])

    def _prompt(self) -> FormattedText:
        clock = self._troupe.clock()
        hour = [("", f"{clock}  ")] if clock else []
        where = [("bold", self._who), ("", f" · {self._room}"), (f"fg:ansi{COLOUR}", " › ")]
        return FormattedText([*hour, *where])

    async def _order(self, text: str) -> None:
        word, _, rest = text.partition(" ")
        for order in self._orders:
            if fold(word) in order.words:
                return await order.run(rest.strip())
        emoji = GESTURES.get(fold(word), word)
        if not emoji or emoji[0].isalnum() or emoji.isascii():
            raise CannotBe(f"I don't know /{word}: /aide shows what there is")
        target = self._numbered(rest.strip(), f"/{word} 3")
        return await self._troupe.react(self._who, target.room, target.id, emoji)

    # ── the orders ──

    async def _become(self, name: str) -> None:
        self._who = _only(name, self._troupe.people(), "/moi")
        rooms = self._troupe.rooms_of(self._who)
        self._room = rooms[0]
        self.tell(f"You are {self._who}, in {self._room}. Your rooms: {', '.join(rooms)}")

    async def _go(self, name: str) -> None:
        if name and _beginning(name, [PRIVATE]) and not _beginning(name, self._troupe.rooms_of(self._who)):
            await self._troupe.private_room(self._who)  # there from now on, among that person's rooms
        self._room = _only(name, self._troupe.rooms_of(self._who), "/salon")
        self.tell(f"You are {self._who}, in {self._room}.")

    async def _show_people(self, _rest: str) -> None:
        for name in self._troupe.people():
            self.tell(f"  {name:<12} {', '.join(self._troupe.rooms_of(name))}")

    async def _in_thread(self, rest: str) -> None:
        target, text = self._numbered_and_text(rest, "/fil 3 oui")
        await self._troupe.say(self._who, target.room, text, thread=target.thread or target.id)

    async def _reply(self, rest: str) -> None:
        target, text = self._numbered_and_text(rest, "/re 3 oui")
        await self._troupe.say(self._who, target.room, text, thread=target.thread, reply_to=target.id)

    async def _edit(self, rest: str) -> None:
        target, text = self._numbered_and_text(rest, "/corrige 3 !offre montage, mardi")
        await self._troupe.edit(self._who, target.room, target.id, text)

    async def _redact(self, rest: str) -> None:
        target = self._numbered(rest, "/supprime 3")
        await self._troupe.redact(self._who, target.room, target.id)

    async def _reread(self, _rest: str) -> None:
        for shown in [shown for shown in self._seen if shown.room == self._room][-_REREAD:]:
            self._print(shown)

    async def _move_clock(self, instant: str) -> None:
        await self._troupe.move_clock(instant)

    async def _help(self, _rest: str) -> None:
        self.tell("Type as who you are, where you are: !offres · \\n is a new line · Tab completes")
        for order in self._orders:
            self.tell(f"  {order.usage:<17} {order.meaning}")
        self.tell(f"  {'/✋ N':<16} react to message N, with any emoji")
        letters = ", ".join(f"/{word} N" for word in GESTURES)
        self.tell(f"  {'':<17} in letters: {letters}")
        self.tell(f"  {'/quitter':<17} leave, as Ctrl-D and Ctrl-C do")
        if self._troupe.clock() is None:
            self.tell("What concerns one person alone, such as a raised hand, is told in private:")
            self.tell(f"  {'/salon private':<17} that person's room with Navette; no ! needed there")

    # ── numbers ──

    def _numbered_and_text(self, rest: str, example: str) -> tuple[Shown, str]:
        number, _, text = rest.partition(" ")
        if not text.strip():
            raise CannotBe(f"a number and words are wanted: {example}")
        return self._numbered(number, example), _unfolded(text.strip())

    def _numbered(self, number: str, example: str) -> Shown:
        if not number.isdecimal() or not 1 <= int(number) <= len(self._seen):
            raise CannotBe(f"say which message, by its number: {example}")
        target = self._seen[int(number) - 1]
        if target.room not in self._troupe.rooms_of(self._who):
            raise CannotBe(f"{self._who} is not in {target.room}, where message {number} stands")
        return target


class _Suggestions(Completer):
    """The chat's suggestions, as prompt_toolkit asks for them."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """One for each word that may stand at the end."""
        text = document.text_before_cursor
        last = text.partition(" ")[2] if " " in text else text
        for word in self._chat.suggestions(text):
            yield Completion(word, start_position=-len(last))


def _beginning(start: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if fold(name).startswith(fold(start))]


def _only(name: str, names: Sequence[str], order: str) -> str:
    """The name, or the only one that begins so. Raises CannotBe."""
    exact = [each for each in names if fold(each) == fold(name)]
    found = exact or _beginning(name, names)
    if len(found) == 1:
        return found[0]
    raise CannotBe(f"{order} {name}".strip() + f": which one? {', '.join(found or names)}")


def _unfolded(text: str) -> str:
    """A typed \\n is a new line."""
    return text.replace("\\n", "\n")
