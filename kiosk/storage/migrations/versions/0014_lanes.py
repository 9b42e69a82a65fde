"""Which station carries a visit, until when it has to say so again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "lanes",
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), primary_key=True),
        sa.Column("station", sa.String(40), nullable=False),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("lanes")
