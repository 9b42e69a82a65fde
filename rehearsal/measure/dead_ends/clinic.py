"""A clinic whose every visit is played in one transaction that is never kept: real books, and nobody at the machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Connection

from kiosk.checkin.conductor.conductor import Conductor, Crews
from kiosk.checkin.conductor.ports import (
    FaceAgrees,
    FaceDoubtful,
    NumberBWrong,
    OpenedCard,
    PinWrong,
    Ports,
    TerminalUnavailable,
)
from kiosk.checkin.conductor.recording import StoredLedger
from kiosk.checkin.machine.seen import CardSeen
from kiosk.clock import JAPAN, Moment
from kiosk.declaration.deemed import Deemed, deem
from kiosk.desk.acting import Desk
from kiosk.desk.papers.held import held_declaration
from kiosk.desk.stopping import stop_link
from kiosk.house import House
from kiosk.identity.certificate import CertificateVerdict
from kiosk.qualification.grounds import CardProof, Challenge, TypedDocument
from kiosk.qualification.model import Answer
from kiosk.qualification.port import Inquiry
from kiosk.settings import Institution, ReaderSettings, ServiceSettings, Settings
from kiosk.station.patient_table import StoredPatientTable
from kiosk.storage.book import Ledger
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import BEGINNING, Books, Storage, UnitOfWork
from kiosk.storage.visit.visits import VisitRecord
from rehearsal.measure.dead_ends.cases import Known, Reply
from rehearsal.measure.dead_ends.people import CHART, DESK, EARLIER, SOMEONE, answer

STATION = "desk-1"
EARLIER_DAY = date(2023, 6, 1)


class Unkept(UnitOfWork):
    """Part of a longer transaction: committing it is that one's business."""

    def commit(self) -> None:
        pass


class OneTransaction(Storage):
    """Between `begin` and its end everything happens in one transaction, which is rolled back."""

    _open: Connection | None = None

    @contextmanager
    def begin(self) -> Iterator[None]:
        with self._engine.connect() as connection:
            connection.begin()
            self._open = connection
            try:
                yield
            finally:
                self._open = None

    @contextmanager
    def unit_of_work(self, now: datetime) -> Iterator[UnitOfWork]:
        if self._open is None:
            with super().unit_of_work(now) as work:
                yield work
            return
        yield Unkept(self._open, now, self)

    @contextmanager
    def reading(self) -> Iterator[Books]:
        if self._open is None:
            with super().reading() as books:
                yield books
            return
        yield Books(Ledger(self._open, BEGINNING), self.station, self.keys)


class AskedOfNobody(Exception):
    """The walk asked a card, a face or the service for what no visit of it needs: it would be walking something else."""


def _nobody(*_: object) -> NoReturn:
    raise AskedOfNobody


class Empty:
    """Where no card, no face and no certificate is: what they would have said is in the records already."""

    def recognise(self) -> CardSeen:
        _nobody()

    def open(self, number_b: str) -> OpenedCard | NumberBWrong:
        _nobody(number_b)

    def sign_with_pin(self, pin: str, message: bytes) -> bytes | PinWrong:
        _nobody(pin, message)

    def sign_for_terminal(self, message: bytes) -> bytes | TerminalUnavailable:
        _nobody(message)

    def release(self) -> None:
        pass

    def read_printed_number(self, after: float = 0.0) -> tuple[str | None, str, str]:
        _nobody(after)

    def compare(self, photo: bytes) -> FaceAgrees | FaceDoubtful:
        _nobody(photo)

    def asks(self) -> str:
        return ""

    def live_picture(self, *, face_alone: bool = False) -> bytes | None:
        del face_alone
        return None

    def forget(self) -> None:
        pass

    def judge(self, certificate: bytes, now: Moment) -> CertificateVerdict:
        _nobody(certificate, now)


