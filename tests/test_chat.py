"""The terminal chat, on the rehearsal's stage: what is typed, what is shown."""

from __future__ import annotations

import io
import os
import select
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.chat import Chat
from bot.config import Config
from bot.house import open_rehearsal
from bot.rehearsal_chat import RehearsalTroupe, troupe_of
from tests.playing import ARCHIPEL, unspaced

OFFER = "!offre 2 jours de montage vidéo vendredi prochain à 14h 150€/jour"

CANNOT_BE = {
    "/xyz": "(I don't know /xyz: /aide shows what there is)",
    "/": "(I don't know /: /aide shows what there is)",
    "/fil": "(a number and words are wanted: /fil 3 oui)",
    "/fil 3": "(a number and words are wanted: /fil 3 oui)",
    "/✋": "(say which message, by its number: /✋ 3)",
    "/✋ 99": "(say which message, by its number: /✋ 3)",
    "/✋ ²": "(say which message, by its number: /✋ 3)",
    "/heure": "(when? /heure +2h, /heure +3j, /heure 2021-04-16T09:30)",
}


@dataclass
class Screen:
    """A chat, and the text of its terminal."""

    chat: Chat
    troupe: RehearsalTroupe
    paper: io.StringIO

    async def types(self, *lines: str) -> list[str]:
        """What each line puts on the screen, together."""
        before = len(self.paper.getvalue())
        for line in lines:
            await self.chat.typed(line)
        return unspaced(self.paper.getvalue()[before:]).splitlines()


@pytest.fixture
async def screen() -> AsyncIterator[Screen]:
    """The sample collective in memory, seen by Youenn."""
    listeners: list[Callable[[dict[str, Any]], None]] = []

    def emit(line: dict[str, Any]) -> None:
        for listener in listeners:
            listener(line)

    async with open_rehearsal(Config(), ARCHIPEL, "sqlite://", emit) as (rehearsal, bot):
        troupe = await troupe_of(bot, rehearsal)
        paper = io.StringIO()
        troupe.chat = Chat(troupe, Console(file=paper, width=80, highlight=False, emoji=False))
        listeners.append(troupe.emitted)
        found = Screen(troupe.chat, troupe, paper)
        await found.types("/moi youenn")
        yield found


async def test_an_offer_and_its_answer_in_the_thread_are_shown_by_numbers(screen: Screen) -> None:
    shown = await screen.types(OFFER)
    assert shown[:4] == [
        "  1  Granit · Youenn",
        f"     {OFFER}",
        "  2  Granit · Navette ↳ 1",
        "     O21 · 2 jours de montage vidéo",
    ]
    assert "     vendredi 16 avril, 14 h · 150 €/jour" in shown


async def test_one_becomes_somebody_by_the_beginning_of_a_name_without_accents(screen: Screen) -> None:
    assert await screen.types("/moi inè") == ["You are Inès, in Traboule. Your rooms: Traboule, private Inès"]
    assert await screen.types("/me leila") == ["You are Leïla, in Plume. Your rooms: Plume, private Leïla"]
    ilots = "Beffroi, Garrigue, Granit, Morvan, Plume, Traboule"
    shown = await screen.types("/moi maude")
    assert shown == [f"You are Maude, in Tisseuse. Your rooms: Tisseuse, {ilots}, private Maude"]


async def test_a_beginning_that_several_share_is_asked_about(screen: Screen) -> None:
    assert await screen.types("/moi ma") == ["(/moi ma: which one? Maïwenn, Maude)"]
    assert await screen.types("/salon paris") == ["(/salon paris: which one? Granit, private Youenn)"]


async def test_words_in_a_thread_go_to_its_root(screen: Screen) -> None:
    await screen.types(OFFER)
    assert await screen.types("/fil 2 merci") == ["  3  Granit · Youenn ↳ 1", "     merci"]
    assert await screen.types("/re 2 merci") == ["  4  Granit · Youenn ⤷ 2", "     merci"]


async def test_reactions_edits_and_deletions_can_be_typed(screen: Screen) -> None:
    await screen.types(OFFER)
    assert await screen.types("/✋ 2") == ["  3  Granit · Youenn ✋ 2"]
    assert await screen.types("/encore 2") == ["  4  Granit · Youenn 🔁 2"]
    assert await screen.types("/supprime 3") == ["     Granit · Youenn deletes 3"]
    shown = await screen.types("/corrige 1 !offre montage, jeudi")
    assert shown[:2] == ["     Granit · Youenn ✎ 1", "     !offre montage, jeudi"]


