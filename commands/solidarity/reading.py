"""What a request is about, how soon it presses and how much it names, read from words. Pure; in doubt, less."""

from __future__ import annotations

import re
from collections.abc import Iterable

from commands.kit.dialogue import number
from commands.kit.reading import first_amount, fold, tidy
from storage.requests import Need, Within
from storage.values import Ref

MOST = 1_500  # characters
ASKED = (
    Need.MONEY,
    Need.HEALTH,
    Need.COVER,
    Need.CARE,
    Need.LISTENING,
    Need.RIGHTS,
    Need.EQUIPMENT,
)  # in the order of the question; 8 is « autre »
OTHERS = (Need.HOUSING, Need.TRAVEL, Need.INCOME, Need.OTHER)
_OPENS_OTHERS = len(ASKED) + 1

# the first that is found wins: what is rare and sure stands before what is common
_SAID = {
    Need.LISTENING: r"etre ecoute\w*|ecoute|parler a quelqu'un|me confier|besoin de parler|isole\w*|listen\w*|talk to",
    Need.HOUSING: r"logement|hebergement|chambre|un toit|me loger|expulsion|demenag\w*|housing|a room",
    Need.RIGHTS: r"droits?|contrats?|chomage|indemnites?|conges?|cape|recours|juridique|rights?|contract",
    Need.INCOME: r"revenus?|lisser|lissage|income",
    Need.TRAVEL: r"deplacements?|trajets?|billets? de train|train|essence|covoitur\w*|travel",
    Need.CARE: r"garde(?:r|s)?|enfants?|ma fille|mon fils|nounou|logistique|childcare|child",
    Need.COVER: r"remplace\w*|prendre le relais|me relayer|substitut\w*|stand in",
    Need.HEALTH: r"sante|malad\w*|arret|hopital\w*|operation|medecin|epuise\w*|burn[- ]?out|health|sick",
    Need.EQUIPMENT: r"materiel|ordinateur|tablette|outils?|machine|camion|equipment|laptop",
    Need.MONEY: r"argent|tresorerie|avance|loyer|factures?|decouvert|impaye\w*|dettes?|banque|money|cash|rent|bill",
}
_NEEDS = {need: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for need, words in _SAID.items()}
_ONE_WORD = {
    **{fold(word): need for need in Need for word in (need.value,)},
    "autre": Need.OTHER,
    "autre chose": Need.OTHER,
}
_URGENT = re.compile(
    r"(?<!\w)(?:(?<!assez )(?<!pas )(?<!un peu )urgen\w*|aujourd'hui|ce soir|demain|tout de suite|au plus vite|"
    r"des que possible|48 ?h|sous 48|today|tomorrow|right away|asap)(?!\w)"
)
_WEEK = re.compile(
    r"(?<!\w)(?:cette semaine|sous huit jours|dans la semaine|assez urgen\w*|un peu urgen\w*|bientot|vite|"
    r"d'ici (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|this week|soon)(?!\w)"
)
_NO_HURRY = re.compile(
    r"(?<!\w)(?:pas (?:du tout )?urgen\w*|pas press\w*|rien ne presse|quand tu (?:peux|pourras|veux)|no hurry|"
    r"not urgent)(?!\w)"
)
_REF = re.compile(r"(?<![\w-])[sS]-([A-Za-z0-9]{3})(?![\w-])", re.ASCII)


def need_in(text: str) -> Need:
    """What it speaks of; an amount alone is money, anything else « autre »."""
    folded, amount = fold(tidy(text)), first_amount(text)
    money = _NEEDS[Need.MONEY].search(folded) is not None
    if money and amount is not None:
        return Need.MONEY
    named = (need for need, pattern in _NEEDS.items() if need is not Need.MONEY and pattern.search(folded))
    return next(named, Need.MONEY if money or amount is not None else Need.OTHER)


def chosen_need(text: str) -> Need | None:
    """The answer to « de quel appui s'agit-il ? »: a number or a word or two; None when it is neither."""
    picked = number(text)
    if picked is not None:
        return ASKED[picked - 1] if 1 <= picked <= len(ASKED) else None
    if len(text.split()) > _A_FEW:
        return None
    found = need_in(text)
    return found if found is not Need.OTHER else _ONE_WORD.get(fold(text).strip(" ."))


_A_FEW = 3  # words: more of them are the request itself


def opens_others(text: str) -> bool:
    """« 8 », « autre »."""
    return number(text) == _OPENS_OTHERS or fold(text).strip(" .") in {"autre", "autre chose", "other"}


def other_need(text: str) -> Need:
    """The answer to « autre »: a number, or what the words speak of."""
    picked = number(text)
    if picked is not None and 1 <= picked <= len(OTHERS):
        return OTHERS[picked - 1]
    return need_in(text)


def within_in(text: str) -> Within:
    """How soon, as far as the words say so."""
    folded = fold(tidy(text))
    if _NO_HURRY.search(folded):
        return Within.NONE
    if _URGENT.search(folded):
        return Within.URGENT
    return Within.WEEK if _WEEK.search(folded) else Within.NONE


def corrected_within(text: str) -> Within | None:
    """At the preview: « urgent », « cette semaine », « pas pressé »; None for anything else."""
    if len(text.split()) > _A_FEW + 1:
        return None
    folded = fold(tidy(text))
    said = any(pattern.search(folded) for pattern in (_NO_HURRY, _URGENT, _WEEK))
    return within_in(text) if said else None


def request_in(text: str) -> tuple[Ref, str] | None:
    """The reference that the words name, in any case, and what follows it."""
    match = _REF.search(tidy(text))
    if match is None:
        return None
    return Ref("S", 0, match[1].upper()), tidy(text)[match.end() :].lstrip(" \n:,.").rstrip()


# ── what a text that travels may not say ──


def too_telling(text: str, names: Iterable[str]) -> list[str]:
    """Which of these words (people, îlots, towns, trades) the text holds, as they were given."""
    folded = f" {re.sub(r'[^a-z0-9]+', ' ', fold(text))} "
    found = [name for name in names if len(name) >= _SHORTEST and f" {_plain(name)} " in folded]
    return list(dict.fromkeys(found))


_SHORTEST = 3


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()
