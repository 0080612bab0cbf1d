"""Both ways between the bot and matrix-js-sdk, in each situation that could break them; prints a table."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.homeserver import ThrowawayHomeserver
from bot.person import Person
from tests.interop.node import FOLDER, NotHere, Others, Unanswered, set_up
from tests.interop.peer import BareNio
from tests.live.careful import ENCRYPTION
from tests.live.collective import PASSWORD, Collective, gathered

STRANGERS = 60
_PATIENCE = 60  # seconds; a start of the bot is in it
_PEER_PATIENCE = 20


@dataclass(frozen=True)
class Row:
    """One situation: what the other implementation saw. Well when all of it is as it has to be."""

    situation: str
    seen: str
    signed: bool = False
    encrypted: bool = False
    shield: str = ""
    seconds: float = 0.0

    @property
    def is_well(self) -> bool:
        """Answered and read, encrypted, no shield, by a device that its owner signed."""
        return self.seen == "answered" and self.signed and self.encrypted and self.shield == "NONE"

    def line(self) -> str:
        """As the table has it."""
        mark, yes = "✓" if self.is_well else "✗", {True: "true", False: "false"}
        seen = f"{self.seen:<10} {yes[self.signed]:<14} {yes[self.encrypted]:<10} {self.shield:<7}"
        return f"{mark} {self.situation:<52} {seen} {self.seconds:5.1f}"


@dataclass
class Scene:
    """The bot, a room, and people of another implementation."""

    home: Collective
    others: Others
    rows: list[Row] = field(default_factory=list)

    async def enter(self, name: str, device: str | None = None) -> None:
        """An account and its first device, or another device of it."""
        if device is None:
            await self.home.homeserver.register(name, PASSWORD)
        await self.others.do(
            "enter", **{"as": device or name}, url=self.home.homeserver.url, user=name, password=PASSWORD
        )

    async def open(self, name: str, *people: str, encrypted: bool = True) -> str:
        """A room of an îlot with these people and the bot in it."""
        users = [f"@{person}:{self.home.homeserver.name}" for person in people]
        state = [ENCRYPTION] if encrypted else []
        room = await self.home.tisseuse.create_room(name, (self.home.bot_id, *users), initial_state=state)
        await self.home.tisseuse.wait_for(lambda: self.home.bot_is_in(self.home.tisseuse, room), _PATIENCE)
        for person in people:
            await self.others.do("join", **{"as": person}, room=room, members=3)
        await self.home.tell_bot(f"!ilot créer {name}")
        await self.home.tell_bot(f"!ilot lier {name.lower()} {room}")
        return room

    async def ask(
        self,
        situation: str,
        who: str,
        room: str,
        body: str = "!aide",
        *,
        asked: str | None = None,
        patience: int = _PATIENCE,
    ) -> None:
        """Says it if it is not said yet, waits for the answer, and writes a row."""
        started = time.monotonic()
        try:
            asked = asked or await self.say(who, room, body)
            fields = {"as": who, "room": room, "to": asked, "from": self.home.bot_id, "seconds": patience}
            found = await self.others.do("answer", **fields)
            signed = await self._signed(who)
        except Unanswered as why:
            self.rows.append(Row(situation, str(why)))
        else:
            took = time.monotonic() - started
            self.rows.append(Row(situation, "answered", signed, found["encrypted"], found["shield"], took))
        print(self.rows[-1].line(), flush=True)

    async def say(self, who: str, room: str, body: str) -> str:
        """Returns the event's id."""
        return str((await self.others.do("ask", **{"as": who}, room=room, body=body))["event"])

    async def _signed(self, who: str) -> bool:
        """Every device that the bot has."""
        found = await self.others.do("devices", **{"as": who}, user=self.home.bot_id)
        return bool(found) and all(device["signedByOwner"] for device in found)


def main() -> int:
    """0 when all is well, or when there is nothing to run it with."""
    try:
        node = set_up()
    except NotHere as why:
        print(f"NOT RUN: {why}")
        return 0
    wanted = json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]
    print(f"Node {node}, {', '.join(f'{name} {number}' for name, number in wanted.items())}, ", end="")
    print(f"matrix-nio {version('matrix-nio')}, Synapse {version('matrix-synapse')}; keys for signed devices only\n")
    rows = asyncio.run(_all())
    failed = sum(not row.is_well for row in rows)
    print(f"\n{len(rows)} situations, {failed} not well")
    return 1 if failed else 0


async def _all() -> list[Row]:
    print(f"  {'situation':<52} {'seen':<10} {'signedByOwner':<14} {'encrypted':<10} {'shield':<7} seconds")
    async with _scene() as scene:
        await scene.enter("noa")
        await scene.home.start_bot()
        room = await scene.open("Granit", "noa")
        await scene.ask("at first start", "noa", room, "!offre montage vendredi 14h")
        await scene.ask("at once again", "noa", room)
        await _restarts(scene, room)
        await _strangers(scene, room)
        await _later_device(scene, room)
        await _later_encryption(scene)
        await _nothing_left(scene, room)
        await _beside(scene)
        return scene.rows


