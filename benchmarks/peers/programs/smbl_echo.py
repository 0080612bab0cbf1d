"""The echo of simplematrixbotlib's own introduction; it keeps its session in the current folder."""

import os
from typing import Any

import simplematrixbotlib as botlib

config = botlib.Config()
config.encryption_enabled = os.environ["ECHO_ENCRYPTED"] == "1"
creds = botlib.Creds(
    os.environ["ECHO_HOMESERVER"], os.environ["ECHO_USER"].partition(":")[0][1:], os.environ["ECHO_PASSWORD"]
)
bot = botlib.Bot(creds, config)


@bot.listener.on_message_event
async def echo(room: Any, message: Any) -> None:
    """What was said after !echo."""
    match = botlib.MessageMatch(room, message, bot, "!")
    if match.is_not_from_this_bot() and match.prefix() and match.command("echo"):
        await bot.api.send_text_message(room.room_id, " ".join(match.args()))


bot.run()
