"""What `python3 dev docs` writes anew: the command page, from the registry, and the README's conversation."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot import transcript
from bot.words import Words
from commands.kit.command import Command, Role, Where
from commands.registry import COMMANDS, WORD_FOLDERS

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
_WHO = {Role.ANYONE: "everybody", Role.MEMBER: "members", Role.TISSEUSE: "the Tisseuse and her deputy"}
_WHERE = {
    Where.ILOT: "îlot",
    Where.PRIVATE: "private",
    Where.TISSEUSE: "the Tisseuse's room",
    Where.OTHER: "other rooms",
}
_HEAD = """\
# Commands

Written from the commands themselves by `python3 dev docs`; a test holds this page and the registry equal.
Words are compared without accents or case. In a private room the `!` is optional.
"""


def page(words: Words) -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *(_section(command, words) for command in COMMANDS)])


def _section(command: Command, words: Words) -> str:
    french, english = words.dictionary("fr"), words.dictionary("en")
    also = ", ".join(f"`!{word}`" for word in command.words) or "none"
    keys = " ".join(f"`{name}:`" for key in command.args.keyed().values() for name in key.names[:1]) or "none"
    rows = (
        f"## `!{command.name}` · `!{command.english}`\n",
        f"{french.phrase(f'{command.name}.summary')}",
        f"{english.phrase(f'{command.name}.summary')}\n",
        f"- Example: `{french.phrase(f'{command.name}.example')}`",
        f"- Also: {also}",
        f"- Keys: {keys}",
        f"- Where: {_places(command.where)}",
        f"- Who: {_WHO[command.who]}\n",
    )
    return "\n".join(rows)


def _places(where: Where) -> str:
    if where == Where.EVERYWHERE:
        return "everywhere"
    return ", ".join(name for place, name in _WHERE.items() if place & where)


def main() -> None:
    """Writes both."""
    PAGE.write_text(page(Words(WORD_FOLDERS)), "utf-8")
    asyncio.run(transcript.write())


if __name__ == "__main__":
    main()
