"""Carrying out what the machine asks for. Here, and only here, an adapter's exception becomes an event."""

from __future__ import annotations

from kiosk.checkin.conductor.ports import (
    FaceAgrees,
    FaceDoubtful,
    NumberBWrong,
    OpenedCard,
    PinWrong,
    Ports,
    TerminalUnavailable,
)
from kiosk.checkin.machine import effects, events
from kiosk.checkin.machine.noting import LOCAL
from kiosk.clock import Moment
from kiosk.identity.challenge import local_nonce, signed_message
from kiosk.qualification.grounds import Challenge, Grounds
from kiosk.qualification.model import Answer
from kiosk.qualification.port import (
    AnswerForAnother,
    AnswerMalformed,
    Inquiry,
    ServiceFault,
    ServiceRefused,
    ServiceUnreachable,
    ServiceUntrusted,
)
from kiosk.storage.faults import Overtaken, StorageFault
from reader import errors

CODES: tuple[tuple[type[Exception], str], ...] = (
    (errors.ReaderGone, "reader_gone"),
    (errors.ReaderBusy, "reader_busy"),
    (errors.CardGone, "card_gone"),
    (errors.CardMute, "card_mute"),
    (errors.CardRefused, "card_refused"),
    (errors.CardUnreadable, "card_unreadable"),
    (errors.CameraGone, "camera_gone"),
    (errors.CameraFrozen, "camera_frozen"),
    (errors.PhotoUnreadable, "photo_unreadable"),
    (errors.WorkerDied, "face_lost"),
    (ServiceUnreachable, "service_unreachable"),
    (ServiceUntrusted, "service_untrusted"),
    (ServiceRefused, "service_refused"),
    (AnswerMalformed, "answer_malformed"),
    (AnswerForAnother, "answer_for_another"),
    (Overtaken, "visit_elsewhere"),
    (StorageFault, "storage_failed"),
)


class NamedTrouble(Exception):
    """Raised by an adapter that knows its code in the catalogue better than its class would tell."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def trouble_code(error: Exception) -> str:
    """The catalogue's code of an exception; whatever nobody expected is a defect of ours."""
    if isinstance(error, NamedTrouble):
        return error.code
    return next((code for kind, code in CODES if isinstance(error, kind)), "internal_error")


def _kind(error: Exception) -> str:
    """For the log: the class, and the service's own code where it gave one."""
    match error:
        case ServiceRefused(code=code):
            return f"ServiceRefused {code}"
        case errors.ReaderBusy():
            return f"ReaderBusy: {error}"
        case _:
            return type(error).__name__


def perform(request: effects.Request, seq: int, visit: str, ports: Ports, now: Moment) -> events.Event:
    """Carry out one request and say what came of it. Never raises."""
    try:
        return _carry_out(request, seq, visit, ports, now)
    except Exception as error:  # noqa: BLE001 - a defect of an adapter ends the visit, not the process
        return events.Failed(seq, trouble_code(error), _kind(error))


def _carry_out(request: effects.Request, seq: int, visit: str, ports: Ports, now: Moment) -> events.Event:
    match request:
        case effects.RecogniseCard():
            return events.CardRecognised(seq, ports.card.recognise())
        case effects.JudgeCertificate(certificate=certificate):
            return events.CertificateJudged(seq, ports.certificates.judge(certificate, now))
        case effects.ReadPrintedNumber(after=after):
            return events.PrintedNumberRead(seq, *ports.face.read_printed_number(after))
        case effects.OpenCard(number_b=number_b):
            return _opened(seq, ports.card.open(number_b))
        case effects.LookUpPatient(items=items):
            return events.PatientLookedUp(seq, bool(ports.patients.by_items(items)))
        case effects.CompareFace(photo=photo):
            return _compared(seq, ports.face.compare(photo))
        case effects.RequestChallenge(local=local):
            return events.ChallengeIssued(seq, _challenge(visit, ports, now, local=local))
        case effects.SignWithPin(pin=pin, challenge=challenge):
            return _signed(seq, ports.card.sign_with_pin(pin, signed_message(challenge)))
        case effects.SignForTerminal(challenge=challenge):
            return _signed(seq, ports.card.sign_for_terminal(signed_message(challenge)))
        case effects.AskRegistration(proof=proof):
            return events.RegistrationKnown(seq, ports.service.registered(proof))
        case effects.Register(proof=proof):
            ports.service.register(proof)
            return events.RegistrationKnown(seq, registered=True)
        case effects.AskQualification(grounds=grounds, consent=consent):
            inquiry = Inquiry(visit, ports.identifier(), grounds, consent, now.today)
            return _answered(seq, ask(inquiry, ports, now), grounds, ports)


def ask(inquiry: Inquiry, ports: Ports, now: Moment) -> Answer:
    """Ask the service once and count the call for the health of the line.

    Raises:
        AnswerForAnother: the answer names another visit or inquiry; it is dropped.
    """
    try:
        answer = ports.service.qualify(inquiry)
    except ServiceFault as fault:
        ports.observe_call(isinstance(fault, ServiceRefused | AnswerForAnother), now)
        raise
    ports.observe_call(True, now)  # noqa: FBT003 - (answered, when) reads as the pair it is
    if answer.visit != inquiry.visit or answer.identifier != inquiry.identifier:
        raise AnswerForAnother(f"asked for visit {inquiry.visit}, answered for {answer.visit}")
    return answer


def _answered(seq: int, answer: Answer, grounds: Grounds, ports: Ports) -> events.Event:
    charts = ports.patients.by_answer(answer, grounds)
    remembered = ports.patients.remembered(answer, charts)
    common = all(map(ports.comparing.common_name, answer.qualifications))
    return events.Answered(seq, answer, charts, remembered, common, ports.comparing.site)


def _opened(seq: int, opened: OpenedCard | NumberBWrong) -> events.Event:
    match opened:
        case OpenedCard(items=items, photo=photo):
            return events.CardOpened(seq, items, photo)
        case NumberBWrong(tries_left=left):
            return events.NumberBRefused(seq, left)


def _compared(seq: int, compared: FaceAgrees | FaceDoubtful) -> events.Event:
    match compared:
        case FaceAgrees(measured=measured):
            return events.FaceMatched(seq, measured)
        case FaceDoubtful(guide=guide, measured=measured):
            return events.FaceNotMatched(seq, guide, measured)


def _signed(seq: int, signed: bytes | PinWrong | TerminalUnavailable) -> events.Event:
    match signed:
        case PinWrong(tries_left=left):
            return events.PinRefused(seq, left)
        case TerminalUnavailable():
            return events.TerminalRefused(seq)
        case bytes() as signature:
            return events.CardSigned(seq, signature)


def _challenge(visit: str, ports: Ports, now: Moment, *, local: bool) -> Challenge:
    if local:
        return Challenge(visit, LOCAL, local_nonce(ports.identifier))
    try:
        challenge = ports.service.challenge(visit)
    except ServiceFault:
        ports.observe_call(False, now)  # noqa: FBT003 - as above
        raise
    ports.observe_call(True, now)  # noqa: FBT003 - as above
    return challenge
