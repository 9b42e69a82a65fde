"""How long each step waits, in seconds, and for whom. No wait without a deadline; `Attract` and `CardLeft` wait for nobody."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.checkin.machine import steps


@dataclass(frozen=True, slots=True)
class Wait:
    """`seconds` until the step is over; `person` says whether we wait for somebody or for a machine of ours."""

    seconds: float
    person: bool


PATIENT_STEP = 120.0
"""Warned at half of it, renewed by "more time" as often as wanted."""

WAITS: dict[type, Wait] = {
    steps.Reading: Wait(60, person=False),
    steps.EnteringCardNumber: Wait(PATIENT_STEP, person=True),
    steps.Notice: Wait(PATIENT_STEP, person=True),
    steps.Choosing: Wait(PATIENT_STEP, person=True),
    steps.CapturingFace: Wait(40, person=False),
    steps.EnteringPin: Wait(PATIENT_STEP, person=True),
    steps.AwaitingStaff: Wait(300, person=True),
    steps.Proving: Wait(25, person=False),
    steps.ConfirmingName: Wait(PATIENT_STEP, person=True),
    steps.Registering: Wait(PATIENT_STEP, person=True),
    steps.AskingConsent: Wait(PATIENT_STEP, person=True),
    steps.Introducing: Wait(240, person=True),
    steps.Querying: Wait(20, person=False),
    steps.ShowingResult: Wait(15, person=True),
    steps.TakeCard: Wait(PATIENT_STEP, person=True),
    steps.Closed: Wait(3, person=False),
    steps.CardTrouble: Wait(PATIENT_STEP, person=True),
    steps.OfferingFallback: Wait(300, person=True),
    steps.ShowingEvidence: Wait(600, person=True),
    steps.Declaring: Wait(600, person=True),
}
