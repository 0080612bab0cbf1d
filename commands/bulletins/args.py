"""What `!annonce` and `!veille` take: one paragraph, perhaps « urgent » before it; or one that is named."""

from __future__ import annotations

import re
from typing import Self

from commands.bulletins.messages import BulletinTooLong
from commands.kit.command import Args
from commands.kit.message import Refusal
from commands.kit.reading import Sight
from storage.bulletins import BulletinKind
from storage.values import Ref

LONGEST = 500  # characters: it is one line among others
_NAMED = re.compile(rf"[{''.join(BulletinKind)}][1-9]\d{{0,8}}", re.ASCII | re.IGNORECASE)
_URGENT = re.compile(r"urgente?s?(?!\w)[\s:,!]*", re.IGNORECASE)


class BulletinArgs(Args):
    """`!annonce Fête le 3 juin`, `!annonce urgent …`, `!annonce G3`; `!veille https://… `."""

    text: str = ""
    urgent: bool = False
    ref: Ref | None = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal for what is too long."""
        words = " ".join(text.split())
        if _NAMED.fullmatch(words):
            return cls(ref=Ref.parse(words))
        urgent = _URGENT.match(words) if command == "annonce" else None
        words = words[urgent.end() :] if urgent else words
        if len(words) > LONGEST:
            raise Refusal(BulletinTooLong(longest=LONGEST))
        return cls(text=words, urgent=urgent is not None)
