from __future__ import annotations

from datetime import date

import pytest

from reader.card.number_b import era_year, number_b


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2019, 5, 1), 1),
        (date(2019, 4, 30), 31),
        (date(1989, 1, 8), 1),
        (date(1989, 1, 7), 64),
        (date(1926, 12, 25), 1),
        (date(1926, 12, 24), 15),
        (date(1912, 7, 29), 45),
    ],
)
def test_a_day_belongs_to_the_era_that_had_begun(day: date, year: int) -> None:
    assert era_year(day) == year


def test_before_meiji_there_is_no_number() -> None:
    with pytest.raises(ValueError, match="era"):
        era_year(date(1868, 1, 24))


def test_the_number_is_era_birthday_expiry_year_and_code() -> None:
    assert number_b(date(1980, 2, 17), 2035, "2285") == "55021720352285"


@pytest.mark.parametrize("code", ["", "123", "12345", "12a4", "１２３４"])
def test_a_code_of_another_shape_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="four digits"):
        number_b(date(1980, 2, 17), 2035, code)
