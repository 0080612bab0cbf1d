"""What may be said of two listings that could go together. Nobody is named before both sides said yes."""

from __future__ import annotations

from commands.kit.message import Joined, Mention, Message, Quoting
from storage.values import Ref


class ListingNamed(Quoting):
    """A listing, by its reference and its own words."""


class PossibleLinks(Message):
    """In the weekly digest; how to ask about the first of them."""

    links: Joined
    one: Ref
    other: Ref


class PossibleLink(Message):
    """Two that could go together."""

    one: ListingNamed
    other: ListingNamed


class HowToLink(Message):
    """Two references are wanted."""


class SamePerson(Message):
    """One person's own."""

    one: Ref
    other: Ref


class StaysInIlot(Message):
    """Its author kept it to their îlot."""

    ref: Ref


class AlreadyAsked(Message):
    """About these two, whatever came of it."""

    one: Ref
    other: Ref


class StillThinking(Message):
    """Its author was asked something like it, and has not answered."""

    ref: Ref


class AuthorOutOfReach(Message):
    """There is no way to ask its author alone."""

    ref: Ref


class BothAsked(Message):
    """Each author was."""

    one: Ref
    other: Ref


class MayIntroduce(Message):
    """To one author: may the other one be told?"""

    mine: ListingNamed
    theirs: ListingNamed


class MayIntroduceAgain(Message):
    """The answer was neither yes nor no."""

    mine: Ref
    theirs: Ref


class YesNoted(Message):
    """The other one has not answered yet."""


class NoNoted(Message):
    """And nobody is told who said it."""


class Introduced(Message):
    """To one author: who the other is."""

    who: Mention
    theirs: ListingNamed
    mine: Ref


class NotThisTime(Message):
    """To who had said yes, or to the Tisseuse: it does not come about. Not whose no it was."""

    one: Ref
    other: Ref


class LinkMade(Message):
    """To the Tisseuse: both said yes."""

    one: Ref
    other: Ref


class NoLongerOpen(Message):
    """One of them was closed meanwhile."""

    one: Ref
    other: Ref


class NobodyAnswered(Message):
    """To the Tisseuse: two weeks have passed."""

    one: Ref
    other: Ref
