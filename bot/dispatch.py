"""From one thing heard to what is done about it: a command, an answer, an occasion, a note of the clock."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

from bot.admission import check_place_and_person
from bot.changes import Changes, Unheard
from bot.transport import Heard, Incoming
from commands.kit import doubts, guide
from commands.kit import messages as say
from commands.kit.command import (
    Answer,
    AnswerHandler,
    Command,
    Feature,
    Happening,
    NoteHandler,
    NoTitle,
    Occasion,
    Role,
    RunAgain,
    Spoken,
    Where,
)
from commands.kit.dialogue import word_of
from commands.kit.find import lookup, proposals
from commands.kit.forgetting import forget_person
from commands.kit.message import Joined, Refusal, RuleSaid
from commands.kit.reading import Called, DateDoubt, Sight, fold, folded, read_command
from storage.desk import Desk, Sayable
from storage.errors import BrokenRule
from storage.people import Person
from storage.posts import Post
from storage.posts import Role as Posted
from storage.questions import OpenQuestion
from storage.settings import RuleName
from storage.values import Ref

_Handler = TypeVar("_Handler")
_Answered = Sayable | RunAgain | None
_Work = Callable[[], Awaitable[_Answered]]


class Outcome(StrEnum):
    """What became of a thing heard; part of the rehearsal's contract."""

    ANSWERED = "answered"
    REFUSED = "refused"
    ASKED = "asked"
    IGNORED = "ignored"
    FAULT = "fault"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome, and the English name of the command behind it."""

    outcome: Outcome
    command: str | None = None


class Dispatch:
    """Knows every feature; keeps nothing."""

    def __init__(self, features: Sequence[Feature], own_names: frozenset[str] = frozenset({"navette"})) -> None:
        self._features = tuple(features)
        self._commands = tuple(command for feature in features for command in feature.commands)
        self._own_names = own_names
        self.changes = Changes(self._features, self._commands)
        self._notes = _merged(feature.notes for feature in features)
        self._answers: dict[str, AnswerHandler] = _merged(feature.answers for feature in features)
        self._answers[doubts.DOUBT] = doubts.choose
        self._answers[guide.GUIDE] = guide.Guide(self._commands, _sight).go_on
        self._notes["housekeeping"] = self._housekeeping
        self._hearing = next((command for command in self._commands if command.voice is not None), None)

    @property
    def commands(self) -> tuple[Command, ...]:
        """All of them, in the order of the registry."""
        return self._commands

    # ── what concerns us ──

    def is_addressed(self, body: str) -> bool:
        """True for what begins like a command: the only room messages that are ever kept."""
        return self.called(body, private=False) is not None

    def called(self, body: str, *, private: bool) -> Called | None:
        """The command word and its text; in private the `!` is optional for words that are commands."""
        found = read_command(body) or self._by_name(body)
        if found is None and private:
            found = read_command("!" + body.lstrip())
            if found is not None and (not self._is_known(found) or self._is_heading(body, found)):
                return None
        return found

    def _is_heading(self, body: str, called: Called) -> bool:
        """« Objet : le loyer de mai » begins a letter: the command of that word is not for people in private."""
        command = lookup(called.word, self._commands)
        for_them = command is None or (Where.PRIVATE in command.where and command.who is not Role.TISSEUSE)
        return not for_them and _HEADING.match(body) is not None

    def _is_known(self, called: Called) -> bool:
        """A command's word; or a name drawn at random, which nobody types by chance."""
        return lookup(called.word, self._commands) is not None or _names_a_case(called.word)

    def _by_name(self, body: str) -> Called | None:
        """`@navette aide` and `navette: aide`."""
        first, _, rest = body.strip().partition(" ")
        name = fold(first).lstrip("@").rstrip(":,").partition(":")[0]
        if name not in self._own_names or not rest.strip() or (first[0] != "@" and first[-1] not in ":,"):
            return None
        return read_command("!" + rest.lstrip().removeprefix("!"))

    # ── handling ──

    async def handle(self, desk: Desk, incoming: Incoming) -> Result:
        """Does it all on the desk. Raises Refusal (worded rules included), or anything else for a bug."""
        ways = {
            Heard.MESSAGE: self._message,
            Heard.REACTION: self._reaction,
            Heard.EDIT: self._edit,
            Heard.REDACTION: self._redaction,
            Heard.VOICE: self._voice,
        }
        if incoming.kind in ways:
            return await ways[incoming.kind](desk, incoming)
        if incoming.kind in _OCCASIONS:
            return await self._occasion(desk, _happening(incoming))
        return Result(Outcome.IGNORED)

    async def remind(self, desk: Desk, kind: str, fields: dict[str, object]) -> None:
        """A note the bot left itself. Raises KeyError for a name that no feature knows."""
        handler: NoteHandler = self._notes[kind]
        await handler(desk, fields)
        await self._after(desk)

    async def forget(self, desk: Desk, person: Person) -> None:
        """All that any feature keeps of them."""
        await forget_person(self._features, desk, person)

    async def erase(self, desk: Desk, ref: Ref) -> None:
        """No word of it stays, as when its author deleted the message that made it; nothing of what is not there."""
        await self.changes.erase(desk, ref)
        await self._after(desk)

    async def _housekeeping(self, desk: Desk, _fields: dict[str, object]) -> None:
        """Every night: what was kept for long enough goes, old ids too, lapsed questions close."""
        desk.delivery.erased = True
        for feature in self._features:
            if feature.tidy is not None:
                await feature.tidy(desk)
        for shelf in (desk.queues, desk.questions, desk.unreadable, desk.keys):
            await shelf.sweep(desk.visit.now)
        await desk.audit.sweep(desk.visit.now, await desk.settings.span(RuleName.JOURNAL_MONTHS))

    async def _message(self, desk: Desk, incoming: Incoming) -> Result:
        private = desk.visit.in_private
        called = self.called(incoming.body, private=private)
        if called is None or not (incoming.body.lstrip().startswith("!") or _is_about_a_case(called)):
            asked = await self._question(desk, incoming, about=incoming.reply_to)
            if asked is not None:
                return await self._answer(desk, asked, incoming.body)
        return Result(Outcome.IGNORED) if called is None else await self._command(desk, called)

    async def _reaction(self, desk: Desk, incoming: Incoming) -> Result:
        """A reaction on a question's own message is its answer; on a card, it is equal to typing."""
        word = word_of(incoming.emoji or "")
        asked = await self._question(desk, incoming, about=incoming.target, shared=True) if word else None
        if asked is None or word is None:
            await self.changes.tap(desk, incoming)
            return Result(_outcome(desk))
        # where the question stands: a homeserver takes no thread that begins at a reaction
        desk.visit = replace(desk.visit, thread=asked.thread or incoming.target)
        return await self._answer(desk, asked, word)

    async def _redaction(self, desk: Desk, incoming: Incoming) -> Result:
        await self.changes.delete(desk, incoming)
        await self._after(desk)
        return Result(_outcome(desk))

    async def _voice(self, desk: Desk, incoming: Incoming) -> Result:
        """For the command that hears. Raises Unheard where it concerns nobody."""
        command = self._hearing
        if command is None or command.voice is None:
            raise Unheard
        asked = await self._question(desk, incoming, about=incoming.reply_to)
        answers_us = await desk.delivery.row_of_event(incoming.reply_to or "") is not None
        try:
            await check_place_and_person(desk, command)
            await command.voice(desk, Spoken(asked, answers_us))
        except Refusal as refusal:
            raise Named(refusal, command.english) from refusal
        return Result(_outcome(desk), command.english if desk.sayings else None)

    async def _edit(self, desk: Desk, incoming: Incoming) -> Result:
        """The message that made something makes it anew; one that made nothing is tried again."""
        place, may_try_again = await self.changes.place_of_edit(desk, incoming)
        called = self.called(incoming.body, private=desk.visit.in_private)
        if place is not None:
            return await self._made_anew(desk, place, incoming)
        if called is None or not may_try_again:
            return Result(Outcome.IGNORED)
        await desk.questions.forget(incoming.room_id, incoming.target or "")
        return await self._command(desk, called)

    async def _made_anew(self, desk: Desk, place: Post, incoming: Incoming) -> Result:
        """By what the message says now; an answer that held the words is words, unless it begins with a `!`."""
        is_answer = place.role == Posted.ANSWERED
        called = self.called(incoming.body, private=desk.visit.in_private and not is_answer)
        command = await self.changes.amending(desk, place, called)
        if command is None:
            return Result(_outcome(desk))
        desk.visit = replace(desk.visit, answered_in=incoming.target if called is None else None)
        text = command.meaning(called.word, called.text) if called else incoming.body
        return await self._amend(desk, command, text, {}, Ref.parse(place.card))

    async def _amend(self, desk: Desk, command: Command, text: str, chosen: dict[str, object], ref: Ref) -> Result:
        assert command.amend is not None
        try:
            args = command.args.read(text, await _sight(desk, command), command.name, chosen)
        except DateDoubt as doubt:
            raise Named(doubts.refusal(doubt, command.name, text, amends=str(ref)), command.english) from doubt
        await command.amend(desk, ref, args)
        await self._after(desk)
        return Result(_outcome(desk), command.english)

    async def _question(
        self, desk: Desk, incoming: Incoming, *, about: str | None, shared: bool = False
    ) -> OpenQuestion | None:
        return await desk.questions.answered_by(
            incoming.room_id,
            incoming.sender,
            private=desk.visit.in_private and not shared,
            thread=incoming.thread,
            about=about,
            now=desk.visit.now,
        )

    async def _answer(self, desk: Desk, asked: OpenQuestion, text: str) -> Result:
        if asked.user_id is None and desk.visit.office is None:
            return Result(Outcome.IGNORED)  # the Tisseuse's questions are hers
        await desk.questions.close(asked)
        desk.visit = replace(desk.visit, answered_in=desk.visit.event_id)
        if asked.thread is not None:  # the answer is a part of the command that began it
            desk.visit = replace(desk.visit, event_id=asked.thread)
        found = await self._answers[asked.kind](desk, Answer(text, asked.payload, asked.outbox_seq))
        if isinstance(found, RunAgain):
            command = lookup(found.command, self._commands)
            assert command is not None
            desk.visit = replace(desk.visit, by_questions=found.by_questions)
            if found.amends is not None:
                return await self._amend(desk, command, found.text, found.chosen, Ref.parse(found.amends))
            return await self._run(desk, command, found.text, found.chosen)
        if found is not None:
            desk.say(found)
        await self._after(desk)
        return Result(_outcome(desk))

    async def _command(self, desk: Desk, called: Called) -> Result:
        command = lookup(called.word, self._commands)
        text = called.text
        if command is None and (command := self.changes.shows(called.word)) is not None:
            text = f"{called.word} {called.text}".strip()  # `!O12`
        if command is not None and (about := self.changes.about(command, text)) is not None:
            handler, ref, rest = about
            return await self._do(desk, command, partial(handler, desk, ref, rest), anywhere=True)
        if command is not None:
            return await self._run(desk, command, command.meaning(called.word, text), {})
        raise Refusal(self._unknown(called.word))

    def _unknown(self, word: str) -> say.NearMiss | say.UnknownCommand:
        near = proposals(word, self._commands)
        if not near:
            return say.UnknownCommand(typed=word[:40])
        parts = tuple(say.Proposal(word=each) for each in near)
        return say.NearMiss(typed=word[:40], proposals=Joined(parts, by=", "))

    async def _run(self, desk: Desk, command: Command, text: str, chosen: dict[str, object]) -> Result:
        return await self._do(desk, command, partial(_read_and_run, desk, command, text, chosen))

    async def _do(self, desk: Desk, command: Command, work: _Work, *, anywhere: bool = False) -> Result:
        try:
            await check_place_and_person(desk, command, anywhere=anywhere)
            message = await work()
        except BrokenRule as rule:
            raise Named(Refusal(RuleSaid(rule)), command.english) from rule
        except Refusal as refusal:
            raise Named(refusal, command.english) from refusal
        if isinstance(message, RunAgain):  # it goes by another command's name, too
            other = lookup(message.command, self._commands)
            assert other is not None
            return await self._run(desk, other, message.text, message.chosen)
        if message is not None:
            desk.say(message)
        await self._after(desk)
        return Result(_outcome(desk), command.english)

    async def _occasion(self, desk: Desk, happening: Happening) -> Result:
        for feature in self._features:
            listener = feature.listeners.get(happening.occasion)
            if listener is not None:
                await listener(desk, happening)
        await self._after(desk)
        return Result(_outcome(desk))

    async def _after(self, desk: Desk) -> None:
        """What a handler made happen in another room is heard there; what it took away beside is said again."""
        waiting, desk.happenings = desk.happenings, []
        for occasion, room_id, about in waiting:
            elsewhere = desk.seen_from(room_id)
            await self._occasion(elsewhere, Happening(Occasion(occasion), user_id="", target=about))
        await self.changes.say_again(desk)


