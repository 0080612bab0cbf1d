"""The demo without its homeserver: its sample, its folder, and what is shown of Matrix events."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.chat import CannotBe, Chat
from bot.demo import SAMPLE, brought_to
from bot.person import Event, Person
from bot.rooms_chat import RoomsTroupe
from bot.throwaway import PREFIX, sweep, throwaway_folder
from storage import interchange
from storage.values import ListingState
from tests.playing import playing

LIVE = {ListingState.OPEN, ListingState.IN_DISCUSSION}
DAYS = [dt.date(2026, 11, 23) + dt.timedelta(days=day) for day in range(8)] + [dt.date(2028, 2, 29)]
OWNER = """\
import sys, time
from bot.throwaway import throwaway_folder
with throwaway_folder() as folder:
    print(folder, flush=True)
    time.sleep(600)
"""

# ── the sample ──


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_on_any_day_the_samples_live_listings_are_still_to_come(today: dt.date) -> None:
    document = brought_to(SAMPLE.read_text("utf-8"), today)
    live = [entry for entry in document.listings if entry.state in LIVE]
    assert len(live) == 13
    for entry in live:
        assert entry.starts is None or dt.date.fromisoformat(entry.starts[:10]) > today
        assert entry.expires_on is None or entry.expires_on > today
        assert entry.created_at.date() <= today


def test_the_samples_weekdays_stay() -> None:
    written = interchange.read(SAMPLE.read_text("utf-8"))
    moved = brought_to(SAMPLE.read_text("utf-8"), dt.date(2026, 11, 27))
    assert moved.reference_now is not None
    assert moved.reference_now.date() == dt.date(2026, 11, 25)
    for before, after in zip(written.listings, moved.listings, strict=True):
        if before.starts and after.starts:
            distance = dt.datetime.fromisoformat(after.starts) - dt.datetime.fromisoformat(before.starts)
            assert distance.days % 7 == 0


async def test_the_sample_is_taken_in_and_shows_its_listings() -> None:
    async with playing("sqlite://", SAMPLE) as play:
        heard = await play.says("youenn", "ilot:granit", "!offres")
        assert "Montage vidéo, 2 jours disponibles" in heard.text
        assert "Inès" in heard.text


# ── the folder ──


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's throwaway folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@contextmanager
def _owner(temporary: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process with a folder of its own."""
    command = [sys.executable, "-c", OWNER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"TMPDIR": str(temporary)}) as process:
        assert process.stdout is not None
        try:
            yield process, Path(process.stdout.readline().strip())
        finally:
            process.kill()


def test_a_throwaway_folder_is_gone_at_the_end(temporary: Path) -> None:
    with throwaway_folder() as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_text("x")
        assert folder.parent == temporary
    assert list(temporary.iterdir()) == []


def test_a_living_owners_folder_stays_and_a_dead_ones_is_swept(temporary: Path) -> None:
    with _owner(temporary) as (process, folder):
        assert sweep() == []
        assert folder.exists()
        process.kill()
        process.wait()
        assert folder.exists()
        assert sweep() == [folder]
        assert not folder.exists()


def test_what_a_dead_owner_left_running_is_ended(temporary: Path) -> None:
    left_over = temporary / f"{PREFIX}left"
    left_over.mkdir()
    sleeping = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen([*sleeping, str(left_over)]) as ours, subprocess.Popen(sleeping) as another:
        (left_over / "ours.pid").write_text(str(ours.pid))
        (left_over / "broken.pid").write_text("")
        (left_over / "another.pid").write_text(
            str(another.pid)
        )  # as if the number had been given to somebody else since
        try:
            assert sweep() == [left_over]
            assert ours.wait(10) == -9
            assert another.poll() is None
        finally:
            another.kill()


def test_a_link_with_our_name_is_left_alone(temporary: Path) -> None:
    kept = temporary / "kept"
    kept.mkdir()
    (temporary / f"{PREFIX}link").symlink_to(kept)
    assert sweep() == []
    assert kept.exists()


# ── what is shown of real rooms ──

ROOM, BOT, NOA = "!granit:archipel.example", "@navette:archipel.example", "@noa:archipel.example"


def _event(number: int, kind: str, sender: str, content: dict[str, Any], **more: Any) -> Event:
    return {"event_id": f"${number}", "type": kind, "sender": sender, "content": content, **more}


def _text(number: int, sender: str, body: str, **more: Any) -> Event:
    return _event(number, "m.room.message", sender, {"msgtype": "m.text", "body": body, **more})


@pytest.fixture
def seen() -> tuple[RoomsTroupe, io.StringIO]:
    """Noa in Granit, and what her terminal shows; what is heard next is shown."""
    troupe = RoomsTroupe(BOT)
    noa = Person("http://127.0.0.1:1", "noa", "")
    noa.user_id = NOA
    troupe.bring("Noa", noa)
    troupe.heard(ROOM, _event(1, "m.room.member", NOA, {"membership": "join"}, state_key=NOA))
    troupe.heard(ROOM, _event(2, "m.room.name", NOA, {"name": "Granit"}, state_key=""))
    troupe.heard(ROOM, _text(3, BOT, "Bonjour"))
    screen = io.StringIO()
    troupe.begin(Chat(troupe, Console(file=screen, width=80)))
    return troupe, screen


