"""Who comes, another moment, not this time: what people tap or type about one session."""

from __future__ import annotations

from commands.kit.command import Answer, AnswerHandler, OnTap, Tap, Things
from commands.kit.dialogue import is_no
from commands.kit.message import Message, Refusal
from commands.kit.reading import Sight
from commands.kit.speech import Begin
from commands.reflection import messages as say
from commands.reflection.life import after_skip, ask_again, call_off_reminders, plan_next, quorum_of, span_of, watch
from commands.reflection.reading import other_moment
from storage.desk import Desk
from storage.ilots import Ilot
from storage.questions import Question
from storage.sessions import LETTER, ReflectionSession, Reply, SessionState, Skipped
from storage.slots import Stretch
from storage.values import Ref

ANOTHER_MOMENT = "session-another-moment"

# ── taps ──


async def comes(desk: Desk, tap: Tap) -> None:
    """✋: two are enough. The hand itself shows; nothing is said."""
    session, _ = await _ahead(desk, tap.ref)
    if await desk.sessions.reply(session, desk.visit.someone, Reply.COMES):
        session.count(1, await quorum_of(desk))


async def another_time(desk: Desk, tap: Tap) -> None:
    """⏰: which one is asked, where it was tapped."""
    session, _ = await _ahead(desk, tap.ref)
    await desk.sessions.reply(session, desk.visit.someone, Reply.ANOTHER_TIME)
    desk.ask(say.AnotherMoment(), Question(ANOTHER_MOMENT, {"ref": str(session.ref)}))


async def not_this_time(desk: Desk, tap: Tap) -> None:
    """🌙: nobody asks again."""
    session, _ = await _ahead(desk, tap.ref)
    await desk.sessions.reply(session, desk.visit.someone, Reply.NOT_THIS_TIME)


def no_more(reply: Reply) -> OnTap:
    """That answer, taken back."""

    async def taken_back(desk: Desk, tap: Tap) -> None:
        session, _ = await _ahead(desk, tap.ref)
        if await desk.sessions.take_back(session, desk.visit.someone, reply) and reply is Reply.COMES:
            session.count(-1, await quorum_of(desk))

    return taken_back


async def _ahead(desk: Desk, ref: Ref) -> tuple[ReflectionSession, Ilot]:
    """Raises Refusal for whoever is not of the îlot, and for what has begun."""
    session = await desk.sessions.find(ref)
    assert session is not None  # a place speaks of it
    ilot = await desk.ilots.get(session.ilot_id)
    if not session.is_ahead or not await desk.ilots.has_member(ilot, desk.visit.someone):
        raise Refusal(say.NothingAhead())
    return session, ilot


# ── moved, skipped ──


async def next_ahead(desk: Desk, ilot: Ilot) -> ReflectionSession:
    """The one that can be moved or skipped. Raises Refusal."""
    ahead = await desk.sessions.ahead_of(ilot)
    if not ahead:
        raise Refusal(say.NothingAhead())
    return ahead[0]


async def move(desk: Desk, ilot: Ilot, session: ReflectionSession, text: str) -> None:
    """To another moment; its length is kept. Who comes is asked anew, on the message that says so."""
    stretch = _stretch(desk, session, text)
    instead = await desk.sessions.plan(ilot, stretch, desk.visit.zone)
    if instead.number != session.number:
        session.state, session.moved_to = SessionState.MOVED, instead.number
        await call_off_reminders(desk, session)
        await watch(desk, ilot, session)
        for post in await desk.posts.cards_of(str(session.ref)):
            desk.reword(post, say.MovedAway(when=span_of(stretch)))
    instead.poll(session.prompt)
    await watch(desk, ilot, instead)
    desk.post(say.SessionMoved(when=span_of(stretch)), str(instead.ref))


async def move_otherwise(desk: Desk, ilot: Ilot, session: ReflectionSession, text: str) -> None:
    """The message that moved it was edited."""
    stretch = _stretch(desk, session, text)
    session.take_place(stretch, desk.visit.zone)
    await watch(desk, ilot, session)
    for post in await desk.posts.cards_of(str(session.ref)):
        desk.reword(post, say.SessionMoved(when=span_of(stretch)))


def _stretch(desk: Desk, session: ReflectionSession, text: str) -> Stretch:
    """Raises Refusal for what cannot be read, and for what has passed."""
    span = other_moment(text, Sight(now=desk.visit.typed_at))
    if span is None or span.approximate:
        raise Refusal(say.MoveUnread(got=text.strip()[:60]))
    end = span.ends.time if span.ends is not None else None
    stretch = session.stretch.moved_to(span.starts.day, span.starts.time, end)
    if stretch.starts_at(desk.visit.zone) <= desk.visit.now:
        raise Refusal(say.MoveIsPast(when=Begin(span_of(stretch))))
    return stretch


async def move_back(desk: Desk, ref: Ref) -> None:
    """The message that moved it was deleted: it is again where it was, if that is still ahead."""
    session = await desk.sessions.find(ref)
    if session is None or not session.is_ahead:
        return
    ilot = await desk.ilots.get(session.ilot_id)
    before = await desk.sessions.moved_to(session)
    await desk.erase_copies(str(ref))
    session.skip(Skipped.ASKED)
    await watch(desk, ilot, session)
    if before is not None and before.starts_at > desk.visit.now:
        before.state, before.moved_to = SessionState.PLANNED, None
        await watch(desk, ilot, before)
    await plan_next(desk, ilot)


async def skip(desk: Desk, ilot: Ilot) -> Message:
    """The next one does not take place."""
    session = await next_ahead(desk, ilot)
    session.skip(Skipped.ASKED)
    await call_off_reminders(desk, session)
    await watch(desk, ilot, session)
    await after_skip(desk, ilot, session)
    found = await plan_next(desk, ilot)
    return say.SessionSkipped(next=say.NextIs(span=span_of(found.stretch)) if found else None)


async def _moved(desk: Desk, answer: Answer) -> Message | None:
    """What somebody said after ⏰."""
    session, ilot = await _ahead(desk, Ref.parse(answer.fields["ref"]))
    if is_no(answer.text):
        return None
    await move(desk, ilot, session, answer.text)
    return None


ANSWERS: dict[str, AnswerHandler] = {ANOTHER_MOMENT: _moved}
THINGS = Things(
    letters=frozenset({LETTER}),
    erase=move_back,
    show="temps",
    again=ask_again,
    taps={Reply.COMES: comes, Reply.ANOTHER_TIME: another_time, Reply.NOT_THIS_TIME: not_this_time},
    untaps={reply: no_more(reply) for reply in Reply},
)
