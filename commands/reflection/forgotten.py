"""What sanctuarised time keeps of somebody: given to them, and taken away with them."""

from __future__ import annotations

from typing import Any

from commands.reflection.agreement import withdraw
from commands.reflection.life import quorum_of
from commands.reflection.pauses import REMINDERS_AGAIN
from commands.reflection.prompts import PROMPT
from storage.desk import Act, Desk
from storage.people import Person
from storage.prompts import Prompt
from storage.sessions import Reply


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """What they answered about times to come, what they proposed."""
    replies = await desk.sessions.replies_of(person)
    return {
        "session_replies": [{"session": str(session.ref), "reply": str(reply.reply)} for session, reply in replies],
        "agreements": [str(agreement.ref) for agreement in await desk.agreements.of_author(person)],
        "prompts": [prompt.text for prompt in await desk.prompts.of_author(person)],
    }


async def forget(desk: Desk, person: Person) -> None:
    """Their word counts no more where nothing is decided; a question in use is the collective's, with no name."""
    for session, reply in await desk.sessions.replies_of(person):
        if reply.reply == Reply.COMES and session.is_ahead:
            session.count(-1, await quorum_of(desk))
    await desk.sessions.forget_replies_of(person)
    for agreement in await desk.agreements.of_author(person):
        await withdraw(desk, agreement.ref)
    await desk.agreements.forget_words_of(person)
    for prompt in await desk.prompts.forget(person):
        await _unsay(desk, prompt)
    await desk.agenda.forget(f"{REMINDERS_AGAIN}:{person.id}")


async def _unsay(desk: Desk, prompt: Prompt) -> None:
    """One that waits for the Tisseuse is asked about no more, and its words go from her room."""
    for question in await desk.questions.open(PROMPT):
        if question.payload.get("prompt") == prompt.id:
            await desk.questions.close(question)
            for seq, room_id in await desk.delivery.erase(question.outbox_seq or 0):
                desk.acts.append(Act("redaction", room_id, waits_for=seq))
