"""What `!trace` takes: words at the start that say how far and how signed, then the person's own words, untouched."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self

from commands.kit.command import Args, NoTitle
from commands.kit.message import Refusal
from commands.kit.messages import MissingText
from commands.kit.reading import Sight, fold
from commands.traces.messages import HowRecueilWorks, TraceTooLong
from storage.traces import LETTER, Scope, Signature
from storage.values import Ref

LONGEST = 4000

_SCOPES = {
    **dict.fromkeys(("prive", "privee", "private"), Scope.PRIVATE),
    **dict.fromkeys(("ilot", "islet"), Scope.ILOT),
    "archipel": Scope.ARCHIPEL,
    **dict.fromkeys(("recueil", "anthologie", "anthology"), Scope.ANTHOLOGY),
}
_SIGNATURES = {
    **dict.fromkeys(("anonyme", "anonymous"), Signature.ANONYMOUS),
    **dict.fromkeys(("prenom", "first name"), Signature.FIRST_NAME),
    **dict.fromkeys(("nom complet", "full name"), Signature.FULL_NAME),
}
_TOGETHER = frozenset({"nous", "we"})
_BACK = frozenset({"retire", "efface", "withdraw", "erase"})
_AGAINST = frozenset({"non", "objection", "no", "object"})
_FOR = frozenset({"oui", "yes"})
_SAME_PHRASE = frozenset({"de", "du", "des", "en", "est", "a", "qui", "et", "ou", "sans", "of", "is", "and"})
_AUDIO, _FILES = "audio", frozenset({"fichiers", "fichier", "files"})
_WORD = re.compile(r"\s*(nom complet|full name|first name|[^\W\d_]+)", re.IGNORECASE)
_ABOUT_ONE = re.compile(rf"{LETTER}[ -]?([1-9]\d{{0,8}})(?:\s+(.*))?", re.IGNORECASE | re.DOTALL | re.ASCII)


class NewTrace(Args):
    """A new trace, or one that is named: `R25`, `R25 recueil anonyme`, `R25 retire`, `R25 non`."""

    title_field: ClassVar[str | None] = "text"

    text: str = ""
    scope: Scope | None = None
    signature: Signature | None = None
    together: bool = False
    ref: Ref | None = None
    takes_back: bool = False
    objects: bool = False
    approves: bool = False

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Nothing in a trace is a date or a price. Raises NoTitle where there are no words."""
        whole = text.strip()
        about = _ABOUT_ONE.fullmatch(whole)
        if about is not None and (order := _order(about[2] or "")) is not None:
            return cls(ref=Ref(LETTER, int(about[1])), **order)
        marks, words = _marked(whole)
        if not words and not marks:
            raise NoTitle(MissingText.of(command))
        if not words:
            raise Refusal(MissingText.of(command))
        if len(words) > LONGEST:
            raise Refusal(TraceTooLong(longest=LONGEST))
        return cls(text=words, **marks)


def _order(text: str) -> dict[str, Any] | None:
    """What is wanted of a trace that is named; None when these are words of a new one."""
    said = fold(text).strip(" .!")
    if said in _BACK | _AGAINST | _FOR:
        return {"takes_back": said in _BACK, "objects": said in _AGAINST, "approves": said in _FOR}
    marks, rest = _marked(text)
    return None if rest or "together" in marks else marks


def _marked(text: str) -> tuple[dict[str, Any], str]:
    """The words that stand before a trace, and the trace. A sentence that begins with one of them keeps it."""
    marks: dict[str, Any] = {}
    rest = text
    while (found := _WORD.match(rest)) is not None:
        mark = _mark(fold(found[1]), marks)
        if mark is None:
            break
        after = rest[found.end() :]
        name, value = mark
        if _goes_on(after, name, marks):
            if name == "together":  # « nous avons ri »: they mean all of them, and these are their words
                marks[name] = value
            break
        marks[name] = value
        rest = re.sub(r"^[ \t]*[:,]", "", after)
    return marks, rest.strip()


def _mark(word: str, marks: dict[str, Any]) -> tuple[str, Any] | None:
    """Each once; a signature only where it is said how far."""
    if word in _TOGETHER and not marks:
        return "together", True
    if word in _SCOPES and "scope" not in marks:
        return "scope", _SCOPES[word]
    if word in _SIGNATURES and "signature" not in marks:
        return "signature", _SIGNATURES[word]
    return None


def _goes_on(after: str, name: str, marks: dict[str, Any]) -> bool:
    """True where the word is the beginning of a sentence, and no mark."""
    if not after.strip() or re.match(r"[ \t]*[:,\n]", after):
        return False
    if re.match(r"['’-]", after):
        return True
    following = _WORD.match(after)
    if following is None:
        return False
    if (name == "together" or (name == "signature" and not marks)) and following[1][0].islower():
        return _mark(fold(following[1]), {name: True}) is None
    return fold(following[1]) in _SAME_PHRASE or re.match(r"\s*[dD]['’]", after) is not None


class Edited(Args):
    """`!recueil`, `!recueil R3`, `!recueil R3 publie`, `!recueil R3` and an edited text, `audio`, `fichiers`."""

    ref: Ref | None = None
    words: str = ""
    audio: bool = False
    files: bool = False

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal for anything else."""
        whole = text.strip()
        about = _ABOUT_ONE.fullmatch(whole)
        if about is not None:
            return cls(ref=Ref(LETTER, int(about[1])), words=(about[2] or "").strip())
        wanted = fold(whole)
        if wanted not in {"", _AUDIO, *_FILES}:
            raise Refusal(HowRecueilWorks())
        return cls(audio=wanted == _AUDIO, files=wanted in _FILES)
