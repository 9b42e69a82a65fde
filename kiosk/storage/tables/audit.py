"""The audit's rows."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Integer,
    String,
    Table,
    Text,
)

from kiosk.storage.tables.base import METADATA

audit_rows = Table(
    "audit_rows",
    METADATA,
    Column("station", String(40), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("visit", String(20), nullable=False, index=True),
    Column("subject", String(64), nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
