"""Every table there is, whichever module holds it: for migrations, which compare them with the database."""

from __future__ import annotations

from kiosk.storage import (
    tables_claims,
    tables_evidence,
    tables_incidents,
    tables_intake,
    tables_outage,
    tables_table_audit,
)
from kiosk.storage.tables import METADATA

__all__ = [
    "METADATA",
    "tables_claims",
    "tables_evidence",
    "tables_incidents",
    "tables_intake",
    "tables_outage",
    "tables_table_audit",
]