class Named(Refusal):
    """A refusal, with the command that was refused."""

    def __init__(self, refusal: Refusal, command: str) -> None:
        super().__init__(refusal.message, refusal.question)
        self.command = command


_OCCASIONS = {Heard(occasion.value) for occasion in Occasion if occasion.value in set(Heard)}
_HEADING = re.compile(r"\s*[\w-]+\s*:\s*\S")
_FEW = 4  # words: « annule ma demande S-K4P »


def _names_a_case(word: str) -> bool:
    """`S-K4P`."""
    try:
        return bool(Ref.parse(word).code)
    except ValueError:
        return False


def _is_about_a_case(called: Called) -> bool:
    """`annule S-K4P`, `S-K4P merci`: no answer to whatever question is open."""
    return any(_names_a_case(word.strip(".,;:!?")) for word in (called.word, *called.text.split()[:_FEW]))


async def _read_and_run(
    desk: Desk, command: Command, text: str, chosen: dict[str, object]
) -> Sayable | RunAgain | None:
    try:
        return await command.run(desk, command.args.read(text, await _sight(desk, command), command.name, chosen))
    except NoTitle:
        guide.begin(desk, command, text)
        return None
    except DateDoubt as doubt:
        raise doubts.refusal(doubt, command.name, text) from doubt


async def _sight(desk: Desk, command: Command) -> Sight:
    places = await desk.ilots.places() if command.args.needs_places else ()
    return Sight(now=desk.visit.typed_at, places=folded(tuple(places)))


def _outcome(desk: Desk) -> Outcome:
    asked = {saying.asked_of for saying in desk.sayings if saying.question is not None}
    if desk.visit.sender and desk.visit.sender in asked:
        return Outcome.ASKED
    return Outcome.ANSWERED if desk.sayings or desk.acts else Outcome.IGNORED


def _happening(incoming: Incoming) -> Happening:
    return Happening(
        occasion=Occasion(incoming.kind.value),
        user_id=incoming.sender,
        name=incoming.members[0].name if incoming.members else None,
        members=tuple((member.user_id, member.name) for member in incoming.members),
        encrypted=incoming.encrypted,
        room_name=incoming.room_name,
        target=incoming.target,
        muted=incoming.muted,
        removes=incoming.removes,
        predecessor=incoming.predecessor,
        direct=incoming.direct,
        answer=incoming.body,
    )


def _merged(tables: Iterable[dict[str, _Handler]]) -> dict[str, _Handler]:
    return {name: handler for table in tables for name, handler in table.items()}
