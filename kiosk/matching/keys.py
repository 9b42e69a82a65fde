"""What two rows of a patient table must have in common to be worth comparing; kept with each row and indexed.

A key is text, or None when the row says too little to be found by it. `VERSION` changes with every change of what a key
is, here or in `kana.key`, so that kept keys are made anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.matching.names import kana
from kiosk.matching.text.normalise import HYPHENS, blank, one_hyphen, plain, squeezed
from kiosk.matching.text.numerals import CHARACTERS, kanji_number

VERSION = 2
ELDERLY = "39"
"""Insurer numbers of 後期高齢者医療 begin so (法別番号): everybody has an own number there, and no branch."""

_ELDERLY_LENGTH = 8
_POSTCODE = re.compile(r"^〒?\s*\d{3}-?\d{4}(?=\D)")
_DIGITS = re.compile(r"\d+")
_KANJI_NUMBER = re.compile(rf"[{CHARACTERS}]+(?=丁目|番[^町]|番$|号|条|線|[のノ-][\d{CHARACTERS}])")
_SEPARATORS = str.maketrans("", "", HYPHENS + "・･.ー")


class Insured(Protocol):
    """What is read of a row to make its keys."""

    @property
    def patient_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kana(self) -> str: ...
    @property
    def insurer_number(self) -> str: ...
    @property
    def symbol(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def branch(self) -> str: ...
    @property
    def address(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Keys:
    """`insurance_key` is a family's, with `branch_key` one person's; `kana_key` and `name_key` count with a birth date.

    `home_key` says little of its own and counts with a birth date or a reading. `branch_key` is empty, not None, where the number belongs to one person without a branch.
    """

    number_key: str | None
    insurance_key: str | None = field(repr=False)
    branch_key: str | None
    kana_key: str | None = field(repr=False)
    name_key: str | None = field(repr=False)
    home_key: str | None = field(repr=False)


def keys_of(row: Insured) -> Keys:
    insurance = insurance_key(row.insurer_number, row.symbol, row.number)
    return Keys(
        number_key(row.patient_id),
        insurance,
        branch_key(row.insurer_number, row.branch) if insurance else None,
        reading_key(row.kana),
        name_key(row.name),
        home_key(row.address),
    )


def number_key(text: str) -> str | None:
    """A number without width, separators and leading zeros; None when nothing is left."""
    if not text:
        return None
    if text.isascii() and text.isalnum():
        return text.lstrip("0").upper() or None
    return one_hyphen(squeezed(text)).translate(_SEPARATORS).lstrip("0").upper() or None


def insurance_key(insurer: str, symbol: str, number: str) -> str | None:
    """保険者番号, 記号 and 番号 without the branch, which is often unknown: None without insurer or number."""
    insurer_key, of_number = number_key(insurer), number_key(number)
    if insurer_key is None or of_number is None:
        return None
    return f"{insurer_key}|{number_key(symbol) or ''}|{of_number}"


def branch_key(insurer: str, branch: str) -> str | None:
    """枝番 without leading zeros; of the elderly, who have none, empty; None where nobody knows whose number it is."""
    key = number_key(branch)
    if key is not None:
        return key
    digits = squeezed(insurer)
    return "" if digits.startswith(ELDERLY) and len(digits) == _ELDERLY_LENGTH else None


def reading_key(reading: str) -> str | None:
    return None if blank(reading) else kana.key(reading) or None


def name_key(name: str) -> str | None:
    return None if blank(name) else squeezed(name) or None


def home_key(address: str) -> str | None:
    """The first two numbers of an address, however they are written: what stays when the names around are spelled otherwise."""
    if blank(address):
        return None
    written = _POSTCODE.sub("", plain(address), count=1)
    if not written.isascii():
        written = _KANJI_NUMBER.sub(_arabic, written)
    numbers = _DIGITS.findall(written)[:2]
    return "-".join(each.lstrip("0") or "0" for each in numbers) or None


def _arabic(found: re.Match[str]) -> str:
    number = kanji_number(found.group())
    return found.group() if number is None else str(number)
