"""What a clinic accepts in writing before it touches a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desk_world import START

from kiosk.claims.choices import CHOICES
from kiosk.desk.acting import NotNow
from kiosk.desk.claims.choices import accept, accepted_now, text_version
from kiosk.desk.claims.lists import claims_page


@pytest.fixture
def clerk(clinic):
    return clinic.at_desk("seikyu")


def page(clinic):
    return claims_page(clinic.house, clinic.clock.now())


def test_choices_count_only_as_they_were_read_and_signed(clinic, clerk):
    with clinic.storage.reading() as books:
        assert accepted_now(books) is None
    assert page(clinic).choices_open == len(CHOICES)
    accept(clerk, frozenset({text_version(CHOICES[0])}), "見本　清")
    with clinic.storage.reading() as books:
        taken = accepted_now(books)
    assert (taken.by, taken.on, taken.choices) == ("見本　清", START.today, {CHOICES[0].id})
    assert page(clinic).choices_open == len(CHOICES) - 1


def test_a_changed_wording_is_another_text(clerk):
    changed = replace(CHOICES[0], ja="別の文")
    assert text_version(changed) != text_version(CHOICES[0])
    with pytest.raises(NotNow, match="moved_on"):
        accept(clerk, frozenset({text_version(changed)}), "見本　清")


@pytest.mark.parametrize(
    ("versions", "signed"), [(frozenset(), "見本　清"), (frozenset({text_version(CHOICES[0])}), "")]
)
def test_nothing_is_accepted_without_a_tick_or_without_a_name(clerk, versions, signed):
    with pytest.raises(NotNow, match="incomplete"):
        accept(clerk, versions, signed)


def test_every_choice_says_in_japanese_why_it_is_open_and_what_happens_if_it_is_wrong():
    for each in CHOICES:
        assert all(text.endswith("。") and len(text) > 15 for text in (each.ja, each.why, each.risk))
