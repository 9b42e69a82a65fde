"""The tables of what came after a visit: what was settled, and which declarations were disposed of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from kiosk.storage.tables import METADATA, Instant


def _row() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _of_visit() -> Column[str]:
    return Column("visit", String(20), ForeignKey("visits.number"), nullable=False, index=True)


settlements = Table(
    "settlements",
    METADATA,
    _row(),
    _of_visit(),
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
    _row(),
    _of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("rule", String(40), nullable=False),
    Column("sheets", Integer, nullable=False),
)
