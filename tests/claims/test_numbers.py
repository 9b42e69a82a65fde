"""Insurers' numbers: check digits, schemes, payers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.claims.model import Numbers, Payer
from kiosk.claims.numbers import Scheme, check_digit, check_digit_fits, payer_of, same_numbers, scheme_of

FITTING = "01010016 01130012 01350016 06130512 06270409 06110829 07130024 31130461 34130021 39131008 39131032 39280003 138057 133066 140053 77777779"  # fmt: skip
UNFITTING = "77777777 99999999 83136019"


@pytest.mark.parametrize("number", FITTING.split())
def test_real_numbers_have_a_fitting_check_digit(number):
    assert check_digit_fits(number)


@pytest.mark.parametrize("number", UNFITTING.split())
def test_the_dummies_do_not_fit(number):
    assert not check_digit_fits(number)


@given(st.integers(0, 9999999).map(lambda base: f"{base:07}"), st.integers(0, 9))
def test_of_ten_last_digits_exactly_one_fits(base, digit):
    assert check_digit_fits(f"{base}{digit}") == (str(digit) == check_digit(base))


@given(st.integers(0, 9999999).map(lambda base: f"{base:07}"), st.integers(0, 6), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(base, at, more):
    number = base + check_digit(base)
    wrong = number[:at] + str((int(number[at]) + more) % 10) + number[at + 1 :]
    assert not check_digit_fits(wrong)


@pytest.mark.parametrize("text", ["", "abc", "０１０１００１６", "²3", " 138057"])
def test_what_is_no_number_does_not_fit(text):
    assert not check_digit_fits(text)


@pytest.mark.parametrize(
    ("number", "scheme", "payer"),
    [
        ("01130012", Scheme.EMPLOYEES, Payer.FUND),
        ("75130461", Scheme.EMPLOYEES, Payer.FUND),
        ("  138057", Scheme.NATIONAL, Payer.FEDERATION),
        ("１３８０５７", Scheme.NATIONAL, Payer.FEDERATION),
        ("39131008", Scheme.ELDERLY, Payer.FEDERATION),
        ("67138059", Scheme.RETIRED, Payer.FEDERATION),
        ("77777777", None, None),
        ("12130017", None, None),
        ("1234567", None, None),
        ("", None, None),
    ],
)
def test_the_first_digits_say_scheme_and_payer(number, scheme, payer):
    assert (scheme_of(number), payer_of(number)) == (scheme, payer)


def test_the_same_numbers_in_another_spelling_are_the_same():
    held = Numbers("  138057", "２１－３", "０００１２３", "01")
    assert same_numbers(held, Numbers("138057", "21-3", "123", "02"))


@pytest.mark.parametrize("other", [Numbers("138057", "21-3", "124"), Numbers("138057", "21-4", "123"), Numbers("133066", "21-3", "123")])  # fmt: skip
def test_other_numbers_are_not(other):
    assert not same_numbers(Numbers("138057", "21-3", "123"), other)
