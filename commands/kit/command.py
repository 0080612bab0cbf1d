"""A command is a value: names, who, where, arguments, handler. Parsing, help, permissions and docs are read from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, Flag, StrEnum, auto
from pathlib import Path
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from commands.kit.almanac import DatesOf
from commands.kit.message import Message, Refusal
from commands.kit.messages import MissingText, UnreadableValue
from commands.kit.periods import Period
from commands.kit.reading import Reader, Sight, Unreadable, fold, read_line
from commands.kit.sheets import Sheet
from storage.agenda import Note
from storage.courrier import Edition
from storage.desk import Desk, Sayable
from storage.ilots import Ilot
from storage.people import Person
from storage.questions import OpenQuestion
from storage.recurrence import Recurrence
from storage.values import Ref


class Role(Enum):
    """Who may."""

    ANYONE = auto()
    MEMBER = auto()  # of an îlot, or the Tisseuse or her deputy
    TISSEUSE = auto()  # or her deputy, in her room


class Where(Flag):
    """In which kind of room."""

    ILOT = auto()
    PRIVATE = auto()
    TISSEUSE = auto()
    OTHER = auto()  # a room bound to no îlot
    EVERYWHERE = ILOT | PRIVATE | TISSEUSE | OTHER


class Group(StrEnum):
    """The paragraph of `!aide` a command stands in."""

    EXCHANGE = "exchange"
    SUPPORT = "support"
    TIME = "time"
    ORIENT = "orient"
    SELF = "self"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Key:
    """Annotates a field: how its value is recognised, and the explicit keys (`tarif:`, `price:`) that beat a guess."""

    reader: Reader[Any]
    names: tuple[str, ...] = ()
    asked: bool = False  # by the guided form, when the command is typed alone


class NoTitle(Refusal):
    """The command alone, where it needs words: the guided form begins."""


class Args(BaseModel):
    """A command's arguments. By default read from free text plus keys; a class may read its own way."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, arbitrary_types_allowed=True, defer_build=True)
    needs_places: ClassVar[bool] = False
    title_field: ClassVar[str | None] = None
    implied: ClassVar[Mapping[str, str]] = {}  # a word of the command, and the key line that it stands for

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal with what to type, or a DateDoubt."""
        return cls._read_line(text, sight, command, chosen or {})

    @classmethod
    def _read_line(cls, text: str, sight: Sight, command: str, chosen: dict[str, object]) -> Self:
        try:
            line = read_line(text, cls.readers(), cls.keys(), sight, chosen=chosen)
        except Unreadable as unread:
            raise Refusal(UnreadableValue(key=unread.field or "", got=unread.text[:80])) from unread
        values: dict[str, Any] = dict(line.values)
        if "description" in cls.model_fields:
            values["description"] = line.description
        if cls.title_field is not None:
            values[cls.title_field] = line.title
            if not line.title.strip():
                raise NoTitle(MissingText.of(command))
        return cls(**values)

    @classmethod
    def readers(cls) -> dict[str, Reader[Any]]:
        """Field name → how its value is recognised."""
        return {name: key.reader for name, key in cls.keyed().items()}

    @classmethod
    def keys(cls) -> dict[str, str]:
        """Folded key word → field name."""
        return {fold(word): name for name, key in cls.keyed().items() for word in key.names}

    @classmethod
    def keyed(cls) -> dict[str, Key]:
        """Field name → its Key, in order of declaration."""
        fields = cls.model_fields.items()
        return {name: mark for name, info in fields for mark in info.metadata if isinstance(mark, Key)}


class NoArgs(Args):
    """For a command that takes nothing; what follows it is ignored."""

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds."""
        return cls()


class FreeText(Args):
    """Everything after the command, as typed."""

    text: str = ""

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds."""
        return cls(text=text.strip())


@dataclass(frozen=True, slots=True)
class Tap:
    """A reaction on a listing's card, on its command, or on something told about it alone; or taken back."""

    ref: Ref
    in_private: bool = False  # on something that was told to this person alone


