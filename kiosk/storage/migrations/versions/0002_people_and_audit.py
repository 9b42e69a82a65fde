"""Patients, staff and the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
TABLES = (
    "patients",
    "accounts",
    "audit_rows",
)


def upgrade() -> None:
    _people()
    _audit()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _people() -> None:
    op.create_table(
        "patients",
        sa.Column("patient_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kana", sa.Text, nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("birthdate", sa.Date, index=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("postcode", sa.String(16), nullable=False),
        sa.Column("insurer_number", sa.String(16), nullable=False, index=True),
        sa.Column("symbol", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("branch", sa.String(8), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
    )
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_try_at", sa.DateTime(timezone=True)),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
    )


def _audit() -> None:
    op.create_table(
        "audit_rows",
        sa.Column("station", sa.String(40), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("visit", sa.String(20), nullable=False, index=True),
        sa.Column("subject", sa.String(64), nullable=False, index=True),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
