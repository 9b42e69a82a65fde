"""Which station asks a noted visit, the emergency function's steps, disasters and what was agreed by mouth."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
TABLES = ("emergency_steps", "disasters", "spoken_consents")


def upgrade() -> None:
    with op.batch_alter_table("outage_notes") as notes:
        notes.add_column(sa.Column("taken_by", sa.String(40)))
        notes.add_column(sa.Column("taken_until", sa.DateTime(timezone=True)))
    op.create_table(
        "emergency_steps",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "disasters",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("by", sa.String(64), nullable=False),
    )
    op.create_table(
        "spoken_consents",
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.String(20), nullable=False),
        sa.Column("heard_by", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("outage_notes") as notes:
        notes.drop_column("taken_until")
        notes.drop_column("taken_by")
