"""The receipt computer beside the live list: who is accepted today, and the one chart that is at the desk, read as it is now."""

from __future__ import annotations

from dataclasses import replace

from kiosk.clock import Moment
from kiosk.intake.model import Patient
from kiosk.intake.receipt import Acceptance, Listed, ReceiptComputer, ReceiptFault, ReceiptState
from kiosk.matching.keys import number_key

EVERY = 10.0
AT_THE_DESK = 2.0
"""Seconds that the one chart may take; after that the copy counts, and the list says so."""


class ReceiptDesk:
    """What is shown is told from memory; `look` renews it."""

    def __init__(self, receipt: ReceiptComputer) -> None:
        self._receipt = receipt
        self._state = ReceiptState(named=True)

    def state(self) -> ReceiptState:
        return self._state

    def look(self, now: Moment) -> None:
        try:
            listed = self._receipt.acceptances(now.today)
        except ReceiptFault as fault:
            self._state = replace(self._state, fault=fault.fault)
            return
        self._state = _state(listed, now)

    def fresh(self, held: Patient) -> Patient | None:
        """The chart as it stands there now, under our form of its number; None where it could not be read or is the same."""
        try:
            found = self._receipt.patient(held.patient_id, AT_THE_DESK)
        except ReceiptFault as fault:
            self._state = replace(self._state, fault=fault.fault)
            return None
        if found is None or number_key(found.patient.patient_id) != number_key(held.patient_id):
            return None
        now = replace(found.patient, patient_id=held.patient_id)
        return now if now != held else None


def _state(listed: Listed[Acceptance], now: Moment) -> ReceiptState:
    skew = (listed.clock - now.wall).total_seconds() if listed.clock else None
    accepted = {number_key(each.patient_id) or "": each.time for each in listed.items if each.patient_id}
    return ReceiptState(
        named=True,
        read_at=now.wall,
        cut=listed.cut,
        emergency=listed.emergency,
        skew=skew,
        accepted=accepted,
    )
