"""Private matters, wherever they were typed: in a room a 💌 and nothing else, and « retire » takes the words away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from commands.kit import messages as say
from commands.kit.command import Answer, AnswerHandler
from commands.kit.message import Message, Refusal
from commands.kit.reading import fold
from storage.desk import LETTER, Desk
from storage.posts import Role
from storage.questions import Question

_TAKE_AWAY = frozenset({"retire", "retire-le", "enleve", "enleve-le", "remove", "remove it"})
_ROOM, _EVENT, _SHOWN = "said_in", "said_at", "shown"


async def take_aside(desk: Desk, what: Message, question: Question, *, with_words: bool = False) -> None:
    """A question to the visitor alone. `with_words`: they typed what is private; they hear that it can still be seen.

    Raises Refusal, which says how to write in private, where the bot cannot ask anybody into a room.
    """
    if not desk.visit.in_private and with_words:
        fields = {**question.fields, _ROOM: desk.visit.room_id, _EVENT: desk.visit.event_id}
        what, question = say.StillVisible(then=what), replace(question, fields=fields)
    if not await desk.take_aside(what, question):
        raise Refusal(say.WriteMeAlone(bot=desk.house.user_id))


async def refuse_aside(desk: Desk, refusal: Refusal) -> None:
    """To whoever typed, alone; where others read along, not even why. Raises it where there is no way."""
    if desk.visit.in_private or not await desk.warn_in_private(refusal.message):
        raise refusal
    desk.do("reaction", desk.visit.room_id, emoji=LETTER, target=desk.visit.event_id)


def answers(handlers: Mapping[str, AnswerHandler], *, shows: Collection[str] = ()) -> dict[str, AnswerHandler]:
    """The same, of questions asked aside: each also understands « retire », and stays open.

    `shows`: those that hold the words themselves, and go when these do (`keep_shown`).
    """
    return {kind: _or_taken_away(kind, handler, kind in shows) for kind, handler in handlers.items()}


def carried(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Where the words stand in a room, and in what was asked, for the next question of the same conversation."""
    return {name: fields[name] for name in (_ROOM, _EVENT, _SHOWN) if name in fields}


async def keep_shown(desk: Desk, card: str, fields: Mapping[str, Any]) -> None:
    """What was asked on the way holds the words of what came of it."""
    for seq in fields.get(_SHOWN, ()):
        row = await desk.delivery.departure(seq)
        if row is not None:
            await desk.posts.add(card, row.room_id, None, seq, role=Role.SHOWN)
            await desk.posts.left(seq, row.event_id) if row.event_id else None


def _or_taken_away(kind: str, handler: AnswerHandler, shows: bool) -> AnswerHandler:
    async def handle(desk: Desk, answer: Answer) -> Any:
        if shows and answer.asked_by is not None:
            answer.fields[_SHOWN] = [*answer.fields.get(_SHOWN, ()), answer.asked_by]
        if _EVENT not in answer.fields or fold(answer.text).strip(" .!") not in _TAKE_AWAY:
            return await handler(desk, answer)
        gone = await desk.remove(answer.fields[_ROOM], answer.fields[_EVENT])
        fields = {name: value for name, value in answer.fields.items() if name not in {_ROOM, _EVENT} or not gone}
        desk.ask(say.TakenAway() if gone else say.CannotTakeAway(), Question(kind, fields))
        return None

    return handle
