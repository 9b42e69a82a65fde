"""The table of the day's checks."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table

from kiosk.storage.tables.base import METADATA, Instant

day_checks = Table(
    "day_checks",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("station", String(40), nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("time", String(10), nullable=False),
    Column("by", String(40), nullable=False),
    Column("at", Instant, nullable=False),
)
"""`time` is morning or closing; what was open then stands in the audit."""
