"""Safe mode: something essential is broken, and the Tisseuse hears in her room what it is and what helps. Nothing else.

These are no commands of the registry: another bot says them, beside a database that it leaves alone.
"""

from __future__ import annotations

from commands.kit.message import Message
from commands.kit.reading import fold
from commands.safe.messages import Broken, BrokenWhat, SafeHelp, SafeState

_STATE = frozenset({"etat", "sante", "status"})
_HELP = frozenset({"aide", "help", "?"})
WORDS = _STATE | _HELP


def answer_to(word: str, *, version: str, kind: Broken, detail: str) -> tuple[str, Message] | None:
    """The English name of what was asked, and what is said; None for anything else: it waits for a whole bot."""
    if fold(word) in _STATE:
        return "status", SafeState(version=version, what=BrokenWhat(kind=kind), detail=detail)
    return ("help", SafeHelp()) if fold(word) in _HELP else None
