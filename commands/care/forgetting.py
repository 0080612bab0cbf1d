"""`!oublie-moi`: asked once more, then everything goes; and who left the îlots long ago is forgotten without asking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from commands.care import messages as say
from commands.kit.command import Answer, Command, Feature, Group, NoArgs, Role, Where, command
from commands.kit.dialogue import is_yes
from commands.kit.forgetting import forget
from commands.kit.message import Message, Refusal
from storage.desk import Desk
from storage.people import Office
from storage.questions import Question
from storage.settings import RuleName

FORGET_ME = "forget-me"
_CONFIRMED_WITHIN = dt.timedelta(minutes=10)
_NEEDED = {Office.TISSEUSE, Office.DEPUTY}  # by the configuration, which would name them again


def forget_me_command() -> Command:
    """`!oublie-moi`."""

    @command(
        "oublie-moi",
        "efface-moi",
        english="forgetme",
        args=NoArgs,
        who=Role.ANYONE,
        where=Where.PRIVATE,
        group=Group.SELF,
    )
    async def forget_me(desk: Desk, _args: NoArgs) -> None:
        """Says what goes and what stays, and waits for a « oui »."""
        _must_be_free(desk)
        months = await desk.settings.number(RuleName.JOURNAL_MONTHS)
        desk.ask(say.ForgetAsked(months=months), Question(FORGET_ME, {}, lasts=_CONFIRMED_WITHIN))

    return forget_me


async def settle(features: Iterable[Feature], desk: Desk, answer: Answer) -> Message:
    """« oui », and nothing else."""
    if not is_yes(answer.text):
        return say.NothingForgotten()
    _must_be_free(desk)
    is_member = bool(await desk.my_ilots())
    await forget(features, desk, desk.visit.someone, desk.visit.answered_in or desk.visit.event_id)
    return say.Forgotten(member=is_member)


def _must_be_free(desk: Desk) -> None:
    """Raises Refusal for who the configuration names."""
    if desk.visit.someone.office in _NEEDED:
        raise Refusal(say.NeededInOffice())


async def forget_those_apart(features: Iterable[Feature], desk: Desk) -> None:
    """Thirty days after the last îlot."""
    known = tuple(features)
    keep = await desk.settings.span(RuleName.DEPARTURES_DAYS)
    for person in await desk.people.since_when_apart(await desk.ilots.apart(), desk.visit.now, keep):
        await forget(known, desk, person, f"apart since {person.apart_since}")
