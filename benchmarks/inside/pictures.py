"""Curves as small SVG pictures: the same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

mpl.use("svg")


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a picture."""

    name: str
    x: Sequence[float]
    y: Sequence[float]


def draw_curves(file: Path, title: str, unit: str, curves: Sequence[Curve]) -> None:
    """Sizes on a logarithmic scale, days on a plain one; neither date nor chance in the file."""
    with mpl.rc_context({"svg.hashsalt": "navette", "svg.fonttype": "none", "font.size": 8}):
        figure = Figure(figsize=(5.2, 2.8), layout="constrained")
        axes = figure.add_subplot()
        for curve in curves:
            axes.plot(curve.x, curve.y, marker="o", markersize=3, linewidth=1.2, label=curve.name)
        if max(max(curve.x) for curve in curves) > 100:
            axes.set_xscale("log")
            axes.set_yscale("log")
        axes.set_title(f"{title} ({unit})", loc="left", fontsize=9)
        axes.grid(visible=True, linewidth=0.3)
        axes.legend(frameon=False, fontsize=7)
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
