from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.declaration.era import in_era
from kiosk.declaration.form import Keyboard, layout
from kiosk.declaration.model import AgeBand, Declaration, InsuranceKind, age_band, missing, share_is_plausible

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1900, 1, 1), date(2026, 11, 21))


def test_an_empty_form_says_everything_that_is_missing():
    assert missing(Declaration()) == (
        "name",
        "kana",
        "birthdate",
        "sex",
        "address",
        "phone",
        "insurance_kind",
        "insurer_name",
        "employer",
        "share_percent",
        "declared_on",
        "signer",
    )


@pytest.mark.parametrize("kind", [InsuranceKind.NATIONAL, InsuranceKind.ELDERLY])
def test_nobody_misses_an_employer_of_those_not_insured_through_work(kind):
    assert "employer" not in missing(Declaration(insurance_kind=kind))


def test_not_knowing_the_kind_is_an_answer_and_no_blank():
    assert "insurance_kind" not in missing(Declaration(insurance_kind=InsuranceKind.UNKNOWN))


@pytest.mark.parametrize(
    ("birthdate", "on", "band"),
    [
        (date(2020, 4, 2), date(2027, 3, 31), AgeBand.PRESCHOOL),
        (date(2020, 4, 2), date(2027, 4, 1), AgeBand.ORDINARY),
        (date(2020, 4, 1), date(2026, 3, 31), AgeBand.PRESCHOOL),
        (date(2020, 4, 1), date(2026, 4, 1), AgeBand.ORDINARY),
        (date(1956, 11, 2), date(2026, 11, 30), AgeBand.ORDINARY),
        (date(1956, 11, 2), date(2026, 12, 1), AgeBand.FROM_70),
        (date(1956, 11, 1), date(2026, 11, 1), AgeBand.FROM_70),
        (date(1951, 11, 21), date(2026, 11, 20), AgeBand.FROM_70),
        (date(1951, 11, 21), date(2026, 11, 21), AgeBand.FROM_75),
        (date(1952, 2, 29), date(2027, 2, 28), AgeBand.FROM_70),
        (date(1952, 2, 29), date(2027, 3, 1), AgeBand.FROM_75),
    ],
)
def test_the_band_changes_on_the_statutory_day(birthdate, on, band):
    assert age_band(birthdate, on) is band


@given(DAYS, DAYS, DAYS)
def test_nobody_grows_younger(birthdate, one, other):
    order = list(AgeBand)
    earlier, later = sorted([max(one, birthdate), max(other, birthdate)])
    assert order.index(age_band(birthdate, earlier)) <= order.index(age_band(birthdate, later))


@pytest.mark.parametrize(
    ("birthdate", "share", "plausible"),
    [
        (date(1985, 4, 12), 30, True),
        (date(1985, 4, 12), 10, False),
        (date(2023, 4, 12), 20, True),
        (date(2023, 4, 12), 30, False),
        (date(1954, 4, 12), 20, True),
        (date(1954, 4, 12), 10, False),
        (date(1940, 4, 12), 10, True),
        (None, 10, True),
        (date(1985, 4, 12), None, True),
    ],
)
def test_a_share_is_held_against_the_age(birthdate, share, plausible):
    assert share_is_plausible(Declaration(birthdate=birthdate, share_percent=share), TODAY) is plausible


def test_from_65_the_elderly_scheme_may_already_be_theirs():
    declaration = Declaration(birthdate=date(1960, 1, 1), share_percent=10)
    assert not share_is_plausible(declaration, TODAY)
    assert share_is_plausible(replace(declaration, insurance_kind=InsuranceKind.ELDERLY), TODAY)


def test_the_form_asks_for_every_item_and_nothing_else():
    signed_on_paper = {"declared_on", "signer", "signer_relation", "signature"}
    assert {each.name for each in layout().fields} == {
        each.name for each in fields(Declaration)
    } - signed_on_paper


def test_every_choice_is_one_that_the_model_knows():
    (kinds,) = (each for each in layout().fields if each.name == "insurance_kind")
    assert [InsuranceKind(each.value) for each in kinds.choices] == list(InsuranceKind)
    assert all(bool(each.choices) == (each.keyboard is Keyboard.CHOICE) for each in layout().fields)
    assert all(each.ja and each.en for field in layout().fields for each in (field, *field.choices))


def test_a_declaration_does_not_show_the_person():
    shown = repr(
        Declaration("佐藤　花子", "サトウ", date(1985, 4, 12), "2", "東京都", "03-0000-0000", signer="佐藤")
    )
    assert not any(word in shown for word in ("佐藤", "サトウ", "1985", "東京", "03-"))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1912, 7, 29), "明治45年7月29日"),
        (date(1860, 1, 2), "1860年1月2日"),
    ],
)
def test_days_are_written_in_their_era(day, written):
    assert in_era(day) == written
