"""`!aide` and `!aide offre`."""

from __future__ import annotations

from commands.help import messages as say
from commands.kit.command import Command, FreeText, Group, Role, command
from commands.kit.find import lookup
from commands.kit.message import Joined, Lines, Message, Phrase
from storage.desk import Desk

_SHOWN = (Group.EXCHANGE, Group.SUPPORT, Group.TIME, Group.ORIENT, Group.SELF)


def help_command(others: tuple[Command, ...]) -> Command:
    """`!aide`, which knows those commands and itself."""

    @command("aide", "?", english="help", args=FreeText, who=Role.ANYONE, group=Group.SELF)
    async def aide(desk: Desk, args: FreeText) -> Message:
        """What can be typed; with a word, how to type it."""
        found = lookup(args.text.split()[0].lstrip("!"), (*others, aide)) if args.text.strip() else None
        in_office = desk.visit.office is not None
        return of_command(found, desk.visit.language) if found else overview(others, office=in_office)

    return aide


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
        keys=Joined(tuple(say.KeyWord(word=f"{word}:") for word in keys), by=" "),
    )


def _group(group: Group, commands: tuple[Command, ...]) -> say.HelpGroup:
    examples = tuple(say.ShortExample(text=Phrase(f"{each.name}.short")) for each in _in(group, commands))
    return say.HelpGroup(title=Phrase(f"help-group-{group.value}"), examples=Joined(examples))


def _in(group: Group, commands: tuple[Command, ...]) -> list[Command]:
    return [each for each in commands if each.group is group]
