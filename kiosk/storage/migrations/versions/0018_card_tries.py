"""Which card a visit began with, as a keyed digest, and how often a proof of its holder failed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "card_tries",
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), primary_key=True),
        sa.Column("card", sa.String(64), nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("card_tries")
