"""Introductions under way in a document's `continuity`: which two listings were asked about, and who said what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.introductions import Introduction
from storage.listings import Listing
from storage.values import Direction

_ListingRef = Annotated[str, Field(pattern=r"^[OBI][1-9][0-9]{0,8}$")]
_RANK = {direction.letter: number for number, direction in enumerate(Direction)}


class IntroductionEntry(BaseModel):
    """One of them. `says`: by listing, in the order of the section `listings`, its author's answer or null."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    says: Annotated[dict[_ListingRef, bool | None], Field(min_length=2, max_length=2)]
    asked_at: dt.datetime
    over: bool = False


def unknown_listings(entries: Iterable[IntroductionEntry], listings: set[str]) -> list[str]:
    """What is named there and is no listing of the document."""
    refs = [ref for entry in entries for ref in entry.says]
    return [f"introductions: {ref} is not in listings" for ref in refs if ref not in listings]


async def introductions_out(session: AsyncSession) -> list[IntroductionEntry]:
    """In the order of asking. Row ids, which differ from one database to the next, leave no trace."""
    listings = {each.id: each for each in await session.scalars(select(Listing))}
    found = await session.scalars(select(Introduction).order_by(Introduction.id))
    return [_entry(each, listings[each.one_id], listings[each.other_id]) for each in found]


def _entry(made: Introduction, one: Listing, other: Listing) -> IntroductionEntry:
    said = sorted(
        [(one, made.one_says), (other, made.other_says)], key=lambda each: (_RANK[each[0].letter], each[0].number)
    )
    return IntroductionEntry(
        says={str(listing.ref): answer for listing, answer in said}, asked_at=made.asked_at, over=made.over
    )


async def add_introductions(session: AsyncSession, entries: Iterable[IntroductionEntry]) -> None:
    """Those about two listings that were not asked about here."""
    listings = {str(each.ref): each.id for each in await session.scalars(select(Listing))}
    have = {(each.one_id, each.other_id) for each in await session.scalars(select(Introduction))}
    for entry in entries:
        (one, one_says), (other, other_says) = sorted((listings[ref], said) for ref, said in entry.says.items())
        if (one, other) not in have:
            answers = {"one_says": one_says, "other_says": other_says}
            session.add(Introduction(one_id=one, other_id=other, asked_at=entry.asked_at, over=entry.over, **answers))
            await session.flush()  # one a time: row ids are the order of asking
