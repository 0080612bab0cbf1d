"""What every drawing is made on: as wide as a phone, with the same letters; imported only when a picture is wanted.

matplotlib takes a second to load: whoever starts the bot does not wait for it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from commands.kit.pictures import WIDE, Ink

Draw = Callable[[Axes], None]
_DOTS = 200  # an inch
_LOOK: Any = {  # matplotlib types its names one by one
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "svg.fonttype": "none",  # text stays text: found, read aloud, in the reader's own font size
    "svg.hashsalt": "navette",
    "hatch.linewidth": 0.8,
    "axes.linewidth": 0.8,
}


def png(draw: Draw, title: str, high: int, ink: Ink) -> bytes:
    """For a chat: on paper of its own, so that it is the same in light and in dark. `high` is in dots."""
    with mpl.rc_context(_LOOK):
        figure = _drawn(draw, title, high, ink)
        out = io.BytesIO()
        FigureCanvasAgg(figure)
        figure.savefig(out, format="png", dpi=_DOTS, facecolor=ink.paper)
    return out.getvalue()


def svg(draw: Draw, title: str, high: int, ink: Ink) -> str:
    """For a page: on whatever lies behind it. The same drawing gives the same text."""
    with mpl.rc_context(_LOOK):
        figure = _drawn(draw, title, high, ink)
        out = io.StringIO()
        FigureCanvasSVG(figure)
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return out.getvalue()[out.getvalue().index("<svg") :]


def _drawn(draw: Draw, title: str, high: int, ink: Ink) -> Figure:
    room = ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.12)  # inches
    figure = Figure(figsize=(WIDE / _DOTS, high / _DOTS), layout=room)
    axes = figure.add_subplot()
    _plain(axes, ink)
    draw(axes)
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold", color=ink.text, pad=10)
    return figure


def _plain(axes: Axes, ink: Ink) -> None:
    axes.set_facecolor("none")
    axes.tick_params(colors=ink.text, length=0)
    for side, spine in axes.spines.items():
        spine.set_visible(side in {"left", "bottom"})
        spine.set_color(ink.faint)


def legend(axes: Axes, handles: Sequence[Line2D | Patch], ink: Ink, *, below: float = -0.06) -> None:
    """Under the drawing, in one row; `below` is how far, in heights of the drawing."""
    axes.legend(
        handles=list(handles),
        loc="upper center",
        bbox_to_anchor=(0.5, below),
        ncols=len(handles),
        frameon=False,
        fontsize=8,
        labelcolor=ink.text,
        handlelength=2.2,
        columnspacing=1.2,
    )
