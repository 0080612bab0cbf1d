"""One's own expected incomings: typed in private, shown to nobody else, corrected, taken away, erased by one word."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest

from commands.income.counting import outlook
from commands.income.drawing import png
from commands.income.messages import Label
from commands.income.picturing import Words
from commands.kit.pictures import Ink
from storage.incomes import Every, Incoming
from tests.playing import ARCHIPEL, Heard, Play, full, playing
from tests.test_income_reading import TODAY

MINE = f"dm:{full('noa')}"
MARK = "Zéphyrine"


async def types(play: Play, body: str, **more: object) -> Heard:
    """Noa, in her own conversation with the bot."""
    return await play.says("noa", MINE, body, **more)


async def noted(play: Play) -> None:
    """Three lines."""
    await types(play, f"!revenu 1200 € le 15 mai mission {MARK}", id="$plume")
    await types(play, "revenu 640 € chaque mois ARE")
    await types(play, "!revenu 3 x 400 € à partir de juin")


def given_in(path: str) -> dict[str, Any]:
    """A file of JSON."""
    found: dict[str, Any] = json.loads(Path(path).read_text("utf-8"))
    return found


def redacted(heard: Heard) -> list[str]:
    """The bot's messages that it takes back."""
    return [line["to"] for line in heard.lines if line["kind"] == "redaction"]


# ── noting, seeing ──


async def test_before_the_first_line_it_says_what_it_is_and_who_sees_it(play: Play) -> None:
    heard = await types(play, "!revenu")
    assert "Personne d'autre ne le voit" in heard.text and "!revenu efface" in heard.text
    assert len(heard.text.splitlines()) <= 5


async def test_a_line_is_said_back_as_it_was_understood(play_on_both: Play) -> None:
    heard = await types(play_on_both, "!revenu 1200 € le 15 mai mission Plume")
    assert (heard.outcome, heard.command) == ("answered", "income")
    assert "1 · mission Plume · 1 200 € · samedi 15 mai" in heard.text


async def test_months_come_as_text_and_as_a_picture_that_says_the_same(play_on_both: Play) -> None:
    await noted(play_on_both)
    heard = await types(play_on_both, "!revenu")
    assert [line["kind"] for line in heard.lines] == ["text", "image"]
    lines = heard.text.splitlines()
    assert len(lines) <= 12
    assert lines[0] == "Avril à septembre. La ligne lissée, le total réparti sur 6 mois : 1 040 € par mois."
    assert lines[1:4] == [
        "avril · 640 € · 400 € sous la ligne",
        "mai · 1 840 € · 800 € au-dessus de la ligne",
        "juin · 1 040 € · sur la ligne",
    ]
    assert lines[7] == "Des creux : avril, septembre."
    alt = heard.lines[1]["alt"].replace("\u202f", " ").replace("\u00a0", " ")
    assert "mai : 1 840 €, au-dessus" in alt and "septembre : 640 €, en dessous" in alt


async def test_nine_months_fit_in_twelve_lines_and_nobody_is_told_what_to_do(play: Play) -> None:
    await noted(play)
    await types(play, "!revenu 500 € le 3 mars 2022")
    heard = await types(play, "!revenu 30 mois")
    assert len(heard.text.splitlines()) == 12 and "Après décembre, encore 500 €" in heard.text
    assert not any(word in heard.text.lower() for word in ("devrais", "pense à", "attention", "conseil", "faut"))


async def test_in_a_room_nothing_is_kept_and_nothing_is_shown(play: Play) -> None:
    heard = await play.says("noa", "ilot:granit", "!revenu 1200 € le 15 mai")
    assert heard.outcome == "refused" and "en privé" in heard.text
    assert "Tu notes ce que tu attends" in (await types(play, "!revenu")).text


async def test_a_doubtful_date_is_asked_about_and_the_line_kept_as_chosen(play: Play) -> None:
    assert "n'existe pas" in (await types(play, "!revenu 90 € le 31 avril droits")).text
    assert "droits · 90 € · vendredi 30 avril" in (await types(play, "1")).text


# ── correcting, removing, erasing ──


