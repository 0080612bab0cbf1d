"""An îlot's own time as people live it: agreed by hands, held in quiet, and what is kept of it, to the anthology."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from babel.dates import format_date

from bot.person import thread_of
from commands.kit.editions import is_edition
from commands.kit.quiet import is_day_off, working_days_before
from tests.live.bourse import clock, hour_of, in_days, live_at, posted, set_clock, views, zone_of
from tests.live.collective import Collective, run_beside, words_of
from tests.live.seeing import View

pytestmark = pytest.mark.live

_BEGINS, _ENDS = "C'est votre temps. Je me tais jusqu'à 16 h.", "Si tu veux garder quelque chose"


# ── a session ──


async def test_a_session_is_agreed_by_hands_and_held_and_what_presses_waits_for_its_end(home: Collective) -> None:
    noa, ines, hugues, leila = views(home)
    day = _free_day(home)
    await _agree(noa, ines, day)
    await live_at(home, hour_of(home, _asked_on(day), "09:30"))
    await _both_come(noa, ines, day)
    await live_at(home, hour_of(home, day, "14:00"))
    begins = await ines.comes(_BEGINS)
    tomorrow = f"{day + dt.timedelta(days=1):%d/%m/%Y}"
    _, _, ref = await posted(hugues, f"!interim accueil {tomorrow} 14h-17h")
    await leila.comes("Urgent", ref)
    answer = await ines.asks("!temps")
    assert "Votre temps de recul" in words_of(answer)
    await home.tell_bot("!etat")
    assert ines.said()[-2:] == [begins, answer]  # and nothing else
    await live_at(home, hour_of(home, day, "16:00"))
    ends, cover = await ines.comes(_ENDS), await ines.comes("Urgent", ref)
    await home.tell_bot("!etat")
    assert [event for event in ines.said() if event in (begins, ends, cover)] == [begins, ends, cover]
    assert [len(ines.said(*words)) for words in ((_BEGINS,), (_ENDS,), ("Urgent", ref))] == [1, 1, 1]
    assert [len(leila.said(*words)) for words in ((_BEGINS,), (_ENDS,), ("Urgent", ref))] == [0, 0, 1]


def _free_day(home: Collective) -> dt.date:
    """The next one that can be asked about, and at another hour than a courrier's."""
    for day in (in_days(home, days) for days in count(1)):
        asked_at = hour_of(home, _asked_on(day), "09:30")
        if not _is_off(day) and asked_at > clock(home) and not is_edition(asked_at, zone_of(home)):
            return day
    raise AssertionError


def _is_off(day: dt.date) -> bool:
    return is_day_off(day, alsace_moselle=False)


def _asked_on(day: dt.date) -> dt.date:
    return working_days_before(day, 2, alsace_moselle=False)


async def _agree(by: View, other: View, day: dt.date) -> None:
    """One types a rhythm that begins that day, the other's hand makes half of the îlot."""
    typed = f"!temps tous les {_named(day, 'EEEE')}s 14h-16h à partir du {day:%d/%m/%Y}"
    command = await by.person.say(by.room, typed)
    proposed = await other.person.wait_for_answer(other.room, command, other.bot_id, 60)
    assert "Proposé à l'îlot" in words_of(proposed)
    await other.person.react(other.room, command, "✋")
    await by.comes("C'est adopté : tous les", _named(day, "EEEE d MMMM"))


async def _both_come(noa: View, ines: View, day: dt.date) -> None:
    """Each has tapped on the poll, and been heard: what is answered was typed afterwards."""
    poll = await ines.comes("notre temps de recul", _named(day, "d MMMM"))
    for each in (noa, ines):
        await each.person.react(each.room, str(poll["event_id"]), "✋")
    await ines.asks("!temps")


def _named(day: dt.date, pattern: str) -> str:
    first = pattern.replace("d MMMM", "d'er' MMMM") if day.day == 1 else pattern  # « mardi 1er décembre »
    return str(format_date(day, first, locale="fr"))


