"""People of the Archipel: who they are, and what they chose."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import JSON, Date, ForeignKey, String, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.errors import SeveralPeople, UnknownPerson
from storage.folding import fold
from storage.pages import all_of

Language = Literal["fr", "en"]
_NOWHERE = ".invalid"  # reserved, so that no homeserver is ever there
KEEP_APART = dt.timedelta(days=30)  # after the last membership

DEFAULT_SETTINGS: dict[str, Any] = {
    "quiet_hours": "18:30-09:00",
    "weekends": False,
    "suggestions": False,
    "reflection_reminders": True,
    "language": "fr",
    "alsace_moselle_holidays": False,
}


class Office(StrEnum):
    """A duty in the Archipel, beside or instead of being a member."""

    TISSEUSE = "tisseuse"
    DEPUTY = "deputy"
    STEERING = "steering"


class Copies(StrEnum):
    """On which days somebody wants the courrier in private too."""

    NEVER = "never"
    TUESDAY = "tuesday"
    FRIDAY = "friday"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Habits:
    """When somebody wants to be left in peace: local hours and days, both ends of an absence included."""

    quiet: tuple[dt.time, dt.time] | None  # from, until; over midnight where the second is the smaller
    weekends: bool = False
    absences: tuple[tuple[dt.date, dt.date], ...] = ()
    alsace_moselle: bool = False

    def is_quiet(self, at: dt.time) -> bool:
        """Their quiet hours."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= at < end if start <= end else at >= start or at < end

    def is_away(self, day: dt.date) -> bool:
        """They said that they would not be there."""
        return any(first <= day <= last for first, last in self.absences)


class Person(Base):
    """Somebody with a Matrix account. Never imported people have the name they show in their room."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(String(255), unique=True)
    first_name: Mapped[str] = mapped_column(String(255))
    last_name: Mapped[str | None] = mapped_column(String(255))
    pronoun: Mapped[str | None] = mapped_column(String(32))
    home_id: Mapped[int | None] = mapped_column(ForeignKey("ilot.id"))
    town: Mapped[str | None] = mapped_column(String(255))
    activities: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str | None] = mapped_column(String(64))
    skills: Mapped[list[str]] = mapped_column(JSON, default=list)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=lambda: dict(DEFAULT_SETTINGS))
    absences: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    office: Mapped[Office | None] = mapped_column(String(16))
    suggested_on: Mapped[dt.date | None] = mapped_column(Date)
    copied_until: Mapped[dt.datetime | None]  # how far their private courrier has told
    apart_since: Mapped[dt.datetime | None]  # in no îlot any more, and with no office

    @property
    def is_nobody(self) -> bool:
        """« une personne »: what stands where somebody of that îlot stood who is forgotten."""
        return self.user_id.endswith(_NOWHERE)

    @property
    def language(self) -> Language:
        """The language the bot answers them in."""
        return "en" if self.settings.get("language") == "en" else "fr"

    @property
    def wants_reminders(self) -> bool:
        """Of their îlot's times for reflection."""
        return bool(self.settings.get("reflection_reminders", True))

    @property
    def habits(self) -> Habits:
        """What they chose, or what was imported; what cannot be read counts as nothing chosen."""
        away = tuple(found for each in self.absences or [] if (found := _days(each)) is not None)
        return Habits(
            quiet=_hours(self.settings.get("quiet_hours")),
            weekends=bool(self.settings.get("weekends")),
            absences=away,
            alsace_moselle=bool(self.settings.get("alsace_moselle_holidays")),
        )

    @property
    def copies(self) -> Copies:
        """The courrier in private; what cannot be read counts as nothing chosen."""
        chosen = str(self.settings.get("courrier"))
        return Copies(chosen) if chosen in set(Copies) else Copies.NEVER

    def set(self, name: str, value: object) -> None:
        """One of their settings."""
        self.settings = {**self.settings, name: value}

    def be_quiet(self, hours: tuple[dt.time, dt.time] | None) -> None:
        """Their quiet hours from now on; None for none."""
        self.set("quiet_hours", f"{hours[0]:%H:%M}-{hours[1]:%H:%M}" if hours else None)

    def go_away(self, first: dt.date, last: dt.date, today: dt.date) -> None:
        """Not there on these days; what is over is forgotten."""
        coming = [each for each in self.absences or [] if (days := _days(each)) is not None and days[1] >= today]
        self.absences = [*coming, {"from": first.isoformat(), "to": last.isoformat()}]

    def come_back(self, today: dt.date) -> None:
        """There again: of what they said before, only what begins later holds."""
        self.absences = [each for each in self.absences or [] if (days := _days(each)) is not None and days[0] > today]

    def speak(self, language: Language) -> None:
        """From now on, in that language."""
        self.settings = {**self.settings, "language": language}


_IS_SOMEBODY = Person.user_id.not_like(f"%{_NOWHERE}")
_BY_ID = select(Person).where(Person.user_id == bindparam("user"))  # made once: every message asks


