"""What `!commun` takes: a sentence, and two keys; and a page of the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Self

from commands.kit.command import Args, Key
from commands.kit.paging import page_in
from commands.kit.reading import KIND, WORDS, Sight, fold
from storage.values import CommonKind

LONGEST = 1500
_NOTHING = frozenset({"rien", "plus rien", "personne", "nothing", "nobody", "-", "non", "no"})
_LIST = frozenset({"liste", "la liste", "list", "the list"})


class NewCommon(Args):
    """Nothing in the sentence is read as a date or a price. `!mutualise` and `!objet` say what kind it is."""

    title_field: ClassVar[str | None] = "title"
    implied: ClassVar[Mapping[str, str]] = {"mutualise": "nature: mutualisation", "objet": "nature: objet"}

    title: str
    description: str = ""
    kind: Annotated[CommonKind | None, Key(KIND, ("nature", "kind"), asked=True)] = None
    missing: Annotated[str | None, Key(WORDS, ("manque", "missing"), asked=True)] = None
    shortened: bool = False

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """The first 1,500 characters; `shortened` when there were more."""
        whole = text.strip()
        args = cls._read_line(whole[:LONGEST], sight, command, chosen or {})
        return args.model_copy(update={"shortened": len(whole) > LONGEST})

    @property
    def wants_the_list(self) -> bool:
        """`!commun liste`."""
        return fold(self.title).strip(" .!") in _LIST

    @property
    def name(self) -> str:
        """The person's words, with a capital."""
        words = self.title.strip()
        return words[:1].upper() + words[1:]

    @property
    def lack(self) -> str | None:
        """What is missing, unless it is nothing."""
        return what_is_missing(self.missing or "")


def what_is_missing(said: str) -> str | None:
    """None for « rien »."""
    words = " ".join(said.split())
    return None if fold(words).strip(" .!") in {"", *_NOTHING} else words


class Page(Args):
    """`!communs`, and perhaps a page."""

    page: int = 1

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds."""
        return cls(page=page_in(text))