def test_threads_replies_and_mentions_are_shown_by_numbers(seen: tuple[RoomsTroupe, io.StringIO]) -> None:
    troupe, screen = seen
    thread = {"rel_type": "m.thread", "event_id": "$3", "is_falling_back": True, "m.in_reply_to": {"event_id": "$3"}}
    troupe.heard(ROOM, _text(4, BOT, "dit", **{"m.relates_to": thread, "m.mentions": {"user_ids": [NOA]}}))
    troupe.heard(ROOM, _text(5, NOA, "oui", **{"m.relates_to": {"m.in_reply_to": {"event_id": "$4"}}}))
    assert screen.getvalue().splitlines() == [
        "  2  Granit · Navette ↳ 1  @Noa",
        "     dit",
        "  3  Granit · Noa ⤷ 2",
        "     oui",
    ]


def test_edits_reactions_deletions_and_moves_are_shown(seen: tuple[RoomsTroupe, io.StringIO]) -> None:
    troupe, screen = seen
    edit = {"m.new_content": {"body": "Bonsoir"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$3"}}
    troupe.heard(ROOM, _text(4, BOT, "* Bonsoir", **edit))
    reaction = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$3", "key": "✋"}}
    troupe.heard(ROOM, _event(5, "m.reaction", NOA, reaction))
    troupe.heard(ROOM, _event(6, "m.room.redaction", NOA, {}, redacts="$5"))
    troupe.heard(ROOM, _event(7, "m.room.member", NOA, {"membership": "leave"}, state_key=NOA))
    assert screen.getvalue().splitlines() == [
        "     Granit · Navette ✎ 1",
        "     Bonsoir",
        "  2  Granit · Noa ✋ 1",
        "     Granit · Noa deletes 2",
        "     Granit · Noa goes",
    ]
    assert troupe.rooms_of("Noa") == []


def test_what_several_people_see_is_shown_once(seen: tuple[RoomsTroupe, io.StringIO]) -> None:
    troupe, screen = seen
    troupe.heard(ROOM, _text(4, BOT, "une fois"))
    troupe.heard(ROOM, _text(4, BOT, "une fois"))
    assert screen.getvalue().count("une fois") == 1


async def test_real_rooms_have_no_clock_to_move(seen: tuple[RoomsTroupe, io.StringIO]) -> None:
    troupe, _ = seen
    assert troupe.clock() is None
    with pytest.raises(CannotBe):
        await troupe.move_clock("+2h")


# ── private rooms ──

PRIVATE = "!private:archipel.example"


def _open_private(troupe: RoomsTroupe) -> None:
    """As Noa's client sees it, once she is in: from the room's first event on."""
    for number, (sender, who, membership) in enumerate([(BOT, BOT, "join"), (BOT, NOA, "invite"), (NOA, NOA, "join")]):
        content = {"membership": membership} | ({"is_direct": True} if membership == "invite" else {})
        troupe.heard(PRIVATE, _event(10 + number, "m.room.member", sender, content, state_key=who))


async def test_a_private_room_is_named_by_its_person_and_listed_among_theirs(
    seen: tuple[RoomsTroupe, io.StringIO],
) -> None:
    troupe, screen = seen
    _open_private(troupe)
    troupe.heard(PRIVATE, _text(20, BOT, "Inès lève la main"))
    assert screen.getvalue().splitlines() == [
        "     private Noa · Noa comes in",
        "  2  private Noa · Navette",
        "     Inès lève la main",
    ]
    assert troupe.rooms_of("Noa") == ["Granit", "private Noa"]


async def test_what_a_private_room_was_opened_for_is_waited_for(seen: tuple[RoomsTroupe, io.StringIO]) -> None:
    troupe, screen = seen
    _open_private(troupe)
    waiting = asyncio.create_task(troupe.settled())
    await asyncio.sleep(1.5)
    assert not waiting.done()
    troupe.heard(PRIVATE, _text(20, BOT, "Inès lève la main"))
    await waiting
    assert "no answer" not in screen.getvalue()


async def test_a_room_made_by_a_person_for_the_bot_is_private_too(seen: tuple[RoomsTroupe, io.StringIO]) -> None:
    troupe, _ = seen
    troupe.heard(PRIVATE, _event(10, "m.room.member", NOA, {"membership": "join"}, state_key=NOA))
    invited = {"membership": "invite", "is_direct": True}
    troupe.heard(PRIVATE, _event(11, "m.room.member", NOA, invited, state_key=BOT))
    assert troupe.rooms_of("Noa") == ["Granit", "private Noa"]


async def test_help_tells_of_private_rooms_within_eighty_columns(seen: tuple[RoomsTroupe, io.StringIO]) -> None:
    troupe, screen = seen
    assert troupe.chat is not None
    await troupe.chat.typed("/aide")
    shown = screen.getvalue().splitlines()
    assert any(line.startswith("  /salon private ") for line in shown)
    assert max(map(len, shown)) < 80


async def test_in_private_the_answer_to_a_bare_command_is_waited_for(
    seen: tuple[RoomsTroupe, io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    troupe, _ = seen
    _open_private(troupe)
    troupe.heard(PRIVATE, _text(19, BOT, "Inès lève la main"))
    await troupe.settled()

    async def send(self: Person, room_id: str, content: Event, kind: str = "m.room.message") -> str:
        return "$sent"

    monkeypatch.setattr(Person, "send", send)
    await troupe.say("Noa", "private Noa", "offres montage")
    waiting = asyncio.create_task(troupe.settled())
    await asyncio.sleep(1.5)
    assert not waiting.done()
    troupe.heard(PRIVATE, _text(20, BOT, "Rien."))
    await waiting
    await troupe.say("Noa", "private Noa", "merci")
    async with asyncio.timeout(5):
        await troupe.settled()
