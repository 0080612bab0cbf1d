"""The rehearsal's public contract, sentence by sentence: what goes in, what comes out, and in which order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.playing import ARCHIPEL, NOW, Heard, Play, full, playing

GRANIT, TISSEUSE = "ilot:granit", "@tisseuse:archipel.example"


def said(room: str = GRANIT, who: str = "youenn", **fields: Any) -> dict[str, Any]:
    """An input line of somebody in a room."""
    return {"room": room, "sender": full(who), **fields}


# ── lines ──


async def test_an_answer_comes_before_its_done_and_carries_what_a_test_needs(play: Play) -> None:
    await play.line(**said(id="$offer", body="!offre montage vidéo, vendredi prochain à 14h"))
    answer, hand, done = play.output
    assert done == {"done": "$offer", "outcome": "answered", "command": "offer"}
    assert set(answer) == {
        *(
            "room",
            "id",
            "kind",
            "body",
            "html",
            "mentions",
            "thread",
            "reply_to",
            "to",
            "alt",
            "at",
            "says",
            "cause",
            "refs",
        )
    }
    assert answer["room"] == GRANIT
    assert (answer["id"], answer["kind"], answer["cause"]) == ("$bot1", "text", "$offer")
    assert (answer["refs"], answer["thread"], answer["reply_to"], answer["to"]) == (["O21"], "$offer", None, None)
    assert answer["says"][0] == "ListingPosted"
    assert answer["at"] == NOW
    assert (hand["kind"], hand["body"], hand["to"], hand["cause"]) == ("reaction", "✋", "$offer", "$offer")


async def test_done_repeats_the_number_of_a_line_without_id(play: Play) -> None:
    await play.at(NOW)
    await play.line(**said(body="!aide"))
    assert [line["done"] for line in play.output if "done" in line] == [1, 2]


async def test_an_unnamed_line_causes_nothing_one_could_name(play: Play) -> None:
    heard = await play.line(**said(body="!offres"))
    assert heard.lines[0]["cause"] is None


OUTCOMES = [
    ("!offres", "answered", "board"),
    ("!OFFRES Bretagne", "answered", "board"),
    ("!prends O999", "refused", "claim"),
    ("!offre montage le 31 avril", "refused", "offer"),
    ("!offres cours de danse du ventre", "asked", "board"),
    ("!xyzzy", "refused", None),
    ("bonjour à tous", "ignored", None),
    ("!!!", "ignored", None),
]


async def test_the_outcome_says_what_became_of_it(play: Play) -> None:
    for body, outcome, command in OUTCOMES:
        heard = await play.line(**said(body=body))
        assert (heard.outcome, heard.command) == (outcome, command), body


# ── ids ──


async def test_a_repeated_id_has_no_effect(play: Play) -> None:
    await play.line(**said(id="$1", body="!offre un vélo"))
    await play.line(**said(id="$2", body="bonjour"))
    before = await play.export()
    for name in ("$1", "$2"):
        heard = await play.line(**said(id=name, body="!offre autre chose"))
        assert (heard.outcome, heard.command, heard.lines) == ("repeated", None, [])
    assert await play.export() == before


async def test_a_repeated_hour_does_not_move_the_clock(play: Play) -> None:
    await play.line(id="$h", at="2021-04-14T11:00:00+02:00")
    assert (await play.line(id="$h", at="2021-04-20T11:00:00+02:00")).outcome == "repeated"
    assert (await play.export())["reference_now"] == "2021-04-14T11:00:00+02:00"


async def test_a_script_may_name_its_lines_like_anything(play: Play) -> None:
    for name in ("$line1", "$line2", "$1", "$x.y:z"):
        assert (await play.line(**said(id=name, body="!aide"))).outcome == "answered"
        assert (await play.line(**said(body="!aide"))).outcome == "answered"


async def test_after_a_restart_numbers_go_on_and_an_id_stays_taken(database_url: str, in_tmp: None) -> None:
    async with playing(database_url) as first:
        await first.line(**said(id="$1", body="!offre un vélo"))
    async with playing(database_url, data=None) as second:
        assert (await second.line(**said(id="$1", body="!offre un vélo"))).outcome == "repeated"
        heard = await second.line(**said(body="!offre une remorque"))
        assert (heard.refs, heard.lines[0]["id"]) == (["O22"], "$bot3")


# ── edits, reactions, redactions ──


async def test_what_is_done_to_a_message_needs_no_room(play: Play) -> None:
    for body, outcomes in (("!offre un vélo", ("answered", "ignored", "answered")), ("bonjour", ("ignored",) * 3)):
        name = f"${len(body)}"
        await play.line(**said(id=name, body=body))
        deeds = ({"edit": name, "body": body.replace("un", "mon")}, {"react": "👍", "to": name}, {"redact": name})
        heard = [await play.line(sender=full("youenn"), **deed) for deed in deeds]
        assert tuple(each.outcome for each in heard) == outcomes


async def test_taking_a_reaction_back_is_redacting_its_id(play: Play) -> None:
    await play.line(**said(id="$1", body="bonjour"))
    await play.line(sender=full("noa"), id="$2", react="👍", to="$1")
    assert (await play.line(sender=full("noa"), redact="$2")).lines == []


async def test_an_event_that_never_was_is_an_error(play: Play) -> None:
    heard = await play.line(sender=full("noa"), react="✋", to="$nothing")
    assert "error" in heard.lines[0]


async def test_who_is_not_in_the_room_of_a_message_cannot_react_to_it(play: Play) -> None:
    await play.line(**said(id="$1", body="bonjour"))
    assert "error" in (await play.line(sender=full("karim"), react="✋", to="$1")).lines[0]


async def test_the_bot_s_own_messages_can_be_reacted_to_without_a_room(play: Play) -> None:
    asked = await play.line(room="room:x", sender="@stranger:elsewhere.example", invite=True)
    assert asked.lines[0]["room"] == "tisseuse"
    heard = await play.line(sender=TISSEUSE, react="✅", to=asked.lines[0]["id"])
    assert heard.outcome == "answered"


# ── rooms ──


async def test_the_rooms_at_the_start(play: Play) -> None:
    for room, who in [
        (GRANIT, "noa"),
        (GRANIT, "tisseuse"),
        ("tisseuse", "tisseuse"),
        ("tisseuse", "relais"),
        ("dm:@noa:archipel.example", "noa"),
        ("dm:@tisseuse:archipel.example", "tisseuse"),
        ("dm:@relais:archipel.example", "relais"),
    ]:
        assert (await play.says(who, room, "!aide")).outcome == "answered", room


async def test_a_message_from_somebody_not_in_the_room_is_an_error(play: Play) -> None:
    strangers = [(GRANIT, "karim"), ("tisseuse", "noa"), ("dm:@noa:archipel.example", "youenn"), (GRANIT, "relais")]
    for room, who in strangers:
        assert "error" in (await play.says(who, room, "!aide")).lines[0], (room, who)


async def test_a_known_person_s_invitation_opens_an_unbound_room(play: Play) -> None:
    assert "error" in (await play.says("noa", "room:x", "!aide")).lines[0]
    await play.line(room="room:x", sender=full("noa"), invite=True)
    heard = await play.says("noa", "room:x", "!offre un vélo")
    assert (heard.outcome, heard.command) == ("refused", "offer")
    assert "error" in (await play.line(room="room:x", sender=full("noa"), invite=True)).lines[0]


async def test_an_encrypted_room_with_one_person_is_private_and_another_is_not(play: Play) -> None:
    for name, encrypted in (("room:x", True), ("room:y", False)):
        await play.line(room=name, sender=full("noa"), invite=True, encrypted=encrypted)
    private, shared = [await play.says("noa", name, "!offres") for name in ("room:x", "room:y")]
    assert private.lines[0]["thread"] is None
    assert shared.lines[0]["thread"] is not None


async def test_an_invitation_is_remembered_across_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/navette.db"
    async with playing(url) as first:
        asked = await first.line(room="room:x", sender="@stranger:elsewhere.example", invite=True, encrypted=True)
    async with playing(url, data=None) as second:
        await second.at(NOW)
        await second.line(sender=TISSEUSE, react="✅", to=asked.lines[0]["id"])
        heard = await second.says("@stranger:elsewhere.example", "room:x", "!aide")
        assert (heard.outcome, heard.lines[0]["thread"]) == ("answered", None)


async def test_somebody_who_comes_is_a_member_and_has_a_private_room(play: Play) -> None:
    newcomer = "@malo:archipel.example"
    assert "error" in (await play.says(newcomer, GRANIT, "!aide")).lines[0]
    await play.line(room=GRANIT, sender=newcomer, join=True, name="Malo")
    assert (await play.says(newcomer, f"dm:{newcomer}", "!offre un vélo")).refs == ["O21"]
    await play.line(room=GRANIT, sender=newcomer, join=False)
    assert "error" in (await play.says(newcomer, GRANIT, "!aide")).lines[0]


async def test_who_comes_to_a_room_before_the_bot_is_there_when_it_enters(play: Play) -> None:
    asked = await play.line(room="room:x", sender="@stranger:elsewhere.example", invite=True)
    assert (await play.line(room="room:x", sender=full("noa"), join=True)).outcome == "ignored"
    await play.line(sender=TISSEUSE, react="✅", to=asked.lines[0]["id"])
    assert (await play.says("noa", "room:x", "!aide")).outcome == "answered"


async def test_a_third_person_may_come_into_a_private_room(play: Play) -> None:
    room = "dm:@noa:archipel.example"
    await play.line(room=room, sender=full("youenn"), join=True)
    assert (await play.says("noa", room, "!offres")).lines[0]["thread"] is not None


async def test_voice_and_undecryptable_lines_are_taken(play: Play) -> None:
    heard = await play.line(**said(room="dm:@youenn:archipel.example", undecryptable=True))
    assert (heard.outcome, heard.lines) == ("ignored", [])
    heard = await play.line(**said(room="dm:@youenn:archipel.example", voice="nowhere.ogg"))
    assert (heard.outcome, heard.lines[0]["says"]) == ("answered", ["HowVoicesWork"])


# ── threads, order ──


async def test_in_a_shared_room_the_answer_stands_in_the_command_s_thread(play: Play) -> None:
    alone = await play.line(**said(id="$1", body="!offres"))
    inside = await play.line(**said(id="$2", body="!offres", thread="$root"))
    assert [heard.lines[0]["thread"] for heard in (alone, inside)] == ["$1", "$root"]


async def test_elsewhere_there_are_no_threads(play: Play) -> None:
    for room, who in [("dm:@noa:archipel.example", "noa"), ("tisseuse", "tisseuse")]:
        assert (await play.says(who, room, "!offres", id=f"${who}")).lines[0]["thread"] is None


async def test_the_answer_comes_first_then_private_messages_then_other_rooms(play: Play) -> None:
    await play.line(**said(id="$1", who="salome", room="ilot:morvan", body="!pourvu O10"))
    heard = await play.line(**said(id="$2", who="salome", room="ilot:morvan", body="oui", thread="$1"))
    assert [line["room"] for line in heard.lines] == ["ilot:morvan", "dm:@maiwenn:archipel.example"]
    assert {line["cause"] for line in heard.lines} == {"$2"}


async def test_several_private_messages_come_by_the_id_of_who_is_told(play: Play) -> None:
    heard = await play.line(**said(id="$1", who="salome", room="ilot:morvan", body="!prends O10"))
    assert [line["room"] for line in heard.lines] == ["dm:@maiwenn:archipel.example", "dm:@salome:archipel.example"]


# ── the clock ──


async def test_the_clock_starts_at_the_hour_of_the_document_and_moves_only_when_told(play: Play) -> None:
    for _ in range(2):
        assert (await play.export())["reference_now"] == NOW


async def test_the_first_hour_told_is_where_the_clock_starts(tmp_path: Path) -> None:
    async with playing("sqlite://", data=None) as play:
        await play.at("1999-12-31T23:00:00+01:00")
        assert (await play.export())["reference_now"] == "1999-12-31T23:00:00+01:00"


async def test_an_hour_without_offset_is_the_collective_s_own() -> None:
    async with playing("sqlite://", data=None) as play:
        await play.at("2021-07-01T12:00")
        assert (await play.export())["reference_now"] == "2021-07-01T12:00:00+02:00"
        await play.at("2021-12-01")
        assert (await play.export())["reference_now"] == "2021-12-01T00:00:00+01:00"


async def test_an_hour_and_a_message_may_share_a_line(play: Play) -> None:
    heard = await play.line(at="2021-04-19T08:00:00+02:00", **said(body="!offre montage demain"))
    assert any("mardi 20 avril" in text for text in heard.texts)
    assert heard.lines[0]["at"] == "2021-04-19T08:00:00+02:00"


async def _hand_at_night(play: Play) -> Heard:
    await play.at("2021-04-14T22:00:00+02:00")
    return await play.says("salome", "ilot:morvan", "!prends O10")


async def test_what_is_due_happens_at_its_own_time_one_after_the_other(play: Play) -> None:
    assert [line["room"] for line in (await _hand_at_night(play)).lines] == ["dm:@salome:archipel.example"]
    await play.says("odile", "ilot:morvan", "!prends O1")
    assert (await play.at("2021-04-15T07:59:59+02:00")).lines == []
    heard = await play.at("2021-04-15T09:29:00+02:00")
    assert [line["at"] for line in heard.lines] == ["2021-04-15T08:00:00+02:00"] * 2
    assert heard.outcome == "answered"


async def test_what_is_due_at_the_very_hour_happens(play: Play) -> None:
    await _hand_at_night(play)
    assert len((await play.at("2021-04-15T08:00:00+02:00")).lines) == 1


async def test_going_back_repeats_nothing(play: Play) -> None:
    await _hand_at_night(play)
    await play.at("2021-04-16T08:00:00+02:00")
    first = [line["body"] for line in (await play.at("2021-04-17T12:00:00+02:00")).lines]
    assert (await play.at("2021-04-14T09:00:00+02:00")).lines == []
    again = [line["body"] for line in (await play.at("2021-04-17T12:00:00+02:00")).lines]
    assert first and again == []


async def test_a_listing_ends_at_its_hour(play: Play) -> None:
    await play.at("2021-04-23T23:59:59+02:00")
    assert (await play.listing("O1"))["state"] == "open"
    await play.at("2021-04-24T00:00:00+02:00")
    ended = await play.listing("O1")
    assert (ended["state"], ended["closed_at"]) == ("expired", "2021-04-24T00:00:00+02:00")


@pytest.mark.slow
async def test_two_years_pass_at_once(tmp_path: Path) -> None:
    """Without times, which are asked about each week, and mechanisms, of which everybody is asked each quarter."""
    document = json.loads(ARCHIPEL.read_text("utf-8"))
    document["ilots"] = [{**ilot, "slot": None} for ilot in document["ilots"]]
    document["mechanisms"] = []
    (tmp_path / "still.json").write_text(json.dumps(document), "utf-8")
    async with playing("sqlite://", tmp_path / "still.json") as play:
        await play.at(NOW)
        heard = await play.through("2023-04-14T10:30:00+02:00")
        hers = [line for line in heard.lines if line["room"] == "tisseuse"]
        assert 104 <= len(hers) < 125  # a digest a week
        assert (
            len(heard.lines) - len(hers) < 150
        )  # warnings, a courrier or two, and what lasts: asked about twice a year
        assert (await play.listing("O1"))["closed_at"] == "2021-04-24T00:00:00+02:00"


async def test_what_was_due_while_no_process_ran_comes_at_the_first_hour_told(database_url: str, in_tmp: None) -> None:
    async with playing(database_url) as first:
        await first.at("2021-04-14T22:00:00+02:00")
        await first.says("salome", "ilot:morvan", "!prends O10")
    async with playing(database_url, data=None) as second:
        heard = await second.at("2021-04-15T11:00:00+02:00")
        alone = [line for line in heard.lines if line["room"] != "tisseuse"]  # she has reminders of her own
        assert [(line["room"], line["at"]) for line in alone] == [
            ("dm:@maiwenn:archipel.example", "2021-04-15T11:00:00+02:00")
        ]


# ── export, import ──


async def test_an_export_line_gives_the_document(play: Play) -> None:
    document = json.loads(ARCHIPEL.read_text("utf-8"))
    found = await play.export()
    assert list(found) == [
        "format",
        "reference_now",
        "zone",
        "ilots",
        "people",
        "roles",
        *("functions", "listings", "solidarity_requests", "fund", "commons", "mechanisms"),
        *("reflection_sessions", "traces", "framework", "milestones", "steering_committees", "diagnoses", "links"),
    ]
    assert {name: document[name] for name in found} == found


async def test_imported_history_sends_nothing(play: Play) -> None:
    assert (await play.at("2021-04-14T10:31:00+02:00")).lines == []
