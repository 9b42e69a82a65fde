"""A search key of the home, by which a second chart after a marriage or with a mistyped birth date is found."""

import sqlalchemy as sa
from alembic import op

from kiosk.storage.patients.search_keys import make_keys

revision = "0018"
down_revision = "0019"
INDEXES = {
    "ix_patients_home": ["birthdate", "home_key"],
    "ix_patients_home_reading": ["home_key", "kana_key"],
}


def upgrade() -> None:
    op.add_column("patients", sa.Column("home_key", sa.Text))
    make_keys(op.get_bind(), ("home_key",))
    for name, columns in INDEXES.items():
        op.create_index(name, "patients", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "patients")
    op.drop_column("patients", "home_key")
