"""The floor: the shortest honest echo on bare matrix-nio, as a tutorial has it; encrypted with nio's own store."""

import asyncio
import os

from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, MatrixRoom, RoomMessageText


async def main() -> None:
    """Until it is killed."""
    encrypted = os.environ["ECHO_ENCRYPTED"] == "1"
    store = os.environ["ECHO_STORE"] if encrypted else ""
    config = AsyncClientConfig(store_sync_tokens=encrypted, encryption_enabled=encrypted)
    client = AsyncClient(
        os.environ["ECHO_HOMESERVER"], os.environ["ECHO_USER"], device_id="ECHO", store_path=store, config=config
    )

    async def said(room: MatrixRoom, event: RoomMessageText) -> None:
        if event.sender != client.user_id and event.body.startswith("!echo "):
            content = {"msgtype": "m.notice", "body": event.body.removeprefix("!echo ")}
            await client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

    async def invited(room: MatrixRoom, event: InviteMemberEvent) -> None:
        await client.join(room.room_id)

    client.add_event_callback(invited, InviteMemberEvent)
    await client.login(os.environ["ECHO_PASSWORD"], device_name="echo")
    if not client.loaded_sync_token:  # a first start does not answer what was said before
        await client.sync(timeout=0, full_state=True)
    client.add_event_callback(said, RoomMessageText)
    await client.sync_forever(timeout=30_000)


if __name__ == "__main__":
    asyncio.run(main())
