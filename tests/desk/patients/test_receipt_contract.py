"""What every receipt computer must do for the desk: the one behind the API and the one that is its file alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from desk_world import CHART, Clinic

from kiosk.desk.patients.table_receipt import TableReceipt
from kiosk.intake.orca.client import OrcaConnection, OrcaReceipt
from kiosk.intake.receipt import Booking, ReceiptComputer
from tests.intake.receipt_server import PATIENT, record, serving

ON = date(2026, 11, 21)
HELD = replace(
    CHART, patient_id="00042", name="試験　花子", insurer_number="138057", symbol="見・本", number="００１２", branch="01"
)  # fmt: skip


def by_api(server: object, *replies: dict) -> ReceiptComputer:
    server.answers_with(*replies)
    return OrcaReceipt(OrcaConnection(server.url, "", "kiosk", "secret"))


@pytest.fixture(params=["api", "file"])
def receipts(request: pytest.FixtureRequest, clinic: Clinic) -> Iterator[object]:
    """Gives one that holds patient 00042, or nobody, with an appointment at 10:30."""
    clinic.chart(HELD)
    row = {"Appointment_Time": "10:30:00", "Patient_Information": {"Patient_ID": "00042"}}
    replies = {
        "held": record("patientinfores", Patient_Information=PATIENT),
        "nobody": record("patientinfores", "10"),
        "insured": record(
            "patientlst2res", "000", **{k: PATIENT[k] for k in ["HealthInsurance_Information"]}
        ),
        "booked": record("appointlstres", Appointlst_Information=[row]),
        "accepts": record("acceptlstres", "21"),
    }
    if request.param == "file":
        yield lambda _reply: TableReceipt(clinic.storage, (Booking("00042", "10:30"),))
    else:
        with serving() as server:
            yield lambda reply: by_api(server, replies[reply])


def test_a_number_finds_its_patient_with_and_without_zeros_and_comes_back_as_it_is_kept(
    receipts: object,
) -> None:
    for number in ("42", "00042"):
        assert receipts("held").patient(number).patient.patient_id == "00042"


def test_strings_of_the_insurance_are_as_they_were_typed(receipts: object) -> None:
    (insurance,) = receipts("held").patient("42").insurances
    assert (insurance.symbol, insurance.number, insurance.branch) == ("見・本", "００１２", "01")
    (on_the_day,) = receipts("insured").insurances("42", ON).items
    assert (on_the_day.number, on_the_day.branch) == ("００１２", "01")


def test_nobody_is_nobody_and_no_fault(receipts: object) -> None:
    assert receipts("nobody").patient("99999") is None


def test_appointments_and_acceptances_are_lists(receipts: object) -> None:
    assert [(each.patient_id, each.time) for each in receipts("booked").appointments(ON).items] == [
        ("00042", "10:30")
    ]
    assert receipts("accepts").acceptances(ON).items == ()
