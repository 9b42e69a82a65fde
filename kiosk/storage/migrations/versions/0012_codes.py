"""A code of six digits with which staff vouch at the reader, and how often it was typed wrongly."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("code_hash", sa.Text, nullable=False, server_default=""))
    op.add_column("accounts", sa.Column("code_failures", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("accounts", "code_failures")
    op.drop_column("accounts", "code_hash")
