"""A sheet as a Markdown file that another collective can read, change and take; pure."""

from __future__ import annotations

import re

from commands.mechanisms import messages as say
from commands.mechanisms.messages import Part
from commands.mechanisms.sheets import said_together, since
from storage.desk import Speak
from storage.mechanisms import Evaluation, Mechanism

_KEYS = {
    Part.PURPOSE: "but",
    Part.FOR_WHOM: "pour",
    Part.HOW: "comment",
    Part.TAKES: "demande",
    Part.STEPS: "étapes",
    Part.LIMITS: "limites",
}


def markdown(mechanism: Mechanism, evaluations: list[Evaluation], speak: Speak) -> str:
    """Its fields under headings, what it was found to be worth, and the message that proposes it elsewhere.

    Nobody is named: whom to ask is another collective's to say.
    """
    parts = [f"# {_unmarked(mechanism.name)}", speak(since(mechanism))]
    for part in _KEYS:
        said = _body(mechanism, part)
        parts += [f"## {speak(say.PartSaid(part=part))}", said] if said else []
    parts += [f"## {speak(say.PartSaid(part=Part.CONTACT))}", speak(say.SheetFilled())]
    for each in evaluations:
        parts.append(f"## {each.on.isoformat()}")
        parts.append("\n".join(f"- {_unmarked(speak(said))}" for said in said_together(each, 10_000)))
    parts += [speak(say.SheetPasted()), _fenced(proposal(mechanism))]
    return "\n\n".join(parts) + "\n"


def proposal(mechanism: Mechanism) -> str:
    """What to type, in any Navette, to propose the same."""
    lines = [f"!mecanisme propose {mechanism.name}"]
    for part, key in _KEYS.items():
        said = " ; ".join(mechanism.steps) if part is Part.STEPS else getattr(mechanism, part.value)
        lines += [f"{key}: {said}"] if said else []
    return "\n".join(lines)


def _body(mechanism: Mechanism, part: Part) -> str:
    if part is Part.STEPS:
        return "\n".join(f"{number}. {_unmarked(step)}" for number, step in enumerate(mechanism.steps, 1))
    return _unmarked(getattr(mechanism, part.value))


def _unmarked(words: str) -> str:
    """What would be markup, as it was typed."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))


def _fenced(text: str) -> str:
    """A fence longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
