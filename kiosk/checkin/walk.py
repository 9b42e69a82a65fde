"""An exhaustive walk over the machine: every step, every event that may happen there. Docs and tests are made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from kiosk.checkin.machine import events, steps
from kiosk.checkin.machine.advance import CheckIn, advance
from kiosk.checkin.machine.effects import Effect
from kiosk.checkin.machine.noting import LOCAL
from kiosk.checkin.machine.seen import NOT_TURNED, CardItems, CardSeen, Chart, Choice, Measured
from kiosk.checkin.machine.turn import Facts, Lane
from kiosk.clock import JAPAN, Moment
from kiosk.declaration.deemed import Deemed
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.evidence.kinds import EvidenceKind
from kiosk.identity.certificate import (
    CertificateVerdict,
    Doubt,
    Expired,
    ExpiresSoon,
    Flaw,
    Genuine,
    InGrace,
    NotGenuine,
    NotYetValid,
    RevocationDoubtful,
    Revoked,
)
from kiosk.identity.challenge import signed_message
from kiosk.matching.report import Person
from kiosk.qualification.grounds import Challenge, Consent, Method, OutageNote, TypedDocument
from kiosk.qualification.model import Answer, Qualification, Sex, Validity

BORN = date(1985, 4, 12)
DAY = date(2026, 11, 20)
NOON = Moment(datetime(2026, 11, 20, 12, 0, tzinfo=JAPAN), 1000.0)
ITEMS = CardItems("見本　花子", BORN, "2", "東京都千代田区見本町１－２－３")
HER = Person("見本　花子", "ﾐﾎﾝ ﾊﾅｺ", "2", BORN, "東京都千代田区見本町１－２－３")
STRANGER = Person("他人　次郎", "ﾀﾆﾝ ｼﾞﾛｳ", "1", date(1950, 1, 2), "大阪府例示市９－９")
PIN = "0451"
MEASURED = Measured("turned", "agrees")
NUMBER_B = "60041220354821"
PHOTO = b"a chip's photograph"
DOCUMENT = TypedDocument("99990018", "", "12345678", "", BORN, "desk")
HELD = Declaration(
    name=ITEMS.name,
    kana="ミホン　ハナコ",
    birthdate=BORN,
    sex="2",
    address=ITEMS.address,
    phone="0300000000",
    insurance_kind=InsuranceKind.EMPLOYEES,
    insurer_name="見本健康保険組合",
    share_percent=30,
)
DEEMED = Deemed("desk", "20261001-0001", HELD)
NOTE = OutageNote(ITEMS.name, BORN, "2", ITEMS.address, "desk", NOON.wall)
LATE = replace(NOON, ticks=NOON.ticks + 10_000)
TIME_PASSED = events.TimePassed()
FACTS = (Facts(failure_mode=False, face_attempts=2), Facts(failure_mode=True, face_attempts=2))
SEQ = 1
CHALLENGES = (Challenge("v", "token", b"n" * 16), Challenge("v", LOCAL, b"n" * 16))


@dataclass(frozen=True, slots=True)
class Hand:
    """A made-up card's certificate and the key that signs like it."""

    certificate: bytes
    signature: bytes
    """Over the walk's one challenge, whoever issued it."""


@dataclass(frozen=True, slots=True)
class Move:
    """One edge of the walk."""

    before: CheckIn
    event: events.Event
    facts: Facts
    after: CheckIn
    effects: tuple[Effect, ...]


def make_hand() -> Hand:
    key = rsa.generate_private_key(65537, 2048)
    signature = key.sign(signed_message(CHALLENGES[0]), padding.PKCS1v15(), hashes.SHA256())
    return Hand(certificate_of(key), signature)


