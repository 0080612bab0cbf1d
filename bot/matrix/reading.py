"""From a raw Matrix event to something heard. Pure."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable
from typing import Any

from bot.transport import Echo, Heard, Incoming, Media, Member

TXN_KEY = "org.navette.txn"
PRIVATE_FOR = "org.navette.private"  # the state event that tells whom the bot made a room for
Event = dict[str, Any]
_REPLY_QUOTE = re.compile(r"^(?:> .*\n?)+\n?")
_PILL = re.compile(r'^\s*(?:<p>)?<a href="https://matrix\.to/#/([^"?]+)[^>]*>([^<]*)</a>')
_UNWANTED = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_LONGEST_NAME = 255
_LONGEST_KEY = 64  # of a reaction: the longest emoji, joined of several, have some ten characters
_MODERATOR = 50  # what the specification takes for granted, where a room says nothing
_USER_ID = re.compile(r"@[^\s:\x00-\x1f\x7f-\x9f\ud800-\udfff]+:[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_VOICE = "org.matrix.msc3245.voice"
_MXC = re.compile(r"mxc://[A-Za-z0-9.:\[\]-]{1,230}/[A-Za-z0-9_-]{1,255}")


def heard(event: Event, room_id: str, own_id: str) -> Incoming | None:
    """What an event of somebody else says to us; None for what does not concern a bot."""
    sender = event.get("sender")
    if _account(sender) is None or _event_id(event.get("event_id")) is None:
        return None
    way = (_OWN_WAYS if sender == own_id else _WAYS).get(str(event.get("type")))
    if way is None or ("state_key" in event) != (way in _STATE) or (way in _ROOM_WIDE and event["state_key"] != ""):
        return None
    fields = way(event, own_id)
    return None if fields is None else _incoming(event, room_id, **fields)


def echo(event: Event, room_id: str, own_id: str) -> Echo | None:
    """The proof that one of our own messages arrived."""
    if event.get("sender") != own_id:
        return None
    told = _mapping(event.get("unsigned")).get("transaction_id")
    txn_id = told or _content(event).get(TXN_KEY)
    event_id = event.get("event_id")
    if not isinstance(txn_id, str) or not isinstance(event_id, str):
        return None
    return Echo(txn_id, event_id, room_id, own_device=isinstance(told, str))


def own_membership(event: Event, own_id: str) -> str | None:
    """The bot's new membership, when the event changes it: « join », « leave », « ban »."""
    if not _is_own_member_event(event, own_id):
        return None
    now, before = _content(event).get("membership"), _previous(event).get("membership")
    return str(now) if now != before else None


def is_own_join(event: Event, own_id: str) -> bool:
    """True for any event that says the bot is in, a change of its name included."""
    return _is_own_member_event(event, own_id) and _content(event).get("membership") == "join"


def entered(own_join: Event, known: Iterable[Event], room_id: str, own_id: str) -> Incoming:
    """The room as the bot finds it, members aside; `known` is its state, oldest first."""
    state = {str(event.get("type")): event for event in known if event.get("state_key") == ""}
    create = state.get("m.room.create")
    before = _text(_mapping(_content(create or {}).get("predecessor")).get("room_id"))
    return Incoming(
        event_id=str(own_join["event_id"]),
        room_id=room_id,
        sender=own_id,
        kind=Heard.ENTERED,
        at=at(own_join),
        encrypted="m.room.encryption" in state,
        room_name=name_of(state.values()),
        muted=silences(state.get("m.room.power_levels", {}), own_id),
        removes=may_remove(state.get("m.room.power_levels", {}), own_id),
        predecessor=(before or room_id) if create else None,
    )


def name_of(state: Iterable[Event]) -> str | None:
    """The name a room's state gives it, on one line; None when there is none."""
    names = [_text(_content(event).get("name")) for event in state if event.get("type") == "m.room.name"]
    name = _UNWANTED.sub(" ", names[-1] or "").strip() if names else ""
    return name[:_LONGEST_NAME] or None


def silences(event: Event, own_id: str) -> bool:
    """True for power levels under which the bot may not send messages."""
    content = _content(event)
    own = _level(_mapping(content.get("users")).get(own_id, content.get("users_default", 0)))
    needed = _level(_mapping(content.get("events")).get("m.room.message", content.get("events_default", 0)))
    return own < needed


def may_remove(event: Event, own_id: str) -> bool:
    """True for power levels under which the bot may redact what others sent."""
    content = _content(event)
    own = _level(_mapping(content.get("users")).get(own_id, content.get("users_default", 0)))
    return bool(event) and own >= _level(content.get("redact", _MODERATOR))


def is_direct(invitation: Event) -> bool:
    """True when it is to a conversation for two."""
    return _content(invitation).get("is_direct") is True


