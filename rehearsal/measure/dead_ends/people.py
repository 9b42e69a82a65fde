"""Who comes: one person whom the clinic knows and one whom it does not, with their cards, papers and answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.checkin.machine.seen import CardItems, CardSeen, Chart
from kiosk.checkin.walk import Hand, qualification_of
from kiosk.clock import Moment
from kiosk.declaration.model import Declaration, InsuranceKind
from kiosk.evidence.situation import LOST_BY_DEATH, LOST_TO_ANOTHER, LOST_TO_ASSISTANCE
from kiosk.identity.certificate import CertificateVerdict, Expired, Genuine, InGrace, Revoked
from kiosk.intake.model import Patient
from kiosk.intake.person import person_of_patient
from kiosk.matching.report import Person
from kiosk.qualification.grounds import OutageNote, TypedDocument
from kiosk.qualification.model import Answer, Qualification, Validity
from rehearsal.measure.dead_ends.cases import Card, Known, Reply

CHART = Patient(
    "P-100",
    "見本　花子",
    "ミホン　ハナコ",
    "2",
    date(1985, 4, 12),
    "東京都例示市例示一丁目２番３号",
    insurer_number="99990018",
    symbol="見本",
    number="12345678",
    branch="01",
    phone="00-0000-0000",
)
NEWCOMER = replace(
    CHART, patient_id="", name="例示　太郎", kana="レイジ　タロウ", sex="1", number="87654321", phone=""
)
EARLIER = "20230601-0001"
"""The known patient's confirmed visit, from before the first day that any case falls on."""
ENDED = date(2023, 4, 1)
DESK = "desk"


@dataclass(frozen=True, slots=True)
class Someone:
    """The patient as the clinic, the card and the service have them."""

    row: Patient

    @property
    def person(self) -> Person:
        return person_of_patient(self.row)

    @property
    def items(self) -> CardItems:
        return CardItems(self.row.name, self.row.birthdate or ENDED, self.row.sex, self.row.address)

    @property
    def charts(self) -> tuple[Chart, ...]:
        return (Chart(self.row.patient_id, self.person),) if self.row.patient_id else ()

    @property
    def document(self) -> TypedDocument:
        row = self.row
        born = row.birthdate or ENDED
        return TypedDocument(row.insurer_number, row.symbol, row.number, row.branch, born, DESK, "colleague")

    def note(self, now: Moment) -> OutageNote:
        items = self.items
        return OutageNote(items.name, items.birthdate, items.sex, items.address, DESK, now.wall)

    def declaration(self, now: Moment) -> Declaration:
        return Declaration(
            name=self.row.name,
            kana=self.row.kana,
            birthdate=self.row.birthdate,
            sex=self.row.sex,
            address=self.row.address,
            phone="00-0000-0000",
            insurance_kind=InsuranceKind.EMPLOYEES,
            insurer_name="見本健康保険組合",
            employer="見本商事株式会社",
            share_percent=30,
            declared_on=now.today,
            signer=self.row.name,
        )

    def qualification(self) -> Qualification:
        shown = qualification_of(self.person, self.row.number)
        row = self.row
        return replace(
            shown,
            symbol=row.symbol,
            branch=row.branch,
            personal_family="1",
            address=row.address,
            qualified_on=date(2020, 4, 1),
        )


SOMEONE = {Known.KNOWN: Someone(CHART), Known.NEW: Someone(NEWCOMER)}
LOSS = {
    Reply.INVALID: "",
    Reply.NEWER: LOST_TO_ANOTHER,
    Reply.ON_ASSISTANCE: LOST_TO_ASSISTANCE,
    Reply.DECEASED: LOST_BY_DEATH,
}
VALIDITY: dict[Reply, Validity | None] = {
    Reply.VALID: Validity.VALID,
    Reply.INVALID: Validity.INVALID,
    Reply.NEWER: Validity.INVALID_NEWER,
    Reply.NOT_FOUND: Validity.NOT_FOUND,
    Reply.SEVERAL: Validity.SEVERAL,
    Reply.ON_ASSISTANCE: Validity.INVALID,
    Reply.TICKET_MISSING: Validity.VALID_UNREGISTERED,
    Reply.DECEASED: Validity.INVALID,
    Reply.UNKNOWN_CODE: None,
}


def answer(reply: Reply, who: Someone, visit: str, identifier: str, now: Moment) -> Answer:
    """What the service says about this person."""
    shown = who.qualification()
    found: tuple[Qualification, ...] = (shown,) if reply is Reply.VALID else ()
    if reply in LOSS:
        found = (replace(shown, disqualified_on=ENDED, reason_of_loss=LOSS[reply]),)
    code = "XX999" if reply is Reply.UNKNOWN_CODE else ""
    return Answer(visit, identifier, now.wall, now.today, VALIDITY[reply], found, code)


def verdict(card: Card) -> CertificateVerdict:
    match card:
        case Card.EXPIRED:
            return Expired(date(2023, 1, 1))
        case Card.IN_GRACE:
            return InGrace("walk", 1, date(2023, 1, 1), date(2030, 1, 1))
        case Card.REVOKED:
            return Revoked(1, date(2023, 1, 1))
        case _:
            return Genuine("walk", 1, date(2030, 4, 12))


def card_seen(card: Card, hand: Hand) -> CardSeen:
    tries = 0 if card is Card.FACE_ONLY else 1 if card is Card.PIN_LOCKED else 3
    return CardSeen(hand.certificate, tries, 10, simulated=True)
