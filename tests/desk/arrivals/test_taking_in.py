"""A card shown at the approved reader becomes a visit under the same rules; everything else becomes a named row."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from desk_world import CHART, Clinic

from kiosk.companion.folder import AccessRefused, NotReachable
from kiosk.companion.reading import Met
from kiosk.desk.acting import NotNow
from kiosk.desk.arrivals.listing import arrivals_of
from kiosk.desk.arrivals.receipt import ReceiptDesk
from kiosk.desk.hand_over import hand_over
from kiosk.desk.sides import sides_of
from kiosk.desk.standing import Standing
from kiosk.desk.visit.decisions import answer_question, enter_application
from kiosk.intake.model import Patient
from kiosk.intake.receipt import Acceptance, Fault, HeldPatient, Listed, ReceiptFault
from kiosk.matching.keys import number_key
from kiosk.matching.report import Person as Item
from kiosk.qualification.grounds import READER_FILE, ReaderFile, may_ask_medical, reach_of
from tests.companion.linkage import NOW, bare, exported, message, name_of
from tests.desk.arrivals.reader import CODE, SATO, TWIN, Beside, file


@pytest.fixture
def beside(clinic: Clinic) -> Beside:
    clinic.chart()
    return Beside(clinic)


def chart(beside: Beside, patient_id: str, **items: object) -> None:
    beside.clinic.chart(replace(CHART, patient_id=patient_id, **items))


def test_a_card_that_fits_its_chart_is_confirmed_without_a_hand(beside: Beside) -> None:
    number = beside.shown(SATO)
    kept = beside.clinic.kept(number)
    assert (beside.stands(number), kept.patient_id, kept.lane) == (Standing.CONFIRMED, "P-100", "companion")
    assert (kept.evidence_kind, kept.method) == (READER_FILE, None)
    assert beside.met()[0].bound_by == "kana_and_birthdate"
    assert {"visit_opened", "service_answered", "compared", "visit_closed", "reader_file_met"} <= set(
        beside.clinic.audited(number)
    )


def test_hazard_the_file_proves_no_certificate_no_holder_and_hands_nothing_over(beside: Beside) -> None:
    reach = reach_of(ReaderFile("face-1"))
    assert (reach.proves_certificate, reach.proves_holder, reach.hands_over) == (False, False, False)
    assert not may_ask_medical(ReaderFile("face-1"))
    number = beside.shown(SATO)
    with pytest.raises(NotNow, match="reader_file"):
        hand_over(beside.clinic.at_desk(), number)


def test_an_address_that_moved_is_asked_about_and_remembered(beside: Beside) -> None:
    number = beside.shown(replace(SATO, address="大阪府大阪市北区仮町9-9"))
    assert beside.stands(number) is Standing.QUESTION
    answer_question(beside.clinic.at_desk(), number, agrees=True)
    assert beside.stands(number) is Standing.CONFIRMED
    again = beside.shown(replace(SATO, address="大阪府大阪市北区仮町9-9"), serial=2)
    assert beside.stands(again) is Standing.CONFIRMED


def test_another_persons_record_stops_opens_a_case_and_says_what_was_taken_in(beside: Beside) -> None:
    number = beside.shown(replace(SATO, reference="P-100", name="鈴木　一郎", sex="2"))
    assert beside.stands(number) is Standing.STOPPED
    with beside.clinic.storage.reading() as books:
        assert books.cases.covering(number, "P-100", frozenset())


def test_hazard_a_reused_number_binds_nobody_whom_kana_and_birth_date_deny(beside: Beside) -> None:
    number = beside.shown(replace(TWIN, reference="P-100"))
    assert beside.clinic.kept(number).patient_id is None
    assert beside.stands(number) is Standing.APPLICATION


def test_hazard_twins_on_one_morning_are_each_their_own(beside: Beside) -> None:
    chart(beside, "P-101", name="佐藤　見本子", kana="サトウ　ミホンコ", sex="2")
    first, second = beside.shown(TWIN), beside.shown(SATO, serial=2)
    assert beside.clinic.kept(first).patient_id == "P-101"
    assert beside.clinic.kept(second).patient_id == "P-100"


def test_hazard_a_twins_number_on_the_other_twin_is_for_staff(beside: Beside) -> None:
    chart(beside, "P-101", name="佐藤　見本子", kana="サトウ　ミホンコ", sex="2")
    number = beside.shown(replace(TWIN, reference="P-100"))
    assert beside.clinic.kept(number).patient_id is None
    assert beside.stands(number) is Standing.QUESTION


def test_namesakes_of_one_day_are_told_apart_by_their_insurance_alone(beside: Beside) -> None:
    quartet = {"insurer_number": "130012", "symbol": "見本", "number": "123456"}
    chart(beside, "P-100", branch="1", **quartet)
    chart(beside, "P-200", branch="2", **quartet)
    number = beside.shown(SATO)
    assert beside.clinic.kept(number).patient_id == "P-100"
    assert beside.met()[0].bound_by == "kana_and_insurance"


def test_namesakes_whom_nothing_tells_apart_are_for_staff(beside: Beside) -> None:
    chart(beside, "P-200")
    number = beside.shown(SATO)
    assert beside.clinic.kept(number).patient_id is None
    with beside.clinic.storage.reading() as books:
        assert len(sides_of(books, beside.clinic.kept(number)).candidates) == 2


def test_a_chart_without_kana_is_bound_by_its_whole_insurance_and_birth_date(beside: Beside) -> None:
    chart(beside, "P-100", kana="", insurer_number="00130012", symbol="見本", number="123456", branch="1")
    number = beside.shown(SATO)
    assert beside.clinic.kept(number).patient_id == "P-100"
    assert beside.met()[0].bound_by == "insurance_and_birthdate"


def test_a_first_visit_gives_its_five_items_before_anything_is_shown(beside: Beside) -> None:
    number = beside.shown(replace(TWIN, kana="ｽｽﾞｷ ｼﾛｳ", name="鈴木　四郎"))
    assert beside.stands(number) is Standing.APPLICATION
    items = Item("鈴木　四郎", "スズキ　シロウ", "2", SATO.birthdate, SATO.address)
    enter_application(beside.clinic.at_desk(), number, items)
    assert beside.stands(number) is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("validity", "reason"), [("2", "invalid"), ("3", "invalid_newer"), ("4", "no_data"), ("5", "several")]
)
def test_what_is_not_valid_leads_to_the_ways_round(beside: Beside, validity: str, reason: str) -> None:
    number = beside.shown(validity=validity)
    assert beside.stands(number) is Standing.WAY_ROUND
    assert beside.clinic.kept(number).reason == reason


def test_insurance_and_assistance_of_one_person_pass_together(beside: Beside) -> None:
    number = beside.shown(SATO, replace(SATO, classification="A1", kana="", insurer="12130010"))
    assert (beside.stands(number), beside.clinic.kept(number).patient_id) == (Standing.CONFIRMED, "P-100")


def test_several_insurances_in_one_file_are_never_narrowed(beside: Beside) -> None:
    number = beside.shown(SATO, replace(SATO, insurer="  138057"))
    assert (beside.stands(number), beside.clinic.kept(number).reason) == (Standing.WAY_ROUND, "several")


def test_the_same_patient_twice_is_two_files_and_the_later_one_speaks(beside: Beside) -> None:
    first = beside.shown(validity="2")
    asked = beside.shown(replace(SATO, address="大阪府大阪市北区仮町9-9"), serial=2)
    later = beside.shown(SATO, serial=3)
    assert beside.stands(later) is Standing.CONFIRMED
    assert beside.stands(asked) is Standing.LET_GO
    assert beside.stands(first) is Standing.WAY_ROUND, "nobody says whose that answer was"
    assert [each.met for each in beside.met()] == [Met.CARD_SHOWN] * 3


def test_hazard_a_stop_is_not_spoken_over_by_a_later_file(beside: Beside) -> None:
    stopped = beside.shown(replace(SATO, name="鈴木　一郎", sex="2", reference="P-100"))
    beside.shown(SATO, serial=2)
    assert beside.stands(stopped) is Standing.STOPPED


@pytest.mark.parametrize(
    ("name", "content", "met"),
    [
        (exported().replace("1310000001", CODE), file(SATO), Met.NOT_A_CARD),
        (bare(), file(SATO), Met.NOT_A_CARD),
        (name_of(code="1399999999"), file(SATO), Met.OTHER_INSTITUTION),
        (name_of(code=CODE), message(SATO), Met.OTHER_INSTITUTION),
        (name_of(code=CODE), file(SATO, classification="2"), Met.UNREADABLE),
        (name_of(code=CODE), file(SATO, segment="2"), Met.UNREADABLE),
        (name_of(code=CODE, at=NOW - timedelta(days=3)), file(SATO), Met.OTHER_DAY),
        (name_of(code=CODE, suffix="zip"), b"PK", Met.ENCRYPTED),
    ],
)
def test_hazard_what_is_no_card_of_ours_and_of_today_opens_no_visit(
    beside: Beside, name: str, content: bytes, met: Met
) -> None:
    beside.face.put(name, content)
    beside.looks()
    assert [each.met for each in beside.met()] == [met]
    assert beside.visits() == ()


def test_an_error_of_the_service_is_for_staff(beside: Beside) -> None:
    number = beside.shown(segment="9")
    assert beside.stands(number) is Standing.WAY_ROUND


def test_hazard_what_came_and_went_unread_is_said(beside: Beside) -> None:
    beside.face.stale.add(name_of(code=CODE))
    beside.looks()
    assert [each.met for each in beside.met()] == [Met.CAME_AND_WENT]


def test_a_restart_takes_nothing_in_twice(beside: Beside) -> None:
    beside.shown(SATO)
    beside.begins()
    beside.looks()
    beside.looks(5)
    assert len(beside.visits()) == 1


@pytest.mark.parametrize(
    ("fault", "code"), [(NotReachable("x"), "folder_away"), (AccessRefused("x"), "folder_refused")]
)
def test_a_folder_that_is_away_and_one_that_refuses_us_are_two_troubles(
    beside: Beside, fault: Exception, code: str
) -> None:
    beside.face.away = fault
    beside.looks()
    assert beside.watch.state().trouble == code
    beside.face.away = None
    beside.looks()
    assert beside.watch.state().trouble == ""


def test_rows_of_files_leave_at_their_end(beside: Beside) -> None:
    beside.shown(SATO)
    beside.clinic.clock.passes(40 * 24 * 3600)
    beside.begins()
    beside.looks()
    assert beside.met() == ()


class Receipt:
    """A receipt computer with one chart and one acceptance; it can be away."""

    def __init__(self, held: Patient) -> None:
        self.held, self.fault = held, None

    def patient(self, number: str, within: float = 15.0) -> HeldPatient | None:
        if self.fault:
            raise ReceiptFault(self.fault)
        return HeldPatient(self.held) if number_key(number) == number_key(self.held.patient_id) else None

    def acceptances(self, on: object) -> Listed[Acceptance]:
        if self.fault:
            raise ReceiptFault(self.fault)
        return Listed((Acceptance("p100", "09:12", "00005"),))


@pytest.fixture
def receipt(beside: Beside) -> Receipt:
    """With the address that the patient gave there this morning."""
    made = Receipt(replace(CHART, patient_id="p100", address="大阪府大阪市北区仮町9-9"))
    desk = ReceiptDesk(made)
    desk.look(beside.clinic.clock.now())
    beside.clinic.house = replace(beside.clinic.house, receipt=desk.state, fresh_chart=desk.fresh)
    return made


def test_the_chart_at_the_desk_is_read_as_it_is_now(beside: Beside, receipt: Receipt) -> None:
    number = beside.shown(replace(SATO, address="大阪府大阪市北区仮町9-9"))
    assert beside.stands(number) is Standing.CONFIRMED
    with beside.clinic.storage.reading() as books:
        assert books.patients.by_id("P-100").address == receipt.held.address
    assert "chart_read" in beside.clinic.audited(number)
    (row,) = arrivals_of(beside.clinic.house, beside.clinic.clock.now()).rows
    assert row.accepted == "09:12"


def test_a_receipt_computer_that_is_away_costs_nothing_but_freshness(
    beside: Beside, receipt: Receipt
) -> None:
    receipt.fault = Fault.AWAY
    number = beside.shown(SATO)
    assert beside.stands(number) is Standing.CONFIRMED
    assert beside.clinic.house.receipt().fault is Fault.AWAY
