"""Traces in a rehearsal: one is kept, questions about it are answered, and what became of it is looked at."""

from __future__ import annotations

from typing import Any

from tests.playing import Heard, Play, full

TRABOULE, GRANIT, MORVAN, OFFICE = "ilot:traboule", "ilot:granit", "ilot:morvan", "tisseuse"
WORDS = "On a ri de nos agendas"


def alone(who: str) -> str:
    """Their private room."""
    return f"dm:{full(who)}"


async def trace(play: Play, ref: str) -> dict[str, Any] | None:
    """One trace of the export; None when there is none of that name."""
    return next((each for each in (await play.export())["traces"] if each["ref"] == ref), None)


async def state(play: Play, ref: str) -> str | None:
    """Who may read it, in one word."""
    found = await trace(play, ref)
    return found["state"] if found else None


async def kept(play: Play, body: str = f"!trace {WORDS}", who: str = "karim", room: str = TRABOULE) -> Heard:
    """A trace, typed in a message of its own."""
    return await play.says(who, room, body, id="$made")


async def answered(play: Play, *answers: str, who: str = "karim", room: str = TRABOULE) -> Heard:
    """Each of them said, in the thread where there is one; what the last one brought."""
    thread = {"thread": "$made"} if room.startswith("ilot:") else {}
    for answer in answers:
        heard = await play.says(who, room, answer, **thread)
    return heard


def said(heard: Heard) -> list[str]:
    """The names of all that was said."""
    return [name for line in heard.lines for name in line.get("says", [])]


def spoken(play: Play, words: str = WORDS) -> set[str]:
    """The rooms in which the bot wrote these words so far."""
    return {line["room"] for line in play.output if "body" in line and words in line["body"]}
