"""Three pictures of a period, drawn: lines, hatches and words carry the meaning, colours only repeat it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle

from commands.kit import canvas
from commands.kit.pictures import Ink
from commands.report.counting import Category, Edge
from commands.report.picturing import Scene, Words
from commands.report.targets import Step, Target
from storage.links import LinkKind

_STYLES: dict[LinkKind, tuple[Literal["-", "--", ":"], str]] = {
    LinkKind.EXCHANGE: ("-", "exchange"),
    LinkKind.COMMON: ("--", "common"),
    LinkKind.TOLD: (":", "told"),
}
_BEND = 0.22  # how far apart the lines between the same two îlots lie


def png(scene: Scene, ink: Ink, words: Words) -> bytes:
    """For a chat: on paper of its own, so that it is the same in light and in dark."""
    return canvas.png(lambda axes: _drawn(axes, scene, ink, words), words.title, scene.high, ink)


def svg(scene: Scene, ink: Ink, words: Words) -> str:
    """For a page: on whatever lies behind it. The same scene gives the same text."""
    return canvas.svg(lambda axes: _drawn(axes, scene, ink, words), words.title, scene.high, ink)


def _drawn(axes: Axes, scene: Scene, ink: Ink, words: Words) -> None:
    if scene.edges is not None:
        _links(axes, scene.ilots, scene.edges, ink, words)
    elif scene.steps is not None:
        _mechanisms(axes, scene.steps, scene.targets, scene.until, ink, words)
    elif scene.categories is not None:
        _needs(axes, scene.categories, ink, words)


# ── îlots, and what links them ──


def _links(axes: Axes, ilots: Sequence[str], edges: Sequence[Edge], ink: Ink, words: Words) -> None:
    axes.set_axis_off()
    axes.set_aspect("equal")
    places = _around(ilots)
    for edge in edges:
        _bundle(axes, edge, places, ink)
    for name, (x, y) in places.items():
        axes.plot(x, y, "o", markersize=13, markerfacecolor=ink.accent, markeredgecolor=ink.text, zorder=3)
        axes.annotate(
            name,
            (x, y),
            (0, 13 if y >= 0 else -13),
            textcoords="offset points",
            ha="center",
            va="center" if not y else ("bottom" if y > 0 else "top"),
            color=ink.text,
            fontweight="bold",
            zorder=4,
        )
    axes.set(xlim=(-1.45, 1.45), ylim=(-1.4, 1.4))
    kinds = [kind for kind in LinkKind if any(kind in edge.origins for edge in edges)]
    styles = [(_STYLES[kind][0], words.labels[_STYLES[kind][1]]) for kind in kinds]
    canvas.legend(axes, [Line2D([], [], linestyle=style, color=ink.text, label=label) for style, label in styles], ink)


def _around(names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """On a circle, the first at the top."""
    turn = 2 * math.pi / max(1, len(names))
    return {name: (round(math.sin(turn * at), 6), round(math.cos(turn * at), 6)) for at, name in enumerate(names)}


def _bundle(axes: Axes, edge: Edge, places: dict[str, tuple[float, float]], ink: Ink) -> None:
    """A line for each kind; beside it, how many things of that kind where they are several."""
    one, other = (places[name] for name in edge.pair)
    middle = (len(edge.origins) - 1) / 2
    for number, (kind, origins) in enumerate(edge.origins.items()):
        bend = (number - middle) * _BEND
        line = FancyArrowPatch(
            one,
            other,
            connectionstyle=f"arc3,rad={bend}",
            arrowstyle="-",
            linestyle=_STYLES[kind][0],
            linewidth=1.2 + 0.8 * min(len(origins), 4),
            color=ink.text,
            zorder=1,
        )
        axes.add_patch(line)
        if len(origins) > 1:
            x, y = _crest(one, other, bend)
            _count(axes, x, y, len(origins), ink)


def _count(axes: Axes, x: float, y: float, count: int, ink: Ink) -> None:
    bubble = {"boxstyle": "round,pad=0.15", "facecolor": ink.paper, "edgecolor": "none"}
    axes.text(x, y, str(count), ha="center", va="center", fontsize=8, color=ink.text, bbox=bubble, zorder=2)


def _crest(one: tuple[float, float], other: tuple[float, float], bend: float) -> tuple[float, float]:
    """The middle of a line that is bent as matplotlib bends it."""
    (x1, y1), (x2, y2) = one, other
    return (x1 + x2) / 2 + bend * (y2 - y1) / 2, (y1 + y2) / 2 - bend * (x2 - x1) / 2


# ── mechanisms over time ──


def _mechanisms(
    axes: Axes, found: Sequence[Step], targets: Sequence[Target], until: dt.date, ink: Ink, words: Words
) -> None:
    for target in targets:
        _target(axes, target, ink, words)
    days = [step.day.toordinal() for step in found]
    if found:
        counts = [step.count for step in found]
        axes.step([*days, until.toordinal()], [*counts, counts[-1]], where="post", color=ink.text, linewidth=2.2)
        axes.plot(days, counts, "o", color=ink.text, markersize=5)
        axes.annotate(
            str(counts[-1]),
            (until.toordinal(), counts[-1]),
            (5, 0),
            textcoords="offset points",
            va="center",
            fontweight="bold",
            color=ink.text,
        )
    ends = [until.toordinal(), *days, *(day.toordinal() for each in targets for day in (each.first, each.last))]
    highest = max([1, *(step.count for step in found), *(each.high for each in targets)])
    axes.set(xlim=(min(ends) - 8, max(ends) + 8), ylim=(0, highest + 0.9), yticks=range(highest + 1))
    axes.grid(axis="y", color=ink.faint, linewidth=0.5)
    axes.set_xticks([day.toordinal() for day, _ in words.months], [name for _, name in words.months])
    line = Line2D([], [], color=ink.text, linewidth=2.2, marker="o", markersize=5, label=words.labels["in_place"])
    aim = Patch(facecolor="none", edgecolor=ink.accent, hatch="////", label=words.labels["target"])
    canvas.legend(axes, [line, aim], ink, below=-0.14)


def _target(axes: Axes, target: Target, ink: Ink, words: Words) -> None:
    """Hatched, from the lowest number that is enough to the highest."""
    first, last = target.first.toordinal(), target.last.toordinal()
    low, high = target.low - 0.12, target.high + 0.12
    axes.add_patch(
        Rectangle((first, low), last - first, high - low, facecolor="none", edgecolor=ink.accent, hatch="////")
    )
    axes.text(
        (first + last) / 2, high + 0.12, words.targets[target], ha="center", va="bottom", fontsize=9, color=ink.text
    )


# ── needs by category ──


def _needs(axes: Axes, categories: Sequence[Category], ink: Ink, words: Words) -> None:
    rows = range(len(categories))
    still_open, done = [each.open for each in categories], [each.fulfilled for each in categories]
    axes.barh(rows, still_open, color="none", edgecolor=ink.text, hatch="////", height=0.62)
    axes.barh(rows, done, left=still_open, color=ink.accent, edgecolor=ink.text, height=0.62)
    for row, each in zip(rows, categories, strict=True):
        said = words.counts[each]
        axes.text(each.open + each.fulfilled + 0.06, row, said, va="center", fontsize=8, color=ink.text)
    axes.set_yticks(list(rows), [words.categories[each] for each in categories])
    axes.invert_yaxis()
    most = max([1, *(each.open + each.fulfilled for each in categories)])
    axes.set(xlim=(0, most * 1.75), xticks=[])
    axes.spines["bottom"].set_visible(False)
    canvas.legend(
        axes,
        [
            Patch(facecolor="none", edgecolor=ink.text, hatch="////", label=words.labels["open"]),
            Patch(facecolor=ink.accent, edgecolor=ink.text, label=words.labels["fulfilled"]),
        ],
        ink,
    )
