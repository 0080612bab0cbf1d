"""What may follow `!export`."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from commands.exports.messages import HowExportWorks
from commands.kit.command import Args
from commands.kit.message import Refusal
from commands.kit.reading import Sight, fold


class Wanted(StrEnum):
    """A kind of file."""

    LIST = "list"
    CSV = "csv"
    ODS = "ods"
    MARKDOWN = "markdown"
    ICS = "ics"
    WHOLE = "whole"


_WORDS = {
    "": Wanted.LIST,
    **dict.fromkeys(("csv", "tableaux"), Wanted.CSV),
    **dict.fromkeys(("ods", "tableur", "classeur", "libreoffice", "excel", "spreadsheet"), Wanted.ODS),
    **dict.fromkeys(("markdown", "md", "texte", "text"), Wanted.MARKDOWN),
    **dict.fromkeys(("ics", "ical", "agenda", "calendrier", "calendar"), Wanted.ICS),
    **dict.fromkeys(("complet", "complete", "full", "json", "tout", "everything"), Wanted.WHOLE),
}


class Export(Args):
    """`!export`, `!export ods`, `!export csv annonces`."""

    wanted: Wanted = Wanted.LIST
    sheet: str = ""  # of CSV alone

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal for anything else."""
        word, _, rest = fold(text).strip().partition(" ")
        wanted = _WORDS.get(word)
        if wanted is None or (rest.strip() and wanted is not Wanted.CSV):
            raise Refusal(HowExportWorks())
        return cls(wanted=wanted, sheet=rest.strip())
