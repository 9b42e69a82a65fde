"""Rows of a reply as what the desk knows: patients, insurances, acceptances, appointments. Strings stay as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from kiosk.intake.model import Patient
from kiosk.intake.orca.calls import NOT_INSURANCE
from kiosk.intake.orca.reply import Tree, day, part, rows, text
from kiosk.intake.receipt import Acceptance, Booking, HeldInsurance, HeldPatient

SEXES = frozenset({"1", "2"})
PHONES = ("PhoneNumber1", "PhoneNumber2")


def patient_of(row: Tree, now: datetime | None = None) -> HeldPatient | None:
    """None where there is nobody. Insurances are those of the day that the receipt computer says it is, else all."""
    number, name = text(row, "Patient_ID"), text(row, "WholeName")
    if not number:
        return None
    home = part(row, "Home_Address_Information")
    sex = text(row, "Sex")
    phones = [*(text(home, each) for each in PHONES), text(row, "CellularNumber")]
    patient = Patient(
        patient_id=number,
        name=name,
        kana=text(row, "WholeName_inKana"),
        sex=sex if sex in SEXES else "",
        birthdate=day(row, "BirthDate"),
        address=text(home, "WholeAddress1") + text(home, "WholeAddress2"),
        postcode=text(home, "Address_ZipCode"),
        phone=next(filter(None, phones), ""),
    )
    listed = insurances_of(rows(row, "HealthInsurance_Information"))
    held = tuple(each for each in listed if now is None or each.covers(now.date()))
    if held:
        first = held[0]
        patient = replace(
            patient,
            insurer_number=first.insurer_number,
            symbol=first.symbol,
            number=first.number,
            branch=first.branch,
        )
    return HeldPatient(patient, held)


def insurances_of(combinations: Iterable[Tree]) -> tuple[HeldInsurance, ...]:
    """保険組合せ into insurances: the same one repeats with each 公費. What is no health insurance is left out."""
    return tuple(dict.fromkeys(_insurances(combinations)))


def _insurances(combinations: Iterable[Tree]) -> Iterator[HeldInsurance]:
    for each in combinations:
        kind, insurer = text(each, "InsuranceProvider_Class"), text(each, "InsuranceProvider_Number")
        if kind in NOT_INSURANCE or not insurer:
            continue
        yield HeldInsurance(
            kind,
            insurer,
            text(each, "HealthInsuredPerson_Symbol"),
            text(each, "HealthInsuredPerson_Number"),
            text(each, "HealthInsuredPerson_Branch_Number"),
            text(each, "RelationToInsuredPerson"),
            day(each, "Certificate_StartDate"),
            day(each, "Certificate_ExpiredDate"),
        )


def acceptances_of(reply: Tree) -> Iterator[Acceptance]:
    """Without the row that only repeats what was asked for: it has neither patient nor number."""
    for each in rows(reply, "Acceptlst_Information"):
        person, number = part(each, "Patient_Information"), text(each, "Acceptance_Id")
        if number or text(person, "Patient_ID"):
            yield Acceptance(text(person, "Patient_ID"), text(each, "Acceptance_Time")[:5], number)


def bookings_of(reply: Tree) -> Iterator[Booking]:
    for each in rows(reply, "Appointlst_Information"):
        number = text(part(each, "Patient_Information"), "Patient_ID")
        if number:
            came = text(each, "Visit_Information") == "1"
            yield Booking(number, text(each, "Appointment_Time")[:5], came)
