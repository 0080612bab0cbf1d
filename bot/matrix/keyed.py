"""nio's client with its keys under lock: no request leaves while something it needs is known to this process only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from nio import AsyncClientConfig, ErrorResponse, KeysClaimResponse, SyncResponse
from nio.events import OlmEvent
from nio.rooms import MatrixRoom

from bot.crashpoints import reach
from bot.matrix.client import REQUEST_TIMEOUT, LeanClient
from bot.matrix.ledger import Ledger, Taken
from storage.crypto import KeyRow

log = structlog.get_logger()

SaveKeys = Callable[[Sequence[KeyRow]], Awaitable[None]]


class KeyedClient(LeanClient):
    """One choke point, `send`. A sync's keys are committed by whoever commits its events; see `taken` and `settled`."""

    def __init__(
        self,
        homeserver: str,
        user_id: str,
        device_id: str,
        access_token: str,
        ledger: Ledger,
        save: SaveKeys,
        **more: Any,
    ) -> None:
        config = AsyncClientConfig(
            store=lambda *_: ledger,
            store_sync_tokens=False,
            encryption_enabled=True,
            pickle_key="navette",
            max_limit_exceeded=0,
            max_timeouts=0,
            request_timeout=REQUEST_TIMEOUT,
        )
        # with an empty store path nio would have no encryption at all, and say nothing (trap 9)
        super().__init__(homeserver, user_id, device_id=device_id, store_path="in the ledger", config=config)
        self.ledger = ledger
        self.fallback_unused: list[str] | None = None
        self._save = save
        self._writing = asyncio.Lock()
        self._last: asyncio.Future[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self.restore_login(user_id, device_id, access_token)
        assert self.olm is not None
        self._guard()
        self._publish_leftovers()

    # ── commits ──

    async def flush(self) -> None:
        """Commits what changed, outside any sync. Safe when nothing did; raises what the database raises."""
        async with self._writing:
            await self._no_older_save()
            if not self.ledger.is_changed or not self._idle.is_set():
                return
            taken = self.ledger.take()
            self._last = asyncio.ensure_future(self._save(taken.rows))
            try:
                await asyncio.shield(self._last)
            except BaseException:
                self.ledger.put_back(taken)
                raise
            reach("keys-saved")

    async def _no_older_save(self) -> None:
        """One that nobody waits for any more may still be under way: an older pickle is never written last."""
        if self._last is not None:
            await asyncio.wait([self._last])

    def taken(self) -> Taken:
        """What a sync changed, for the transaction that keeps its events."""
        return self.ledger.take()

    def settled(self) -> None:
        """That transaction is committed: requests may leave again."""
        self._idle.set()

    @property
    def _is_uncommitted(self) -> bool:
        """Changed, applied from a sync, or in somebody else's save that is not over yet."""
        return self.ledger.is_changed or self._writing.locked() or not self._idle.is_set()

    async def send(self, method: str, path: str, *more: Any, **named: Any) -> Any:
        """Every request passes here. Plain reads are harmless; all others, and the next sync, wait for the commit."""
        if method != "GET" or "/sync" in path:
            while self._is_uncommitted:
                await self._idle.wait()
                await self.flush()
            _note_request(path)
        return await super().send(method, path, *more, **named)

    async def receive_response(self, response: Any) -> None:
        """From the moment a sync is applied until it is committed, nothing leaves."""
        if isinstance(response, ErrorResponse):
            return  # nio would forget our token: it takes a room key that was refused for a logout
        if not isinstance(response, SyncResponse):
            await super().receive_response(response)
            return
        async with self._writing:
            await self._no_older_save()
            self._idle.clear()
            await super().receive_response(response)

    async def create_matrix_response(
        self, response_class: type, transport_response: Any, data: Any = None, save_to: Any = None
    ) -> Any:
        """nio raises TypeError where a claim of keys is refused."""
        try:
            return await super().create_matrix_response(response_class, transport_response, data, save_to)
        except TypeError:
            if response_class is not KeysClaimResponse:
                raise
        response = ErrorResponse("refused")
        response.transport_response = transport_response
        return response

    def know_room(self, room_id: str, *, encrypted: bool = False) -> MatrixRoom:
        """nio forgets its rooms at every start, and refuses to speak in one it does not know (trap 7)."""
        room = self.rooms.get(room_id)
        if room is None:
            room = self.rooms[room_id] = MatrixRoom(room_id, self.user_id, encrypted=encrypted)
        room.encrypted = room.encrypted or encrypted
        return room

    # ── nio's traps ──

    def _handle_olm_events(self, response: Any) -> None:
        """nio ignores a count of 0, and goes deaf (trap 1)."""
        super()._handle_olm_events(response)
        count = response.device_key_count.signed_curve25519
        if count is not None:
            self.olm.uploaded_key_count = count
        unused = getattr(response, "unused_fallback", None)
        if unused is not None:
            self.fallback_unused = unused

    def _publish_leftovers(self) -> None:
        """In doubt after a crash: a one-time key is never uploaded twice (trap 13)."""
        account = self.olm.account
        if account.one_time_keys["curve25519"]:
            account.mark_keys_as_published()
            self.ledger.save_account(account)

    def _guard(self) -> None:
        """One bad message must not stop the loop (traps 5 and 12)."""
        olm = self.olm
        to_device, megolm = olm.handle_to_device_event, olm._decrypt_megolm_no_error

        def careful_to_device(event: Any) -> Any:
            try:
                return to_device(event)
            except Exception as error:  # noqa: BLE001 - whatever a stranger's bytes make it raise
                log.warning("matrix.bad_to_device_message", error=type(error).__name__)
                if isinstance(event, OlmEvent):
                    olm._mark_device_for_unwedging(event.sender, event.sender_key)
                return None

        def careful_megolm(event: Any, room_id: str | None = None) -> Any:
            try:
                return megolm(event, room_id)
            except Exception as error:  # noqa: BLE001 - the same
                log.warning("matrix.bad_encrypted_event", error=type(error).__name__)
                return None

        olm.handle_to_device_event, olm._decrypt_megolm_no_error = careful_to_device, careful_megolm


def _note_request(path: str) -> None:
    if "sendToDevice" in path:
        reach("before-to-device")
    elif "keys/upload" in path:
        reach("before-key-upload")
