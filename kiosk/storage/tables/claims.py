"""The tables of the claims clerk: files sent, the claims in them, contacts, the clinic's choices. No patient's name anywhere."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from kiosk.storage.tables.base import METADATA, Instant, row

claim_files = Table(
    "claim_files",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("payer", String(1), nullable=False),
    Column("claimed_in", String(6), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("sent_by", String(64), nullable=False),
    Column("answered_at", Instant),
    Column("answered_by", String(64)),
)

claims = Table(
    "claims",
    METADATA,
    row(),
    Column("file", String(64), ForeignKey("claim_files.digest"), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("patient_id", String(64), nullable=False, index=True),
    Column("treated", String(6), nullable=False),
    Column("standing", String(10), nullable=False),
    Column("points", Integer, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("confirmation", String(2), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("insurer", String(8), nullable=False, server_default=""),
    Column("search_number", String(30), nullable=False, server_default=""),
    Column("subject", String(64), nullable=False, server_default="", index=True),
    UniqueConstraint("file", "serial"),
)

claim_acts = Table(
    "claim_acts",
    METADATA,
    row(),
    Column("claim", Integer, ForeignKey("claims.id"), nullable=False, index=True),
    Column("act", String(12), nullable=False),
    Column("day", Date, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
)

claim_holds = Table(
    "claim_holds",
    METADATA,
    row(),
    Column("visit", String(20), ForeignKey("visits.number"), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
)

claim_drafts = Table(
    "claim_drafts",
    METADATA,
    row(),
    Column("made", Boolean, nullable=False),
    Column("payer", String(1), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
)

claim_visits = Table(
    "claim_visits",
    METADATA,
    Column("claim", Integer, ForeignKey("claims.id"), primary_key=True),
    Column("visit", String(20), ForeignKey("visits.number"), primary_key=True, index=True),
)

claim_contacts = Table(
    "claim_contacts",
    METADATA,
    row(),
    Column("visit", String(20), ForeignKey("visits.number"), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
)

claim_destinations = Table(
    "claim_destinations",
    METADATA,
    Column("visit", String(20), ForeignKey("visits.number"), primary_key=True),
    Column("payer", String(1), nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
)

choice_acceptances = Table(
    "choice_acceptances",
    METADATA,
    row(),
    Column("choice", String(40), nullable=False),
    Column("text", String(64), nullable=False),
    Column("signed", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", Instant, nullable=False),
)

payer_findings = Table(
    "payer_findings",
    METADATA,
    row(),
    Column("claim", Integer, ForeignKey("claims.id"), nullable=False, index=True),
    Column("days", Text, nullable=False),
    Column("insurer_number", String(16), nullable=False),
    Column("symbol", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("branch", String(8), nullable=False),
)
