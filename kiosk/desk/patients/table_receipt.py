"""ReceiptComputer over its file of patients: what was imported, and appointments that somebody gave. It accepts nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.intake.model import Patient
from kiosk.intake.receipt import Acceptance, Booking, HeldInsurance, HeldPatient, Listed
from kiosk.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class TableReceipt:
    """The day of `bookings` is the one that they are asked for. A file says no days of an insurance, so each covers any."""

    storage: Storage
    bookings: Sequence[Booking] = ()

    def patient(self, number: str, within: float = 15.0) -> HeldPatient | None:
        del within
        with self.storage.reading() as books:
            found = books.patients.by_number(number)
        return HeldPatient(found[0], _insured(found[0])) if len(found) == 1 else None

    def insurances(self, number: str, on: date) -> Listed[HeldInsurance]:
        del on
        held = self.patient(number)
        return Listed(held.insurances if held else ())

    def acceptances(self, on: date) -> Listed[Acceptance]:
        del on
        return Listed(())

    def appointments(self, on: date) -> Listed[Booking]:
        del on
        return Listed(tuple(self.bookings))


def _insured(held: Patient) -> tuple[HeldInsurance, ...]:
    if not held.insurer_number:
        return ()
    return (HeldInsurance("", held.insurer_number, held.symbol, held.number, held.branch),)
