"""The audit's rows."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from kiosk.storage.tables.base import METADATA, Instant

audit_rows = Table(
    "audit_rows",
    METADATA,
    Column("station", String(40), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("visit", String(20), nullable=False, index=True),
    Column("subject", String(64), nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_rows_kind_at", "kind", "at"),
)

audit_reviews = Table(
    "audit_reviews",
    METADATA,
    Column("week", Date, primary_key=True),
    Column("by", String(40), nullable=False),
    Column("role", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("found", Integer, nullable=False),
)
"""`week` is its Monday; `found` how many rows stood out when it was signed."""
