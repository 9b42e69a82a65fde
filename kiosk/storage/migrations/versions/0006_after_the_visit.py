"""What was settled after a visit, and which declarations were disposed of."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "settlements",
        *_of_visit(),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("paid_share", sa.Integer, nullable=False),
        sa.Column("paid_yen", sa.Integer, nullable=False),
        sa.Column("due_share", sa.Integer, nullable=False),
        sa.Column("due_yen", sa.Integer, nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
    )
    op.create_table(
        "declaration_disposals",
        *_of_visit(),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("sheets", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("declaration_disposals")
    op.drop_table("settlements")


def _of_visit() -> tuple[sa.Column[int], sa.Column[str], sa.Column[datetime], sa.Column[str]]:
    return (
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
    )