@dataclass
class SameReply:
    """The service once it is back. It says of a person what `reply` says, and knows every paper's own numbers."""

    known: Known = Known.KNOWN
    reply: Callable[[], Reply] = lambda: Reply.VALID

    def qualify(self, inquiry: Inquiry) -> Answer:
        said = Reply.VALID if isinstance(inquiry.grounds, TypedDocument) else self.reply()
        now = Moment(datetime.combine(inquiry.on, datetime.min.time(), JAPAN), 0.0)
        return answer(said, SOMEONE[self.known], inquiry.visit, inquiry.identifier, now)

    def challenge(self, visit: str) -> Challenge:
        _nobody(visit)

    def registered(self, proof: CardProof) -> bool:
        _nobody(proof)

    def register(self, proof: CardProof) -> None:
        _nobody(proof)


@dataclass
class SetClock:
    moment: Moment

    def now(self) -> Moment:
        return self.moment


class Clinic:
    """One station with one known patient, who was confirmed once before."""

    def __init__(self, folder: Path) -> None:
        url = f"sqlite:///{folder}/kiosk.db"
        upgrade(url)
        self.storage = OneTransaction(url, b"the walk's own key, of no other use", STATION, folder / "anchor")
        self.service = SameReply()
        self.clock = SetClock(Moment(datetime.combine(EARLIER_DAY, datetime.min.time(), JAPAN), 0.0))
        serial = count(1)
        self.ledger = StoredLedger(
            self.storage,
            STATION,
            lambda: f"id-{next(serial)}",
            lambda *_: b"%PDF",
            "declaration-1",
            stop_link,
        )
        self.house = self._house(folder, lambda: f"id-{next(serial)}")
        self._furnish()

    def close(self) -> None:
        self.storage.close()

    def desk(self, now: Moment) -> Desk:
        self.clock.moment = now
        return Desk(self.house, DESK, now)

    def deemed(self, day: date) -> Deemed:
        """What may be deemed submitted of the known patient's earlier visit."""
        with self.storage.reading() as books:
            found = deem(
                held_declaration(books, EARLIER, CHART.patient_id, day), EARLIER, DESK, unchanged=True
            )
        if not isinstance(found, Deemed):
            raise TypeError(f"the earlier visit should hold every item: {found}")
        return found

    def _house(self, folder: Path, identifier: Callable[[], str]) -> House:
        empty = Empty()
        ports = Ports(
            card=empty,
            face=empty,
            certificates=empty,
            patients=StoredPatientTable(self.storage),
            service=self.service,
            ledger=self.ledger,
            identifier=identifier,
            failure_mode=lambda: False,
            observe_call=lambda *_: None,
        )
        nobody = ThreadPoolExecutor(1)
        conductor = Conductor(ports, Crews(nobody, nobody, nobody, nobody), self.clock, lambda *_: None)
        return House(
            _settings(folder),
            self.clock,
            self.storage,
            conductor,
            ports,
            empty,
            ("service",),
            lambda *_: None,
        )

    def _furnish(self) -> None:
        now = self.clock.now()
        visit = VisitRecord(
            EARLIER,
            STATION,
            "reader",
            now.wall,
            CHART.patient_id,
            "confirmed",
            closed_at=now.wall,
        )
        with self.storage.unit_of_work(now.wall) as work:
            work.patients.put(CHART)
            work.visits.open(visit)
            work.findings.keep_answer(answer(Reply.VALID, SOMEONE[Known.KNOWN], EARLIER, "earlier", now))
            work.commit()


def _settings(folder: Path) -> Settings:
    nowhere = folder / "nowhere"
    return Settings(
        home=folder,
        demo=True,
        station=STATION,
        institution=Institution(code="9910000001", name="見本クリニック"),
        service=ServiceSettings(
            url="https://127.0.0.1:1", client_certificate=nowhere, client_key=nowhere, authority=nowhere
        ),
        reader=ReaderSettings(name="VIRTUAL"),
        anchors=(nowhere,),
    )
