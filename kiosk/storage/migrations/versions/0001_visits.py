"""Visits and what they found."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
TABLES = (
    "visits",
    "visit_changes",
    "answers",
    "application_items",
    "documents",
    "comparisons",
    "questions",
    "vouches",
    "confirmations",
    "medical_closures",
)


def upgrade() -> None:
    _visits()
    _answers()
    _comparisons()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _of_visit() -> sa.Column[str]:
    return sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), nullable=False, index=True)


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("station", sa.String(40), nullable=False),
        sa.Column("lane", sa.String(20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("patient_id", sa.String(64), index=True),
        sa.Column("outcome", sa.String(40)),
        sa.Column("decision", sa.String(10)),
        sa.Column("evidence_kind", sa.String(40)),
        sa.Column("method", sa.String(40)),
        sa.Column("reason", sa.String(40)),
        sa.Column("waits_for", sa.String(40)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("day", "serial"),
    )
    op.create_table(
        "visit_changes",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
    )


def _answers() -> None:
    op.create_table(
        "answers",
        _row(),
        _of_visit(),
        sa.Column("identifier", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "application_items",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kana", sa.Text, nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("birthdate", sa.Date),
        sa.Column("address", sa.Text, nullable=False),
    )
    op.create_table(
        "documents",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("checked_by", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _comparisons() -> None:
    op.create_table(
        "comparisons",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sides", sa.String(40), nullable=False),
        sa.Column("decision", sa.String(10), nullable=False),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("fields", sa.Text, nullable=False),
    )
    op.create_table(
        "questions",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
    )
    op.create_table(
        "vouches",
        _row(),
        _of_visit(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("method", sa.String(40), nullable=False),
    )
    op.create_table(
        "confirmations",
        sa.Column("patient_id", sa.String(64), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
    )
    op.create_table(
        "medical_closures",
        _row(),
        _of_visit(),
        sa.Column("patient_id", sa.String(64), index=True),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(64), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True)),
        sa.Column("lifted_by", sa.String(64)),
        sa.Column("lifted_why", sa.Text),
    )
