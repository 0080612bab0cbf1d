"""Private rooms from inside: made once however often they are wanted, what waits leaves in order, a no is a no."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import all_words
from bot.desks import bare_desk
from bot.dispatch import Dispatch
from bot.intake import Intake
from bot.postman import Postman
from bot.transport import DeliveryUncertain, DeviceOutlived, Echo, Heard, Incoming, Member, Said
from commands.courrier.copies import tell_reader
from commands.kit.command import Feature, FreeText, Role, command
from commands.kit.messages import UnknownCommand
from commands.people import FEATURE as PEOPLE
from commands.trust import FEATURE as TRUST
from storage.database import Database
from storage.delivery import txn_id
from storage.desk import Desk
from storage.ilots import Ilots
from storage.people import People
from storage.privates import PrivateInvitation, Privates, waiting_room
from storage.rooms import RoomKind, Rooms
from storage.visit import House
from tests.inside import BOT, FEATURE, GRANIT, NOA, PRIVATE, START, Inside, Wall, open_inside, typed

YOUENN = "@youenn:archipel.example"
WAITING, MADE = waiting_room(YOUENN), "!made:x"


@command("souffle", english="whisper", args=FreeText, who=Role.ANYONE)
async def whisper_it(desk: Desk, args: FreeText) -> UnknownCommand:
    """Tells Youenn in private, and the visitor whether that was possible."""
    youenn = await desk.people.meet(YOUENN)
    return UnknownCommand(
        typed="told" if await desk.whisper(youenn, UnknownCommand(typed=args.text)) else "unreachable"
    )


WHISPERS = Feature("whispers", Path(__file__).parent, commands=(whisper_it,))


@pytest.fixture
async def bot(database: Database, wall: Wall) -> Inside:
    """One whose door makes rooms; Youenn is in Granit, and has no private room."""
    inside = await open_inside(database, wall)
    bench = replace(inside.bench, house=House(bots=frozenset({BOT}), user_id=BOT, opens_rooms=True))
    intake = Intake(bench, Dispatch((FEATURE, PEOPLE, TRUST, WHISPERS)), all_words())
    async with bench.transaction() as session:
        granit = await Ilots(session).create("granit", "Granit", None, START.date())
        granit.room_id = GRANIT
        await Ilots(session).welcome(granit, await People(session).meet(YOUENN))
    return replace(inside, bench=bench, intake=intake, postman=Postman(bench, intake, inside.door))


async def _hears(bot: Inside, *events: Incoming) -> None:
    """One sync, handled, and what it made due sent."""
    await bot.hear(*events)
    await bot.intake.settle()
    await bot.postman.send_all()


async def _whispers(bot: Inside, *words: str) -> None:
    await _hears(bot, *(typed(f"!souffle {word}", f"${word}") for word in words))


def _news(kind: Heard, sender: str = BOT, **more: object) -> Incoming:
    """Of the room that was made."""
    fields: dict[str, object] = {"kind": kind, "at": START, "sender": sender, **more}
    return Incoming(event_id=f"${kind}{sender}", room_id=MADE, **fields)  # type: ignore[arg-type]


def _made() -> tuple[Incoming, Incoming]:
    """As the sync after it tells."""
    return _news(Heard.ENTERED, encrypted=True), _news(Heard.PRIVATE_MADE, target=YOUENN)


def _joins(who: str = YOUENN) -> Incoming:
    return _news(Heard.JOIN, who, members=(Member(who),))


def _opened(bot: Inside) -> list[str | None]:
    """Whom the door was asked to open a room for."""
    return [tried.target for tried in bot.door.attempts if tried.kind is Said.OPEN_PRIVATE]


def _said(bot: Inside, room_id: str) -> list[str]:
    """What arrived in a room, in order; of a whisper its one word."""
    texts = [event.body for event in bot.door.events.values() if event.room_id == room_id and event.body]
    return [found[1] if (found := re.search(r"!(\w+)`?\.", text)) else text for text in texts]


async def _invitation(bot: Inside) -> PrivateInvitation | None:
    async with bot.database.transaction() as session:
        return await Privates(session, bot.account_id).of(YOUENN)


# ── made, once ──


async def test_one_room_is_asked_for_however_many_whispers_wait(bot: Inside) -> None:
    await _whispers(bot, "one", "two")
    await _whispers(bot, "three")
    assert _opened(bot) == [YOUENN]
    assert _said(bot, GRANIT) == ["told"] * 3
    assert _said(bot, WAITING) == []


async def test_what_waits_leaves_in_order_when_its_person_has_come(bot: Inside) -> None:
    await _whispers(bot, "one", "two")
    await _hears(bot, *_made())
    assert _said(bot, MADE) == []
    await _hears(bot, _joins())
    assert _said(bot, MADE) == ["one", "two"]
    marked = [event for event in bot.door.events.values() if event.kind is Said.MARK_PRIVATE]
    assert [(event.room_id, event.target) for event in marked] == [(MADE, YOUENN)]
    assert await _invitation(bot) is None
    await _whispers(bot, "three")
    assert _said(bot, MADE)[-1] == "three"
    assert _opened(bot) == [YOUENN]


async def test_what_waits_leaves_in_a_room_that_they_open_themselves(bot: Inside) -> None:
    await _whispers(bot, "one")
    await _hears(bot, replace(_news(Heard.ENTERED, encrypted=True), members=(Member(YOUENN),)))
    assert "one" in _said(bot, MADE)
    assert await _invitation(bot) is None


async def test_what_waits_for_a_room_leaves_by_day(bot: Inside, wall: Wall) -> None:
    await _whispers(bot, "one")
    wall.at = dt.datetime(2027, 3, 1, 22, 0, tzinfo=dt.UTC)
    await _hears(bot, *_made(), _joins())
    assert "one" not in _said(bot, MADE)
    wall.at = bot.intake.synced_at = dt.datetime(2027, 3, 2, 7, 0, tzinfo=dt.UTC)
    await bot.postman.send_all()
    assert "one" in _said(bot, MADE)


async def test_who_wants_a_courrier_in_private_is_asked_in_at_once(bot: Inside) -> None:
    await _hears(bot, typed("!moi courrier vendredi", sender=YOUENN))
    assert _opened(bot) == [YOUENN]


async def test_a_courrier_in_private_waits_for_its_reader_to_come_in_and_is_composed_then(bot: Inside) -> None:
    await _hears(bot, typed("!moi courrier vendredi", sender=YOUENN))
    async with bot.bench.transaction() as session:
        desk = Desk(session, bot.account_id, bare_desk(bot.bench, session).visit, bot.bench.house)
        youenn = await desk.people.meet(YOUENN)
        before = youenn.copied_until
        await tell_reader((), desk, {"person": youenn.id})
        assert (desk.sayings, desk.acts, youenn.copied_until) == ([], [], before)


async def test_who_has_a_private_room_is_told_there_and_none_is_made(bot: Inside) -> None:
    async with bot.bench.transaction() as session:
        noa = await People(session).meet("@noa:archipel.example")
        desk = Desk(session, bot.account_id, bare_desk(bot.bench, session).visit, bot.bench.house)
        assert await desk.private_place(noa) == PRIVATE
        assert not desk.acts


@pytest.mark.parametrize("why", ["crowded", "named", "ilot", "clear"])
async def test_what_is_not_for_two_is_nobody_s_private_room(bot: Inside, why: str) -> None:
    async with bot.bench.transaction() as session:
        rooms, room = Rooms(session), await Rooms(session).meet(PRIVATE)
        assert await rooms.private_with(NOA) is room
        if why == "crowded":
            await rooms.enter(room, YOUENN)
        elif why == "ilot":
            (await Ilots(session).create("plume", "Plume", None, START.date())).room_id = PRIVATE
        else:  # not said to be for two and given a name, as one is that others are to enter; not encrypted
            room.direct, room.encrypted = why != "named", why != "clear"
        await session.flush()
        assert await rooms.private_with(NOA) is None
        assert await rooms.kind(room) is RoomKind.SHARED


# ── declined ──


async def test_who_declines_is_told_once_in_their_ilot_and_what_waited_is_dropped(bot: Inside) -> None:
    await _whispers(bot, "one")
    await _hears(bot, *_made())
    before = len(_said(bot, GRANIT))
    for _ in range(2):
        await _hears(bot, _news(Heard.DECLINED, YOUENN))
    (said,) = _said(bot, GRANIT)[before:]
    assert BOT in said and "Youenn" in said
    assert [row.state for row in await bot.outbox() if "!one" in str(row.content)] == ["dead"]
    assert any(event.kind is Said.DECLINE and event.room_id == MADE for event in bot.door.events.values())


async def test_who_declined_is_not_asked_again(bot: Inside) -> None:
    await _whispers(bot, "one")
    await _hears(bot, *_made(), _news(Heard.DECLINED, YOUENN))
    await _whispers(bot, "two")
    assert _opened(bot) == [YOUENN]
    assert _said(bot, GRANIT)[-1] == "unreachable"
    invitation = await _invitation(bot)
    assert invitation is not None and invitation.declined


async def test_who_declined_and_writes_first_later_is_told_in_private_again(bot: Inside) -> None:
    await _whispers(bot, "one")
    await _hears(bot, *_made(), _news(Heard.DECLINED, YOUENN))
    theirs = replace(_news(Heard.ENTERED, encrypted=True), room_id="!theirs:x", event_id="$theirs")
    await _hears(bot, replace(theirs, members=(Member(YOUENN),)))
    await _whispers(bot, "two")
    assert _said(bot, "!theirs:x")[-1] == "two"


# ── in doubt ──


async def test_a_room_whose_making_is_in_doubt_is_looked_for_before_it_is_made_again(bot: Inside, wall: Wall) -> None:
    bot.door.troubles[WAITING] = [DeliveryUncertain("the process died here")]
    await _whispers(bot, "one")
    await bot.hear(*_made())  # it had arrived; not handled yet
    wall.forward(seconds=5)
    await bot.postman.send_all()
    assert _opened(bot) == [YOUENN]
    await bot.intake.settle()
    wall.forward(seconds=5)
    await bot.postman.send_all()
    assert _opened(bot) == [YOUENN]
    (row,) = [row for row in await bot.outbox() if row.kind == Said.OPEN_PRIVATE]
    assert (row.state, row.event_id) == ("sent", MADE)


async def test_a_room_that_was_not_made_is_made_at_the_next_attempt(bot: Inside, wall: Wall) -> None:
    bot.door.troubles[WAITING] = [DeliveryUncertain("HTTP 502")]
    await _whispers(bot, "one")
    await bot.hear()
    wall.forward(seconds=5)
    await bot.postman.send_all()
    assert _opened(bot) == [YOUENN] * 2


# ── a database that was put back ──


async def test_an_echo_that_no_row_explains_tells_that_the_device_is_older_and_is_never_sent_again(bot: Inside) -> None:
    """The homeserver knows the answer to a command that this database has yet to hear."""
    with pytest.raises(DeviceOutlived):
        await bot.hear(echoes=[Echo(txn_id("reply:$1:0"), "$answer", GRANIT, own_device=True)])
    (row,) = await bot.outbox()
    assert (row.state, row.event_id, row.room_id) == ("sent", "$answer", GRANIT)
    await _hears(bot, typed("!dis bonjour"))
    assert not bot.door.attempts


async def test_it_is_told_once(bot: Inside) -> None:
    echo = Echo(txn_id("reply:$1:0"), "$answer", GRANIT, own_device=True)
    with pytest.raises(DeviceOutlived):
        await bot.hear(echoes=[echo])
    await bot.hear(echoes=[echo])


async def test_the_echo_of_another_device_of_ours_is_kept_and_no_alarm(bot: Inside) -> None:
    await bot.hear(echoes=[Echo(txn_id("reply:$1:0"), "$answer", GRANIT)])
    await _hears(bot, typed("!dis bonjour"))
    assert not bot.door.attempts


async def test_an_echo_of_what_somebody_typed_by_hand_is_nothing(bot: Inside) -> None:
    await bot.hear(echoes=[Echo("m1618389000.1", "$typed", GRANIT, own_device=True)])
    assert not await bot.outbox()
