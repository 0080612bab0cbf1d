"""What is held in common, as several îlots see it: joined by a hand on a card, said better, begun, finished."""

from __future__ import annotations

import pytest

from tests.live.bourse import alone, posted, shown, views
from tests.live.collective import Collective
from tests.live.seeing import View

pytestmark = pytest.mark.live


async def test_a_hand_on_a_card_joins_and_leaves_and_every_card_that_counts_says_so(home: Collective) -> None:
    noa, ines, hugues, _ = views(home)
    _, _, ref = await posted(noa, "!commun bureau à trois à Rennes manque: une personne le lundi")
    cards = [(view, await shown(view, ref)) for view in (ines, hugues)]
    assert all("il manque : une personne le lundi" in view.now_says(card) for view, card in cards)
    hand = await hugues.person.react(hugues.room, cards[1][1], "✋🏽")
    private = await alone(home, "noa")
    await private.comes(f"est de la partie pour {ref}")
    for view, card in cards:
        await view.says_now(card, "2 personnes · Granit, Morvan")
    await hugues.person.redact(hugues.room, hand)
    await private.comes(f"n'est plus de la partie pour {ref}")
    for view, card in cards:
        await view.says_now(card, "1 personne · Granit")
    await home.tell_bot("!etat")  # whatever was to follow has followed
    assert [len(private.said(words, ref)) for words in ("est de la partie", "n'est plus de la partie")] == [1, 1]
    assert [len(view.edits(card)) for view, card in cards] == [2, 2]


async def test_what_its_author_says_better_and_moves_on_each_card_shows_once(home: Collective) -> None:
    noa, ines, hugues, _ = views(home)
    command, card, ref = await posted(noa, "!commun four à pain à Rennes")
    looked_up = await shown(hugues, ref)
    await hugues.person.react(hugues.room, looked_up, "✋")
    await hugues.says_now(looked_up, "2 personnes")
    await noa.person.edit(noa.room, command, "!commun four à pain à Vannes")
    await _both_say((ines, card), (hugues, looked_up), "à Vannes")
    await noa.person.react(noa.room, command, "✅")
    await _both_say((ines, card), (hugues, looked_up), "C'est en cours")
    await noa.person.react(noa.room, card, "✅")
    await _both_say((ines, card), (hugues, looked_up), "C'est fini.")
    private = await alone(home, "hugues")
    for words in ("démarre. Tu es de la partie.", "est fini. Merci d'avoir participé."):
        await private.comes(ref, words)
    await home.tell_bot("!etat")
    assert [len(private.said(ref, words)) for words in ("démarre", "est fini")] == [1, 1]
    assert [len(ines.edits(card)), len(hugues.edits(looked_up))] == [3, 4]


async def _both_say(one: tuple[View, str], other: tuple[View, str], words: str) -> None:
    """Each its own card."""
    for view, card in (one, other):
        await view.says_now(card, words)
