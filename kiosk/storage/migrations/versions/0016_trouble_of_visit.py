"""The trouble that closed a visit's straight way stays with it, for the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("visits", sa.Column("trouble", sa.String(40)))


def downgrade() -> None:
    op.drop_column("visits", "trouble")
