"""The desk: one transaction with every shelf on it, the visit it serves, and what the bot will say about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from sqlalchemy.ext.asyncio import AsyncSession

from storage.agenda import Agenda, Note
from storage.agreements import Agreements
from storage.audit import Audit
from storage.bulletins import Bulletins
from storage.committees import Committees
from storage.commons import Commons
from storage.courrier import Courriers
from storage.crypto import Keys
from storage.delivery import FILES, Delivery
from storage.diagnoses import Diagnoses
from storage.erasures import Erasures
from storage.figures import Figures
from storage.framework import Framework
from storage.functions import Functions
from storage.fund import Fund
from storage.gestures import Gestures
from storage.hands import Hands
from storage.ilots import Ilot, Ilots
from storage.incomes import Incomes
from storage.interchange import Interchange
from storage.introductions import Introductions
from storage.links import Links
from storage.listings import Listings
from storage.mechanisms import Mechanisms
from storage.media import Filing
from storage.meetings import Meetings
from storage.milestones import Milestones
from storage.people import People, Person
from storage.posts import Post, Posts, Role
from storage.privates import Privates, is_waiting, waiting_room
from storage.prompts import Prompts
from storage.quarters import Quarters
from storage.questions import Question, Questions
from storage.queues import Queues
from storage.reminders import Reminders
from storage.requests import Requests
from storage.reviews import Reviews
from storage.rooms import Room, RoomKind, Rooms
from storage.sayings import HAND, LETTER, Act, File, Sayable, Saying, Speak, Urgency
from storage.sessions import Sessions
from storage.settings import Settings
from storage.tallies import Tallies
from storage.traces import Traces
from storage.unreadable import Unreadable
from storage.usage import Usage
from storage.visit import NO_HOUSE, House, Visit

__all__ = ["HAND", "LETTER", "Act", "Desk", "File", "Sayable", "Saying", "Speak", "Urgency"]


@dataclass(slots=True)
class Desk:
    """Handlers see shelves, never SQL. Only the intake commits."""

    session: AsyncSession
    account_id: int
    visit: Visit
    house: House = NO_HOUSE
    sayings: list[Saying] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    happenings: list[tuple[str, str, str | None]] = field(default_factory=list)
    bereft: list[tuple[str, str]] = field(default_factory=list)  # room, card: its message went with another's words
    filing: Filing | None = None  # where files are put until they are sent
    people: People = field(init=False)
    ilots: Ilots = field(init=False)
    rooms: Rooms = field(init=False)
    listings: Listings = field(init=False)
    traces: Traces = field(init=False)
    requests: Requests = field(init=False)
    commons: Commons = field(init=False)
    links: Links = field(init=False)
    mechanisms: Mechanisms = field(init=False)
    reviews: Reviews = field(init=False)
    usage: Usage = field(init=False)
    fund: Fund = field(init=False)
    milestones: Milestones = field(init=False)
    committees: Committees = field(init=False)
    bulletins: Bulletins = field(init=False)
    settings: Settings = field(init=False)
    framework: Framework = field(init=False)
    reminders: Reminders = field(init=False)
    diagnoses: Diagnoses = field(init=False)
    functions: Functions = field(init=False)
    meetings: Meetings = field(init=False)
    incomes: Incomes = field(init=False)
    posts: Posts = field(init=False)
    questions: Questions = field(init=False)
    delivery: Delivery = field(init=False)
    queues: Queues = field(init=False)
    agenda: Agenda = field(init=False)
    sessions: Sessions = field(init=False)
    agreements: Agreements = field(init=False)
    prompts: Prompts = field(init=False)
    courriers: Courriers = field(init=False)
    gestures: Gestures = field(init=False)
    hands: Hands = field(init=False)
    unreadable: Unreadable = field(init=False)
    keys: Keys = field(init=False)
    privates: Privates = field(init=False)
    audit: Audit = field(init=False)
    figures: Figures = field(init=False)
    quarters: Quarters = field(init=False)
    introductions: Introductions = field(init=False)
    erasures: Erasures = field(init=False)
    tallies: Tallies = field(init=False)
    interchange: Interchange = field(init=False)

    def __post_init__(self) -> None:
        self.people, self.ilots, self.rooms = People(self.session), Ilots(self.session), Rooms(self.session)
        self.listings, self.hands = Listings(self.session), Hands(self.session)
        self.traces, self.requests = Traces(self.session), Requests(self.session)
        self.commons, self.links = Commons(self.session), Links(self.session)
        self.fund, self.usage = Fund(self.session), Usage(self.session)
        self.bulletins, self.settings = Bulletins(self.session), Settings(self.session)
        self.milestones, self.committees = Milestones(self.session), Committees(self.session)
        self.framework, self.reminders = Framework(self.session), Reminders(self.session)
        self.diagnoses, self.functions = Diagnoses(self.session), Functions(self.session)
        self.meetings, self.incomes = Meetings(self.session), Incomes(self.session)
        self.mechanisms, self.reviews = Mechanisms(self.session), Reviews(self.session)
        self.posts = Posts(self.session, self.account_id)
        self.questions = Questions(self.session, self.account_id)
        self.courriers = Courriers(self.session)
        self.sessions, self.agreements = Sessions(self.session), Agreements(self.session)
        self.prompts = Prompts(self.session)
        self.gestures = Gestures(self.session, self.account_id)
        self.delivery, self.queues = Delivery(self.session, self.account_id), Queues(self.session, self.account_id)
        self.agenda = Agenda(self.session, self.account_id, self.visit.zone)
        self.unreadable = Unreadable(self.session, self.account_id)
        self.keys = Keys(self.session, self.account_id)
        self.privates = Privates(self.session, self.account_id)
        self.audit, self.erasures = Audit(self.session, self.visit.now), Erasures(self.session)
        self.figures = Figures(self.session, self.visit.zone)
        self.quarters = Quarters(self.session, self.figures)
        self.tallies = Tallies(self.session, self.visit.zone)
        self.interchange = Interchange(self.session, self.visit.zone)
        self.introductions = Introductions(self.session)

    def say(self, what: Sayable, *, room: Room | None = None) -> None:
        """In the room of the visit (in its thread), or in another one because of what somebody just did."""
        notice = None if room is None else Saying(what, room.room_id, Urgency.NOTICE, self.house.language)
        self.sayings.append(notice or self.answer(what))

    def attach(self, what: Sayable, file: File) -> None:
        """A file for the visitor, and what is said of it (of a picture: what it shows), where they spoke."""
        self.sayings.append(replace(self.answer(what), file=file))

    def show(self, what: Sayable, card: str) -> None:
        """A listing's card, to the visitor who asked for it."""
        self.sayings.append(replace(self.answer(what), card=card, role=Role.SHOWN))

    def post(self, what: Sayable, card: str) -> None:
        """A new listing's card, with a hand to tap: in its command's thread; in the room when it took questions."""
        saying, visit = replace(self.answer(what), card=card), self.visit
        if visit.by_questions:
            saying.thread = None
        self.sayings.append(saying)
        if visit.room_kind is not RoomKind.SHARED:
            return
        hand = Act("reaction", visit.room_id, emoji=HAND)
        self.acts.append(replace(hand, on_card=card) if visit.by_questions else replace(hand, target=visit.event_id))

    def answer(self, what: Sayable) -> Saying:
        """What the visitor is told, where they spoke."""
        visit = self.visit
        threaded = visit.room_kind is RoomKind.SHARED and visit.event_id.startswith("$")
        thread = (visit.thread or visit.event_id) if threaded else None
        return Saying(what, visit.room_id, Urgency.ANSWER, visit.language, thread=thread)

    def reword(self, post: Post, what: Sayable) -> None:
        """What a card says from now on; nobody is notified of it."""
        self.sayings.append(Saying(what, post.room_id, Urgency.ANSWER, post.language, replaces=post))

    async def erase_copies(self, card: str) -> None:
        """Every message that holds its words loses them, here and where it was sent."""
        for post in await self.posts.all_of(card):
            await self.erase_copy(post)

    async def erase_copy(self, post: Post) -> None:
        """One of them; what others lose with it is told again."""
        if post.role == Role.EDITION:
            self.bereft += [(post.room_id, other) for other in await self.posts.beside(post)]
        for seq, room_id in await self.delivery.erase(post.outbox_seq):
            self.acts.append(Act("redaction", room_id, waits_for=seq))
        await self.posts.forget(post)

    async def unsay(self, event_id: str) -> bool:
        """Takes the bot's answer back, when that is all that was said because of the event; False when it is not."""
        answers = await self.delivery.said_to(event_id)
        here = (self.visit.room_id, Urgency.ANSWER)
        alone = all((row.room_id, row.urgency) == here and row.kind in {"text", *FILES} for row in answers)
        if not answers or not alone:
            return False
        for row in answers:
            for seq, room_id in await self.delivery.erase(row.seq):
                self.acts.append(Act("redaction", room_id, waits_for=seq))
            await self.posts.forget_all(row.seq)
        return True

    def ask(self, what: Sayable, question: Question) -> None:
        """A question to the visitor; their answer comes back under the question's name."""
        saying = self.answer(what)
        saying.question, saying.asked_of = question, self.visit.someone.user_id
        self.sayings.append(saying)

    async def ask_in_private(self, what: Sayable, question: Question) -> None:
        """A question to the visitor alone; where there is no way to be alone with them, where they are."""
        if not await self.warn_in_private(what):
            self.sayings.append(self.answer(what))
        self.sayings[-1].question, self.sayings[-1].asked_of = question, self.visit.someone.user_id

    async def take_aside(self, what: Sayable, question: Question) -> bool:
        """A question to the visitor alone; in a room, a 💌 and nothing else. False where there is no way."""
        if self.visit.in_private:
            self.ask(what, question)
            return True
        if not await self.warn_in_private(what):
            return False
        self.sayings[-1].question, self.sayings[-1].asked_of = question, self.visit.someone.user_id
        self.do("reaction", self.visit.room_id, emoji=LETTER, target=self.visit.event_id)
        return True

    async def warn_in_private(self, what: Sayable) -> bool:
        """To the visitor alone, at any hour; False where there is no way to be alone with them."""
        place = await self.private_place(self.visit.someone)
        if place is not None:
            self.sayings.append(Saying(what, place, Urgency.ANSWER, self.visit.language))
        return place is not None

    def tell_news(
        self,
        what: Sayable,
        room: Room,
        *,
        urgency: Urgency = Urgency.NEWS,
        role: Role = Role.EDITION,
        card: str | None = None,
    ) -> None:
        """Unsolicited, in an îlot's room, when the hour is right; `card`: what it shows, as long as it stands."""
        self.sayings.append(Saying(what, room.room_id, urgency, self.house.language, role=role, card=card))

    def announce(self, what: Sayable, room: Room, card: str, *, urgency: Urgency = Urgency.BESIDE) -> None:
        """A card in a room where nobody asked for it, with a hand to tap."""
        saying = Saying(what, room.room_id, urgency, self.house.language, card=card, role=Role.ANNOUNCED)
        self.sayings.append(saying)
        self.acts.append(Act("reaction", room.room_id, emoji=HAND, on_card=card))

    async def remind(self, person: Person, what: Sayable, *, about: str | None = None) -> bool:
        """As a whisper, but when its reader wants reminders."""
        told = await self.whisper(person, what, about=about)
        if told:
            self.sayings[-1].urgency = Urgency.REMINDER
        return told

    async def call_to_mind(self, person: Person, what: Sayable, card: str) -> bool:
        """What they asked to be told now, to them alone or not at all. False without a private room."""
        place = await self.private_place(person)
        if place is not None:
            told = Saying(what, place, Urgency.ANSWER, person.language, reader=person, card=card, role=Role.TOLD)
            self.sayings.append(told)
        return place is not None

    async def can_copy(self, reader: Person) -> bool:
        """True where they can be told in private now; who has no such room is asked into one."""
        place = await self.private_place(reader)
        return place is not None and not is_waiting(place)

    async def copy_courrier(self, reader: Person, what: Sayable) -> None:
        """To one reader, in private or not at all: the room has its own."""
        room = await self.rooms.private_with(reader.user_id)
        if room is not None:
            copy = Saying(what, room.room_id, Urgency.REMINDER, reader.language, reader=reader, role=Role.EDITION)
            self.sayings.append(copy)

    async def whisper(self, person: Person, what: Sayable, *, about: str | None = None) -> bool:
        """To one person, in their private room; it waits until the one that is made for them is open.

        Where the door makes no rooms: in the thread of their own card, with a mention. False when there is no way to
        reach them.
        """
        private = await self.private_place(person)
        if private is not None:
            self.sayings.append(Saying(what, private, Urgency.WHISPER, person.language, reader=person))
            return True
        if self.house.opens_rooms:
            return False
        post = await self.posts.first_of(about) if about else None
        room_id = post.room_id if post else await self.home_room(person)
        room = await self.rooms.find(room_id) if room_id else None
        if room_id is None or (room is not None and not room.joined):
            return False
        thread = post.command_event_id if post else None
        saying = Saying(what, room_id, Urgency.WHISPER, person.language, thread=thread, addressed=person, reader=person)
        self.sayings.append(saying)
        return True

    async def confide(self, what: Sayable) -> None:
        """What the visitor is told, in private when they have a private room, else where they spoke."""
        if not await self.confide_in_private(what):
            self.sayings.append(self.answer(what))

    async def confide_in_private(self, what: Sayable) -> bool:
        """What the visitor is told for a mere tap, when they have a private room: nobody is invited for that."""
        private = await self.rooms.private_with(self.visit.someone.user_id)
        if private is not None:
            self.sayings.append(Saying(what, private.room_id, Urgency.ANSWER, self.visit.language))
        return private is not None

    async def private_place(self, person: Person) -> str | None:
        """Their private room, or where messages wait for it; None for somebody who wants none."""
        private = await self.rooms.private_with(person.user_id)
        if private is not None:
            return private.room_id
        if not self.house.opens_rooms:
            return None
        asked, place = await self.privates.of(person.user_id), waiting_room(person.user_id)
        if asked is None:
            await self.privates.ask(person.user_id, self.visit.now)
            self.do("open_private", place, target=person.user_id)
        return None if asked is not None and asked.declined else place

    async def reader_in(self, room: Room) -> Person | None:
        """Whose private room it is, if it is one."""
        if await self.rooms.kind(room) is not RoomKind.PRIVATE:
            return None
        return await self.people.by_id((await self.rooms.occupants(room))[0])

    async def remove(self, room_id: str, event_id: str) -> bool:
        """What somebody said there; False where the bot may not."""
        room = await self.rooms.find(room_id)
        if room is None or not (room.joined and room.may_remove):
            return False
        self.do("redaction", room_id, target=event_id)
        return True

    async def tell_tisseuse(self, what: Sayable, question: Question | None = None) -> bool:
        """In the Tisseuse's room; False when the bot is not in it yet, or cannot talk there."""
        room = await self.rooms.admin()
        if room is None:
            return False
        self.sayings.append(Saying(what, room.room_id, Urgency.OFFICE, self.house.language, question=question))
        return True

    def do(self, kind: str, room_id: str, *, emoji: str | None = None, target: str | None = None) -> None:
        """Enter or decline a room, react to an event."""
        self.acts.append(Act(kind, room_id, emoji, target))

    def happens(self, occasion: str, room_id: str, about: str | None = None) -> None:
        """Lets other features know, in this same transaction."""
        self.happenings.append((occasion, room_id, about))

    def seen_from(self, room_id: str) -> Desk:
        """The same desk (same transaction, same sayings), looked at from another room."""
        return replace(self, visit=replace(self.visit, room_id=room_id, ilot=None, thread=None))

    def is_nobody(self, user_id: str) -> bool:
        """True for bots, who are no members of anything."""
        return user_id in self.house.bots

    async def wake_me(self, at: dt.datetime, note: Note) -> None:
        """The clock will bring the note back at that hour."""
        await self.agenda.wake_me(at, note)

    async def my_ilots(self) -> list[Ilot]:
        """The visitor's îlots, the home one first."""
        return await self.ilots.of_person(self.visit.person) if self.visit.person else []

    async def home_room(self, person: Person) -> str | None:
        """Their îlot's room, the home îlot's first."""
        for ilot in await self.ilots.of_person(person):
            if ilot.room_id is not None:
                return ilot.room_id
        return None
