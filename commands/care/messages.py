"""What the bot may say about what it keeps of people."""

from __future__ import annotations

from commands.kit.message import Lines, Message
from storage.audit import AuditAction


class DataTold(Message):
    """`!moi données`: what is kept, for how long, who sees it, what the bot can read, and who answers for it."""

    departures: int  # days
    listings: int  # months
    requests: int  # days
    responsible: Message
    more: Message | None


class Responsible(Message):
    """Who answers for the data, and how to reach them; as configured."""

    name: str
    contact: str


class NobodyNamedResponsible(Message):
    """The configuration names nobody."""


class ReadMore(Message):
    """Where all of it stands."""

    address: str


class ExportGiven(Message):
    """One's own data, as JSON, in the file that comes with it."""


class ExportInPrivate(Message):
    """Where others read along, nothing of it is shown."""


class JournalShown(Message):
    """Who looked at what, the newest first."""

    lines: Lines


class JournalLine(Message):
    """One of them; its hour stands before."""

    actor: str
    action: AuditAction
    ref: str


class NobodyLooked(Message):
    """There is none, for as many months as it is kept."""

    months: int


class ForgetAsked(Message):
    """What goes for good, what stays; « oui » within ten minutes."""

    months: int  # for which the log of accesses is kept


class NothingForgotten(Message):
    """Anything but « oui »."""


class Forgotten(Message):
    """Done. Whoever writes again begins anew; being in a room is up to Matrix."""

    member: bool


class NeededInOffice(Message):
    """The Tisseuse and her deputy are named by the configuration."""
