"""Insurers' numbers: which scheme one belongs to, who pays its claims, its check digit.

Public sources: 健康保険法施行規則 and the 保険者番号等設定要領 (別添) for the parts of a number; three independent public
implementations agree on the check digit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import Enum

from kiosk.claims.model import Numbers, Payer


class Scheme(Enum):
    """The branch of insurance, as far as a claim's form depends on it."""

    EMPLOYEES = "employees"
    """被用者保険 (社保)."""
    NATIONAL = "national"
    """国民健康保険."""
    ELDERLY = "elderly"
    """後期高齢者医療."""
    RETIRED = "retired"
    """退職者医療 (国保)."""


SCHEMES: Mapping[str, Scheme] = {
    **dict.fromkeys(("01", "02", "03", "04", "06", "07"), Scheme.EMPLOYEES),
    **dict.fromkeys(("31", "32", "33", "34"), Scheme.EMPLOYEES),
    **dict.fromkeys(("63", "72", "73", "74", "75"), Scheme.EMPLOYEES),
    "39": Scheme.ELDERLY,
    "67": Scheme.RETIRED,
}
"""By 法別番号, the first two of eight digits. Six digits are 国民健康保険."""

PAYERS: Mapping[Scheme, Payer] = {
    Scheme.EMPLOYEES: Payer.FUND,
    Scheme.NATIONAL: Payer.FEDERATION,
    Scheme.ELDERLY: Payer.FEDERATION,
    Scheme.RETIRED: Payer.FEDERATION,
}

UNKNOWN_INSURER = "77777777"
"""保険者番号 of a 不詳 claim (事務連絡 2023-07-19). Its check digit does not fit; it is let pass by name."""
UNKNOWN_INSURER_FITTING = "77777779"
"""The same, for a receipt computer that insists on a check digit (疑義解釈 2023-09-15)."""
UNKNOWN_INSURERS = frozenset({UNKNOWN_INSURER, UNKNOWN_INSURER_FITTING})
UNKNOWN_NUMBER = "777777777"
UNKNOWN_ELDERLY_NUMBER = "77777777"
DISASTER_INSURER = "99999999"
"""不詳 in a disaster: another rule, another dummy."""


def plain(text: str) -> str:
    """Any width as half width, without spaces, every dash as "-"."""
    if text.isascii():
        return "".join(text.split())
    folded = unicodedata.normalize("NFKC", text)
    return "".join("-" if each in "‐‑‒–—―−ー" else each for each in folded if not each.isspace())


def scheme_of(insurer_number: str) -> Scheme | None:
    """None for a number of another form, of a 法別番号 that is no insurance, or a dummy."""
    number = plain(insurer_number)
    if not (number.isascii() and number.isdigit()):
        return None
    if len(number) == 6:
        return Scheme.NATIONAL
    return SCHEMES.get(number[:2]) if len(number) == 8 else None


def payer_of(insurer_number: str) -> Payer | None:
    scheme = scheme_of(insurer_number)
    return PAYERS[scheme] if scheme else None


def check_digit(base: str) -> str:
    """The last digit for a number without it: from the right times 2, 1, 2, …; the products' digits added."""
    products = (int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(base)))
    return str(-sum(_digits_added(product) for product in products) % 10)


def _digits_added(product: int) -> int:
    return product // 10 + product % 10


def check_digit_fits(number: str) -> bool:
    return number.isascii() and number.isdigit() and check_digit(number[:-1]) == number[-1]


def same_numbers(one: Numbers, other: Numbers) -> bool:
    """Whether two spellings name one insured person; leading zeros and widths do not count, 枝番 does not either."""
    return _spelled(one) == _spelled(other)


def _spelled(numbers: Numbers) -> tuple[str, str, str]:
    return (
        plain(numbers.insurer_number),
        plain(numbers.symbol).lstrip("0"),
        plain(numbers.number).lstrip("0"),
    )
