"""One made-up sample of every screen and of every trouble, for the preview page of the demo and for whoever tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

from kiosk.board import ASKABLE, Asked
from kiosk.checkin.machine import steps
from kiosk.checkin.machine.noting import LOCAL
from kiosk.checkin.machine.seen import CardItems, CardSeen, Choice, Outcome, Photo, Reason, Settled
from kiosk.evidence.kinds import EvidenceKind
from kiosk.identity.certificate import ExpiresSoon, InGrace
from kiosk.qualification.grounds import CardProof, Challenge, Consent, Method
from kiosk.troubles import TROUBLES

ITEMS = CardItems(
    "見本　まさのすけ",
    date(1936, 3, 9),
    "1",
    "東京都千代田区見本町一丁目２３番４５号　見本マンション桜の丘西館１２０３号室",
)
CARD = CardSeen(
    b"", 3, 10, simulated=True, photo_state=Photo.PRESENT, photo=b"", items=ITEMS, known_here=False
)
UNOPENED = CardSeen(b"", 1, 6, simulated=True)
SOON = CardSeen(b"", 3, 10, simulated=True, verdict=ExpiresSoon("", 1, date(2027, 1, 31)))
GRACE = CardSeen(b"", 3, 10, simulated=True, verdict=InGrace("", 1, date(2026, 10, 31), date(2027, 1, 31)))
ISSUED = Challenge("", "", b"")
PROOF = CardProof(Method.FACE, b"", ISSUED, b"")
FACE_FAILED = frozenset({Choice.FACE})


@dataclass(frozen=True, slots=True)
class Sample:
    """A step to look at; `part` opens one of the pages of its screen, `asked` is what the desk asks over it."""

    step: steps.Step
    part: str = ""
    asked: tuple[str, ...] = ()

    @property
    def question(self) -> Asked | None:
        return Asked("V-1", self.asked, inf) if self.asked else None


def _shown(outcome: Outcome) -> dict[str, Sample]:
    settled = Settled(outcome)
    return {
        f"result_{outcome.value}": Sample(steps.ShowingResult(settled)),
        f"take_card_{outcome.value}": Sample(steps.TakeCard(settled)),
    }


WAYS_ROUND = ("service_late", "certificate_expired", "no_method")
"""Troubles that lead straight to the ways round: each with another sentence for the patient."""

SAMPLES: Mapping[str, Sample] = {
    "attract": Sample(steps.Attract()),
    "reading": Sample(steps.Reading()),
    "reading_once_more": Sample(steps.Reading(CARD, hint="glare")),
    "card_number": Sample(steps.EnteringCardNumber(CARD)),
    "card_number_wrong": Sample(steps.EnteringCardNumber(CARD, wrong=True)),
    "notice_soon": Sample(steps.Notice(SOON)),
    "notice_grace": Sample(steps.Notice(GRACE)),
    "choosing": Sample(steps.Choosing(CARD)),
    "choosing_after_face": Sample(steps.Choosing(CARD, FACE_FAILED)),
    "choosing_one": Sample(steps.Choosing(UNOPENED, frozenset({Choice.PIN}))),
    "face": Sample(steps.CapturingFace(CARD)),
    "face_again": Sample(steps.CapturingFace(CARD, attempt=2, guide="take off mask or thick glasses")),
    "pin": Sample(steps.EnteringPin(CARD, ISSUED)),
    "pin_offline": Sample(steps.EnteringPin(CARD, Challenge("", LOCAL, b""))),
    "pin_wrong": Sample(steps.EnteringPin(CARD, ISSUED, wrong=True)),
    "pin_last": Sample(steps.EnteringPin(UNOPENED, ISSUED, wrong=True)),
    "staff": Sample(steps.AwaitingStaff(CARD)),
    "staff_form": Sample(steps.AwaitingStaff(CARD), "staff"),
    "proving": Sample(steps.Proving(CARD, Method.FACE)),
    "name": Sample(steps.ConfirmingName(CARD, PROOF)),
    "registration_asked": Sample(steps.Registering(CARD, PROOF)),
    "registering": Sample(steps.Registering(CARD, PROOF, asked=True)),
    "consent": Sample(steps.AskingConsent(CARD, PROOF)),
    "consent_each": Sample(steps.AskingConsent(CARD, PROOF), "each"),
    "introducing": Sample(steps.Introducing(CARD, PROOF, Consent.nothing())),
    "introducing_kana": Sample(steps.Introducing(CARD, PROOF, Consent.nothing()), "kana"),
    "introducing_unopened": Sample(steps.Introducing(UNOPENED, PROOF, Consent.nothing())),
    "querying": Sample(steps.Querying(PROOF, Consent.nothing())),
    "asked": Sample(steps.Attract(), asked=("address",)),
    "asked_all": Sample(steps.Attract(), asked=ASKABLE),
    "card_left": Sample(steps.CardLeft(Settled(Outcome.CONFIRMED))),
    "closed": Sample(steps.Closed(Outcome.CONFIRMED)),
    "closed_left": Sample(steps.Closed(Outcome.ABANDONED)),
    "closed_desk": Sample(steps.Closed(Outcome.HANDED_TO_STAFF)),
    "declaring": Sample(steps.Declaring(Reason.NO_DATA, CARD)),
    "declaring_without_card": Sample(steps.Declaring(Reason.NO_DATA)),
    **{
        f"declaring_{part}": Sample(steps.Declaring(Reason.NO_DATA, CARD), part)
        for part in (
            "kana",
            "phone",
            "insurance_kind",
            "insurer_name",
            "employer",
            "share_percent",
            "relation",
            "signer",
            "signature",
            "check",
        )
    },
    "declaring_birthdate": Sample(steps.Declaring(Reason.NO_DATA), "birthdate"),
    "declaring_check_without_card": Sample(steps.Declaring(Reason.NO_DATA), "check"),
    **{key: sample for outcome in Outcome for key, sample in _shown(outcome).items()},
    **{f"other_ways_{reason.value}": Sample(steps.OfferingFallback(reason)) for reason in Reason},
    **{f"show_{kind.value}": Sample(steps.ShowingEvidence(Reason.NO_DATA, kind)) for kind in EvidenceKind},
    **{f"trouble_{trouble.code}": Sample(steps.CardTrouble(trouble.code)) for trouble in TROUBLES},
    "unanswered": Sample(
        steps.OfferingFallback(
            Reason.SERVICE,
            "service_unreachable",
            CARD,
            steps.Registering(CARD, PROOF, again=True),
            noted=True,
        )
    ),
    **{f"way_round_{code}": Sample(steps.OfferingFallback(Reason.SERVICE, code)) for code in WAYS_ROUND},
}
