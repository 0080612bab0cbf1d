"""`!copil`: a committee's day and what is called to mind around it; points, decisions into the courrier, minutes."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit.message import Refusal
from commands.kit.quiet import is_day_off
from commands.kit.reading import DateDoubt, Sight
from commands.steering.args import CopilArgs, Order
from commands.steering.planning import Step, day_of, told_from
from storage.values import Ref
from tests.playing import Heard, Play, full

OFFICE, PARIS = "tisseuse", ZoneInfo("Europe/Paris")
SIGHT = Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=PARIS))
DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2030, 12, 31))


async def _types(play: Play, body: str, **more: object) -> Heard:
    return await play.says("tisseuse", OFFICE, body, **more)


def _news(heard: Heard, name: str) -> dict[str, str]:
    """By îlot's room, the courrier that holds that sentence."""
    lines = [line for line in heard.lines if name in line.get("says", []) and line["room"].startswith("ilot:")]
    assert len({line["room"] for line in lines}) == len(lines)
    return {line["room"]: line["body"] for line in lines}


# ── its day ──


async def test_a_committee_is_planned_and_what_follows_is_said_with_whole_dates(play: Play) -> None:
    heard = await _types(play, "!copil le 3 juin")
    assert heard.refs == ["P4"]
    assert "jeudi 3 juin" in heard.text
    for day in ("ordre du jour le mercredi 12 mai", "chiffres le jeudi 27 mai", "à partir du lundi 7 juin"):
        assert day in heard.text
    assert len(heard.text.splitlines()) <= 5


async def test_the_agenda_is_called_for_three_weeks_before_in_her_room_and_in_every_courrier(
    play_on_both: Play,
) -> None:
    play = play_on_both
    await _types(play, "!copil le 3 juin")
    before = await play.at("2021-05-12T09:29:00+02:00")
    assert not any("Comité" in text for text in before.room(OFFICE))
    called = await play.at("2021-05-12T09:31:00+02:00")
    assert [text for text in called.room(OFFICE) if "ordre du jour" in text]
    told = _news(await play.at("2021-05-14T18:00:00+02:00"), "AgendaNews")
    assert len(told) == 6
    assert all("Comité de pilotage le jeudi 3 juin" in body for body in told.values())
    assert not _news(await play.at("2021-05-25T18:00:00+02:00"), "AgendaNews")


async def test_the_figures_are_called_to_mind_a_week_before(few: Play) -> None:
    await _types(few, "!copil le 3 juin")
    await _types(few, "!copil point le fonds")
    await few.at("2021-05-27T09:29:00+02:00")
    said = (await few.at("2021-05-27T09:31:00+02:00")).room(OFFICE)
    assert len(said) == 1
    assert "!bilan" in said[0] and "Un point est noté" in said[0]


async def test_the_day_after_the_decisions_are_asked_for_or_told_to_be_there(few: Play) -> None:
    await _types(few, "!copil le 3 juin")
    await few.at("2021-06-03T18:00:00+02:00")
    asked = (await few.at("2021-06-04T09:31:00+02:00")).room(OFFICE)
    assert "On continue, on change, on s'arrête… ou pas." in asked[-1]
    await _types(few, "!copil le 8 juin")
    await few.at("2021-06-08T18:00:00+02:00")
    await _types(few, "!copil décision on continue : le fonds")
    ready = (await few.at("2021-06-09T09:31:00+02:00")).room(OFFICE)
    assert "une décision part bientôt au courrier" in ready[-1]


async def test_another_day_moves_all_of_it_and_a_cancelled_one_calls_for_nothing(few: Play) -> None:
    await _types(few, "!copil le 3 juin")
    assert "déplacé au jeudi 10 juin" in (await _types(few, "!copil P4 le 10 juin")).text
    assert not any("Comité" in text for text in (await few.at("2021-05-13T12:00:00+02:00")).room(OFFICE))
    assert any("Comité" in text for text in (await few.at("2021-05-20T12:00:00+02:00")).room(OFFICE))
    await _types(few, "!copil P4 annulé")
    quiet = await few.at("2021-06-15T12:00:00+02:00")
    assert not any("Comité" in text for text in quiet.room(OFFICE))
    assert (await _types(few, "!copil P4 le 20 juin")).outcome == "refused"


