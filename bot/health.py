"""`/healthz` and `/metrics`, on this machine's own address only; imported only where a port is configured."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import web
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from bot.bench import Bench
from bot.config import ConfigFault
from storage.agenda import Agenda
from storage.database import driver_errors
from storage.queues import Queues
from storage.unreadable import KEEP, Unreadable

HOST = "127.0.0.1"  # no configuration opens it to anybody else


@asynccontextmanager
async def open_health(port: int, bench: Bench) -> AsyncIterator[None]:
    """Answers until it is left. Raises ConfigFault when somebody else has the port."""
    pages = web.Application()
    pages.router.add_get("/healthz", partial(_healthz, bench))
    pages.router.add_get("/metrics", partial(_metrics, bench))
    async with _open(port, pages):
        yield


@asynccontextmanager
async def open_waiting(port: int) -> AsyncIterator[None]:
    """The same while this process stands by: it is well, and tells nothing of what another one does."""
    pages = web.Application()
    pages.router.add_get("/healthz", _healthz_waiting)
    pages.router.add_get("/metrics", _metrics_waiting)
    async with _open(port, pages):
        yield


@asynccontextmanager
async def _open(port: int, pages: web.Application) -> AsyncIterator[None]:
    runner = web.AppRunner(pages, access_log=None)
    await runner.setup()
    try:
        await _listen(runner, port)
        yield
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        raise ConfigFault(f"health.port: {port} cannot be had ({error.strerror}): name another") from error


async def _healthz(bench: Bench, _: web.Request) -> web.Response:
    unready, silence = bench.pulse.unready(), bench.pulse.silence()
    body = {"ready": not unready, "stopped": unready, "seconds_since_sync": None if silence is None else round(silence)}
    return web.json_response(body, status=503 if unready else 200)


async def _healthz_waiting(_: web.Request) -> web.Response:
    return web.json_response({"ready": True, "stands_by": True})


async def _metrics_waiting(_: web.Request) -> web.Response:
    return _page([_gauge("navette_stands_by", "1 while another process is at work.", True)])


async def _metrics(bench: Bench, _: web.Request) -> web.Response:
    return _page([*_of_process(bench), *await _of_database(bench)])


def _page(found: Iterable[Metric]) -> web.Response:
    registry = CollectorRegistry()
    registry.register(_Once(found))
    ProcessCollector(registry=registry)
    return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


class _Once(Collector):
    """What was just found out."""

    def __init__(self, found: Iterable[Metric]) -> None:
        self._found = list(found)

    def collect(self) -> Iterator[Metric]:
        return iter(self._found)


def _of_process(bench: Bench) -> Iterator[Metric]:
    """No label names a person, a room or a word: loops, outcomes, and the version."""
    pulse = bench.pulse
    yield InfoMetricFamily("navette", "The running version.", {"version": bench.vitals().version})
    yield _gauge("navette_ready", "1 while sync, intake, postman and clock make progress.", not pulse.unready())
    if (silence := pulse.silence()) is not None:
        yield _gauge("navette_sync_age_seconds", "Since the last sync that was committed.", silence)
    turns = GaugeMetricFamily("navette_loop_age_seconds", "Since a loop last went round.", labels=["loop"])
    for loop, age in pulse.ages().items():
        turns.add_metric([loop], age)
    yield turns
    yield _counter("navette_handled", "Events that were handled.", "outcome", pulse.handled)
    yield _counter("navette_deliveries", "Attempts to send.", "result", pulse.deliveries)
    yield _gauge("navette_lease_epoch", "Grows when another process takes over.", bench.lease.epoch)


async def _of_database(bench: Bench) -> list[Metric]:
    """A database that does not answer is a metric too."""
    try:
        found = await _figures(bench)
    except driver_errors():
        return [_gauge("navette_database_up", "1 while the database answers.", 0)]
    up = _gauge("navette_database_up", "1 while the database answers.", 1)
    return [up, *(_gauge(f"navette_{name}", help_, value) for name, help_, value in found)]


async def _figures(bench: Bench) -> list[tuple[str, str, float]]:
    now = bench.now()
    async with bench.database.transaction() as session:
        queues = Queues(session, bench.account_id)
        counts, oldest = await queues.figures(), await queues.oldest(now)
        due = await Agenda(session, bench.account_id, bench.zone).next_due()
        unreadable = await Unreadable(session, bench.account_id).by_room(now - KEEP)
    return [
        *((name, _WAITING[name], float(count)) for name, count in counts.items()),
        ("inbox_oldest_seconds", "How long the oldest event waits to be handled.", _age(oldest.inbox, now)),
        ("outbox_oldest_seconds", "How long the oldest message that may leave waits.", _age(oldest.outbox, now)),
        ("note_lateness_seconds", "How late the clock's most overdue note is.", _age(due, now)),
        ("unreadable_messages", "Messages of 30 days that could never be read.", float(sum(unreadable.values()))),
    ]


_WAITING = {
    "inbox_waiting": "Events that are not handled yet.",
    "inbox_poison": "Events laid aside after three faults.",
    "outbox_waiting": "Messages that have not left yet, also those that wait for their hour.",
    "outbox_dead": "Messages that will never be taken.",
}


def _age(since: dt.datetime | None, now: dt.datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


def _gauge(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help_, float(value))


def _counter(name: str, help_: str, label: str, counts: dict[str, int]) -> Metric:
    family = CounterMetricFamily(name, help_, labels=[label])
    for key, count in sorted(counts.items()):
        family.add_metric([key], count)
    return family