@pytest.mark.slow
async def test_killed_around_its_beginning_the_ilot_reads_once_that_it_begins(home: Collective) -> None:
    noa, ines, _, leila = views(home)
    day = _free_day(home)
    await live_at(home, hour_of(home, day, "13:50"))  # too late to be asked about: it is theirs
    await _agree(noa, ines, day)
    await home.tell_bot("!etat")
    before = len(ines.said(_BEGINS))
    await home.stop_bot()
    set_clock(home, hour_of(home, day, "14:00"))
    for point, seen in (("handled", 0), ("claimed", 0), ("delivered", 1)):
        await home.start_bot(NAVETTE_CRASH_AT=point)
        assert await home.ended() == -signal.SIGKILL
        await ines.person.say(ines.room, point)
        await ines.until(lambda point=point: ines.ever_read(point))  # type: ignore[misc]
        assert len(ines.said(_BEGINS)) - before == seen
    await home.start_bot()
    assert "Votre temps de recul" in words_of(await ines.asks("!temps"))
    await home.tell_bot("!etat")
    assert (len(ines.said(_BEGINS)) - before, leila.said(_BEGINS)) == (1, [])
    assert [each.person.unread(each.room) for each in (noa, ines)] == [[], []]


# ── what is kept of it ──


async def test_a_voice_becomes_a_trace_and_leaves_with_the_anthology_as_it_was_spoken(
    home: Collective, tmp_path: Path
) -> None:
    noa, ines, _, _ = views(home)
    sound = b"OggS" + os.urandom(200_000)
    command = await noa.person.say(noa.room, "!trace")
    await noa.person.wait_for_answer(noa.room, command, noa.bot_id, 60)
    await noa.person.speak(noa.room, sound, command)
    ref = words_of(await _in_thread(ines, command, "gardée pour l'îlot")).split()[0]
    for answer, words in (("2", "Comment signes-tu ?"), ("2", "irait au recueil"), ("oui", "proposée au recueil")):
        await noa.person.say(noa.room, answer, thread=command)
        await _in_thread(ines, command, words)
    await home.tell_bot(f"!recueil {ref} publie")
    await home.told(f"{ref} est dans le recueil")
    await home.stop_bot()
    written = await run_beside(home.folder, "recueil", str(tmp_path), "--address", "https://archipel.example/recueil")
    assert written == (0, "navette: 1 pieces, 1 voices\n")
    assert [path.name for path in (tmp_path / "audio").iterdir()] == [f"{ref}.ogg"]
    assert (tmp_path / "audio" / f"{ref}.ogg").read_bytes() == sound


async def test_a_voice_in_reply_to_the_end_of_a_session_is_a_trace_of_it(home: Collective) -> None:
    noa, ines, _, _ = views(home)
    day = _free_day(home)
    await live_at(home, hour_of(home, day, "13:50"))
    await _agree(noa, ines, day)
    await live_at(home, hour_of(home, day, "14:00"))
    await ines.comes(_BEGINS)
    before = len(ines.said(_ENDS))
    await live_at(home, hour_of(home, day, "16:00"))
    await ines.until(lambda: len(ines.said(_ENDS)) > before)
    ends = str(ines.said(_ENDS)[-1]["event_id"])
    sound = b"OggS" + os.urandom(50_000)
    spoken = await noa.person.speak(noa.room, sound, reply_to=ends)
    card = await _in_thread(ines, spoken, "gardée pour l'îlot")
    ref = words_of(card).split()[0]
    shown = await ines.asks(f"!voir {ref}")
    assert "Dans l'îlot." in words_of(shown)
    [trace] = [each for each in await _exported(home) if each["ref"] == ref]
    assert trace["format"] == "audio" and trace["session"].startswith("T")
    await noa.person.redact(noa.room, spoken)
    await ines.loses(str(card["event_id"]), str(shown["event_id"]))


async def _exported(home: Collective) -> list[dict[str, Any]]:
    """The traces, as the host has them given out; the bot lives on afterwards."""
    file = home.folder / "given.json"
    await home.stop_bot()
    code, _ = await run_beside(home.folder, "export", str(file), "--sealed", **home.environment)
    assert code == 0
    await home.start_bot()
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["traces"]
    return found


async def _in_thread(view: View, root: str, words: str) -> dict[str, object]:
    """What the bot says there with these words."""
    await view.until(lambda: any(thread_of(event) == root for event in view.said(words)))
    return next(event for event in view.said(words) if thread_of(event) == root)
