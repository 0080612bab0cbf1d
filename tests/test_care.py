"""What is kept about people: told in a few lines, given to them, the journal of who looked; and its times end."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.config import Config, ConfigFault, Privacy, load
from storage.audit import KEEP, AuditAction, AuditLine
from storage.desk import Desk
from storage.listings import Listing
from storage.rooms import RoomKind
from storage.visit import Visit
from tests.inside import Inside
from tests.playing import Play, full, playing

NOA, OFFICE, OTHERS = "dm:@noa:archipel.example", "tisseuse", "ilot:granit"


# ── told ──


@pytest.mark.parametrize("typed", ["!moi données", "!donnees", "!me data", "!mydata"])
async def test_it_is_told_in_at_most_eight_lines(play: Play, typed: str) -> None:
    heard = await play.says("noa", NOA, typed)
    assert (heard.outcome, heard.command) == ("answered", "mydata")
    assert 5 <= len(heard.text.splitlines()) <= 8
    for word in ("30 jours", "12 mois", "téléphones", "m'héberge", "!moi export", "!oublie-moi"):
        assert word in heard.text


async def test_who_answers_for_it_is_who_the_configuration_names() -> None:
    privacy = Privacy(responsible="Association Archipel", contact="donnees@archipel.example", page="https://x.example")
    async with playing("sqlite://", config=Config(privacy=privacy)) as play:
        lines = (await play.says("noa", NOA, "!moi données")).text.splitlines()
    assert "Responsable de ces données : Association Archipel. Pour lui écrire : donnees@archipel.example" in lines
    assert lines[-1] == "Le détail : https://x.example"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('responsible = "Association Archipel"', "privacy: responsible and contact go together"),
        ('contact = "donnees@archipel.example"', "privacy: responsible and contact go together"),
        ('responsible = ""\ncontact = "x"', "privacy.responsible: got '', want a name"),
        ('page = "vie-privee"', "privacy.page: got 'vie-privee', want an address"),
        ('contcat = "x"', "privacy.contcat: unknown key; did you mean privacy.contact?"),
    ],
)
def test_a_fault_in_the_configuration_says_what_is_wanted(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[privacy]\n{written}\n", "utf-8")
    with pytest.raises(ConfigFault) as fault:
        load(file)
    assert told in str(fault.value) and len(str(fault.value).splitlines()) == 1


# ── given ──


async def _export(play: Play, folder: Path, who: str = "noa") -> dict[str, Any]:
    play.rehearsal._stage.files = folder
    heard = await play.says(who, f"dm:{full(who)}", "!moi export")
    [given] = [line for line in heard.lines if line["kind"] == "file"]
    assert (heard.outcome, given["says"], given["mimetype"]) == ("answered", ["ExportGiven"], "application/json")
    found: dict[str, Any] = json.loads(await asyncio.to_thread(Path(given["path"]).read_text, "utf-8"))
    return found


async def test_an_export_holds_all_that_is_kept_of_somebody_and_of_nobody_else(play: Play, tmp_path: Path) -> None:
    await play.says("noa", NOA, "!offre une échelle, gratuit")
    await play.says("noa", NOA, "!trace le calme")
    found = await _export(play, tmp_path)
    assert found["profile"]["town"] == "Douarnenez"
    assert [each["ref"] for each in found["listings"]] == ["B8", "O1", "O21"]
    assert [each["text"] for each in found["traces"]][-1] == "le calme"
    assert found["ilots"] == ["granit"]
    assert [(line["actor"], line["action"]) for line in found["audit"]] == [(full("noa"), "exported")]
    everybody = {entry["id"] for entry in (await play.export())["people"]} - {full("noa")}
    assert not any(who in json.dumps(found) for who in everybody)


async def test_no_copy_of_an_export_stays_with_the_bot(play: Play, tmp_path: Path) -> None:
    await play.says("noa", NOA, "!trace le calme")
    assert (await _export(play, tmp_path))["traces"]
    assert play.bot.bench.media.names() == set()


@pytest.mark.parametrize("typed", ["!moi export", "!moi journal", "!donnees export"])
async def test_where_others_read_along_nothing_of_it_is_shown(play: Play, typed: str) -> None:
    heard = await play.says("noa", OTHERS, typed)
    assert (heard.outcome, heard.lines[0]["says"]) == ("refused", ["ExportInPrivate"])


# ── the journal ──


async def _record(play: Play, actor: str, action: AuditAction, subject: str | None, ref: str | None) -> None:
    async with play.bot.bench.transaction() as session:
        desk = Desk(session, play.bot.bench.account_id, _visit(play.bot.bench.now()))
        await desk.audit.record(full(actor), action, subject and full(subject), ref)


def _visit(now: dt.datetime) -> Visit:
    return Visit(now, now, ZoneInfo("Europe/Paris"), "", RoomKind.SHARED, "")


async def test_somebody_reads_who_opened_theirs_and_nothing_of_others(play_on_both: Play) -> None:
    await _record(play_on_both, "tisseuse", AuditAction.OPENED, "noa", "S-K4P")
    await _record(play_on_both, "tisseuse", AuditAction.OPENED, "youenn", "S-ZZ9")
    heard = await play_on_both.says("noa", NOA, "!moi journal")
    assert heard.text.splitlines() == ["mercredi 14 avril, 10 h 30 · Maude a lu S-K4P"]


async def test_the_tisseuse_reads_who_opened_what_and_never_of_whom(play: Play) -> None:
    await _record(play, "tisseuse", AuditAction.OPENED, "noa", "S-K4P")
    await play.says("youenn", "dm:@youenn:archipel.example", "!moi export")
    text = (await play.says("tisseuse", OFFICE, "!donnees journal")).text
    assert text.endswith("Maude a lu S-K4P")
    assert "Noa" not in text and "Youenn" not in text  # a pseudonym; and a copy of one's own is one's own affair


async def test_where_nobody_looked_it_says_so(play: Play) -> None:
    assert (await play.says("noa", NOA, "!moi journal")).text.startswith("Rien dans le journal")


# ── kept for long enough ──


async def _lines(inside: Inside) -> list[str | None]:
    async with inside.bench.database.transaction() as session:
        desk = Desk(session, inside.bench.account_id, _visit(inside.bench.now()))
        return [line.ref for line in await desk.audit.about(full("noa"))]


async def test_a_line_of_the_journal_goes_after_twelve_months(inside: Inside) -> None:
    now = inside.bench.now()
    async with inside.bench.transaction() as session:
        for ref, age in (("S-OLD", KEEP + dt.timedelta(seconds=1)), ("S-NEW", KEEP)):
            session.add(AuditLine(at=now - age, actor=full("noa"), action=AuditAction.OPENED, ref=ref))
    async with inside.bench.transaction() as session:
        await Desk(session, inside.bench.account_id, _visit(now)).audit.sweep(now)
    assert await _lines(inside) == ["S-NEW"]


async def _age(play: Play, days: int) -> None:
    """As if all had been done and closed so many days earlier; then a night."""
    earlier = dt.timedelta(days=days)
    async with play.bot.bench.transaction() as session:
        for line in await session.scalars(select(AuditLine)):
            line.at -= earlier
        for listing in await session.scalars(select(Listing)):
            listing.created_at -= earlier
            listing.closed_at = listing.closed_at and listing.closed_at - earlier
    await play.at("2021-04-15T05:00:00+02:00")


@pytest.mark.parametrize(("days", "is_kept"), [(363, True), (366, False)])
async def test_the_night_sweeps_the_journal(play: Play, days: int, is_kept: bool) -> None:
    await _record(play, "tisseuse", AuditAction.OPENED, "noa", "S-K4P")
    await _age(play, days)
    assert ("S-K4P" in (await play.says("noa", NOA, "!moi journal")).text) is is_kept


async def test_twelve_months_after_closing_a_listing_is_a_figure(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("noa", NOA, "!pourvu B8 avec @ines")
    await _age(play, 366)
    after = await play.listing("B8")
    kept = ("fulfilled", "granit", "2021-04-14", "2021-04-19")
    assert (after["state"], after["ilot"], after["fulfilled_on"], after["starts"]) == kept
    words = (after["title"], after["description"], after["place"], after["price"], after["hands"])
    assert words == ("", "", None, None, [])
    assert {after["author"], after["fulfilled_by"]} <= {f"@personne:{slug}.invalid" for slug in ("granit", "traboule")}


async def test_before_that_it_keeps_its_words(play: Play) -> None:
    await play.says("noa", NOA, "!pourvu B8 avec @ines")
    await _age(play, 363)
    assert (await play.listing("B8"))["title"].startswith("Sous-titres")


async def test_what_is_open_keeps_its_words_however_old(play: Play) -> None:
    await _age(play, 800)
    listings = (await play.export())["listings"]
    assert all(each["title"] for each in listings if each["state"] in {"open", "in_discussion"})
