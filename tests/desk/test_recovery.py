from desk_world import Clinic

from kiosk.desk.recovery import Recovery
from kiosk.qualification.port import ServiceUnreachable


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
