"""Numbers told by telephone: whoever hears them types them, and they count when the service says so for the day of treatment."""

from __future__ import annotations

from enum import Enum

from kiosk.desk.acting import Desk, NotNow
from kiosk.desk.claims.months import patient_of, told
from kiosk.desk.papers.brought_later import Brought, bring_document
from kiosk.desk.papers.documents import Keyed, Unlike, keyed_twice


class ByVoice(Enum):
    """What a visit then rests on."""

    TELEPHONE = "telephone"
    """保険者番号・記号・番号 as the patient read them out."""


def told_numbers(desk: Desk, number: str, insurer: str, symbol: str, digits: str, branch: str) -> Brought:
    """Ask the service about these numbers for the day of treatment; reading and birth date are compared as for any document.

    Typing twice would only prove the typing. Raises NotNow when the birth date of the patient is not known, when the numbers
    are none, or when the service cannot be asked.
    """
    with desk.house.storage.reading() as books:
        visit = books.visits.find(number)
        patient = patient_of(books, visit)
        born = (patient.birthdate if patient else None) or told(books, visit).birthdate
    if born is None:
        raise NotNow("born_unknown")
    keyed = Keyed(insurer, symbol, digits, branch, born.isoformat(), no_symbol=not symbol)
    typed = keyed_twice(keyed, keyed, desk.by)
    if isinstance(typed, Unlike):
        raise NotNow("told_wrong")
    return bring_document(desk, number, typed, ByVoice.TELEPHONE)
