"""The tables of the comparison: ratios to the bare nio echo, and what was lost or said twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from benchmarks.peers.bots import BOTS, NAVETTE, NIO

Raw = dict[str, Any]
_SCENES = ("one by one", "burst", "kill -9", "outage", "limits")
_BOUNDS = (
    "What bounds Navette: its start is nearly all imports (SQLAlchemy, pydantic, its own words and commands, beside "
    "nio); so is its memory. An answer is some twenty statements in two transactions, each through SQLAlchemy and a "
    "thread of SQLite's, before its request leaves: that is its processor time, and what it is slower by than an echo "
    "that writes nothing down."
)
_ABOUT = {
    "one by one": "each typed when the one before was answered",
    "burst": "five people at once, as fast as the homeserver takes it",
    "kill -9": "killed when a third was answered, up again a second later",
    "outage": "the homeserver goes while people type, and comes back",
    "limits": "the homeserver's default: ten at once, then one in five seconds",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One row. `of` gives the figures of one scene; each turn counts with their median."""

    name: str
    unit: str
    scene: str
    of: Callable[[Raw], Sequence[float]]
    aim: float | None = None  # Navette's, as a multiple of the bare nio echo


def _field(name: str) -> Callable[[Raw], Sequence[float]]:
    return lambda scene: [scene[name]] if scene.get(name) is not None else []


def _p95(scene: Raw) -> Sequence[float]:
    figures = scene.get("ms", [])
    return [quantiles(figures, n=20)[-1]] if len(figures) > 1 else figures


MEASURES = (
    Measure("start to first answer", "s", "start", _field("seconds"), 2.0),
    Measure("memory when idle", "MiB", "idle", _field("mib"), 1.8),
    Measure("answer, median", "ms", "one by one", lambda scene: scene.get("ms", []), 1.2),
    Measure("answer, p95", "ms", "one by one", _p95),
    Measure("burst, until all is answered", "s", "burst", _field("answered_s")),
    Measure("processor per answer", "ms", "burst", _field("cpu_ms_per_answer")),
    Measure("memory after the burst", "MiB", "burst", _field("mib_after")),
)


def section(raw: Raw) -> str:
    """Markdown."""
    parts = ["## Beside other bots", _intro(raw)]
    for kind in _kinds(raw):
        parts += [f"### In {kind} rooms", _ratios(raw, kind), _counts(raw, kind), _absent(raw, kind)]
    parts += [_BOUNDS, _loads(raw)]
    return "\n\n".join(part for part in parts if part) + "\n"


def navette_is_whole(raw: Raw) -> bool:
    """Nothing lost and nothing twice, in every scene of every turn."""
    turns = [turn for turn in raw["turns"] if turn["bot"] == NAVETTE.name]
    counted = [scene for turn in turns for scene in turn.get("scenes", []) if "sent" in scene or "error" in scene]
    whole = all(scene.get("lost") == scene.get("twice") == 0 for scene in counted)
    return whole and not any("not_played" in turn for turn in turns)


def _intro(raw: Raw) -> str:
    bots = "\n".join(
        f"- **{bot.name}**{_version(raw, bot.package)}: {bot.about}." for bot in BOTS if _played(raw, bot.name)
    )
    return (
        "On one real Synapse, in turns, each bot with a new account in five rooms; five people type, and what counts "
        "is what another person of the room sees in their own timeline. Figures are medians of all turns.\n\n" + bots
    )


def _version(raw: Raw, package: str) -> str:
    found = raw["versions"].get(package)
    return f" {found}" if found else ""


# ── ratios ──


def _ratios(raw: Raw, kind: str) -> str:
    names = [bot.name for bot in BOTS if bot is not NIO and _played(raw, bot.name, kind)]
    head = ["", NIO.name, *names, "aim for Navette"]
    rows = [_row(raw, kind, measure, names) for measure in MEASURES]
    return _table([head, *[row for row in rows if row]])


def _row(raw: Raw, kind: str, measure: Measure, names: list[str]) -> list[str]:
    floor = _figure(raw, kind, measure, NIO.name)
    if not floor:
        return []
    found = {name: _figure(raw, kind, measure, name) for name in names}
    cells = [_multiple(found[name], floor) for name in names]
    return [measure.name, f"{floor:.3g} {measure.unit}", *cells, _aim(measure, found.get(NAVETTE.name), floor)]


def _multiple(figure: float | None, floor: float) -> str:
    return "—" if figure is None else f"× {figure / floor:.2f}"


def _aim(measure: Measure, figure: float | None, floor: float) -> str:
    if measure.aim is None or figure is None:
        return ""
    return f"≤ × {measure.aim:g} {'✓' if figure / floor <= measure.aim else '✗'}"


def _figure(raw: Raw, kind: str, measure: Measure, name: str) -> float | None:
    turns = [measure.of(scene) for scene in _scenes(raw, name, kind, measure.scene)]
    medians = [median(figures) for figures in turns if figures]
    return median(medians) if medians else None


# ── lost and twice ──


def _counts(raw: Raw, kind: str) -> str:
    names = [bot.name for bot in BOTS if _played(raw, bot.name, kind)]
    head = ["lost / twice, of all that was typed", *names]
    rows = [
        [f"**{scene}**: {_ABOUT[scene]}", *(_counted(raw, kind, scene, name) for name in names)] for scene in _SCENES
    ]
    return _table([head, *rows])


def _counted(raw: Raw, kind: str, scene: str, name: str) -> str:
    found = list(_scenes(raw, name, kind, scene))
    if not found or any("error" in each for each in found):
        return "—" if not found else "failed"
    sent, lost, twice = (sum(each[key] for each in found) for key in ("sent", "lost", "twice"))
    dead = any(each.get("answers_again") is False for each in found)
    return f"{lost} / {twice} of {sent}" + (", then silent" if dead else "")


def _absent(raw: Raw, kind: str) -> str:
    absent = {turn["bot"]: turn["not_played"] for turn in raw["turns"] if turn["kind"] == kind and "not_played" in turn}
    return "\n".join(f"- {name} took no part: {why}" for name, why in absent.items())


# ── what the samples hold ──


def _scenes(raw: Raw, name: str, kind: str, scene: str) -> Iterator[Raw]:
    for turn in raw["turns"]:
        if (turn["bot"], turn["kind"]) == (name, kind):
            yield from (each for each in turn.get("scenes", []) if each["scene"] == scene)


def _played(raw: Raw, name: str, kind: str | None = None) -> bool:
    return any(turn["bot"] == name and "scenes" in turn and kind in {None, turn["kind"]} for turn in raw["turns"])


def _kinds(raw: Raw) -> list[str]:
    return list(dict.fromkeys(turn["kind"] for turn in raw["turns"]))


def _loads(raw: Raw) -> str:
    loads = [load for turn in raw["turns"] for scene in turn.get("scenes", []) for load in scene["load"]]
    if not loads:
        return ""
    rounds = max(turn["round"] for turn in raw["turns"])
    turns = "One turn" if rounds == 1 else f"{rounds} turns"
    return f"{turns} of each bot; load average between {min(loads):.1f} and {max(loads):.1f} while they ran."


def _table(rows: list[list[str]]) -> str:
    ruled = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join("| " + " | ".join(row) + " |" for row in ruled)
