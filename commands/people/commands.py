"""`!moi` and `!ilots`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from commands.kit.command import FreeText, Group, Role, RunAgain, Where, command
from commands.kit.message import Joined, Lines, Message, Refusal
from commands.kit.reading import fold
from commands.people import functions, profile, settings
from commands.people import messages as say
from commands.people.links import links_shown
from storage.desk import Desk
from storage.ilots import Ilot
from storage.people import Language

_LANGUAGES: dict[str, Language] = {
    "fr": "fr",
    "francais": "fr",
    "french": "fr",
    "en": "en",
    "anglais": "en",
    "english": "en",
}


_DATA = frozenset(["donnees", "data", "export", "journal"])  # asked of another command

_SETTINGS = {
    **dict.fromkeys(("absent", "absente", "absent·e", "absence", "away"), settings.away),
    **dict.fromkeys(("silence", "calme", "quiet"), settings.quiet),
    **dict.fromkeys(("rappels", "rappel", "reminders", "reminder"), settings.reminders),
    **dict.fromkeys(("courrier", "courier", "digest"), settings.courrier),
    **dict.fromkeys(("suggestions", "suggestion"), settings.suggestions),
    **dict.fromkeys(("fonction", "fonctions", "function", "functions"), functions.state),
    **dict.fromkeys(("week-end", "weekend", "week-ends", "weekends"), settings.weekends),
}


_LINKS = frozenset({"liens", "lien", "links", "link"})
_FUNCTIONS = frozenset({"fonctions", "fonction", "functions", "function"})


@command("ilots", "archipel", "carte", english="islets", args=FreeText, group=Group.ORIENT)
async def ilots(desk: Desk, args: FreeText) -> Message:
    """All îlots, with their members; or what links them, or who can be asked about what."""
    if _LINKS.intersection(fold(args.text).split()[:1]):
        return await links_shown(desk)
    if _FUNCTIONS.intersection(fold(args.text).split()[:1]):
        return await functions.shown(desk, args.text)
    everyone = await desk.ilots.all()
    if not everyone:
        return say.NoIlots()
    return say.IlotsShown(lines=Lines(tuple([await _line(desk, ilot) for ilot in everyone])))


class AboutMe(FreeText):
    """`!moi …`; `!absent du 3 au 7 mai` is one of them."""

    implied: ClassVar[Mapping[str, str]] = {"absent": "absent"}


@command(
    *("moi", "profil", "absent"),
    english="me",
    args=AboutMe,
    who=Role.ANYONE,
    where=Where.EVERYWHERE,
    group=Group.SELF,
)
async def me(desk: Desk, args: AboutMe) -> Message | RunAgain | None:
    """What the bot knows of the visitor; with more words, what they want of it."""
    words = fold(args.text).split()
    if words and words[0] in _DATA:
        return RunAgain("donnees", "" if words[0] in {"donnees", "data"} else args.text)
    if not words:
        await profile.show(desk)
        return None
    if words[0] in {"langue", "language"} and len(words) > 1 and words[1] in _LANGUAGES:
        desk.visit.someone.speak(_LANGUAGES[words[1]])
        desk.visit = replace(desk.visit, language=_LANGUAGES[words[1]])
        return say.LanguageSet()
    setting = _SETTINGS.get(words[0])
    if setting is not None and len(words) > 1:
        return await setting(desk, args.text.strip().split(None, 1)[1])
    raise Refusal(say.WhatAboutMe(got=args.text[:80]))


async def _line(desk: Desk, ilot: Ilot) -> Joined:
    members = await desk.ilots.members(ilot)
    names = Joined(tuple(person.first_name for person in members), by=", ")
    return Joined((say.IlotSize(name=ilot.name, size=len(members)), ilot.territory, names))
