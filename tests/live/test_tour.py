"""The tour and the keys, in real encrypted rooms: it ends well, fails where it should, and leaves nothing behind."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import psutil
import pytest

from bot.app import now
from bot.throwaway import PREFIX
from bot.tour import steps
from tests.live.running_demo import running_demo, type_into
from tests.terminal import KEYS, SEQUENCES, Terminal, terminal

pytestmark = pytest.mark.live
STARTED = 120.0


def test_in_a_pipe_the_tour_shows_every_step_and_ends_with_0(tmp_path: Path) -> None:
    with running_demo(tmp_path, "--tour", "--pace", "0") as demo:
        shown = type_into(demo)
        assert demo.ends() == 0, "".join(demo.said)
        assert demo.left_folders() == []
    script = steps(now().date())
    for number, step in enumerate(script, 1):
        assert f"{number}/{len(script)} {step.caption}" in shown
        assert f"     {step.typed}\n" in shown or "le 31 " in step.typed
    assert re.search(r"private Inès · Navette\n     C'est dit à Youenn\. ", shown)
    assert re.search(r"private Youenn · Navette\n     Inès lève la main pour O7 ", shown)
    assert re.search(r"Granit · Navette ↳ \d+\n     O7 est pourvue, avec Inès\. ", shown)
    assert "no answer" not in shown


def test_without_an_answer_the_tour_ends_with_1_and_names_the_step(tmp_path: Path) -> None:
    with running_demo(tmp_path, "--tour", "--pace", "5") as demo:
        demo.wait_until_it_says("Tisseuse  Maude")
        (bot,) = [each for each in demo.children() if "run" in each.cmdline()]
        bot.send_signal(signal.SIGSTOP)
        type_into(demo)
        assert demo.ends() == 1
        assert demo.left_folders() == []
        assert not bot.is_running()
    said = "".join(demo.said)
    assert re.search(r"navette: the tour failed at step \d+ of 10 \(\w+: .*not seen within 20 s in \w+", said)
    assert "Traceback" not in said


def _nothing_left(screen: Terminal, children: list[psutil.Process], folders: Path) -> None:
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
    assert [path.name for path in folders.glob(f"{PREFIX}*")] == []
    for trouble in ("Traceback", "Exception", "Press ENTER"):
        assert trouble not in screen.shown


def _children(screen: Terminal) -> list[psutil.Process]:
    found = psutil.Process(screen.process.pid).children(recursive=True)
    assert len(found) == 2
    return list(found)


def test_no_key_disturbs_start_tour_or_chat_and_ctrl_backslash_puts_everything_away(tmp_path: Path) -> None:
    with terminal("demo", "--tour", "--pace", "0", folders=tmp_path) as screen:
        screen.reads("Synapse")
        screen.types(*KEYS, b"\x04", *SEQUENCES)
        screen.reads("2/10", STARTED)
        screen.types(*KEYS, b"\x04", *SEQUENCES)
        screen.resize(60, 20)
        screen.reads("it is your turn", STARTED)
        screen.reads("›")
        for key in [*KEYS, *SEQUENCES]:
            screen.types(key)
        screen.types(b"\x15/moi leila\r!offres voix\r")
        screen.reads("B2 · Voix")
        children = _children(screen)
        screen.types(b"\x1c")
        assert screen.ends() == 0
        _nothing_left(screen, children, tmp_path)


@pytest.mark.parametrize("moment", ["Synapse", "2/10"])
@pytest.mark.parametrize("key", [b"\x03", b"\x1c"], ids=["Ctrl-C", "Ctrl-backslash"])
@pytest.mark.slow
def test_ctrl_c_and_ctrl_backslash_end_it_before_the_chat(tmp_path: Path, moment: str, key: bytes) -> None:
    with terminal("demo", "--tour", folders=tmp_path) as screen:
        screen.reads(moment, STARTED)
        screen.types(key)
        assert screen.ends() == 0
        _nothing_left(screen, [], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["1/10", "your turn"])
def test_a_closed_terminal_leaves_nothing(tmp_path: Path, moment: str) -> None:
    with terminal("demo", "--tour", "--pace", "0", folders=tmp_path) as screen:
        screen.reads(moment, STARTED)
        children = _children(screen)
        screen.close()
        screen.process.wait(60)
        _nothing_left(screen, children, tmp_path)


@pytest.mark.slow
def test_at_its_own_pace_the_tour_leaves_time_to_read(tmp_path: Path) -> None:
    with running_demo(tmp_path, "--tour") as demo:
        demo.wait_until_it_says("Tisseuse  Maude")
        began = time.monotonic()
        type_into(demo)
        assert demo.ends() == 0
    assert time.monotonic() - began > 40  # about a minute, where nothing else is going on


def test_a_reader_who_leaves_ends_it_without_a_trace(tmp_path: Path) -> None:
    with running_demo(tmp_path, "--tour", "--pace", "0") as demo:
        demo.wait_until_it_says("Tisseuse  Maude")
        assert demo.process.stdout is not None
        demo.process.stdout.close()
        assert demo.ends() == 1  # it could not show the rest
        assert demo.left_folders() == []
    assert "Traceback" not in "".join(demo.said)
