"""Cases opened by a STOP. A closure that stands already gets a case, so that it can be lifted like any other."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
TABLES = (
    "incident_cases",
    "incident_links",
    "incident_stops",
    "incident_entries",
    "incident_reports",
)


def upgrade() -> None:
    _cases()
    _links()
    _stops()
    _written()
    _adopt_closures()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _of_visit() -> sa.Column[str]:
    return sa.Column(
        "visit",
        sa.String(20),
        sa.ForeignKey("visits.number"),
        nullable=False,
        index=True,
    )


def _of_case() -> sa.Column[int]:
    return sa.Column(
        "case_id",
        sa.Integer,
        sa.ForeignKey("incident_cases.id"),
        nullable=False,
        index=True,
    )


def _at(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _by(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), nullable=nullable)


def _cases() -> None:
    op.create_table(
        "incident_cases",
        _row(),
        _of_visit(),
        sa.Column("patient_id", sa.String(64), index=True),
        sa.Column("insurer_name", sa.Text, nullable=False),
        _at("opened_at"),
        _by("opened_by"),
        sa.Column("wrongful", sa.Boolean, nullable=False),
        sa.Column("handling", sa.Text),
        _by("wanted_by", nullable=True),
        _at("lifted_at", nullable=True),
        _by("lifted_by", nullable=True),
        sa.Column("lifted_why", sa.Text),
        _at("closed_at", nullable=True),
        _by("closed_by", nullable=True),
        sa.Column("closed_why", sa.Text),
    )


def _links() -> None:
    op.create_table(
        "incident_links",
        _row(),
        _of_case(),
        sa.Column("digest", sa.String(64), nullable=False, index=True),
        sa.UniqueConstraint("case_id", "digest", name="uq_incident_links_case_id_digest"),
    )


def _stops() -> None:
    op.create_table(
        "incident_stops",
        _row(),
        _of_case(),
        _of_visit(),
        _at("at"),
        _by("by"),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("answer", sa.String(100), nullable=False),
        sa.Column("differences", sa.Text, nullable=False),
    )


def _written() -> None:
    op.create_table(
        "incident_entries",
        _row(),
        _of_case(),
        _at("at"),
        _by("by"),
        sa.Column("item", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "incident_reports",
        _row(),
        _of_case(),
        _at("at"),
        _by("by"),
        sa.Column("report", sa.String(40), nullable=False),
    )


def _adopt_closures() -> None:
    """A case for each visit whose closure stands: the earliest of its closures tells who and when."""
    op.execute(
        "INSERT INTO incident_cases (visit, patient_id, insurer_name, opened_at, opened_by, wrongful)"
        " SELECT visit, patient_id, '', closed_at, closed_by, false FROM medical_closures"
        " WHERE id IN (SELECT min(id) FROM medical_closures WHERE lifted_at IS NULL GROUP BY visit)"
    )
    op.execute(
        'INSERT INTO incident_stops (case_id, visit, at, "by", rule, answer, differences)'
        " SELECT incident_cases.id, closed.visit, closed.closed_at, closed.closed_by, closed.rule, '', '[]'"
        " FROM medical_closures AS closed JOIN incident_cases ON incident_cases.visit = closed.visit"
        " WHERE closed.lifted_at IS NULL"
    )