def is_encryption(event: Event) -> bool:
    """True for the event that makes a room encrypted, for ever."""
    return event.get("type") == "m.room.encryption" and event.get("state_key") == ""


def at(event: Event) -> dt.datetime:
    """When the sender's server says it happened (aware UTC)."""
    stamp = event.get("origin_server_ts")
    seconds = stamp / 1000 if isinstance(stamp, int | float) and 0 <= stamp < 4e12 else 0
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


# ── one kind each ──


def _message(event: Event, own_id: str) -> dict[str, Any] | None:
    content = _content(event)
    relation = _mapping(content.get("m.relates_to"))
    if relation.get("rel_type") == "m.replace":
        return _edit(content, relation)
    body = _text(content.get("body"))
    if content.get("msgtype") == "m.audio" and _VOICE in content:
        return _voice(content, relation)
    if content.get("msgtype") != "m.text" or body is None:
        return None  # notices are what bots say to each other
    mentions_bot = own_id in _mentions(content)
    unquoted = _REPLY_QUOTE.sub("", body, count=1) if _reply(relation) else body
    return {
        "kind": Heard.MESSAGE,
        "body": _addressed(unquoted, content, own_id) if mentions_bot else unquoted,
        "thread": _event_id(relation.get("event_id")) if relation.get("rel_type") == "m.thread" else None,
        "reply_to": _real_reply(relation),
        "mentions_bot": mentions_bot,
    }


def _voice(content: Event, relation: Event) -> dict[str, Any] | None:
    """Not its sound: where that is, for whoever wants to hear it."""
    media = media_of(content)
    if media is None:
        return None
    thread = _event_id(relation.get("event_id")) if relation.get("rel_type") == "m.thread" else None
    return {"kind": Heard.VOICE, "media": media, "thread": thread, "reply_to": _real_reply(relation)}


def media_of(content: Event) -> Media | None:
    """The file that a message is about, as its sender tells; None where that cannot be."""
    info, sealed = _mapping(content.get("info")), content.get("file")
    said: dict[str, Any] = {
        "mimetype": (_text(info.get("mimetype")) or "")[:_LONGEST_NAME],
        "size": _count(info.get("size")),
        "milliseconds": _count(info.get("duration")),
    }
    if sealed is None:
        url = _mxc(content.get("url"))
        return None if url is None else Media(url, **said)
    sealed = _mapping(sealed)
    key, url = _mapping(sealed.get("key")), _mxc(sealed.get("url"))
    keys: dict[str, Any] = {
        "key": key.get("k"),
        "iv": sealed.get("iv"),
        "sha256": _mapping(sealed.get("hashes")).get("sha256"),
    }
    if url is None or sealed.get("v") != "v2" or key.get("alg") != "A256CTR" or not all(map(_is_base64, keys.values())):
        return None
    return Media(url, **said, **keys)


def _addressed(body: str, content: Event, own_id: str) -> str:
    """A message that begins with the bot's pill begins with its id, whatever name the room shows."""
    pill = _PILL.match(_text(content.get("formatted_body")) or "")
    if pill is None or pill[1].replace("%40", "@").replace("%3A", ":") != own_id:
        return body
    shown = html.unescape(pill[2])
    return f"{own_id} {body[len(shown) :].lstrip(':, ')}" if shown and body.startswith(shown) else body


def _edit(content: Event, relation: Event) -> dict[str, Any] | None:
    new = _mapping(content.get("m.new_content"))
    body, target = _text(new.get("body")), _event_id(relation.get("event_id"))
    if new.get("msgtype") != "m.text" or body is None or target is None:
        return None
    return {"kind": Heard.EDIT, "body": body, "target": target}


def _reaction(event: Event, _own_id: str) -> dict[str, Any] | None:
    relation = _mapping(_content(event).get("m.relates_to"))
    target, emoji = _event_id(relation.get("event_id")), _text(relation.get("key"))
    if relation.get("rel_type") != "m.annotation" or target is None or emoji is None or len(emoji) > _LONGEST_KEY:
        return None
    return {"kind": Heard.REACTION, "target": target, "emoji": emoji}


def _redaction(event: Event, _own_id: str) -> dict[str, Any] | None:
    target = _event_id(event.get("redacts")) or _event_id(_content(event).get("redacts"))
    return None if target is None else {"kind": Heard.REDACTION, "target": target}


def _membership(event: Event, own_id: str) -> dict[str, Any] | None:
    """Somebody else came or went; a new name or picture is neither."""
    who = _account(event.get("state_key"))
    content = _content(event)
    now, before = content.get("membership"), _previous(event).get("membership")
    if who is None or who == own_id or now == before:
        return None
    member = Member(who, _text(content.get("displayname")))
    if now == "join":
        return {"kind": Heard.JOIN, "members": (member,)}
    if now in {"leave", "ban"} and before == "invite":
        return {"kind": Heard.DECLINED, "members": (member,)}
    if now in {"leave", "ban"} and before in {"join", None}:
        return {"kind": Heard.LEAVE, "members": (member,)}
    return None


