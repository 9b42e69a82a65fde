"""Declarations at the desk: deemed on a record that holds everything, kept until paid, and a pack for a power cut."""

from dataclasses import replace
from datetime import date

import pytest
from desk_world import CHART, Clinic

from kiosk.checkin.machine.events import DeemedDeclared
from kiosk.declaration.deemed import Deemed, Lacking, Unheard
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.desk.acting import NotNow
from kiosk.desk.lanes import lane_of, press, start
from kiosk.desk.papers.deeming import deemed_by
from kiosk.desk.papers.disposal import dispose
from kiosk.desk.papers.pack import pack_rows, print_pack
from kiosk.desk.papers.prefill import declaration_of
from kiosk.storage.faults import NoSuchRecord
from kiosk.storage.inspection import who


def test_a_known_patient_whose_items_are_all_held_is_deemed_to_have_declared(clinic: Clinic) -> None:
    record = clinic.confirmed()
    number = start(clinic.at_desk(), "P-100")

    deemed = deemed_by(clinic.at_desk(), number, record, unchanged=True)
    assert isinstance(deemed, Deemed)
    assert (deemed.heard_by, deemed.record) == ("tanaka", record)
    assert (deemed.held.insurance_kind, deemed.held.share_percent) == (InsuranceKind.EMPLOYEES, 30)
    press(clinic.house, number, DeemedDeclared(lane_of(clinic.house, number).check_in.seq, deemed))

    assert clinic.kept(number).outcome == "deemed_declared"
    with clinic.storage.reading() as books:
        (kept,) = books.papers.deemed(number)
    assert (kept.by, kept.rests_on) == ("tanaka", record)


def test_without_a_telephone_number_on_record_a_form_is_needed(clinic: Clinic) -> None:
    record = clinic.confirmed()
    clinic.chart(replace(CHART, phone=""))
    number = start(clinic.at_desk(), "P-100")
    assert deemed_by(clinic.at_desk(), number, record, unchanged=True) == Lacking(("phone",))
    assert deemed_by(clinic.at_desk(), number, record, unchanged=False) == Unheard()


@pytest.mark.parametrize("record", ["20260101-0001", "", "nonsense"])
def test_a_record_that_does_not_exist_is_refused_by_name(clinic: Clinic, record: str) -> None:
    clinic.confirmed()
    number = start(clinic.at_desk(), "P-100")
    with pytest.raises(NotNow) as refused:
        deemed_by(clinic.at_desk(), number, record, unchanged=True)
    assert refused.value.code == "no_such_record"


def test_somebody_elses_visit_is_no_record_of_this_patient(clinic: Clinic) -> None:
    record = clinic.confirmed()
    clinic.chart(replace(CHART, patient_id="P-200"))
    number = start(clinic.at_desk(), "P-200")
    with pytest.raises(NotNow):
        deemed_by(clinic.at_desk(), number, record, unchanged=True)


def test_a_declaration_begins_with_what_the_last_visit_knew(clinic: Clinic) -> None:
    clinic.confirmed()
    number = start(clinic.at_desk(), "P-100")
    written = declaration_of(clinic.house, number)
    assert (written.name, written.insurer_name, written.share_percent) == (
        "佐藤　見本",
        "見本健康保険組合",
        30,
    )


def kept_declaration(clinic: Clinic) -> str:
    clinic.chart()
    number = start(clinic.at_desk(), "P-100")
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        work.papers.keep(number, Declaration(name="佐藤　見本", signature="M1 1L2 2"), b"%PDF", "v", "tanaka")
        work.commit()
    clinic.clock.passes(60 * 86400.0)
    return number


def test_a_declaration_goes_when_its_claim_is_paid_and_the_trace_stays(clinic: Clinic) -> None:
    number = kept_declaration(clinic)

    with pytest.raises(NotNow, match="kept_term"):
        dispose(clinic.at_desk(), number, date(2027, 1, 10))
    clinic.clock.passes(180 * 86400.0)
    dispose(clinic.at_desk(), number, date(2027, 1, 10))

    with clinic.storage.reading() as books:
        assert books.papers.declarations(number) == ()
        (gone,) = books.papers.disposals(number)
    assert (gone.by, gone.sheets) == ("tanaka", 1)
    assert "declaration_disposed" in clinic.audited(number)
    with pytest.raises(NotNow) as refused:
        dispose(clinic.at_desk(), number, date(2027, 1, 10))
    assert refused.value.code == "kept_nothing"


@pytest.mark.parametrize("paid_on", [None, date(2026, 11, 20), date(2030, 1, 1)])
def test_an_unpaid_one_stays(clinic: Clinic, paid_on: date | None) -> None:
    number = kept_declaration(clinic)
    with pytest.raises(NotNow):
        dispose(clinic.at_desk(), number, paid_on)
    with clinic.storage.reading() as books:
        assert books.papers.latest(number) is not None


def test_nothing_is_disposed_of_for_a_visit_that_there_is_not(clinic: Clinic) -> None:
    with pytest.raises(NoSuchRecord):
        dispose(clinic.at_desk(), "20261121-0099", date(2027, 1, 10))


def test_the_pack_lists_whoever_is_expected_and_whoever_is_here_once_each(clinic: Clinic) -> None:
    clinic.confirmed()
    clinic.chart(replace(CHART, patient_id="P-200", name="鈴木　見本"))
    with clinic.storage.reading() as books:
        rows = pack_rows(books, ("P-200", "P-100"), clinic.clock.now().today)
        nobody = pack_rows(books, ("P-999",), clinic.clock.now().today)
    assert rows is not None
    assert [each.patient_id for each in rows] == ["P-200", "P-100"]
    assert [each.confirmed_on for each in rows] == [None, date(2026, 11, 21)]
    assert nobody is None


def test_whose_data_went_on_paper_is_in_the_audit_of_each_patient(clinic: Clinic) -> None:
    clinic.confirmed()
    assert print_pack(clinic.at_desk(), 1, ()).startswith(b"%PDF")
    printed = [each for each in who(clinic.storage, patient="P-100") if each.kind == "paper_pack_printed"]
    assert len(printed) == 1
    assert "佐藤" not in printed[0].payload
    with pytest.raises(NotNow):
        print_pack(clinic.at_desk(), 1, ("P-999",))
