"""Solidarity requests, sealed, and who read them; and where the bot may take away what somebody said."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, storage.database.UTCDateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    with op.batch_alter_table("room") as room:
        room.add_column(sa.Column("may_remove", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "solidarity_request",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("need", storage.database.Sealed(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("signed", sa.String(length=16), nullable=False),
        sa.Column("within", sa.String(length=8), nullable=False),
        sa.Column("amount_cents", storage.database.Sealed(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        _instant("created_at", nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("text", storage.database.Sealed(), nullable=True),
        sa.Column("relay_text", storage.database.Sealed(), nullable=True),
        sa.Column("relay_consent", sa.Boolean(), nullable=False),
        sa.Column("relay_home", sa.Boolean(), nullable=False),
        _instant("relayed_at"),
        sa.Column("oriented_id", sa.Integer(), nullable=True),
        sa.Column("erase_on", sa.Date(), nullable=True),
        _instant("told_at"),
        sa.Column("read_by", sa.JSON(), nullable=False),
        sa.Column("recalled", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solidarity_request")),
        sa.UniqueConstraint("code", name=op.f("uq_solidarity_request_code")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_solidarity_request_author_id_person")),
        sa.ForeignKeyConstraint(["oriented_id"], ["person.id"], name=op.f("fk_solidarity_request_oriented_id_person")),
    )
    op.create_table(
        "audit",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        _instant("at", nullable=False),
        sa.Column("actor", sa.String(length=255), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=True),
        sa.Column("ref", sa.String(length=16), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    for column in ("at", "actor", "subject"):
        op.create_index(f"ix_audit_{column}", "audit", [column])
    op.create_index("ix_solidarity_request_author_id", "solidarity_request", ["author_id"])
    op.create_index("ix_request_relayed", "solidarity_request", ["relayed_at"])
    op.create_index("ix_request_erase", "solidarity_request", ["erase_on"])


def downgrade() -> None:
    for column in ("subject", "actor", "at"):
        op.drop_index(f"ix_audit_{column}", "audit")
    op.drop_table("audit")
    for name in ("ix_request_erase", "ix_request_relayed", "ix_solidarity_request_author_id"):
        op.drop_index(name, "solidarity_request")
    op.drop_table("solidarity_request")
    with op.batch_alter_table("room") as room:
        room.drop_column("may_remove")
