"""社保 and 医療扶助 of one person come as two records of one answer: the insurance pays first, public assistance the rest."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.matching.keys import name_key, reading_key
from kiosk.qualification.model import Answer, Qualification
from kiosk.qualification.today import PUBLIC_ASSISTANCE


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer says of one person: `main` is compared and billed, `assistance` stands beside it."""

    main: Qualification
    assistance: Qualification | None = None

    @property
    def is_assisted(self) -> bool:
        """医療扶助 pays, alone or after the insurance."""
        return self.assistance is not None or _aided(self.main)


def of_one_person(answer: Answer) -> Found | None:
    """None where there is nothing, or several that staff have to choose among; nobody narrows those silently."""
    match answer.qualifications:
        case (main,):
            return Found(main)
        case (one, other) if _aided(one) != _aided(other) and _same_person(one, other):
            return Found(other, one) if _aided(one) else Found(one, other)
        case _:
            return None


def _aided(each: Qualification) -> bool:
    return each.card_classification == PUBLIC_ASSISTANCE


def _same_person(one: Qualification, other: Qualification) -> bool:
    """By birth date, sex and reading; by the name where one of the two has no reading."""
    if (one.birthdate, one.sex) != (other.birthdate, other.sex):
        return False
    readings = reading_key(one.kana), reading_key(other.kana)
    if None not in readings:
        return readings[0] == readings[1]
    names = name_key(one.name), name_key(other.name)
    return None not in names and names[0] == names[1]
