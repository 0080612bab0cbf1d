"""A bot to be measured: the real parts, the sample collective, and as many stored rows as asked for."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, text, update

from bot.app import Bot
from bot.config import Config, Storage
from bot.house import open_rehearsal
from bot.postman import Postman
from bot.rehearsal import StageClock
from bot.transport import Batch, Heard, Incoming
from storage.agenda import AgendaRow
from storage.database import Base, Session
from storage.delivery import txn_id
from storage.folding import fold
from storage.ilots import Ilot, Membership
from storage.letters import InboxRow, OutboxRow
from storage.listings import Listing
from storage.numbers import Counter
from storage.people import Person
from storage.posts import Post
from storage.values import Moment
from tests.inside import PaperDoor
from tests.playing import ARCHIPEL

RARE = "kouign"  # in one listing of a thousand
_TRADES = (
    *("montage vidéo", "relecture de dossier", "photographie de spectacle", "mise en page", "traduction anglaise"),
    *("comptabilité du trimestre", "menuiserie de décor", "sonorisation de concert", "graphisme d'affiche"),
    *("régie générale", "costumes à coudre", "atelier d'écriture", "développement web", "garde d'enfants"),
    *("covoiturage du matin", "administration de production", "animation d'atelier", "prise de son"),
    *("conseil juridique", "dépannage informatique"),
)
_DETAIL = "Disponible en semaine, matériel sur place, se mettre d'accord par téléphone sur le jour et sur l'heure."
_ROWS_AT_ONCE = 500
_SECTIONS = ("format", "reference_now", "zone", "ilots", "people", "roles", "listings")
_LETTERS = ("O", "O", "O", "B", "B", "I")
_DIRECTIONS = {"O": "offer", "B": "need", "I": "cover"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody of the collective, in their îlot's room."""

    person_id: int
    user_id: str
    ilot_id: int
    room_id: str


@dataclass(slots=True)
class Ground:
    """One bot on one database."""

    on: str  # sqlite or postgresql
    size: int
    bot: Bot
    clock: StageClock
    postman: Postman
    speakers: list[Speaker]
    offers: Iterator[tuple[str, int]]  # references nobody has raised a hand for yet, with their author
    heard: int = 0

    def typed(self, speaker: Speaker, body: str) -> Batch:
        """One sync that brings one message."""
        self.heard += 1
        event_id, now = f"$measured{self.heard}", self.clock.now()
        said = Incoming(event_id, speaker.room_id, speaker.user_id, Heard.MESSAGE, now, body=body)
        return Batch(f"m{self.heard - 1}", f"m{self.heard}", now, (said,))

    async def answer(self, batch: Batch) -> None:
        """From what came in to committed rows of the outbox, as the running bot does it."""
        await self.bot.intake.receive(batch)
        await self.bot.intake.settle()


@asynccontextmanager
async def opened(on: str, url: str, size: int, folder: Path) -> AsyncIterator[Ground]:
    """With `size` live listings, and as many rows in agenda, inbox, outbox and posts."""
    async with AsyncExitStack() as stack:
        config = Config(storage=Storage(key_file=str(folder / "navette.key")))
        stage = open_rehearsal(config, collective(folder), url, lambda _line: None)
        rehearsal, bot = await stack.enter_async_context(stage)
        async with bot.bench.transaction() as session:
            speakers = await _speakers(session)
            listings = await _fill(session, bot, speakers, size)
        async with bot.bench.database.engine.connect() as connection:
            if on == "postgresql":  # its autovacuum would do it within a minute
                await connection.execute(text("ANALYZE"))
                await connection.commit()
        clock = rehearsal._clock
        yield Ground(on, size, bot, clock, bot.postman(PaperDoor()), speakers, _offers(listings))


def collective(folder: Path) -> Path:
    """The sample, without the sections that are not kept yet: each would be named on standard error."""
    whole = json.loads(ARCHIPEL.read_text("utf-8"))
    file = folder / "collective.json"
    file.write_text(json.dumps({name: whole[name] for name in _SECTIONS}), "utf-8")
    return file


