"""What may be said of traces. None but a `Quoting` one holds their words."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Message, Quoting
from commands.kit.messages import SignedAs
from storage.traces import Scope, TraceState
from storage.values import Moment, Ref
from storage.visit import NotHeard

# ── a new one ──


class ShareFurther(Message):
    """Kept for the îlot. Shall it go further?"""

    ref: Ref
    collective: bool


class KeptPrivate(Message):
    """Kept for its author alone."""

    ref: Ref


class KeptApart(Message):
    """In the room: kept for its author alone, who is written to in private."""

    ref: Ref


class SeenInTheRoom(Message):
    """To its author: what was meant to be private stands where all can read it."""

    ref: Ref


class TraceTooLong(Message):
    """Nothing is cut off from somebody's own words."""

    longest: int


class OnlyInIlot(Message):
    """A collective one is written where the others can read it."""


class NoIlotForTrace(Message):
    """Who is in no îlot cannot share with one."""


class WriteApart(Message):
    """Of a private one nothing is said where others read along."""

    ref: Ref


class VoiceNotKept(Message):
    """A voice that could not be kept, and what can be done."""

    why: NotHeard


class HowVoicesWork(Message):
    """A voice message in private that nobody asked for."""


# ── going further ──


class SignatureAsked(Message):
    """How is it signed?"""

    ref: Ref
    scope: Scope
    choices: Joined


class SignatureChoice(Message):
    """One way to sign."""

    number: int
    by: SignedAs


class ConsentAsked(Quoting):
    """All that its author agrees to: words, reach, signature, licence."""

    scope: Scope
    by: SignedAs


class Agreed(Message):
    """It goes there now."""

    ref: Ref
    scope: Scope


class AgreedTogether(Message):
    """It goes there when nobody of the îlot objects until then."""

    ref: Ref
    until: Moment


class StaysThere(Message):
    """It goes no further."""

    ref: Ref
    scope: Scope


class ChooseReach(Message):
    """What was answered is no way to share it."""

    ref: Ref


class ForTheIlot(Quoting):
    """In the îlot's room: what somebody wrote in private and wants to share with it."""

    by: SignedAs


# ── together ──


class TogetherAsked(Message):
    """To the îlot: who objects?"""

    ref: Ref
    scope: Scope
    until: Moment


class Objected(Message):
    """Somebody does: it stays."""

    ref: Ref


class NobodyObjected(Message):
    """Nobody did: it is on its way."""

    ref: Ref
    scope: Scope


class NoRoomForTogether(Message):
    """The others cannot be asked."""

    ref: Ref


# ── as it stands ──


class TraceShown(Quoting):
    """One trace, whole."""

    by: SignedAs
    state: TraceState


class TraceLine(Message):
    """In the courrier: that there is one, and how to read it."""

    ref: Ref
    by: SignedAs


class TraceAmended(Message):
    """Its words are those of the edited message."""

    ref: Ref


class TraceErased(Message):
    """Nothing of it is kept; what was given out is out."""

    ref: Ref
    published: bool


# ── the anthology ──


class OfferedToTisseuse(Message):
    """Somebody offers a trace for the anthology."""

    ref: Ref


class Readiness(StrEnum):
    """What an offered trace waits for."""

    READY = "ready"
    ASKED = "asked"  # its author, about the edited text
    AGREED = "agreed"  # to the edited text


class RecueilShown(Message):
    """What waits."""

    lines: Lines


class RecueilLine(Message):
    """One of them."""

    ref: Ref
    by: SignedAs
    readiness: Readiness


class MoreInRecueil(Message):
    """Those that did not fit."""

    count: int


class RecueilEmpty(Message):
    """Nothing waits."""

    published: int


class NothingPublished(Message):
    """There is no file to give."""


class BookGiven(Message):
    """What is said of the anthology as a book: how many pieces, and which of them are voices."""

    count: int
    spoken: bool
    voices: Joined


class TextGiven(Message):
    """What is said of the anthology as text."""


class RecueilPiece(Quoting):
    """One of them, whole, and what can be done."""

    by: SignedAs
    readiness: Readiness


class HowRecueilWorks(Message):
    """What can be typed."""


class ApproveEdited(Quoting):
    """To its author: the text as it would be published."""

    by: SignedAs


class EditProposed(Message):
    """To the Tisseuse: its author is asked."""

    ref: Ref


class AuthorNotAsked(Message):
    """There is no way to be alone with its author, so that nothing is changed."""

    ref: Ref


class EditSettled(Message):
    """To both: what the author said of the edited text."""

    ref: Ref
    agreed: bool


class NothingToApprove(Message):
    """No edited text waits for an answer."""

    ref: Ref


class NotYetApproved(Message):
    """It cannot be published before its author agreed to the edited text."""

    ref: Ref


class InTheRecueil(Message):
    """Published."""

    ref: Ref
    by: SignedAs


class YoursIsPublished(Message):
    """The same, to its author."""

    ref: Ref


# ── in its files ──


class BookTitle(Message):
    """Of the book."""


class BookRights(Message):
    """Under what licence, and what that allows."""


class PieceHeading(Message):
    """Over one piece of it."""

    number: int


class PieceIsVoice(Message):
    """Of a voice, in the book and in the text: how long it is, and where it is heard."""

    known: bool
    length: str


class VoicesTitle(Message):
    """Of the feed."""


class VoicesAbout(Message):
    """What it is."""
