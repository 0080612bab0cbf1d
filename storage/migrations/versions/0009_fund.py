"""The solidarity fund: its rules, declared movements and decisions, sealed; what a request asks of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("solidarity_request") as request:
        request.add_column(sa.Column("fund_case", storage.database.Sealed(), nullable=True))
    op.create_table(
        "fund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("holder", sa.String(length=255), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
    )
    op.create_table(
        "fund_movement",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=4), nullable=False),
        sa.Column("amount_cents", storage.database.Sealed(), nullable=False),
        sa.Column("label", storage.database.Sealed(), nullable=False),
        sa.Column("request", storage.database.Sealed(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_movement")),
        sa.UniqueConstraint("number", name=op.f("uq_fund_movement_number")),
    )
    op.create_table(
        "fund_decision",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("at", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("what", storage.database.Sealed(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_decision")),
    )
    op.create_index("ix_fund_decision_code", "fund_decision", ["code"])
    op.create_index("ix_fund_decision_at", "fund_decision", ["at"])


def downgrade() -> None:
    op.drop_index("ix_fund_decision_at", "fund_decision")
    op.drop_index("ix_fund_decision_code", "fund_decision")
    for name in ("fund_decision", "fund_movement", "fund"):
        op.drop_table(name)
    with op.batch_alter_table("solidarity_request") as request:
        request.drop_column("fund_case")
