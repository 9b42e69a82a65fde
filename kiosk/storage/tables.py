"""The tables. Photographs, frames, PINs and 照合番号 have no column anywhere."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from kiosk.clock import JAPAN

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A point in time: kept in UTC, handed out in Japan's zone, refused without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy calls it so
        if value is None:
            return None
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return aware.astimezone(JAPAN)


def _of_visit() -> Column[str]:
    return Column("visit", String(20), ForeignKey("visits.number"), nullable=False, index=True)


def _row() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


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
    Column("closed_at", Instant),
    UniqueConstraint("day", "serial"),
)

visit_changes = Table(
    "visit_changes",
    METADATA,
    _row(),
    _of_visit(),
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
    _row(),
    _of_visit(),
    Column("identifier", String(100), nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", Text, nullable=False),
)

application_items = Table(
    "application_items",
    METADATA,
    _row(),
    _of_visit(),
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
    _row(),
    _of_visit(),
    Column("at", Instant, nullable=False),
    Column("sides", String(40), nullable=False),
    Column("decision", String(10), nullable=False),
    Column("rule", String(64), nullable=False),
    Column("fields", Text, nullable=False),
)

questions = Table(
    "questions",
    METADATA,
    _row(),
    _of_visit(),
    Column("at", Instant, nullable=False),
    Column("rule", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("by", String(64), nullable=False),
)

vouches = Table(
    "vouches",
    METADATA,
    _row(),
    _of_visit(),
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

documents = Table(
    "documents",
    METADATA,
    _row(),
    _of_visit(),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("checked_by", String(64), nullable=False),
    Column("body", Text, nullable=False),
)

declarations = Table(
    "declarations",
    METADATA,
    _row(),
    _of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("layout", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("sheet", LargeBinary, nullable=False),
)

deemed_declarations = Table(
    "deemed_declarations",
    METADATA,
    _row(),
    _of_visit(),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("rests_on", String(20), ForeignKey("visits.number"), nullable=False),
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

failure_switches = Table(
    "failure_switches",
    METADATA,
    _row(),
    Column("at", Instant, nullable=False),
    Column("on", Boolean, nullable=False),
    Column("by", String(64), nullable=False),
    Column("why", Text, nullable=False),
)

medical_closures = Table(
    "medical_closures",
    METADATA,
    _row(),
    _of_visit(),
    Column("patient_id", String(64), index=True),
    Column("rule", String(64), nullable=False),
    Column("closed_at", Instant, nullable=False),
    Column("closed_by", String(64), nullable=False),
    Column("lifted_at", Instant),
    Column("lifted_by", String(64)),
    Column("lifted_why", Text),
)

patients = Table(
    "patients",
    METADATA,
    Column("patient_id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kana", Text, nullable=False),
    Column("sex", String(1), nullable=False),
    Column("birthdate", Date),
    Column("address", Text, nullable=False),
    Column("postcode", String(16), nullable=False),
    Column("insurer_number", String(16), nullable=False),
    Column("symbol", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("branch", String(8), nullable=False),
    Column("phone", String(40), nullable=False),
    Column("leftover_since", Instant),
    Column("number_key", Text, index=True),
    Column("insurance_key", Text),
    Column("branch_key", Text),
    Column("kana_key", Text),
    Column("name_key", Text),
    Index("ix_patients_insured", "insurance_key", "branch_key"),
    Index("ix_patients_reading", "birthdate", "kana_key"),
    Index("ix_patients_written", "birthdate", "name_key"),
)

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
)

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