class People:
    """Everybody, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def by_id(self, user_id: str) -> Person | None:
        """The person with that Matrix id, if known."""
        found: Person | None = await self._session.scalar(_BY_ID, {"user": user_id})
        return found

    async def get(self, person_id: int) -> Person:
        """By row id, which must exist."""
        return await self._session.get_one(Person, person_id)

    async def find(self, person_id: int) -> Person | None:
        """By row id, whoever may have gone since."""
        return await self._session.get(Person, person_id)

    async def among(self, person_ids: Iterable[int]) -> dict[int, Person]:
        """By row id; each must exist."""
        found = await self._session.scalars(select(Person).where(Person.id.in_(sorted(set(person_ids)))))
        return {person.id: person for person in found}

    async def meet(self, user_id: str, shown_name: str | None = None) -> Person:
        """The person, made known with the name they show when they were not."""
        person = await self.by_id(user_id)
        if person is None:
            person = Person(user_id=user_id, first_name=_first_name(user_id, shown_name))
            person.settings, person.activities, person.skills = dict(DEFAULT_SETTINGS), [], []
            person.absences = []
            self._session.add(person)
            await self._session.flush()
        return person

    async def all(self) -> list[Person]:
        """By id."""
        return await all_of(self._session, select(Person).where(_IS_SOMEBODY).order_by(Person.user_id))

    async def nobody_of(self, home: tuple[int, str] | None) -> Person:
        """Who stands for the forgotten of one îlot (its row id and slug), or of none: all of them the same."""
        person = await self.meet(f"@personne:{home[1] if home else 'archipel'}{_NOWHERE}")
        person.first_name, person.home_id = "", home[0] if home else None
        await self._session.flush()
        return person

    async def wanting_suggestions(self) -> list[Person]:
        """Those who asked for them, by id: of a thousand people, no more than that."""
        chosen = Person.settings["suggestions"].as_boolean()
        query = select(Person).where(_IS_SOMEBODY, chosen.is_(True)).order_by(Person.user_id)
        return await all_of(self._session, query)

    async def wanting_copies(self, day: str) -> list[int]:
        """Row ids of those who asked for the courrier of that day: of a thousand people, no more than that."""
        chosen = Person.settings["courrier"].as_string()
        query = select(Person.id).where(chosen.in_([day, Copies.BOTH])).order_by(Person.id)
        return list(await self._session.scalars(query))

    async def holding(self, office: Office) -> list[Person]:
        """Who has that duty, by id."""
        query = select(Person).where(Person.office == office).order_by(Person.user_id)
        return list(await self._session.scalars(query))

    async def named(self, name: str) -> Person:
        """By Matrix id, local part or first name. Raises UnknownPerson or SeveralPeople."""
        wanted = fold(name.lstrip("@")).strip()
        everybody = await self.all()
        exact = [person for person in everybody if fold(person.user_id[1:]) == wanted]
        close = exact or [person for person in everybody if wanted in _names(person)]
        if not close or not wanted:
            raise UnknownPerson(name)
        if len(close) > 1:
            raise SeveralPeople(name, tuple(person.user_id for person in close))
        return close[0]

    async def count(self) -> int:
        """How many are known."""
        return int(await self._session.scalar(select(func.count()).select_from(Person).where(_IS_SOMEBODY)) or 0)

    async def since_when_apart(
        self, person_ids: Iterable[int], now: dt.datetime, keep: dt.timedelta = KEEP_APART
    ) -> list[Person]:
        """Marks who is apart since now, unmarks who is not any more; returns whose time of keeping is over."""
        apart = set(person_ids)
        either = or_(Person.apart_since.is_not(None), Person.id.in_(apart))
        concerned = await all_of(self._session, select(Person).where(_IS_SOMEBODY, either).order_by(Person.user_id))
        for person in concerned:
            person.apart_since = (person.apart_since or now) if person.id in apart else None
        return [each for each in concerned if each.apart_since and each.apart_since <= now - keep]


def localpart(user_id: str) -> str:
    """`@ines:archipel.example` → `ines`."""
    return user_id.removeprefix("@").partition(":")[0]


def _hours(text: object) -> tuple[dt.time, dt.time] | None:
    start, _, end = str(text or "").partition("-")
    try:
        return dt.time.fromisoformat(start.strip()), dt.time.fromisoformat(end.strip())
    except ValueError:
        return None


def _days(absence: dict[str, str]) -> tuple[dt.date, dt.date] | None:
    try:
        return dt.date.fromisoformat(absence["from"]), dt.date.fromisoformat(absence["to"])
    except (KeyError, ValueError):
        return None


def _first_name(user_id: str, shown_name: str | None) -> str:
    """The first word with a letter in it; some phones send accents as characters of their own."""
    composed = unicodedata.normalize("NFC", shown_name or "")
    words = [word.strip("_'’-") for word in re.sub(r"[^\w\s'’-]", " ", composed).split()]
    named = [word for word in words if any(map(str.isalpha, word))]
    return named[0][:64] if named else localpart(user_id).capitalize()


def _names(person: Person) -> set[str]:
    return {fold(localpart(person.user_id)), fold(person.first_name)}
