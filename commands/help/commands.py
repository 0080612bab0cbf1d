"""`!aide` and `!aide offre`."""

from __future__ import annotations

from commands.help import messages as say
from commands.kit.command import Command, FreeText, Group, Role, command
from commands.kit.find import lookup, proposals
from commands.kit.message import Joined, Lines, Message, Phrase
from storage.desk import Desk

_SHOWN = (Group.EXCHANGE, Group.SUPPORT, Group.TIME, Group.ORIENT, Group.SELF)


def help_command(others: tuple[Command, ...]) -> Command:
    """`!aide`, which knows those commands and itself."""

    @command("aide", "?", english="help", args=FreeText, who=Role.ANYONE, group=Group.SELF)
    async def aide(desk: Desk, args: FreeText) -> Message:
        """What can be typed; with a word, how to type it."""
        everything = (*others, aide)
        found = _meant(args.text, everything)
        in_office = desk.visit.office is not None
        return of_command(found, desk.visit.language) if found else overview(everything, office=in_office)

    return aide


def _meant(text: str, commands: tuple[Command, ...]) -> Command | None:
    """The command of the first word, or the only one near it: showing how to type it does no harm."""
    word = text.strip().lstrip("! ").partition(" ")[0].rstrip(":")
    near = proposals(word, commands) if word else []
    return lookup(word, commands) or (lookup(near[0], commands) if len(near) == 1 else None)


def overview(commands: tuple[Command, ...], *, office: bool) -> say.HelpOverview:
    """Examples by group, those of the Tisseuse's room only there."""
    groups = (*_SHOWN, Group.OFFICE) if office else _SHOWN
    shown = [_group(group, commands) for group in groups if _in(group, commands)]
    return say.HelpOverview(groups=Lines(tuple(shown)))


def of_command(found: Command, language: str) -> say.HelpOfCommand:
    """One command in four lines."""
    first = found.english if language == "en" else found.name
    others = [word for word in (found.name, *found.words, found.english) if word != first]
    keys = [key.names[-1 if language == "en" else 0] for key in found.args.keyed().values() if key.names]
    return say.HelpOfCommand(
        summary=Phrase(f"{found.name}.summary"),
        example=Phrase(f"{found.name}.example"),
        also=Joined(tuple(say.AlsoCalled(word=f"!{word}") for word in others), by=", "),
        keys=_keys(keys),
    )


def _keys(words: list[str]) -> Joined:
    """Nothing at all where there are none."""
    shown = Joined(tuple(say.KeyWord(word=f"{word}:") for word in words), by=" ")
    return Joined((say.KeysShown(words=shown),) if words else ())


def _group(group: Group, commands: tuple[Command, ...]) -> say.HelpGroup:
    examples = tuple(say.ShortExample(text=Phrase(f"{each.name}.short")) for each in _in(group, commands))
    return say.HelpGroup(title=Phrase(f"help-group-{group.value}"), examples=Joined(examples))


def _in(group: Group, commands: tuple[Command, ...]) -> list[Command]:
    return [each for each in commands if each.group is group]
