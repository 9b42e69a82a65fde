"""The tables of an outage beside its notes: steps of the emergency function, disasters, what was agreed by mouth."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from kiosk.storage.tables import METADATA, Instant

emergency_steps = Table(
    "emergency_steps",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("step", String(20), nullable=False),
    Column("by", String(64), nullable=False),
    Column("words", Text, nullable=False),
)

disasters = Table(
    "disasters",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("area", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("by", String(64), nullable=False),
)

spoken_consents = Table(
    "spoken_consents",
    METADATA,
    Column("visit", String(20), ForeignKey("visits.number"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("said", String(20), nullable=False),
    Column("heard_by", String(64), nullable=False),
)
