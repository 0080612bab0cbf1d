"""`!export complet`: everything the bot keeps, for whoever hosts it next; asked twice, for the Tisseuse alone."""

from __future__ import annotations

import datetime as dt

from commands.exports import messages as say
from commands.kit.command import Answer, AnswerHandler
from commands.kit.confidential import office_room
from commands.kit.dialogue import is_yes
from commands.kit.message import Message, Refusal
from storage.audit import AuditAction
from storage.desk import Desk, File
from storage.interchange import write
from storage.questions import Question

FIRST, SECOND = "export-everything", "export-everything-indeed"
_WITHIN = dt.timedelta(minutes=10)
_MIMETYPE = "application/json"


async def ask(desk: Desk) -> None:
    """Says what it holds. Raises Refusal where somebody else would read along."""
    await _must_be_closed(desk)
    whole = await desk.interchange.give_out(None)
    told = say.WholeAsked(
        people=await desk.people.count(),
        listings=len(whole["listings"]),
        requests=len(whole["solidarity_requests"]),
        traces=len(whole["traces"]),
    )
    desk.ask(told, Question(FIRST, {}, lasts=_WITHIN))


async def _must_be_closed(desk: Desk) -> None:
    """The Tisseuse and her deputy, nobody else, and an encrypted room. Raises Refusal."""
    room = await office_room(desk)
    if room is None or room.room_id != desk.visit.room_id:
        raise Refusal(say.RoomNotClosed())
    if not room.encrypted:
        raise Refusal(say.RoomInClear())


async def _asked_again(desk: Desk, answer: Answer) -> Message | None:
    if not is_yes(answer.text):
        return say.WholeNotGiven()
    await _must_be_closed(desk)
    desk.ask(say.WholeAskedAgain(), Question(SECOND, {}, lasts=_WITHIN))
    return None


async def _give(desk: Desk, answer: Answer) -> Message | None:
    """Once more closed: people come and go. The journal is written first, so that the file tells of itself."""
    if not is_yes(answer.text):
        return say.WholeNotGiven()
    await _must_be_closed(desk)
    await desk.audit.record(desk.visit.someone.user_id, AuditAction.HANDED_OUT, None)
    text = write(await desk.interchange.give_out(None))
    name = f"navette-{desk.visit.today.isoformat()}.json"
    desk.attach(say.WholeGiven(), File(name, _MIMETYPE, text.encode()))
    return None


ANSWERS: dict[str, AnswerHandler] = {FIRST: _asked_again, SECOND: _give}
