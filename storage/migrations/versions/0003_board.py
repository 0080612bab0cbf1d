"""The board walks an index of live listings alone; notes due at the same hour are found in order without sorting.

The index by state, which went, made a search slower than having none.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_IS_LIVE = sa.text("state IN ('open', 'in_discussion')")


def upgrade() -> None:
    op.drop_index("ix_listing_state", "listing")
    columns = ["expires_on", "letter", "number"]
    op.create_index("ix_listing_board", "listing", columns, sqlite_where=_IS_LIVE, postgresql_where=_IS_LIVE)
    op.drop_index("ix_agenda_due", "agenda")
    op.create_index("ix_agenda_due", "agenda", ["account_id", "next_due", "id"])


def downgrade() -> None:
    op.drop_index("ix_agenda_due", "agenda")
    op.create_index("ix_agenda_due", "agenda", ["account_id", "next_due"])
    op.drop_index("ix_listing_board", "listing")
    op.create_index("ix_listing_state", "listing", ["state", "expires_on"])
