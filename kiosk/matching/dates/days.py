"""生年月日: one day, a slip of the pen, or two days."""

from __future__ import annotations

from datetime import date

from kiosk.matching.dates.notation import Notation, WrittenDay, read_day
from kiosk.matching.parts import ABSENT, SAME, UNREADABLE, Finding
from kiosk.matching.report import Outcome, Person


def _day_of(person: Person) -> WrittenDay | None:
    written = read_day(person.birthdate_written) if person.birthdate_written else None
    if written is not None or person.birthdate is None:
        return written
    return WrittenDay(person.birthdate, Notation.WESTERN)


def compare_birthdates(displayed: Person, held: Person) -> Finding:
    """The birth date of two persons; what cannot be read as a day is unknown, never different."""
    one, other = _day_of(displayed), _day_of(held)
    if one is None or other is None:
        unread = any(
            day is None and person.birthdate_written for day, person in ((one, displayed), (other, held))
        )
        return UNREADABLE if unread else ABSENT
    if one.day != other.day:
        return _difference(one.day, other.day)
    notations = {one.notation, other.notation}
    if Notation.ERA_OUT_OF_RANGE in notations:
        return Finding(Outcome.EXPLAINED, ("D2",))
    return Finding(Outcome.EXPLAINED, ("D1",)) if len(notations) > 1 else SAME


def _difference(one: date, other: date) -> Finding:
    if (one.month, one.day) == (other.month, other.day):
        return Finding(Outcome.NEAR, ("era_slip",))
    digits_one, digits_other = one.isoformat().replace("-", ""), other.isoformat().replace("-", "")
    wrong = [place for place in range(8) if digits_one[place] != digits_other[place]]
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return Finding(Outcome.NEAR, ("exchanged",))
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and _swap(digits_one, wrong[0]) == digits_other
    return (
        Finding(Outcome.NEAR, ("slip",)) if len(wrong) == 1 or swapped else Finding(Outcome.DIFFER, ("day",))
    )


def _swap(digits: str, place: int) -> str:
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
