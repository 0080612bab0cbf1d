"""`!annonce`, `!annonce urgent` and `!veille`: shown first, then told to every îlot, once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.bulletins import messages as say
from commands.bulletins.args import BulletinArgs
from commands.bulletins.news import line_of
from commands.kit.command import Answer, AnswerHandler, Group, NoteHandler, Role, Things, Where, command
from commands.kit.dialogue import is_no, is_yes
from commands.kit.editions import next_edition
from commands.kit.message import Lines, Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.speech import WeekdayName
from commands.kit.spreading import SPREAD, some_ilots
from storage.agenda import Note
from storage.bulletins import Bulletin, BulletinKind
from storage.desk import Desk, Urgency
from storage.posts import Role as PostRole
from storage.questions import Question
from storage.values import Ref

ASKED, REST = "announcement", f"bulletin{SPREAD}"
_AN_HOUR = dt.timedelta(hours=1)
_MOST = 8


async def _amend(desk: Desk, ref: Ref, args: BulletinArgs) -> None:
    """Said better: in the card here, and in each îlot where it was said at once."""
    bulletin = await desk.bulletins.by_ref(ref)
    if not args.text or args.urgent != bulletin.urgent:
        raise Refusal(say.HowBulletinsWork(kind=BulletinKind(bulletin.kind)))
    if any(post.role == PostRole.EDITION for post in await desk.posts.all_of(str(ref))):
        raise Refusal(say.BulletinTold(ref=ref))
    bulletin.text = args.text
    count = await desk.rooms.count_of_ilots()
    for post in await desk.posts.cards_of(str(ref)):
        announced = say.UrgentNews(ref=ref, title=bulletin.text) if post.role == PostRole.ANNOUNCED else None
        desk.reword(post, announced or _noted(desk, bulletin, count))


@command(
    "annonce",
    english="announce",
    args=BulletinArgs,
    who=Role.TISSEUSE,
    where=Where.TISSEUSE,
    group=Group.OFFICE,
    amend=_amend,
)
async def annonce(desk: Desk, args: BulletinArgs) -> Message | None:
    """Into the next courrier, once it was shown and agreed to; « urgent » is asked about twice."""
    if args.ref is not None or not args.text:
        return await _look(desk, args, BulletinKind.ANNOUNCEMENT)
    await _ask(desk, args.text, urgent=args.urgent, again=False)
    return None


@command(
    "veille",
    english="watch",
    args=BulletinArgs,
    who=Role.TISSEUSE,
    where=Where.TISSEUSE,
    group=Group.OFFICE,
    amend=_amend,
)
async def veille(desk: Desk, args: BulletinArgs) -> Message | None:
    """Into the next courrier: a link or a text that is worth reading."""
    if args.ref is not None or not args.text:
        return await _look(desk, args, BulletinKind.WATCH)
    await _tell(desk, BulletinKind.WATCH, args.text)
    return None


async def _look(desk: Desk, args: BulletinArgs, kind: BulletinKind) -> Message:
    """One of them, or the latest."""
    if args.ref is not None:
        found = await desk.bulletins.by_ref(args.ref)
        return say.BulletinShown(ref=found.ref, title=found.text)
    latest = [each for each in await desk.bulletins.latest(_MOST) if each.kind == kind]
    if args.urgent or not latest:
        raise Refusal(say.HowBulletinsWork(kind=kind))
    lines = tuple(say.BulletinShown(ref=each.ref, title=each.text) for each in latest)
    return say.BulletinsShown(lines=Lines(lines), kind=kind)


# ── asked about first ──


async def _ask(desk: Desk, text: str, *, urgent: bool, again: bool) -> None:
    question = Question(ASKED, {"text": text, "urgent": urgent, "again": again}, lasts=_AN_HOUR)
    count = await desk.rooms.count_of_ilots()
    if not urgent:
        desk.ask(say.AskAnnouncement(text=text, day=_edition(desk, desk.visit.now)), question)
    elif again:
        desk.ask(say.AskUrgentAgain(text=text, count=count), question)
    else:
        desk.ask(say.AskUrgent(text=text, count=count), question)


async def _answered(desk: Desk, answer: Answer) -> Message | None:
    """Only a yes, and for what is urgent only the second one, tells anything; what is neither is asked again."""
    text, urgent, again = (answer.fields[name] for name in ("text", "urgent", "again"))
    if is_no(answer.text):
        return NothingKept()
    if not is_yes(answer.text):
        await _ask(desk, text, urgent=urgent, again=again)
    elif urgent and not again:
        await _ask(desk, text, urgent=True, again=True)
    else:
        await _tell(desk, BulletinKind.ANNOUNCEMENT, text, urgent=urgent)
    return None


# ── told ──


async def _tell(desk: Desk, kind: BulletinKind, text: str, *, urgent: bool = False) -> None:
    """The courrier brings it; what is urgent leaves for each room, in its hours and after its sanctuarised time."""
    bulletin = await desk.bulletins.add(kind, text, desk.visit.now, urgent=urgent)
    desk.post(_noted(desk, bulletin, await desk.rooms.count_of_ilots()), str(bulletin.ref))
    if urgent:
        await _spread(desk, bulletin, "")


async def _spread(desk: Desk, bulletin: Bulletin, after: str) -> None:
    """Into some rooms at once, into the next ones in a moment."""
    part = await some_ilots(desk, after)
    for _, room in part.rooms:
        what = say.UrgentNews(ref=bulletin.ref, title=bulletin.text)
        desk.tell_news(what, room, urgency=Urgency.BESIDE, role=PostRole.ANNOUNCED, card=str(bulletin.ref))
    if part.until is not None:
        fields = {"ref": str(bulletin.ref), "after": part.until}
        await desk.wake_me(desk.visit.now, Note(REST, f"{REST}:{bulletin.ref}", fields))


async def _go_on(desk: Desk, fields: dict[str, Any]) -> None:
    """Unless it was taken back meanwhile."""
    bulletin = await desk.bulletins.find(Ref.parse(fields["ref"]))
    if bulletin is not None:
        await _spread(desk, bulletin, fields["after"])


def _noted(desk: Desk, bulletin: Bulletin, count: int) -> Message:
    if bulletin.urgent:
        return say.UrgentNoted(ref=bulletin.ref, title=bulletin.text, count=count)
    day, kind = _edition(desk, bulletin.created_at), BulletinKind(bulletin.kind)
    return say.BulletinNoted(ref=bulletin.ref, title=bulletin.text, kind=kind, day=day)


def _edition(desk: Desk, at: dt.datetime) -> WeekdayName:
    return WeekdayName(next_edition(at, desk.visit.zone).astimezone(desk.visit.zone).date())


async def _erase(desk: Desk, ref: Ref) -> None:
    """Its message was deleted: no word of it stays, here or in any room."""
    await desk.bulletins.erase(await desk.bulletins.by_ref(ref))
    await desk.erase_copies(str(ref))


async def tidy(desk: Desk) -> None:
    """At night: what is long told goes."""
    await desk.bulletins.sweep(desk.visit.now)


ANSWERS: dict[str, AnswerHandler] = {ASKED: _answered}
NOTES: dict[str, NoteHandler] = {REST: _go_on}
THINGS = Things(letters=frozenset(BulletinKind), erase=_erase, show="annonce", line=line_of)
