"""The section of docs/benchmarks.md about many îlots: what each cost is, what it grows with, what was lost."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.inside.pictures import Curve, draw_curves

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
LONGEST = 200.0  # milliseconds for which the loop may be held up
_WAVES = {"courrier": "the courrier", "time": "its own time begins"}
Json = dict[str, Any]


def section(raw: Json) -> str:
    """Words and tables; what was not measured is left out."""
    found = [_Turn(each) for each in raw["turns"]]
    parts = [_OPENING, *_aims(raw, found), "", _starts(found), _burst(found), _waves(found), _growth(found)]
    return "\n".join([*parts, _synapse(found), _week(raw.get("week") or {})])


def is_whole(raw: Json) -> bool:
    """Nothing was lost, twice, early or adrift, wherever it was measured."""
    scenes = [scene for turn in raw["turns"] for scene in turn["scenes"]]
    week = raw.get("week") or {}
    bad = sum(scene.get(name, 0) for scene in scenes for name in ("lost", "twice", "early"))
    return not bad and not sum(week.get(name, 0) for name in ("adrift", "twice", "faults"))


def draw(raw: Json, folder: Path) -> None:
    """Pictures of what grows with the rooms."""
    found = [_Turn(each) for each in raw["turns"] if each["homeserver"] == "made up"]
    costs = (
        ("answered_s", "start", "start to first answer"), ("answered_s", "first start", "first start of all"),
        ("last_s", "courrier", "a courrier until the last left"), ("last_s", "time", "a time until the last left"),
    )  # fmt: skip
    curves = []
    for field, scene, name in costs:
        points = [
            (turn.rooms, turn.of(scene)[field]) for turn in found if turn.on == "sqlite" and turn.has(scene, field)
        ]
        points.sort()
        if points:
            curves.append(Curve(name, [size for size, _ in points], [value for _, value in points]))
    if curves:
        draw_curves(folder / "scale.svg", "what grows with the rooms, on SQLite", "s", curves)


class _Turn:
    """One bot's turn."""

    def __init__(self, raw: Json) -> None:
        self.rooms, self.on, self.homeserver = int(raw["rooms"]), str(raw["on"]), str(raw["homeserver"])
        self._scenes: dict[str, Json] = {scene["scene"]: scene for scene in raw["scenes"]}

    def of(self, scene: str) -> Json:
        """Empty when it was not played."""
        return self._scenes.get(scene, {})

    def has(self, scene: str, field: str) -> bool:
        """True when it was played and told that."""
        return self.of(scene).get(field) is not None

    @property
    def longest(self) -> float:
        """Milliseconds for which the loop was held up, in whatever scene."""
        return max((float(each.get("longest_ms", 0)) for each in self._scenes.values()), default=0.0)

    @property
    def own(self) -> float:
        """The same on the processor: without what other processes of the machine took."""
        return max((float(each.get("own_ms", 0)) for each in self._scenes.values()), default=0.0)

    @property
    def name(self) -> list[str]:
        """The first two columns of a row."""
        return [ENGINES[self.on], f"{self.rooms:,}"]


_OPENING = """## Many îlots

`navette run` as a process, in a plain room for each îlot, of two to six people, with two listings each and a rhythm of
its own. The homeserver is made up, in another process: it speaks just what the bot asks for, and counts by its own
transaction ids. A real Synapse stands beside it, at the size that the machine holds. The bot's clock is set ahead, so
that the hour of a courrier comes when it is wanted.

| | what | aim | found |
|---|---|---|---|"""


def _aims(raw: Json, found: Sequence[_Turn]) -> Iterable[str]:
    made_up = [turn for turn in found if turn.homeserver == "made up"]
    largest = {turn.on: turn.rooms for turn in sorted(made_up, key=lambda each: each.rooms)}
    for turn in _made_up(made_up):
        if turn.rooms >= min(1_000, largest[turn.on]):
            what = f"longest stall of the loop, {turn.rooms:,} rooms, {ENGINES[turn.on]}, in any scene"
            told = f"{turn.longest:.0f} ms ({turn.own:.0f} ms of it on the processor)"
            yield _aim(what, f"≤ {LONGEST:.0f} ms", told, turn.longest <= LONGEST)
    scenes = [scene for turn in found for scene in (turn.of("burst"), *map(turn.of, _WAVES))]
    bad = {name: sum(scene.get(name, 0) for scene in scenes) for name in ("lost", "twice", "early")}
    said = sum(scene.get("sent", 0) + scene.get("rooms", 0) for scene in scenes)
    told = f"{bad['lost']} / {bad['twice']} / {bad['early']} of {said:,}"
    yield _aim("lost / twice / early, of all answers and reminders", "0 / 0 / 0", told, not any(bad.values()))
    week = raw.get("week") or {}
    if week:
        worst = week["adrift"] + week["twice"] + week["faults"]
        told = f"{week['adrift']} adrift, {week['twice']} twice, {week['faults']} faults"
        yield _aim(f"a week of {week['ilots']:,} îlots under a cap", "nothing adrift", told, not worst)


