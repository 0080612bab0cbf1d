"""What people type about the fund: a request, an opinion, a payment, other rules. Pure; in doubt, it is asked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from commands.kit.dialogue import number
from commands.kit.reading import first_amount, fold, tidy
from storage.fund import LETTER, Way
from storage.fund_case import Nature, Opinion
from storage.requests import LETTER as REQUESTED
from storage.values import Ref

MOST = 1_500  # characters
_ADVANCE = re.compile(r"(?<!\w)(?:avances?|avancer|rembours\w*|advance|repay\w*)(?!\w)")
_AID = re.compile(r"(?<!\w)(?:aides?|aider|don|secours|aid|help)(?!\w)")
_ONE = re.compile(rf"(?<![\w-])({REQUESTED}-[a-z0-9]{{3}}|{LETTER}[1-9]\d{{0,8}})(?![\w-])", re.ASCII | re.IGNORECASE)
_LEADING_WORDS = 6  # of an amount: « environ 1 000 € »
_OPINIONS = {
    **dict.fromkeys(("oui", "yes", "ok", "d'accord", "accord"), Opinion.YES),
    **dict.fromkeys(("non", "no"), Opinion.NO),
    **dict.fromkeys(("plus", "more", "question"), Opinion.MORE),
}
_BY_NUMBER = {1: Opinion.YES, 2: Opinion.NO, 3: Opinion.MORE}
_WAYS = {
    **dict.fromkeys(("entree", "entre", "recu", "in", "income"), Way.IN),
    **dict.fromkeys(("sortie", "sorti", "out", "expense"), Way.OUT),
}
_DAY = re.compile(r"(?<!\S)(?:le )?(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})/(\d{1,2})/(\d{4}))(?!\S)")
_TOPICS = {
    **dict.fromkeys(("plafond", "ceiling"), "ceiling"),
    **dict.fromkeys(("delai", "delay"), "days"),
    "quorum": "quorum",
    "commission": "commission",
    **dict.fromkeys(("porteur", "holder"), "holder"),
    **dict.fromkeys(("nom", "name"), "name"),
    **dict.fromkeys(("avance", "advance"), "advance"),
    **dict.fromkeys(("aide", "aid"), "aid"),
}


def nature_in(text: str) -> Nature | None:
    """An advance or an aid, as far as the words say so; None when they say neither, or both."""
    folded = fold(tidy(text))
    advance, aid = _ADVANCE.search(folded) is not None, _AID.search(folded) is not None
    if advance == aid:
        return None
    return Nature.ADVANCE if advance else Nature.AID


def chosen_nature(text: str) -> Nature | None:
    """The answer to « une avance, ou une aide ? »."""
    picked = {1: Nature.ADVANCE, 2: Nature.AID}.get(number(text) or 0)
    return picked or nature_in(text)


def without_amount(text: str) -> str:
    """The words behind an amount that stands before them; all of them where it does not."""
    wanted, words = first_amount(text), tidy(text).split()
    for count in range(1, min(_LEADING_WORDS, len(words)) + 1):
        if wanted is not None and first_amount(" ".join(words[:count])) == wanted:
            return " ".join(words[count:])
    return tidy(text).strip()


def ref_in(text: str) -> tuple[Ref, str] | None:
    """The reference that the words name, and the words without it."""
    words = tidy(text)
    match = _ONE.search(words)
    if match is None:
        return None
    return Ref.parse(match[1]), f"{words[: match.start()]} {words[match.end() :]}".strip()


@dataclass(frozen=True, slots=True)
class Verdict:
    """An opinion, the most it agrees to, and a word for whoever asked."""

    opinion: Opinion
    cents: int | None = None
    word: str = ""


def verdict_in(text: str) -> Verdict | None:
    """« oui », « oui 500 € », « 3 quelle facture ? »; None for anything else."""
    first, _, rest = tidy(text).strip().partition(" ")
    picked = number(first)
    opinion = _BY_NUMBER.get(picked) if picked else _OPINIONS.get(fold(first).strip(" .,:;!"))
    if opinion is None:
        return None
    cents = first_amount(rest) if opinion is Opinion.YES else None
    return Verdict(opinion, cents, (without_amount(rest) if cents else rest).strip(" ,:;")[:MOST])


@dataclass(frozen=True, slots=True)
class Line:
    """A payment as it was typed."""

    way: Way | None
    cents: int | None
    on: dt.date
    ref: Ref | None
    label: str


def line_in(text: str, today: dt.date) -> Line | None:
    """« 300€ entrée Dotation », « sortie 20 € Frais 02/04/2021 »; None for a day to come, or that does not exist."""
    words = tidy(text)
    dated = _DAY.search(words)
    on = _day(dated) if dated else today
    if on is None or on > today:
        return None
    if dated:
        words = f"{words[: dated.start()]} {words[dated.end() :]}"
    named = ref_in(words)
    ref, words = named or (None, words)
    way, words = _way(words)  # an amount is read last: « S-325 500 € » are not thousands
    return Line(way, first_amount(words), on, ref, without_amount(words).strip(" ,:;"))


def _day(match: re.Match[str]) -> dt.date | None:
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _way(text: str) -> tuple[Way | None, str]:
    words = text.split()
    for index, word in enumerate(words):
        way = _WAYS.get(fold(word).strip(",:;"))
        if way is not None:
            return way, " ".join([*words[:index], *words[index + 1 :]])
    return None, text


def changes_in(text: str) -> dict[str, str] | None:
    """« plafond 900 € quorum 2 »: what follows each word, up to the next one; None where it begins otherwise."""
    found: dict[str, list[str]] = {}
    topic = ""
    for word in tidy(text).split():
        named = _TOPICS.get(fold(word).strip(",:;"))
        if named is not None and named not in found:
            topic, found[named] = named, []
        elif topic:
            found[topic].append(word)
        else:
            return None
    return {name: " ".join(words).strip(" ,:;") for name, words in found.items()}
