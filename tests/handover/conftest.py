from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from kiosk.handover.model import ConfirmedQualification
from kiosk.qualification.model import (
    Answer,
    ElderlyCertificate,
    LimitCertificate,
    MedicalConsent,
    Qualification,
    Sex,
    SpecificDisease,
    Validity,
)

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture
def confirmed() -> ConfirmedQualification:
    qualification = Qualification(
        card_classification="01",
        name="𠮷田　幸子",
        kana="ﾖｼﾀﾞ ｻﾁｺ",
        sex=Sex.FEMALE,
        birthdate=date(1954, 8, 21),
        insurer_name="見本市",
        insurer_number="  990010",
        symbol="例",
        number="987654",
        branch="01",
        address="例示市<見本>町1-2",
        qualified_on=date(2019, 4, 1),
        elderly=ElderlyCertificate(20, date(2026, 8, 1), date(2027, 7, 31)),
        limit=LimitCertificate("02", "B05", date(2026, 8, 1), None),
        specific_diseases=(SpecificDisease("1", 10000),),
        consents=(("medicines", MedicalConsent(given=True, at=AT, until=AT + timedelta(hours=24))),),
        reference_number="1022",
    )
    answer = Answer("V-7", "token", AT, date(2026, 11, 20), Validity.VALID, (qualification,))
    return ConfirmedQualification(answer, "1312345678", "1022", "pin", "confirmed")
