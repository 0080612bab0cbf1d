"""Words of health or money that a person may not want a whole room to read: noticed on the machine, kept nowhere."""

from __future__ import annotations

import re

from commands.kit.reading import fold

_HEALTH = (
    r"malad(?:e|es|ie|ies), arret (?:maladie|de travail), en arret, hopital, hospitali[sz]\w*, aux urgences, "
    r"se faire operer, me faire operer, chimio\w*, cancer, burn[- ]?out, depression, depressi(?:f|ve), enceinte, "
    r"grossesse, fausse couche, conge maternite, covid, psychiatr\w*, sick leave, pregnan\w*"
)
_MONEY = (
    r"dettes?, surendett\w*, huissiers?, rsa, a decouvert, impayes?, plus d'argent, pas d'argent, "
    r"fins? de mois difficiles?, expulsion, in debt, bailiffs?, overdrawn"
)
_SENSITIVE = re.compile(rf"(?<!\w)(?:{f'{_HEALTH}, {_MONEY}'.replace(', ', '|')})(?!\w)")


def is_sensitive(text: str) -> bool:
    """True when it speaks of somebody's health or want of money. A needless warning is read by one."""
    return _SENSITIVE.search(fold(text)) is not None