async def test_an_edited_message_is_a_corrected_line_and_old_sums_go(play: Play) -> None:
    await noted(play)
    shown = [line["id"] for line in (await types(play, "!revenu")).lines]
    heard = await play.line(sender=full("noa"), room=MINE, edit="$plume", body="!revenu 900 € le 20 mai mission")
    assert "1 · mission · 900 € · jeudi 20 mai" in heard.lines[0]["body"].replace("\u00a0", " ")
    assert set(shown) <= set(redacted(heard))
    heard = await play.line(sender=full("noa"), room=MINE, edit="$plume", body="!revenu liste")
    assert heard.outcome == "refused" and "900 €" in (await types(play, "!revenu liste")).text


async def test_a_deleted_message_is_a_line_less(play: Play) -> None:
    await noted(play)
    await play.line(sender=full("noa"), room=MINE, redact="$plume")
    listed = (await types(play, "!revenu liste")).text
    assert MARK not in listed and len(listed.splitlines()) == 2


async def test_a_line_is_corrected_and_removed_by_its_number(play_on_both: Play) -> None:
    play = play_on_both
    await noted(play)
    assert "2 · ARE · 700 €" in (await types(play, "!revenu corrige 2 : 700 € chaque mois")).text
    assert len(redacted(await types(play, "!revenu retire 3"))) == 1
    assert "Je ne trouve pas de ligne 3" in (await types(play, "!revenu retire 3")).text
    assert len((await types(play, "!revenu liste")).text.splitlines()) == 2


@pytest.mark.parametrize("word", ["efface", "oublie"])
async def test_one_word_erases_all_of_it_and_every_message_that_showed_it(play_on_both: Play, word: str) -> None:
    play = play_on_both
    await noted(play)
    await types(play, "!revenu")
    await types(play, "!revenu liste")
    said = {line["id"] for line in play.output if line.get("room") == MINE and line.get("kind") in {"text", "image"}}
    heard = await types(play, f"!revenu {word}")
    assert set(redacted(heard)) == said and "Tout est effacé" in heard.text
    assert "Tu notes ce que tu attends" in (await types(play, "!revenu")).text


# ── nobody else ──


async def test_nobody_else_sees_it_in_any_room_any_figure_or_any_export(play: Play) -> None:
    await noted(play)
    await types(play, "!revenu 7777 € le 2 juin")
    before = len(play.output)
    for room in ("tisseuse", f"dm:{full('tisseuse')}"):
        for body in ("!demandes", "!semaine", "!bilan", "!parcours", "!parcours noa", "!rdv", "!etat", "!revenu"):
            await play.says("tisseuse", room, body)
    await play.says("tisseuse", "tisseuse", "!donnees journal")
    await play.says("erwan", f"dm:{full('erwan')}", "!revenu liste")
    seen = json.dumps([play.output[before:], await play.export()], ensure_ascii=False)
    assert MARK not in seen and "777" not in seen


async def test_no_one_s_line_is_another_s_to_correct_or_remove(play: Play) -> None:
    await noted(play)
    heard = await play.says("erwan", f"dm:{full('erwan')}", "!revenu retire 1")
    assert heard.outcome == "refused" and len((await types(play, "!revenu liste")).text.splitlines()) == 3


async def test_it_is_given_to_its_person_and_forgotten_with_them(tmp_path: Path) -> None:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as play:
        await noted(play)
        given = (await types(play, "!moi export")).lines[0]
        income = given_in(given["path"])["income"]
        assert [line["cents"] for line in income] == [120000, 64000, 40000]
        await types(play, "!oublie-moi")
        heard = await types(play, "oui")
        assert len(redacted(heard)) >= 3
        await play.line(room="ilot:granit", sender=full("noa"), join=False)
        await play.line(room="ilot:granit", sender=full("noa"), join=True, name="Noa")
        assert "Tu notes ce que tu attends" in (await types(play, "!revenu")).text


# ── the picture ──


@pytest.mark.parametrize("cents", [0, 1, 10**9])
def test_any_months_can_be_drawn_as_wide_as_a_phone(cents: int) -> None:
    lines = [Incoming("", cents, Every.MONTH, TODAY)] if cents else []
    view = outlook(lines, TODAY, 9)
    words = Words("Mois", tuple("abcdefghi"), tuple("123456789"), {label: label.value for label in Label})
    data = png(view, words, Ink(), 560)
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (780, 560)
