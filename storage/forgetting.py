"""Somebody is forgotten: what features did not take away by themselves stands from then on for « une personne »."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, select, update

from storage.database import Base
from storage.desk import Act, Desk, Urgency
from storage.gestures import Gesture
from storage.ilots import Membership
from storage.letters import InboxRow, OutboxRow
from storage.people import Person
from storage.questions import OpenQuestion
from storage.rooms import Occupant, RoomKind
from storage.unreadable import UnreadableMessage


async def forget_everywhere(desk: Desk, person: Person) -> None:
    """Their row goes, and every id and word of theirs that the bot keeps by itself. To be called last."""
    await _silence(desk, person.user_id)
    await _forget_ids(desk, person.user_id)
    home = await desk.ilots.find(person.home_id) if person.home_id else None
    nobody = await desk.people.nobody_of((home.id, home.slug) if home else None)
    session = desk.session
    await session.flush()
    await session.execute(delete(Membership).where(Membership.person_id == person.id))
    for column in _columns_of_people():
        await session.execute(update(column.table).where(column == person.id).values({column.name: nobody.id}))
    await session.delete(person)
    await session.flush()


async def _silence(desk: Desk, user_id: str) -> None:
    """What was said to them alone, because of what they sent, or about them by id, loses its words."""
    rooms = {place.room_id for place in [await desk.rooms.private_with(user_id)] if place is not None}
    mine = (InboxRow.account_id == desk.account_id, InboxRow.sender == user_id)
    causes = set(await desk.session.scalars(select(InboxRow.event_id).where(*mine)))
    kept = select(OutboxRow).where(OutboxRow.account_id == desk.account_id, OutboxRow.content.is_not(None))
    for row in list(await desk.session.scalars(kept)):
        content = row.content or {}
        if row.room_id in rooms or content.get("cause") in causes or _names(content, user_id):
            await desk.delivery.erase(row.seq)
    await _take_back(desk, causes, rooms)
    await desk.privates.drop(user_id)
    await desk.privates.settle(user_id)


async def _take_back(desk: Desk, causes: set[str], own: set[str]) -> None:
    """What was said because of them is deleted where it was sent, but for what `own` rooms hold: those are theirs."""
    sent = select(OutboxRow).where(OutboxRow.account_id == desk.account_id, OutboxRow.state == "sent")
    sent = sent.where(OutboxRow.kind == "text", OutboxRow.dedupe_key.like("reply:%"))
    for row in list(await desk.session.scalars(sent)):
        cause = row.dedupe_key.removeprefix("reply:").rpartition(":")[0]
        if cause in causes and row.room_id not in own and await _goes(desk, row):
            await _delete(desk, row)


async def _goes(desk: Desk, row: OutboxRow) -> bool:
    """To one other person, or to the Tisseuse: that they raised a hand, say. To all: an answer, which may repeat what
    they typed, and not what shows a thing; that goes or stays with the thing.
    """
    room = await desk.rooms.find(row.room_id)
    if room is None or await desk.rooms.kind(room) is not RoomKind.SHARED:
        return room is not None
    return row.urgency == Urgency.ANSWER and not await desk.posts.shows_a_thing(row.seq)


async def _delete(desk: Desk, row: OutboxRow) -> None:
    """Once, also when a feature did already."""
    going = {act.waits_for for act in desk.acts if act.kind == "redaction"}
    for seq, room_id in await desk.delivery.erase(row.seq):
        if seq not in going:
            desk.acts.append(Act("redaction", room_id, waits_for=seq))
    await desk.posts.forget_all(row.seq)


async def _forget_ids(desk: Desk, user_id: str) -> None:
    """Gestures, questions to them and about them, what could not be read, the name they show; what failed goes too."""
    session, account = desk.session, desk.account_id
    await session.execute(delete(Gesture).where(Gesture.account_id == account, Gesture.user_id == user_id))
    unread = (UnreadableMessage.account_id == account, UnreadableMessage.sender == user_id)
    await session.execute(delete(UnreadableMessage).where(*unread))
    for question in list(await session.scalars(select(OpenQuestion).where(OpenQuestion.account_id == account))):
        if question.user_id == user_id or _names(question.payload, user_id):
            await session.delete(question)
    await session.execute(update(Occupant).where(Occupant.user_id == user_id).values(name=None))
    sent = (InboxRow.account_id == account, InboxRow.sender == user_id)
    await session.execute(update(InboxRow).where(*sent, InboxRow.state == "poison").values(body=None))
    await session.execute(update(InboxRow).where(*sent, InboxRow.state != "new").values(sender=""))


def _names(fields: dict[str, Any], user_id: str) -> bool:
    """True where that id stands, and not a longer one."""
    return re.search(rf"{re.escape(user_id)}(?![\w.:-])", json.dumps(fields, ensure_ascii=False)) is not None


def _columns_of_people() -> Iterator[Any]:
    """Every column that names somebody by their row: those of features to come too."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == Person.__tablename__ for key in column.foreign_keys):
                yield column
