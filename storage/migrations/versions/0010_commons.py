"""What people have in common, who and which îlots take part; links between îlots that were brought along."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, storage.database.UTCDateTime(timezone=True), nullable=True)


def upgrade() -> None:
    op.create_table(
        "common",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("ilot_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        *map(_instant, ("created_at", "started_at", "closed_at")),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_common_holder_id_person")),
        sa.ForeignKeyConstraint(["ilot_id"], ["ilot.id"], name=op.f("fk_common_ilot_id_ilot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common")),
        sa.UniqueConstraint("number", name=op.f("uq_common_number")),
    )
    op.create_index("ix_common_holder_id", "common", ["holder_id"])
    op.create_index("ix_common_state", "common", ["state"])
    op.create_index("ix_common_created", "common", ["created_at"])
    _create_pairs("participant", "person")
    op.create_index("ix_participant_person_id", "participant", ["person_id"])
    _create_pairs("common_ilot", "ilot")
    op.create_table(
        "link",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("nature", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["ilot.id"], name=op.f("fk_link_from_id_ilot")),
        sa.ForeignKeyConstraint(["to_id"], ["ilot.id"], name=op.f("fk_link_to_id_ilot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("from_id", "to_id", "origin", name=op.f("uq_link_from_id_to_id_origin")),
    )


def _create_pairs(name: str, other: str) -> None:
    """Who, or what, takes part in which."""
    op.create_table(
        name,
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("common_id", _KEY, nullable=False),
        sa.Column(f"{other}_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["common_id"], ["common.id"], name=op.f(f"fk_{name}_common_id_common")),
        sa.ForeignKeyConstraint([f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{name}_{other}_id_{other}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("common_id", f"{other}_id", name=op.f(f"uq_{name}_common_id_{other}_id")),
    )


def downgrade() -> None:
    op.drop_table("link")
    op.drop_table("common_ilot")
    op.drop_index("ix_participant_person_id", "participant")
    op.drop_table("participant")
    for name in ("ix_common_created", "ix_common_state", "ix_common_holder_id"):
        op.drop_index(name, "common")
    op.drop_table("common")
