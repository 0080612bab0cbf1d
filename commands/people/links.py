"""`!ilots liens`: which îlots are linked, and by what: exchanges, things in common. Never by solidarity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from commands.kit.message import Joined, Lines, Message
from commands.people import messages as say
from storage.desk import Desk
from storage.links import LinkKind, Tie

MOST = 12


async def links_shown(desk: Desk) -> Message:
    """A line a pair, those with most links first; twelve lines at most."""
    ties = await desk.links.between_ilots()
    if not ties:
        return say.NoLinks()
    names = {ilot.id: ilot.name for ilot in await desk.ilots.all()}
    pairs = [pair for pair, _ in Counter(tie.pair for tie in ties).most_common()]
    kept = pairs if len(pairs) <= MOST else pairs[: MOST - 1]
    lines: list[Message] = [_line(names, pair, [tie for tie in ties if tie.pair == pair]) for pair in kept]
    if len(pairs) > len(kept):
        lines.append(say.MoreLinks(count=len(pairs) - len(kept)))
    return say.LinksShown(lines=Lines(tuple(lines)))


def _line(names: dict[int, str], pair: tuple[int, int], ties: Iterable[Tie]) -> say.LinkLine:
    refs: dict[LinkKind, list[str]] = {}
    for tie in ties:
        refs.setdefault(tie.kind, []).append(str(tie.origin))
    parts = [
        say.LinkedBy(kind=kind, count=len(refs[kind]), refs=", ".join(refs[kind])) for kind in LinkKind if kind in refs
    ]
    one, other = (names[ilot_id] for ilot_id in pair)
    return say.LinkLine(one=one, other=other, parts=Joined(tuple(parts)))
