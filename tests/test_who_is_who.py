"""Members from their rooms, offices from the configuration, strangers at the door; through the rehearsal."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.app import settle_house
from bot.config import Collective, Config
from storage.people import Office, People
from storage.rooms import Rooms
from tests.playing import Heard, Play, full, playing

GRANIT, TRABOULE, BEFFROI, OFFICE = "ilot:granit", "ilot:traboule", "ilot:beffroi", "tisseuse"
ROBOT = "@robot:archipel.example"
STRANGER = "@passant:ailleurs.example"


async def _joins(play: Play, who: str, room: str, name: str | None = None) -> Heard:
    return await play.line(sender=full(who), room=room, join=True, **({"name": name} if name else {}))


async def _leaves(play: Play, who: str, room: str) -> Heard:
    return await play.line(sender=full(who), room=room, join=False)


async def _members(play: Play, ilot: str) -> str:
    return (await play.says("tisseuse", OFFICE, f"!ilot membre {ilot}")).text.partition("\n")[0]


# ── members ──


async def test_somebody_never_imported_is_a_member_as_soon_as_they_are_in_the_room(play: Play) -> None:
    await _joins(play, "zoe", BEFFROI, "Zoé Le Goff")
    assert await _members(play, "beffroi") == "Beffroi (3) : Dorine, Ludovic, Zoé"
    posted = await play.says("zoe", BEFFROI, "!offre couture demain")
    assert posted.outcome == "answered"
    assert (await play.listing(posted.refs[0]))["ilot"] == "beffroi"


async def test_somebody_in_two_ilots_posts_for_the_ilot_they_speak_in(play: Play) -> None:
    await _joins(play, "noa", TRABOULE)
    assert (await play.says("noa", TRABOULE, "!moi")).text.startswith("Noa · Granit, Traboule")
    for room, ilot in ((TRABOULE, "traboule"), (GRANIT, "granit"), ("dm:" + full("noa"), "granit")):
        posted = await play.says("noa", room, "!offre couture demain portée: îlot")
        assert (await play.listing(posted.refs[0]))["ilot"] == ilot
    assert "Noa" in await _members(play, "granit") and "Noa" in await _members(play, "traboule")


async def test_somebody_who_moves_takes_their_home_along(play: Play) -> None:
    await _joins(play, "noa", TRABOULE)
    await _leaves(play, "noa", GRANIT)
    assert "Noa" not in await _members(play, "granit")
    posted = await play.says("noa", "dm:" + full("noa"), "!offre couture demain")
    assert (await play.listing(posted.refs[0]))["ilot"] == "traboule"


async def test_somebody_who_left_every_ilot_is_no_member_but_keeps_their_listings(play: Play) -> None:
    posted = await play.says("noa", GRANIT, "!offre couture demain")
    await _leaves(play, "noa", GRANIT)
    assert (await play.says("noa", "dm:" + full("noa"), "!offres")).outcome == "refused"
    assert (await play.listing(posted.refs[0]))["author"] == full("noa")
    await _joins(play, "noa", GRANIT)
    assert (await play.says("noa", GRANIT, "!offres")).outcome == "answered"


@pytest.mark.parametrize("who", ["tisseuse", "relais"])
async def test_tisseuse_and_deputy_are_no_members_of_the_ilots_they_visit(play: Play, who: str) -> None:
    before = await _members(play, "beffroi")
    await _joins(play, who, BEFFROI)
    await play.says(who, BEFFROI, "!offres")
    assert await _members(play, "beffroi") == before


async def test_another_bot_is_nobody_wherever_it_is() -> None:
    config = Config(collective=Collective(bots=(ROBOT,)))
    async with playing("sqlite://", config=config) as play:
        before = await _members(play, "beffroi")
        await _joins(play, ROBOT, BEFFROI)
        assert (await play.says(ROBOT, BEFFROI, "!offres")).outcome == "ignored"
        assert await _members(play, "beffroi") == before


# ── names ──


async def test_two_people_of_one_first_name_are_told_apart_by_their_account(play: Play) -> None:
    await _joins(play, "noa2", GRANIT, "Noa Blanchard")
    assert (await _members(play, "granit")).count("Noa") == 2
    ref = (await play.says("aziliz", GRANIT, "!offre couture demain")).refs[0]
    unclear = await play.says("aziliz", GRANIT, f"!pourvu {ref} avec Noa")
    assert unclear.outcome == "refused" and full("noa2") in unclear.text
    assert (await play.says("aziliz", GRANIT, f"!pourvu {ref} avec {full('noa2')}")).outcome == "answered"
    assert (await play.listing(ref))["fulfilled_by"] == full("noa2")


@pytest.mark.parametrize(
    ("shown", "called"),
    [
        ("🌿✨", "Zoe"),
        ("", "Zoe"),
        ("\u202eZoé\u202c <b>**x**</b>", "Zoé"),
        ("Zoe\u0301 Le Goff", "Zoé"),  # as some phones send it
        ("  --- Jean-Luc d'Arc", "Jean-Luc"),
        ("42", "Zoe"),
        ("`!offre` [lien](x)", "offre"),
        ("Ζωή", "Ζωή"),
    ],
)
async def test_odd_names_become_a_first_name_that_can_be_shown(play: Play, shown: str, called: str) -> None:
    await _joins(play, "zoe", BEFFROI, shown)
    assert (await _members(play, "beffroi")).endswith(f", {called}")


async def test_a_new_name_in_the_room_makes_nobody_new(play: Play) -> None:
    await _joins(play, "zoe", BEFFROI, "Zoé")
    await _leaves(play, "zoe", BEFFROI)
    await _joins(play, "zoe", BEFFROI, "Capitaine")
    assert (await _members(play, "beffroi")).endswith("(3) : Dorine, Ludovic, Zoé")


# ── unusual sizes ──


async def test_the_seventh_member_is_mentioned_to_the_tisseuse_once(play: Play) -> None:
    told = [await _joins(play, who, GRANIT) for who in ("zoe", "zoe", "yann")]
    assert [heard.room(OFFICE) for heard in told] == [["L'îlot Granit compte maintenant 7 personnes."], [], []]


async def test_the_last_member_left_is_mentioned_once_and_nobody_is_blocked(play: Play) -> None:
    told = [await _leaves(play, who, BEFFROI) for who in ("dorine", "ludovic")]
    assert [heard.room(OFFICE) for heard in told] == [["L'îlot Beffroi n'a plus qu'une personne."], []]
    await _joins(play, "ludovic", BEFFROI)
    assert (await play.says("ludovic", BEFFROI, "!offre couture demain")).outcome == "answered"


# ── who may bring the bot in ──


async def _invited(play: Play, who: str, room: str) -> Heard:
    return await play.line(sender=full(who), room=room, invite=True)


async def test_somebody_it_knows_brings_it_in_without_asking(play: Play) -> None:
    await _invited(play, "noa", "room:atelier")
    assert (await play.says("noa", "room:atelier", "!offres")).outcome == "answered"


@pytest.mark.parametrize("officer", ["tisseuse", "relais"])
async def test_a_stranger_s_invitation_is_decided_in_the_tisseuse_s_room(play: Play, officer: str) -> None:
    asked = await _invited(play, STRANGER, "room:ailleurs")
    assert (
        asked.text == f"{STRANGER} m'invite dans « room:ailleurs » (serveur ailleurs.example)"
        " et je ne connais pas cette personne. J'y vais ? ✅ ou ❌ sur ce message."
    )
    question = asked.lines[0]["id"]
    accepted = await play.line(sender=full(officer), react="✅", to=question)
    assert "J'entre dans « room:ailleurs »." in accepted.room(OFFICE)
    assert (await play.says(STRANGER, "room:ailleurs", "!aide")).outcome == "answered"
    assert (await play.line(sender=full(officer), react="❌", to=question)).outcome == "ignored"  # it was answered


async def test_a_declined_invitation_stays_outside(play: Play) -> None:
    asked = await _invited(play, STRANGER, "room:ailleurs")
    declined = await play.line(sender=full("tisseuse"), react="❌", to=asked.lines[0]["id"])
    assert declined.texts == ["Je n'entre pas dans « room:ailleurs »."]
    assert (await play.says(STRANGER, "room:ailleurs", "!aide")).outcome == "ignored"


async def test_being_in_the_tisseuse_s_room_is_not_enough_to_decide(play: Play) -> None:
    await _joins(play, "noa", OFFICE)
    asked = await _invited(play, STRANGER, "room:ailleurs")
    assert (await play.line(sender=full("noa"), react="✅", to=asked.lines[0]["id"])).outcome == "ignored"
    assert (await play.says("noa", OFFICE, "!etat")).outcome == "refused"


# ── îlots and their rooms ──


async def test_a_new_ilot_is_made_bound_and_welcomed_once(play: Play) -> None:
    assert "Écume existe" in (await play.says("tisseuse", OFFICE, "!ilot créer Écume, Finistère")).text
    assert "!ilot lier ecume" in (await play.says("tisseuse", OFFICE, "!ilot créer ecume")).text
    await _invited(play, "noa", "room:ecume")
    await _joins(play, "zoe", "room:ecume", "Zoé 🌿")  # before the room is an îlot's
    bound = await play.says("tisseuse", OFFICE, "!ilot lier ecume")
    assert bound.room(OFFICE) == ["L'îlot Écume vit dans « room:ecume »."]
    assert [text[:23] for text in bound.room("room:ecume")] == ["Bonjour, je suis Navette"[:23]]
    assert (await _members(play, "ecume")) == "Écume (2) : Noa, Zoé"
    assert "Écume (2) · Finistère · Noa, Zoé" in (await play.says("noa", "room:ecume", "!ilots")).text
    await play.says("tisseuse", OFFICE, "!ilot créer Sable")
    assert "\nSable (0)\n" in (await play.says("noa", "room:ecume", "!ilots")).text  # nothing where there is nothing
    again = await play.says("tisseuse", OFFICE, "!ilot lier ecume room:ecume")
    assert not again.room("room:ecume")


async def test_binding_asks_which_room_when_several_wait_and_refuses_one_that_is_taken(play: Play) -> None:
    await play.says("tisseuse", OFFICE, "!ilot créer Écume")
    assert "dans aucun salon sans îlot" in (await play.says("tisseuse", OFFICE, "!ilot lier ecume")).text
    for room in ("room:a", "room:b"):
        await _invited(play, "noa", room)
    assert "room:a, room:b" in (await play.says("tisseuse", OFFICE, "!ilot lier ecume")).text
    assert "déjà le salon de l'îlot Granit" in (await play.says("tisseuse", OFFICE, f"!ilot lier ecume {GRANIT}")).text
    assert "Je ne suis pas dans" in (await play.says("tisseuse", OFFICE, "!ilot lier ecume room:z")).text
    assert "Je ne connais pas l'îlot « houle »" in (await play.says("tisseuse", OFFICE, "!ilot lier houle")).text
    assert "room:b" in (await play.says("tisseuse", OFFICE, "!ilot lier ecume room:b")).text


async def test_two_rooms_of_one_name_are_told_apart_by_their_address(play: Play) -> None:
    await play.says("tisseuse", OFFICE, "!ilot créer Écume")
    for room in ("room:a", "room:b", "room:c"):
        await _invited(play, "noa", room)
    async with play.bot.bench.transaction() as session:
        for room_id, name in (("room:a", "Atelier"), ("room:b", "Atelier"), ("room:c", "Jardin")):
            (await Rooms(session).meet(room_id)).name = name
    for typed in ("!ilot lier ecume", "!ilot lier ecume atelier"):
        heard = await play.says("tisseuse", OFFICE, typed)
        assert heard.outcome == "refused" and "Atelier (room:a), Atelier (room:b)" in heard.text
    bound = await play.says("tisseuse", OFFICE, "!ilot lier ecume room:b")
    assert bound.room(OFFICE)[0] == "L'îlot Écume vit dans « Atelier (room:b) »."
    await play.says("tisseuse", OFFICE, "!ilot créer Sable")
    bound = await play.says("tisseuse", OFFICE, "!ilot lier sable jardin")
    assert bound.room(OFFICE)[0] == "L'îlot Sable vit dans « Jardin »."


async def test_an_ilot_moves_only_when_its_new_room_is_named_and_takes_only_who_is_there(play: Play) -> None:
    await _invited(play, "ines", "room:autre")
    slip = await play.says("tisseuse", OFFICE, "!ilot lier granit")
    assert (slip.outcome, slip.room("room:autre")) == ("refused", [])
    assert "L'îlot Granit vit déjà dans" in slip.text
    await play.says("tisseuse", OFFICE, "!ilot lier granit room:autre")
    assert (await _members(play, "granit")) == "Granit (1) : Inès"
    assert (await play.says("ines", "room:autre", "!offre pain")).outcome == "answered"


async def test_commands_of_the_office_are_for_who_holds_it_in_her_room(play: Play) -> None:
    for who, room in (("noa", GRANIT), ("tisseuse", GRANIT), ("tisseuse", "dm:" + full("tisseuse"))):
        for typed in ("!ilot membre granit", "!etat"):
            refused = await play.says(who, room, typed)
            assert refused.text == "Cette commande est réservée au salon de la Tisseuse."
    assert (await play.says("relais", OFFICE, "!etat")).outcome == "answered"


async def test_the_state_tells_how_the_bot_is(play: Play) -> None:
    text = (await play.says("tisseuse", OFFICE, "!etat")).text
    assert "En attente : 0 à envoyer, 0 à traiter." in text and "6 îlots" in text


async def test_each_is_answered_in_their_own_language_from_then_on(play: Play) -> None:
    assert (await play.says("noa", GRANIT, "!moi langue en")).text == "All right, I will answer you in English."
    assert (await play.says("noa", GRANIT, "!me")).text.startswith("Noa · Granit\nI answer you in English.")
    assert (await play.says("aziliz", GRANIT, "!moi")).text.startswith("Aziliz · Granit\nJe te réponds en français.")
    assert (await play.says("noa", GRANIT, "!me language fr")).text == "D'accord, je te réponds en français."


# ── offices from the configuration ──


@pytest.fixture
async def quay() -> AsyncIterator[Play]:
    """A stage with nobody on it."""
    async with playing("sqlite://", data=None) as stage:
        yield stage


async def test_the_configuration_names_the_offices_and_takes_them_back(quay: Play) -> None:
    for tisseuse, deputy in (("@a:x.example", "@b:x.example"), ("@b:x.example", "@c:x.example")):
        async with quay.bot.bench.transaction() as session:
            named = Collective(tisseuse=tisseuse, deputy=deputy)
            await settle_house(session, Config(collective=named))
            people = People(session)
            assert [person.user_id for person in await people.holding(Office.TISSEUSE)] == [tisseuse]
            assert [person.user_id for person in await people.holding(Office.DEPUTY)] == [deputy]


async def test_the_tisseuse_s_room_is_followed_where_it_went(quay: Play) -> None:
    async with quay.bot.bench.transaction() as session:
        rooms = Rooms(session)
        old, new = await rooms.meet("!old:x.example"), await rooms.meet("!new:x.example")
        old.successor, new.joined = new.room_id, True
        await settle_house(session, Config(collective=Collective(admin_room=old.room_id)))
        assert (old.is_admin, new.is_admin) == (False, True)
        new.successor = old.room_id  # a ring of rooms leads nowhere, and ends
        await settle_house(session, Config(collective=Collective(admin_room=old.room_id)))
        assert old.is_admin != new.is_admin
