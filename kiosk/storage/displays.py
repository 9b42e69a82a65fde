"""What stands for a display that staff confirmed, so that its values need not be kept."""

from __future__ import annotations

from collections.abc import Container

from kiosk.matching.people import displayed_person
from kiosk.matching.remember import confirmation_digest, hides, nameless_digest
from kiosk.qualification.model import Qualification
from kiosk.storage.unit_of_work import Storage


def display_digests(storage: Storage, shown: Qualification) -> tuple[str, ...]:
    """What is kept of a confirmed display; the first stands for all of it.

    Keyed with this station's key; insurer and number are in each, the clinic's patient is not.
    """
    person, every = displayed_person(shown), _every(storage, shown)
    return every if hides(person) else every[:1]


def was_confirmed(storage: Storage, shown: Qualification, kept: Container[str]) -> bool:
    """Whether one of the forms of this display is among what was kept: one with a ● is known when its character comes."""
    return any(each in kept for each in _every(storage, shown))


def _every(storage: Storage, shown: Qualification) -> tuple[str, ...]:
    key, person = storage.keys.derived("difference"), displayed_person(shown)
    return (
        confirmation_digest(key, person, shown.insurer_number, shown.number),
        nameless_digest(key, person, shown.insurer_number, shown.number),
    )
