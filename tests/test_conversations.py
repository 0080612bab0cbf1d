"""The conversations and commands that the README and the guide show: each goes as it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.transcript import without
from commands.kit.command import Role
from commands.kit.find import lookup
from commands.kit.reading import read_command
from commands.registry import COMMANDS, FEATURES
from tests.documents import DOCS, FENCE, GUIDE, PEOPLE, README, codes_in, named, prose_of, rows_of, text_of
from tests.playing import Heard, Play, full, playing, unspaced

# ── conversations ──

_DRAWN = re.compile(r"S-[A-Z0-9]{3}")  # a reference that nobody can foresee
_SPEAKER = re.compile(r"(\S+(?: \S+)*?) {2,}(.+)")
_INVITING = re.compile(r"→ (@\S+) invite Navette dans (\S+)")
_ENTERING = re.compile(r"→ (@\S+) entre dans (\S+)")
NAVETTE = "Navette"


@dataclass
class Turn:
    """What somebody typed (or did), and what is shown as the bot's answers: (to whom, words)."""

    who: str
    said: str
    answers: list[tuple[str, str]] = field(default_factory=list)


def conversation(block: str) -> list[Turn]:
    """A block in which people and the bot take turns; empty for any other block."""
    turns: list[Turn] = []
    for line in block.splitlines():
        match = _SPEAKER.fullmatch(line)
        if line.startswith("→ "):
            turns.append(Turn("→", line))
        elif line.startswith(" ") and turns and turns[-1].answers:
            to, words = turns[-1].answers[-1]
            turns[-1].answers[-1] = (to, f"{words}\n{line.strip()}")
        elif match is None:
            return []
        elif match[1].startswith(NAVETTE):
            turns[-1].answers.append(
                (match[1].removeprefix(NAVETTE).removeprefix(", à ").removeprefix(", dans "), match[2])
            )
        else:
            turns.append(Turn(match[1], match[2]))
    return turns


def _typed_blocks(path: Path) -> list[str]:
    """Those of a person's hand; what the tour writes is held by tests/test_tour.py."""
    return [block for kind, block in FENCE.findall(without(text_of(path))) if kind == "text"]


def _seat(name: str) -> tuple[str, str]:
    """Whoever has that first name in the sample, and the room they speak in: « Sacha, en privé » where that is said."""
    name, _, alone = name.partition(", ")
    for person in PEOPLE["people"]:
        if person["first_name"] == name:
            return person["id"], f"dm:{person['id']}" if alone else f"ilot:{person['ilot']}"
    return next(role["id"] for role in PEOPLE["roles"] if role["first_name"] == name), "tisseuse"


async def _take(play: Play, turn: Turn) -> tuple[Heard, str]:
    """Plays one turn; an emoji alone is a reaction to the bot's last words there, bare words go into their thread."""
    if match := _INVITING.fullmatch(turn.said):
        return await play.line(room=match[2], sender=match[1], invite=True, encrypted=True), "tisseuse"
    if match := _ENTERING.fullmatch(turn.said):
        return await play.line(room=match[2], sender=match[1], join=True), "tisseuse"
    user_id, room = _seat(turn.who)
    if turn.said.startswith("!"):
        return await play.says(user_id, room, turn.said), room
    last = next(line for line in reversed(play.output) if line.get("room") == room)
    if not any(map(str.isalnum, turn.said)):
        return await play.line(sender=user_id, room=room, react=turn.said, to=last["id"]), room
    return await play.says(user_id, room, turn.said, thread=last["thread"]), room


def _heard_by(heard: Heard, room: str) -> list[tuple[str, str]]:
    """(to whom, words), « » for the room itself."""
    said = [line for line in heard.lines if line.get("kind") == "text" and line["room"] in {room, *_not_hers(heard)}]
    words = [(line["room"], _DRAWN.sub("S-K4P", unspaced(line["body"]))) for line in said]
    return [("" if each == room else _first_name(each), text) for each, text in words]


def _not_hers(heard: Heard) -> set[str]:
    """What the Tisseuse is told beside it is hers."""
    return {str(line.get("room")) for line in heard.lines} - {"tisseuse"}


def _first_name(room: str) -> str:
    user_id = room.removeprefix("dm:")
    return next((each["first_name"] for each in PEOPLE["people"] if each["id"] == user_id), room)


@pytest.mark.parametrize("path", [README, GUIDE], ids=named)
async def test_every_conversation_goes_as_shown(path: Path) -> None:
    talks = [turns for block in _typed_blocks(path) if (turns := conversation(block))]
    assert talks
    async with playing("sqlite://") as play:
        for turn in [turn for turns in talks for turn in turns]:
            heard, room = await _take(play, turn)
            assert _heard_by(heard, room) == turn.answers, turn.said


# ── commands in tables ──


def _typed(*, posting: bool) -> list[tuple[str, str]]:
    """(command, what is understood or what it is for) of every row of the guide whose command is complete."""
    rows = [(code, row[1]) for row in rows_of(GUIDE) for code in codes_in(row[0]) if code.startswith("!")]
    whole = [(code, meant) for code, meant in rows if "…" not in code]
    return [(code, meant) for code, meant in whole if code.startswith(("!offre ", "!besoin ", "!interim ")) == posting]


async def test_what_the_guide_says_is_recognised_is_recognised(play: Play) -> None:
    assert _typed(posting=True)
    for code, meant in _typed(posting=True):
        heard = await play.says("noa", "ilot:granit", code)
        assert (heard.outcome, meant in heard.text) == ("answered", True), (code, heard.text)


_ASKING = ("!oublie-moi", "!avis K2", "!export complet", "!annonce ")  # what is more than a look is asked about


@pytest.mark.parametrize("code", [code for code, _ in _typed(posting=False)])
async def test_a_command_of_the_guide_is_answered(play: Play, code: str) -> None:
    called = read_command(code)
    command = lookup(called.word, COMMANDS) if called else None
    office = command is not None and command.who is Role.TISSEUSE
    who, room = ("tisseuse", "tisseuse") if office else ("noa", "ilot:granit")
    heard = await play.says(who, room, code)
    if heard.outcome == "refused" and "en privé" in heard.text:  # what is for two says so
        heard = await play.says(who, f"dm:{full(who)}", code)
    assert heard.outcome == ("asked" if code.startswith(_ASKING) else "answered")


_LETTERS = {str(letter).lower() for feature in FEATURES for each in feature.things for letter in each.letters}


def _is_reference(word: str) -> bool:
    """`!K2` shows it, of whatever has a letter."""
    return re.fullmatch(r"[a-z][1-9]\d*", word) is not None and word[0] in _LETTERS


@pytest.mark.parametrize("path", DOCS, ids=named)
def test_every_command_word_that_is_named_exists(path: Path) -> None:
    typed = [code for code in codes_in(prose_of(path)) if re.match(r"! ?\w", code)]
    words = [called.word for code in typed if (called := read_command(code)) is not None]
    assert len(words) == len(typed)
    assert [word for word in words if lookup(word, COMMANDS) is None and not _is_reference(word)] == []


def test_everybody_in_the_examples_is_of_the_sample() -> None:
    names = {turn.who for path in (README, GUIDE) for block in _typed_blocks(path) for turn in conversation(block)}
    assert {full(_seat(name)[0]) for name in names - {"→"}}
