"""Insurance and public assistance of one person are one finding; any other two are for staff to choose among."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from kiosk.matching.beside import of_one_person
from kiosk.qualification.model import Answer, Qualification, Sex, Validity

INSURED = Qualification(
    "01", "見本　花子", Sex.FEMALE, date(1985, 4, 12), "見本健康保険組合", "99990018", kana="ﾐﾎﾝ ﾊﾅｺ"
)
AIDED = replace(INSURED, card_classification="A1", insurer_name="見本福祉事務所", insurer_number="12990015")


def found(*records: Qualification):
    at = datetime(2026, 11, 21)  # noqa: DTZ001 - the wall's
    return of_one_person(Answer("v", "i", at, at.date(), Validity.VALID, records))


@pytest.mark.parametrize("records", [(INSURED, AIDED), (AIDED, INSURED)])
def test_the_insurance_is_billed_and_the_assistance_stands_beside_it(records):
    assert (found(*records).main, found(*records).assistance) == (INSURED, AIDED)


def test_whoever_has_one_record_has_nothing_beside_it():
    assert found(AIDED).main == AIDED
    assert found(INSURED).assistance is None


@pytest.mark.parametrize(
    "records",
    [
        (),
        (INSURED, INSURED),
        (AIDED, AIDED),
        (INSURED, AIDED, AIDED),
        (INSURED, replace(AIDED, birthdate=date(1985, 4, 13))),
        (INSURED, replace(AIDED, sex=Sex.MALE)),
        (INSURED, replace(AIDED, kana="ﾐﾎﾝ ﾊﾙｺ")),
        (INSURED, replace(AIDED, kana="", name="見本　春子")),
        (replace(INSURED, kana="", name=""), replace(AIDED, kana="", name="")),
    ],
)
def test_hazard_of_two_people_or_two_insurances_none_is_chosen(records):
    assert found(*records) is None


def test_a_record_without_a_reading_is_told_by_its_name():
    assert found(INSURED, replace(AIDED, kana="")).main == INSURED
