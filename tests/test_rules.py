"""`!reglages`: one table of rules; each is shown, read, refused, kept, told of and obeyed, and travels in documents."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import all_words
from bot.desks import bare_desk
from commands.kit.place import place_at
from commands.kit.quiet import Place, not_before
from commands.kit.reading import Sight, fold
from commands.tisseuse.messages import RuleWord
from commands.tisseuse.rules import example, said, value_in
from storage.database import Database
from storage.desk import Urgency
from storage.document import BadDocument
from storage.people import Language, Office
from storage.settings import BY_WORD, RULES, Rule, RuleName, Setting, Settings, Target, as_json
from tests.playing import Heard, Play, full
from tests.test_interchange import changed, given_out, take_in

OFFICE, SIGHT = "tisseuse", Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=ZoneInfo("Europe/Paris")))
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name.value)
KEEPING = [rule for rule in RULES if rule.touches_people]


async def _types(play: Play, body: str, who: str = "tisseuse", **more: Any) -> Heard:
    return await play.says(who, OFFICE, body, **more)


async def _agreed(play: Play, body: str) -> Heard:
    asked = f"${body}"
    assert (await _types(play, body, id=asked)).outcome == "asked"
    return await _types(play, "oui", thread=asked)


async def _settings(play: Play) -> dict[str, Any]:
    found: dict[str, Any] = (await play.export()).get("settings", {})
    return found


# ── the table ──


@EACH
def test_a_default_is_within_its_bounds_and_its_word_fits_the_journal(rule: Rule) -> None:
    assert rule.takes(rule.default)
    assert all(fold(word) not in {"fonds", "heures"} for word in rule.words)
    assert len(rule.words[0]) <= 16
    assert all(BY_WORD[word] is rule for word in rule.words)


@EACH
def test_what_the_example_says_to_type_is_read(rule: Rule) -> None:
    value = value_in(example(rule), rule, SIGHT)
    assert value is not None
    assert rule.read(json.loads(json.dumps(as_json(value)))) == value


@EACH
@given(st.integers(-5, 5000))
def test_a_number_is_taken_within_its_bounds_and_nowhere_else(rule: Rule, count: int) -> None:
    typed = f"{count} pour le 31/12/2030" if rule.is_target else str(count)
    assert (value_in(typed, rule, SIGHT) is not None) == (rule.least <= count <= rule.most)


@EACH
@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_value_that_may_be_or_none(rule: Rule, text: str) -> None:
    value = value_in(text, rule, SIGHT)
    assert value is None or rule.takes(value)


@EACH
def test_every_value_is_said_in_both_languages(rule: Rule) -> None:
    for language in ("fr", "en"):
        words = all_words().say(said(rule, rule.default), language, SIGHT.today).text.body
        assert any(sign.isdigit() for sign in words) or words == "once"


@EACH
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_a_rule_is_called_is_what_finds_it(rule: Rule, language: Language) -> None:
    assert BY_WORD[all_words().say(RuleWord(name=rule.name), language, SIGHT.today).text.body] is rule


def test_a_target_has_a_number_or_two_and_a_day() -> None:
    rule = BY_WORD["objectif-2"]
    assert value_in("4 à 5 pour le 31 octobre 2021", rule, SIGHT) == Target(4, 5, dt.date(2021, 10, 31))
    assert value_in("4 mécanismes pour le 31 octobre 2021", rule, SIGHT) == Target(4, 4, dt.date(2021, 10, 31))
    assert value_in("5 à 4 pour le 31 octobre 2021", rule, SIGHT) is None
    assert value_in("4", rule, SIGHT) is None


# ── typed ──


async def test_all_of_them_are_shown_in_twelve_lines(play: Play) -> None:
    text = (await _types(play, "!reglages")).text
    assert len(text.splitlines()) <= 12
    assert all(f"{rule.words[0]} " in text for rule in RULES)


@EACH
async def test_each_is_explained_with_what_to_type(play: Play, rule: Rule) -> None:
    heard = await _types(play, f"!reglages {rule.words[0]}")
    assert heard.outcome == "answered"
    assert f"!reglages {rule.words[0]} {example(rule)}" in heard.text
    assert len(heard.text.splitlines()) <= 5


@EACH
async def test_what_cannot_be_read_changes_nothing_and_says_what_to_type(play: Play, rule: Rule) -> None:
    for wrong in ("beaucoup", "-1", "99999"):
        heard = await _types(play, f"!reglages {rule.words[0]} {wrong}")
        assert heard.outcome == "refused"
        assert f"!reglages {rule.words[0]} {example(rule)}" in heard.text
    assert await _settings(play) == {}


async def test_a_change_is_told_kept_written_down_and_undone(play_on_both: Play) -> None:
    play = play_on_both
    heard = await _types(play, "!reglages offre 60 jours")
    assert "60 jours (c'était 45 jours)" in heard.text
    assert await _settings(play) == {"offer_days": 60}
    assert "Maude a changé la règle « offre »" in (await _types(play, "!moi journal")).text
    await _types(play, "!reglages offre habituel")
    assert await _settings(play) == {}


@pytest.mark.parametrize("rule", KEEPING, ids=lambda rule: rule.name.value)
async def test_what_touches_people_wants_a_yes_and_the_tisseuse_herself(play: Play, rule: Rule) -> None:
    typed = f"!reglages {rule.words[0]} {rule.least}"
    assert (await _types(play, typed, who="relais")).outcome == "refused"
    await _types(play, typed, id="$no")
    await _types(play, "non", thread="$no")
    assert await _settings(play) == {}
    await _agreed(play, typed)
    assert await _settings(play) == {rule.name.value: rule.least}


async def test_a_yes_to_what_was_changed_since_changes_nothing(play: Play) -> None:
    await _types(play, "!reglages annonces 6 mois", id="$old")
    await _types(play, "!reglages annonces 3 mois", id="$new")
    await _types(play, "oui", thread="$new")
    await _types(play, "oui", thread="$old")
    assert await _settings(play) == {"listings_months": 3}


async def test_her_deputy_changes_what_touches_nobody(play: Play) -> None:
    assert (await _types(play, "!reglages quorum 3", who="relais")).outcome == "answered"


async def test_the_hours_of_a_room_are_written_down_too(play: Play) -> None:
    await _types(play, "!reglages heures granit 10h-17h")
    assert "Maude a changé la règle « heures »" in (await _types(play, "!moi journal")).text


async def test_the_funds_rules_and_the_questions_of_the_day_are_found_here_too(play: Play) -> None:
    assert "900 €" in (await _types(play, "!reglages plafond 900 €")).text
    assert "La Coop" in (await _types(play, "!reglages porteur La Coop")).text
    assert "règles" in (await _types(play, "!reglages fonds")).text
    assert "élan" in (await _types(play, "!reglages questions")).text


# ── obeyed ──


async def test_a_listing_lives_as_long_as_the_rule_says_also_when_it_is_prolonged(play: Play) -> None:
    await _types(play, "!reglages besoin 10 jours")
    heard = await play.says("noa", "ilot:granit", "!besoin un vélo")
    assert (await play.listing(heard.refs[0]))["expires_on"] == "2021-04-24"
    await play.says("noa", "ilot:granit", f"!prolonge {heard.refs[0]}")
    assert (await play.listing(heard.refs[0]))["expires_on"] == "2021-05-04"


async def test_the_budget_of_a_room_is_the_rules(play: Play) -> None:
    await _types(play, "!reglages par-jour 2")
    await _types(play, "!reglages par-semaine 6")
    async with play.bot.bench.transaction() as session:
        place = await place_at(bare_desk(play.bot.bench, session), Urgency.NEWS, "ilot:granit")
    assert (place.per_day, place.per_week) == (2, 6)
    now, zone = SIGHT.now, ZoneInfo("Europe/Paris")
    spent = replace(place, today=1, this_week=5)
    assert not_before(Urgency.NEWS, now, zone, place=spent) is None
    for over in (replace(spent, today=2), replace(spent, this_week=6), Place(today=1), Place(this_week=4)):
        assert not_before(Urgency.NEWS, now, zone, place=over) is not None


@pytest.mark.parametrize(("quorum", "begins"), [(1, True), (2, False)])
async def test_a_time_takes_place_with_as_many_people_as_the_rule_says(few: Play, quorum: int, begins: bool) -> None:
    await _types(few, f"!reglages quorum {quorum}")
    polled = (await few.at("2021-04-27T10:00:00+02:00")).lines
    poll = next(line["id"] for line in polled if "Poll" in line.get("says", []) and line["room"] == "ilot:granit")
    await few.line(sender=full("noa"), room="ilot:granit", react="✋", to=poll)
    said = [line["says"] for line in (await few.at("2021-04-29T14:01:00+02:00")).lines if line["room"] == "ilot:granit"]
    assert (["Begins"] in said) == begins


async def test_a_closed_listing_loses_its_words_after_as_many_months_as_the_rule_says(few: Play) -> None:
    await _agreed(few, "!reglages annonces 1 mois")
    ref = (await few.says("noa", "ilot:granit", "!offre un vélo bleu")).refs[0]
    await few.says("noa", "ilot:granit", f"!retire {ref}")
    await few.at("2021-05-10T12:00:00+02:00")
    assert (await few.listing(ref))["title"] == "un vélo bleu"
    await few.at("2021-05-16T12:00:00+02:00")
    assert (await few.listing(ref))["title"] == ""


async def test_a_closed_request_loses_its_content_after_as_many_days_as_the_rule_says(play: Play) -> None:
    await _agreed(play, "!reglages demandes 7 jours")
    await _types(play, "!demande S-V8D je prends")
    closed = await _types(play, "!demande S-V8D clos")
    assert closed.outcome == "answered"
    found = next(each for each in (await play.export())["solidarity_requests"] if each["ref"] == "S-V8D")
    assert found["erase_content_on"] == "2021-04-21"


async def test_what_is_told_of_keeping_follows_the_rules(play: Play) -> None:
    await _agreed(play, "!reglages annonces 6 mois")
    await _agreed(play, "!reglages départs 60 jours")
    told = (await play.says("noa", "dm:" + full("noa"), "!moi données")).text
    assert "et 60 jours après" in told and "6 mois après leur fin" in told


# ── in documents ──


async def test_they_travel_and_what_is_usual_is_not_written(database: Database) -> None:
    value = {"offer_days": 60, "second_target": {"least": 5, "most": 6, "by": "2021-11-30"}}
    await take_in(database, changed(lambda document: document.update(settings=value)))
    assert json.loads(await given_out(database))["settings"] == value
    async with database.transaction() as session:
        settings = Settings(session)
        assert await settings.number(RuleName.OFFER_DAYS) == 60
        await settings.change(RuleName.OFFER_DAYS, 45)
        await settings.change(RuleName.SECOND_TARGET, Target(4, 5, dt.date(2021, 10, 31)))
    assert "settings" not in json.loads(await given_out(database))


async def test_a_rule_that_is_otherwise_already_is_a_clash(database: Database) -> None:
    await take_in(database, changed(lambda document: document.update(settings={"offer_days": 60})))
    with pytest.raises(BadDocument, match="settings: offer_days"):
        await take_in(database, changed(lambda document: document.update(settings={"offer_days": 61})))


@pytest.mark.parametrize(
    "settings",
    [
        {"shoe_size": 41},
        {"offer_days": 3},
        {"offer_days": "sixty"},
        {"offer_days": True},
        {"first_target": 3},
        {"first_target": {"least": 3, "most": 3}},
        {"first_target": {"least": 3, "most": 2, "by": "2021-04-30"}},
    ],
)
async def test_a_rule_that_may_not_be_is_refused_by_name(database: Database, settings: dict[str, Any]) -> None:
    with pytest.raises(BadDocument, match=rf"settings\.{next(iter(settings))}"):
        await take_in(database, changed(lambda document: document.update(settings=settings)))


async def test_announcements_travel_in_their_order_and_new_ones_come_after(database: Database) -> None:
    entries = [
        {"ref": "G2", "text": "fermé", "urgent": False, "created_at": "2021-04-13T10:00:00+02:00"},
        {"ref": "V1", "text": "à lire", "urgent": False, "created_at": "2021-04-12T10:00:00+02:00"},
    ]
    await take_in(database, changed(lambda document: document.update(bulletins=entries)))
    assert json.loads(await given_out(database))["bulletins"] == entries
    again = await take_in(database, changed(lambda document: document.update(bulletins=entries)))
    assert again.new == 0


async def test_what_another_version_wrote_counts_as_usual(database: Database) -> None:
    async with database.transaction() as session:
        session.add_all([Setting(name="offer_days", value=9999), Setting(name="of_tomorrow", value=1)])
        await session.flush()
        assert await Settings(session).number(RuleName.OFFER_DAYS) == 45
    assert "of_tomorrow" not in json.loads(await given_out(database)).get("settings", {})


def test_retention_is_the_tisseuses_alone() -> None:
    assert all(rule.who == {Office.TISSEUSE} for rule in KEEPING)
