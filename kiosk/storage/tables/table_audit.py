"""The tables of the clinic's own audit: each run with its signature, and each finding with its state."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from kiosk.storage.tables.base import METADATA, Instant, version

table_audits = Table(
    "table_audits",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("import_id", Integer, ForeignKey("imports.id")),
    Column("patients", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("signed_at", Instant),
    Column("signed_by", String(64)),
    Column("signed_role", String(20)),
)

table_findings = Table(
    "table_findings",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("rows", Text, nullable=False),
    Column("first_audit", Integer, ForeignKey("table_audits.id"), nullable=False),
    Column("last_audit", Integer, ForeignKey("table_audits.id"), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("marked_at", Instant),
    Column("marked_by", String(64)),
    Column("marked_role", String(20)),
    Column("signed_audit", Integer, ForeignKey("table_audits.id")),
    version(),
)
"""`digest` stands for kind and contents of the rows: a finding whose rows changed is another one."""
