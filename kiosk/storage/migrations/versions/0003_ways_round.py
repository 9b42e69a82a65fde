"""Declarations and outages."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
TABLES = (
    "declarations",
    "deemed_declarations",
    "outage_notes",
    "failure_switches",
)


def upgrade() -> None:
    _papers()
    _outages()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _of_visit() -> sa.Column[str]:
    return sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), nullable=False, index=True)


def _papers() -> None:
    op.create_table(
        "declarations",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("layout", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("sheet", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "deemed_declarations",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("rests_on", sa.String(20), sa.ForeignKey("visits.number"), nullable=False),
    )


def _outages() -> None:
    op.create_table(
        "outage_notes",
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), primary_key=True),
        sa.Column("identifier", sa.String(100), nullable=False, unique=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True)),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
    )
    op.create_table(
        "failure_switches",
        _row(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Boolean, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
