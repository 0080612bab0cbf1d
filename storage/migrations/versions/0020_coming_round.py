"""Reminders that come round again: how often."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("reminder") as reminder:
        reminder.add_column(sa.Column("every", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("reminder") as reminder:
        reminder.drop_column("every")
