"""Fixtures of the live tests: Synapse with and without its default rate limits, a collective on either database."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from tests.conftest import BOTH
from tests.live.bourse import open_bourse
from tests.live.collective import Collective, gathered
from tests.postgres import ThrowawayPostgres


@pytest.fixture(scope="session")
async def homeserver(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ThrowawayHomeserver]:
    """A Synapse without rate limits, for the session."""
    async with ThrowawayHomeserver(tmp_path_factory.mktemp("synapse")) as running:
        yield running


@pytest.fixture
async def strict_homeserver(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ThrowawayHomeserver]:
    """A Synapse with the default rate limits; one for each test, since five logins use up those of half an hour."""
    async with ThrowawayHomeserver(tmp_path_factory.mktemp("strict"), strict=True) as running:
        yield running


@pytest.fixture(scope="session")
async def archipel(
    homeserver: ThrowawayHomeserver, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Collective]:
    """A collective with a running bot that the short tests share; each opens the rooms it needs."""
    names = ("noa", "ines", "hugues", "leila", "sacha", "wassila", "stranger")
    folder = tmp_path_factory.mktemp("archipel")
    async with gathered(homeserver, folder, *names, deputy="ivane", bots=("robot",), tag="-short") as found:
        await found.start_bot()
        await found.open_ilot("Granit", "noa", "ines")
        yield found


@pytest.fixture
async def collective(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """Five people and a Tisseuse of their own; the bot is not started yet."""
    names = ("noa", "ines", "hugues", "leila", "sacha")
    async with gathered(homeserver, tmp_path, *names, database=database_url, tag=uuid.uuid4().hex[:6]) as found:
        yield found


@pytest.fixture(params=BOTH, scope="session")
async def bourse(
    request: pytest.FixtureRequest, homeserver: ThrowawayHomeserver, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Collective]:
    """Three encrypted îlots on either database, for all tests of it; each has listings of its own."""
    url = None
    if request.param == "postgresql":
        server: ThrowawayPostgres = request.getfixturevalue("postgres")
        url = server.new_database()
    async with open_bourse(homeserver, tmp_path_factory.mktemp("bourse"), url) as found:
        yield found


@pytest.fixture
async def home(bourse: Collective) -> Collective:
    """The same; the bot runs, whatever became of it in another test."""
    assert bourse.process is not None
    if bourse.process.poll() is not None:
        await bourse.start_bot()
    return bourse
