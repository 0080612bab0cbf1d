"""Sanctuarised time: sessions and who answered, agreements of an îlot, questions; an îlot's own posting hours."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.database

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("ilot") as ilot:
        ilot.add_column(sa.Column("posting", sa.JSON(), nullable=True))
    _sessions()
    _agreements()
    op.create_table(
        "prompt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_prompt_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt")),
    )


def _sessions() -> None:
    op.create_table(
        "reflection_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ilot_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("end", sa.Time(), nullable=False),
        sa.Column("starts_at", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("prompt", sa.Text(), nullable=True),
        sa.Column("skipped", sa.String(length=12), nullable=True),
        sa.Column("moved_to", sa.Integer(), nullable=True),
        sa.Column("derived", sa.Boolean(), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ilot_id"], ["ilot.id"], name=op.f("fk_reflection_session_ilot_id_ilot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection_session")),
        sa.UniqueConstraint("number", name=op.f("uq_reflection_session_number")),
    )
    op.create_index("ix_reflection_session_ilot", "reflection_session", ["ilot_id", "ends_at"])
    op.create_index("ix_reflection_session_on", "reflection_session", ["on"])
    op.create_table(
        "session_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["reflection_session.id"], name=op.f("fk_session_reply_session_id_reflection_session")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_reply_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_reply")),
        sa.UniqueConstraint(
            "session_id", "person_id", "reply", name=op.f("uq_session_reply_session_id_person_id_reply")
        ),
    )


def _agreements() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ilot_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("until", storage.database.UTCDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ilot_id"], ["ilot.id"], name=op.f("fk_agreement_ilot_id_ilot")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_agreement_author_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("number", name=op.f("uq_agreement_number")),
    )
    op.create_index("ix_agreement_ilot_id", "agreement", ["ilot_id"])
    op.create_table(
        "assent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_assent_agreement_id_agreement")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assent_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assent")),
        sa.UniqueConstraint(
            "agreement_id", "person_id", "agrees", name=op.f("uq_assent_agreement_id_person_id_agrees")
        ),
    )


def downgrade() -> None:
    for table in ("assent", "agreement", "session_reply", "reflection_session", "prompt"):
        op.drop_table(table)
    with op.batch_alter_table("ilot") as ilot:
        ilot.drop_column("posting")
