"""What the tests of the records write down, of people who do not exist."""

from datetime import date, timedelta

from kiosk.intake.model import Patient
from kiosk.qualification.model import (
    Answer,
    ElderlyCertificate,
    LimitCertificate,
    MedicalConsent,
    Qualification,
    Sex,
    Validity,
)

PATIENT = Patient(
    "1001",
    "佐藤　花子",
    "サトウ　ハナコ",
    "2",
    date(1985, 4, 12),
    "東京都",
    "100-9901",
    "99990018",
    "12",
    "34",
    "01",
    "03",
)
NOTE_ITEMS = {
    "name": "佐藤　花子",
    "birthdate": date(1985, 4, 12),
    "sex": "2",
    "address": "東京都",
    "noted_by": "suzuki",
}


def an_answer(visit, now):
    qualification = Qualification(
        card_classification="01",
        name="佐藤　花子",
        sex=Sex.FEMALE,
        birthdate=date(1985, 4, 12),
        insurer_name="見本健康保険組合",
        number="34",
        sex_on_back=Sex.NOT_SET,
        valid_from=date(2024, 4, 1),
        share_percent=30,
        elderly=ElderlyCertificate(20, None, date(2027, 7, 31)),
        limit=LimitCertificate("A01", "B10"),
        consents=(
            ("medicines", MedicalConsent(given=True, at=now, until=now + timedelta(days=1))),
            ("checkups", MedicalConsent(given=False)),
        ),
    )
    return Answer(
        visit,
        "inquiry-1",
        now,
        now.date(),
        Validity.VALID,
        (qualification, qualification),
        emulated_by="mock",
    )


def keep(clinic, now, act):
    with clinic.storage.unit_of_work(now) as work:
        act(work)
        work.commit()
