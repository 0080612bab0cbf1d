"""Matrix rooms the bot knows: what each is for, who is in it, whether the bot may speak there."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.ilots import Ilot


class RoomKind(StrEnum):
    """What a room is for. An îlot's room is known by its îlot, the Tisseuse's by the configuration."""

    SHARED = "shared"
    PRIVATE = "private"  # encrypted, exactly one person and the bot
    ADMIN = "admin"


class Room(Base):
    """One room. `joined` is false before the bot enters, after it left, and once it followed to a successor."""

    __tablename__ = "room"
    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str | None] = mapped_column(String(255))
    is_admin: Mapped[bool] = mapped_column(default=False)
    encrypted: Mapped[bool] = mapped_column(default=False)
    direct: Mapped[bool] = mapped_column(default=False)  # opened as a conversation between two
    joined: Mapped[bool] = mapped_column(default=False)
    may_speak: Mapped[bool] = mapped_column(default=True)
    may_remove: Mapped[bool] = mapped_column(default=False)  # what others said there
    successor: Mapped[str | None] = mapped_column(String(255))  # the room it names as its continuation
    invited_by: Mapped[str | None] = mapped_column(String(255))  # somebody whom nobody could be asked about yet

    @property
    def is_personal(self) -> bool:
        """Opened for two: said so, or given no name. A named room with one person in it still waits for the others."""
        return self.direct or self.name is None


class Occupant(Base):
    """Somebody, the bot aside, in a room."""

    __tablename__ = "occupant"
    id: Mapped[int] = mapped_column(primary_key=True)
    room_key: Mapped[int] = mapped_column(ForeignKey("room.id"))
    user_id: Mapped[str] = mapped_column(String(255), index=True)
    name: Mapped[str | None] = mapped_column(String(255))  # as they showed it when they came
    __table_args__ = (UniqueConstraint("room_key", "user_id"),)


_BY_ID = select(Room).where(Room.room_id == bindparam("room"))  # made once: every message asks


class Rooms:
    """All rooms, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, room_id: str) -> Room | None:
        """The room, if the bot has heard of it."""
        found: Room | None = await self._session.scalar(_BY_ID, {"room": room_id})
        return found

    async def meet(self, room_id: str) -> Room:
        """The room, made known when it was not."""
        room = await self.find(room_id)
        if room is None:
            room = Room(room_id=room_id, is_admin=False, encrypted=False, direct=False, joined=False, may_speak=True)
            room.may_remove = False
            self._session.add(room)
            await self._session.flush()
        return room

    async def title(self, room: Room) -> str:
        """What the Tisseuse reads: its name, with its id too where that is another's name as well."""
        if room.name is None or room.name == room.room_id:
            return room.room_id
        known = or_(Room.joined.is_(True), Room.invited_by.is_not(None))
        query = select(Room.id).where(Room.name == room.name, Room.id != room.id, known).limit(1)
        return f"{room.name} ({room.room_id})" if await self._session.scalar(query) else room.name

    async def kind(self, room: Room) -> RoomKind:
        """What it is for, as things stand."""
        if room.is_admin:
            return RoomKind.ADMIN
        alone = room.encrypted and room.is_personal and len(await self.occupants(room)) == 1
        return RoomKind.PRIVATE if alone and not await self._is_an_ilots(room) else RoomKind.SHARED

    async def before(self, room_id: str) -> Room | None:
        """The room that named this one as its successor."""
        query = select(Room).where(Room.successor == room_id).order_by(Room.id.desc()).limit(1)
        found: Room | None = await self._session.scalar(query)
        return found

    async def latest(self, room_id: str) -> str:
        """Where the room lives now: the last of its successors that the bot has entered."""
        seen = {room_id}
        while (room := await self.find(room_id)) is not None and room.successor not in {None, *seen}:
            after = await self.find(str(room.successor))
            if after is None or not after.joined:
                break
            room_id = after.room_id
            seen.add(room_id)
        return room_id

    async def is_office(self, room: Room) -> bool:
        """True for the Tisseuse's room, and for the one that is to replace it."""
        before = await self.before(room.room_id)
        return room.is_admin or (before is not None and before.is_admin)

    async def undecided(self) -> list[Room]:
        """Rooms the bot is invited into, by somebody whom nobody was asked about; by id."""
        query = select(Room).where(Room.invited_by.is_not(None), Room.joined.is_(False)).order_by(Room.room_id)
        return list(await self._session.scalars(query))

    async def admin(self) -> Room | None:
        """The Tisseuse's room, once the bot is in it."""
        query = select(Room).where(Room.is_admin.is_(True), Room.joined.is_(True))
        found: Room | None = await self._session.scalar(query)
        return found

    async def joined(self) -> list[Room]:
        """Every room the bot is in, by id."""
        return list(await self._session.scalars(select(Room).where(Room.joined.is_(True)).order_by(Room.room_id)))

    async def of_ilots(self, after: str, most: int) -> list[tuple[Ilot, Room]]:
        """Îlots with the room they live in, where the bot is in it: so many after that slug, by slug."""
        query = select(Ilot, Room).join(Room, Room.room_id == Ilot.room_id).where(Room.joined.is_(True))
        found = await self._session.execute(query.where(Ilot.slug > after).order_by(Ilot.slug).limit(most))
        return [(ilot, room) for ilot, room in found]

    async def count_of_ilots(self) -> int:
        """How many îlots have a room that the bot is in."""
        query = select(func.count()).select_from(Ilot).join(Room, Room.room_id == Ilot.room_id)
        return int(await self._session.scalar(query.where(Room.joined.is_(True))) or 0)

    async def all_admin(self) -> list[Room]:
        """Every room marked as the Tisseuse's."""
        return list(await self._session.scalars(select(Room).where(Room.is_admin.is_(True))))

    async def private_with(self, user_id: str) -> Room | None:
        """The private room with that person, if there is one that is encrypted and has nobody else."""
        query = select(Room).join(Occupant, Occupant.room_key == Room.id)
        query = query.where(Occupant.user_id == user_id, Room.joined.is_(True), Room.encrypted.is_(True))
        for room in await self._session.scalars(query.order_by(Room.id)):
            if await self.kind(room) is RoomKind.PRIVATE:
                return room
        return None

    async def shared(self) -> list[Room]:
        """Rooms the bot is in that are neither private nor the Tisseuse's, by id."""
        query = select(Room).where(Room.joined.is_(True), Room.is_admin.is_(False)).order_by(Room.room_id)
        rooms = list(await self._session.scalars(query))
        return [room for room in rooms if await self.kind(room) is RoomKind.SHARED]

    async def occupants(self, room: Room) -> list[str]:
        """Who is in it, the bot aside, by id."""
        query = select(Occupant.user_id).where(Occupant.room_key == room.id).order_by(Occupant.user_id)
        return list(await self._session.scalars(query))

    async def holds(self, room: Room, user_id: str) -> bool:
        """Whether they are in it."""
        query = select(Occupant.user_id).where(Occupant.room_key == room.id, Occupant.user_id == user_id)
        return await self._session.scalar(query) is not None

    async def shown_names(self, room: Room) -> dict[str, str | None]:
        """Who is in it, with the name they showed when they came; by id."""
        query = select(Occupant.user_id, Occupant.name).where(Occupant.room_key == room.id).order_by(Occupant.user_id)
        return {row.user_id: row.name for row in await self._session.execute(query)}

    async def enter(self, room: Room, user_id: str, name: str | None = None) -> None:
        """Somebody is in. Safe to call again."""
        if user_id not in await self.occupants(room):
            self._session.add(Occupant(room_key=room.id, user_id=user_id, name=name))
            await self._session.flush()

    async def furnish(self, room_id: str, occupants: Iterable[str], *, encrypted: bool) -> Room:
        """A new room with its people, as the rehearsal needs them; a known one stays as it is."""
        room = await self.find(room_id)
        if room is None:
            room = Room(room_id=room_id, name=room_id, joined=True, encrypted=encrypted)
            room.direct, room.is_admin, room.may_speak, room.may_remove = False, False, True, True
            self._session.add(room)
            await self._session.flush()
            self._session.add_all(Occupant(room_key=room.id, user_id=each) for each in dict.fromkeys(occupants))
        return room

    async def furnish_private(self, user_ids: Iterable[str]) -> None:
        """A room `dm:<user id>` for each of them alone; who has one keeps it as it is."""
        known = set(await self._session.scalars(select(Room.room_id).where(Room.room_id.like("dm:%"))))
        names = {f"dm:{user_id}": user_id for user_id in user_ids if f"dm:{user_id}" not in known}
        may = {"may_speak": True, "may_remove": False}
        rooms = [
            Room(room_id=name, name=name, joined=True, encrypted=True, direct=True, is_admin=False, **may)
            for name in names
        ]
        self._session.add_all(rooms)
        await self._session.flush()
        self._session.add_all(Occupant(room_key=room.id, user_id=names[room.room_id]) for room in rooms)

    async def _is_an_ilots(self, room: Room) -> bool:
        found: int | None = await self._session.scalar(select(Ilot.id).where(Ilot.room_id == room.room_id))
        return found is not None

    async def leave(self, room: Room, user_id: str) -> None:
        """Somebody is out. Safe to call again."""
        gone = (Occupant.room_key == room.id, Occupant.user_id == user_id)
        await self._session.execute(delete(Occupant).where(*gone))
