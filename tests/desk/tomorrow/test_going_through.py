"""Tomorrow's list: every cause that the sources can know, none besides, each patient asked once whatever cuts it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

import pytest
from desk_world import CHART, Clinic, qualification

from kiosk.companion.tomorrow import Cause, LastVisit, Line, Source, from_records
from kiosk.desk.cases.day_end import DayEnd
from kiosk.desk.patients.table_receipt import TableReceipt
from kiosk.desk.tomorrow.going_through import GoingThrough
from kiosk.desk.tomorrow.page import expected_today, tomorrow_page
from kiosk.evidence.kinds import EvidenceKind
from kiosk.intake.model import Patient
from kiosk.intake.receipt import Booking
from kiosk.matching.report import Decision
from kiosk.qualification.grounds import Appointment
from kiosk.qualification.model import Answer, SpecificDisease, Validity
from kiosk.qualification.port import Inquiry, ServiceRefused, ServiceUnreachable

TODAY = date(2026, 11, 21)
DAY = TODAY + timedelta(days=1)
INSURED = replace(CHART, insurer_number="99130012", symbol="見本", number="123456", branch="01")


@dataclass
class National:
    """Answers about whoever is in its register, by the patient's number; counts how often it was asked about each."""

    register: dict[str, Answer | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    breaks_at: int = 0

    def qualify(self, inquiry: Inquiry) -> Answer:
        assert isinstance(inquiry.grounds, Appointment)
        number = inquiry.grounds.patient_id
        self.asked.append(number)
        if len(self.asked) == self.breaks_at:
            raise ServiceUnreachable("cut")
        told = self.register[number]
        if isinstance(told, BaseException):
            raise told
        return replace(told, visit=inquiry.visit, identifier=inquiry.identifier, confirmed_on=inquiry.on)


def person_of(patient: Patient) -> object:
    from kiosk.intake.person import person_of_patient

    return person_of_patient(patient)


def answer(patient: Patient, validity: Validity = Validity.VALID, **shown: object) -> Answer:
    found = (replace(qualification(person_of(patient)), **shown),) if validity is Validity.VALID else ()
    return Answer("", "", TODAY, DAY, validity, found)


@pytest.fixture
def national() -> National:
    return National()


@pytest.fixture
def going(clinic: Clinic, national: National) -> GoingThrough:
    serial = count(1)
    house = clinic.house
    return GoingThrough(
        clinic.storage,
        national,
        TableReceipt(clinic.storage),
        house.ports.comparing,
        clinic.clock,
        lambda: f"id-{next(serial)}",
    )


def causes(clinic: Clinic) -> dict[str, list[Cause]]:
    with clinic.storage.reading() as books:
        return {
            each.patient_id: [line.cause for line in each.causes]
            for each in books.tomorrow.of_day(DAY)
            if each.causes
        }


def quiet(_done: int, _of: int) -> None:
    """Nobody watches."""


PLANTED: tuple[tuple[Cause, Callable[[Patient], Answer | Exception]], ...] = (
    (Cause.INVALID, lambda each: answer(each, Validity.INVALID)),
    (Cause.INVALID_NEWER, lambda each: answer(each, Validity.INVALID_NEWER)),
    (Cause.NOT_FOUND, lambda each: answer(each, Validity.NOT_FOUND)),
    (Cause.SEVERAL, lambda each: answer(each, Validity.SEVERAL)),
    (Cause.ADDRESS_ASKED, lambda each: answer(each, address="大阪府大阪市北区仮町9-9")),
    (Cause.NAME_ASKED, lambda each: answer(each, name="鈴木　見本", kana="スズキ　ミホン")),
    (
        Cause.MAY_STOP,
        lambda each: answer(each, name="鈴木　一郎", kana="スズキ　イチロウ", birthdate=date(1950, 1, 2)),
    ),
    (Cause.NOT_ANSWERED, lambda _: ServiceRefused("MOCK-1", "no")),
)


@pytest.mark.parametrize(("cause", "told"), PLANTED, ids=lambda each: getattr(each, "value", ""))
def test_each_cause_that_the_service_knows_is_named_and_none_besides(
    clinic: Clinic, national: National, going: GoingThrough, cause: Cause, told: Callable
) -> None:
    clinic.chart(INSURED)
    national.register["P-100"] = told(INSURED)
    going.expect(DAY, "csv", [Booking("P-100", "09:30")])
    assert going.go(DAY, quiet) == 1
    assert causes(clinic) == {"P-100": [cause]}


def test_a_dot_in_the_name_is_named(clinic: Clinic, national: National, going: GoingThrough) -> None:
    clinic.chart(replace(INSURED, name="髙橋　見本"))
    national.register["P-100"] = answer(INSURED, name="●橋　見本")
    going.expect(DAY, "csv", [Booking("P-100", "09:30")])
    going.go(DAY, quiet)
    assert Cause.HIDDEN in causes(clinic)["P-100"]


def test_three_hundred_patients_with_forty_causes_cut_off_and_taken_up(
    clinic: Clinic, national: National, going: GoingThrough
) -> None:
    planted = {}
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        for number in range(1, 301):
            patient = replace(INSURED, patient_id=f"{number:05}", number=str(100000 + number))
            work.patients.put(patient)
            cause, told = PLANTED[number % 8]
            if number % 7 == 0 and len(planted) < 40:
                planted[patient.patient_id] = [cause]
            national.register[patient.patient_id] = (
                told(patient) if patient.patient_id in planted else answer(patient)
            )
        work.commit()
    going.expect(DAY, "csv", [Booking(str(number), "09:30") for number in range(1, 301)])
    national.breaks_at = 150
    with pytest.raises(ServiceUnreachable):
        going.go(DAY, quiet)
    cut = national.asked[-1]
    seen: list[tuple[int, int]] = []
    going.expect(DAY, "csv", [Booking(str(number), "09:30") for number in range(1, 301)])
    assert going.go(DAY, lambda done, of: seen.append((done, of))) == 150
    assert seen[-1] == (150, 150)
    assert sorted(national.asked) == sorted(set(national.asked)), "each asked once"
    assert len(planted) == 40
    assert causes(clinic) == planted | {cut: [Cause.UNSURE]}


def test_hazard_a_kiosk_that_died_while_it_asked_asks_nobody_twice(
    clinic: Clinic, national: National, going: GoingThrough
) -> None:
    clinic.chart(INSURED)
    national.register["P-100"] = KeyboardInterrupt()
    going.expect(DAY, "csv", [Booking("P-100", "09:30")])
    with pytest.raises(KeyboardInterrupt):
        going.go(DAY, quiet)
    assert going.go(DAY, quiet) == 0
    assert national.asked == ["P-100"]
    assert causes(clinic) == {"P-100": [Cause.UNSURE]}


def test_who_cannot_be_asked_about_is_named_and_a_house_without_a_service_asks_nobody(
    clinic: Clinic, going: GoingThrough
) -> None:
    clinic.chart()
    going.expect(DAY, "csv", [Booking("P-100", "09:30"), Booking("P-999", "10:00")])
    going.go(DAY, quiet)
    assert causes(clinic) == {"P-100": [Cause.NO_NUMBERS], "P-999": [Cause.NO_CHART]}
    later = DAY + timedelta(days=1)
    alone = replace(going, service=None)
    alone.expect(later, "csv", [Booking("P-100", "09:30")])
    alone.go(later, quiet)
    with clinic.storage.reading() as books:
        assert [each.causes for each in books.tomorrow.of_day(later)] == [()]


@pytest.mark.parametrize(
    ("born", "paper", "ends", "on", "cause"),
    [
        (date(1990, 1, 1), EvidenceKind.CERTIFICATE, date(2026, 11, 20), date(2026, 10, 1), Cause.PAPER_ENDS),
        (date(1990, 1, 1), EvidenceKind.CERTIFICATE, date(2026, 11, 22), date(2026, 10, 1), None),
        (date(1990, 1, 1), EvidenceKind.NOTICE, None, date(2026, 10, 1), Cause.NOTICE_ONLY),
        (date(1948, 1, 1), EvidenceKind.CERTIFICATE, None, date(2026, 7, 1), Cause.NOTICE_SINCE_AUGUST),
        (date(1948, 1, 1), EvidenceKind.CERTIFICATE, None, date(2026, 9, 1), None),
        (date(1948, 1, 1), None, None, date(2026, 7, 1), None),
        (date(1941, 1, 1), EvidenceKind.CERTIFICATE, None, date(2026, 7, 1), None),
        (date(2018, 1, 1), None, None, date(2026, 10, 1), Cause.CHILD),
        (date(2018, 1, 1), None, None, date(2026, 11, 1), None),
    ],
)
def test_what_the_last_visit_says(
    born: date, paper: EvidenceKind | None, ends: date | None, on: date, cause: Cause | None
) -> None:
    shown = replace(qualification(person_of(CHART)), valid_to=ends)
    found = from_records(born, LastVisit(on, paper, shown), DAY)
    assert [each.cause for each in found] == ([cause] if cause else [])


@pytest.mark.parametrize(
    ("month", "asked"), [(10, [Cause.DISEASE, Cause.VOUCHER]), (11, [])], ids=["first time", "seen already"]
)
def test_a_certificate_is_asked_for_once_a_month(month: int, asked: list[Cause]) -> None:
    shown = replace(qualification(person_of(CHART)), specific_diseases=(SpecificDisease("1"),))
    found = from_records(date(1980, 1, 1), LastVisit(date(2026, month, 1), None, shown, assisted=True), DAY)
    assert [each.cause for each in found] == asked


def test_without_a_last_visit_nothing_is_said() -> None:
    assert from_records(date(2018, 1, 1), None, DAY) == ()


def test_the_list_stands_on_its_day_says_where_it_is_from_and_leaves_with_the_day(
    clinic: Clinic, national: National, going: GoingThrough
) -> None:
    number = clinic.confirmed()
    assert clinic.kept(number).decision is Decision.PASS
    clinic.chart(INSURED)
    national.register["P-100"] = answer(INSURED, Validity.INVALID)
    going.expect(DAY, "csv", [Booking("P-100", "09:30")])
    going.go(DAY, quiet)
    assert expected_today(clinic.house, TODAY) == 0
    clinic.clock.passes(24 * 3600)
    assert expected_today(clinic.house, DAY) == 1
    (page,) = tomorrow_page(clinic.house, clinic.clock.now())
    assert [(row.who, row.expected.causes) for row in page.rows] == [
        ("佐藤　見本", (Line(Cause.INVALID, Source.SERVICE),))
    ]
    clinic.clock.passes(24 * 3600)
    DayEnd(clinic.house).look()
    assert tomorrow_page(clinic.house, clinic.clock.now()) == ()
