"""The receipt computer's API as its recorded replies and public pages have it: codes, misspellings, faults, numbers."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.intake.orca.calls import CALLS
from kiosk.intake.orca.client import OrcaConnection, OrcaReceipt
from kiosk.intake.orca.people import acceptances_of, patient_of
from kiosk.intake.orca.reply import part, read_reply
from kiosk.intake.receipt import Fault, ReceiptFault
from tests.intake.receipt_server import COMBINATION, PATIENT, Server, record, serving, xml

ON = date(2026, 11, 21)
RECORDED = Path(os.environ.get("KIOSK_EVAL_DATA", "../shared/data")) / "orca_replies"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as told:
        yield told


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def orca(server: Server, waits: list[float]) -> OrcaReceipt:
    return OrcaReceipt(OrcaConnection(server.url, "", "kiosk", "secret"), waits.append)


def accepted(*rows: dict, code: str = "00") -> dict:
    return record("acceptlstres", code, Acceptlst_Information=list(rows))


ROW = {
    "Acceptance_Time": "09:12:36",
    "Acceptance_Id": "00005",
    "Patient_Information": {"Patient_ID": "00042"},
}
NAMELESS = {
    "Acceptance_Time": "09:15:00",
    "Acceptance_Id": "00006",
    "Patient_Information": {"WholeName": "新患"},
}
GHOST = {"Department_Code": "01", "Physician_Code": "10001"}


@pytest.mark.parametrize("form", [lambda tree: tree, xml], ids=["json", "xml"])
def test_a_chart_comes_with_its_strings_as_they_were_typed(
    server: Server, orca: OrcaReceipt, form: object
) -> None:
    server.answers_with(form(record("patientinfores", Patient_Information=PATIENT)))
    held = orca.patient("42")
    assert server.asked[0][:3] == ("GET", "/api01rv2/patientgetv2", {"id": ["42"], "format": ["json"]})
    assert (held.patient.patient_id, held.patient.name) == ("00042", "試験　花子")
    assert held.patient.address == "東京都千代田区見本町１－２－３"
    (insurance,) = held.insurances
    assert (insurance.symbol, insurance.number, insurance.branch) == ("見・本", "００１２", "01")
    assert (held.patient.number, held.patient.branch) == ("００１２", "01")


def test_insurances_that_do_not_cover_the_day_and_no_health_insurance_are_left_out(
    server: Server, orca: OrcaReceipt
) -> None:
    rows = [
        {**COMBINATION, "Certificate_ExpiredDate": "2026-11-20", "HealthInsuredPerson_Number": "1"},
        {**COMBINATION, "InsuranceProvider_Class": "971", "HealthInsuredPerson_Number": "2"},
        {**COMBINATION, "InsuranceProvider_Class": "039", "HealthInsuredPerson_Number": "3"},
        COMBINATION,
    ]
    del rows[2]["HealthInsuredPerson_Branch_Number"]
    server.answers_with(
        record("patientinfores", Patient_Information={**PATIENT, "HealthInsurance_Information": rows})
    )
    held = orca.patient("00042")
    assert [(each.number, each.branch) for each in held.insurances] == [("3", ""), ("００１２", "01")]


def test_another_days_insurances_are_asked_for_in_the_wires_own_spelling(
    server: Server, orca: OrcaReceipt
) -> None:
    server.answers_with(record("patientlst2res", "000", HealthInsurance_Information=[COMBINATION]))
    listed = orca.insurances("00042", ON + timedelta(days=1))
    method, path, _, body = server.asked[0]
    assert (method, path) == ("POST", "/api01rv2/patientlst6v2")
    assert body == {
        "patientlst6req": {"Reqest_Number": "01", "Patient_ID": "00042", "Base_Date": "2026-11-22"}
    }
    assert [each.branch for each in listed.items] == ["01"]
    assert not listed.remark


def test_acceptances_leave_out_the_row_that_only_repeats_the_question(
    server: Server, orca: OrcaReceipt
) -> None:
    server.answers_with(accepted(ROW, NAMELESS, GHOST, {}))
    assert [(each.patient_id, each.time, each.number) for each in orca.acceptances(ON).items] == [
        ("00042", "09:12", "00005"),
        ("", "09:15", "00006"),
    ]


def test_an_empty_list_is_no_fault_and_a_cut_one_says_so(server: Server, orca: OrcaReceipt) -> None:
    server.answers_with(accepted(GHOST, code="21"), accepted(ROW, code="20"))
    empty, cut = orca.acceptances(ON), orca.acceptances(ON)
    assert (empty.items, empty.cut) == ((), False)
    assert (len(cut.items), cut.cut, bool(cut.remark)) == (1, True, True)


def test_nobody_has_the_number(server: Server, orca: OrcaReceipt) -> None:
    server.answers_with(record("patientinfores", "10"))
    assert orca.patient("99999") is None


def test_appointments_say_who_comes_when(server: Server, orca: OrcaReceipt) -> None:
    row = {
        "Appointment_Time": "10:30:00",
        "Visit_Information": "1",
        "Patient_Information": {"Patient_ID": "00042"},
    }
    server.answers_with(record("appointlstres", Appointlst_Information=[row, {}]))
    (booking,) = orca.appointments(ON).items
    assert (booking.patient_id, booking.time, booking.came) == ("00042", "10:30", True)


def test_an_emergency_copy_is_named(server: Server, orca: OrcaReceipt) -> None:
    server.answers_with(accepted(ROW), X_Hybridmode="emergency")
    assert orca.acceptances(ON).emergency


def test_webORCA_lies_behind_its_base_path_and_its_login_is_sent(server: Server) -> None:  # noqa: N802
    server.answers_with(accepted(ROW))
    OrcaReceipt(OrcaConnection(server.url, "/api", "kiosk", "secret")).acceptances(ON)
    assert server.asked[0][1] == "/api/api01rv2/acceptlstv2"
    assert server.logins == ["Basic a2lvc2s6c2VjcmV0"]


@pytest.mark.parametrize("code", ["90", "E90", "E9999"])
def test_a_patient_open_on_another_screen_is_waited_for_a_little(
    server: Server, orca: OrcaReceipt, waits: list[float], code: str
) -> None:
    busy = record("patientinfores", code)
    server.answers_with(busy, record("patientinfores", Patient_Information=PATIENT))
    assert orca.patient("00042") is not None
    assert waits == [1.0]
    server.answers_with(busy)
    with pytest.raises(ReceiptFault) as raised:
        orca.patient("00042")
    assert raised.value.fault is Fault.OPEN_ELSEWHERE
    assert len(waits) == 3


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (401, b"", Fault.LOGIN),
        (404, b"", Fault.NO_ROUTE),
        (405, b"", Fault.ROUTE_CLOSED),
        (500, b"panic", Fault.BROKEN),
        (502, b"", Fault.UPDATING),
        (503, b"", Fault.UPDATING),
        (200, b"<html><body>proxy</body></html>", Fault.NOT_IT),
        (200, b"", Fault.NOT_IT),
        (200, json.dumps(record("patientlst1res")).encode(), Fault.NOT_IT),
        (200, json.dumps(accepted(code="89")).encode(), Fault.BASICS),
        (200, json.dumps(accepted(code="91")).encode(), Fault.REFUSED),
        (200, b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "z">]><xmlio2/>', Fault.NOT_IT),
    ],
)
def test_each_fault_has_its_own_name(
    server: Server, orca: OrcaReceipt, status: int, body: bytes, fault: Fault
) -> None:
    server.answers_with(body, status=status)
    with pytest.raises(ReceiptFault) as raised:
        orca.acceptances(ON)
    assert raised.value.fault is fault


def test_nobody_there_is_away_and_somebody_silent_is_late() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}"
        with pytest.raises(ReceiptFault, match="away"):
            OrcaReceipt(OrcaConnection(url, "", "kiosk", "x")).patient("1")
        held.listen()
        with pytest.raises(ReceiptFault, match="late"):
            OrcaReceipt(OrcaConnection(url, "", "kiosk", "x")).patient("1", within=0.05)


def test_one_call_is_in_flight_however_many_ask(server: Server, orca: OrcaReceipt) -> None:
    server.answers_with(accepted(ROW))
    server.lingers = 0.02
    threads = [threading.Thread(target=orca.acceptances, args=(ON,)) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(server.asked), server.most) == (6, 1)


def test_nothing_but_reading_calls_stands_in_the_table() -> None:
    assert [each.path for each in CALLS if "mod" in each.path] == []


def test_the_password_is_in_no_repr() -> None:
    assert "secret" not in repr(OrcaConnection("http://x", "", "kiosk", "secret"))


@pytest.mark.skipif(not RECORDED.is_dir(), reason="NOT RUN: no recorded replies (KIOSK_EVAL_DATA)")
def test_the_recorded_replies_are_read() -> None:
    chart = read_reply((RECORDED / "api01rv2_patientgetv2.json").read_bytes(), "patientinfores")
    held = patient_of(part(chart, "Patient_Information"))
    assert held.patient.patient_id == "00001"
    assert held.insurances
    listed = read_reply((RECORDED / "api01rv2_acceptlstv2_03.json").read_bytes(), "acceptlstres")
    assert [(each.patient_id, each.number) for each in acceptances_of(listed)] == [("00001", "00005")]


REAL = os.environ.get("KIOSK_RECEIPT_SETTINGS", "")


@pytest.mark.skipif(
    not REAL, reason="NOT RUN: no receipt computer (KIOSK_RECEIPT_SETTINGS names a settings file)"
)
@pytest.mark.enable_socket
def test_a_running_receipt_computer_with_made_up_patients_does_as_ours_do() -> None:
    """For a trial installation alone, whose patient 1 is made up."""
    from kiosk.beside import receipt_of
    from kiosk.settings import load

    orca = receipt_of(load(Path(REAL)))
    held = orca.patient("1")
    assert held.patient.patient_id.lstrip("0") == "1"
    assert held.patient.birthdate is not None
    assert orca.patient("99999999") is None
    assert orca.acceptances(ON).items is not None
    assert all(each.covers(ON) for each in orca.insurances(held.patient.patient_id, ON).items)
