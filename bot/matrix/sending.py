"""From an Outgoing to a request, and from its answer to an event id or a DeliveryError."""

from __future__ import annotations

from typing import Any

from aiohttp import ClientError
from nio import (
    EncryptionError,
    ErrorResponse,
    JoinResponse,
    LocalProtocolError,
    RoomCreateResponse,
    RoomGetStateEventError,
    RoomGetStateEventResponse,
    RoomGetVisibilityError,
    RoomLeaveResponse,
    RoomRedactResponse,
    RoomSendResponse,
)

from bot.matrix.client import LeanClient
from bot.matrix.keyed import KeyedClient
from bot.matrix.private import mark_private, open_private
from bot.matrix.reading import TXN_KEY
from bot.matrix.session import is_dead_token
from bot.transport import DeliveryRefused, DeliveryUncertain, LoginRefused, Outgoing, Said, SlowDown

_NEVER_MIND = {401, 408, 425, 429}


async def deliver(client: KeyedClient, outgoing: Outgoing) -> str:
    """Sends once. Raises DeliveryError, or LoginRefused when the token is dead."""
    try:
        response = await _request(client, outgoing)
    except (ClientError, TimeoutError, OSError, EncryptionError, LocalProtocolError) as error:
        raise DeliveryUncertain(type(error).__name__) from error
    if isinstance(response, RoomSendResponse | RoomRedactResponse):
        return str(response.event_id)
    if isinstance(response, RoomCreateResponse):
        return str(response.room_id)
    if response is None or isinstance(response, JoinResponse | RoomLeaveResponse):
        return outgoing.room_id
    return explain(response)


async def is_encrypted(client: LeanClient, room_id: str) -> bool:
    """Asked of the homeserver: nio forgets its rooms at every start. Raises DeliveryError or LoginRefused."""
    try:
        response = await client.room_get_state_event(room_id, "m.room.encryption")
    except (ClientError, TimeoutError, OSError) as error:
        raise DeliveryUncertain(type(error).__name__) from error
    answer = response.transport_response
    if answer is not None and answer.status == 200:
        return True
    if isinstance(response, RoomGetStateEventError) and response.status_code == "M_NOT_FOUND":
        return False
    if isinstance(response, RoomGetStateEventResponse):  # nio takes any error but 404 for the content asked for
        response = ErrorResponse.from_dict(response.content)
        response.transport_response = answer
    explain(response)
    raise DeliveryUncertain("no answer to whether the room is encrypted")


async def is_known(client: LeanClient, room_id: str) -> bool:
    """False for a room that the homeserver has never heard of. Raises DeliveryUncertain."""
    try:
        response = await client.room_get_visibility(room_id)
    except (ClientError, TimeoutError, OSError) as error:
        raise DeliveryUncertain(type(error).__name__) from error
    return not (isinstance(response, RoomGetVisibilityError) and response.status_code == "M_NOT_FOUND")


async def _request(client: KeyedClient, outgoing: Outgoing) -> Any:
    if outgoing.kind is Said.ENTER:
        return await client.join(outgoing.room_id)
    if outgoing.kind is Said.OPEN_PRIVATE:
        return await open_private(client, outgoing.target or "")
    if outgoing.kind is Said.MARK_PRIVATE:
        return await mark_private(client, outgoing.room_id, outgoing.target or "")
    if outgoing.kind is Said.DECLINE:
        return await client.room_leave(outgoing.room_id)
    if outgoing.kind is Said.REDACTION:
        return await client.room_redact(outgoing.room_id, outgoing.target or "", tx_id=outgoing.txn_id)
    kind = "m.reaction" if outgoing.kind is Said.REACTION else "m.room.message"
    content, txn_id = content_of(outgoing), outgoing.txn_id
    return await client.room_send(outgoing.room_id, kind, content, tx_id=txn_id, ignore_unverified_devices=True)


def content_of(outgoing: Outgoing) -> dict[str, Any]:
    """The event's content; our transaction id stands in it, readable from another device."""
    if outgoing.kind is Said.REACTION:
        relation = {"rel_type": "m.annotation", "event_id": outgoing.target, "key": outgoing.emoji}
        return {"m.relates_to": relation, TXN_KEY: outgoing.txn_id}
    content = _text(outgoing) if outgoing.file is None else _file(outgoing)
    if outgoing.kind is Said.EDIT:
        return _edit(outgoing, content)
    relation = _relation(outgoing)
    return {**content, TXN_KEY: outgoing.txn_id, **({"m.relates_to": relation} if relation else {})}


def _text(outgoing: Outgoing) -> dict[str, Any]:
    content: dict[str, Any] = {"msgtype": "m.notice", "body": outgoing.body}
    if outgoing.html is not None:
        content |= {"format": "org.matrix.custom.html", "formatted_body": outgoing.html}
    content["m.mentions"] = {"user_ids": list(outgoing.mentions)} if outgoing.mentions else {}
    return content


def _file(outgoing: Outgoing) -> dict[str, Any]:
    """What is said of it is its body; where it lies, and what opens it, is what its upload gave."""
    file = outgoing.file
    assert file is not None
    info: dict[str, object] = {"mimetype": file.mimetype, "size": file.size}
    if file.pixels is not None:
        info["w"], info["h"] = file.pixels
    kind = "m.image" if outgoing.kind is Said.IMAGE else "m.file"
    return {**_text(outgoing), "msgtype": kind, "filename": file.name, "info": info, **file.place}


def _edit(outgoing: Outgoing, content: dict[str, Any]) -> dict[str, Any]:
    """Clients that know edits show the new content; others a line with a star."""
    fallback = {**content, "body": f"* {outgoing.body}", "m.mentions": {}}
    if outgoing.html is not None:
        fallback["formatted_body"] = f"* {outgoing.html}"
    relation = {"rel_type": "m.replace", "event_id": outgoing.target}
    return {**fallback, "m.new_content": content, "m.relates_to": relation, TXN_KEY: outgoing.txn_id}


def _relation(outgoing: Outgoing) -> dict[str, Any]:
    reply = {"m.in_reply_to": {"event_id": outgoing.reply_to or outgoing.thread}}
    if outgoing.thread is not None:
        falling_back = outgoing.reply_to is None
        return {"rel_type": "m.thread", "event_id": outgoing.thread, "is_falling_back": falling_back, **reply}
    return reply if outgoing.reply_to else {}


def explain(response: ErrorResponse) -> str:
    """An error that counts as sent gives no event id; all others raise."""
    status = response.transport_response.status if response.transport_response is not None else 0
    code = str(response.status_code or "")
    if code == "M_DUPLICATE_ANNOTATION":
        return ""
    if is_dead_token(code):
        raise LoginRefused(f"the homeserver refuses the access token ({code}): log in again")
    if status == 429 or code == "M_LIMIT_EXCEEDED":
        raise SlowDown((response.retry_after_ms or 1000) / 1000)
    if 400 <= status < 500 and status not in _NEVER_MIND and code:
        raise DeliveryRefused(f"{status} {code}", forbidden=code == "M_FORBIDDEN")
    raise DeliveryUncertain(f"HTTP {status} {code}".strip())
