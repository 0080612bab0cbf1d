"""The terminal chat, on the rehearsal's stage: what is typed, what is shown."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.cells import cell_len
from rich.color_triplet import ColorTriplet
from rich.console import Console

from bot.chat import Chat
from bot.config import Config
from bot.rehearsal_chat import RehearsalTroupe, open_chat
from bot.terminal import COLOUR, folded
from tests.playing import ARCHIPEL, unspaced
from tests.terminal import KEYS, LEAVING, SEQUENCES, terminal

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
    paper = io.StringIO()
    console = Console(file=paper, width=80, highlight=False, emoji=False)
    async with open_chat(Config(), ARCHIPEL, "sqlite://", console) as (troupe, chat):
        found = Screen(chat, troupe, paper)
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
    assert await screen.types("/fil 2 merci") == ["  4  Granit · Youenn ↳ 1", "     merci"]
    assert await screen.types("/re 2 merci") == ["  5  Granit · Youenn ⤷ 2", "     merci"]


async def test_reactions_edits_and_deletions_can_be_typed(screen: Screen) -> None:
    await screen.types(OFFER)
    assert await screen.types("/✋ 2") == ["  4  Granit · Youenn ✋ 2"]
    assert (await screen.types("/encore 2"))[0] == "  5  Granit · Youenn 🔁 2"
    assert await screen.types("/supprime 4") == ["     Granit · Youenn deletes 4"]
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
    with terminal("rehearse", "--data", str(ARCHIPEL)) as screen:
        screen.reads("›")
        screen.types(f"/moi youenn\r{OFFER}\r")
        screen.reads("vendredi 16 avril")
        screen.reads("›")  # between two prompts a Ctrl-D would be for nobody
        screen.types(b"\x04")
        assert screen.ends() == 0


@pytest.mark.parametrize("key", LEAVING.values(), ids=list(LEAVING))
def test_the_leaving_keys_leave(key: bytes) -> None:
    with terminal("rehearse", "--data", str(ARCHIPEL)) as screen:
        screen.reads("›")
        screen.types(key)
        assert screen.ends() == 0
    assert "Traceback" not in screen.shown


def test_no_key_disturbs_it_and_it_still_answers() -> None:
    with terminal("rehearse", "--data", str(ARCHIPEL)) as screen:
        screen.reads("›")
        for key in [*KEYS, *SEQUENCES]:
            screen.types(key)
        screen.resize(60, 20)
        screen.types(b"\x15/moi youenn\r", f"{OFFER}\r")
        screen.resize(30, 8)
        screen.reads("vendredi 16 avril")
        screen.resize(80, 24)
        screen.types("/quitter\r")
        assert screen.ends() == 0
    for trouble in ("Traceback", "Exception", "Press ENTER"):
        assert trouble not in screen.shown


# ── what may be shown ──


async def test_what_is_said_has_no_power_over_the_terminal(screen: Screen) -> None:
    shown = await screen.types("!aide \x1b[2J\x07\x9b2J\u202e\udcff")
    assert shown[1] == "     !aide ␛[2J␇\ufffd2J\ufffd?"


def _legible(colour: ColorTriplet, ground: float) -> bool:
    """A contrast of 3 to 1, as the WCAG counts it."""
    linear = [v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    high, low = max(light, ground), min(light, ground)
    return (high + 0.05) / (low + 0.05) >= 3


XTERM = {"red": (205, 0, 0), "green": (0, 205, 0), "yellow": (205, 205, 0), "magenta": (205, 0, 205)}
XTERM |= {"cyan": (0, 205, 205), "blue": (0, 0, 238)}


def test_the_colour_can_be_read_on_black_and_on_white() -> None:
    legible = {name for name, rgb in XTERM.items() if all(_legible(ColorTriplet(*rgb), each) for each in (0.0, 1.0))}
    assert COLOUR in legible
    assert "yellow" not in legible


async def test_nothing_but_that_colour_is_used(screen: Screen) -> None:
    paper = io.StringIO()
    chat = Chat(screen.troupe, Console(file=paper, width=80, force_terminal=True, color_system="standard"))
    screen.troupe.chat = chat
    await chat.typed(OFFER)
    chat.announce("1/2", "Youenn")
    colours = {code for codes in re.findall(r"\x1b\[([\d;]*)m", paper.getvalue()) for code in codes.split(";")}
    assert colours - {"0", "1", "2"} == {"35"}


@pytest.mark.parametrize("width", [80, 60])
async def test_on_a_terminal_no_line_is_wider_than_it(screen: Screen, width: int) -> None:
    paper = io.StringIO()
    chat = Chat(screen.troupe, Console(file=paper, width=width, force_terminal=True, color_system=None))
    screen.troupe.chat = chat
    await chat.typed("!offre ✋🏽 👩‍👩‍👧 🏝️ " + "montage vidéo " * 30)
    for line in ("/🏝 2", "/aide", "/moi maude", "/gens", "/salon nowhere", "!etat"):
        await chat.typed(line)
    assert max(cell_len(line) for line in paper.getvalue().splitlines()) <= width


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("jeudi 29 avril, 14\u202fh", ["jeudi 29", "avril,", "14\u202fh"]),
        ("✋✋✋✋✋ ✋", ["✋✋✋✋", "✋", "✋"]),
        ("abcdefghijk", ["abcdefghi", "jk"]),
        ("  a b", ["  a b"]),
        ("", [""]),
    ],
)
def test_lines_are_folded_by_cells_and_never_inside_an_hour(line: str, rows: list[str]) -> None:
    assert list(folded(line, 9)) == rows


async def test_a_terminal_without_abilities_folds_by_itself(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    paper = io.StringIO()
    screen.troupe.chat = chat = Chat(screen.troupe, Console(file=paper, force_terminal=True))
    await chat.typed("!offre " + "montage vidéo " * 10)
    assert f"     !offre {'montage vidéo ' * 10}".rstrip() in paper.getvalue().splitlines()
    assert "\x1b" not in paper.getvalue()
