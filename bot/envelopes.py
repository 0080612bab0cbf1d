"""What was said becomes outbox rows: worded, in order, with the hour before which they may not leave."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.transport import Said
from bot.words import Words
from commands.kit.message import Addressed, Mention
from commands.kit.quiet import not_before
from storage.delivery import UNTIL_TOLD, Departure
from storage.desk import Act, Desk, Sayable, Saying, Urgency
from storage.privates import is_waiting


class Envelopes:
    """Words what a desk collected and puts it in the outbox."""

    def __init__(self, words: Words) -> None:
        self._words = words

    async def post_all(self, desk: Desk, prefix: str, cause: str | None) -> None:
        """The answer first, then private messages, then other rooms. `prefix` names the event for ever."""
        ordered = sorted(desk.sayings, key=lambda saying: _rank(desk, saying))
        for index, saying in enumerate(ordered):
            await self._post(desk, saying, f"{prefix}:{index}", cause)
        for index, act in enumerate(desk.acts):
            await self._do(desk, act, f"{prefix}:act:{index}", cause)

    async def _post(self, desk: Desk, saying: Saying, key: str, cause: str | None) -> None:
        content = self._content(desk, saying, cause)
        departure = Departure(
            key=key,
            room_id=saying.room_id,
            kind=Said.TEXT,
            urgency=saying.urgency,
            content=content,
            not_before=_hour(desk, saying),
        )
        seq = await desk.delivery.post(departure, desk.visit.now)
        if saying.card is not None:
            command = cause if cause and saying.room_id == desk.visit.room_id else None
            await desk.posts.add(saying.card, saying.room_id, command, seq)
        await self._open_question(desk, saying, seq)

    def _content(self, desk: Desk, saying: Saying, cause: str | None) -> dict[str, Any]:
        worded = self._words.say(_to_whom(saying), saying.language, desk.visit.today)
        return {
            "body": worded.text.body,
            "html": worded.text.html,
            "mentions": [saying.addressed.user_id] if saying.addressed else [],
            "thread": saying.thread,
            "says": list(worded.says),
            "refs": list(worded.refs),
            "cause": cause,
        }

    async def _open_question(self, desk: Desk, saying: Saying, seq: int) -> None:
        if saying.question is None:
            return
        asked = await desk.questions.ask(
            saying.question, saying.room_id, saying.asked_of, saying.thread, desk.visit.now
        )
        asked.outbox_seq = seq
        await desk.session.flush()

    async def _do(self, desk: Desk, act: Act, key: str, cause: str | None) -> None:
        content = {"emoji": act.emoji, "target": act.target, "cause": cause}
        departure = Departure(
            key=key, room_id=act.room_id, kind=Said(act.kind), urgency=Urgency.ANSWER, content=content
        )
        await desk.delivery.post(departure, desk.visit.now)


def _hour(desk: Desk, saying: Saying) -> dt.datetime | None:
    """What waits for a room to be open has no hour of its own."""
    if is_waiting(saying.room_id):
        return UNTIL_TOLD
    return not_before(saying.urgency, desk.visit.now, desk.visit.zone)


def _to_whom(saying: Saying) -> Sayable:
    if saying.addressed is None:
        return saying.what
    person = saying.addressed
    return Addressed(to=Mention(person.user_id, person.first_name), what=saying.what)


def _rank(desk: Desk, saying: Saying) -> tuple[int, str]:
    if saying.room_id == desk.visit.room_id and saying.urgency is Urgency.ANSWER:
        return 0, ""
    to_one = saying.urgency in {Urgency.WHISPER, Urgency.ANSWER}
    return (1 if to_one else 2), saying.room_id
