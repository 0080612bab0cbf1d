"""The bourse as people live it, in encrypted rooms: taps and taking them back, what presses, what is private, news."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date

from tests.live.bourse import alone, clock, coming_courrier, in_days, posted, set_clock, shown, views
from tests.live.collective import Collective, words_of

pytestmark = pytest.mark.live


async def test_a_hand_is_told_once_and_once_that_it_is_taken_back(home: Collective) -> None:
    noa, _, hugues, _ = views(home)
    _, _, ref = await posted(noa, "!offre ravaudage de filets")
    card = await shown(hugues, ref)
    hand = await hugues.person.react(hugues.room, card, "✋🏽")
    private = await alone(home, "noa")
    await private.comes(f"lève la main pour {ref}")
    await hugues.says_now(card, "une main levée")
    await hugues.person.redact(hugues.room, hand)
    await private.comes(f"retire sa main pour {ref}")
    await hugues.says_now(card, "Ouvert à tout le monde")
    await home.tell_bot("!etat")  # whatever was to follow has followed
    assert [len(private.said(words, ref)) for words in ("lève la main", "retire sa main")] == [1, 1]
    assert len(hugues.edits(card)) == 2


async def test_what_its_author_taps_each_card_shows_once(home: Collective) -> None:
    noa, ines, hugues, _ = views(home)
    end = in_days(home, 10)
    command, card, ref = await posted(noa, f"!offre relecture jusqu'au {end:%d/%m/%Y}")
    looked_up = await shown(hugues, ref)
    await noa.person.react(noa.room, command, "🔁")
    later = format_date(end + dt.timedelta(days=45), "d MMMM", locale="fr")
    await ines.says_now(card, later)
    await hugues.says_now(looked_up, later)
    kept = await noa.person.react(noa.room, command, "🏝️")
    await ines.says_now(card, "Elle reste dans l'îlot.")
    await hugues.loses(*hugues.copies(looked_up))
    assert "Je ne trouve pas" in words_of(await hugues.asks(f"!voir {ref}"))
    await noa.person.redact(noa.room, kept)
    await ines.says_now(card, "Tout l'Archipel la verra")
    again = await shown(hugues, ref)
    await noa.person.react(noa.room, command, "❌")
    await ines.says_now(card, "Retirée.")
    await hugues.says_now(again, "Retirée.")
    assert [len(ines.edits(card)), len(hugues.edits(looked_up)), len(hugues.edits(again))] == [4, 1, 1]


async def test_an_urgent_cover_is_said_once_in_each_other_ilot_also_when_it_is_opened_again(home: Collective) -> None:
    noa, ines, *others = views(home)
    tomorrow = f"{in_days(home, 1):%d/%m/%Y}"
    command, _, ref = await posted(noa, f"!interim accueil {tomorrow} 14h-17h")
    for there in others:
        card = str((await there.comes("Urgent", ref))["event_id"])
        await there.until(lambda there=there, card=card: there.hands_on(card) == 1)  # type: ignore[misc]
    await noa.person.edit(noa.room, command, f"!interim accueil {tomorrow} 14h-18h")
    for there in others:
        await there.says_now(str(there.said("Urgent", ref)[0]["event_id"]), "18 h")
    kept = await noa.person.react(noa.room, command, "🏝")
    for there in others:
        await there.loses(*there.copies(str(there.said("Urgent", ref)[0]["event_id"])))
    assert [len(there.said("Urgent", ref)) for there in (ines, *others)] == [0, 1, 1]
    await noa.person.redact(noa.room, kept)
    for there in others:
        await there.until(lambda there=there: len(there.said("Urgent", ref)) == 2)  # type: ignore[misc]


async def test_words_of_health_stay_in_their_ilot_until_they_are_taken_out(home: Collective) -> None:
    noa, ines, hugues, leila = views(home)
    command, card, ref = await posted(noa, "!besoin atelier partagé")
    looked_up = await shown(hugues, ref)
    await noa.person.edit(noa.room, command, "!besoin atelier partagé, je suis malade")
    await ines.says_now(card, "malade")
    await ines.says_now(card, "Elle reste dans l'îlot pour l'instant.")
    await (await alone(home, "noa")).comes(f"Ton message pour {ref} parle de santé")
    await hugues.loses(looked_up)
    assert "Je ne trouve pas" in words_of(await hugues.asks(f"!voir {ref}"))
    await noa.person.edit(noa.room, command, "!besoin atelier partagé")
    await ines.says_now(card, "Tout l'Archipel")
    assert "atelier partagé" in words_of(await hugues.asks(f"!voir {ref}"))
    assert not hugues.ever_read("malade") and not leila.ever_read("malade")


async def test_words_of_health_stay_in_their_ilot_until_they_are_said_to_be_meant(home: Collective) -> None:
    noa, _, *others = views(home)
    _, _, ref = await posted(noa, f"!interim caisse {in_days(home, 1):%d/%m/%Y} 14h, après mon opération à l'hôpital")
    private = await alone(home, "noa")
    await private.comes(f"Ton message pour {ref} parle de santé")
    await home.tell_bot("!etat")
    assert [there.ever_read("hôpital") for there in others] == [False, False]
    await private.person.say(private.room, "oui")
    for there in others:
        await there.comes("Urgent", ref, "hôpital")
    await private.comes(f"Tout l'Archipel voit {ref}.")


async def test_at_its_hour_each_ilot_reads_once_what_the_others_posted(home: Collective) -> None:
    noa, ines, hugues, leila = views(home)
    refs = [(await posted(each, "!offre dessin"))[2] for each in (noa, hugues)]
    await home.stop_bot()
    set_clock(home, coming_courrier(home, clock(home)) + dt.timedelta(minutes=1))
    await home.start_bot()
    told = [words_of(await each.comes("Courrier,", "dessin")) for each in (ines, hugues, leila)]
    assert [[f"{ref} · dessin" in each for ref in refs] for each in told] == [
        [False, True],
        [True, False],
        [True, True],
    ]
    await home.tell_bot("!etat")
    assert [len(each.said("Courrier,")) for each in (ines, hugues, leila)] == [1, 1, 1]