async def _restarts(scene: Scene, room: str) -> None:
    await scene.home.stop_bot()
    await scene.home.start_bot()
    await scene.ask("after a restart", "noa", room, "!offres")
    await scene.home.kill_bot()
    await scene.home.start_bot()
    await scene.ask("after kill -9", "noa", room, "!offres")
    await scene.home.stop_bot()
    asked = await scene.say("noa", room, "!voir O1")
    await scene.home.start_bot()
    await scene.ask("asked while the bot was away", "noa", room, asked=asked)


async def _strangers(scene: Scene, room: str) -> None:
    """They take all its one-time keys while it is away; who comes next gets the fallback key."""
    await scene.home.stop_bot()
    given = [await _claimed_by_a_stranger(scene.home, f"stranger{index}") for index in range(STRANGERS)]
    await scene.enter("ines")
    await scene.home.tisseuse.do(room, "invite", f"@ines:{scene.home.homeserver.name}")
    await scene.others.do("join", **{"as": "ines"}, room=room, members=4)
    asked = await scene.say("ines", room, "!offres")
    await scene.home.start_bot()
    what = f"after {STRANGERS} claims ({given.count('fallback')} got the fallback key)"
    await scene.ask(f"{what}, a newcomer", "ines", room, asked=asked)
    await scene.ask("the same newcomer, new keys uploaded", "ines", room)
    await scene.ask("somebody who was there before the claims", "noa", room)


async def _claimed_by_a_stranger(home: Collective, name: str) -> str:
    await home.homeserver.register(name, PASSWORD)
    stranger = Person(home.homeserver.url, name, PASSWORD)
    await stranger.log_in(listen=False)
    try:
        found = await stranger.call("POST", "keys/query", {"device_keys": {home.bot_id: []}})
        (device,) = found["device_keys"][home.bot_id]
        wanted = {"one_time_keys": {home.bot_id: {device: "signed_curve25519"}}}
        given: dict[str, Any] = (await stranger.call("POST", "keys/claim", wanted))["one_time_keys"]
        (key,) = given[home.bot_id][device].values()
        return "fallback" if key.get("fallback") else "one-time"
    finally:
        await stranger.close()


async def _later_device(scene: Scene, room: str) -> None:
    await scene.enter("noa", device="noa's phone")
    asked = await scene.say("noa", room, "!aide offre")
    await scene.ask("a device added later reads the next answer", "noa's phone", room, asked=asked)
    await scene.ask("a device added later asks", "noa's phone", room)


async def _later_encryption(scene: Scene) -> None:
    room = await scene.open("Traboule", "noa", encrypted=False)
    said = await scene.say("noa", room, "!aide")
    fields = {"as": "noa", "room": room, "to": said, "from": scene.home.bot_id, "seconds": _PATIENCE}
    assert not (await scene.others.do("answer", **fields))["encrypted"]
    await scene.home.tisseuse.set_state(room, "m.room.encryption", ENCRYPTION["content"])
    await scene.others.do("encrypted", **{"as": "noa"}, room=room)
    await scene.ask("after encryption was turned on in an old room", "noa", room)


async def _nothing_left(scene: Scene, room: str) -> None:
    """Nothing the bot ever said there is unreadable for who was there from the beginning."""
    left = await scene.others.do("unreadable", **{"as": "noa", "from": scene.home.bot_id}, room=room)
    if left:
        scene.rows.append(Row("everything the bot said", f"{len(left)} unreadable"))
        print(scene.rows[-1].line())


async def _beside(scene: Scene) -> None:
    """A bare nio bot in the same run, asked by the same person; what becomes of it is no verdict on ours."""
    home, name = scene.home, "bare-nio"
    user_id = await home.homeserver.register(name, PASSWORD)
    async with BareNio(home.homeserver.url, user_id, PASSWORD):
        noa = f"@noa:{home.homeserver.name}"
        room = await home.tisseuse.create_room("Beside", (user_id, noa), initial_state=[ENCRYPTION])
        await scene.others.do("join", **{"as": "noa"}, room=room, members=3)
        beside = Scene(replace(home, bot_id=user_id), scene.others)
        await beside.ask("beside us: a bare nio bot, at first start", "noa", room, patience=_PEER_PATIENCE)


@asynccontextmanager
async def _scene() -> AsyncIterator[Scene]:
    with tempfile.TemporaryDirectory(prefix="navette-interop-") as name:
        folder = Path(name)
        async with (
            ThrowawayHomeserver(folder / "homeserver") as homeserver,
            gathered(homeserver, folder / "bot") as home,
            Others() as others,
        ):
            yield Scene(home, others)


if __name__ == "__main__":
    sys.exit(main())
