"""What may be asked follows from what was proved."""

from datetime import UTC, date, datetime

import pytest

from kiosk.qualification.grounds import (
    Appointment,
    CardProof,
    Challenge,
    Method,
    OutageNote,
    ReaderFile,
    TypedDocument,
    document_of,
    found_by_less,
    may_ask_medical,
)

DAY = date(1985, 4, 12)
TYPED = TypedDocument("99990018", "", "12345678", "", DAY, "desk")
NOTE = OutageNote(
    "見本　花子", DAY, "2", "東京都", noted_by="desk", noted_at=datetime(2026, 11, 20, tzinfo=UTC)
)


def proof(*, eligibility_only: bool) -> CardProof:
    return CardProof(Method.PIN, b"c", Challenge("V-1", "t", b"n" * 16), b"s", eligibility_only)


@pytest.mark.parametrize(
    ("grounds", "document", "medical"),
    [
        (proof(eligibility_only=False), None, True),
        (proof(eligibility_only=True), None, False),
        (TYPED, TYPED, False),
        (Appointment("1001", TYPED), TYPED, False),
        (ReaderFile("20261120-0001"), None, False),
        (NOTE, None, False),
    ],
)
def test_medical_information_follows_a_proved_holder_alone(
    grounds: object, document: TypedDocument | None, *, medical: bool
) -> None:
    assert document_of(grounds) is document
    assert may_ask_medical(grounds) is medical


def test_twins_have_all_but_the_branch_in_common() -> None:
    assert found_by_less(TYPED, "01")
    assert not found_by_less(TYPED, "")
    assert not found_by_less(None, "01")