def certificate_of(key: rsa.RSAPrivateKey) -> bytes:
    """DER of a certificate that holds the key and is worth nothing else."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "walk")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = builder.serial_number(1).not_valid_before(start).not_valid_after(start + timedelta(days=900))
    return dated.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


VERDICTS: tuple[CertificateVerdict, ...] = (
    Genuine("walk", 1, date(2030, 4, 12)),
    InGrace("walk", 1, date(2026, 10, 1), date(2027, 1, 31)),
    ExpiresSoon("walk", 1, date(2027, 1, 12)),
    Expired(date(2026, 1, 1)),
    NotYetValid(date(2027, 1, 1)),
    Revoked(1, date(2026, 5, 5)),
    RevocationDoubtful(Doubt.STALE, "walk", 1, date(2030, 4, 12)),
    RevocationDoubtful(Doubt.UNKNOWN, "walk", 1, date(2030, 4, 12)),
    RevocationDoubtful(Doubt.ABSENT, "walk", 1, date(2030, 4, 12)),
    NotGenuine(Flaw.FOREIGN_CA),
)


def qualification_of(person: Person, number: str = "12345678") -> Qualification:
    return Qualification(
        card_classification="01",
        name=person.name or "",
        sex=Sex(person.sex),
        birthdate=person.birthdate or BORN,
        insurer_name="見本健康保険組合",
        insurer_number="99990018",
        number=number,
        kana=person.kana or "",
        address=person.address or "",
    )


def answers() -> Iterator[Answer]:
    """One answer of every validity; of the valid ones hers, a stranger's, and two at once."""
    blank = Answer("v", "i", NOON.wall, DAY, None)
    yield blank
    for validity in Validity:
        yield replace(blank, validity=validity)
    for found in ((HER,), (STRANGER,), (replace(HER, address=None),), (HER, HER)):
        hers = tuple(map(qualification_of, found))
        yield replace(blank, validity=Validity.VALID, qualifications=hers)


def cards(hand: Hand) -> Iterator[CardSeen]:
    for pin_tries, number_b_tries in ((3, 10), (0, 10), (3, 2)):
        yield CardSeen(hand.certificate, pin_tries, number_b_tries, simulated=True)


def possible(lane: Lane, seq: int, hand: Hand) -> Iterator[events.Event]:
    """Whatever can happen in a state numbered `seq`: the world, every answer, every press, every act of staff."""
    if lane is Lane.READER:
        yield events.CardInserted("v2")
        yield events.CardRemoved()
        yield events.CardRemoved("reader_gone")
    yield TIME_PASSED
    yield from _card_answers(seq, hand)
    yield from _proofs(seq, hand)
    yield from _presses(seq)
    yield from _staff(seq)
    for answer in answers():
        yield events.Answered(seq, answer)
        if answer.validity is Validity.VALID:
            yield events.Answered(seq, answer, (Chart("1", HER),))
            yield events.Answered(seq, answer, (Chart("1", HER), Chart("2", STRANGER)))


def _card_answers(seq: int, hand: Hand) -> Iterator[events.Event]:
    for card in cards(hand):
        yield events.CardRecognised(seq, card)
    for verdict in VERDICTS:
        yield events.CertificateJudged(seq, verdict)
    yield events.PrintedNumberRead(seq, NUMBER_B)
    yield events.PrintedNumberRead(seq, None, "blurred")
    yield events.PrintedNumberRead(seq, None, "no card found", "too far")
    yield events.CardOpened(seq, ITEMS, PHOTO)
    yield events.CardOpened(seq, ITEMS, None)
    for left in (9, 2):
        yield events.NumberBRefused(seq, left)
    yield events.PatientLookedUp(seq, known_here=True)
    yield events.PatientLookedUp(seq, known_here=False)
    yield events.Failed(seq, "card_unreadable")


def _proofs(seq: int, hand: Hand) -> Iterator[events.Event]:
    yield events.FaceMatched(seq, MEASURED)
    yield events.FaceNotMatched(seq, "nearer")
    yield events.FaceNotMatched(seq, NOT_TURNED)
    for challenge in CHALLENGES:
        yield events.ChallengeIssued(seq, challenge)
    yield events.CardSigned(seq, hand.signature)
    yield events.CardSigned(seq, b"forged")
    for left in (1, 0):
        yield events.PinRefused(seq, left)
    yield events.TerminalRefused(seq)
    yield events.RegistrationKnown(seq, registered=True)
    yield events.RegistrationKnown(seq, registered=False)


