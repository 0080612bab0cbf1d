"""What was told of each quarter's solidarity."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "quarter_figures",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("first_day", name=op.f("pk_quarter_figures")),
    )


def downgrade() -> None:
    op.drop_table("quarter_figures")
