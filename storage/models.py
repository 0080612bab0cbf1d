"""Every mapped class, in one import, for migrations and tests."""

from storage.agenda import AgendaRow
from storage.courrier import CourrierMark
from storage.crypto import CryptoRow
from storage.database import Base
from storage.gestures import Gesture
from storage.hands import Hand
from storage.ilots import Ilot, Membership
from storage.lease import LeaseRow
from storage.letters import Account, InboxRow, OutboxRow
from storage.listings import Counter, Listing
from storage.people import Person
from storage.posts import Post
from storage.privates import PrivateInvitation
from storage.questions import OpenQuestion
from storage.rooms import Occupant, Room
from storage.traces import Consent, Trace
from storage.unreadable import UnreadableMessage

metadata = Base.metadata

__all__ = [
    "Account",
    "AgendaRow",
    "Consent",
    "Counter",
    "CourrierMark",
    "CryptoRow",
    "Gesture",
    "Hand",
    "Ilot",
    "InboxRow",
    "LeaseRow",
    "Listing",
    "Membership",
    "Occupant",
    "OpenQuestion",
    "OutboxRow",
    "Person",
    "Post",
    "PrivateInvitation",
    "Room",
    "Trace",
    "UnreadableMessage",
    "metadata",
]
