"""What every picture has in common before it is drawn: its width, and its colours by what they are for."""

from __future__ import annotations

from dataclasses import dataclass

WIDE = 780  # dots: a phone is 390 px wide, and gets two dots a pixel


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours by what they are for; any CSS colour that matplotlib reads."""

    text: str = "#1d2733"
    paper: str = "#fbfaf7"
    accent: str = "#3d8ea8"
    faint: str = "#b9bfc4"
