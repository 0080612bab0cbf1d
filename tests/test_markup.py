"""Words to Matrix: our own marks become HTML, what a person typed never does."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markup import Slots, Text, to_text
from commands.kit.message import Joined
from commands.kit.messages import UnknownCommand
from commands.linking.messages import PossibleLinks
from storage.people import Language
from storage.values import Ref
from tests.test_catalogue import MESSAGES, TODAY, WORDS, made_of


def marked(words: str, *typed: str) -> Text:
    """`words` with `%` where something typed stands."""
    slots = Slots()
    for each in typed:
        words = words.replace("%", slots.keep(each), 1)
    return to_text(words, slots)


@pytest.mark.parametrize(
    ("words", "body", "html"),
    [
        ("bonjour", "bonjour", None),
        ("**gras** et `code`", "gras et code", "<strong>gras</strong> et <code>code</code>"),
        ("un\ndeux", "un\ndeux", "un<br>deux"),
        ("un\n\n  \ndeux  ", "un\ndeux", "un<br>deux"),
        ("1 < 2 & 3", "1 < 2 & 3", None),
        ("**1 < 2**", "1 < 2", "<strong>1 &lt; 2</strong>"),
    ],
)
def test_our_own_marks_become_html(words: str, body: str, html: str | None) -> None:
    assert marked(words) == Text(body, html)


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("**gras** `code`", "**gras** `code`"),
        ("<b>gras</b> &amp;", "<b>gras</b> &amp;"),
        ("droite\u202egauche\u2066", "droitegauche"),
        ("sonne\x07\0\x1b", "sonne"),
        ("\ue0001\ue001", "1"),
        ("un\ndeux", "un\ndeux"),
    ],
)
def test_what_was_typed_stays_as_typed(typed: str, body: str) -> None:
    text = marked("**%**", typed)
    assert text.body == body
    assert text.html is not None
    assert text.html.startswith("<strong>")
    assert _plain(text.html) == body


def test_somebody_is_named_in_text_and_linked_in_html() -> None:
    slots = Slots()
    text = to_text(f"{slots.mention('@noa:a.example', 'Noa <3')} lève la main", slots)
    assert text.body == "Noa <3 lève la main"
    assert text.html == '<a href="https://matrix.to/#/@noa:a.example">Noa &lt;3</a> lève la main'


def test_an_account_with_odd_letters_cannot_leave_its_link() -> None:
    slots = Slots()
    text = to_text(slots.mention('@a"b><script>:x', "x"), slots)
    assert text.html is not None
    assert "<script>" not in text.html
    assert '"b' not in text.html


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.text += "\n" if tag == "br" else ""


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _plain(html: str) -> str:
    return _read(html).text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_html_and_text_say_the_same_whatever_is_typed(typed: str) -> None:
    text = marked("**%** · `!voir`", typed)
    assert text.html is not None
    assert _read(text.html).tags <= {"strong", "code", "br"}
    assert _plain(text.html) == text.body
    assert not re.search("[\0-\x08\u202a-\u202e\u2066-\u2069\ue000\ue001]", text.body)


def test_a_line_never_ends_between_a_french_quotation_mark_and_what_it_holds() -> None:
    said = [WORDS.say(made, "fr", TODAY).text.body for kind in MESSAGES for made in made_of(kind)]
    assert sum("«\u00a0" in body and "\u00a0»" in body for body in said) > 20
    assert [body for body in said if re.search("« | »", body)] == []


def test_what_is_typed_keeps_its_own_spaces() -> None:
    said = WORDS.say(UnknownCommand(typed="« a »"), "fr", TODAY).text
    assert "« a »" in said.body


def test_a_line_never_begins_with_a_lone_french_mark() -> None:
    said = [WORDS.say(made, "fr", TODAY).text.body for kind in MESSAGES for made in made_of(kind)]
    assert sum("\u00a0:" in body or "\u00a0?" in body for body in said) > 20
    assert [body for body in said if re.search(r" [:;?]\s", body)] == []


@pytest.mark.parametrize(("language", "said"), [("fr", "O1\u00a0; O2"), ("en", "O1; O2")])
def test_joined_parts_are_told_apart_as_their_language_does(language: Language, said: str) -> None:
    links = Joined(("O1", "O2"), by=" ; ")
    assert said in WORDS.say(PossibleLinks(links=links, one=Ref("O", 1), other=Ref("O", 2)), language, TODAY).text.body