def _offers(listings: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    return ((f"O{row['number']}", row["author_id"]) for row in listings if row["letter"] == "O")


async def _speakers(session: Session) -> list[Speaker]:
    query = select(Person.id, Person.user_id, Ilot.id, Ilot.room_id)
    query = query.join(Membership, Membership.person_id == Person.id).join(Ilot, Ilot.id == Membership.ilot_id)
    found = await session.execute(query.where(Ilot.room_id.is_not(None)).order_by(Membership.id))
    return [Speaker(person_id, user_id, ilot_id, str(room_id)) for person_id, user_id, ilot_id, room_id in found]


# ── rows that were there before ──


async def _fill(session: Session, bot: Bot, speakers: list[Speaker], size: int) -> list[dict[str, Any]]:
    now, account = bot.bench.now(), bot.bench.account_id
    last = {row.letter: row.last for row in await session.scalars(select(Counter))}
    listings = list(_listings(random.Random(size), speakers, last, size, now))
    await _insert(session, Listing, listings)
    for letter in _DIRECTIONS:
        top = await session.scalar(select(func.max(Listing.number)).where(Listing.letter == letter))
        await session.execute(update(Counter).where(Counter.letter == letter).values(last=top))
    refs = [f"{row['letter']}{row['number']}" for row in listings]
    await _insert(session, AgendaRow, [_note(account, row, now) for row in listings])
    await _insert(session, InboxRow, [_event(account, speakers, each, now) for each in range(size)])
    await _insert(session, OutboxRow, [_message(account, speakers, each, now) for each in range(size)])
    first = int(await session.scalar(select(func.max(OutboxRow.seq))) or 0) - size + 1
    await _insert(session, Post, [_post(account, speakers, ref, first + each) for each, ref in enumerate(refs)])
    return listings


async def _insert(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        await session.execute(insert(table), rows[start : start + _ROWS_AT_ONCE])


def _listings(
    chance: random.Random, speakers: list[Speaker], last: dict[str, int], size: int, now: dt.datetime
) -> Iterator[dict[str, Any]]:
    """All of them live: the most that a search has to look through."""
    numbers = dict(last)
    for index in range(size):
        letter, speaker, trade = _LETTERS[index % 6], speakers[index % len(speakers)], chance.choice(_TRADES)
        numbers[letter] = numbers.get(letter, 0) + 1
        title = f"{trade.capitalize()}, {chance.randint(1, 20)} jours{f' et {RARE}' if index % 1000 == 7 else ''}"
        permanent = index % 10 == 0
        starts = now.date() + dt.timedelta(days=chance.randint(1, 30))
        yield {
            "letter": letter,
            "number": numbers[letter],
            "direction": _DIRECTIONS[letter],
            "title": title,
            "description": _DETAIL,
            "author_id": speaker.person_id,
            "ilot_id": speaker.ilot_id,
            "reach": "archipel",
            "remote": index % 4 == 0,
            "starts": None if permanent else Moment(starts),
            "approximate": False,
            "permanent": permanent,
            "state": "open",
            "created_at": now,
            "published_at": now,
            "expires_on": None if permanent else starts,
            "tags": [],
            "suspended": False,
            "folded": fold(f"{title} {_DETAIL}"),
        }


def _note(account: int, listing: dict[str, Any], now: dt.datetime) -> dict[str, Any]:
    """The end of a listing; a permanent one's place is taken by a late one."""
    ref = f"{listing['letter']}{listing['number']}"
    day = listing["expires_on"] or now.date() + dt.timedelta(days=60)
    due = dt.datetime.combine(day, dt.time(22), dt.UTC)
    fields = {"account_id": account, "kind": "listing-ends", "key": f"listing-ends:{ref}", "payload": {"ref": ref}}
    return {**fields, "rule": None, "zone": "Europe/Paris", "next_due": due, "attempts": 0}


def _event(account: int, speakers: list[Speaker], index: int, now: dt.datetime) -> dict[str, Any]:
    speaker, at = speakers[index % len(speakers)], now - dt.timedelta(minutes=index % 100_000)
    fields = {"account_id": account, "event_id": f"$before{index:043d}", "room_id": speaker.room_id}
    return {**fields, "sender": speaker.user_id, "origin_ts": at, "received_at": at, "state": "done", "attempts": 0}


def _message(account: int, speakers: list[Speaker], index: int, now: dt.datetime) -> dict[str, Any]:
    key, at = f"reply:$before{index:043d}:0", now - dt.timedelta(minutes=index % 100_000)
    fields = {"account_id": account, "room_id": speakers[index % len(speakers)].room_id, "dedupe_key": key}
    fields |= {"txn_id": txn_id(key), "kind": "text", "urgency": "answer", "state": "sent", "attempts": 1}
    return {**fields, "created_at": at, "last_attempt_at": at, "event_id": f"$after{index:043d}"}


def _post(account: int, speakers: list[Speaker], ref: str, seq: int) -> dict[str, Any]:
    return {"account_id": account, "card": ref, "room_id": speakers[0].room_id, "outbox_seq": seq}