async def test_a_typed_backslash_n_is_a_new_line(screen: Screen) -> None:
    shown = await screen.types("!offre montage\\nquand: vendredi prochain")
    assert shown[1:3] == ["     !offre montage", "     quand: vendredi prochain"]
    assert "     vendredi 16 avril" in shown


async def test_the_clock_moves_when_told_and_is_shown(screen: Screen) -> None:
    assert screen.troupe.clock() == "2021-04-14 10:30"
    await screen.types("/heure +3j", "/heure + 2 h")
    assert screen.troupe.clock() == "2021-04-17 12:30"
    await screen.types("/heure 2021-04-18T09:00")
    assert screen.troupe.clock() == "2021-04-18 09:00"


async def test_what_cannot_be_is_said_with_what_to_type(screen: Screen) -> None:
    assert {typed: await screen.types(typed) for typed in CANNOT_BE} == {
        typed: [said] for typed, said in CANNOT_BE.items()
    }


async def test_an_hour_that_cannot_be_read_leaves_the_clock_where_it_is(screen: Screen) -> None:
    shown = await screen.types("/heure lundi")
    assert shown[0].startswith("(at: got")
    assert screen.troupe.clock() == "2021-04-14 10:30"


async def test_nobody_reacts_in_a_room_where_they_are_not(screen: Screen) -> None:
    await screen.types(OFFER, "/moi inès")
    assert await screen.types("/✋ 1") == ["(Inès is not in Granit, where message 1 stands)"]


async def test_help_fits_eighty_columns_and_names_every_order(screen: Screen) -> None:
    shown = await screen.types("/aide")
    assert max(map(len, shown)) < 80
    for word in ("/moi", "/salon", "/gens", "/fil", "/re", "/corrige", "/supprime", "/relis", "/heure", "/quitter"):
        assert any(line.startswith(f"  {word} ") for line in shown)


async def test_the_last_messages_of_a_room_can_be_read_again(screen: Screen) -> None:
    first = await screen.types(OFFER)
    await screen.types("/salon private", "aide", "/salon granit")
    assert await screen.types("/relis") == first


async def test_tab_offers_orders_people_rooms_and_commands(screen: Screen) -> None:
    assert screen.chat.suggestions("/s") == ["/salon", "/supprime"]
    assert screen.chat.suggestions("/moi le") == ["Leïla"]
    assert screen.chat.suggestions("/salon ") == ["Granit", "private Youenn"]
    assert screen.chat.suggestions("!off") == ["!offre", "!offres"]
    assert screen.chat.suggestions("!offre mon") == []
    assert screen.chat.suggestions("") == []


async def test_at_the_prompt_lines_are_played_until_quitter(screen: Screen) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(f"{OFFER}\r/quitter\r")
        await screen.chat.run()
    assert "     O21 · 2 jours de montage vidéo" in unspaced(screen.paper.getvalue()).splitlines()


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
async def test_ctrl_c_and_ctrl_d_leave(screen: Screen, key: str) -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(key)
        await screen.chat.run()


def test_on_a_terminal_the_rehearsal_is_this_chat() -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "bot", "rehearse", "--data", str(ARCHIPEL)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        try:
            _read_until(ours, "›")
            os.write(ours, f"/moi youenn\r{OFFER}\r".encode())
            assert "vendredi 16 avril" in _read_until(ours, "150 €/jour")
            _read_until(ours, "›")  # between two prompts a Ctrl-D would be for nobody
            os.write(ours, b"\x04")
            _read_until(ours, None)
            assert process.wait(30) == 0
        finally:
            process.kill()
            os.close(ours)


def _read_until(terminal: int, words: str | None) -> str:
    """What the terminal shows up to these words; None reads to the end."""
    shown = b""
    while words is None or words not in unspaced(shown.decode("utf-8", "replace")):
        assert select.select([terminal], [], [], 60)[0], shown
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other side is closed
            chunk = b""
        if not chunk:
            assert words is None, shown
            break
        shown += chunk
    return unspaced(shown.decode("utf-8", "replace"))
