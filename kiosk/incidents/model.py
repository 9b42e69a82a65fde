"""What a case says: what differed, what the clinic did with the data, and the nine items of a report. Codes, no values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that did not fit: which pair of sides (card_answer, answer_chart, card_chart), how, and which part."""

    sides: str
    field: str
    outcome: str
    part: str = ""


class ReportItem(Enum):
    """報告事項: the nine items of a leak report (個人情報保護法施行規則 8条1項), in the order of the rule."""

    OUTLINE = "outline"
    DATA = "data"
    PERSONS = "persons"
    CAUSE = "cause"
    SECONDARY_HARM = "secondary_harm"
    RESPONSE = "response"
    PUBLICATION = "publication"
    PREVENTION = "prevention"
    OTHER = "other"


class Report(Enum):
    """速報 tells what is known, 確報 all nine items."""

    PRELIMINARY = "preliminary"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Handling:
    """What the clinic itself did with the data that may be another person's."""

    printed: bool
    stored: bool
    passed_on: bool


class Duty(Enum):
    """Whose report it is. A clinic that only saw the data is the finder; what it did with them makes it its own.

    That reading is inferred (2026-11-21) from how the commission treated the mislinks of 2021-2023 and unverified.
    """

    UNANSWERED = "unanswered"
    OURS = "ours"
    INSURERS = "insurers"


def duty(handling: Handling | None) -> Duty:
    """Nobody has said yet what was done: until then the clocks run as if it were ours."""
    match handling:
        case None:
            return Duty.UNANSWERED
        case Handling(printed=False, stored=False, passed_on=False):
            return Duty.INSURERS
        case _:
            return Duty.OURS
