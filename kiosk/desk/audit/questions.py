"""What an auditor asks, as a table: each question is a set of events, and the answer is the audit's own rows."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO

from kiosk.desk.acting import Desk, NotNow
from kiosk.handover.csv_file import harmless
from kiosk.storage.audit.asked import MOST, Wanted
from kiosk.storage.audit.chain import AuditRow
from kiosk.storage.unit_of_work import Storage

LARGEST = 200_000
"""Rows of one file."""
OPENS, CLOSES = 7, 21
"""Hours outside which looking at a patient's record wants a reason."""

QUESTIONS: Mapping[str, frozenset[str]] = {
    "viewed": frozenset({"record_viewed", "medical_viewed"}),
    "consents": frozenset({"consent_given", "consent_changed", "consent_spoken"}),
    "proofs": frozenset(
        {"face_compared", "pin_verified", "holder_proved", "name_confirmed", "staff_vouched", "staff_refused"}
    ),
    "refused": frozenset({"staff_refused", "vouch_refused", "sign_in_refused"}),
    "stops": frozenset(
        {
            "medical_closed",
            "medical_lifted",
            "case_opened",
            "case_lifting_wanted",
            "case_lifted",
            "case_closed",
        }
    ),
    "sealed": frozenset({"answer_sealed", "answer_unsealed", "answer_destroyed"}),
    "exports": frozenset(
        {
            "handed_over",
            "claim_file_sent",
            "claims_patched",
            "claims_taken_up",
            "paper_pack_printed",
            "audit_exported",
        }
    ),
    "taken_back": frozenset(
        {"decision_taken_back", "hand_over_withdrawn", "visit_reopened", "visit_reassigned"}
    ),
    "outages": frozenset(
        {"failure_mode_on", "failure_mode_off", "outage_noted", "draft_seen", "emergency_step"}
    ),
    "accounts": frozenset({"account_made", "account_changed", "signed_in", "signed_out", "sign_in_refused"}),
    "everything": frozenset(),
}


def rows_of(storage: Storage, question: str, wanted: Wanted, most: int = MOST) -> tuple[AuditRow, ...]:
    """The audit's rows, the latest first; one more than `most` where there are more. Raises KeyError."""
    with storage.reading() as books:
        return books.asked.rows(replace(wanted, kinds=QUESTIONS[question]), most)


def ask(desk: Desk, question: str, wanted: Wanted) -> tuple[AuditRow, ...]:
    """The rows, the latest first. Asking is an act too: the audit says who asked what. Raises KeyError."""
    return _asked(desk, "audit_asked", question, wanted, MOST)


def export(desk: Desk, question: str, wanted: Wanted) -> bytes:
    """The same as a table for a spreadsheet (CSV in UTF-8 with its mark). Raises NotNow where it would not be whole."""
    rows = _asked(desk, "audit_exported", question, wanted, LARGEST)
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("at", "station", "seq", "event", "visit", "by", "facts"))
    writer.writerows(map(harmless, _line(row)) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _asked(desk: Desk, event: str, question: str, wanted: Wanted, most: int) -> tuple[AuditRow, ...]:
    rows = rows_of(desk.house.storage, question, wanted, most)
    if event == "audit_exported" and len(rows) > most:
        raise NotNow("narrower")
    with desk.house.storage.unit_of_work(desk.now.wall) as work:
        work.audit(event, "", {"by": desk.by, "question": question, "rows": len(rows)})
        work.commit()
    return rows


def _line(row: AuditRow) -> tuple[str, ...]:
    facts = " ".join(f"{name}={value}" for name, value in row.facts.items() if name != "by")
    return row.at, row.station, str(row.seq), row.kind, row.visit, str(row.facts.get("by", "")), facts
