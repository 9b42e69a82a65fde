"""Outages of stations: a number reserved for each, and which of its visits were handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "away_segments",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("station", sa.String(40), nullable=False),
        sa.Column("reserved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "handed_in",
        sa.Column("segment", sa.Integer, sa.ForeignKey("away_segments.id"), primary_key=True),
        sa.Column("visit", sa.String(20), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("handed_in")
    op.drop_table("away_segments")
