"""What the bot says of a request in the Tisseuse's room, or to whoever stands in for her."""

from __future__ import annotations

from commands.kit.message import Lines, Message
from storage.values import Moment, Ref


class RequestHead(Message):
    """The first message of a request's thread: it always shows the state."""

    ref: Ref
    need: Message
    within: Message
    who: Message
    state: Message
    since: Moment


class RequestOpened(Message):
    """Its words."""

    ref: Ref
    text: str


class AuthorIsBusy(Message):
    """Its author is answering something else: a « oui » of theirs would be one to that."""

    ref: Ref


class RequestCorrected(Message):
    """Its author changed the words."""

    ref: Ref


class FromAuthor(Message):
    """Words of its author's."""

    ref: Ref
    who: Message
    text: str


class FromHelper(Message):
    """Somebody answers what was passed on."""

    ref: Ref
    name: str
    text: str


class FromOriented(Message):
    """What the one named person answered."""

    ref: Ref
    name: str
    text: str


class RequestNoted(Message):
    """An order of hers was done."""

    ref: Ref
    state: Message


class ToAcknowledge(Message):
    """In the weekly digest: nobody took them yet; `late` of them since as many working days as an answer may take."""

    count: int
    late: int
    days: int


class ReplySent(Message):
    """Her words went."""

    ref: Ref


class AskedAuthor(Message):
    """Their « oui » is waited for."""

    ref: Ref


class AuthorAgreed(Message):
    """To what she proposed."""

    ref: Ref


class AuthorRefused(Message):
    """The same."""

    ref: Ref


class WithdrawnByAuthor(Message):
    """Its words are gone."""

    ref: Ref


class Unreached(Message):
    """There is no way to write to them in private any more."""

    ref: Ref


class RequestDue(Message):
    """Nobody has taken it yet."""

    ref: Ref
    days: int


class RequestQueue(Message):
    """`!demandes`."""

    lines: Lines
    more: int


class QueueLine(Message):
    """One of them."""

    ref: Ref
    need: Message
    within: Message
    who: Message
    state: Message
    since: Moment


class QueueEmpty(Message):
    """The same."""


class RoomNotAlone(Message):
    """Somebody else is in the Tisseuse's room: solidarity waits."""


class HowRequestWorks(Message):
    """`!demande` without an order it knows."""


class RelayTooTelling(Message):
    """The text would tell who it is."""

    words: str


class CannotOrient(Message):
    """To themselves, or to nobody who can be written to."""

    name: str