def _aim(what: str, aim: str, found: str, is_met: bool) -> str:
    return f"| {'✓' if is_met else '✗'} | {what} | {aim} | {found} |"


# ── parts ──


def _starts(found: Sequence[_Turn]) -> str:
    rows = []
    for turn in _made_up(found):
        first, start = turn.of("first start"), turn.of("start")
        if start:
            answered = [f"{first.get('answered_s', 0):.1f} s", f"{start['answered_s']:.1f} s"]
            stalls = [f"{first.get('longest_ms', 0):.0f} ms", f"{start['longest_ms']:.0f} ms"]
            size = [f"{start['mib']:.0f} MiB", f"{start['database_bytes'] / turn.rooms / 1024:.1f} KiB"]
            rows.append([*turn.name, *answered, *stalls, *size])
    return _part(
        "Starts",
        "From the birth of the process to the first answer, when somebody types at that very moment. At the first "
        "start of all the bot meets every room and asks who is there, one room after the other, before it answers; at "
        "any other it goes on where it was. Stalls count from the moment at which its loops turn.",
        ["", "rooms", "the first of all", "any other", "stall, first", "stall, other", "memory", "database an îlot"],
        rows,
    )


def _burst(found: Sequence[_Turn]) -> str:
    rows = [
        [
            *(*turn.name, f"{burst['sent']}", f"{burst['per_second']:.0f}", f"{burst['median_s']:.1f} s"),
            *(f"{burst['cpu_ms_each']:.0f} ms", f"{burst['lost']} / {burst['twice']}"),
        ]
        for turn in _made_up(found)
        if (burst := turn.of("burst"))
    ]
    return _part(
        "Commands at one instant",
        "`!offres montage`, `!voir`, `!aide` and `!offre` in rooms by chance, all typed at the same moment.",
        ["", "rooms", "typed", "answered a second", "median wait", "processor each", "lost / twice"],
        rows,
    )


def _waves(found: Sequence[_Turn]) -> str:
    rows = [
        [
            *(*turn.name, name, *(f"{wave[each]:.1f} s" for each in ("first_s", "half_s", "last_s"))),
            *(f"{wave.get(each, 0):.1f} s" for each in ("meanwhile_median_s", "meanwhile_longest_s")),
            f"{wave['lost']} / {wave['twice']} / {wave['early']}",
        ]
        for turn in _made_up(found)
        for scene, name in _WAVES.items()
        if (wave := turn.of(scene)) and wave.get("last_s") is not None
    ]
    return _part(
        "Every îlot at one hour",
        "Friday, 9:30: a courrier for each îlot, out of the listings of all the others. Friday, 14:00: the time that "
        "every îlot has for itself begins. How long after its hour the first, the middle one and the last was taken by "
        "the homeserver; and how long somebody waited who typed a command each second meanwhile.",
        ["", "rooms", "", "first", "half", "last", "an answer meanwhile, median", "longest", "lost / twice / early"],
        rows,
    )


