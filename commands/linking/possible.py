"""« Liens possibles »: listings of different îlots, the other way round, that share words or are of one kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from commands.kit.meeting import is_other_way, words_of
from commands.kit.message import Joined, Message
from commands.linking import messages as say
from storage.desk import Desk
from storage.listings import Listing
from storage.values import Direction

MOST = 3
LONGEST = 40  # characters of a title
_SAME_KIND = 2  # how many words in common it is worth that both are of one category or have one #word
_TOO_COMMON = 30  # a word that more listings than this have links nothing


async def possible_links(desk: Desk) -> Message | None:
    """The best three; None when nothing goes together."""
    known = await desk.introductions.known()
    pairs = meeting(await desk.listings.live(), known)[:MOST]
    if not pairs:
        return None
    links = tuple(say.PossibleLink(one=named(one), other=named(other)) for one, other in pairs)
    (one, other), *_ = pairs
    return say.PossibleLinks(links=Joined(links, by=" ; "), one=one.ref, other=other.ref)


def named(listing: Listing) -> say.ListingNamed:
    """With the beginning of its title."""
    title = " ".join(listing.title.split())
    return say.ListingNamed(
        ref=listing.ref, title=title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"
    )


def meeting(listings: Sequence[Listing], known: set[tuple[int, int]]) -> list[tuple[Listing, Listing]]:
    """Pairs that share most first, the need before the offer; what was asked about once never again.

    Each listing stands in one pair at most. Grows with the listings, not with their square.
    """
    seen = [each for each in listings if each.published_at is not None and not each.suspended]
    shared: dict[tuple[int, int], int] = defaultdict(int)
    by_row = {each.id: each for each in seen}
    for weight, group in _groups(seen):
        for one, other in _across(group):
            shared[one.id, other.id] += weight
    fresh = {pair: score for pair, score in shared.items() if (min(pair), max(pair)) not in known}
    ordered = sorted(fresh, key=lambda pair: (-fresh[pair], *_order(by_row[pair[0]]), *_order(by_row[pair[1]])))
    return _apart((by_row[one], by_row[other]) for one, other in ordered)


def _groups(listings: Sequence[Listing]) -> Iterable[tuple[int, list[Listing]]]:
    """Listings that share a word, or a kind; what nearly everybody shares tells nothing."""
    by_word: dict[str, list[Listing]] = defaultdict(list)
    by_kind: dict[str, list[Listing]] = defaultdict(list)
    for each in listings:
        for stem in words_of((each.title, each.description)):
            by_word[stem].append(each)
        for kind in {*each.tags, *([each.category] if each.category else [])}:
            by_kind[kind].append(each)
    yield from ((1, group) for group in by_word.values() if len(group) <= _TOO_COMMON)
    yield from ((_SAME_KIND, group) for group in by_kind.values() if len(group) <= _TOO_COMMON)


def _across(group: list[Listing]) -> Iterable[tuple[Listing, Listing]]:
    """What is wanted, and what is offered in another îlot by somebody else."""
    wanted = [each for each in group if each.direction != Direction.OFFER]
    for one in wanted:
        for other in group:
            goes = is_other_way(Direction(one.direction), Direction(other.direction))
            if goes and one.author_id != other.author_id and one.ilot_id != other.ilot_id:
                yield one, other


def _apart(pairs: Iterable[tuple[Listing, Listing]]) -> list[tuple[Listing, Listing]]:
    taken: set[int] = set()
    found = []
    for one, other in pairs:
        if not {one.id, other.id} & taken:
            taken |= {one.id, other.id}
            found.append((one, other))
    return found


def _order(listing: Listing) -> tuple[str, int]:
    return listing.letter, listing.number
