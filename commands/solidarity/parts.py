"""What is said of a request in a word or two: what it is about, how soon it presses, where it stands, since when."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from commands.solidarity import messages as say
from storage.requests import RequestState, SolidarityRequest
from storage.values import Moment


def need(request: SolidarityRequest) -> say.AboutNeed:
    """« argent »."""
    return say.AboutNeed(need=request.need)


def within(request: SolidarityRequest) -> say.AboutWithin:
    """« cette semaine »."""
    return say.AboutWithin(within=say.Hurry.of(request.within))


def state(request: SolidarityRequest) -> say.WhereItStands:
    """« en cours »."""
    return say.WhereItStands(state=RequestState(request.state))


def since(request: SolidarityRequest, zone: ZoneInfo) -> Moment:
    """The local day on which it was made."""
    return Moment(request.created_at.astimezone(zone).date())
