"""The tables, by subject. Photographs, frames, PINs and 照合番号 have no column anywhere."""

from __future__ import annotations

from kiosk.storage.tables.arrivals import reader_files, tomorrow
from kiosk.storage.tables.audit import audit_reviews, audit_rows
from kiosk.storage.tables.base import METADATA
from kiosk.storage.tables.cases import (
    incident_cases,
    incident_entries,
    incident_links,
    incident_reports,
    incident_stops,
)
from kiosk.storage.tables.claims import (
    choice_acceptances,
    claim_acts,
    claim_contacts,
    claim_destinations,
    claim_drafts,
    claim_files,
    claim_holds,
    claim_visits,
    claims,
    payer_findings,
)
from kiosk.storage.tables.day import day_checks
from kiosk.storage.tables.outage import (
    away_segments,
    disasters,
    emergency_steps,
    failure_switches,
    handed_in,
    hung_strips,
    outage_notes,
    spoken_consents,
)
from kiosk.storage.tables.papers import (
    declaration_disposals,
    declarations,
    deemed_declarations,
    documents,
    settlements,
)
from kiosk.storage.tables.patients import imports, patients, reading_counts, repeated_rows, unread_rows
from kiosk.storage.tables.staff import accounts, strangers
from kiosk.storage.tables.table_audit import table_audits, table_findings
from kiosk.storage.tables.visit import (
    answer_keys,
    answers,
    application_items,
    camera_tries,
    card_tries,
    comparisons,
    confirmations,
    found_cards,
    lanes,
    medical_closures,
    questions,
    visit_changes,
    visits,
    vouches,
)

__all__ = [
    "METADATA",
    "accounts",
    "answer_keys",
    "answers",
    "application_items",
    "audit_reviews",
    "audit_rows",
    "away_segments",
    "camera_tries",
    "card_tries",
    "choice_acceptances",
    "claim_acts",
    "claim_contacts",
    "claim_destinations",
    "claim_drafts",
    "claim_files",
    "claim_holds",
    "claim_visits",
    "claims",
    "comparisons",
    "confirmations",
    "day_checks",
    "declaration_disposals",
    "declarations",
    "deemed_declarations",
    "disasters",
    "documents",
    "emergency_steps",
    "failure_switches",
    "found_cards",
    "handed_in",
    "hung_strips",
    "imports",
    "incident_cases",
    "incident_entries",
    "incident_links",
    "incident_reports",
    "incident_stops",
    "lanes",
    "medical_closures",
    "outage_notes",
    "patients",
    "payer_findings",
    "questions",
    "reader_files",
    "reading_counts",
    "repeated_rows",
    "settlements",
    "spoken_consents",
    "strangers",
    "table_audits",
    "table_findings",
    "tomorrow",
    "unread_rows",
    "visit_changes",
    "visits",
    "vouches",
]
