"""Before words leave for an encrypted room: everybody who is in it has the key, or nothing is sent."""

from __future__ import annotations

from typing import Any

from nio import JoinedMembersResponse, KeysClaimResponse, KeysQueryResponse
from nio.rooms import MatrixRoom

from bot.crashpoints import reach
from bot.matrix.keyed import KeyedClient
from bot.transport import DeliveryUncertain


async def share_room_key(client: KeyedClient, room_id: str) -> None:
    """Raises DeliveryUncertain when it cannot be done now; the network's own errors pass through."""
    room = client.know_room(room_id, encrypted=True)
    if not room.members_synced and not isinstance(await client.joined_members(room_id), JoinedMembersResponse):
        raise DeliveryUncertain("the room's members are not known")
    if client.should_query_keys and not isinstance(await client.keys_query(), KeysQueryResponse):
        raise DeliveryUncertain("the members' devices are not known")
    if client.olm.should_share_group_session(room_id):
        await _share(client, room)


async def _share(client: KeyedClient, room: MatrixRoom) -> None:
    """nio believes a room key shared even when every request failed (trap 10), and may never share again (trap 4)."""
    room_id = room.room_id
    missing = client.get_missing_sessions(room_id)
    if missing and not isinstance(await client.keys_claim(missing), KeysClaimResponse):
        raise DeliveryUncertain("the members' one-time keys were not given")  # nio would go on without them
    _let_go(client, room_id)
    try:
        await client.share_group_session(room_id, ignore_unverified_devices=True)
    finally:
        _let_go(client, room_id)
    missed = _without_key(client, room)
    if missed:
        client.olm.outbound_group_sessions.pop(room_id, None)
        raise DeliveryUncertain(f"{len(missed)} devices did not get the room key")
    reach("room-key-shared")


def _let_go(client: KeyedClient, room_id: str) -> None:
    waiting = client.sharing_session.pop(room_id, None)
    if waiting is not None:
        waiting.set()


def _without_key(client: KeyedClient, room: MatrixRoom) -> list[tuple[str, str]]:
    """Devices that could have had it. One without any session, whose keys ran out, cannot."""
    session: Any = client.olm.outbound_group_sessions[room.room_id]
    reached = session.users_shared_with | session.users_ignored
    devices = [device for user_id in room.users for device in client.device_store.active_user_devices(user_id)]
    own = (client.user_id, client.device_id)
    found = [(each.user_id, each.id) for each in devices if client.olm.session_store.get(each.curve25519)]
    return [each for each in found if each not in reached and each != own]
