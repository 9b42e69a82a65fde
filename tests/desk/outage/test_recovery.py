from dataclasses import replace
from datetime import date

from desk_world import CHART, Clinic

from kiosk.desk.outage.failure import ask_noted
from kiosk.desk.outage.recovery import Recovery
from kiosk.desk.standing import Standing, standing
from kiosk.qualification.port import ServiceUnreachable
from kiosk.station.health.strips import Strips


def healthy() -> bool:
    return True


def away() -> bool:
    raise ServiceUnreachable("no connection")


def test_without_noted_visits_the_service_is_not_even_looked_for(clinic: Clinic) -> None:
    looked = []

    assert Recovery(clinic.house, lambda: bool(looked.append(1))).look() is None
    assert not looked


def test_a_service_that_is_away_is_left_alone(clinic: Clinic) -> None:
    clinic.noted()

    assert Recovery(clinic.house, away).look() is None


def test_when_the_service_is_back_noted_visits_are_asked_without_anybody_pressing(clinic: Clinic) -> None:
    number = clinic.noted()

    done = Recovery(clinic.house, healthy).look()

    assert done is not None
    assert done.answered == (number,)
    assert Recovery(clinic.house, healthy).look() is None


def test_an_answer_to_a_noted_visit_ends_the_outage_for_strips_and_health_without_a_next_patient(
    clinic: Clinic,
) -> None:
    clinic.noted()
    strips, observed = Strips(clinic.clock, b"of this test"), []
    strips.heard(["service_unreachable"], ())
    ports = replace(
        clinic.house.ports, heard=strips.heard, observe_call=lambda answered, _at: observed.append(answered)
    )

    ask_noted(replace(clinic.at_desk(), house=replace(clinic.house, ports=ports)))

    assert (strips(), observed) == ((), [True])


def test_a_noted_visit_belongs_to_the_patient_whom_the_answer_fits(clinic: Clinic) -> None:
    number = clinic.noted()
    ask_noted(clinic.at_desk())
    assert (clinic.kept(number).outcome, clinic.kept(number).patient_id) == ("confirmed_by_document", "P-100")


def test_a_noted_visit_of_somebody_new_waits_for_the_application_and_not_for_a_question(
    clinic: Clinic,
) -> None:
    number = clinic.noted()
    with clinic.storage.unit_of_work(clinic.clock.now().wall) as work:
        work.patients.put(
            replace(CHART, birthdate=date(1950, 1, 2), name="鈴木　一郎", kana="スズキ　イチロウ")
        )
        work.commit()
    ask_noted(clinic.at_desk())
    assert standing(clinic.kept(number), runs=False) is Standing.APPLICATION
