"""The courrier: a mechanism that is tried or in place since the last one, once, in every îlot."""

from __future__ import annotations

from commands.kit.message import Message
from commands.mechanisms import messages as say
from commands.mechanisms.sheets import since
from storage.courrier import Edition
from storage.desk import Desk
from storage.mechanisms import Mechanism
from storage.values import Ref


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """The same for every îlot, whoever had the idea: it is everybody's now."""
    return [_line(each) for each in await desk.mechanisms.news_in(edition)], 0


async def line_of(desk: Desk, ref: Ref) -> Message | None:
    """As it stands now; None when it is gone, or an idea again."""
    mechanism = await desk.mechanisms.find(ref)
    return None if mechanism is None or mechanism.is_idea else _line(mechanism)


def _line(mechanism: Mechanism) -> say.MechanismNews:
    return say.MechanismNews(ref=mechanism.ref, title=mechanism.name, since=since(mechanism))
