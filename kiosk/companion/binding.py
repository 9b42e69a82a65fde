"""Whom of the clinic's patients a reader's answer is about: by content alone, by the first way that is sure. Pure.

Never by time, never the newest, never one of several. A reference number is a candidate that kana and birth date have to
bear out: twins and a number given twice would otherwise be bound wrongly. The insurance only breaks a tie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.intake.model import Patient
from kiosk.matching.keys import insurance_key, number_key, reading_key
from kiosk.qualification.model import Qualification

Fits = Callable[[Qualification, Patient], bool]


def numbered(shown: Qualification, held: Patient) -> bool:
    """照会番号: what this clinic once registered for the patient."""
    key = number_key(shown.reference_number)
    return key is not None and key == number_key(held.patient_id)


def reads_and_born(shown: Qualification, held: Patient) -> bool:
    """The same kana, whatever its width, and the same birth date."""
    key = reading_key(shown.kana)
    return key is not None and key == reading_key(held.kana) and shown.birthdate == held.birthdate


def insured(shown: Qualification, held: Patient) -> bool:
    """The quartet with a branch that both know: a blank one is not 00."""
    key = insurance_key(shown.insurer_number, shown.symbol, shown.number)
    branch = number_key(shown.branch)
    return (
        key is not None
        and key == insurance_key(held.insurer_number, held.symbol, held.number)
        and branch is not None
        and branch == number_key(held.branch)
    )


def insured_and_born(shown: Qualification, held: Patient) -> bool:
    """Where the chart has no kana that could contradict."""
    return reading_key(held.kana) is None and shown.birthdate == held.birthdate and insured(shown, held)


@dataclass(frozen=True, slots=True)
class Way:
    """By which items a patient has to fit. Nobody is bound whose chart is not the one that a reference number names."""

    name: str
    fits: tuple[Fits, ...]


WAYS = (
    Way("reference_number", (numbered, reads_and_born)),
    Way("kana_and_birthdate", (reads_and_born,)),
    Way("kana_and_insurance", (reads_and_born, insured)),
    Way("insurance_and_birthdate", (insured_and_born,)),
)
"""Tried in this order; the first by which exactly one patient fits."""


@dataclass(frozen=True, slots=True)
class Bound:
    patient: Patient
    by: str


@dataclass(frozen=True, slots=True)
class AskWhich:
    """Several, or one whom something contradicts: staff choose with the patient."""

    candidates: tuple[Patient, ...]


@dataclass(frozen=True, slots=True)
class NobodyHere:
    """No chart fits: a first visit, or a chart that is written differently in every item."""


Binding = Bound | AskWhich | NobodyHere


def bind(shown: Iterable[Qualification], found: Iterable[Patient]) -> Binding:
    """`found` are all whom any item of any record points to; every record of a file has to mean the same patient."""
    records, people = tuple(shown), tuple(dict.fromkeys(found))
    if not records or not people:
        return NobodyHere()
    bound = [_bound(each, people) for each in records]
    first = bound[0]
    if first is None or any(each is None or each.patient != first.patient for each in bound):
        return AskWhich(people)
    return first


def _bound(shown: Qualification, people: tuple[Patient, ...]) -> Bound | None:
    named = [each for each in people if numbered(shown, each)]
    for way in WAYS:
        fitting = [each for each in people if all(fits(shown, each) for fits in way.fits)]
        if len(fitting) == 1:
            contradicted = any(each != fitting[0] for each in named)
            return None if contradicted else Bound(fitting[0], way.name)
    return None
