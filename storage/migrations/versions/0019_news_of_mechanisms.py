"""When a step of a mechanism was noted: what is told once in the courrier."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("mechanism_stage") as stage:
        stage.add_column(sa.Column("noted_at", storage.database.UTCDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("mechanism_stage") as stage:
        stage.drop_column("noted_at")
