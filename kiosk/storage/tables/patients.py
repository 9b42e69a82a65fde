"""The tables of what was imported: each import, the rows it could not read, the rows under a number that was taken."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from kiosk.storage.tables.base import METADATA, Instant


def _of_import() -> Column[int]:
    return Column("import_id", Integer, ForeignKey("imports.id"), nullable=False, index=True)


imports = Table(
    "imports",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("by", String(64), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("leftover", Integer, nullable=False),
    Column("keys_version", Integer, nullable=False),
)

unread_rows = Table(
    "unread_rows",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_import(),
    Column("line", Integer, nullable=False),
    Column("column", String(40), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("kept", Boolean, nullable=False),
)

repeated_rows = Table(
    "repeated_rows",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    _of_import(),
    Column("line", Integer, nullable=False),
    Column("patient_id", String(64), nullable=False),
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
)

reading_counts = Table(
    "reading_counts",
    METADATA,
    Column("part", String(10), primary_key=True),
    Column("kana_key", String(200), primary_key=True),
    Column("sex", String(1), primary_key=True),
    Column("years", Integer, primary_key=True, autoincrement=False),
    Column("patients", Integer, nullable=False),
)
"""How many of the clinic's patients have this reading as family or as given name (part), by sex and years of birth.

`years` is the year of birth divided by five, 0 when unknown. The empty key counts everybody who has a reading.
"""

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
    Column("home_key", Text),
    Index("ix_patients_insured", "insurance_key", "branch_key"),
    Index("ix_patients_reading", "birthdate", "kana_key"),
    Index("ix_patients_written", "birthdate", "name_key"),
    Index("ix_patients_home", "birthdate", "home_key"),
    Index("ix_patients_home_reading", "home_key", "kana_key"),
)
