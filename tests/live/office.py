"""Encrypted îlots and a Tisseuse whose room is encrypted too, each read by a client of its own; the bot runs."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.homeserver import ThrowawayHomeserver
from bot.person import Event
from tests.live.careful import ENCRYPTION, CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, gathered, words_of
from tests.live.seeing import View


@asynccontextmanager
async def settled(
    homeserver: ThrowawayHomeserver,
    folder: Path,
    url: str | None,
    ilots: Mapping[str, Sequence[str]],
    first: Callable[[Collective], None] = lambda _: None,
) -> AsyncIterator[Collective]:
    """`ilots`: who is in which, by name; `first`: what is done before the bot starts."""
    tag = uuid.uuid4().hex[:6]
    weaver = await careful(homeserver, f"maude{tag}")
    made = gathered(homeserver, folder, database=url, tag=tag, weaver=weaver, office_state=(ENCRYPTION,))
    async with made as home:
        for name in dict.fromkeys(each for members in ilots.values() for each in members):
            home.people[name] = await careful(homeserver, f"{name}{tag}")
        first(home)
        await home.start_bot()
        for name, members in ilots.items():
            await open_encrypted(home, name, *members)
        yield home


def office(home: Collective) -> View:
    """The Tisseuse's view of her room."""
    assert isinstance(home.tisseuse, CarefulPerson)
    return View(home.tisseuse, home.admin_room, home.bot_id)


async def agreed(home: Collective, body: str, words: str) -> None:
    """She types it, says « oui » to what is shown, and reads these words."""
    await says_yes(home, await home.tell_bot(body), words)


async def says_yes(home: Collective, shown: Event, words: str) -> Event:
    """To what is shown to her; the message with these words, which follows."""
    hers = office(home)
    await hers.person.say(hers.room, "oui", reply_to=str(shown["event_id"]))
    return await hers.comes(words)


def told_of(view: View, *words: str) -> list[str]:
    """Which of these stand anywhere in that room, in what anybody sent."""
    text = json.dumps(view.person.events(view.room), ensure_ascii=False)
    return [word for word in words if word in text]


async def asked_for_support(private: View, words: str) -> str:
    """Through every question, under a pseudonym; the reference."""
    await private.comes("De quel appui s'agit-il")
    for body, question in (("1", "ce qui t'aiderait"), (words, "Voilà ce que j'enverrai"), ("2", "sous pseudonyme ?")):
        await private.person.say(private.room, body)
        await private.comes(question)
    await private.person.say(private.room, "oui")
    return ref_of(words_of(await private.comes("C'est envoyé à la Tisseuse")))


def ref_of(text: str) -> str:
    """The reference of a request in it."""
    found = re.search(r"S-[A-Z0-9]{3}", text)
    assert found is not None
    return found[0]
