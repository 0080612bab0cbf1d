"""Messages that came before their key: put aside, asked for, read as soon as the key is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nio.events import MegolmEvent

from bot.matrix import reading
from bot.matrix.keyed import KeyedClient
from bot.matrix.reading import Event
from bot.transport import Heard, Incoming

PREFIX = "unreadable:"
_MOST = 500  # the oldest are let go: nobody waits for an answer to them any more


def put_aside(client: KeyedClient, event: Event, room_id: str) -> None:
    """Keeps a message that could not be decrypted, as it was sent, until its key comes. Ours are nobody's question."""
    if event.get("type") != "m.room.encrypted" or event.get("sender") == client.user_id:
        return
    if (found := _megolm(event, room_id)) is None:
        return
    client.ledger.keep(f"{PREFIX}{event['event_id']}", {"room_id": room_id, "event": event})
    _ask_for_key(client, found)
    for old in sorted(client.ledger.values(PREFIX).items(), key=_age)[:-_MOST]:
        client.ledger.keep(old[0], None)


def read_again(client: KeyedClient, own_id: str, notice: Callable[[Event, str], None]) -> list[Incoming]:
    """What can be read now; each is followed by the news that it was. `notice` sees every one, with its room."""
    found: list[Incoming] = []
    for name, aside in client.ledger.values(PREFIX).items():
        event = _megolm(aside["event"], aside["room_id"])
        readable = client.olm._decrypt_megolm_no_error(event) if event is not None else None
        if readable is None:
            continue
        client.ledger.keep(name, None)
        notice(readable.source, aside["room_id"])
        incoming = reading.heard(readable.source, aside["room_id"], own_id)
        found += [incoming] if incoming is not None else []
        found.append(_news_of(aside["event"], aside["room_id"]))
    return found


def _news_of(event: Event, room_id: str) -> Incoming:
    """So that nobody is told that it could not be read, whatever it said."""
    target, sender = str(event["event_id"]), str(event.get("sender"))
    return Incoming(f"readable:{target}", room_id, sender, Heard.READABLE, reading.at(event), target=target)


def _ask_for_key(client: KeyedClient, event: Any) -> None:
    """Of the sender's device; sent with the next upkeep, once a session."""
    olm = client.olm
    queued = {getattr(message, "request_id", None) for message in olm.outgoing_to_device_messages}
    if event.session_id in olm.outgoing_key_requests or event.session_id in queued:
        return
    request = event.as_key_request(event.sender, client.device_id, event.session_id, event.device_id)
    olm.outgoing_to_device_messages.append(request)


def _megolm(event: Event, room_id: str) -> Any:
    parsed = MegolmEvent.from_dict(event)
    if not isinstance(parsed, MegolmEvent):
        return None
    parsed.room_id = room_id
    return parsed


def _age(entry: tuple[str, Any]) -> int:
    stamp = entry[1]["event"].get("origin_server_ts")
    return stamp if isinstance(stamp, int) else 0
