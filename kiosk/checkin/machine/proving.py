"""Is this the holder: face, PIN or staff, and then the card's signature over the challenge of this visit."""

from __future__ import annotations

from dataclasses import replace

from kiosk.checkin.machine import steps
from kiosk.checkin.machine.asking import registration
from kiosk.checkin.machine.effects import (
    CompareFace,
    RecordEvent,
    RecordProof,
    RecordTrouble,
    RecordVouch,
    RequestChallenge,
    SignForTerminal,
    SignWithPin,
)
from kiosk.checkin.machine.events import (
    CardSigned,
    ChallengeIssued,
    FaceMatched,
    FaceNotMatched,
    Failed,
    MethodChosen,
    NameConfirmed,
    Numbered,
    OtherMethod,
    PinEntered,
    PinRefused,
    StaffRefused,
    StaffVouched,
    TerminalRefused,
)
from kiosk.checkin.machine.noting import LOCAL, ask_later, unproved
from kiosk.checkin.machine.seen import CardSeen, Choice, Measured, Photo, Reason
from kiosk.checkin.machine.turn import Here, Turn, fallback, noted, trouble
from kiosk.identity.proof import SignatureBad, SignatureGood, check_signature
from kiosk.qualification.grounds import CardProof, Challenge, Method


def on(step: steps.Step, event: Numbered, here: Here) -> Turn | None:
    match step, event:
        case steps.Choosing(card=card, failed=failed) as choosing, MethodChosen(choice=choice):
            return _begin(card, failed, choice, here) if choice in choosing.offered else None
        case (
            (
                steps.CapturingFace(card=card, failed=failed)
                | steps.EnteringPin(card=card, failed=failed)
                | steps.AwaitingStaff(card=card, failed=failed)
            ),
            OtherMethod(),
        ):
            return again(card, failed)
        case steps.CapturingFace(card=card, failed=failed, attempt=attempt), FaceMatched(measured=found):
            return noted(_prove(card, Method.FACE, failed, here), _compared("agrees", attempt, found))
        case steps.CapturingFace(attempt=attempt), FaceNotMatched(guide=guide, measured=found):
            outcome = "differs" if guide == "differs" else "undecided"
            return noted(_not_matched(step, guide, here), _compared(outcome, attempt, found))
        case steps.CapturingFace(card=card, failed=failed), Failed(code=code):
            return face_lost(card, failed, code)
        case steps.EnteringPin(card=card, failed=failed, challenge=challenge), PinEntered(pin=pin):
            signing = steps.Proving(card, Method.PIN, failed, challenge)
            return Turn(signing, (SignWithPin(pin, challenge),))
        case steps.AwaitingStaff(card=card, failed=failed), StaffVouched(method=method, by=by):
            return _vouched(card, failed, method, by, here)
        case steps.AwaitingStaff(card=card), StaffRefused(by=by):
            return fallback(Reason.NOT_IDENTIFIED, "", card, RecordVouch(by, "staff", confirmed=False))
        case steps.Proving(), _:
            return _proving(step, event, here)
        case steps.ConfirmingName(), NameConfirmed(mine=mine):
            return _name_confirmed(step, here, mine=mine)
        case _:
            return None


def _begin(card: CardSeen, failed: frozenset[Choice], choice: Choice, here: Here) -> Turn | None:
    chosen = RecordEvent("method_chosen", (("method", choice.value),))
    match choice:
        case Choice.FACE:
            if card.photo is None:
                return None
            looking = steps.CapturingFace(card, failed, card.face_misses + 1)
            return Turn(looking, (chosen, CompareFace(card.photo)))
        case Choice.PIN:
            return noted(_prove(card, Method.PIN, failed, here), chosen)
        case Choice.STAFF:
            return Turn(steps.AwaitingStaff(card, failed), (chosen,))


def _compared(outcome: str, attempt: int, found: Measured | None) -> RecordEvent:
    """Which score let a face in, or not; a try without a face to measure has none."""
    measured = (
        (
            ("score", found.score),
            ("threshold", found.threshold),
            ("rule", found.rule),
            ("liveness", found.liveness),
        )
        if found
        else ()
    )
    return RecordEvent("face_compared", (("outcome", outcome), ("attempt", attempt), *measured))


def _judged_pin(outcome: str, tries_left: int) -> RecordEvent:
    return RecordEvent("pin_verified", (("outcome", outcome), ("tries_left", tries_left)))


