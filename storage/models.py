"""Every mapped class, in one import, for migrations and tests."""

from storage.agenda import AgendaRow
from storage.agreements import Agreement, Assent
from storage.audit import AuditLine
from storage.bulletins import Bulletin
from storage.committees import Committee, CommitteeLine
from storage.commons import Common, CommonIlot, Participant
from storage.courrier import CourrierMark
from storage.crypto import CryptoRow
from storage.database import Base
from storage.diagnoses import Diagnosis
from storage.erasures import Erasure
from storage.framework import FrameworkSheet
from storage.functions import PersonFunction
from storage.fund import FundCharter, FundDecision, FundMovement
from storage.gestures import Gesture
from storage.hands import Hand
from storage.ilots import Ilot, Membership
from storage.incomes import IncomeLine
from storage.introductions import Introduction
from storage.lease import LeaseRow
from storage.letters import Account, InboxRow, OutboxRow
from storage.links import Link
from storage.listings import Listing
from storage.mechanisms import Evaluation, Mechanism, MechanismStage
from storage.meetings import Meeting
from storage.milestones import Milestone
from storage.numbers import Counter
from storage.people import Person
from storage.posts import Post
from storage.privates import PrivateInvitation
from storage.prompts import Prompt
from storage.quarters import QuarterFigures
from storage.questions import OpenQuestion
from storage.reminders import Reminder
from storage.requests import SolidarityRequest
from storage.reviews import ReviewRound
from storage.rooms import Occupant, Room
from storage.sessions import ReflectionSession, SessionReply
from storage.settings import Setting
from storage.traces import Consent, Trace
from storage.unreadable import UnreadableMessage

metadata = Base.metadata

__all__ = [
    "Account",
    "AgendaRow",
    "Agreement",
    "Assent",
    "AuditLine",
    "Bulletin",
    "Committee",
    "CommitteeLine",
    "Common",
    "CommonIlot",
    "Consent",
    "Counter",
    "CourrierMark",
    "CryptoRow",
    "Diagnosis",
    "Erasure",
    "Evaluation",
    "FrameworkSheet",
    "FundCharter",
    "FundDecision",
    "FundMovement",
    "Gesture",
    "Hand",
    "Ilot",
    "InboxRow",
    "IncomeLine",
    "Introduction",
    "LeaseRow",
    "Link",
    "Listing",
    "Mechanism",
    "MechanismStage",
    "Meeting",
    "Membership",
    "Milestone",
    "Occupant",
    "OpenQuestion",
    "OutboxRow",
    "Participant",
    "Person",
    "PersonFunction",
    "Post",
    "PrivateInvitation",
    "Prompt",
    "QuarterFigures",
    "ReflectionSession",
    "Reminder",
    "ReviewRound",
    "Room",
    "SessionReply",
    "Setting",
    "SolidarityRequest",
    "Trace",
    "UnreadableMessage",
    "metadata",
]
