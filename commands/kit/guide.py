"""A command alone: one question at a time, derived from the command's declaration; the answers become its text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from commands.kit import messages as say
from commands.kit.command import Answer, Command, Key, RunAgain
from commands.kit.dialogue import is_no, is_pass, is_stop
from commands.kit.find import lookup
from commands.kit.message import Message, Phrase
from commands.kit.reading import DateDoubt, Sight, Unreadable
from storage.desk import Desk
from storage.questions import Question
from storage.rooms import RoomKind

GUIDE = "guide"
_TITLE = "title"


def begin(desk: Desk, command: Command, text: str) -> None:
    """Asks for the first thing. What was typed beside the command (its keys) is kept."""
    in_thread = desk.visit.room_kind is RoomKind.SHARED
    asking = say.GuideBegins(
        ask=Phrase(f"{command.name}.ask"), example=Phrase(f"{command.name}.example"), in_thread=in_thread
    )
    desk.ask(asking, _question(command, text.strip(), _TITLE, ()))


class Guide:
    """Goes on with the answers."""

    def __init__(self, commands: Sequence[Command], sight: Callable[[Desk, Command], Awaitable[Sight]]) -> None:
        self._commands = commands
        self._sight = sight

    async def go_on(self, desk: Desk, answer: Answer) -> Message | RunAgain | None:
        """« passe » skips, « stop » leaves; what cannot be read is asked again."""
        command = lookup(answer.fields["command"], self._commands)
        assert command is not None
        text, name = str(answer.fields["text"]), str(answer.fields["field"])
        sight = await self._sight(desk, command)
        if is_stop(answer.text) or (name == _TITLE and (is_no(answer.text) or is_pass(answer.text))):
            return say.NothingKept()
        if name == _TITLE:
            text = f"{answer.text.strip()}\n{text}".strip()
        elif not is_pass(answer.text) and not is_no(answer.text):
            key = command.args.keyed()[name]
            said = " ".join(answer.text.split())
            if not _is_readable(key, said, sight):
                again = say.GuideAgain(got=said[:60], ask=Phrase(f"ask-{name}"))
                desk.ask(again, _question(command, text, name, answer.fields["asked"]))
                return None
            text = f"{text}\n{key.names[0]} : {said}"
        return _next(desk, command, text, (*answer.fields["asked"], name), sight)


def _next(desk: Desk, command: Command, text: str, asked: tuple[str, ...], sight: Sight) -> RunAgain | None:
    """The next thing that nobody said yet; when all is said, the command runs."""
    told = _told(command, text, sight)
    for name, key in command.args.keyed().items():
        if key.asked and name not in asked and name not in told:
            desk.ask(say.GuideAsks(ask=Phrase(f"ask-{name}")), _question(command, text, name, asked))
            return None
    return RunAgain(command.name, text, by_questions=True)


def _question(command: Command, text: str, name: str, asked: Sequence[str]) -> Question:
    return Question(GUIDE, {"command": command.name, "text": text, "field": name, "asked": list(asked)})


def _told(command: Command, text: str, sight: Sight) -> set[str]:
    """What stands in the words already, or in doubt: that is asked about at the end."""
    try:
        args = command.args.read(text, sight, command.name)
    except DateDoubt as doubt:
        return {doubt.field or ""}
    return {name for name in command.args.keyed() if getattr(args, name)}


def _is_readable(key: Key, said: str, sight: Sight) -> bool:
    try:
        key.reader.whole(said, sight)
    except DateDoubt:
        return True  # asked about at the end
    except Unreadable:
        return False
    return True
