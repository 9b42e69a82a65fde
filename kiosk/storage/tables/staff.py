"""The staff's accounts."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Integer,
    String,
    Table,
    Text,
)

from kiosk.storage.tables.base import METADATA, Instant, version

accounts = Table(
    "accounts",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_try_at", Instant),
    Column("retired_at", Instant),
    Column("code_hash", Text, nullable=False, server_default=""),
    Column("code_failures", Integer, nullable=False, server_default="0"),
    version(),
)

strangers = Table(
    "strangers",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_try_at", Instant, nullable=False),
)
