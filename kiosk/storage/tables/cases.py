"""The tables of cases. Of the other person they hold keyed digests alone."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from kiosk.storage.tables.base import METADATA, Instant, row, version


def _of_case() -> Column[int]:
    return Column("case_id", Integer, ForeignKey("incident_cases.id"), nullable=False, index=True)


incident_cases = Table(
    "incident_cases",
    METADATA,
    row(),
    Column("visit", String(20), ForeignKey("visits.number"), nullable=False, index=True),
    Column("patient_id", String(64), index=True),
    Column("insurer_name", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", String(64), nullable=False),
    Column("wrongful", Boolean, nullable=False),
    Column("handling", Text),
    Column("wanted_by", String(64)),
    Column("lifted_at", Instant),
    Column("lifted_by", String(64)),
    Column("lifted_why", Text),
    Column("closed_at", Instant),
    Column("closed_by", String(64)),
    Column("closed_why", Text),
    version(),
)

incident_links = Table(
    "incident_links",
    METADATA,
    row(),
    _of_case(),
    Column("digest", String(64), nullable=False, index=True),
    UniqueConstraint("case_id", "digest"),
)

incident_stops = Table(
    "incident_stops",
    METADATA,
    row(),
    _of_case(),
    Column("visit", String(20), ForeignKey("visits.number"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("answer", String(100), nullable=False),
    Column("differences", Text, nullable=False),
)

incident_entries = Table(
    "incident_entries",
    METADATA,
    row(),
    _of_case(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("item", String(40), nullable=False),
    Column("text", Text, nullable=False),
)

incident_reports = Table(
    "incident_reports",
    METADATA,
    row(),
    _of_case(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("report", String(40), nullable=False),
)
