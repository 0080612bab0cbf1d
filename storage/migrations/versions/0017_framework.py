"""Frame sheets; what people asked to be reminded of, sealed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0017"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "framework_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("referent_id", sa.Integer(), nullable=True),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["referent_id"], ["person.id"], name=op.f("fk_framework_sheet_referent_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_sheet")),
        sa.UniqueConstraint("number", name=op.f("uq_framework_sheet_number")),
        sa.UniqueConstraint("key", name=op.f("uq_framework_sheet_key")),
    )
    op.create_index("ix_framework_sheet_review_on", "framework_sheet", ["review_on"])
    _create_reminders()


def _create_reminders() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("words", storage.database.Sealed(), nullable=False),
        sa.Column("on", storage.database.LocalMoment(length=16), nullable=False),
        sa.Column("due_at", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("number", name=op.f("uq_reminder_number")),
    )
    op.create_index("ix_reminder_person_id", "reminder", ["person_id"])


def downgrade() -> None:
    op.drop_index("ix_reminder_person_id", "reminder")
    op.drop_table("reminder")
    op.drop_index("ix_framework_sheet_review_on", "framework_sheet")
    op.drop_table("framework_sheet")
