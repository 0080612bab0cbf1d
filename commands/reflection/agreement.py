"""How an îlot agrees to a rhythm, or to the end of one: half of it, or nobody against it for two days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import NoteHandler, OnTap, Tap, Things
from commands.kit.message import Message, Refusal
from commands.kit.speech import WeekdayName
from commands.reflection import messages as say
from commands.reflection.life import next_message, replan, room_of
from storage.agenda import Note
from storage.agreements import LETTER, Agreement, AgreementState, is_enough
from storage.desk import HAND, Desk, Urgency
from storage.ilots import Ilot
from storage.slots import Slot
from storage.values import Moment, Ref

LAPSES = "agreement"
OBJECTED_WITHIN = dt.timedelta(hours=48)


def rhythm_of(slot: Slot) -> say.RhythmSaid:
    """As it is said."""
    return say.RhythmSaid(every=slot.every_weeks, day=WeekdayName(slot.anchor_on), start=slot.start, end=slot.end)


async def propose(desk: Desk, ilot: Ilot, slot: Slot | None) -> None:
    """Its card, in the thread of the command; what waited before it is withdrawn."""
    earlier = await desk.agreements.open_in(ilot)
    if earlier is not None:
        await _close(desk, earlier, AgreementState.WITHDRAWN)
    until = desk.visit.now + OBJECTED_WITHIN
    agreement = await desk.agreements.propose(ilot, desk.visit.someone, slot, until)
    desk.post(_proposed(desk, agreement), str(agreement.ref))
    await desk.wake_me(until, _note(agreement))
    await _decide(desk, ilot, agreement)


async def propose_anew(desk: Desk, agreement: Agreement, slot: Slot | None) -> None:
    """The message was edited: what was said for or against the old one counts no more."""
    if not agreement.is_open or agreement.author_id != desk.visit.someone.id:
        raise Refusal(say.AgreementWithdrawn())
    agreement.slot = slot.as_json() if slot else None
    agreement.until = desk.visit.now + OBJECTED_WITHIN
    await desk.agreements.start_over(agreement)
    await desk.wake_me(agreement.until, _note(agreement))
    await _reword(desk, agreement, _proposed(desk, agreement))


async def withdraw(desk: Desk, ref: Ref) -> None:
    """Its message was deleted."""
    agreement = await desk.agreements.find(ref)
    if agreement is not None and agreement.is_open:
        agreement.state = AgreementState.WITHDRAWN
        await desk.agenda.forget(_note(agreement).key)
    await desk.erase_copies(str(ref))


# ── taps ──


async def agree(desk: Desk, tap: Tap) -> None:
    """✋: half of the îlot is enough."""
    agreement, ilot = await _open(desk, tap)
    await desk.agreements.say(agreement, desk.visit.someone, agrees=True)
    await _decide(desk, ilot, agreement)


async def object_to(desk: Desk, tap: Tap) -> None:
    """❌: it is not adopted by silence any more."""
    agreement, _ = await _open(desk, tap)
    await desk.agreements.say(agreement, desk.visit.someone, agrees=False)


def no_more(*, agrees: bool) -> OnTap:
    """✋ or ❌, taken back."""

    async def taken_back(desk: Desk, tap: Tap) -> None:
        agreement, _ = await _open(desk, tap)
        await desk.agreements.take_back(agreement, desk.visit.someone, agrees=agrees)

    return taken_back


async def _open(desk: Desk, tap: Tap) -> tuple[Agreement, Ilot]:
    """Raises Refusal for whoever has no word in it, and for what is decided."""
    agreement = await desk.agreements.find(tap.ref)
    assert agreement is not None
    ilot = await desk.ilots.get(agreement.ilot_id)
    if not agreement.is_open or not await desk.ilots.has_member(ilot, desk.visit.someone):
        raise Refusal(say.AgreementWithdrawn())
    return agreement, ilot


# ── decided ──


async def _decide(desk: Desk, ilot: Ilot, agreement: Agreement) -> None:
    """As soon as enough agree."""
    members = len(await desk.ilots.members(ilot))
    if is_enough(await desk.agreements.count(agreement, agrees=True), members):
        await _adopt(desk, ilot, agreement)
        desk.say(await _adopted(desk, ilot, agreement))


async def _lapse(desk: Desk, fields: dict[str, Any]) -> None:
    """Two days later: adopted, unless somebody is against it."""
    agreement = await desk.agreements.find(Ref.parse(fields["ref"]))
    if agreement is None or not agreement.is_open:
        return
    ilot = await desk.ilots.get(agreement.ilot_id)
    if await desk.agreements.count(agreement, agrees=False):
        await _close(desk, agreement, AgreementState.DROPPED)
        told: Message = say.AgreementDropped()
    else:
        await _adopt(desk, ilot, agreement)
        told = await _adopted(desk, ilot, agreement)
    room = await room_of(desk, ilot)
    if room is not None:
        desk.tell_news(told, room, urgency=Urgency.BESIDE)


async def _adopt(desk: Desk, ilot: Ilot, agreement: Agreement) -> None:
    ilot.slot = agreement.slot
    await replan(desk, ilot)
    await _close(desk, agreement, AgreementState.AGREED)


async def _adopted(desk: Desk, ilot: Ilot, agreement: Agreement) -> Message:
    slot = agreement.rhythm
    if slot is None:
        return say.StopAgreed()
    return say.SlotAgreed(rhythm=rhythm_of(slot), next=await next_message(desk, ilot))


async def _close(desk: Desk, agreement: Agreement, state: AgreementState) -> None:
    agreement.state = state
    await desk.agenda.forget(_note(agreement).key)
    if state == AgreementState.WITHDRAWN:
        await _reword(desk, agreement, say.AgreementWithdrawn())


async def _reword(desk: Desk, agreement: Agreement, what: Message) -> None:
    for post in await desk.posts.cards_of(str(agreement.ref)):
        desk.reword(post, what)


async def waiting(desk: Desk, ilot: Ilot) -> Message | None:
    """The rhythm that the îlot is still to agree to."""
    agreement = await desk.agreements.open_in(ilot)
    slot = agreement.rhythm if agreement is not None else None
    if agreement is None or slot is None:
        return None
    return say.SlotWaits(ilot=ilot.name, rhythm=rhythm_of(slot), until=_until(desk, agreement))


def _proposed(desk: Desk, agreement: Agreement) -> Message:
    slot, until = agreement.rhythm, _until(desk, agreement)
    if slot is None:
        return say.StopProposed(until=until)
    return say.SlotProposed(rhythm=rhythm_of(slot), first=Moment(slot.anchor_on), until=until)


def _until(desk: Desk, agreement: Agreement) -> Moment:
    local = agreement.until.astimezone(desk.visit.zone)
    return Moment(local.date(), local.time().replace(second=0, microsecond=0, tzinfo=None))


def _note(agreement: Agreement) -> Note:
    return Note(LAPSES, f"{LAPSES}:{agreement.number}", {"ref": str(agreement.ref)})


NOTES: dict[str, NoteHandler] = {LAPSES: _lapse}
THINGS = Things(
    letters=frozenset({LETTER}),
    erase=withdraw,
    show="temps",
    taps={HAND: agree, "❌": object_to},
    untaps={HAND: no_more(agrees=True), "❌": no_more(agrees=False)},
)