def _presses(seq: int) -> Iterator[events.Event]:
    yield events.NumberBEntered(seq, NUMBER_B)
    yield events.NumberBSkipped(seq)
    yield events.NoticeRead(seq)
    for choice in Choice:
        yield events.MethodChosen(seq, choice)
    yield events.OtherMethod(seq)
    yield events.PinEntered(seq, PIN)
    yield events.NameConfirmed(seq, mine=True)
    yield events.NameConfirmed(seq, mine=False)
    yield events.RegistrationDecided(seq, agreed=True)
    yield events.RegistrationDecided(seq, agreed=False)
    yield events.ConsentGiven(seq, Consent.everything())
    yield events.ConsentGiven(seq, Consent.nothing())
    yield events.Introduced(seq, HER)
    yield events.Introduced(seq, None)
    yield events.EvidenceOffered(seq, EvidenceKind.CERTIFICATE)
    yield events.DeclarationBegun(seq)
    yield events.Continued(seq)
    yield events.FallbackWanted(seq)
    yield events.TriedAgain(seq)
    yield events.Cancelled(seq)


def _staff(seq: int) -> Iterator[events.Event]:
    for method in (Method.STAFF_AT_COUNTER, Method.STAFF_AT_DESK):
        yield events.StaffVouched(seq, method, "desk")
    yield events.StaffRefused(seq, "desk")
    yield events.DocumentTyped(seq, DOCUMENT, EvidenceKind.CERTIFICATE)
    for kind, card in product(EvidenceKind, (False, True)):
        yield events.EvidenceSeen(seq, kind, "desk", card)
    yield events.Declared(seq, Declaration(name="見本　花子"))
    yield events.DeemedDeclared(seq, DEEMED)
    yield events.Noted(seq, NOTE)
    yield events.TakenOver(seq, "desk")


def walk(hand: Hand) -> Iterator[Move]:
    """Every move from every state that can be reached, at the reader and at the desk; failure mode may come and go."""
    begun, _ = advance(CheckIn(Lane.DESK), events.DeskStarted("v"), FACTS[0], NOON)
    for start in (CheckIn(Lane.READER), begun):
        yield from _from(start, hand)


def _from(start: CheckIn, hand: Hand) -> Iterator[Move]:
    happenings = tuple(possible(start.lane, SEQ, hand))
    seen: set[CheckIn] = set()
    open_states = [start]
    while open_states:
        before = _settled_clock(open_states.pop())
        if before in seen:
            continue
        seen.add(before)
        for event, facts in product(happenings, FACTS):
            after, effects = advance(before, event, facts, LATE if event == TIME_PASSED else NOON)
            if after != before:
                yield Move(before, event, facts, after, effects)
                open_states.append(after)


def _settled_clock(state: CheckIn) -> CheckIn:
    """Two states that differ only in their number, in their deadline or in spent facts of the card are one."""
    deadline = None if state.deadline is None else NOON.ticks
    visit = None if isinstance(state.step, steps.Attract) else "v"
    return replace(state, step=_spent(state.step), seq=SEQ, deadline=deadline, visit=visit)


def _spent(step: steps.Step) -> steps.Step:
    """Once the card is read nothing asks how often 照合番号B may still be tried, or which of two verdicts let it through."""
    card: CardSeen | None = getattr(step, "card", None)
    if card is None or isinstance(step, steps.Reading | steps.EnteringCardNumber | steps.Notice):
        return step
    verdict = VERDICTS[1] if card.eligibility_only else VERDICTS[0]
    return replace(step, card=replace(card, number_b_tries=0, verdict=verdict))  # type: ignore[arg-type]  # whichever step holds a card
