"""What the commands of the bourse take."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Self

from commands.exchange.messages import UnreadableDate, WhichListing
from commands.kit.command import Args, Key
from commands.kit.message import Refusal
from commands.kit.reading import (
    PERMANENT,
    PLACE,
    PRICE,
    REACH,
    SPAN,
    TAGS,
    UNTIL,
    DateDoubt,
    Deadline,
    Sight,
    Unreadable,
    fold,
    read_ref,
    unadorned,
)
from storage.drafts import Draft, Search
from storage.values import Direction, Moment, Place, Price, Reach, Ref, Span

LONGEST = 1500


class NewListing(Args):
    """Free text, with what can be recognised recognised, and keys that beat any guess."""

    needs_places: ClassVar[bool] = True
    title_field: ClassVar[str | None] = "title"

    title: str
    description: str = ""
    when: Annotated[Span | None, Key(SPAN, ("quand", "date", "when"), asked=True)] = None
    until: Annotated[Deadline | None, Key(UNTIL, ("jusqu'au", "jusqu'à", "jusque", "limite", "until"))] = None
    price: Annotated[Price | None, Key(PRICE, ("tarif", "prix", "price"), asked=True)] = None
    place: Annotated[Place | None, Key(PLACE, ("où", "lieu", "where"), asked=True)] = None
    reach: Annotated[Reach | None, Key(REACH, ("portée", "reach"))] = None
    permanent: Annotated[bool, Key(PERMANENT)] = False
    tags: Annotated[tuple[str, ...], Key(TAGS)] = ()
    shortened: bool = False

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """The first 1,500 characters; `shortened` when there were more."""
        whole = text.strip()
        args = cls._read_line(whole[:LONGEST], sight, command, chosen or {})
        return args.model_copy(update={"shortened": len(whole) > LONGEST})

    def draft(self, reach: Reach = Reach.ARCHIPEL) -> Draft:
        """As storage wants it; `reach` when nothing was said about it."""
        return Draft(
            title=self.title.strip(),
            description=self.description.strip(),
            span=self.when,
            until=self.until.moment if self.until else None,
            price=self.price,
            place=self.place,
            reach=self.reach or reach,
            permanent=self.permanent,
            tags=self.tags,
        )


class OneListing(Args):
    """A reference, and what follows it."""

    ref: Ref
    rest: str = ""

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal when no reference is there."""
        found = read_ref(text)
        if found is None:
            raise Refusal(WhichListing(command=command))
        return cls(ref=found[0], rest=found[1])


_NAME = r"(@?[\w.=/+-]+(?::[\w.-]+)?)"
_WITH = re.compile(rf"^\W*(?:avec|with)\s+{_NAME}", re.IGNORECASE)
_AND = re.compile(rf"\s*(?:[,&]|\b(?:et|and)\b|(?=\s@))\s*(?:(?:avec|with)\s+)?{_NAME}", re.IGNORECASE)


class Settled(OneListing):
    """`B8 avec @ines merci`: the reference, and perhaps with whom."""

    @property
    def partners(self) -> list[str]:
        """The name after « avec », as typed, and what may be others: « avec karim et theo »."""
        found, match = list[str](), _WITH.match(self.rest)
        while match is not None:
            found.append(match[1].rstrip("."))
            match = _AND.match(self.rest, match.end())
        return found


class Extended(OneListing):
    """`O10 jusqu'au 15/05`, or the reference alone."""

    until: Moment | None = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal when the date cannot be read: nothing is guessed here."""
        one = OneListing.read(text, sight, command)
        said = unadorned(one.rest.strip())
        if not re.search(r"\w", said):
            return cls(ref=one.ref)
        settled = (chosen or {}).get("until")
        if isinstance(settled, Deadline):
            return cls(ref=one.ref, until=settled.moment)
        try:
            return cls(ref=one.ref, until=UNTIL.whole(said, sight).moment)
        except DateDoubt as doubt:
            doubt.field = "until"
            raise
        except Unreadable as unread:
            raise Refusal(UnreadableDate(ref=str(one.ref), got=said[:60])) from unread


_DIRECTIONS = {
    "offre": Direction.OFFER,
    "offres": Direction.OFFER,
    "offer": Direction.OFFER,
    "offers": Direction.OFFER,
    "besoin": Direction.NEED,
    "besoins": Direction.NEED,
    "need": Direction.NEED,
    "needs": Direction.NEED,
    "interim": Direction.COVER,
    "interims": Direction.COVER,
    "remplacement": Direction.COVER,
    "remplacements": Direction.COVER,
    "cover": Direction.COVER,
    "covers": Direction.COVER,
}
_REMOTE = re.compile(r"\b(?:a distance|en visio|remote)\b")
_PAGE = re.compile(r"\bpage\s+(\d{1,4})\s*$")
_LITTLE = frozenset(
    [
        "a",
        "au",
        "aux",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "l",
        "la",
        "le",
        "les",
        "un",
        "une",
        "pour",
        "sur",
        "dans",
        "chez",
        "the",
        "of",
        "in",
        "for",
    ]
)


class Filter(Args):
    """Words in any order: direction, « à distance », place, tag, anything; and a page."""

    text: str = ""
    search: Search = Search()
    page: int = 1

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds: what is not understood is searched for."""
        folded = " ".join(fold(text).split())
        page = _PAGE.search(folded)
        words = _PAGE.sub("", folded)
        remote = _REMOTE.search(words) is not None
        rest = re.sub(r"[^\w'#-]+", " ", _REMOTE.sub(" ", words)).split()
        return cls(text=text.strip(), search=_search(rest, remote=remote), page=max(1, int(page[1])) if page else 1)


def _search(words: list[str], *, remote: bool) -> Search:
    directions = frozenset(_DIRECTIONS[word] for word in words if word in _DIRECTIONS)
    kept = [part for word in words if word not in _DIRECTIONS for part in word.lstrip("#").split("'")]
    return Search(tuple(part for part in kept if part not in _LITTLE and part), directions, remote)
