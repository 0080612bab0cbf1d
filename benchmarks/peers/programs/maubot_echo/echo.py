"""A tiny echo plugin for maubot."""

from maubot import MessageEvent, Plugin
from maubot.handlers import command


class Echo(Plugin):
    """Says what was said after !echo."""

    @command.new("echo")
    @command.argument("words", pass_raw=True)
    async def echo(self, event: MessageEvent, words: str) -> None:
        """One answer."""
        await event.respond(words)
