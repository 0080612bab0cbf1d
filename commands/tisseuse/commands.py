"""`!ilot créer | lier | membre` and `!etat`."""

from __future__ import annotations

import datetime as dt
import re

from commands.kit.command import FreeText, Group, NoArgs, Occasion, Role, Where, command
from commands.kit.message import Joined, Lines, Message, Refusal
from commands.kit.reading import fold
from commands.tisseuse import messages as say
from storage.desk import Desk, Urgency
from storage.ilots import Ilot
from storage.membership import enrol, part_from
from storage.rooms import Room, RoomKind
from storage.unreadable import KEEP
from storage.values import Moment
from storage.visit import Vitals


@command(
    "ilot",
    english="islet",
    args=FreeText,
    who=Role.TISSEUSE,
    where=Where.TISSEUSE,
    group=Group.OFFICE,
)
async def ilot(desk: Desk, args: FreeText) -> Message:
    """Makes an îlot, binds it to its room, shows its members."""
    action, _, rest = args.text.partition(" ")
    orders = {"creer": _create, "create": _create, "lier": _bind, "bind": _bind, "membre": _members}
    orders |= {"membres": _members, "members": _members, "member": _members}
    order = orders.get(fold(action))
    if order is None or not rest.strip():
        raise Refusal(say.HowIlotWorks())
    return await order(desk, rest.strip())


@command(
    "etat",
    "sante",
    english="status",
    args=NoArgs,
    who=Role.TISSEUSE,
    where=Where.TISSEUSE,
    group=Group.OFFICE,
)
async def state(desk: Desk, _args: NoArgs) -> Message:
    """The health of the bot."""
    vitals = desk.visit.vitals
    assert vitals is not None
    return say.StateShown(
        version=vitals.version,
        since=vitals.started_at.astimezone(desk.visit.zone),
        sync=_sync(desk, vitals),
        queue=await _queue(desk),
        device=_device(vitals),
        ilots=await desk.ilots.count(),
        people=await desk.people.count(),
    )


def _device(vitals: Vitals) -> Message | None:
    if vitals.fingerprint is None:
        return None
    return say.DeviceShown(fingerprint=vitals.fingerprint, signed=vitals.is_signed)


async def _create(desk: Desk, text: str) -> Message:
    """`Granit, Bretagne`: a name, then perhaps a territory."""
    name, _, territory = (part.strip() for part in text.partition(","))
    slug = _slug(name)
    if not slug:
        raise Refusal(say.HowIlotWorks())
    if (known := await desk.ilots.by_slug(slug)) is not None:
        raise Refusal(say.IlotExists(name=known.name, slug=slug))
    await desk.ilots.create(slug, name[:255], territory[:255] or None, desk.visit.today)
    return say.IlotCreated(name=name, slug=slug)


async def _bind(desk: Desk, text: str) -> Message:
    """`granit`, or `granit` and a room's name or address."""
    word, _, wanted = text.partition(" ")
    found = await find_ilot(desk, word)
    if found.room_id is not None and not wanted.strip():
        raise Refusal(say.IlotLives(name=found.name, slug=found.slug, room=await _name_of(desk, found.room_id)))
    room = await _find_room(desk, found, wanted.strip())
    owner = await desk.ilots.of_room(room.room_id)
    if owner is not None and owner.id != found.id:
        raise Refusal(say.RoomTaken(room=await desk.rooms.title(room), ilot=owner.name))
    await part_from(desk, found, room)
    await desk.ilots.bind(found, room.room_id)
    await enrol(desk, found, room)
    desk.happens(Occasion.BOUND, room.room_id)
    return say.IlotBound(name=found.name, room=await desk.rooms.title(room))


async def _members(desk: Desk, text: str) -> Message:
    found = await find_ilot(desk, text)
    members = await desk.ilots.members(found)
    names = Joined(tuple(person.first_name for person in members), by=", ")
    return say.MembersShown(name=found.name, members=names, size=len(members))


async def find_ilot(desk: Desk, word: str) -> Ilot:
    """By short name or name. Raises Refusal."""
    everyone = await desk.ilots.all()
    for each in everyone:
        if fold(word) in {each.slug, fold(each.name)}:
            return each
    raise Refusal(say.UnknownIlot(got=word, known=Joined(tuple(each.slug for each in everyone), by=", ")))


async def _find_room(desk: Desk, found: Ilot, wanted: str) -> Room:
    """The room that was named; without a name, the only one that waits."""
    rooms = await desk.rooms.shared()
    free = [room for room in rooms if await desk.ilots.of_room(room.room_id) is None]
    if not wanted:
        return await _only(desk, free, found)
    named = [room for room in rooms if wanted == room.room_id]
    named = named or [room for room in rooms if fold(wanted) == fold(room.name or "")]
    if not named:
        raise Refusal(say.UnknownRoom(got=wanted, rooms=await _names(desk, free)))
    return await _only(desk, named, found)


async def _name_of(desk: Desk, room_id: str) -> str:
    room = await desk.rooms.find(room_id)
    return await desk.rooms.title(room) if room else room_id


async def _only(desk: Desk, free: list[Room], found: Ilot) -> Room:
    if len(free) == 1:
        return free[0]
    if not free:
        raise Refusal(say.NoRoomWaits(slug=found.slug))
    raise Refusal(say.WhichRoom(slug=found.slug, rooms=await _names(desk, free)))


async def _names(desk: Desk, rooms: list[Room]) -> Joined:
    return Joined(tuple([await desk.rooms.title(room) for room in rooms]), by=", ")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:64]


def _sync(desk: Desk, vitals: Vitals) -> Message:
    if vitals.last_sync_at is None:
        return say.NeverSynced()
    return say.SyncedAgo(seconds=int((desk.visit.now - vitals.last_sync_at).total_seconds()))


async def _queue(desk: Desk) -> Lines:
    figures = await desk.queues.figures()
    others = max(0, figures["inbox_waiting"] - 1)  # this very question is being handled
    lines: list[Message] = [say.Queue(outbox=figures["outbox_waiting"], inbox=others)]
    lines += [
        say.Held(why=Urgency(urgency), count=count, hour=_local(hour, desk))
        for urgency, (count, hour) in sorted((await desk.queues.held(desk.visit.now)).items())
    ]
    if figures["outbox_dead"] or figures["inbox_poison"]:
        lines.append(say.Losses(dead=figures["outbox_dead"], poison=figures["inbox_poison"]))
    lines += await _unreadable(desk)
    return Lines(tuple(lines))


def _local(hour: dt.datetime, desk: Desk) -> Moment:
    local = hour.astimezone(desk.visit.zone)
    return Moment(local.date(), local.time())


async def _unreadable(desk: Desk) -> list[Message]:
    """Messages of the last month that could not be read, by room; nobody is named by their private room."""
    counts: dict[str, int] = {}
    for room_id, count in (await desk.unreadable.by_room(desk.visit.now - KEEP)).items():
        room = await desk.rooms.find(room_id)
        private = room is None or await desk.rooms.kind(room) is RoomKind.PRIVATE
        name = "" if private or room is None else await desk.rooms.title(room)
        counts[name] = counts.get(name, 0) + count
    parts = tuple(say.UnreadableIn(room=name or say.InPrivate(), count=count) for name, count in counts.items())
    return [say.UnreadableShown(rooms=Joined(parts, by=", "))] if parts else []
