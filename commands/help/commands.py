"""`!aide`, `!aide offre` and `!aide tout`."""

from __future__ import annotations

from commands.help import messages as say
from commands.kit.command import Command, FreeText, Group, Role, command
from commands.kit.find import lookup, proposals
from commands.kit.message import Joined, Lines, Message, Phrase
from commands.kit.reading import fold
from storage.desk import Desk

_SHOWN = (Group.EXCHANGE, Group.SUPPORT, Group.TIME, Group.ORIENT, Group.SELF)
_EVERYTHING = frozenset({"tout", "all"})
# what a person is shown first, on a phone: the rest is under `!aide tout`, or a word away
_FIRST = {
    Group.EXCHANGE: (("offre", "besoin"), ("interim", "offres")),
    Group.SUPPORT: (("solidarite", "fonds"),),
    Group.TIME: (("temps", "trace"),),
    Group.ORIENT: (("mecanismes", "cadre", "agenda", "ilots"),),
}


def help_command(others: tuple[Command, ...]) -> Command:
    """`!aide`, which knows those commands and itself."""

    @command("aide", "?", english="help", args=FreeText, who=Role.ANYONE, group=Group.SELF)
    async def aide(desk: Desk, args: FreeText) -> Message:
        """What can be typed; with a word, how to type it."""
        everything = (*others, aide)
        found = _meant(args.text, everything)
        if found is not None:
            return of_command(found, desk.visit.language)
        in_office = desk.visit.office is not None
        if fold(args.text.strip(" !")) in _EVERYTHING:
            return overview(everything, office=in_office)
        return beginning(everything, desk.visit.language, office=in_office)

    return aide


def _meant(text: str, commands: tuple[Command, ...]) -> Command | None:
    """The command of the first word, or the only one near it: showing how to type it does no harm."""
    word = text.strip().lstrip("! ").partition(" ")[0].rstrip(":")
    near = proposals(word, commands) if word else []
    return lookup(word, commands) or (lookup(near[0], commands) if len(near) == 1 else None)


def beginning(commands: tuple[Command, ...], language: str, *, office: bool) -> say.HelpBegins:
    """What is of use first, of what exists; in the Tisseuse's room, all that is hers too."""
    known = {each.name: each for each in commands}
    shown = [_first_of(group, lines, known, language) for group, lines in _FIRST.items()]
    hers = [_group(Group.OFFICE, commands)] if office else []
    return say.HelpBegins(groups=Lines((*(each for each in shown if each is not None), *hers)))


def _first_of(
    group: Group, lines: tuple[tuple[str, ...], ...], known: dict[str, Command], language: str
) -> say.HelpGroup | None:
    told = [[_first_example(group, known[name], language) for name in line if name in known] for line in lines]
    filled = tuple(Joined(tuple(line)) for line in told if line)
    return say.HelpGroup(title=Phrase(f"help-group-{group.value}"), examples=Lines(filled)) if filled else None


def _first_example(group: Group, found: Command, language: str) -> Message:
    """With its words where a word alone would not say what can be done."""
    if group is Group.EXCHANGE:
        return say.ShortExample(text=Phrase(f"{found.name}.short"))
    return say.AlsoCalled(word=f"!{_own_word(found, language)}")


def _own_word(found: Command, language: str) -> str:
    return found.english if language == "en" else found.name


def overview(commands: tuple[Command, ...], *, office: bool) -> say.HelpOverview:
    """Examples of everything by group, those of the Tisseuse's room only there."""
    groups = (*_SHOWN, Group.OFFICE) if office else _SHOWN
    shown = [_group(group, commands) for group in groups if _in(group, commands)]
    return say.HelpOverview(groups=Lines(tuple(shown)))


def of_command(found: Command, language: str) -> say.HelpOfCommand:
    """One command in four lines."""
    first = _own_word(found, language)
    others = [word for word in (found.name, *found.words, found.english) if word != first]
    keys = [key.names[-1 if language == "en" else 0] for key in found.args.keyed().values() if key.names]
    return say.HelpOfCommand(
        summary=Phrase(f"{found.name}.summary"),
        example=Phrase(f"{found.name}.example"),
        also=_also(others),
        keys=_keys(keys),
    )


def _also(words: list[str]) -> Joined:
    """Nothing at all where a command has one name."""
    shown = Joined(tuple(say.AlsoCalled(word=f"!{word}") for word in words), by=", ")
    return Joined((say.OtherNames(words=shown),) if words else ())


def _keys(words: list[str]) -> Joined:
    """Nothing at all where there are none."""
    shown = Joined(tuple(say.KeyWord(word=f"{word}:") for word in words), by=" ")
    return Joined((say.KeysShown(words=shown),) if words else ())


def _group(group: Group, commands: tuple[Command, ...]) -> say.HelpGroup:
    examples = tuple(say.ShortExample(text=Phrase(f"{each.name}.short")) for each in _in(group, commands))
    return say.HelpGroup(title=Phrase(f"help-group-{group.value}"), examples=Joined(examples))


def _in(group: Group, commands: tuple[Command, ...]) -> list[Command]:
    return [each for each in commands if each.group is group]
