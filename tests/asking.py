"""What tests of solidarity requests say over and over: a request made in private, and what each side reads of it."""

from __future__ import annotations

import re
from typing import Any

from tests.playing import Heard, Play, full

OFFICE, PLUME = "tisseuse", "ilot:plume"
WORDS = "Trésorerie, environ 600 €, cette semaine. Une facture traîne depuis deux mois."


def alone(who: str) -> str:
    """Their private room."""
    return f"dm:{full(who)}"


async def private(play: Play, who: str, *bodies: str) -> Heard:
    """Each typed there, one after the other; what the last one caused."""
    for body in bodies:
        heard = await play.says(who, alone(who), body)
    return heard


async def sent(play: Play, who: str = "sacha", words: str = WORDS, signed: str = "2") -> str:
    """A request under a pseudonym, or with a name; its reference."""
    heard = await private(play, who, "!solidarite", "1", words, signed, "oui")
    return ref_in(heard)


def ref_in(heard: Heard) -> str:
    """The reference that is told."""
    found = re.search(r"S-[A-Z0-9]{3}", heard.text)
    assert found is not None, heard.text
    return found[0]


async def orders(play: Play, text: str, who: str = "tisseuse") -> Heard:
    """The Tisseuse types it in her room."""
    return await play.says(who, OFFICE, f"!demande {text}")


async def request(play: Play, ref: str) -> dict[str, Any]:
    """As an export has it."""
    return next(each for each in (await play.export())["solidarity_requests"] if each["ref"] == ref)


def told(heard: Heard, room: str) -> str:
    """All that was said in that room."""
    return "\n".join(heard.room(room))


def says(heard: Heard, room: str) -> list[str]:
    """The first name of each message there."""
    return [line["says"][0] for line in heard.lines if line["room"] == room and line["says"]]