SHOW = "voir"  # the command that shows whatever goes by a reference

Amend = Callable[[Desk, Ref, Any], Awaitable[None]]
About = Callable[[Desk, Ref, str], Awaitable[Sayable | None]]
OnTap = Callable[[Desk, Tap], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Things:
    """What a feature keeps under references: how people change it without typing a command.

    `taps` and `untaps`: what a reaction does, and taking it back. `erase`: its author's message was deleted.
    `show`: the command that shows one, so that `!O12` does too. `line`: one as a courrier tells of it now.
    `aside`: of one of them nothing is said where others read along.
    `about`: what a command does that names one, by the command's name, whoever's it is and wherever it is typed.
    """

    letters: frozenset[str]
    erase: Callable[[Desk, Ref], Awaitable[None]]
    show: str
    again: Callable[[Desk, str, Ref], Awaitable[None]] | None = None  # said again in that room: its message had to go
    line: Callable[[Desk, Ref], Awaitable[Message | None]] | None = None
    aside: bool = False
    about: dict[str, About] = field(default_factory=dict)
    taps: dict[str, OnTap] = field(default_factory=dict)
    untaps: dict[str, OnTap] = field(default_factory=dict)


class WantsSound(Exception):
    """The handler of a voice wants to hear it: it is fetched, and the handler is asked again."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A voice message: to which question of the bot's, if any, and whether it answers something the bot said."""

    asked: OpenQuestion | None
    answers_us: bool


@dataclass(frozen=True, slots=True)
class RunAgain:
    """What a handler returns to have a command run as if it had been typed, with what was chosen since."""

    command: str
    text: str
    chosen: dict[str, object] = field(default_factory=dict)
    amends: str | None = None  # the reference of what it changes, instead of making another
    by_questions: bool = False  # its text was gathered one question at a time


Run = Callable[[Desk, Any], Awaitable[Sayable | RunAgain | None]]
Made = Callable[[Desk, Ref], Awaitable[bool]]
OnVoice = Callable[[Desk, Spoken], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing people may type. `words` are its other names; `english` is its name in English."""

    name: str
    words: tuple[str, ...]
    english: str
    args: type[Args]
    who: Role
    where: Where
    group: Group
    run: Run
    amend: Amend | None = None  # what an edit of the message that made something does
    voice: OnVoice | None = None  # what a voice message does, of one command in the house

    def meaning(self, word: str, text: str) -> str:
        """The text, behind what the word says by itself."""
        implied = self.args.implied.get(word)
        return text if implied is None else f"{implied}\n{text}"

    @property
    def all_words(self) -> tuple[str, ...]:
        """Every word it answers to, folded."""
        return tuple(dict.fromkeys(fold(word) for word in (self.name, *self.words, self.english)))


def command(
    name: str,
    *words: str,
    english: str,
    args: type[Args],
    who: Role = Role.MEMBER,
    where: Where = Where.EVERYWHERE,
    group: Group = Group.ORIENT,
    amend: Amend | None = None,
    voice: OnVoice | None = None,
) -> Callable[[Run], Command]:
    """Declares a handler as a command."""

    def declare(run: Run) -> Command:
        return Command(name, words, english, args, who, where, group, run, amend, voice)

    return declare


class Occasion(StrEnum):
    """What may happen besides a command; the names are the doors' own."""

    JOIN = "join"
    LEAVE = "leave"
    INVITE = "invite"
    ENTERED = "entered"
    GONE = "gone"
    UPGRADED = "upgraded"
    MUTED = "muted"
    UNMUTED = "unmuted"
    ENCRYPTED = "encrypted"
    UNDECRYPTABLE = "undecryptable"
    READABLE = "readable"
    PRIVATE_MADE = "private_made"  # the bot made a room for somebody
    DECLINED = "declined"  # somebody refused the bot's invitation
    DISTRESS = "distress"  # somebody typed words of distress
    BOUND = "bound"  # an îlot was given its room
    REQUEST = "request"  # another feature made a solidarity request, or brought one further
    TAKEN_BACK = "taken_back"  # its author took back a solidarity request that another feature made


@dataclass(frozen=True, slots=True)
class Happening:
    """One occasion: who it concerns, in the room of the visit."""

    occasion: Occasion
    user_id: str
    name: str | None = None
    members: tuple[tuple[str, str | None], ...] = ()
    encrypted: bool = False
    room_name: str | None = None
    target: str | None = None
    muted: bool = False
    removes: bool = False
    predecessor: str | None = None
    direct: bool = False
    answer: str = ""  # of a distressed message: the yes it began with


Listener = Callable[[Desk, Happening], Awaitable[None]]
NoteHandler = Callable[[Desk, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back to a question: its words, and a reaction as the word it stands for.

    `asked_by` is the outbox row of the message that asked.
    """

    text: str
    fields: dict[str, Any]
    asked_by: int | None = None


AnswerHandler = Callable[[Desk, Answer], Awaitable[Sayable | RunAgain | None]]


@dataclass(frozen=True, slots=True)
class Section:
    """What a feature tells in a courrier: lines, and how many did not fit; the command that shows all of them."""

    tell: Callable[[Desk, Edition], Awaitable[tuple[list[Message], int]]]
    board: str | None = None  # its name, where there is one


@dataclass(frozen=True, slots=True)
class Opening:
    """What a feature says in an îlot's room at the courrier's hour, so that both are one message; its card, to tap."""

    what: Message
    card: str | None


SheetOf = Callable[[Desk], Awaitable[Sheet]]
PeriodSheetOf = Callable[[Desk, Period], Awaitable[Sheet]]
FindOpening = Callable[[Desk, Ilot], Awaitable[Opening | None]]
ToDo = Callable[[Desk], Awaitable[Message | None]]  # « 3 demandes à accuser »; None when nothing waits
WeekLine = Callable[[Desk], Awaitable[Message | None]]
Forget = Callable[[Desk, Person], Awaitable[None]]
Mine = Callable[[Desk, Person], Awaitable[dict[str, Any]]]  # JSON, by name


@dataclass(frozen=True, slots=True)
class Feature:
    """One folder: what people may type, what it listens to, what the clock recalls, what answers mean."""

    name: str
    folder: Path
    commands: tuple[Command, ...] = ()
    listeners: dict[Occasion, Listener] = field(default_factory=dict)
    notes: dict[str, NoteHandler] = field(default_factory=dict)
    answers: dict[str, AnswerHandler] = field(default_factory=dict)
    things: tuple[Things, ...] = ()
    makes: dict[str, Made] = field(default_factory=dict)  # of things several features make, by letter: which it did
    rounds: tuple[tuple[Note, Recurrence], ...] = ()  # notes that come round again
    plan: Callable[[Desk], Awaitable[None]] | None = None  # notes for what an import brought without; safe to repeat
    sections: tuple[Section, ...] = ()  # what it has to tell in the courrier
    opening: FindOpening | None = None  # what it has to say before that
    sheets: tuple[SheetOf, ...] = ()  # what it has to count, for `!export`
    figures: tuple[PeriodSheetOf, ...] = ()  # what it has to count of some days, for `!export`
    dates: tuple[DatesOf, ...] = ()  # what it has in a calendar
    to_do: tuple[ToDo, ...] = ()  # what waits for the Tisseuse, named in her weekly digest
    week: tuple[WeekLine, ...] = ()  # what else it has to say there, a line each
    forget: Forget | None = None  # takes away what it keeps of somebody, with every copy of their words
    mine: Mine | None = None  # what it keeps of somebody, for themselves to have
    tidy: Callable[[Desk], Awaitable[None]] | None = None  # at night: what was kept for long enough goes
