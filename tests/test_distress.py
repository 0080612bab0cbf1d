"""Words of distress through the whole bot: answered at once and apart, kept nowhere, told to nobody without a yes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import all_words
from bot.config import Collective, Config, Distress
from bot.dispatch import Dispatch
from bot.intake import Intake
from bot.postman import Postman
from bot.transport import Heard
from commands.distress import FEATURE as DISTRESS
from storage.database import Base, Database
from storage.people import Office, People
from storage.privates import Privates
from storage.rooms import Rooms
from storage.visit import House
from tests.inside import BOT, GRANIT, NOA, OFFICE, PRIVATE, Inside, Wall, open_inside, typed
from tests.playing import ARCHIPEL, Play, playing, unspaced
from tests.playing import Heard as Said

NIGHT = "2021-04-18T03:12:00+02:00"  # a Sunday
WORDS = "je veux mourir avec mon zibeline"  # a word that stands nowhere else
ZIBELINE = "zibeline"
DM = "dm:@{}:archipel.example"
PEOPLE = "3114 (24 h/24, gratuit), 15 ou 112 en cas de danger"
HEARD = (
    "Merci de me le dire. Je suis un programme, je ne peux pas t'accompagner là-dessus, mais des personnes le peuvent "
    f"tout de suite : {PEOPLE}. Veux-tu que je prévienne la Tisseuse ? (oui / non)"
)
VISIBLE = "Ton message est encore visible dans le salon : tu peux le supprimer. Je n'en ai rien gardé."
TOLD = "Maude, Youenn te demande de prendre contact, dès que tu peux."
STRANGER = "@inconnu:archipel.example"


async def _tells(play: Play, who: str, body: str, **more: str) -> Said:
    return await play.says(who, DM.format(who), body, **more)


def _says(heard: Said) -> list[str]:
    return [line["says"][0] for line in heard.lines if line.get("says")]


async def _everything(database: Database) -> str:
    """All that the tables hold, sealed columns opened."""
    async with database.transaction() as session:
        rows = [row for table in Base.metadata.tables.values() for row in await session.execute(select(table))]
    return "\n".join(map(str, rows))


# ── in private ──


async def test_plain_words_in_private_are_answered_at_once_also_on_a_sunday_night(play_on_both: Play) -> None:
    await _tells(play_on_both, "youenn", "!moi absent du 17/04 au 30/04")
    await play_on_both.at(NIGHT)
    heard = await _tells(play_on_both, "youenn", WORDS)
    assert heard.texts == [HEARD]
    assert [line["room"] for line in heard.lines] == [DM.format("youenn")]
    assert heard.lines[0]["at"] == NIGHT
    assert (heard.outcome, heard.command) == ("asked", None)


async def test_ordinary_words_in_private_are_not_answered(play: Play) -> None:
    for body in ("cette facture me tue", "je suis mort de rire", "on tue le temps"):
        assert (await _tells(play, "youenn", body)).lines == []


async def test_after_a_yes_the_tisseuse_is_told_who_and_nothing_else_at_once(play_on_both: Play) -> None:
    await play_on_both.at(NIGHT)
    await _tells(play_on_both, "youenn", WORDS)
    heard = await _tells(play_on_both, "youenn", "oui")
    assert heard.room("tisseuse") == [TOLD]
    (line,) = [line for line in heard.lines if line["room"] == "tisseuse"]
    assert (line["mentions"], line["at"], line["thread"]) == (["@tisseuse:archipel.example"], NIGHT, None)
    (promised,) = heard.room(DM.format("youenn"))
    assert "la Tisseuse et sa relais savent" in promised
    assert "ne sera peut-être pas lu tout de suite" in promised
    assert PEOPLE in promised
    assert (await _tells(play_on_both, "youenn", "oui")).lines == []


async def test_a_tap_on_the_question_is_a_yes(play: Play) -> None:
    asked = (await _tells(play, "youenn", WORDS)).lines[0]["id"]
    heard = await play.line(sender="@youenn:archipel.example", react="✅", to=asked)
    assert heard.room("tisseuse") == [TOLD]


async def test_a_yes_with_words_of_distress_behind_it_is_a_yes(play: Play) -> None:
    await _tells(play, "youenn", WORDS)
    assert (await _tells(play, "youenn", f"oui, {WORDS}")).room("tisseuse") == [TOLD]


async def test_a_yes_to_nothing_tells_nobody(play: Play) -> None:
    heard = await _tells(play, "youenn", f"oui, {WORDS}")
    assert heard.texts == [HEARD]


async def test_after_a_no_nobody_is_told(play_on_both: Play) -> None:
    await _tells(play_on_both, "youenn", WORDS)
    heard = await _tells(play_on_both, "youenn", "non")
    assert _says(heard) == ["NobodyTold"]
    assert heard.room("tisseuse") == []
    assert PEOPLE in heard.text


async def test_what_is_neither_is_asked_once_more_and_then_let_go(play: Play) -> None:
    await _tells(play, "youenn", WORDS)
    assert _says(await _tells(play, "youenn", "je sais plus")) == ["OnlyYesOrNo"]
    last = await _tells(play, "youenn", "laisse tomber le reste")
    assert _says(last) == ["NobodyTold"]
    assert (await _tells(play, "youenn", "oui")).lines == []


async def test_words_that_come_again_are_heard_again(play: Play) -> None:
    await _tells(play, "youenn", WORDS)
    heard = await _tells(play, "youenn", "non je veux plus vivre")
    assert _says(heard) == ["DistressHeardAgain"]
    assert (await _tells(play, "youenn", "oui")).room("tisseuse") == [TOLD]


async def test_a_question_that_was_open_waits_and_goes_on(play_on_both: Play) -> None:
    guided = await _tells(play_on_both, "youenn", "!offre")
    assert guided.outcome == "asked"
    await _tells(play_on_both, "youenn", WORDS)
    declined = await _tells(play_on_both, "youenn", "non")
    assert declined.text.endswith("Ma question précédente attend toujours, si tu veux y revenir.")
    onward = await _tells(play_on_both, "youenn", "relecture de contrat")
    assert onward.outcome == "asked"
    assert "OnlyYesOrNo" not in _says(onward)
    assert ZIBELINE not in await _everything(play_on_both.bot.bench.database)


@pytest.mark.parametrize("body", [f"!offre {WORDS}, gratuit", f"!trace {WORDS}", f"offre {WORDS}"])
async def test_a_command_with_such_words_is_answered_and_not_run(play: Play, body: str) -> None:
    before = await play.export()
    heard = await _tells(play, "youenn", body)
    assert heard.texts == [HEARD]
    assert await play.export() == before


async def test_an_edit_into_such_words_is_heard_and_changes_nothing(play: Play) -> None:
    await _tells(play, "youenn", "!offre relecture, gratuit", id="$offer")
    before = await play.export()
    heard = await play.line(sender="@youenn:archipel.example", edit="$offer", body=f"!offre {WORDS}")
    assert heard.texts == [HEARD]
    assert await play.export() == before


async def test_who_deletes_their_message_leaves_nothing_of_it_to_see(play: Play) -> None:
    """Somebody else may look over their shoulder."""
    answer = (await _tells(play, "youenn", WORDS, id="$cry")).lines[0]["id"]
    heard = await play.line(sender="@youenn:archipel.example", redact="$cry")
    assert [(line["kind"], line["to"]) for line in heard.lines] == [("redaction", answer)]
    assert (await _tells(play, "youenn", "oui")).lines == []


async def test_it_is_answered_in_the_language_of_the_person(play: Play) -> None:
    await _tells(play, "youenn", "!moi langue en")
    assert (
        "there are people who can, right now: 3114 (day and night, free)" in (await _tells(play, "youenn", WORDS)).text
    )


# ── where others read ──


async def test_in_a_room_there_is_a_sign_and_the_answer_is_in_private(play_on_both: Play) -> None:
    await play_on_both.at(NIGHT)
    heard = await play_on_both.says("youenn", "ilot:granit", f"!solidarite je n'en peux plus, {WORDS}", id="$c")
    seen = [(line["kind"], unspaced(line["body"]), line["to"]) for line in heard.lines if line["room"] == "ilot:granit"]
    assert seen == [("reaction", "💌", "$c")]
    assert heard.room(DM.format("youenn")) == [f"{HEARD}\n{VISIBLE}"]
    assert (await _tells(play_on_both, "youenn", "oui")).room("tisseuse") == [TOLD]


async def test_an_answer_in_a_room_is_read_as_a_command_is(play: Play) -> None:
    await play.says("youenn", "ilot:granit", "!offre", id="$o")
    heard = await play.says("youenn", "ilot:granit", WORDS, thread="$o")
    assert [line["body"] for line in heard.lines if line["room"] == "ilot:granit"] == ["💌"]
    assert heard.room(DM.format("youenn")) == [f"{HEARD}\n{VISIBLE}"]
    again = await play.says("youenn", "ilot:granit", "relecture", thread="$o")
    assert again.outcome == "asked"  # the question in the room still waits


async def test_what_people_say_to_each_other_in_a_room_is_not_looked_at(play_on_both: Play) -> None:
    assert (await play_on_both.says("youenn", "ilot:granit", WORDS)).lines == []


# ── whom to tell ──


async def test_with_a_third_person_in_her_room_it_says_so_and_does_not_ask(play: Play) -> None:
    await play.line(sender=STRANGER, room="tisseuse", join=True, name="Inconnu")
    heard = await _tells(play, "youenn", WORDS)
    assert PEOPLE in heard.text
    assert "Je n'ai pas, en ce moment, de salon sûr où prévenir la Tisseuse." in heard.text
    assert "Tu peux lui écrire : Maude." in heard.text
    assert (await _tells(play, "youenn", "oui")).lines == []


async def test_when_a_third_person_came_meanwhile_the_yes_is_answered_honestly(play: Play) -> None:
    await _tells(play, "youenn", WORDS)
    await play.line(sender=STRANGER, room="tisseuse", join=True, name="Inconnu")
    heard = await _tells(play, "youenn", "oui")
    assert heard.room("tisseuse") == []
    assert _says(heard) == ["CannotTellNow"]
    assert PEOPLE in heard.text


async def test_an_absence_of_hers_is_said(play: Play) -> None:
    for officer in ("tisseuse", "relais"):
        assert (await _tells(play, officer, "!moi absent du 14/04 au 30/04")).outcome == "answered"
    await _tells(play, "youenn", WORDS)
    heard = await _tells(play, "youenn", "oui")
    assert heard.room("tisseuse") == [TOLD]
    assert "Une absence est prévue ces jours-ci" in heard.text


async def _both_away(play: Play) -> None:
    for officer in ("tisseuse", "relais"):
        await _tells(play, officer, "!moi absent du 12 au 25 avril")


_STANDS_IN = Config(collective=Collective(stand_in="@odile:archipel.example"))
_FOR_BOTH = (
    "La Tisseuse et sa relais sont absentes : tu les remplaces. Youenn demande qu'on prenne contact, dès que tu peux."
)


async def test_while_both_are_away_whoever_stands_in_is_told_too_and_that_is_asked_about_first() -> None:
    async with playing("sqlite://", ARCHIPEL, _STANDS_IN) as play:
        await _both_away(play)
        heard = await _tells(play, "youenn", WORDS)
        assert "je préviendrais aussi Odile, qui les remplace. (oui / non)" in heard.text
        assert heard.room(DM.format("odile")) == []
        told = await _tells(play, "youenn", "oui")
        assert told.room("tisseuse") == [TOLD]
        assert told.room(DM.format("odile")) == [_FOR_BOTH]
        assert "Odile, qui les remplace, le sait aussi. Ce ne sera peut-être pas lu tout de suite" in told.text


async def test_after_a_no_whoever_stands_in_is_not_told() -> None:
    async with playing("sqlite://", ARCHIPEL, _STANDS_IN) as play:
        await _both_away(play)
        await _tells(play, "youenn", WORDS)
        assert (await _tells(play, "youenn", "non")).room(DM.format("odile")) == []


async def test_nobody_is_told_who_was_not_asked_about() -> None:
    async with playing("sqlite://", ARCHIPEL, _STANDS_IN) as play:
        assert "Odile" not in (await _tells(play, "youenn", WORDS)).text
        await _both_away(play)
        told = await _tells(play, "youenn", "oui")
        assert (told.room("tisseuse"), told.room(DM.format("odile"))) == ([TOLD], [])


async def test_where_a_third_person_reads_along_with_the_tisseuse_whoever_stands_in_can_still_be_told() -> None:
    async with playing("sqlite://", ARCHIPEL, _STANDS_IN) as play:
        await _both_away(play)
        await play.line(sender=STRANGER, room="tisseuse", join=True, name="Inconnu")
        heard = await _tells(play, "youenn", WORDS)
        assert "Veux-tu que je prévienne Odile, qui remplace la Tisseuse et sa relais en ce moment ?" in heard.text
        told = await _tells(play, "youenn", "oui")
        assert (told.room("tisseuse"), told.room(DM.format("odile"))) == ([], [_FOR_BOTH])
        assert "C'est fait : Odile sait que tu demandes un contact." in told.text


async def test_whoever_stands_in_is_not_asked_about_themselves() -> None:
    async with playing("sqlite://", ARCHIPEL, _STANDS_IN) as play:
        await _both_away(play)
        assert "Odile" not in (await _tells(play, "odile", WORDS)).text


async def test_of_the_tisseuse_herself_her_deputy_would_be_told(play: Play) -> None:
    heard = await _tells(play, "tisseuse", WORDS)
    assert "Veux-tu que je prévienne ta relais ? (oui / non)" in heard.text
    told = await _tells(play, "tisseuse", "oui")
    (line,) = [line for line in told.lines if line["room"] == "tisseuse"]
    assert "@tisseuse:archipel.example" not in line["mentions"]
    assert "Maude te demande de prendre contact" in line["body"]


async def test_the_numbers_are_configuration() -> None:
    numbers = Distress(listening="988", day_and_night=True, free=False, danger=("911",))
    async with playing("sqlite://", ARCHIPEL, Config(distress=numbers)) as play:
        heard = await _tells(play, "youenn", WORDS)
    assert "988 (24 h/24), 911 en cas de danger. Veux-tu" in heard.text


# ── nothing is kept ──


@pytest.fixture
async def bot(database: Database, wall: Wall) -> Inside:
    """With the feature, and a door that makes rooms; Ivane holds an office and is in her room."""
    inside = await open_inside(database, wall)
    bench = replace(inside.bench, house=House(bots=frozenset({BOT}), user_id=BOT, opens_rooms=True))
    intake = Intake(bench, Dispatch((DISTRESS,)), all_words())
    async with bench.transaction() as session:
        (await People(session).meet("@maude:archipel.example")).office = Office.TISSEUSE
        office = await Rooms(session).meet(OFFICE)
        await Rooms(session).enter(office, "@maude:archipel.example")
        await Rooms(session).leave(office, NOA)
    return replace(inside, bench=bench, intake=intake, postman=Postman(bench, intake, inside.door))


async def test_the_words_are_not_even_kept_until_they_are_handled(bot: Inside) -> None:
    await bot.hear(typed(WORDS, room_id=PRIVATE), typed(f"!dis {WORDS}", "$2"))
    assert ZIBELINE not in await _everything(bot.database)
    await bot.intake.settle()
    await bot.postman.send_all()
    assert ZIBELINE not in await _everything(bot.database)
    assert "3114" in bot.door.said(PRIVATE)[0]


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir() if path.is_file()]


async def test_no_byte_of_the_words_reaches_the_file_or_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    async with playing(f"sqlite:///{tmp_path}/navette.db") as play:
        await _tells(play, "youenn", WORDS)
        await play.says("youenn", "ilot:granit", f"!solidarite {WORDS}")
        await _tells(play, "youenn", f"je ne sais pas, {ZIBELINE}")  # no words of distress: kept until it is handled
        await _tells(play, "youenn", "oui")
        assert ZIBELINE not in await _everything(play.bot.bench.database)
        files = _files(tmp_path)
    assert len(files) >= 2
    assert [data for data in files if ZIBELINE.encode() in data] == []
    said = capfd.readouterr()
    assert ZIBELINE not in said.out + said.err


async def test_without_a_private_room_the_answer_waits_in_one_and_the_thread_has_the_numbers(bot: Inside) -> None:
    async with bot.bench.transaction() as session:
        (await Rooms(session).meet(PRIVATE)).joined = False
    await bot.hear(typed(f"!dis {WORDS}"))
    await bot.intake.settle()
    await bot.postman.send_all()
    (said,) = filter(None, bot.door.said(GRANIT))
    assert "Je t'ouvre une conversation à nous deux" in said
    assert "3114" in said
    assert [event.emoji for event in bot.door.events.values() if event.kind == "reaction"] == ["💌"]
    assert any("Veux-tu que je prévienne" in body for body in await bot.bodies(f"~{NOA}"))


async def test_to_who_wants_no_private_room_it_is_said_in_the_thread_as_if_to_anybody(bot: Inside) -> None:
    async with bot.bench.transaction() as session:
        (await Rooms(session).meet(PRIVATE)).joined = False
        await Privates(session, bot.account_id).ask(NOA, bot.wall.now())
        invitation = await Privates(session, bot.account_id).of(NOA)
        assert invitation is not None
        invitation.declined = True
    await bot.hear(typed(f"!dis {WORDS}"))
    await bot.intake.settle()
    await bot.postman.send_all()
    (outgoing,) = [event for event in bot.door.events.values() if event.kind == "text"]
    assert (outgoing.room_id, outgoing.thread) == (GRANIT, "$1")
    assert unspaced(outgoing.body).startswith("Pour parler à quelqu'un tout de suite : 3114")


async def test_the_same_event_is_answered_once(bot: Inside) -> None:
    for _ in range(2):
        await bot.hear(typed(WORDS, room_id=PRIVATE))
        await bot.intake.settle()
        await bot.postman.send_all()
    assert len(bot.door.said(PRIVATE)) == 1


async def test_another_bot_is_in_no_distress(bot: Inside) -> None:
    await bot.hear(typed(WORDS, room_id=PRIVATE, sender=BOT))
    assert await bot.intake.settle() == 0


async def test_what_was_heard_is_an_event_like_any_other(bot: Inside) -> None:
    """So that a door that tells of it in two syncs, or after a crash, is understood."""
    await bot.hear(typed(WORDS, room_id=PRIVATE))
    async with bot.database.transaction() as session:
        table = Base.metadata.tables["inbox"]
        (body,) = (await session.execute(select(table.c.body))).one()
    assert body == {"kind": Heard.DISTRESS.value}
