"""Private matters, wherever they were typed: in a room a 💌 and nothing else, and « retire » takes the words away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from commands.kit import messages as say
from commands.kit.command import Answer, AnswerHandler
from commands.kit.message import Message, Refusal
from commands.kit.reading import fold
from storage.desk import Desk
from storage.questions import Question

_TAKE_AWAY = frozenset({"retire", "retire-le", "enleve", "enleve-le", "remove", "remove it"})
_ROOM, _EVENT = "said_in", "said_at"


async def take_aside(desk: Desk, what: Message, question: Question, *, with_words: bool = False) -> None:
    """A question to the visitor alone. `with_words`: they typed what is private; they hear that it can still be seen.

    Raises Refusal, which says how to write in private, where the bot cannot ask anybody into a room.
    """
    if not desk.visit.in_private and with_words:
        fields = {**question.fields, _ROOM: desk.visit.room_id, _EVENT: desk.visit.event_id}
        what, question = say.StillVisible(then=what), replace(question, fields=fields)
    if not await desk.take_aside(what, question):
        raise Refusal(say.WriteMeAlone(bot=desk.house.user_id))


def answers(handlers: Mapping[str, AnswerHandler]) -> dict[str, AnswerHandler]:
    """The same, of questions asked aside: each also understands « retire », and stays open."""
    return {kind: _or_taken_away(kind, handler) for kind, handler in handlers.items()}


def carried(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Where the words stand in a room, for the next question of the same conversation."""
    return {name: fields[name] for name in (_ROOM, _EVENT) if name in fields}


def _or_taken_away(kind: str, handler: AnswerHandler) -> AnswerHandler:
    async def handle(desk: Desk, answer: Answer) -> Any:
        if _EVENT not in answer.fields or fold(answer.text).strip(" .!") not in _TAKE_AWAY:
            return await handler(desk, answer)
        gone = await desk.remove(answer.fields[_ROOM], answer.fields[_EVENT])
        fields = {name: value for name, value in answer.fields.items() if name not in {_ROOM, _EVENT} or not gone}
        desk.ask(say.TakenAway() if gone else say.CannotTakeAway(), Question(kind, fields))
        return None

    return handle
