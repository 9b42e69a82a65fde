"""What an import says about a row that it could not read whole: a table of reasons, each with what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Reason(Enum):
    """Why; the value is kept and told, the sentence and the remedy are for people."""

    NOT_CSV = "not_csv"
    TORN = "torn"
    BYTES = "bytes"
    NO_NUMBER = "no_number"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"
    CONTROL = "control"
    REPEATED = "repeated"
    NO_PATIENT = "no_patient"
    LOST = "lost"
    OWN_CHARACTER = "own_character"
    SHAPE = "shape"
    EMPTIED = "emptied"

    @property
    def sentence(self) -> str:
        return _SAID[self][0]

    @property
    def remedy(self) -> str:
        return _SAID[self][1]


_SAID = {
    Reason.NOT_CSV: (
        "a quotation mark is not closed, or stands inside a field",
        "look for a stray quotation mark in this line and export again",
    ),
    Reason.TORN: (
        "the row has more or fewer columns than the header",
        "look for a stray comma or line break; the last row of a file may be cut off: export again",
    ),
    Reason.BYTES: (
        "bytes that fit no known encoding",
        "correct the character in the receipt computer, or name the encoding in a mapping file",
    ),
    Reason.NO_NUMBER: (
        "the patient's number is missing",
        "give the patient a number in the receipt computer",
    ),
    Reason.UNREADABLE: (
        "cannot be read: no such day, a day after today, or no code that is known",
        "correct it in the receipt computer and export again",
    ),
    Reason.TOO_LONG: (
        "longer than any such item",
        "perhaps two columns run together: look at the row in the receipt computer",
    ),
    Reason.CONTROL: (
        "held control characters, which were taken out",
        "look at the item in the receipt computer and export again",
    ),
    Reason.REPEATED: (
        "the patient's number stands on an earlier row too",
        "two charts under one number: see the check of the patient table, and correct it in the receipt computer",
    ),
    Reason.NO_PATIENT: ("a line of totals or a repeated heading, no patient", "nothing needs to be done"),
    Reason.LOST: (
        "a character was lost on the way (〓, ?, ■)",
        "write the name anew in the receipt computer; until then the kiosk asks the patient",
    ),
    Reason.OWN_CHARACTER: (
        "holds a character of this clinic's own (外字), which other computers do not show",
        "nothing is lost; the kiosk asks once, or write the common shape of the character",
    ),
    Reason.SHAPE: (
        "holds a special shape of a character (異体字セレクタ)",
        "nothing is lost and nothing needs to be done",
    ),
    Reason.EMPTIED: (
        "is empty in this file and was not before; the kept value stays",
        "look at the item in the receipt computer; if it is meant, import with --without and the item's name",
    ),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """The line of the file, the column or "", the reason, and whether the row was kept.

    Values are not repeated: they belong to a patient. `seen` is how a day was written, digits as 0, or a code of sex.
    """

    line: int
    column: str
    reason: Reason
    kept: bool
    seen: str = field(default="", compare=False)


_OF_DAYS = frozenset("0-/.,:年月日生明治大正昭和平成令元MTSHR()（）・ ")


def shape(written: str) -> str:
    """How a day is written without which day it is."""
    digits = ("0" if each.isdecimal() else each for each in written[:20])
    return "".join(each if each in _OF_DAYS else "字" for each in digits)