async def test_one_that_is_planned_late_asks_everybody_at_once(play: Play) -> None:
    heard = await _types(play, "!copil le 23 avril")
    assert "dès le prochain courrier" in heard.text
    assert len(_news(await play.at("2021-04-16T18:00:00+02:00"), "AgendaNews")) == 6


async def test_an_imported_one_is_called_to_mind_too_and_what_is_under_way_is_not_called_for_again(few: Play) -> None:
    await few.at("2021-08-11T12:00:00+02:00")
    said = (await few.at("2021-08-12T12:00:00+02:00")).room(OFFICE)  # 21 days before P2
    assert any("P2" in text for text in said)


async def test_two_on_one_day_are_refused(play: Play) -> None:
    heard = await _types(play, "!copil le 2 septembre")
    assert (heard.outcome, heard.refs) == ("refused", ["P2"])


@pytest.mark.parametrize("said", ["!copil le 31 juin", "!copil le mardi 3 juin", "!copil le 3 mars"])
async def test_a_doubtful_day_plans_nothing_and_a_number_settles_it(play: Play, said: str) -> None:
    assert (await _types(play, said)).outcome == "refused"
    assert (await _types(play, "!copil liste")).refs == ["P1", "P2", "P3"]
    await _types(play, said, id="$doubt")
    assert (await _types(play, "1", thread="$doubt")).refs == ["P4"]


# ── what is said there ──


async def test_a_decision_is_told_two_days_after_in_every_ilot_once(play_on_both: Play) -> None:
    play = play_on_both
    await _types(play, "!copil le 21 avril")
    await play.at("2021-04-21T17:00:00+02:00")
    heard = await _types(play, "!copil décision on continue : le fonds… ou pas")
    assert "à partir du vendredi 23 avril" in heard.text
    told = _news(await play.at("2021-04-23T18:00:00+02:00"), "DecisionNews")
    assert len(told) == 6
    assert all("on continue : le fonds… ou pas" in body for body in told.values())
    assert not _news(await play.at("2021-05-11T18:00:00+02:00"), "DecisionNews")


async def test_one_that_is_written_down_too_early_for_a_courrier_waits_for_the_next(few: Play) -> None:
    await _types(few, "!copil le 22 avril")
    await few.at("2021-04-22T17:00:00+02:00")
    await _types(few, "!copil décision on change : le fonds")
    assert not _news(await few.at("2021-04-23T18:00:00+02:00"), "DecisionNews")  # a day after is too soon
    assert _news(await few.at("2021-04-27T18:00:00+02:00"), "DecisionNews")


async def test_nothing_is_decided_before_its_day(play: Play) -> None:
    assert (await _types(play, "!copil décision P2 on s'arrête")).outcome == "refused"


async def test_an_edited_decision_is_told_as_it_is_now_and_after_the_courrier_only_a_deletion_helps(
    few: Play,
) -> None:
    await _types(few, "!copil décision P1 on continue", id="$d")
    edited = await few.line(sender=full("tisseuse"), room=OFFICE, edit="$d", body="!copil décision P1 on change")
    assert [line["kind"] for line in edited.lines if "kind" in line] == ["edit"]
    told = _news(await few.at("2021-04-16T18:00:00+02:00"), "DecisionNews")
    assert all("on change" in body for body in told.values())
    late = await few.line(sender=full("tisseuse"), room=OFFICE, edit="$d", body="!copil décision P1 on s'arrête")
    assert late.outcome == "refused"
    gone = await few.line(sender=full("tisseuse"), redact="$d")
    redacted = {line["room"] for line in gone.lines if line.get("kind") == "redaction"}
    assert set(told) <= redacted
    assert next(entry["decisions"] for entry in (await few.export())["steering_committees"]) == [
        "Trois mécanismes à ouvrir avant fin avril",
        "Fonds : commission de trois personnes",
    ]