def _tombstone(event: Event, _own_id: str) -> dict[str, Any] | None:
    """The homeserver let it through, so its sender had the power to."""
    successor = _text(_content(event).get("replacement_room"))
    if successor is None or not successor.startswith("!") or len(successor) > _LONGEST_NAME:
        return None
    return {"kind": Heard.UPGRADED, "target": successor}


def _power_levels(event: Event, own_id: str) -> dict[str, Any]:
    kind = Heard.MUTED if silences(event, own_id) else Heard.UNMUTED
    return {"kind": kind, "removes": may_remove(event, own_id)}


def _encryption(_event: Event, _own_id: str) -> dict[str, Any]:
    return {"kind": Heard.ENCRYPTED}


def _made_private(event: Event, _own_id: str) -> dict[str, Any] | None:
    who = _account(_content(event).get("user_id"))
    return None if who is None else {"kind": Heard.PRIVATE_MADE, "target": who}


def _unreadable(event: Event, _own_id: str) -> dict[str, Any]:
    """Still encrypted: its key has not come. The event itself is heard when it can be read."""
    relation = _mapping(_content(event).get("m.relates_to"))
    thread = _event_id(relation.get("event_id")) if relation.get("rel_type") == "m.thread" else None
    return {"kind": Heard.UNDECRYPTABLE, "target": event["event_id"], "thread": thread}


_WAYS = {
    "m.room.encrypted": _unreadable,
    "m.room.message": _message,
    "m.reaction": _reaction,
    "m.room.redaction": _redaction,
    "m.room.member": _membership,
    "m.room.tombstone": _tombstone,
    "m.room.power_levels": _power_levels,
    "m.room.encryption": _encryption,
}
_OWN_WAYS = {"m.room.encryption": _encryption, PRIVATE_FOR: _made_private}  # what the bot did that rooms have to know
_ROOM_WIDE = {_tombstone, _power_levels, _encryption, _made_private}
_STATE = {_membership, *_ROOM_WIDE}


_ABOUT_MEMBER = {Heard.JOIN, Heard.LEAVE, Heard.DECLINED}


def _incoming(event: Event, room_id: str, **fields: Any) -> Incoming:
    sender = str(event.get("state_key")) if fields["kind"] in _ABOUT_MEMBER else str(event["sender"])
    if fields["kind"] is Heard.UNDECRYPTABLE:
        event = {**event, "event_id": f"unreadable:{event['event_id']}"}
    return Incoming(event_id=str(event["event_id"]), room_id=room_id, sender=sender, at=at(event), **fields)


# ── careful with what strangers send ──


def _is_own_member_event(event: Event, own_id: str) -> bool:
    return event.get("type") == "m.room.member" and event.get("state_key") == own_id


def _content(event: Event) -> Event:
    return _mapping(event.get("content"))


def _previous(event: Event) -> Event:
    return _mapping(_mapping(event.get("unsigned")).get("prev_content") or event.get("prev_content"))


def _mapping(value: Any) -> Event:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    """Text that can be stored: half a surrogate pair is no character."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) and value else None


def _account(value: Any) -> str | None:
    """Only what can be a user id: what no column takes would spoil the whole sync."""
    is_one = isinstance(value, str) and len(value) <= _LONGEST_NAME and _USER_ID.fullmatch(value)
    return value if is_one else None


def _event_id(value: Any) -> str | None:
    """Only what can be an event id: anybody may write anything into a relation."""
    return value if isinstance(value, str) and re.fullmatch(r"\$[\x21-\x7e]{1,254}", value) else None


def _mxc(value: Any) -> str | None:
    return value if isinstance(value, str) and _MXC.fullmatch(value) else None


def _is_base64(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9+/_-]{1,100}={0,2}", value) is not None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else None


def _level(value: Any) -> int:
    """Old rooms hold numbers as text."""
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,18}\s*", value):
        return int(value)
    return value if isinstance(value, int) else 0


def _reply(relation: Event) -> str | None:
    return _event_id(_mapping(relation.get("m.in_reply_to")).get("event_id"))


def _real_reply(relation: Event) -> str | None:
    """A thread's fallback reply is no reply."""
    if relation.get("rel_type") == "m.thread" and relation.get("is_falling_back"):
        return None
    return _reply(relation)


def _mentions(content: Event) -> list[Any]:
    found = _mapping(content.get("m.mentions")).get("user_ids")
    return found if isinstance(found, list) else []
