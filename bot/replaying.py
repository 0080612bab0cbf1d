"""At a start: what the journal says is forgotten, and this database still knows, is forgotten again."""

from __future__ import annotations

import asyncio

import structlog

from bot.bench import Bench
from bot.desks import bare_desk
from bot.dispatch import Dispatch
from bot.envelopes import Envelopes
from bot.words import Words
from storage.delivery import Delivery
from storage.erasures import Forgetting, digest, erasure_id
from storage.values import Ref

log = structlog.get_logger()


async def replay(bench: Bench, dispatch: Dispatch, words: Words) -> int:
    """A backup was put back. Returns how many. Safe to interrupt, safe to run twice. Raises WrongKey."""
    journal = await asyncio.to_thread(bench.journal.all)
    replayed = 0
    for done in journal:
        replayed += await _replay(bench, dispatch, words, done)
    if replayed:
        await bench.database.forget_erased()
        log.warning("erasures.replayed", count=replayed)
    return replayed


async def _replay(bench: Bench, dispatch: Dispatch, words: Words, done: Forgetting) -> bool:
    """True for one that this database did not know. Whoever is forgotten as it should be is not there to be found."""
    async with bench.transaction() as session:
        desk = bare_desk(bench, session)
        if not await desk.erasures.unknown([done]) or await _is_still_asked(desk.delivery, done):
            return False
        if done.what:
            await dispatch.erase(desk, Ref.parse(done.what))
        for person in await desk.people.all():
            if digest(person.user_id) == done.who:
                await dispatch.forget(desk, person)
        await desk.erasures.settle(done)
        await Envelopes(words).post_all(desk, f"erasure:{done.id}", None)
    return True


async def _is_still_asked(delivery: Delivery, done: Forgetting) -> bool:
    """The process died before the commit, and will hear the same « oui », or see the same message deleted, again: then
    it is done, and answered.
    """
    asked = await delivery.unhandled()
    return any(erasure_id(event_id, done.what or sender) == done.id for event_id, sender in asked)
