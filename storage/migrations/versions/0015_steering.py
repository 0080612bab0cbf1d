"""Milestones; steering committees, with the points of their agenda and their decisions."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, storage.database.UTCDateTime(timezone=True), nullable=True)


def upgrade() -> None:
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("number", name=op.f("uq_milestone_number")),
    )
    _create_committees()


def _create_committees() -> None:
    op.create_table(
        "committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=True),
        _instant("called_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sa.UniqueConstraint("number", name=op.f("uq_committee_number")),
    )
    op.create_index("ix_committee_on", "committee", ["on"])
    op.create_table(
        "committee_line",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _instant("tells_at"),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_line_committee_id_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_line")),
        sa.UniqueConstraint("kind", "number", name=op.f("uq_committee_line_kind_number")),
    )
    op.create_index("ix_committee_line_committee_id", "committee_line", ["committee_id"])
    op.create_index("ix_committee_line_tells", "committee_line", ["tells_at"])


def downgrade() -> None:
    for name in ("ix_committee_line_tells", "ix_committee_line_committee_id"):
        op.drop_index(name, "committee_line")
    op.drop_table("committee_line")
    op.drop_index("ix_committee_on", "committee")
    op.drop_table("committee")
    op.drop_table("milestone")
