"""Search keys of patients, leftover rows, and what each import could not read."""

import sqlalchemy as sa
from alembic import op

from kiosk.storage.patients.search_keys import make_keys

revision = "0004"
down_revision = "0003"
TABLES = ("imports", "unread_rows", "repeated_rows", "reading_counts")
KEYS = ("number_key", "insurance_key", "branch_key", "kana_key", "name_key")
INDEXES = {
    "ix_patients_number_key": ["number_key"],
    "ix_patients_insured": ["insurance_key", "branch_key"],
    "ix_patients_reading": ["birthdate", "kana_key"],
    "ix_patients_written": ["birthdate", "name_key"],
}
FORMER_INDEXES = {"ix_patients_birthdate": ["birthdate"], "ix_patients_insurer_number": ["insurer_number"]}


def upgrade() -> None:
    for name in FORMER_INDEXES:
        op.drop_index(name, "patients")
    op.add_column("patients", sa.Column("leftover_since", sa.DateTime(timezone=True)))
    for key in KEYS:
        op.add_column("patients", sa.Column(key, sa.Text))
    make_keys(op.get_bind(), KEYS)
    for name, columns in INDEXES.items():
        op.create_index(name, "patients", columns)
    _imports()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    for name in INDEXES:
        op.drop_index(name, "patients")
    for column in (*KEYS, "leftover_since"):
        op.drop_column("patients", column)
    for name, columns in FORMER_INDEXES.items():
        op.create_index(name, "patients", columns)


def _row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _of_import() -> sa.Column[int]:
    return sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id"), nullable=False, index=True)


def _imports() -> None:
    op.create_table(
        "imports",
        _row(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        *(
            sa.Column(each, sa.Integer, nullable=False)
            for each in ("rows", "unread", "repeated", "leftover", "keys_version")
        ),
    )
    op.create_table(
        "unread_rows",
        _row(),
        _of_import(),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("column", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
    )
    op.create_table(
        "repeated_rows",
        _row(),
        _of_import(),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("patient_id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kana", sa.Text, nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("birthdate", sa.Date),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("postcode", sa.String(16), nullable=False),
        sa.Column("insurer_number", sa.String(16), nullable=False),
        sa.Column("symbol", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("branch", sa.String(8), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
    )
    op.create_table(
        "reading_counts",
        sa.Column("part", sa.String(10), primary_key=True),
        sa.Column("kana_key", sa.String(200), primary_key=True),
        sa.Column("sex", sa.String(1), primary_key=True),
        sa.Column("years", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("patients", sa.Integer, nullable=False),
    )
