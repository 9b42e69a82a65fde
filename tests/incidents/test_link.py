"""Which link a STOP closes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.incidents.link import link_texts
from kiosk.matching.report import Person
from kiosk.qualification.model import Qualification, Sex

SHOWN = Qualification(
    card_classification="01", name="鈴木　一郎", sex=Sex.MALE, birthdate=date(1950, 1, 2), insurer_name="見本",
    insurer_number="  990014", symbol="見本", number="１２３", branch="01", personal_family="1",
)  # fmt: skip
HERE = Person(name="佐藤　見本", birthdate=date(1985, 4, 12))


def links(shown: Qualification = SHOWN, patient: str | None = None, *persons: Person | None) -> set[str]:
    return set(link_texts(shown, patient, persons or (HERE,)))


def test_width_and_spacing_make_no_other_link() -> None:
    same = replace(SHOWN, insurer_number="990014", number="123")

    assert links(same, None, replace(HERE, name="佐藤 見本")) == links()


def test_another_number_or_another_person_is_another_link() -> None:
    assert not links() & links(replace(SHOWN, number="124"))
    assert not links() & links(SHOWN, None, replace(HERE, birthdate=date(1985, 4, 13)))


def test_a_patient_who_gets_a_chart_later_is_known_again_by_name_and_birth_date() -> None:
    assert links() < links(SHOWN, "P-1", HERE)


def test_the_displayed_person_is_no_part_of_the_link() -> None:
    assert links() == links(replace(SHOWN, name="高橋", birthdate=date(1990, 1, 1)))


def test_nobody_known_is_no_link() -> None:
    assert links(SHOWN, None, None, Person(name="佐藤")) == set()
