"""Each attempt by camera, with scores that have an end date."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "camera_tries",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("liveness", sa.String(40), nullable=False),
        sa.Column("scores", sa.Text),
    )
    for column in ("visit", "at"):
        op.create_index(f"ix_camera_tries_{column}", "camera_tries", [column])


def downgrade() -> None:
    op.drop_table("camera_tries")
