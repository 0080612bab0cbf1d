"""Traces, sealed, and each consent to let one travel."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, storage.database.UTCDateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "trace",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("ilot_id", sa.Integer(), nullable=True),
        sa.Column("session", sa.String(length=16), nullable=True),
        sa.Column("text", storage.database.Sealed(), nullable=False),
        sa.Column("base", sa.String(length=16), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=16), nullable=True),
        sa.Column("licence", sa.String(length=32), nullable=True),
        sa.Column("collective", sa.Boolean(), nullable=False),
        *map(_instant, ("consented_at", "shared_at", "offered_at", "published_at")),
        sa.Column("edited", storage.database.Sealed(), nullable=True),
        _instant("approved_at"),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("attachment", storage.database.Sealed(), nullable=True),
        sa.Column("media", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_trace_author_id_person")),
        sa.ForeignKeyConstraint(["ilot_id"], ["ilot.id"], name=op.f("fk_trace_ilot_id_ilot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace")),
        sa.UniqueConstraint("number", name=op.f("uq_trace_number")),
    )
    op.create_index("ix_trace_author_id", "trace", ["author_id"])
    op.create_index("ix_trace_shared", "trace", ["shared_at"])
    op.create_index("ix_trace_offered", "trace", ["offered_at"])
    op.create_table(
        "consent",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("trace_id", _KEY, nullable=False),
        _instant("given_at", nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("signature", sa.String(length=16), nullable=True),
        sa.Column("licence", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["trace_id"], ["trace.id"], name=op.f("fk_consent_trace_id_trace")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_trace_id", "consent", ["trace_id"])


def downgrade() -> None:
    op.drop_index("ix_consent_trace_id", "consent")
    op.drop_table("consent")
    for name in ("ix_trace_offered", "ix_trace_shared", "ix_trace_author_id"):
        op.drop_index(name, "trace")
    op.drop_table("trace")
