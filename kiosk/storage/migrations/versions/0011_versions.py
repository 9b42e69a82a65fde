"""Whoever acts says which version of a visit, case, finding or account was seen; the database decides who came first."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
TABLES = ("visits", "incident_cases", "table_findings", "accounts")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("version", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "version")
