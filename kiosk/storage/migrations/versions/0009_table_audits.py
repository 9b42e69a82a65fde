"""The clinic's own audit: runs, findings, signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "table_audits",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id")),
        sa.Column("patients", sa.Integer, nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True)),
        sa.Column("signed_by", sa.String(64)),
        sa.Column("signed_role", sa.String(20)),
    )
    op.create_table(
        "table_findings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("rows", sa.Text, nullable=False),
        sa.Column("first_audit", sa.Integer, sa.ForeignKey("table_audits.id"), nullable=False),
        sa.Column("last_audit", sa.Integer, sa.ForeignKey("table_audits.id"), nullable=False, index=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True)),
        sa.Column("marked_by", sa.String(64)),
        sa.Column("marked_role", sa.String(20)),
        sa.Column("signed_audit", sa.Integer, sa.ForeignKey("table_audits.id")),
    )


def downgrade() -> None:
    op.drop_table("table_findings")
    op.drop_table("table_audits")
