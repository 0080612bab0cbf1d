"""Diagnoses, functions, meetings with the Tisseuse, and one's own expected incomings."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _of_person(table: str) -> tuple[sa.ForeignKeyConstraint, sa.PrimaryKeyConstraint]:
    person = sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person"))
    return person, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def upgrade() -> None:
    op.create_table(
        "diagnosis",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("ilot_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["ilot_id"], ["ilot.id"], name=op.f("fk_diagnosis_ilot_id_ilot")),
        *_of_person("diagnosis"),
        sa.UniqueConstraint("ilot_id", "version", name=op.f("uq_diagnosis_ilot_id_version")),
        sa.UniqueConstraint("person_id", "version", name=op.f("uq_diagnosis_person_id_version")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person_function",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_of_person("person_function"),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_person_function_person_id_name")),
    )
    _create_own()


def _create_own() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *_of_person("meeting"),
        sa.UniqueConstraint("person_id", name=op.f("uq_meeting_person_id")),
    )
    op.create_table(
        "income_line",
        sa.Column("id", _KEY, autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("incoming", sa.LargeBinary(), nullable=False),
        *_of_person("income_line"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_income_line_person_id", "income_line", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_income_line_person_id", "income_line")
    for name in ("income_line", "meeting", "person_function", "diagnosis"):
        op.drop_table(name)
