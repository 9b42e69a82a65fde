"""The tables of the companion: files of an approved reader as they were met, and the list of tomorrow's patients."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from kiosk.storage.tables.base import METADATA, Instant

reader_files = Table(
    "reader_files",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("terminal", String(40), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("met", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("bound_by", String(40), nullable=False),
    Column("skew", Integer),
    Column("visit", String(20), ForeignKey("visits.number"), index=True),
    Column("ends_on", Date, nullable=False, index=True),
    UniqueConstraint("name", "digest"),
)
"""`digest` is keyed, and empty for a file that nobody could read; no content is kept here."""

tomorrow = Table(
    "tomorrow",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("day", Date, nullable=False),
    Column("patient_id", String(64), nullable=False),
    Column("time", String(5), nullable=False),
    Column("source", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("causes", Text, nullable=False),
    Column("asked_at", Instant),
    UniqueConstraint("day", "patient_id"),
)
"""`causes` are codes with their sources; whose they are stands in the clinic's own table."""
