"""The tables of visits: what was found out, asked, decided and confirmed."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from kiosk.storage.tables.base import METADATA, Instant, of_visit, row, version

visits = Table(
    "visits",
    METADATA,
    Column("number", String(20), primary_key=True),
    Column("day", Date, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("station", String(40), nullable=False),
    Column("lane", String(20), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("patient_id", String(64), index=True),
    Column("outcome", String(40)),
    Column("decision", String(10)),
    Column("evidence_kind", String(40)),
    Column("method", String(40)),
    Column("reason", String(40)),
    Column("waits_for", String(40)),
    Column("trouble", String(40)),
    Column("closed_at", Instant),
    UniqueConstraint("day", "serial"),
    version(),
)

card_tries = Table(
    "card_tries",
    METADATA,
    Column("visit", String(20), ForeignKey("visits.number"), primary_key=True),
    Column("card", String(64), nullable=False),
    Column("failed", Integer, nullable=False),
)
"""Which card was laid down, as a keyed digest that nobody can turn back, and how often a proof of its holder failed."""

found_cards = Table(
    "found_cards",
    METADATA,
    Column("visit", String(20), ForeignKey("visits.number"), primary_key=True),
    Column("found_at", Instant, nullable=False),
    Column("taken_at", Instant),
    Column("given_to", String(40)),
    Column("by", String(64)),
    Column("given_at", Instant),
)
"""Which visit's card was left on a reader, when it was gone from there, and to whom it went."""

lanes = Table(
    "lanes",
    METADATA,
    Column("visit", String(20), ForeignKey("visits.number"), primary_key=True),
    Column("station", String(40), nullable=False),
    Column("renewed_at", Instant, nullable=False),
)
"""Which station carries a visit, and when it said so last by the database's clock."""

visit_changes = Table(
    "visit_changes",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("what", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

answers = Table(
    "answers",
    METADATA,
    row(),
    of_visit(),
    Column("identifier", String(100), nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", Text, nullable=False),
)

answer_keys = Table(
    "answer_keys",
    METADATA,
    Column("answer_id", Integer, ForeignKey("answers.id"), primary_key=True),
    Column("wrapped", Text, nullable=False),
    Column("sealed_at", Instant, nullable=False, index=True),
)

application_items = Table(
    "application_items",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("entered_by", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("kana", Text, nullable=False),
    Column("sex", String(1), nullable=False),
    Column("birthdate", Date),
    Column("address", Text, nullable=False),
)

comparisons = Table(
    "comparisons",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("sides", String(40), nullable=False),
    Column("decision", String(10), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("fields", Text, nullable=False),
)

questions = Table(
    "questions",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("rule", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("by", String(64), nullable=False),
)

vouches = Table(
    "vouches",
    METADATA,
    row(),
    of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("method", String(40), nullable=False),
)

confirmations = Table(
    "confirmations",
    METADATA,
    Column("patient_id", String(64), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("visit", String(20), ForeignKey("visits.number"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
)

medical_closures = Table(
    "medical_closures",
    METADATA,
    row(),
    of_visit(),
    Column("patient_id", String(64), index=True),
    Column("rule", String(64), nullable=False),
    Column("closed_at", Instant, nullable=False),
    Column("closed_by", String(64), nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", String(64)),
    Column("lifted_why", Text),
)
