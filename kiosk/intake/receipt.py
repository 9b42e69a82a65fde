"""The receipt computer (レセコン) as the desk reads it: never written to. Its API and its file of patients both stand behind this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Generic, Protocol, TypeVar

from kiosk.intake.model import Patient
from kiosk.matching.keys import number_key

Item = TypeVar("Item")


class Fault(Enum):
    """Why it did not answer. The value names the sentence for staff."""

    AWAY = "away"
    LATE = "late"
    LOGIN = "login"
    NO_ROUTE = "no_route"
    """Nothing stands at this path: base_path is another's, or the operator is unknown to the application."""
    ROUTE_CLOSED = "route_closed"
    CERTIFICATE = "certificate"
    UPDATING = "updating"
    BROKEN = "broken"
    NOT_IT = "not_it"
    """Something else spoke: a proxy's page, another record than the one asked for."""
    OPEN_ELSEWHERE = "open_elsewhere"
    """他端末使用中: the patient is open on another screen."""
    BASICS = "basics"
    """Its own institution, operator or date is not set up."""
    REFUSED = "refused"
    """It did not understand us: our fault."""


class ReceiptFault(Exception):
    """It did not answer; `code` is its own where it gave one. Nothing of a patient is in it."""

    def __init__(self, fault: Fault, code: str = "") -> None:
        super().__init__(f"{fault.value} {code}".strip())
        self.fault = fault
        self.code = code


@dataclass(frozen=True, slots=True)
class HeldInsurance:
    """One insurance as the chart holds it, strings as they came; a day is None when it is open or was not said."""

    kind: str
    insurer_number: str
    symbol: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    branch: str = ""
    relation: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, on: date) -> bool:
        return (self.valid_from or on) <= on <= (self.valid_to or on)


@dataclass(frozen=True, slots=True)
class HeldPatient:
    """`patient` carries the first insurance; several may be valid, and none is chosen silently."""

    patient: Patient
    insurances: tuple[HeldInsurance, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """受付 of the receipt computer; `patient_id` is empty for somebody without a number yet."""

    patient_id: str
    time: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Booking:
    """予約. `came`: the patient is there already."""

    patient_id: str
    time: str
    came: bool = False


@dataclass(frozen=True, slots=True)
class Listed(Generic[Item]):
    """`cut`: there are more than the receipt computer lists. `remark` is what it said beside."""

    items: tuple[Item, ...]
    cut: bool = False
    remark: str = ""
    emergency: bool = False
    """緊急時: a local copy answers, and may be behind."""
    clock: datetime | None = None
    """Its own clock, in Japan's zone."""


CLOCK_OFF = 60.0
"""Seconds between its clock and ours from which on staff are told."""


@dataclass(frozen=True, slots=True)
class ReceiptState:
    """`read_at` is when the acceptances were listed last; `fault` is what the newest call met."""

    named: bool = False
    read_at: datetime | None = None
    fault: Fault | None = None
    cut: bool = False
    emergency: bool = False
    skew: float | None = None
    accepted: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The time of the acceptance by the key of the patient's number."""

    def accepted_at(self, patient_id: str) -> str:
        return self.accepted.get(number_key(patient_id) or "", "")

    @property
    def clock_is_off(self) -> bool:
        return self.skew is not None and abs(self.skew) > CLOCK_OFF


class ReceiptComputer(Protocol):
    """Every call raises ReceiptFault and nothing else. `within` is in seconds."""

    def patient(self, number: str, within: float = 15.0) -> HeldPatient | None: ...
    def insurances(self, number: str, on: date) -> Listed[HeldInsurance]:
        """Those that are valid on the day."""
        ...

    def acceptances(self, on: date) -> Listed[Acceptance]: ...
    def appointments(self, on: date) -> Listed[Booking]: ...
