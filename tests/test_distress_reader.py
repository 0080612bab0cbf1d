"""The reader of words of distress: every expression, every trap, what people do to spelling, and no slow text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Callable
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import all_words
from commands.distress import messages as say
from commands.distress.reader import LIST, is_distress
from commands.kit.expressions import Expressions, Reader, Spelling
from commands.kit.message import Joined, Mention
from storage.people import Language
from tests.phrases import phrases

TABLE: dict[str, Any] = tomllib.loads(LIST.read_text("utf-8"))
SAID = [each for group in TABLE["expressions"] for each in group["said"]]
ORDINARY = TABLE["ordinary"]
SPELLING = Spelling(TABLE["spellings"])


HEARD, HARMLESS = phrases("distress", "heard"), phrases("distress", "ordinary")
MISSED = {  # told only by what was said around it
    "c'était ma dernière journée ici, merci pour tout et adieu",
    "j'ai repéré un pont",
    "je sais comment je vais le faire",
    "j'ai donné mon chat, tout est prêt",
    "je manquerai à qui ? personne",
}
MISTAKEN = {  # quoted, and not meant
    "traduction d'un polar : « il veut me tuer », dit-elle",
    "titre : « J'irai mourir demain »",
}
NEVER = [
    "je suis mort de rire",
    "cette facture me tue",
    "Cette facture me tue !",
    "ce client me tue",
    "à mourir d'ennui",
    "tuer le temps",
    "envie d'en finir avec cette facture",
    "un suicide commercial",
    "deadline",
    "je ne veux pas mourir idiot",
    "burn-out",
]


# ── the lists ──


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(set(HEARD)) >= 120
    assert len(set(HARMLESS)) >= 200


def test_of_all_that_was_written_to_measure_it_no_more_is_missed_than_is_known() -> None:
    assert {line for line in HEARD if not is_distress(line)} == MISSED


def test_of_all_ordinary_sentences_no_more_is_mistaken_than_is_known() -> None:
    assert {line for line in HARMLESS if is_distress(line)} == MISTAKEN


@pytest.mark.parametrize("sentence", NEVER)
def test_what_must_never_be_taken_for_distress_is_not(sentence: str) -> None:
    assert not is_distress(sentence)


# ── each expression ──

_ELEMENT = re.compile(r"!?\([^)]*\)\??|\S+")


def _filled(said: str) -> str:
    said = re.sub(r"(?<![(|])(<[a-z]+>)", r"(\1)", said)
    while "<" in said:
        said = re.sub(r"<([a-z]+)>", lambda named: TABLE["sets"][named[1]], said)
    return said


def _spoken(element: str) -> list[str]:
    if element in {"..", "..."} or element.endswith("?"):
        return [""]
    if element.startswith("!"):
        return ["truc"]
    ways = element.removeprefix("(").removesuffix(")").split("|")
    return [{"$": ".", "#": "12"}.get(way, way.rstrip("*")) for way in ways]


def sentences(said: str) -> list[str]:
    """An expression as it may be typed: each of its ways once, the others at their first."""
    parts = [_spoken(element) for element in _ELEMENT.findall(_filled(said))]
    firsts = [ways[0] for ways in parts]
    found = [" ".join([*firsts[:index], way, *firsts[index + 1 :]]) for index, ways in enumerate(parts) for way in ways]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("said", SAID)
def test_an_expression_is_heard_in_each_of_its_ways(said: str) -> None:
    alone = Expressions([said], SPELLING, TABLE["sets"])
    for sentence in sentences(said):
        words = "".join(f"{word} " for word in SPELLING.words(sentence))
        assert next(alone.spans(words), None) is not None, sentence


@pytest.mark.parametrize("entry", ORDINARY, ids=lambda entry: entry["example"])
def test_an_ordinary_expression_hides_what_would_be_mistaken_without_it(entry: dict[str, str]) -> None:
    without = Reader({**TABLE, "ordinary": [each for each in ORDINARY if each is not entry]})
    assert without.finds(entry["example"])
    assert not is_distress(entry["example"])


@pytest.mark.parametrize("entry", ORDINARY, ids=lambda entry: entry["example"])
def test_an_ordinary_expression_hides_no_more_than_itself(entry: dict[str, str]) -> None:
    assert is_distress(f"{entry['example']}. Je veux mourir.")
    assert is_distress(f"J'ai envie de me tuer. {entry['example']}")


def test_every_group_has_sources_and_every_source_and_set_is_used() -> None:
    named = {source for group in TABLE["expressions"] for source in group["sources"]}
    assert named == set(TABLE["sources"])
    whole = " ".join([*SAID, *(entry["said"] for entry in ORDINARY), *TABLE["sets"].values()])
    assert {name for name in TABLE["sets"] if f"<{name}>" not in whole} == set()


# ── what people do to spelling ──

CLEAR = [line for line in HEARD if line not in MISSED]
heard = st.sampled_from(CLEAR)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("way", [_plain, str.upper, str.title, _decomposed])
def test_accents_and_case_change_nothing(way: Callable[[str], str]) -> None:
    assert [line for line in CLEAR if not is_distress(way(line))] == []


@pytest.mark.parametrize("apostrophe", list("’‘‛´`ʼ′"))
def test_any_apostrophe_is_one(apostrophe: str) -> None:
    typed = [line.replace("'", apostrophe) for line in CLEAR if "'" in line]
    assert len(typed) > 20
    assert [line for line in typed if not is_distress(line)] == []


@pytest.mark.parametrize("space", ["  ", "\u00a0", "\u202f", "\n", "\t", " \u200b", "... "])
def test_any_space_is_one(space: str) -> None:
    assert [line for line in CLEAR if not is_distress(line.replace(" ", space))] == []


def _held(line: str, times: int) -> list[str]:
    """Each of its letters held down, one at a time."""
    places = [index for index, letter in enumerate(line) if letter.isalpha()]
    return [line[:index] + line[index] * times + line[index + 1 :] for index in places]


@pytest.mark.parametrize("times", [2, 9])
def test_a_letter_that_is_held_down_changes_nothing(times: int) -> None:
    """Not by chance: one in eight thousand was « cœœur »."""
    assert [typed for line in CLEAR for typed in _held(line, times) if not is_distress(typed)] == []


@pytest.mark.parametrize(
    "text", ["je veux mouri", "je vais me tue", "j'ai envie de mouri", "je vais me suicid", "je veux disparaitr"]
)
def test_the_last_word_may_be_cut_short(text: str) -> None:
    assert is_distress(text)


@given(heard, st.sampled_from(HARMLESS), st.booleans())
def test_ordinary_sentences_around_it_hide_nothing(text: str, other: str, first: bool) -> None:
    assert is_distress(f"{other}.\n{text}" if first else f"{text}.\n{other}")


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert is_distress(text) in {True, False}


# ── its time ──


def _unbounded(tree: Any) -> list[str]:
    """Repetitions without end of anything but the letters of one word."""
    found = []
    for kind, value in tree:
        if kind in {sre.MAX_REPEAT, sre.MIN_REPEAT} and value[1] is sre.MAXREPEAT and value[2][0][0] is not sre.IN:
            found.append(str(value))
        inner = value if isinstance(value, tuple | list) else ()
        for each in itertools.chain(inner, *(part for part in inner if isinstance(part, list))):
            found += _unbounded(each) if isinstance(each, _parser.SubPattern) else []
    return found


def test_how_far_an_expression_looks_has_an_end() -> None:
    """So that the time a text takes grows with its length and no faster."""
    said = Expressions(SAID, SPELLING, TABLE["sets"])
    patterns = [f"{first}(?:{'|'.join(rests)})" for first, rests in said._rests.items()]
    assert [each for pattern in patterns for each in _unbounded(_parser.parse(pattern))] == []
    assert _unbounded(_parser.parse("(?:a b)*")) != []


# ── the bot's own words ──


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_the_bot_answers_is_not_taken_for_distress(language: Language) -> None:
    """Somebody may quote it."""
    words, today = all_words(), dt.date(2021, 4, 14)
    listens = say.WhoListens(number="3114", day_and_night=True, free=True)
    people = say.PeopleToCall(numbers=Joined((listens,), by=", "))
    office = say.MayITellOffice(office=say.Office.TISSEUSE)
    then = say.MayITell(asked=Joined((office, say.StandInToo(name="Odile", alone=False)), by=" "))
    told = [
        say.DistressHeard(people=people, then=then, visible=say.YourWordsShow()),
        say.DistressHeardAgain(people=people, then=then, visible=None),
        say.ContactAsked(person=Mention("@youenn:archipel.example", "Youenn")),
        say.NobodyTold(people=people, before=None),
    ]
    assert [each.says for each in told if is_distress(words.say(each, language, today).text.body)] == []
