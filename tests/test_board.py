"""The board, page by page, beside the whole of it: whatever is asked for, nothing is missing, twice or out of order."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from storage.database import Database, Session
from storage.drafts import Draft, Search
from storage.ilots import Ilots
from storage.listings import Listing, Listings
from storage.people import People
from storage.values import Direction, ListingState
from tests.inside import START

TODAY = START.date()


async def _stock(session: Session) -> list[Listing]:
    """Of three, one lasts; two of five end on the same day; the fifth is closed."""
    author, ilot = await People(session).meet("@noa:x"), await Ilots(session).create("granit", "Granit", None, TODAY)
    made = []
    for index in range(15):
        draft = Draft(title=f"Listing {index} {'montage' if index % 2 else 'relecture'}", permanent=index % 3 == 0)
        listing = await Listings(session).post(Direction.OFFER, draft, author, ilot, START, TODAY)
        if listing.expires_on is not None:
            listing.expires_on = TODAY + dt.timedelta(days=index % 5 // 2)
        if index % 5 == 4:
            listing.state = ListingState.WITHDRAWN
        made.append(listing)
    await session.flush()
    return made


def _whole(stock: list[Listing], word: str) -> list[int]:
    live = [each for each in stock if each.is_live and word in each.folded]
    live.sort(key=lambda each: (each.expires_on is None, each.expires_on or TODAY, each.number))
    return [each.number for each in live]


@pytest.mark.parametrize("word", ["", "montage", "listing", "nothing"])
async def test_every_page_is_a_piece_of_the_whole(database: Database, word: str) -> None:
    async with database.transaction() as session:
        whole = _whole(await _stock(session), word)
        search = Search(words=(word,) if word else ())
        for limit, offset in product(range(1, 14), range(14)):
            found = await Listings(session).board(search, [], limit, offset)
            assert [each.number for each in found] == whole[offset : offset + limit]
