"""The bot's Matrix keys, messages that cannot be read, private rooms asked for."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("room") as room:
        room.add_column(sa.Column("direct", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "crypto",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=512), nullable=False),
        sa.Column("pickle", storage.database.Sealed(), nullable=False),
        sa.Column("touched_at", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_crypto_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "kind", "key", name=op.f("pk_crypto")),
    )
    op.create_table(
        "unreadable",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("sender", sa.String(length=255), nullable=False),
        sa.Column("thread", sa.String(length=255), nullable=True),
        sa.Column("seen_at", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("told_at", storage.database.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_unreadable_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "event_id", name=op.f("pk_unreadable")),
    )
    op.create_index("ix_unreadable_room", "unreadable", ["account_id", "room_id", "seen_at"])
    op.create_table(
        "private_invitation",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=True),
        sa.Column("asked_at", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_private_invitation_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "user_id", name=op.f("pk_private_invitation")),
    )


def downgrade() -> None:
    op.drop_table("private_invitation")
    op.drop_table("unreadable")
    op.drop_table("crypto")
    with op.batch_alter_table("room") as room:
        room.drop_column("direct")
