"""The rows of delivery: the account, and one for each message that came in or has to leave."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import NEVER_AGAIN, Base, BigKey, Sealed


class Account(Base):
    """The bot's Matrix account: its device, its place in the sync stream, its rate limit."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(String(255), unique=True)
    device_id: Mapped[str | None] = mapped_column(String(255))
    access_token: Mapped[str | None] = mapped_column(Sealed)
    sync_token: Mapped[str | None] = mapped_column(Text)
    blocked_until: Mapped[dt.datetime | None]
    seal_check: Mapped[str] = mapped_column(Sealed)


class InboxRow(Base):
    """One event that concerns the bot. `body` (everything it said) is sealed, and erased when done."""

    __tablename__ = "inbox"
    seq: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    event_id: Mapped[str] = mapped_column(String(255))
    room_id: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(255))
    body: Mapped[dict[str, Any] | None] = mapped_column(Sealed)
    origin_ts: Mapped[dt.datetime]
    received_at: Mapped[dt.datetime]
    state: Mapped[str] = mapped_column(String(8), default="new")
    attempts: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str | None] = mapped_column(String(12))  # what became of it, once done
    __table_args__ = (
        UniqueConstraint("account_id", "event_id"),
        CheckConstraint("state in ('new','done','poison')", name="state"),
        Index("ix_inbox_state", "account_id", "state", "seq"),
        NEVER_AGAIN,
    )


class OutboxRow(Base):
    """One message to leave. `content` (what it says) is sealed, and erased a day after it left."""

    __tablename__ = "outbox"
    seq: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    room_id: Mapped[str] = mapped_column(String(255))
    dedupe_key: Mapped[str] = mapped_column(String(320))  # an event id, and what we make of it
    txn_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    urgency: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any] | None] = mapped_column(Sealed)
    target_seq: Mapped[int | None] = mapped_column(BigKey)
    not_before: Mapped[dt.datetime | None]
    state: Mapped[str] = mapped_column(String(8), default="new")
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[dt.datetime]
    first_attempt_at: Mapped[dt.datetime | None]
    last_attempt_at: Mapped[dt.datetime | None]
    next_attempt_at: Mapped[dt.datetime | None]
    event_id: Mapped[str | None] = mapped_column(String(255), index=True)
    error: Mapped[str | None] = mapped_column(String(255))
    __table_args__ = (
        UniqueConstraint("account_id", "dedupe_key"),
        UniqueConstraint("account_id", "txn_id"),
        CheckConstraint("state in ('new','sent','dead')", name="state"),
        Index("ix_outbox_state", "account_id", "state", "room_id", "seq"),
        NEVER_AGAIN,
    )
