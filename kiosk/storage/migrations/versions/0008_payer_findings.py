"""The qualifications that the payer found."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "payer_findings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id"), nullable=False, index=True),
        sa.Column("days", sa.Text, nullable=False),
        sa.Column("insurer_number", sa.String(16), nullable=False),
        sa.Column("symbol", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("branch", sa.String(8), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("payer_findings")