async def test_a_deleted_decision_is_told_nowhere(few: Play) -> None:
    await _types(few, "!copil décision P1 on continue", id="$d")
    await few.line(sender=full("tisseuse"), redact="$d")
    assert not _news(await few.at("2021-04-20T18:00:00+02:00"), "DecisionNews")


async def test_points_decisions_and_minutes_stand_in_the_export_and_in_what_is_shown(play: Play) -> None:
    await _types(play, "!copil point le fonds")
    await _types(play, "!copil P2 point : les îlots")
    await _types(play, "!copil compte rendu P1 Dix personnes, un café.")
    first, second = (await play.export())["steering_committees"][:2]
    assert (second["points"], first["minutes"]) == (["le fonds", "les îlots"], ["Dix personnes, un café."])
    shown = await _types(play, "!copil P2")
    assert "le fonds" in shown.text and "les îlots" in shown.text
    assert "Dix personnes" in (await _types(play, "!N1")).text
    assert "Dix personnes" in (await _types(play, "!copil compte rendu P1")).text


async def test_without_words_it_asks_with_an_example(play: Play) -> None:
    for order in ("point", "décision P1", "compte rendu P2", "bla bla"):
        heard = await _types(play, f"!copil {order}")
        assert (heard.outcome, "`" in heard.lines[0]["body"] or "!copil" in heard.text) == ("refused", True)


async def test_elsewhere_it_is_kept_for_the_tisseuse(play: Play) -> None:
    heard = await play.says("tisseuse", "ilot:granit", "!copil le 3 juin")
    assert "réservée au salon de la Tisseuse" in heard.text


# ── pure ──


@given(DAYS)
def test_no_step_falls_on_a_day_off_and_none_comes_too_late(on: dt.date) -> None:
    days = {step: day_of(step, on) for step in Step}
    assert not any(is_day_off(day, alsace_moselle=False) for day in days.values())
    assert days[Step.CALL] <= on - dt.timedelta(days=21)
    assert days[Step.FIGURES] <= on - dt.timedelta(days=7)
    assert days[Step.DECISIONS] > on
    assert days[Step.CALL] < days[Step.FIGURES] < days[Step.DECISIONS]


@given(DAYS, st.integers(-40, 40))
def test_a_decision_is_told_on_a_working_day_two_days_later_or_at_once(on: dt.date, hours: int) -> None:
    now = dt.datetime.combine(on, dt.time(), PARIS) + dt.timedelta(hours=hours)
    told = told_from(on, now, PARIS)
    assert told >= now
    local = told.astimezone(PARIS).date()
    assert told == now or (local >= on + dt.timedelta(days=2) and not is_day_off(local, alsace_moselle=False))


@pytest.mark.parametrize(
    ("said", "order", "ref", "words"),
    [
        ("", Order.SHOW, None, ""),
        ("P2", Order.SHOW, Ref("P", 2), ""),
        ("liste", Order.LIST, None, ""),
        ("point P2 : le fonds", Order.POINT, Ref("P", 2), "le fonds"),
        ("P2 decision on change : le fonds", Order.DECISION, Ref("P", 2), "on change : le fonds"),
        ("compte-rendu bref", Order.MINUTES, None, "bref"),
        ("annule P3", Order.CANCEL, Ref("P", 3), ""),
        ("point Prévoir P2", Order.POINT, None, "Prévoir P2"),
    ],
)
def test_it_is_read_as_it_is_typed(said: str, order: Order, ref: Ref | None, words: str) -> None:
    read = CopilArgs.read(said, SIGHT, "copil")
    assert (read.order, read.ref, read.words) == (order, ref, words)


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:

    try:
        read = CopilArgs.read(text, SIGHT, "copil")
    except (Refusal, DateDoubt):
        return
    assert read.order in Order
