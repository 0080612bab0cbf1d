"""Three pictures of a period, drawn: lines, hatches and words carry the meaning, colours only repeat it.

The one file that imports matplotlib: it is imported when a picture is wanted, since it takes a second to load.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle

from commands.report.counting import Category, Edge
from commands.report.picturing import Ink, Scene, Words
from commands.report.targets import Step, Target
from storage.links import LinkKind

WIDE = 3.9  # inches: a phone is 390 px wide, and gets two dots a pixel
_DOTS = 200
_STYLES: dict[LinkKind, tuple[Literal["-", "--", ":"], str]] = {
    LinkKind.EXCHANGE: ("-", "exchange"),
    LinkKind.COMMON: ("--", "common"),
    LinkKind.TOLD: (":", "told"),
}
_BEND = 0.22  # how far apart the lines between the same two îlots lie
_LOOK: Any = {  # matplotlib types its names one by one
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "svg.fonttype": "none",  # text stays text: found, read aloud, in the reader's own font size
    "svg.hashsalt": "navette",
    "hatch.linewidth": 0.8,
    "axes.linewidth": 0.8,
}


def png(scene: Scene, ink: Ink, words: Words) -> bytes:
    """For a chat: on paper of its own, so that it is the same in light and in dark."""
    with mpl.rc_context(_LOOK):
        figure = _drawn(scene, ink, words)
        out = io.BytesIO()
        FigureCanvasAgg(figure)
        figure.savefig(out, format="png", dpi=_DOTS, facecolor=ink.paper)
    return out.getvalue()


def svg(scene: Scene, ink: Ink, words: Words) -> str:
    """For a page: on whatever lies behind it. The same scene gives the same text."""
    with mpl.rc_context(_LOOK):
        figure = _drawn(scene, ink, words)
        out = io.StringIO()
        FigureCanvasSVG(figure)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()[out.getvalue().index("<svg") :]


def _drawn(scene: Scene, ink: Ink, words: Words) -> Figure:
    room = ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.12)  # inches
    figure = Figure(figsize=(WIDE, scene.high / _DOTS), layout=room)
    axes = figure.add_subplot()
    _plain(axes, ink)
    if scene.edges is not None:
        _links(axes, scene.ilots, scene.edges, ink, words)
    elif scene.steps is not None:
        _mechanisms(axes, scene.steps, scene.targets, scene.until, ink, words)
    elif scene.categories is not None:
        _needs(axes, scene.categories, ink, words)
    axes.set_title(words.title, loc="left", fontsize=10, fontweight="bold", color=ink.text, pad=10)
    return figure


def _plain(axes: Axes, ink: Ink) -> None:
    axes.set_facecolor("none")
    axes.tick_params(colors=ink.text, length=0)
    for side, spine in axes.spines.items():
        spine.set_visible(side in {"left", "bottom"})
        spine.set_color(ink.faint)


def _legend(axes: Axes, handles: Sequence[Line2D | Patch], ink: Ink) -> None:
    axes.legend(
        handles=list(handles),
        loc="upper center",
        bbox_to_anchor=(0.5, -0.06),
        ncols=len(handles),
        frameon=False,
        fontsize=8,
        labelcolor=ink.text,
        handlelength=2.2,
        columnspacing=1.2,
    )


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
    _legend(axes, [Line2D([], [], linestyle=style, color=ink.text, label=label) for style, label in styles], ink)


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
    axes.legend(
        handles=[line, aim],
        loc="upper center",
        bbox_to_anchor=(0.5, -0.14),
        ncols=2,
        frameon=False,
        fontsize=8,
        labelcolor=ink.text,
    )


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
    _legend(
        axes,
        [
            Patch(facecolor="none", edgecolor=ink.text, hatch="////", label=words.labels["open"]),
            Patch(facecolor=ink.accent, edgecolor=ink.text, label=words.labels["fulfilled"]),
        ],
        ink,
    )
