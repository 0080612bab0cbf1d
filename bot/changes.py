"""What people change without typing a command: a tap on a card, a message edited, a message deleted."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from bot.transport import Incoming
from commands.kit import messages as say
from commands.kit.aside import refuse_aside
from commands.kit.command import SHOW, About, Command, Feature, OnTap, Tap, Things
from commands.kit.dialogue import plain
from commands.kit.find import lookup
from commands.kit.message import Refusal
from commands.kit.reading import Called, find_refs, read_ref
from commands.kit.retelling import say_again
from storage.desk import Desk
from storage.errors import BrokenRule
from storage.posts import Post, Role
from storage.values import Ref

_MADE_NOTHING = frozenset({"refused", "asked"})


class Unheard(Exception):
    """Somebody who may not, or something that is no more: undone, and nothing is said."""


class Changes:
    """Knows what features keep under references."""

    def __init__(self, features: Iterable[Feature], commands: tuple[Command, ...]) -> None:
        known = tuple(features)
        things = [each for feature in known for each in feature.things]
        self._things = {letter: each for each in things for letter in each.letters}
        self._makers = {letter: _makers(known, letter) for letter in self._things}
        self._commands = commands
        self.emojis = frozenset(emoji for each in things for emoji in (*each.taps, *each.untaps))

    def concerns(self, emoji: str) -> bool:
        """True for a reaction that may mean something on a card."""
        return plain(emoji) in self.emojis

    def shows(self, word: str) -> Command | None:
        """The command that shows what goes by that reference."""
        try:
            things = self._things.get(Ref.parse(word).letter)
        except ValueError:
            return None
        return lookup(things.show, self._commands) if things is not None else None

    def about(self, command: Command, text: str) -> tuple[About, Ref, str] | None:
        """What the command does to the thing that its text begins with, where that is for the thing's own feature."""
        found = read_ref(text) or _first_ref(text, command.name == SHOW)
        things = self._things.get(found[0].letter) if found is not None else None
        handler = things.about.get(command.name) if things is not None else None
        return (handler, *found) if handler is not None and found is not None else None

    # ── taps ──

    async def tap(self, desk: Desk, incoming: Incoming) -> None:
        """Equal to typing. Raises Unheard where that has no effect."""
        emoji, target = plain(incoming.emoji or ""), incoming.target or ""
        place = await self._place(desk, incoming)
        handler = self._of(place).taps.get(emoji) if place is not None else None
        if place is None or handler is None:
            raise Unheard
        desk.visit = replace(desk.visit, thread=place.command_event_id or target)
        await desk.gestures.made(incoming.event_id, place.card, incoming.sender, emoji)
        await _quietly(handler, desk, place.card)

    async def _untap(self, desk: Desk, event_id: str, sender: str) -> bool:
        """By the one who tapped: what a moderator clears away was still meant."""
        gesture = await desk.gestures.find(event_id)
        if gesture is None or gesture.user_id != sender:
            return False
        handler = self._things[Ref.parse(gesture.card).letter].untaps.get(gesture.emoji)
        if await desk.gestures.take_back(gesture) and handler is not None:
            await _quietly(handler, desk, gesture.card)
        return True

    # ── edits and deletions ──

    async def place_of_edit(self, desk: Desk, incoming: Incoming) -> tuple[Post | None, bool]:
        """The card that the edited message made, and whether the message made nothing and may be tried again.

        What follows is said where the message stands, and its « demain » is counted from when it was first typed.
        Raises Unheard for somebody else's message.
        """
        target = incoming.target or ""
        earlier, place = await desk.delivery.kept_event(target), await self._place(desk, incoming)
        if earlier is not None and earlier.sender != incoming.sender:
            raise Unheard
        said_at = earlier.origin_ts if earlier is not None else desk.visit.said_at
        desk.visit = replace(desk.visit, event_id=target, thread=None, said_at=said_at)
        made = place if place is not None and place.command_event_id == target else None
        return made, earlier is None or earlier.outcome in _MADE_NOTHING

    async def amending(self, desk: Desk, place: Post, called: Called | None) -> Command | None:
        """The command that the edited message is now; `called` is None for an answer, which is no command by itself.

        Raises Refusal where it makes nothing; None where that is to be said in private, and was.
        """
        ref = Ref.parse(place.card)
        for feature in self._makers[ref.letter]:
            made = feature.makes.get(ref.letter)
            if made is not None and not await made(desk, ref):
                continue
            amending = [each for each in feature.commands if each.amend is not None]
            if called is not None or place.role != Role.ANSWERED:
                amending = [each for each in amending if each is self._meant(called)]
            if amending:
                return amending[0]
        unread = Refusal(say.EditNotRead(ref=ref))
        if not self._of(place).aside:
            raise unread
        await refuse_aside(desk, unread)
        return None

    def _meant(self, called: Called | None) -> Command | None:
        return lookup(called.word, self._commands) if called is not None else None

    async def delete(self, desk: Desk, incoming: Incoming) -> None:
        """A tap is taken back; what a message made is erased with its copies, and so is an answer that was all it made.

        Raises Unheard when it made nothing.
        """
        target = incoming.target or ""
        place = await self._place(desk, incoming)
        was_asked = await desk.questions.forget(incoming.room_id, target)
        if place is not None and place.command_event_id == target:
            await desk.erasures.note_thing(place.card, incoming.event_id, desk.visit.now)
            await self._of(place).erase(desk, Ref.parse(place.card))
            await self.say_again(desk)
            return
        untapped = await self._untap(desk, target, incoming.sender)
        unsaid = not untapped and await desk.unsay(target)
        if not (untapped or unsaid or was_asked):
            raise Unheard

    async def erase(self, desk: Desk, ref: Ref) -> None:
        """The same, where it is known already."""
        things = self._things.get(ref.letter)
        if things is not None:
            with suppress(BrokenRule):
                await things.erase(desk, ref)

    async def say_again(self, desk: Desk) -> None:
        """What stood in the same messages as words that were erased."""
        await say_again(desk, self._things)

    async def _place(self, desk: Desk, incoming: Incoming) -> Post | None:
        """What the target is a place of. Raises Unheard for a target in another room.

        Anybody may write any id into a relation, and delete what they like in a room that they made themselves. Of a
        command whose id is not kept any more, it is known where its answer stands: with its author alone, perhaps.
        """
        target = incoming.target or ""
        place = await desk.posts.of_event(target)
        where = await desk.delivery.room_of_event(target) or (place.room_id if place is not None else None)
        if where is not None and where != incoming.room_id and not await self._is_theirs(desk, where):
            raise Unheard
        return place

    async def _is_theirs(self, desk: Desk, room_id: str) -> bool:
        """Their own private room with the bot."""
        room = await desk.rooms.find(room_id)
        return room is not None and await desk.rooms.occupants(room) == [desk.visit.sender]

    def _of(self, place: Post) -> Things:
        return self._things[Ref.parse(place.card).letter]


def _makers(features: Iterable[Feature], letter: str) -> tuple[Feature, ...]:
    """Those whose commands make things of that letter."""
    return tuple(
        each for each in features if letter in each.makes or any(letter in kept.letters for kept in each.things)
    )


def _first_ref(text: str, anywhere: bool) -> tuple[Ref, str] | None:
    """Of any letter, where a text begins with one: `R25`; to look at it, `anywhere`: « la trace R25 »."""
    word, _, rest = text.strip().partition(" ")
    try:
        return Ref.parse(word.rstrip(",;:.")), rest.strip()
    except ValueError:
        refs = find_refs(text) if anywhere else []
        return (refs[0], "") if refs else None


async def _quietly(handler: OnTap, desk: Desk, card: str) -> None:
    try:
        await handler(desk, Tap(Ref.parse(card), in_private=desk.visit.in_private))
    except (Refusal, BrokenRule) as silent:
        raise Unheard from silent
