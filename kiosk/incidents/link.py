"""The link that a STOP closes: this person here ↔ that insured number. As texts to be digested, never to be kept."""

from __future__ import annotations

import json

from kiosk.matching.report import Person
from kiosk.matching.text.normalise import plain
from kiosk.qualification.model import Qualification


def link_texts(
    shown: Qualification, patient_id: str | None, persons: tuple[Person | None, ...]
) -> tuple[str, ...]:
    """One text for each way to say who is here: the patient's number, and name with birth date of each side given.

    So a link is known again when the patient has no chart yet, and when a chart is made later.
    """
    insured = (
        shown.insurer_number.strip(),
        plain(shown.symbol),
        plain(shown.number),
        plain(shown.branch),
    )
    here = [("patient", patient_id)] if patient_id else []
    here += [("person", _who(each)) for each in persons if each and each.name and each.birthdate]
    # JSON keeps the parts apart: no two different links can run together into one text.
    return tuple(dict.fromkeys(json.dumps((*each, *insured), ensure_ascii=False) for each in here))


def _who(person: Person) -> str:
    born = person.birthdate.isoformat() if person.birthdate else ""
    return plain(person.name or "").replace(" ", "") + born
