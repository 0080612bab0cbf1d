"""Reading a line in tests: what comes out, in one short notation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from commands.exchange.args import NewListing
from commands.kit.reading import Sight, fold
from storage.values import Price, PriceKind, Span

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = dt.datetime(2021, 4, 14, 10, 30, tzinfo=PARIS)
KNOWN = ("Bretagne", "Région lyonnaise", "Marseille", "Lyon", "Dijon", "Saint-Étienne", "Rennes", "Le Mans")


@dataclass(frozen=True)
class Case:
    """A line and all that it must give; what is not named must be absent.

    `when` is `2021-04-16T14:00`, `start/end`, `~start/end` when approximate; `price` is `150`, `50-80/day HT`,
    `free`, `solidary 150`.
    """

    text: str
    title: str
    values: dict[str, object] = field(default_factory=dict)
    now: dt.datetime = WEDNESDAY


def case(text: str, title: str, **values: object) -> Case:
    """On Wednesday 14 April 2021, half past ten."""
    return Case(text, title, values)


def on(now: str, text: str, title: str, **values: object) -> Case:
    """At another local time."""
    return Case(text, title, values, dt.datetime.fromisoformat(now).replace(tzinfo=PARIS))


def read(text: str, now: dt.datetime = WEDNESDAY, chosen: dict[str, object] | None = None) -> NewListing:
    """As `!offre` reads it."""
    sight = Sight(now=now, places=frozenset(fold(place) for place in KNOWN))
    return NewListing.read(text, sight, "offre", chosen)


def told(args: NewListing) -> dict[str, object]:
    """All that was read, in the short notation."""
    values = {
        "title": args.title,
        "description": args.description,
        "when": span_told(args.when) if args.when else None,
        "until": args.until.moment.isoformat() if args.until else None,
        "price": price_told(args.price) if args.price else None,
        "place": args.place.name if args.place else None,
        "reach": args.reach.value if args.reach else None,
        "permanent": args.permanent,
        "tags": " ".join(args.tags),
    }
    return {name: value for name, value in values.items() if value}


def span_told(span: Span) -> str:
    """`~2021-12-11/2021-12-20`."""
    about = "~" if span.approximate else ""
    return about + "/".join(moment.isoformat() for moment in (span.starts, span.ends) if moment is not None)


def price_told(price: Price) -> str:
    """`solidary 50-80/day HT`."""
    if price.min_cents is None:
        return price.kind.value
    kind = "" if price.kind is PriceKind.PAID else price.kind.value + " "
    amounts = "-".join(f"{cents / 100:.10g}" for cents in (price.min_cents, price.max_cents) if cents is not None)
    unit = f"/{price.unit.value}" if price.unit else ""
    return f"{kind}{amounts}{unit}" + (f" {price.tax.value}" if price.tax else "")


def check(wanted: Case) -> None:
    """Fails with both sides in sight."""
    assert told(read(wanted.text, wanted.now)) == {"title": wanted.title, **wanted.values}
