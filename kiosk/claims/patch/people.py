"""Whose claim is it: by カルテ番号, else by kana and day of birth; never a guess."""

from __future__ import annotations

from datetime import date

from kiosk.claims.file.claim import RE_CHART, RE_KANA, RE_NAME, RE_SEX, Claim, birthdate_of
from kiosk.claims.model import Chart, Found, Nobody, One, PatientMonth, Several
from kiosk.claims.numbers import plain
from kiosk.claims.remarks import Remark
from kiosk.claims.whose import Item, Particulars, differing


def patient_of(claim: Claim, month: date, chart: Chart) -> PatientMonth | Remark:
    """The patient of whom nothing in the claim says otherwise: numbers are mistyped, given out again, and a brother's.

    Reading and day of birth find somebody without a chart number, never somebody with another one.
    """
    said = particulars(claim)
    match _looked_up(said, month, chart):
        case Nobody():
            return Remark("patient-not-found")
        case Several(patient_ids):
            return Remark("several-patients", ", ".join(patient_ids))
        case One(patient):
            held = Particulars(patient.patient_id, patient.kana, patient.name, patient.birthdate, patient.sex)
            against = differing(said, held)
            return _remark(against[0], said, patient) if against else patient


def particulars(claim: Claim) -> Particulars:
    """What RE says of the patient."""
    head = claim.head
    return Particulars(
        plain(head.text(RE_CHART)),
        head.text(RE_KANA),
        head.text(RE_NAME),
        birthdate_of(claim),
        head.text(RE_SEX),
    )


def _remark(against: Item, said: Particulars, patient: PatientMonth) -> Remark:
    return Remark(against.value, patient.patient_id if against is Item.NUMBER else said.number)


def _looked_up(said: Particulars, month: date, chart: Chart) -> Found:
    found = chart.by_chart_number(said.number, month) if said.number else Nobody()
    if found != Nobody() or said.birthdate is None or not said.kana:
        return found
    return chart.by_kana(said.kana, said.birthdate, month)