def _growth(found: Sequence[_Turn]) -> str:
    """How each cost grows: the exponent between two sizes; 1 is as the rooms, 2 is as their square."""
    costs = (
        ("first start", "answered_s"), ("start", "answered_s"), ("start", "mib"), ("start", "cpu_s"),
        ("start", "database_bytes"), ("burst", "cpu_ms_each"), ("courrier", "last_s"), ("courrier", "cpu_s"),
        ("time", "last_s"), ("time", "cpu_s"),
    )  # fmt: skip
    rows = []
    for on, engine in ENGINES.items():
        turns = [turn for turn in _made_up(found) if turn.on == on]
        for scene, field in costs:
            values = [(turn.rooms, float(turn.of(scene)[field])) for turn in turns if turn.has(scene, field)]
            steps = [f"{_exponent(a, b):.2f}" for a, b in itertools.pairwise(values)]
            if steps:
                between = ", ".join(f"{size:,}" for size, _ in values)
                rows.append([engine, f"{scene}: {_FIELDS[field]}", between, ", ".join(steps)])
    return _part(
        "How it grows",
        "The exponent between one size and the next: 0 is the same for any size, 1 is as the rooms, 2 as their square.",
        ["", "what", "between", "exponent"],
        rows,
        "scale",
    )


_FIELDS = {
    "answered_s": "seconds to the first answer", "mib": "memory", "cpu_s": "processor", "database_bytes": "database",
    "cpu_ms_each": "processor a command", "last_s": "seconds until the last has left",
}  # fmt: skip


def _exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    if small[1] <= 0 or large[1] <= 0:
        return 0.0
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def _synapse(found: Sequence[_Turn]) -> str:
    """Both homeservers at the same size."""
    rows = []
    for real in [turn for turn in found if turn.homeserver == "synapse"]:
        for turn in [real, *(each for each in _made_up(found) if (each.rooms, each.on) == (real.rooms, real.on))]:
            waves = [turn.of(name).get("last_s") for name in _WAVES]
            told = [f"{each:.1f} s" if each is not None else "–" for each in waves]
            start, burst = turn.of("start"), turn.of("burst")
            where = "Synapse" if turn.homeserver == "synapse" else "made up"
            first = f"{turn.of('first start').get('answered_s', 0):.1f} s"
            speed = f"{burst.get('per_second', 0):.0f}"
            row = [f"{turn.rooms:,}", where, first, f"{start.get('answered_s', 0):.1f} s", speed, *told]
            rows.append([*row, f"{turn.longest:.0f} ms", f"{start.get('mib', 0):.0f} MiB"])
    if not rows:
        return ""
    head = ["rooms", "homeserver", "first start", "start", "answered a second", "courrier, last", "time, last"]
    return _part(
        "Beside a real Synapse",
        "The same scenes on a Synapse of its own without rate limits, on the same two cores, its rooms as real as "
        "anybody's. What a homeserver's own work adds is what the one that is made up leaves out.",
        [*head, "longest stall", "memory"],
        rows,
    )


def _week(week: Json) -> str:
    if not week:
        return ""
    rows = []
    for number, day in enumerate(week["days"], 1):
        rows_kept = sum(day["rows"].values())
        files = sum(day["files"].values()) / 2**20
        of = [f"{day['rows'].get(name, 0):,}" for name in ("agenda", "inbox", "outbox")]
        rows.append([f"{number}", f"{day['mib']:.0f} MiB", f"{rows_kept:,}", *of, f"{files:.0f} MiB"])
    told = ", ".join(f"{count:,} {_TOLD[name]}" for name, count in week["told"].items() if count)
    cap = week["days"][0].get("cap_mib", 0)
    return _part(
        "A week",
        f"Monday to Sunday of {week['ilots']:,} îlots in a rehearsal, on a database file; {week['lines_a_day']:,} "
        f"lines a day that people type, and hands in one îlot of ten. After the first day the process may hold no more "
        f"than a quarter more data than it held then ({cap:,.0f} MiB). Said on the way: {told}; {week['adrift']} at "
        f"another hour of the wall clock than theirs, {week['twice']} twice.",
        ["day", "memory", "rows", "of them notes", "events", "messages", "files, all of them"],
        rows,
    )


_TOLD = {"Begins": "times begun", "Ends": "times ended", "Courrier": "courriers", "Poll": "polls"}


def _made_up(found: Sequence[_Turn]) -> list[_Turn]:
    turns = [turn for turn in found if turn.homeserver == "made up"]
    return sorted(turns, key=lambda turn: (list(ENGINES).index(turn.on), turn.rooms))


def _part(title: str, prose: str, head: Sequence[str], rows: Iterable[Sequence[str]], picture: str = "") -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *lines]
    shown = ["", f"![{title}](benchmarks/{picture}.svg)"] if picture else []
    return "\n".join(["", f"### {title}", "", prose, "", *table, *shown])
