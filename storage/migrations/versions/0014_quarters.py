"""What was told of each quarter's solidarity; whose listings could go together, and what they say to that."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.database import BigKey, UTCDateTime

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
    op.create_table(
        "introduction",
        sa.Column("id", BigKey, autoincrement=True, nullable=False),
        sa.Column("one_id", BigKey, nullable=False),
        sa.Column("other_id", BigKey, nullable=False),
        sa.Column("asked_at", UTCDateTime(timezone=True), nullable=False),
        sa.Column("one_says", sa.Boolean(), nullable=True),
        sa.Column("other_says", sa.Boolean(), nullable=True),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["listing.id"], name=op.f("fk_introduction_one_id_listing")),
        sa.ForeignKeyConstraint(["other_id"], ["listing.id"], name=op.f("fk_introduction_other_id_listing")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_introduction_one_id_other_id")),
    )


def downgrade() -> None:
    op.drop_table("introduction")
    op.drop_table("quarter_figures")
