"""What the clinic holds about one of its patients."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

COLUMNS = (
    "patient_id",
    "name",
    "kana",
    "sex",
    "birthdate",
    "address",
    "postcode",
    "insurer_number",
    "symbol",
    "number",
    "branch",
    "phone",
)
"""The canonical header of an import file, in the order in which it is documented."""

LONGEST = {
    "patient_id": 64,
    "name": 200,
    "kana": 200,
    "address": 400,
    "postcode": 16,
    "insurer_number": 16,
    "symbol": 100,
    "number": 100,
    "branch": 8,
    "phone": 40,
}
"""Characters that an item may have; what is longer is no such item."""


@dataclass(frozen=True, slots=True)
class Patient:
    """One row of the clinic's own table (患者基本情報): the five items, the insurance quartet, the number on the patient's card.

    Strings are as the receipt computer holds them, empty when absent; `sex` is "1", "2", "3" or empty;
    `birthdate` is None when the source could not be read as a day. `leftover_since`: the row is missing from the clinic's
    exports since then; it is kept, and nobody is found by it.
    """

    patient_id: str
    name: str = field(default="", repr=False)
    kana: str = field(default="", repr=False)
    sex: str = ""
    birthdate: date | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)
    postcode: str = field(default="", repr=False)
    insurer_number: str = ""
    symbol: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    branch: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    leftover_since: datetime | None = None
