"""A voice message that becomes a trace: after `!trace`, or as a reply to something the bot said in the îlot's room."""

from __future__ import annotations

import re

from commands.kit.command import Spoken, WantsSound
from commands.kit.guide import GUIDE
from commands.kit.message import Refusal
from commands.traces import messages as say
from commands.traces.args import NewTrace
from commands.traces.making import new_trace, tell_of
from storage.desk import Desk
from storage.traces import TraceFormat


async def spoken(desk: Desk, heard: Spoken) -> None:
    """Its author deletes the voice message, and the trace is erased with its file."""
    voice = desk.visit.voice
    asked = heard.asked if heard.asked is not None and _asks_for_one(heard) else None
    if asked is None and not (heard.answers_us and desk.visit.ilot is not None):
        if desk.visit.in_private:
            desk.say(say.HowVoicesWork())
        return
    if voice is None:
        raise WantsSound
    if voice.not_heard is not None:
        raise Refusal(say.VoiceNotKept(why=voice.not_heard))
    if asked is not None:
        await desk.questions.close(asked)
    trace = await new_trace(desk, NewTrace(text=_length(voice.seconds)))
    trace.format, trace.attachment, trace.media = TraceFormat.AUDIO, voice.attachment, voice.media
    await tell_of(desk, await desk.traces.keep(trace))


def _asks_for_one(heard: Spoken) -> bool:
    asked = heard.asked
    return asked is not None and asked.kind == GUIDE and asked.payload.get("command") == "trace"


_MARK = re.compile(r"🎙(?: (\d+:\d\d))?")


def _length(seconds: int | None) -> str:
    """What stands for its words until somebody writes some."""
    return "🎙" if seconds is None else f"🎙 {seconds // 60}:{seconds % 60:02}"


def length_of(words: str) -> str | None:
    """How long a voice is that nobody wrote down yet, "" where that is not known; None for words."""
    found = _MARK.fullmatch(words)
    return None if found is None else found[1] or ""
