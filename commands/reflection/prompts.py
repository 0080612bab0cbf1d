"""Questions to think about together: the first ones, and how people change them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from commands.kit.command import Answer, AnswerHandler
from commands.kit.dialogue import is_yes
from commands.kit.message import Lines, Message, Refusal
from commands.reflection import messages as say
from storage.desk import Desk
from storage.people import Language
from storage.questions import Question
from storage.rooms import RoomKind

PROMPT = "prompt-proposed"
_FIRST = ("prompt-1", "prompt-2", "prompt-3", "prompt-4", "prompt-5", "prompt-6", "prompt-7")
_A_MONTH = dt.timedelta(days=30)


@cache
def first_prompts(language: Language) -> tuple[str, ...]:
    """Those that come with the bot: from here on they are the collective's own, and so words in its database."""
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((Path(__file__).parent / f"{language}.ftl").read_text("utf-8")))
    patterns = [bundle.get_message(name).value for name in _FIRST]
    return tuple(str(bundle.format_pattern(pattern)[0]) for pattern in patterns if pattern is not None)


async def questions(desk: Desk, text: str) -> Message:
    """All of them; one more; one less (the Tisseuse)."""
    await desk.prompts.begin_with(first_prompts(desk.house.language))
    words = text.split()
    if desk.visit.room_kind is RoomKind.ADMIN and len(words) == 2 and words[0].lower() in {"retirer", "retire"}:
        return await _retire(desk, words[1])
    return await _propose(desk, text) if words else await _show(desk)


async def _show(desk: Desk) -> Message:
    lines = [
        say.PromptLine(number=number, text=each.text) for number, each in enumerate(await desk.prompts.in_use(), 1)
    ]
    return say.PromptsShown(lines=Lines(tuple(lines)))


async def _propose(desk: Desk, text: str) -> Message:
    """Anybody; the Tisseuse says whether it is used."""
    prompt = await desk.prompts.propose(text[:300], desk.visit.someone)
    question = Question(PROMPT, {"prompt": prompt.id}, lasts=_A_MONTH)
    if await desk.tell_tisseuse(say.PromptAsked(who=desk.visit.someone.first_name, text=prompt.text), question):
        return say.PromptProposed()
    await desk.prompts.decide(prompt.id, taken=True)  # nobody to ask
    return say.PromptDecided(taken=True)


async def _retire(desk: Desk, number: str) -> Message:
    found = await desk.prompts.retire(int(number)) if number.isdigit() else None
    if found is None:
        raise Refusal(say.NoSuchPrompt(got=number[:20]))
    return say.PromptRetired(text=found.text)


async def _decide(desk: Desk, answer: Answer) -> Message:
    taken = is_yes(answer.text)
    await desk.prompts.decide(int(answer.fields["prompt"]), taken=taken)
    return say.PromptDecided(taken=taken)


ANSWERS: dict[str, AnswerHandler] = {PROMPT: _decide}
