"""`navette demo` as a person runs it: answers through a pipe, and nothing left behind, however it ends."""

from __future__ import annotations

import re
import signal
import time
from pathlib import Path

import psutil
import pytest

from tests.live.running_demo import running_demo, type_into

pytestmark = pytest.mark.live
OFFER = "!offre 2 jours de montage vidéo vendredi prochain à 14h 150€/jour"


def test_lines_through_a_pipe_are_answered_in_real_rooms_and_nothing_is_left(tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        private = ("/moi youenn", "/salon private", "offres montage")
        shown = type_into(demo, "!offres", OFFER, "/moi ines", "!prends O7", *private, "/moi maude", "!etat")
        assert demo.ends() == 0
    assert "O1 · Montage vidéo, 2 jours disponibles" in shown
    offered, _, rest = shown.partition("O7 · 2 jours de montage vidéo\n")
    assert re.search(
        r"Granit · Youenn\n     !offre 2 jours de montage[^\n]*\n +\d+  Granit · Navette ↳ \d+\n +$", offered
    )
    assert re.match(r"     vendredi \d+(er)? \w+, 14 h · 150 €/jour\n", rest)
    assert re.search(r"Traboule · Inès\n     !prends O7\n", rest)
    assert re.search(r"Traboule · Navette ↳ \d+\n     \S", rest)
    assert re.search(r"private Youenn · Navette\n     Inès lève la main pour O7 ", rest)
    assert "You are Youenn, in private Youenn.\n" in rest
    assert re.search(r"private Youenn · Youenn\n     offres montage\n +\d+  private Youenn · Navette\n     O", rest)
    assert re.search(r"Tisseuse · Maude\n     !etat\n +\d+  Tisseuse · Navette", rest)
    assert "no answer" not in shown
    assert demo.left_folders() == []
    assert not demo.has_a_port()


def test_after_a_kill_9_no_process_and_no_port_is_left_and_the_next_start_removes_the_folder(tmp_path: Path) -> None:
    with running_demo(tmp_path) as killed:
        killed.wait_until_it_says("Try")
        children = killed.children()
        assert len(children) == 2
        killed.process.kill()
        assert killed.ends() == -signal.SIGKILL
        _, alive = psutil.wait_procs(children, timeout=20)
        assert alive == []
        assert not killed.has_a_port()
        left = killed.left_folders()
        assert len(left) == 1
    with running_demo(tmp_path) as following:
        following.wait_until_it_says("removed what an earlier demo left behind")
        assert left[0] not in following.left_folders()
        following.process.send_signal(signal.SIGINT)
        assert following.ends() == 0
    assert following.left_folders() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stage", "number"),
    [
        ("the demo", signal.SIGINT),
        ("Synapse", signal.SIGINT),
        ("listings", signal.SIGINT),
        ("Try", signal.SIGINT),
        ("listings", signal.SIGHUP),
        ("Try", signal.SIGTERM),
    ],
)
def test_told_to_end_at_any_stage_it_leaves_nothing(tmp_path: Path, stage: str, number: signal.Signals) -> None:
    with running_demo(tmp_path) as demo:
        demo.wait_until_it_says(stage)
        children = demo.children()
        demo.process.send_signal(number)
        demo.process.send_signal(number)  # an impatient person
        assert demo.ends() == 0
        assert [child for child in children if child.is_running()] == []
    assert demo.left_folders() == []
    assert "Traceback" not in "".join(demo.said)


@pytest.mark.slow
def test_a_living_demo_is_left_alone_by_the_next_start(tmp_path: Path) -> None:
    with running_demo(tmp_path) as first:
        first.wait_until_it_says("Try")
        folder = first.left_folders()
        with running_demo(tmp_path) as second:
            type_into(second)
            assert second.ends() == 0
        assert first.left_folders() == folder
        shown = type_into(first, "!offres")
        assert first.ends() == 0
    assert "Montage vidéo" in shown
    assert first.left_folders() == []


@pytest.mark.slow
def test_told_to_end_while_synapse_starts_it_takes_it_along(tmp_path: Path) -> None:
    with running_demo(tmp_path) as demo:
        demo.wait_until_it_says("the demo")
        while not (children := demo.children()):
            time.sleep(0.02)
        demo.process.send_signal(signal.SIGINT)
        assert demo.ends() == 0
        assert [child for child in children if child.is_running()] == []
    assert demo.left_folders() == []
