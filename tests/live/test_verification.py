"""A careful person compares emoji with the running bot: in the room nothing is seen of it, and a restart ends it."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.matrix.crosssigning import SEEDS, Identity
from tests.comparing import Comparing
from tests.live.careful import CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, gathered

pytestmark = pytest.mark.live

Json = dict[str, Any]
_PATIENCE = 120.0


@pytest.fixture(scope="module")
async def home(homeserver: ThrowawayHomeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Collective]:
    """A running bot with Noa in an encrypted room."""
    tag = uuid.uuid4().hex[:6]
    folder: Path = tmp_path_factory.mktemp("verification")
    async with gathered(homeserver, folder, tag=tag) as found:
        found.people["noa"] = await careful(homeserver, f"noa{tag}")
        await found.start_bot()
        await open_encrypted(found, "Granit", "noa")
        yield found


class Meeting:
    """One verification that Noa asked for in the room."""

    def __init__(self, home: Collective, request: str, device_id: str) -> None:
        noa = home.people["noa"]
        assert isinstance(noa, CarefulPerson)
        self.noa, self._home, self._room, self._request = noa, home, home.rooms["Granit"], request
        self._frame = {"m.relates_to": {"rel_type": "m.reference", "event_id": request}}
        own, other = (noa.user_id, str(noa.keys.device_id)), (home.bot_id, device_id)
        self.side = Comparing(own, other, request, self._frame)

    async def say(self, kind: str, content: Json) -> None:
        """Encrypted, as the room is."""
        await self.noa.send(self._room, content, f"m.key.verification.{kind}")

    async def hear(self, kind: str) -> Json:
        """What the bot says in it."""
        return await _hear(self._home, self._request, kind)

    async def compare(self) -> None:
        """Up to where both see emoji."""
        start = self.side.start()
        await self.say("start", start)
        assert (await self.hear("accept"))["method"] == "m.sas.v1"
        await self.say("key", self.side.key())
        self.side.compare((await self.hear("key"))["key"], began=True)


async def _meet(home: Collective) -> Meeting:
    noa = home.people["noa"]
    assert isinstance(noa, CarefulPerson)
    content = {"msgtype": "m.key.verification.request", "to": home.bot_id, "from_device": noa.keys.device_id}
    request = await noa.send(home.rooms["Granit"], {**content, "methods": ["m.sas.v1"], "body": "…"})
    ready = await _hear(home, request, "ready")
    return Meeting(home, request, ready["from_device"])


async def _hear(home: Collective, request: str, kind: str) -> Json:
    noa, room = home.people["noa"], home.rooms["Granit"]

    def found() -> Json | None:
        events = noa.events(room, sender=home.bot_id, kind=f"m.key.verification.{kind}")
        contents = (event["content"] for event in events)
        return next((each for each in contents if each["m.relates_to"]["event_id"] == request), None)

    content: Json = await noa.wait_for(found, _PATIENCE)
    return content


def _keys(person: CarefulPerson) -> dict[str, str]:
    master = Identity(person.keys.ledger.value(SEEDS)).public["master"]
    fingerprint = person.keys.olm.account.identity_keys["ed25519"]
    return {f"ed25519:{person.keys.device_id}": fingerprint, f"ed25519:{master}": master}


async def _keys_of_bot(home: Collective, noa: CarefulPerson) -> dict[str, str]:
    found = await noa.call("POST", "keys/query", {"device_keys": {home.bot_id: []}})
    [device] = found["device_keys"][home.bot_id].values()
    name = f"ed25519:{device['device_id']}"
    return {name: device["keys"][name], **found["master_keys"][home.bot_id]["keys"]}


async def _checked(home: Collective) -> str:
    """What `navette check` says, beside the running bot."""
    command = [sys.executable, "-m", "bot", "check", "--config", str(home.folder / "config.toml")]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    said, _ = await process.communicate()
    return said.decode()


def _shown(home: Collective) -> list[str]:
    """The emoji that the operator saw, one line a verification."""
    return re.findall(r"matrix\.verification .*emoji=['\"]([^'\"]*)['\"]", home.log())


async def test_the_bot_is_verified_and_only_its_operator_sees_the_emoji(home: Collective) -> None:
    meeting = await _meet(home)
    await meeting.compare()
    assert _shown(home)[-1] == ", ".join(meeting.side.emoji)
    await meeting.say("mac", meeting.side.mac(_keys(meeting.noa)))
    keys = await _keys_of_bot(home, meeting.noa)
    assert meeting.side.vouched_for(await meeting.hear("mac"), keys) == set(keys)
    await meeting.hear("done")
    room = home.rooms["Granit"]
    seen = json.dumps([home.people["noa"].timeline[room], home.tisseuse.timeline[room]], ensure_ascii=False)
    assert not any(each.split()[0] in seen for each in meeting.side.emoji)
    assert f", verified: {', '.join(meeting.side.emoji)}" in await _checked(home)
    assert "m.key.verification" not in {event["type"][:18] for event in home.tisseuse.timeline[room]}


async def test_a_wrong_key_is_refused(home: Collective) -> None:
    meeting = await _meet(home)
    await meeting.compare()
    await meeting.say("mac", meeting.side.mac(dict.fromkeys(_keys(meeting.noa), "bm90IHRoaXMgb25l")))
    assert (await meeting.hear("cancel"))["code"] == "m.key_mismatch"


async def test_a_restart_in_the_middle_is_told_and_the_next_one_completes(home: Collective) -> None:
    meeting = await _meet(home)
    await meeting.compare()
    await home.kill_bot()
    await home.start_bot()
    assert (await meeting.hear("cancel"))["code"] == "m.unknown_transaction"
    again = await _meet(home)
    await again.compare()
    await again.say("mac", again.side.mac(_keys(again.noa)))
    await again.hear("done")
