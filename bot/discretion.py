"""Words that are not even kept until they are handled: what is kept is that there were such words."""

from __future__ import annotations

from dataclasses import replace

from bot.transport import Heard, Incoming
from commands.distress import is_distress
from commands.kit.dialogue import is_yes

_TYPED = {Heard.MESSAGE, Heard.EDIT}
YES = "oui"


def discreet(event: Incoming) -> Incoming:
    """Words of distress become the fact of them; a yes before them may answer what the bot asked."""
    if event.kind not in _TYPED or not is_distress(event.body):
        return event
    return replace(event, kind=Heard.DISTRESS, body=YES if is_yes(event.body) else "")
