"""Months as bars, the smoothed line dashed across them, and what lacks to it hatched: no colour says it alone."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from commands.income.counting import Outlook
from commands.income.messages import Label
from commands.income.picturing import Words
from commands.kit import canvas
from commands.kit.pictures import Ink

_SAID: Any = {"ha": "center", "va": "bottom", "fontsize": 7.5}
_BROAD = 0.62  # of the room that a month has


def png(view: Outlook, words: Words, ink: Ink, high: int) -> bytes:
    """For a chat: on paper of its own, so that it is the same in light and in dark."""
    return canvas.png(lambda axes: _bars(axes, view, words, ink), words.title, high, ink)


def _bars(axes: Axes, view: Outlook, words: Words, ink: Ink) -> None:
    places, euros, level = range(len(view.months)), [each / 100 for each in view.cents], view.line / 100
    gaps = [max(0.0, level - each) for each in euros]
    axes.bar(places, euros, _BROAD, color=ink.accent, edgecolor=ink.text)
    axes.bar(places, gaps, _BROAD, bottom=euros, color="none", edgecolor=ink.text, linestyle=":", hatch="////")
    axes.axhline(level, color=ink.text, linestyle="--", linewidth=1.6)
    for place, each, gap, said in zip(places, euros, gaps, words.amounts, strict=True):
        axes.annotate(said, (place, each + gap), (0, 2), textcoords="offset points", **_SAID, color=ink.text)
    axes.set_xticks(list(places), words.months)
    axes.set(ylim=(0, max([level, *euros, 1]) * 1.18), yticks=[])
    axes.spines["left"].set_visible(False)
    _legend(axes, words, ink)


def _legend(axes: Axes, words: Words, ink: Ink) -> None:
    canvas.legend(
        axes,
        [
            Patch(facecolor=ink.accent, edgecolor=ink.text, label=words.labels[Label.EXPECTED]),
            Line2D([], [], color=ink.text, linestyle="--", linewidth=1.6, label=words.labels[Label.LINE]),
            Patch(facecolor="none", edgecolor=ink.text, linestyle=":", hatch="////", label=words.labels[Label.GAP]),
        ],
        ink,
        below=-0.12,
    )
