"""`!revenu`: typed in private, kept sealed, shown to nobody else; it counts, and never advises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Self

from commands.income import messages as say
from commands.income.counting import outlook
from commands.income.keeping import amend, correct, erase_all, keep, remove
from commands.income.picturing import pictured
from commands.income.reading import NotUnderstood, incoming_in
from commands.income.shown import listed, months
from commands.kit.command import Args, Group, Where, command
from commands.kit.message import Message, Refusal
from commands.kit.reading import Sight, fold
from storage.desk import Desk
from storage.incomes import Incoming, whole
from storage.posts import Role
from storage.values import Ref

_ERASE = frozenset({"efface", "effacer", "efface tout", "tout effacer", "erase", "erase all", "delete"})
_ERASE |= {"oublie", "oublier", "oublie tout", "supprime", "supprime tout", "forget", "forget all"}
_LIST = re.compile(r"(?:liste|lignes|list|lines)(?: page (\d{1,2}))?|page (\d{1,2})")
_SPAN = re.compile(r"(?:sur )?(\d{1,2}) (?:mois|months)")
_REMOVE = re.compile(r"(?:retire|enleve|supprime|remove) (?:la |le )?(?:ligne )?(\d{1,3})|(\d{1,3}) (?:retire|remove)")
_CORRECT = re.compile(r"(?:corrige|modifie|change|correct) (?:la |le )?(?:ligne )?(\d{1,3})\s*:?\s+(?=\S)")


class IncomeArgs(Args):
    """A line, or what to do with those that are kept. `number` is that of a line."""

    word: str = ""
    number: int | None = None
    incoming: Incoming | None = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Raises Refusal with what to type, or a DateDoubt."""
        words = " ".join(fold(text).split()).strip(" .!")
        if not words or words in _ERASE:
            return cls(word="erase" if words else "")
        for word, pattern in (("list", _LIST), ("months", _SPAN), ("remove", _REMOVE)):
            found = pattern.fullmatch(words)
            if found is not None:
                return cls(word=word, number=int(next(filter(None, found.groups()), "1")))
        return cls._line(text.strip(), sight, chosen or {})

    @classmethod
    def _line(cls, text: str, sight: Sight, chosen: Mapping[str, object]) -> Self:
        corrects = _CORRECT.match(fold(text))
        said = text[corrects.end() :] if corrects is not None else text
        try:
            incoming = incoming_in(said, sight, chosen)
        except NotUnderstood as unclear:
            raise Refusal(say.IncomeUnclear(why=unclear.why)) from unclear
        return cls(word="line", number=int(corrects[1]) if corrects is not None else None, incoming=incoming)


async def _amend(desk: Desk, ref: Ref, args: IncomeArgs) -> None:
    """The message is a line no more: what it made stays as it was."""
    if args.incoming is None or args.number is not None:
        raise Refusal(say.EditedIncome())
    await amend(desk, ref, args.incoming)


@command("revenu", "revenus", english="income", args=IncomeArgs, where=Where.PRIVATE, group=Group.SELF, amend=_amend)
async def income(desk: Desk, args: IncomeArgs) -> Message | None:
    """Keeps a line, shows all of them, or month by month; corrects one, takes one away, erases everything."""
    if args.word == "erase":
        return say.IncomeErased() if await erase_all(desk) else say.NothingOfIncome()
    if args.word == "remove":
        await remove(desk, args.number or 0)
        return say.IncomeRemoved(number=args.number or 0)
    if args.incoming is not None:
        await (keep(desk, args.incoming) if args.number is None else correct(desk, args.number, args.incoming))
        return None
    return await _show(desk, args)


async def _show(desk: Desk, args: IncomeArgs) -> Message | None:
    """To the visitor; known by what all of it goes by, so that all of it can be taken back."""
    person = desk.visit.someone
    lines = await desk.incomes.of(person)
    if not lines:
        return say.IncomeBegins()
    card = str(whole(person))
    if args.word == "list":
        shown = desk.answer(listed(lines.values(), args.number or 1))
        desk.sayings.append(replace(shown, card=card, role=Role.TOLD))
        return None
    view = outlook(list(lines.values()), desk.visit.today, args.number)
    picture = pictured(view)
    desk.sayings.append(replace(desk.answer(months(view)), card=card, role=Role.TOLD))
    desk.sayings.append(replace(desk.answer(picture.alt), card=card, role=Role.TOLD, file=picture.file))
    return None
