"""Whose claim is it: by カルテ番号, else by kana and day of birth; never a guess."""

from __future__ import annotations

from datetime import date

from kiosk.claims.file.claim import RE_CHART, RE_KANA, Claim, birthdate_of
from kiosk.claims.model import Chart, Found, Nobody, One, PatientMonth, Several
from kiosk.claims.numbers import plain
from kiosk.claims.remarks import Remark


def patient_of(claim: Claim, month: date, chart: Chart) -> PatientMonth | Remark:
    """A chart number counts only beside the same day of birth: numbers are mistyped and given out again.

    Reading and day of birth find somebody without a chart number, never somebody with another one.
    """
    number = plain(claim.head.text(RE_CHART))
    match _looked_up(claim, number, month, chart):
        case Nobody():
            return Remark("patient-not-found")
        case Several(patient_ids):
            return Remark("several-patients", ", ".join(patient_ids))
        case One(patient) if number and patient.patient_id not in {"", number}:
            return Remark("chart-number-differs", patient.patient_id)
        case One(patient):
            return (
                patient if patient.birthdate == birthdate_of(claim) else Remark("birthdate-differs", number)
            )


def _looked_up(claim: Claim, number: str, month: date, chart: Chart) -> Found:
    found = chart.by_chart_number(number, month) if number else Nobody()
    birthdate = birthdate_of(claim)
    reading = claim.head.text(RE_KANA)
    if found != Nobody() or birthdate is None or not reading:
        return found
    return chart.by_kana(reading, birthdate, month)
