"""The courrier: who reads of what, when, once; and a fortnight of six îlots in which nothing leaves at a wrong hour."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import all_words
from commands.courrier.edition import more_news
from commands.kit.holidays import holiday_on
from storage.delivery import Delivery
from tests.playing import Heard, Play, full, unspaced
from tests.tracing import alone

GRANIT, MORVAN, TRABOULE = "ilot:granit", "ilot:morvan", "ilot:traboule"
PARIS = ZoneInfo("Europe/Paris")
FRIDAY, TUESDAY = "2021-04-16T09:30:00+02:00", "2021-04-20T09:30:00+02:00"


def _courriers(heard: Heard) -> dict[str, dict[str, Any]]:
    """By room; each îlot gets one at most."""
    said = [line for line in heard.lines if "Courrier" in line.get("says", [])]
    assert len({line["room"] for line in said}) == len(said)
    return {line["room"]: line for line in said}


async def _posted(play: Play, body: str, who: str = "youenn", room: str = GRANIT, **more: Any) -> str:
    return (await play.says(who, room, body, **more)).refs[0]


async def test_the_others_read_of_it_in_the_next_courrier_and_never_again(play_on_both: Play) -> None:
    play = play_on_both
    heard = await play.says("youenn", GRANIT, "!offre relecture jeudi 29 avril, 30€")
    assert "Tout l'Archipel la verra au courrier de vendredi." in heard.text
    ref = heard.refs[0]
    assert _courriers(await play.at("2021-04-16T09:29:00+02:00")) == {}
    courriers = _courriers(await play.at(FRIDAY))
    assert ref not in courriers.get(GRANIT, {"refs": []})["refs"]
    assert ref in courriers[MORVAN]["refs"] and ref in courriers[TRABOULE]["refs"]
    assert f"{ref} · relecture · jeudi 29 avril · 30 € · Youenn" in courriers[MORVAN]["body"]
    assert all(ref not in each["refs"] for each in _courriers(await play.at(TUESDAY)).values())


async def test_what_was_posted_ten_minutes_before_waits_for_the_one_after(few: Play) -> None:
    before = await _posted(few, "!offre ravaudage")
    await few.at("2021-04-16T09:21:00+02:00")
    heard = await few.says("youenn", GRANIT, "!offre relecture")
    assert "courrier de mardi" in heard.text
    on_friday = _courriers(await few.at(FRIDAY))[MORVAN]["refs"]
    assert before in on_friday and heard.refs[0] not in on_friday
    assert heard.refs[0] in _courriers(await few.at(TUESDAY))[MORVAN]["refs"]


async def test_what_was_told_and_is_settled_since_has_a_line(few: Play) -> None:
    ref = await _posted(few, "!offre relecture")
    await few.at(FRIDAY)
    await few.says("youenn", GRANIT, f"!pourvu {ref}")
    courriers = _courriers(await few.at(TUESDAY))
    assert f"{ref} · relecture · pourvue" in courriers[MORVAN]["body"]
    assert GRANIT not in courriers
    assert _courriers(await few.at("2021-04-23T09:30:00+02:00")) == {}


async def test_what_was_settled_before_it_was_told_is_never_told(few: Play) -> None:
    ref, other = await _posted(few, "!offre relecture"), await _posted(few, "!offre ravaudage")
    await few.says("youenn", GRANIT, f"!pourvu {ref}")
    told = [_courriers(await few.at(day)).get(MORVAN, {"refs": []})["refs"] for day in (FRIDAY, TUESDAY)]
    assert other in told[0] and ref not in told[0] + told[1]


async def test_an_empty_one_is_not_sent(few: Play) -> None:
    await few.at(FRIDAY)
    assert _courriers(await few.at(TUESDAY)) == {}


async def test_kept_in_the_ilot_it_is_not_told_and_opened_later_it_is(few: Play) -> None:
    ref = await _posted(few, "!offre relecture", id="$made")
    await few.line(sender=full("youenn"), react="🏝", to="$made", id="$kept")
    assert all(ref not in each["refs"] for each in _courriers(await few.at(FRIDAY)).values())
    await few.line(sender=full("youenn"), redact="$kept")
    assert ref in _courriers(await few.at(TUESDAY))[MORVAN]["refs"]


async def test_a_holiday_moves_it_to_the_next_open_hour(few: Play) -> None:
    await few.at("2021-07-13T12:00:00+02:00")
    ref = await _posted(few, "!offre relecture")
    assert ref in _courriers(await few.at("2021-07-16T09:30:00+02:00"))[MORVAN]["refs"]


async def test_the_day_before_a_holiday_is_a_day_like_the_others(few: Play) -> None:
    await few.at("2024-12-23T12:00:00+01:00")
    ref = await _posted(few, "!offre montage")
    assert ref in _courriers(await few.at("2024-12-24T09:30:00+01:00"))[MORVAN]["refs"]


async def test_a_holiday_before_a_weekend_moves_it_to_monday(few: Play) -> None:
    """Friday was Christmas."""
    await few.at("2026-12-23T12:00:00+01:00")
    ref = await _posted(few, "!offre dessin")
    assert _courriers(await few.at("2026-12-27T23:00:00+01:00")) == {}
    assert ref in _courriers(await few.at("2026-12-28T09:00:00+01:00"))[MORVAN]["refs"]


async def test_twelve_lines_at_most_and_the_rest_is_on_the_board(few: Play) -> None:
    for number in range(14):
        await _posted(few, f"!offre relecture numéro {number}")
    courrier = _courriers(await few.at(FRIDAY))[MORVAN]
    lines = courrier["body"].splitlines()
    assert len(lines) == 12
    assert unspaced(lines[-1]).endswith("autres : !offres")


async def test_the_rest_is_told_with_the_board_on_which_it_stands(play: Play) -> None:
    for number in range(9):
        await _posted(play, f"!offre relecture numéro {number}")
    for number in range(2):
        await _posted(play, f"!commun atelier partagé {number}")
    courrier = _courriers(await play.at(FRIDAY))[MORVAN]["body"]
    assert unspaced(courrier).endswith("et 9 autres : !offres, !communs")


@pytest.mark.parametrize(
    ("boards", "ending"),
    [
        (("offres", "communs"), "et 2 autres : !offres, !communs"),
        (("communs", None), "et 2 autres : !communs"),
        ((None, None), "et 2 autres"),
        ((None,), "et une autre"),
    ],
)
def test_what_was_cut_names_each_board_once_and_none_that_is_not_there(
    boards: tuple[str | None, ...], ending: str
) -> None:
    (more,) = more_news(list(boards))
    assert unspaced(all_words().say(more, "fr", dt.date(2021, 4, 16)).text.body) == ending


async def test_a_line_that_is_erased_goes_and_the_others_stay(few: Play) -> None:
    gone = await _posted(few, "!offre ravaudage", id="$gone")
    stays = await _posted(few, "!offre relecture")
    courrier = _courriers(await few.at(FRIDAY))[MORVAN]
    heard = await few.line(sender=full("youenn"), redact="$gone")
    assert courrier["id"] in {line["to"] for line in heard.lines if line["kind"] == "redaction"}
    (again,) = [line for line in heard.lines if line["room"] == MORVAN and line["kind"] == "text"]
    assert stays in again["refs"] and gone not in again["refs"] and "ravaudage" not in again["body"]


async def test_of_three_lines_erased_one_after_the_other_the_last_is_told_again_once_each_time(few: Play) -> None:
    names = ("premier", "deuxième", "troisième")
    refs = [await _posted(few, f"!offre {name}", id=f"${name}") for name in names]
    await few.at(FRIDAY)
    for gone, left in zip(names[:2], (refs[1:], refs[2:]), strict=True):
        heard = await few.line(sender=full("youenn"), redact=f"${gone}")
        (again,) = [line for line in heard.lines if line["room"] == MORVAN and line["kind"] == "text"]
        assert [ref for ref in again["refs"] if ref in refs] == left


async def test_a_trace_named_beside_an_erased_line_is_named_again_in_the_room_and_in_private(
    play_on_both: Play,
) -> None:
    play = play_on_both
    await play.says("salome", alone("salome"), "!moi courrier mardi et vendredi")
    await play.at(FRIDAY)
    gone = await _posted(play, "!offre ravaudage", id="$gone")
    trace = (await play.says("youenn", GRANIT, "!trace archipel prénom\nOn a ri.", id="$trace")).refs[0]
    await play.says("youenn", GRANIT, "oui", thread="$trace")
    heard = await play.at(TUESDAY)
    assert {gone, trace} <= set(_courriers(heard)[MORVAN]["refs"])
    heard = await play.line(sender=full("youenn"), redact="$gone")
    named = [line for line in heard.lines if line["kind"] == "text"]
    assert [line["says"][:2] for line in named] == [["CourrierAgain", "TraceLine"]] * len(named)
    assert {line["room"] for line in named} >= {MORVAN, alone("salome")}
    assert all(line["refs"] == [trace] and "On a ri" not in line["body"] for line in named)
    heard = await play.line(sender=full("youenn"), redact="$trace")
    assert not {line["id"] for line in named} & {line["to"] for line in heard.lines}  # no word of it stands there


async def test_one_listing_settled_while_it_waits_does_not_take_the_others_with_it(few: Play) -> None:
    """The homeserver slows the bot down just then."""
    settled, stays = await _posted(few, "!offre ravaudage"), await _posted(few, "!offre relecture")
    await few.at("2021-04-16T09:29:00+02:00")
    async with few.bot.bench.transaction() as session:
        until = dt.datetime.fromisoformat("2021-04-16T09:40:00+02:00")
        await Delivery(session, few.bot.bench.account_id).block_until(until)
    assert _courriers(await few.at("2021-04-16T09:35:00+02:00")) == {}
    await few.says("youenn", GRANIT, f"!pourvu {settled}")
    assert stays in _courriers(await few.at("2021-04-16T09:41:00+02:00"))[MORVAN]["refs"]


async def test_a_courrier_is_no_card(few: Play) -> None:
    await _posted(few, "!offre relecture")
    courrier = _courriers(await few.at(FRIDAY))[MORVAN]
    heard = await few.line(sender=full("salome"), react="✋", to=courrier["id"])
    assert (heard.outcome, heard.lines) == ("ignored", [])


async def test_after_a_day_of_being_down_it_comes_once(few: Play) -> None:
    """The clock of a stage that goes far ahead rings each note at its hour: here it is a bot that was away."""
    ref = await _posted(few, "!offre relecture")
    told = [_courriers(await few.at(instant)) for instant in ("2021-04-18T12:00:00+02:00", "2021-04-19T12:00:00+02:00")]
    assert [ref in each.get(MORVAN, {"refs": []})["refs"] for each in told] == [True, False]


# ── a fortnight ──

PEOPLE = {
    GRANIT: ("youenn", "noa", "maiwenn"), TRABOULE: ("ines", "karim"), MORVAN: ("salome", "hugues"),
    "ilot:garrigue": ("leila",), "ilot:plume": ("anouk",), "ilot:beffroi": ("wassila",),
}  # fmt: skip


async def _lived(play: Play) -> list[dict[str, Any]]:
    """A hundred listings a week, hands, edits, deletions, settlements, at any hour; everything that was said."""
    chance, said = random.Random(5), list[dict[str, Any]]()
    members = await _members(play)
    now = dt.datetime(2021, 5, 3, 0, 0, tzinfo=PARIS)  # Ascension Day falls into the second week
    mine: list[tuple[str, str, str, str]] = []
    for number in range(200):
        now += dt.timedelta(minutes=chance.randint(40, 160))
        said += (await play.through(now.isoformat())).lines
        room = chance.choice(sorted(members))
        who = chance.choice(members[room])
        event = f"$made{number}"
        body = chance.choice(["!offre relecture", "!besoin salle", "!interim accueil"])
        when = now.date() + dt.timedelta(days=chance.randint(1, 20))
        heard = await play.line(room=room, sender=who, body=f"{body} {number} le {when:%d/%m/%Y}", id=event)
        said += heard.lines
        mine.append((heard.refs[0], room, who, event))
        said += await _something_else(play, chance, mine, members, number)
    said += (await play.through((now + dt.timedelta(days=4)).isoformat())).lines
    return said


async def _members(play: Play) -> dict[str, list[str]]:
    """Of six îlots."""
    ilots = (await play.export())["ilots"]
    return {f"ilot:{ilot['slug']}": ilot["members"] for ilot in ilots[:6]}


async def _something_else(
    play: Play, chance: random.Random, mine: list[tuple[str, str, str, str]], members: dict[str, list[str]], number: int
) -> list[dict[str, Any]]:
    ref, room, who, event = chance.choice(mine)
    other_room = chance.choice(sorted(members))
    other = chance.choice(members[other_room])
    deeds: list[dict[str, Any]] = [
        {"room": other_room, "sender": other, "body": f"!prends {ref}"},
        {"sender": other, "react": "✋", "to": event, "room": room} if other in members[room] else {},
        {"sender": who, "react": chance.choice("✅❌🔁🏝"), "to": event},
        {"sender": who, "edit": event, "body": f"!offre autre chose {number}"},
        {"sender": who, "redact": event},
        {},
    ]
    deed = chance.choice(deeds)
    return (await play.line(id=f"$deed{number}", **deed)).lines if deed else []


def _is_open(at: dt.datetime) -> bool:
    closed = at.weekday() >= 5 or holiday_on(at.date(), alsace_moselle=False, language="fr")
    return not closed and dt.time(9) <= at.time() < dt.time(18, 30)


@pytest.mark.slow
async def test_in_a_fortnight_of_six_ilots_nothing_leaves_at_a_wrong_hour(play: Play) -> None:
    said = [line for line in await _lived(play) if line.get("kind") in {"text", "edit", "reaction", "redaction"}]
    courriers: dict[str, Counter[dt.date]] = defaultdict(Counter)
    told: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    for line in said:
        at = dt.datetime.fromisoformat(line["at"]).astimezone(PARIS)
        unsolicited = line["kind"] == "text" and line["cause"] is None
        reasons[_reason(line)] += 1
        if not unsolicited:
            continue
        if line["room"].startswith("dm:"):
            assert dt.time(8) <= at.time() < dt.time(20), line
            continue
        assert _is_open(at), line
        if "Courrier" in line["says"]:
            courriers[line["room"]][at.date()] += 1
            told[line["room"]].update(ref for ref in line["refs"] if f"{ref}" in line["body"])
    assert len(courriers) == len((await play.export())["ilots"])
    for room, days in courriers.items():
        assert max(days.values()) == 1, room
        weeks = Counter(day.isocalendar()[:2] for day in days.elements())
        assert max(weeks.values()) <= 2, room
    assert reasons["courrier"] == sum(sum(days.values()) for days in courriers.values())
    assert all(line["says"] for line in said if line["kind"] == "text")


def _reason(line: dict[str, Any]) -> str:
    if "Courrier" in line["says"]:
        return "courrier"
    return "answer" if line["cause"] else (line["says"] or [line["kind"]])[0]


@pytest.mark.parametrize("day", ["2021-04-17", "2021-04-18"])
async def test_never_on_a_weekend(few: Play, day: str) -> None:
    await few.at("2021-04-16T10:00:00+02:00")
    await _posted(few, "!offre relecture")
    await few.at(f"{day}T08:00:00+02:00")
    assert _courriers(await few.at(f"{day}T22:00:00+02:00")) == {}
