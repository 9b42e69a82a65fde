"""The tables of an outage beside its notes: steps of the emergency function, disasters, what was agreed by mouth."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from kiosk.storage.tables.base import METADATA, Instant, row

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

outage_notes = Table(
    "outage_notes",
    METADATA,
    Column("visit", String(20), ForeignKey("visits.number"), primary_key=True),
    Column("identifier", String(100), nullable=False, unique=True),
    Column("noted_at", Instant, nullable=False),
    Column("state", String(10), nullable=False),
    Column("body", Text, nullable=False),
    Column("phone", String(40), nullable=False),
    Column("asked_at", Instant),
    Column("answered_at", Instant),
    Column("taken_by", String(40)),
    Column("taken_until", Instant),
)

away_segments = Table(
    "away_segments",
    METADATA,
    row(),
    Column("station", String(40), nullable=False),
    Column("reserved_at", Instant, nullable=False),
    Column("closed_at", Instant),
)
"""One number for each outage that a station may have: its visits and its audit are counted under it."""

handed_in = Table(
    "handed_in",
    METADATA,
    Column("segment", Integer, ForeignKey("away_segments.id"), primary_key=True),
    Column("visit", String(20), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("state", String(10), nullable=False),
)
"""The visits of an outage that have come to the server, or could not."""

failure_switches = Table(
    "failure_switches",
    METADATA,
    row(),
    Column("at", Instant, nullable=False),
    Column("on", Boolean, nullable=False),
    Column("by", String(64), nullable=False),
    Column("why", Text, nullable=False),
)

hung_strips = Table(
    "hung_strips",
    METADATA,
    Column("station", String(40), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("since", Instant, nullable=False),
)
