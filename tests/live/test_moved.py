"""From SQLite to a server and back with `navette move`, among careful people: the same device goes on."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from tests.live.careful import CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, gathered, run_beside
from tests.live.counting import NONE, settled, verdict
from tests.postgres import ThrowawayPostgres

pytestmark = [pytest.mark.live, pytest.mark.slow]


async def test_the_same_device_answers_from_the_other_database_and_from_the_first_again(
    homeserver: ThrowawayHomeserver, postgres: ThrowawayPostgres, tmp_path: Path
) -> None:
    tag = uuid.uuid4().hex[:6]
    async with gathered(homeserver, tmp_path, tag=tag) as home:
        for name in ("noa", "ines"):
            home.people[name] = await careful(homeserver, f"{name}{tag}")
        await home.start_bot()
        await home.tisseuse.wait_for(lambda: home.bot_is_in(home.tisseuse, home.admin_room), 60)
        room = await open_encrypted(home, "Granit", "noa", "ines")
        noa, ines = home.people["noa"], home.people["ines"]
        assert isinstance(noa, CarefulPerson) and isinstance(ines, CarefulPerson)
        typed = {room: [await noa.say(room, "!offre tissage vendredi")]}
        await settled(home, typed)
        before = await noa.signed_devices(home.bot_id)
        file, server = home.database, postgres.new_database()
        for source, target in ((file, server), (server, file)):
            assert await home.stop_bot() == 0
            typed[room].append(await noa.say(room, "!offres"))  # while nobody listens
            code, output = await run_beside(tmp_path, "move", source, target)
            assert code == 0, output
            await home.start_bot(NAVETTE_STORAGE__DATABASE=target)
            typed[room].append(await noa.say(room, "!offre couture samedi"))
            await settled(home, typed)
        assert verdict(home, typed) == NONE
        assert await noa.signed_devices(home.bot_id) == before
        assert [person.unread(room) for person in (noa, ines)] == [[], []]
        assert await _is_refused(home, server)


async def _is_refused(home: Collective, moved_away: str) -> bool:
    """A bot that is started on what was left must not run beside the other."""
    code, output = await run_beside(home.folder, "run", NAVETTE_STORAGE__DATABASE=moved_away)
    return code == 2 and "was moved away" in output
