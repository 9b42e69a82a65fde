"""The tables of what came after a visit: what was settled, and which declarations were disposed of."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from kiosk.storage.tables.base import METADATA, Instant, of_visit, row

settlements = Table(
    "settlements",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("points", Integer, nullable=False),
    Column("paid_share", Integer, nullable=False),
    Column("paid_yen", Integer, nullable=False),
    Column("due_share", Integer, nullable=False),
    Column("due_yen", Integer, nullable=False),
    Column("rule", String(40), nullable=False),
)

declaration_disposals = Table(
    "declaration_disposals",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("rule", String(40), nullable=False),
    Column("sheets", Integer, nullable=False),
    Column("share_percent", Integer),
)

documents = Table(
    "documents",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("checked_by", String(64), nullable=False),
    Column("body", Text, nullable=False),
)

declarations = Table(
    "declarations",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("layout", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("sheet", LargeBinary, nullable=False),
)

deemed_declarations = Table(
    "deemed_declarations",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("rests_on", String(20), ForeignKey("visits.number"), nullable=False),
)
