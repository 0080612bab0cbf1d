"""A collective of as many îlots as asked for, in the interchange format: names, people, rhythms, listings."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from commands.kit.holidays import holiday_on

DOMAIN = "archipel.example"
BOT, TISSEUSE = f"@navette:{DOMAIN}", f"@tisseuse:{DOMAIN}"
OFFICE = "!office:archipel.example"
COURRIER, TIME = dt.time(9, 30), dt.time(14)  # on Friday: of the news, and of every îlot's own time
_SIZES = (2, 3, 4, 5, 6)  # people of an îlot
_TITLES = ("Relecture de dossiers", "Montage vidéo", "Prêt de barnum", "Régie lumière", "Mise en page", "Traduction")
_SAINTS = ("Bourg", "Plage", "Gare", "Pont", "Forêt")
_TOWNS = ("Rennes", "Lyon", "Marseille", "Nevers", "Lille", "Strasbourg", "Nantes", "Toulouse")
Entry = dict[str, Any]


def friday_after(day: dt.date) -> dt.date:
    """The first one of a later week that is no holiday, and has no holiday in the two days before."""
    friday = day + dt.timedelta(days=7 + (4 - day.weekday()) % 7)
    while any(holiday_on(friday - dt.timedelta(days=each), language="fr", alsace_moselle=True) for each in range(3)):
        friday += dt.timedelta(days=7)
    return friday


def room_of(ilot: int, domain: str = DOMAIN) -> str:
    """The address of an îlot's room on the homeserver that is made up."""
    return f"!ilot{ilot:06d}:{domain}"


def members_of(ilot: int, domain: str = DOMAIN) -> list[str]:
    """Two to six people, each of them in one îlot."""
    return [f"@p{ilot}-{each}:{domain}" for each in range(_SIZES[ilot % len(_SIZES)])]


def slug_of(ilot: int) -> str:
    """As the document names it."""
    return f"ilot-{ilot}"


def document(ilots: int, written_at: dt.datetime, first: dt.date, *, domain: str = DOMAIN, spread: int = 0) -> Entry:
    """Everybody, two listings an îlot, and a rhythm: every week at 14:00 from that day on.

    `spread` 1: every fifth îlot has the next of five days.
    """
    chance = random.Random(ilots)
    return {
        "format": "navette/1",
        "reference_now": written_at.isoformat(),
        "zone": "Europe/Paris",
        "ilots": [_ilot(each, first, domain, spread) for each in range(ilots)],
        "people": [_person(each, who) for each in range(ilots) for who in members_of(each, domain)],
        "roles": [{"id": f"@tisseuse:{domain}", "first_name": "Maude", "role": "tisseuse"}],
        "listings": [_listing(chance, number, ilots, written_at, domain) for number in range(2 * ilots)],
    }


def _ilot(ilot: int, first: dt.date, domain: str, spread: int) -> Entry:
    first += dt.timedelta(days=spread * (ilot % 5))
    slot = {"anchor_on": first.isoformat(), "weekday": first.weekday(), "start": "14:00", "end": "16:00"}
    fields = {"slug": slug_of(ilot), "name": f"Îlot {ilot}", "territory": _town(ilot)}
    return {**fields, "members": members_of(ilot, domain), "slot": {**slot, "every_weeks": 1, "pauses": []}}


def _town(ilot: int) -> str:
    """As many different ones as there are îlots: each has to be known to whoever reads a command."""
    return f"{_TOWNS[ilot % len(_TOWNS)]}-{_SAINTS[ilot % len(_SAINTS)]}" + (f" {ilot // 40}" if ilot >= 40 else "")


def _person(ilot: int, who: str) -> Entry:
    name = who[1:].partition(":")[0]
    town = _town(ilot)
    return {"id": who, "first_name": name.capitalize(), "ilot": slug_of(ilot), "town": town, "skills": ["montage"]}


def _listing(chance: random.Random, number: int, ilots: int, written_at: dt.datetime, domain: str) -> Entry:
    """One offer and one need an îlot, posted in the days before: the news of the next courrier."""
    ilot, letter = number % ilots, "OB"[number // ilots]
    starts = written_at.date() + dt.timedelta(days=20 + chance.randint(1, 30))
    return {
        "ref": f"{letter}{ilot + 1}",
        "direction": {"O": "offer", "B": "need"}[letter],
        "title": f"{chance.choice(_TITLES)}, {chance.randint(1, 20)} jours",
        "author": chance.choice(members_of(ilot, domain)),
        "ilot": slug_of(ilot),
        "starts": starts.isoformat(),
        "expires_on": starts.isoformat(),
        "remote": chance.random() < 0.3,
        "state": "open",
        "created_at": (written_at - dt.timedelta(hours=chance.randint(2, 48))).isoformat(),
    }
