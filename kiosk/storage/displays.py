"""What stands for a display that staff confirmed, so that its values need not be kept."""

from __future__ import annotations

from kiosk.matching.people import displayed_person
from kiosk.matching.remember import confirmation_digest
from kiosk.qualification.model import Qualification
from kiosk.storage.unit_of_work import Storage


def display_digest(storage: Storage, shown: Qualification) -> str:
    """Keyed with this station's key; insurer and number are in it, the clinic's patient is not."""
    key = storage.keys.derived("difference")
    return confirmation_digest(key, displayed_person(shown), shown.insurer_number, shown.number)
