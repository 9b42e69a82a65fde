"""The claims clerk's records: files sent, their claims, contacts, choices."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
TABLES = (
    "claim_files",
    "claims",
    "claim_visits",
    "claim_contacts",
    "claim_destinations",
    "choice_acceptances",
)


def upgrade() -> None:
    _claims()
    _notes()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _at(name: str = "at", *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _claims() -> None:
    op.create_table(
        "claim_files",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("payer", sa.String(1), nullable=False),
        sa.Column("claimed_in", sa.String(6), nullable=False),
        _at("sent_at"),
        sa.Column("sent_by", sa.String(64), nullable=False),
        _at("answered_at", nullable=True),
        sa.Column("answered_by", sa.String(64)),
    )
    op.create_table(
        "claims",
        _row(),
        sa.Column("file", sa.String(64), sa.ForeignKey("claim_files.digest"), nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("patient_id", sa.String(64), nullable=False, index=True),
        sa.Column("treated", sa.String(6), nullable=False),
        sa.Column("standing", sa.String(10), nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False, index=True),
        sa.Column("confirmation", sa.String(2), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        _at("changed_at"),
        sa.UniqueConstraint("file", "serial"),
    )
    op.create_table(
        "claim_visits",
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.id"), primary_key=True),
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), primary_key=True, index=True),
    )


def _notes() -> None:
    op.create_table(
        "claim_contacts",
        _row(),
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), nullable=False, index=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        _at(),
    )
    op.create_table(
        "claim_destinations",
        sa.Column("visit", sa.String(20), sa.ForeignKey("visits.number"), primary_key=True),
        sa.Column("payer", sa.String(1), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        _at(),
    )
    op.create_table(
        "choice_acceptances",
        _row(),
        sa.Column("choice", sa.String(40), nullable=False),
        sa.Column("text", sa.String(64), nullable=False),
        sa.Column("signed", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        _at(),
    )
