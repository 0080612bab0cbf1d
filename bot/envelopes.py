"""What was said becomes outbox rows: worded, in order, with the hour before which they may not leave."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

from bot.transport import Said
from bot.words import Worded, Words
from commands.kit.message import Addressed, Mention
from commands.kit.place import place_at
from commands.kit.quiet import TO_ONE, not_before
from storage.delivery import UNTIL_TOLD, Departure
from storage.desk import Act, Desk, File, Sayable, Saying, Urgency
from storage.people import Language
from storage.posts import Role
from storage.privates import is_waiting


class Envelopes:
    """Words what a desk collected and puts it in the outbox."""

    def __init__(self, words: Words) -> None:
        self._words = words

    async def post_all(self, desk: Desk, prefix: str, cause: str | None) -> None:
        """The answer first, then private messages, then other rooms. `prefix` names the event for ever."""
        ordered = sorted(desk.sayings, key=lambda saying: _rank(desk, saying))
        cards: dict[tuple[str | None, str], int] = {}
        for index, saying in enumerate(ordered):
            cards[saying.card, saying.room_id] = await self._post(desk, saying, f"{prefix}:{index}", cause)
        for index, act in enumerate(desk.acts):
            act.waits_for = cards[act.on_card, act.room_id] if act.on_card else act.waits_for
            await self._do(desk, act, f"{prefix}:act:{index}", cause)

    async def _post(self, desk: Desk, saying: Saying, key: str, cause: str | None) -> int:
        worded = self._words.say(_to_whom(saying), saying.language, desk.visit.today)
        departure = Departure(
            key=key,
            room_id=saying.room_id,
            kind=_kind(saying),
            urgency=saying.urgency,
            content={**_content(worded, saying, cause), **await self._put_away(desk, saying)},
            waits_for=_waits_for(saying),
            not_before=await _hour(desk, saying),
        )
        seq = await desk.delivery.post(departure, desk.visit.now)
        if saying.replaces is None:
            await self._remember_place(desk, saying, worded, seq)
        await self._open_question(desk, saying, seq)
        return seq

    async def _put_away(self, desk: Desk, saying: Saying) -> dict[str, Any]:
        """A file is sealed beside the database until it is sent: written before the row that speaks of it."""
        if saying.file is None:
            return {}
        file, filing = saying.file, desk.filing
        assert filing is not None  # whoever opens a desk for a visit, or for a note, gives it one
        data = await asyncio.to_thread(self._made, file, saying.language, desk.visit.today)
        kept = await asyncio.to_thread(filing.put, data)
        told = {"name": file.name, "mimetype": file.mimetype, "size": len(data), "pixels": file.pixels}
        return {"file": {"kept": kept, **told}}

    def _made(self, file: File, language: Language, today: dt.date) -> bytes:
        if isinstance(file.content, bytes):
            return file.content
        return file.content(self._words.speaking(language, today))

    async def _remember_place(self, desk: Desk, saying: Saying, worded: Worded, seq: int) -> None:
        """Where a listing's words stand: as its card, told alone, or among others."""
        card, role, quoted = saying.card, saying.role, worded.quoted
        if card is None and role is not Role.EDITION and len(quoted) == 1 and saying.urgency in TO_ONE:
            card, role = quoted[0], Role.TOLD
        if card is not None:
            here = role is Role.POSTED and saying.room_id == desk.visit.room_id
            made = desk.visit.event_id if here and desk.visit.event_id.startswith("$") else None
            await desk.posts.add(card, saying.room_id, made, seq, role=role, language=saying.language)
        listed = Role.EDITION if role is Role.EDITION or saying.urgency is Urgency.NEWS else Role.QUOTED
        await desk.posts.quote((each for each in quoted if each != card), saying.room_id, seq, listed)
        if listed is Role.EDITION:
            named = [each for each in worded.refs if each != card and each not in quoted]
            await desk.posts.quote(named, saying.room_id, seq, Role.NAMED)

    async def _open_question(self, desk: Desk, saying: Saying, seq: int) -> None:
        if saying.question is None:
            return
        began = desk.visit.event_id if desk.visit.event_id.startswith("$") else None
        root = saying.thread or began  # the command it is about, also where there are no threads
        asked = await desk.questions.ask(saying.question, saying.room_id, saying.asked_of, root, desk.visit.now)
        asked.outbox_seq = seq
        await desk.session.flush()

    async def _do(self, desk: Desk, act: Act, key: str, cause: str | None) -> None:
        content = {"emoji": act.emoji, "target": act.target, "cause": cause}
        departure = Departure(
            key=key,
            room_id=act.room_id,
            kind=Said(act.kind),
            urgency=Urgency.ANSWER,
            content=content,
            waits_for=act.waits_for,
        )
        await desk.delivery.post(departure, desk.visit.now)


def _kind(saying: Saying) -> Said:
    if saying.file is not None:
        return Said.FILE if saying.file.pixels is None else Said.IMAGE
    return Said.EDIT if saying.replaces else Said.TEXT


def _content(worded: Worded, saying: Saying, cause: str | None) -> dict[str, Any]:
    return {
        "body": worded.text.body,
        "html": worded.text.html,
        "mentions": [saying.addressed.user_id] if saying.addressed else [],
        "thread": saying.under.event_id if saying.under else saying.thread,
        "says": list(worded.says),
        "refs": list(worded.refs),
        "cause": cause,
        **({"reader": saying.reader.user_id} if saying.reader else {}),
    }


def _waits_for(saying: Saying) -> int | None:
    """An edit for what it edits; what is said in a thread for the message that begins it."""
    if saying.replaces is not None:
        return saying.replaces.outbox_seq
    return saying.under.outbox_seq if saying.under is not None and saying.under.event_id is None else None


async def _hour(desk: Desk, saying: Saying) -> dt.datetime | None:
    """What waits for a room to be open has no hour of its own."""
    if is_waiting(saying.room_id):
        return UNTIL_TOLD
    habits = saying.reader.habits if saying.reader else None
    place = await place_at(desk, saying.urgency, saying.room_id, saying.reader)
    return not_before(saying.urgency, desk.visit.now, desk.visit.zone, habits, place)


def _to_whom(saying: Saying) -> Sayable:
    if saying.addressed is None:
        return saying.what
    person = saying.addressed
    return Addressed(to=Mention(person.user_id, person.first_name), what=saying.what)


def _rank(desk: Desk, saying: Saying) -> tuple[int, str]:
    if saying.replaces is not None:
        return 3, saying.room_id
    if saying.room_id == desk.visit.room_id and saying.urgency is Urgency.ANSWER:
        return 0, ""
    to_one = saying.urgency in {*TO_ONE, Urgency.ANSWER}
    return (1 if to_one else 2), saying.room_id
