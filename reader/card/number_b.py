"""照合番号B: the fourteen digits that are printed on the card and open its photograph and four items."""

from __future__ import annotations

from datetime import date

ERAS = (
    (date(2019, 5, 1), 2019),  # Reiwa
    (date(1989, 1, 8), 1989),  # Heisei
    (date(1926, 12, 25), 1926),  # Showa
    (date(1912, 7, 30), 1912),  # Taisho
    (date(1868, 1, 25), 1868),  # Meiji
)


def era_year(day: date) -> int:
    """The year of a day in the Japanese era that it belongs to, the first year being 1.

    Raises:
        ValueError: before Meiji.
    """
    for begins, first_year in ERAS:
        if day >= begins:
            return day.year - first_year + 1
    raise ValueError("no era for so early a day")


def number_b(birthdate: date, expires_year: int, security_code: str) -> str:
    """Birth date as YYMMDD in the era year, expiry YYYY, and the four digits under the photograph.

    Raises:
        ValueError: the security code is not four digits.
    """
    if len(security_code) != 4 or not security_code.isascii() or not security_code.isdigit():
        raise ValueError("a security code has four digits")
    return f"{era_year(birthdate):02}{birthdate:%m%d}{expires_year:04}{security_code}"
