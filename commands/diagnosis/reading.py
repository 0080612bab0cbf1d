"""What is typed after `!diagnostic`: which one, and what to do with it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from commands.kit.reading import fold, tidy
from storage.diagnoses import Version
from storage.ilots import Stage

MOST = 500  # characters of an answer
_MOST_NEEDS = 12


class Deed(StrEnum):
    """What to do; SEE where nothing is said."""

    SEE = "see"
    REDO = "redo"
    SHARE = "share"
    KEEP = "keep"
    ERASE = "erase"
    REMIND = "remind"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Order:
    """Of which version; None: whichever comes next."""

    deed: Deed = Deed.SEE
    version: Version | None = None


_VERSIONS = {
    **dict.fromkeys(("depart", "debut", "start", "initial"), Version.START),
    **dict.fromkeys(("six mois", "6 mois", "mi-parcours", "six months", "6 months", "mois"), Version.SIX_MONTHS),
    **dict.fromkeys(("bilan", "balance", "fin", "end"), Version.BALANCE),
}
_DEEDS = {
    **dict.fromkeys(("refais", "refaire", "corrige", "corriger", "redo"), Deed.REDO),
    **dict.fromkeys(("partage", "partager", "share"), Deed.SHARE),
    **dict.fromkeys(("garde", "garder", "keep"), Deed.KEEP),
    **dict.fromkeys(("efface", "effacer", "supprime", "erase", "delete"), Deed.ERASE),
    **dict.fromkeys(("rappel", "rappel oui", "rappels", "rappels oui", "reminder", "reminder yes"), Deed.REMIND),
    **dict.fromkeys(("rappel non", "rappels non", "sans rappel", "reminder no"), Deed.LEAVE),
}
_STAGES = {
    **dict.fromkeys(("diagnostic", "diagnosis"), Stage.DIAGNOSIS),
    **dict.fromkeys(("individuel", "parcours individuel", "individual", "individual path"), Stage.INDIVIDUAL),
    **dict.fromkeys(("collectif", "parcours collectif", "collective", "collective path"), Stage.COLLECTIVE),
}
_LITTLE = re.compile(r"\b(?:de|du|des|le|la|les|a|aux?|the|at)\b|d'|l'")


def order_in(text: str) -> Order | None:
    """« six mois », « départ refais », « partage »; None where there is something else."""
    words = _plain(text)
    version = _VERSIONS.get(words)
    if not words or version is not None:
        return Order(version=version)
    for name, which in _VERSIONS.items():
        rest = f" {words} ".replace(f" {name} ", " ", 1).strip()
        if rest != words and rest in _DEEDS:
            return Order(_DEEDS[rest], which)
    return Order(_DEEDS[words]) if words in _DEEDS else None


def stage_in(text: str) -> Stage | None:
    """« collectif »."""
    return _STAGES.get(_plain(text))


def _plain(text: str) -> str:
    return " ".join(_LITTLE.sub(" ", fold(text).strip(" .!?")).split())


def sentence(text: str) -> str:
    """One line, as long as it may be."""
    return " ".join(tidy(text).split())[:MOST]


def several(text: str) -> list[str]:
    """« un bureau, des remplacements »: each by itself."""
    parts = (" ".join(part.split()).strip(" -–•*.") for part in re.split(r"[,;\n]", tidy(text)[:MOST]))
    return list(dict.fromkeys(part for part in parts if part))[:_MOST_NEEDS]