def again(card: CardSeen, failed: frozenset[Choice], code: str = "") -> Turn:
    """Back to what is left of the methods, or on to the ways round."""
    choosing = steps.Choosing(card, failed, code)
    return Turn(choosing) if choosing.offered else fallback(Reason.NOT_IDENTIFIED, "no_method", card)


def face_lost(card: CardSeen, failed: frozenset[Choice], code: str) -> Turn:
    """Camera or face process failed: that method is gone for this visit, the others stay."""
    turn = again(card, failed | {Choice.FACE}, code)
    return Turn(turn.step, (RecordTrouble(code), *turn.effects))


def _not_matched(step: steps.CapturingFace, guide: str, here: Here) -> Turn:
    if step.attempt >= here.facts.face_attempts:
        return again(step.card, step.failed | {Choice.FACE})
    card = replace(step.card, face_misses=step.attempt)
    following = replace(step, card=card, attempt=step.attempt + 1, guide=guide)
    return Turn(following, (CompareFace(card.photo or b""),))


def _vouched(card: CardSeen, failed: frozenset[Choice], method: Method, by: str, here: Here) -> Turn | None:
    if not method.by_staff or (method is Method.STAFF_AT_DESK and card.photo_state is not Photo.PRESENT):
        return None
    turn = _prove(card, method, failed, here)
    return Turn(turn.step, (RecordVouch(by, method.value, confirmed=True), *turn.effects))


def _prove(card: CardSeen, method: Method, failed: frozenset[Choice], here: Here) -> Turn:
    return Turn(steps.Proving(card, method, failed), (RequestChallenge(local=here.facts.failure_mode),))


def _proving(step: steps.Proving, event: Numbered, here: Here) -> Turn | None:
    match step, event:
        case steps.Proving(challenge=None, method=Method.PIN), ChallengeIssued(challenge=challenge):
            return Turn(steps.EnteringPin(step.card, challenge, step.failed))
        case steps.Proving(challenge=None), ChallengeIssued(challenge=challenge):
            return Turn(replace(step, challenge=challenge), (SignForTerminal(challenge),))
        case steps.Proving(challenge=Challenge() as challenge), CardSigned(signature=signature):
            return _signed(step, challenge, signature, here)
        case steps.Proving(challenge=Challenge() as challenge), PinRefused(tries_left=left):
            card, wrong = replace(step.card, pin_tries=left), _judged_pin("wrong", left)
            if left > 0:
                return Turn(steps.EnteringPin(card, challenge, step.failed, wrong=True), (wrong,))
            return noted(again(card, step.failed | {Choice.PIN}), wrong)
        case steps.Proving(challenge=Challenge(token=token)), TerminalRefused() if token == LOCAL:
            # Nobody but us would have seen the signature: the look that came before it is the proof.
            return ask_later(step.card, step.method, here)
        case steps.Proving(challenge=Challenge()), TerminalRefused():
            return again(step.card, step.failed | {Choice.FACE, Choice.STAFF})
        case steps.Proving(challenge=None), Failed(code=code):
            return unproved(step, code, here)
        case _, Failed(code=code):
            return trouble(code, step.card)
        case _:
            return None


def _proved(card: CardSeen, proof: CardProof, here: Here) -> Turn:
    """After a PIN the given name is confirmed, where the card could be read: the wrong twin's card is proved as well as the right one."""
    if proof.method is not Method.PIN:
        return noted(registration(card, proof, here), RecordProof(proof))
    right = _judged_pin("right", card.pin_tries)
    if card.items:
        return Turn(steps.ConfirmingName(card, proof), (right,))
    return noted(registration(card, proof, here), right, RecordProof(proof))


def _name_confirmed(step: steps.ConfirmingName, here: Here, *, mine: bool) -> Turn:
    said = RecordEvent("name_confirmed", (("outcome", "mine" if mine else "other"),))
    if mine:
        return noted(registration(step.card, step.proof, here), said, RecordProof(step.proof))
    return fallback(Reason.NOT_IDENTIFIED, "card_of_another", step.card, said)


def _signed(step: steps.Proving, challenge: Challenge, signature: bytes, here: Here) -> Turn:
    match check_signature(step.card.certificate, challenge, signature):
        case SignatureGood():
            proof = CardProof(
                step.method, step.card.certificate, challenge, signature, step.card.eligibility_only
            )
            return _proved(step.card, proof, here)
        case SignatureBad():
            return trouble("signature_bad", step.card)
