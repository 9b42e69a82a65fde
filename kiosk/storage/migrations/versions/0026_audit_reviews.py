"""The audit asked about by time, and its weeks signed off."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_index("ix_audit_rows_at", "audit_rows", ["at"])
    op.create_index("ix_audit_rows_kind_at", "audit_rows", ["kind", "at"])
    op.create_table(
        "audit_reviews",
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("audit_reviews")
    op.drop_index("ix_audit_rows_kind_at", "audit_rows")
    op.drop_index("ix_audit_rows_at", "audit_rows")
