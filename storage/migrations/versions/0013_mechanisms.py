"""Mechanism sheets, their history and evaluations; and the rounds in which people say, unnamed, how they help."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ROUND = op.f("fk_review_round_mechanism_id_mechanism")


def upgrade() -> None:
    op.create_table(
        "mechanism",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "purpose", "for_whom", "how", "takes")),
        sa.Column("steps", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("limits", "contact")),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("proposer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["proposer_id"], ["person.id"], name=op.f("fk_mechanism_proposer_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mechanism")),
        sa.UniqueConstraint("number", name=op.f("uq_mechanism_number")),
    )
    op.create_index("ix_mechanism_state", "mechanism", ["state"])
    op.create_index("ix_mechanism_proposer_id", "mechanism", ["proposer_id"])
    op.create_table(
        "mechanism_stage",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("mechanism_id", _KEY, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        *_belongs("mechanism_stage"),
    )
    op.create_index("ix_mechanism_stage_mechanism_id", "mechanism_stage", ["mechanism_id"])
    op.create_table(
        "evaluation",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("mechanism_id", _KEY, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=True),
        sa.Column("usefulness", sa.Double(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("keep", "change", "drop", "decision")),
        *_belongs("evaluation"),
        sa.UniqueConstraint("mechanism_id", "on", name=op.f("uq_evaluation_mechanism_id_on")),
    )
    op.create_table(
        "review_round",
        sa.Column("mechanism_id", _KEY, autoincrement=False, nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.Column("box", sa.LargeBinary(), nullable=True),
        sa.Column("heard", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mechanism_id"], ["mechanism.id"], name=op.f("fk_review_round_mechanism_id_mechanism")
        ),
        sa.PrimaryKeyConstraint("mechanism_id", name=op.f("pk_review_round")),
    )


def _belongs(name: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.ForeignKeyConstraint(["mechanism_id"], ["mechanism.id"], name=op.f(f"fk_{name}_mechanism_id_mechanism")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def downgrade() -> None:
    op.drop_table("review_round")
    op.drop_table("evaluation")
    op.drop_index("ix_mechanism_stage_mechanism_id", "mechanism_stage")
    op.drop_table("mechanism_stage")
    op.drop_index("ix_mechanism_proposer_id", "mechanism")
    op.drop_index("ix_mechanism_state", "mechanism")
    op.drop_table("mechanism")
