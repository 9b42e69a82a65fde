"""Beside an approved reader: its files as they were met, and the list of tomorrow's patients."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "reader_files",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("terminal", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("met", sa.String(20), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("bound_by", sa.String(40), nullable=False),
        sa.Column("skew", sa.Integer),
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number")),
        sa.Column("ends_on", sa.Date, nullable=False),
        sa.UniqueConstraint("name", "digest"),
    )
    for column in ("at", "visit", "ends_on"):
        op.create_index(f"ix_reader_files_{column}", "reader_files", [column])
    op.create_table(
        "tomorrow",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("patient_id", sa.String(64), nullable=False),
        sa.Column("time", sa.String(5), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("causes", sa.Text, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("day", "patient_id"),
    )


def downgrade() -> None:
    op.drop_table("tomorrow")
    op.drop_table("reader_files")
