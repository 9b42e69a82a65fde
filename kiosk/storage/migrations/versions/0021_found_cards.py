"""Cards that were left on a reader, and to whom they went."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "found_cards",
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), primary_key=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True)),
        sa.Column("given_to", sa.String(40)),
        sa.Column("by", sa.String(64)),
        sa.Column("given_at", sa.DateTime(timezone=True)),
    )


def downgrade() -> None:
    op.drop_table("found_cards")
