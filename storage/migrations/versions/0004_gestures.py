"""Cards that show the present, gestures that can be taken back, edits of commands; how far the courrier has told."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("post") as post:
        post.add_column(sa.Column("role", sa.String(length=8), nullable=False, server_default="posted"))
        post.add_column(sa.Column("language", sa.String(length=2), nullable=False, server_default="fr"))
    op.create_index("ix_post_command", "post", ["account_id", "command_event_id"])
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("outcome", sa.String(length=12), nullable=True))
    with op.batch_alter_table("listing") as listing:
        listing.add_column(sa.Column("published_at", storage.database.UTCDateTime(timezone=True), nullable=True))
    op.create_index("ix_listing_published", "listing", ["published_at"])
    op.execute("UPDATE listing SET published_at = created_at WHERE reach = 'archipel'")
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("suggested_on", sa.Date(), nullable=True))
    op.create_table(
        "courrier",
        sa.Column("ilot_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_until", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ilot_id"], ["ilot.id"], name=op.f("fk_courrier_ilot_id_ilot")),
        sa.PrimaryKeyConstraint("ilot_id", name=op.f("pk_courrier")),
    )
    op.create_table(
        "gesture",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("card", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("emoji", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_gesture_account_id_account")),
        sa.PrimaryKeyConstraint("account_id", "event_id", name=op.f("pk_gesture")),
    )
    op.create_index("ix_gesture_card", "gesture", ["account_id", "card", "user_id"])


def downgrade() -> None:
    op.drop_index("ix_gesture_card", "gesture")
    op.drop_table("gesture")
    op.drop_table("courrier")
    op.drop_index("ix_listing_published", "listing")
    with op.batch_alter_table("listing") as listing:
        listing.drop_column("published_at")
    with op.batch_alter_table("person") as person:
        person.drop_column("suggested_on")
    with op.batch_alter_table("inbox") as inbox:
        inbox.drop_column("outcome")
    op.drop_index("ix_post_command", "post")
    with op.batch_alter_table("post") as post:
        post.drop_column("language")
        post.drop_column("role")
