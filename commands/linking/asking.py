"""`!relier B3 O15`: both authors are asked alone, and introduced when both said yes."""

from __future__ import annotations

from typing import Any

from commands.kit.command import Answer, AnswerHandler, FreeText, Group, NoteHandler, Role, Where, command
from commands.kit.dialogue import is_no, is_yes
from commands.kit.message import Mention, Message, Refusal
from commands.kit.reading import find_refs
from commands.linking import messages as say
from commands.linking.possible import named
from storage.agenda import Note
from storage.desk import Desk, Saying, Urgency
from storage.errors import UnknownReference
from storage.introductions import LASTS, Introduction
from storage.listings import Listing
from storage.people import Person
from storage.questions import Question
from storage.values import Ref

MAY_INTRODUCE, LAPSE, AGAIN = "may-introduce", "introduction-lapse", "introduction-again"
_LETTERS = frozenset("OBI")


@command("relier", english="link", args=FreeText, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
async def link(desk: Desk, args: FreeText) -> Message:
    """Asks both; nobody is told who the other is."""
    one, other = await _two(desk, args.text)
    authors = await _authors(desk, one, other)
    made = await desk.introductions.ask(one, other, desk.visit.now)
    for (mine, theirs), author in zip(((one, other), (other, one)), authors, strict=True):
        await _ask(desk, made, mine, theirs, author)
    await desk.wake_me(made.lapses_at, _note(LAPSE, made))
    return say.BothAsked(one=one.ref, other=other.ref)


def _note(kind: str, made: Introduction) -> Note:
    return Note(kind, f"{kind}:{made.id}", {"introduction": made.id})


async def _two(desk: Desk, text: str) -> tuple[Listing, Listing]:
    """Two open listings that both sides may see. Raises Refusal, or a BrokenRule."""
    refs = list(dict.fromkeys(ref for ref in find_refs(text) if ref.letter in _LETTERS))
    if len(refs) != 2:
        raise Refusal(say.HowToLink())
    one, other = [await _open(desk, ref) for ref in refs]
    if one.author_id == other.author_id:
        raise Refusal(say.SamePerson(one=one.ref, other=other.ref))
    for each in (one, other):
        if each.published_at is None and one.ilot_id != other.ilot_id:
            raise Refusal(say.StaysInIlot(ref=each.ref))
    if await desk.introductions.between(one, other) is not None:
        raise Refusal(say.AlreadyAsked(one=one.ref, other=other.ref))
    return one, other


async def _open(desk: Desk, ref: Ref) -> Listing:
    listing = await desk.listings.find(ref)
    if listing is None or listing.is_erased or listing.suspended:
        raise UnknownReference(ref)
    listing.must_be_live()
    return listing


async def _authors(desk: Desk, *listings: Listing) -> list[Person]:
    """Who can be asked now: one question of this kind at a time, and only in private. Raises Refusal."""
    authors = [await desk.people.get(listing.author_id) for listing in listings]
    for listing, author in zip(listings, authors, strict=True):
        if await desk.introductions.waits_for(author):
            raise Refusal(say.StillThinking(ref=listing.ref))
        if await desk.private_place(author) is None:
            raise Refusal(say.AuthorOutOfReach(ref=listing.ref))
    return authors


async def _ask(desk: Desk, made: Introduction, mine: Listing, theirs: Listing, author: Person) -> None:
    asked = say.MayIntroduce(mine=named(mine), theirs=named(theirs))
    fields = {"introduction": made.id, "listing": mine.id}
    lasts = made.lapses_at - desk.visit.now
    await _tell(desk, author, asked, Question(MAY_INTRODUCE, fields, lasts=lasts, beside=True))


async def _tell(desk: Desk, person: Person, what: Message, question: Question | None = None) -> None:
    """In private and nowhere else, by day."""
    place = await desk.private_place(person)
    if place is None:
        return
    saying = Saying(what, place, Urgency.WHISPER, person.language, reader=person)
    if question is not None:
        saying.question, saying.asked_of = question, person.user_id
    desk.sayings.append(saying)


# ── what they answer ──


async def _answered(desk: Desk, answer: Answer) -> Message | None:
    """A yes waits for the other; a no ends it, and nobody hears whose it was."""
    made = await desk.introductions.find(answer.fields["introduction"])
    if made is None:
        return None
    one, other = await desk.introductions.listings(made)
    mine, theirs = (one, other) if one.id == answer.fields["listing"] else (other, one)
    if made.over or not (one.is_live and other.is_live):
        made.over = True
        return say.NoLongerOpen(one=mine.ref, other=theirs.ref)
    if not (is_yes(answer.text) or is_no(answer.text)):
        again = say.MayIntroduceAgain(mine=mine.ref, theirs=theirs.ref)
        desk.ask(again, Question(MAY_INTRODUCE, answer.fields, lasts=LASTS, beside=True))
        return None
    made.answer(mine, agrees=is_yes(answer.text))
    if made.both_agree:
        return await _introduce(desk, mine, theirs)
    return say.YesNoted() if not made.is_declined else await _decline(desk, made, mine, theirs)


async def _introduce(desk: Desk, mine: Listing, theirs: Listing) -> Message:
    me, them = desk.visit.someone, await desk.people.get(theirs.author_id)
    await _tell(desk, them, _introduced(me, mine, theirs))
    one, other = _in_order(mine, theirs)
    await desk.tell_tisseuse(say.LinkMade(one=one, other=other))
    return _introduced(them, theirs, mine)


def _in_order(mine: Listing, theirs: Listing) -> tuple[Ref, Ref]:
    """So that the order does not tell who answered last."""
    one, other = sorted((mine.ref, theirs.ref), key=str)
    return one, other


def _introduced(who: Person, theirs: Listing, mine: Listing) -> Message:
    return say.Introduced(who=Mention(who.user_id, who.first_name), theirs=named(theirs), mine=mine.ref)


async def _decline(desk: Desk, made: Introduction, mine: Listing, theirs: Listing) -> Message:
    """The Tisseuse hears that it does not come about; the other one too, if they had said yes."""
    one, other = _in_order(mine, theirs)
    await desk.tell_tisseuse(say.NotThisTime(one=one, other=other))
    if made.has_answer_of(theirs):
        told = say.NotThisTime(one=theirs.ref, other=mine.ref)
        await _tell(desk, await desk.people.get(theirs.author_id), told)
    return say.NoNoted()


async def _lapse(desk: Desk, fields: dict[str, Any]) -> None:
    """Two weeks later: what nobody settled is let go, with no word to anybody but the Tisseuse."""
    made = await desk.introductions.find(fields["introduction"])
    if made is None or made.over:
        return
    made.over = True
    one, other = await desk.introductions.listings(made)
    await desk.tell_tisseuse(say.NobodyAnswered(one=one.ref, other=other.ref))


# ── at another host ──


async def plan_all(desk: Desk) -> None:
    """An import brings what is being asked without its notes: it lapses when it would have, and is asked again."""
    known = await desk.agenda.keys(LAPSE)
    for made in await desk.introductions.under_way():
        if _note(LAPSE, made).key not in known:
            await desk.wake_me(made.lapses_at, _note(LAPSE, made))
            await desk.wake_me(desk.visit.now, _note(AGAIN, made))


async def _again(desk: Desk, fields: dict[str, Any]) -> None:
    """Whoever has not answered, of what is still open. What the others said holds."""
    made = await desk.introductions.find(fields["introduction"])
    if made is None or made.over:
        return
    one, other = await desk.introductions.listings(made)
    if not (one.is_live and other.is_live):
        made.over = True
        return
    for mine, theirs in ((one, other), (other, one)):
        if not made.has_answer_of(mine):
            await _ask(desk, made, mine, theirs, await desk.people.get(mine.author_id))


ANSWERS: dict[str, AnswerHandler] = {MAY_INTRODUCE: _answered}
NOTES: dict[str, NoteHandler] = {LAPSE: _lapse, AGAIN: _again}
