"""The table of what may be shown instead of an answer, walked on every day that matters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.evidence.kinds import (
    LAST_OLD_CARD,
    LAST_PROVISIONAL,
    TABLE,
    AskFirst,
    CardMissing,
    EvidenceKind,
    Footing,
    Gives,
    NotThatDay,
    Suffices,
    offered,
    typed_kinds,
    weigh,
)

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))


def test_every_kind_has_a_row_with_its_source_and_the_day_it_was_written():
    assert {row.kind for row in TABLE} == set(EvidenceKind)
    assert all(row.source and row.as_of <= TODAY for row in TABLE)


def test_what_nobody_could_look_up_says_so():
    assert {row.kind for row in TABLE if row.footing is Footing.UNVERIFIED} == {EvidenceKind.OLD_CARD}


@pytest.mark.parametrize(
    ("kind", "on", "card", "worth"),
    [
        (EvidenceKind.PORTAL, TODAY, True, Suffices),
        (EvidenceKind.PORTAL, TODAY, False, CardMissing),
        (EvidenceKind.NOTICE, TODAY, True, Suffices),
        (EvidenceKind.NOTICE, TODAY, False, CardMissing),
        (EvidenceKind.NOTICE, LAST_PROVISIONAL, False, AskFirst),
        (EvidenceKind.NOTICE, LAST_PROVISIONAL + timedelta(1), False, CardMissing),
        (EvidenceKind.CERTIFICATE, TODAY, False, Suffices),
        (EvidenceKind.CERTIFICATE, date(2024, 12, 1), False, NotThatDay),
        (EvidenceKind.OLD_CARD, LAST_OLD_CARD, False, Suffices),
        (EvidenceKind.OLD_CARD, LAST_OLD_CARD + timedelta(1), True, AskFirst),
        (EvidenceKind.OLD_CARD, LAST_PROVISIONAL + timedelta(1), True, NotThatDay),
        (EvidenceKind.EARLIER_VISIT, TODAY, True, Suffices),
        (EvidenceKind.EARLIER_VISIT, TODAY, False, CardMissing),
    ],
)
def test_each_kind_stands_on_its_days_and_with_what_belongs_to_it(kind, on, card, worth):
    assert isinstance(weigh(kind, on, card=card), worth)


def test_an_old_card_says_until_when_it_stood():
    assert weigh(EvidenceKind.OLD_CARD, TODAY, card=True) == NotThatDay(
        EvidenceKind.OLD_CARD, LAST_PROVISIONAL
    )


@given(st.sampled_from(EvidenceKind), DAYS)
def test_a_card_beside_it_never_makes_a_document_worth_less(kind, on):
    order = (NotThatDay, CardMissing, AskFirst, Suffices)
    bare, beside = (order.index(type(weigh(kind, on, card=card))) for card in (False, True))
    assert beside >= bare


@given(DAYS)
def test_portal_and_card_are_enough_on_any_day_and_what_is_offered_is_never_refused_for_its_day(on):
    assert EvidenceKind.PORTAL in offered(on)
    for kind in offered(on):
        assert not isinstance(weigh(kind, on, card=True), NotThatDay)
    for kind in typed_kinds(on):
        assert any(row.gives is Gives.NUMBERS for row in TABLE if row.kind is kind)
