"""Whom of the clinic's patients an answer may be about: everybody who fits, and by what. Several are never narrowed to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.intake.model import Patient
from kiosk.matching.keys import insurance_key, number_key, reading_key


@dataclass(frozen=True, slots=True)
class Query:
    """What the card or the answer says. `reference_number` (照会番号) is what this clinic registered, usually its own number."""

    reference_number: str = ""
    insurer_number: str = ""
    symbol: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    branch: str = ""
    kana: str = field(default="", repr=False)
    birthdate: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Nobody:
    """No patient fits: a first visit, or a chart that is written differently in every item."""


@dataclass(frozen=True, slots=True)
class One:
    """Exactly one patient fits. One hit is not the right hit: it is still compared."""

    patient: Patient
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Each with what it fits by; staff choose with the patient."""

    found: tuple[One, ...]


Candidates = Nobody | One | Several


@dataclass(frozen=True, slots=True)
class Index:
    """Built once for a table; each map gives everybody with one key."""

    by_number: Mapping[Hashable, tuple[Patient, ...]] = field(repr=False)
    by_insurance: Mapping[Hashable, tuple[Patient, ...]] = field(repr=False)
    by_reading: Mapping[Hashable, tuple[Patient, ...]] = field(repr=False)


def index_patients(patients: Iterable[Patient]) -> Index:
    maps: tuple[defaultdict[Hashable, list[Patient]], ...] = tuple(defaultdict(list) for _ in range(3))
    for patient in patients:
        insurance = insurance_key(patient.insurer_number, patient.symbol, patient.number)
        keys = (number_key(patient.patient_id), insurance, _born_reading(patient.kana, patient.birthdate))
        for found, key in zip(maps, keys, strict=True):
            if key is not None:
                found[key].append(patient)
    by_number, by_insurance, by_reading = (
        {key: tuple(each) for key, each in found.items()} for found in maps
    )
    return Index(by_number, by_insurance, by_reading)


def _born_reading(reading: str, birthdate: date | None) -> tuple[str, date] | None:
    key = reading_key(reading)
    return None if birthdate is None or key is None else (key, birthdate)


def find(index: Index, query: Query) -> Candidates:
    """Everybody who fits by reference number, by insurance and birth date, or by reading and birth date."""
    hits = {
        "reference_number": index.by_number.get(number_key(query.reference_number), ()),
        "insurance": _insured(index, query),
        "kana": index.by_reading.get(_born_reading(query.kana, query.birthdate), ()),
    }
    reasons: dict[str, list[str]] = {}
    patients: dict[str, Patient] = {}
    for reason, found in hits.items():
        for patient in found:
            reasons.setdefault(patient.patient_id, []).append(reason)
            patients[patient.patient_id] = patient
    everybody = tuple(One(patient, tuple(reasons[number])) for number, patient in patients.items())
    if len(everybody) > 1:
        return Several(everybody)
    return everybody[0] if everybody else Nobody()


def _insured(index: Index, query: Query) -> tuple[Patient, ...]:
    """A family shares symbol and number: the branch tells them apart where both sides know it, else the birth date."""
    key = insurance_key(query.insurer_number, query.symbol, query.number)
    family = index.by_insurance.get(key, ()) if key else ()
    return tuple(patient for patient in family if _same_member(patient, query))


def _same_member(patient: Patient, query: Query) -> bool:
    branches = number_key(patient.branch), number_key(query.branch)
    if all(branches):
        return branches[0] == branches[1]
    return patient.birthdate is not None and patient.birthdate == query.birthdate
