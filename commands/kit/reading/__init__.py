"""Reading what people type in French: dates, amounts, places, references. Pure; rules R1 to R15."""

from commands.kit.reading.anywhere import Sentence
from commands.kit.reading.calendar import Days
from commands.kit.reading.deadlines import Deadline
from commands.kit.reading.errors import DateDoubt, DayMismatch, ImpossibleDate, PastDate, Unreadable
from commands.kit.reading.folding import fold, folded, tidy
from commands.kit.reading.quick import Line, read_line, unadorned
from commands.kit.reading.readers import (
    KIND,
    PERMANENT,
    PLACE,
    PRICE,
    REACH,
    SPAN,
    TAGS,
    UNTIL,
    WORDS,
    Found,
    Reader,
    Sight,
    first_amount,
    tags_in,
)
from commands.kit.reading.references import Called, find_refs, near, read_command, read_ref

__all__ = [
    "KIND",
    "PERMANENT",
    "PLACE",
    "PRICE",
    "REACH",
    "SPAN",
    "TAGS",
    "UNTIL",
    "WORDS",
    "Called",
    "DateDoubt",
    "DayMismatch",
    "Days",
    "Deadline",
    "Found",
    "ImpossibleDate",
    "Line",
    "PastDate",
    "Reader",
    "Sentence",
    "Sight",
    "Unreadable",
    "find_refs",
    "first_amount",
    "fold",
    "folded",
    "near",
    "read_command",
    "read_line",
    "read_ref",
    "tags_in",
    "tidy",
    "unadorned",
]
