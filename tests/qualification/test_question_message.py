"""The question to the service as XmlMsg, read by the service's own reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware_mocks.national.question import DocumentSearch, read_question
from hardware_mocks.national.registry import PrintedItems
from kiosk.clock import JAPAN
from kiosk.qualification.grounds import (
    CardProof,
    Challenge,
    Consent,
    Grounds,
    Method,
    OutageNote,
    TypedDocument,
)
from kiosk.qualification.message import write_inquiry
from kiosk.qualification.port import Inquiry

AT = datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN)
TODAY = AT.date()
INSTITUTION = "1399999990"
PROOF = CardProof(Method.PIN, b"certificate", Challenge("V-1", "token", b"n" * 32), b"signature")
DOCUMENT = TypedDocument("990028", "秋見", "5551", "01", date(1958, 12, 1), "desk")
CARD = Inquiry("V-1", "Q-1", PROOF, Consent.everything(), TODAY)
TYPED = replace(CARD, grounds=DOCUMENT)
TEXT = st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable() and text.strip())


@settings(deadline=None)
@given(number=TEXT, symbol=TEXT)
def test_what_staff_typed_reaches_the_services_own_reader_unchanged(number: str, symbol: str) -> None:
    typed = replace(DOCUMENT, number=number, symbol=symbol)
    question = read_question(write_inquiry(replace(TYPED, grounds=typed), INSTITUTION))
    assert isinstance(question.search, DocumentSearch)
    assert (question.search.items.number, question.search.items.symbol) == (number, symbol)
    assert question.search.items.insurer == "  990028"


def test_hazard_control_characters_in_typed_text_do_not_break_the_message() -> None:
    note = OutageNote("佐藤\x00花\ud800子", date(1985, 4, 12), "2", "見本町<1>&\x0b2", "desk", AT)
    question = read_question(write_inquiry(replace(CARD, grounds=note), INSTITUTION))
    assert question.search == PrintedItems("佐藤花子", date(1985, 4, 12), "2", "見本町<1>&2")


@pytest.mark.parametrize(
    "grounds",
    [
        DOCUMENT,
        OutageNote("x", date(1985, 4, 12), "2", "y", "desk", AT),
        replace(PROOF, eligibility_only=True),
    ],
)
def test_hazard_consent_is_not_sent_where_grounds_do_not_allow_medical_information(grounds: Grounds) -> None:
    data = write_inquiry(replace(CARD, grounds=grounds), INSTITUTION)
    assert b"EmulationConsent" not in data
    assert read_question(data).consents == frozenset()
