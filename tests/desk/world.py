"""A clinic for the desk's tests: real storage and conductor, second implementations of everything outside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from argon2 import PasswordHasher

from kiosk.checkin.conductor.conductor import Conductor, Crews
from kiosk.checkin.conductor.ports import Ports
from kiosk.checkin.conductor.recording import StoredLedger
from kiosk.checkin.machine.effects import CloseVisit, RecordAnswer, RecordNote
from kiosk.checkin.machine.seen import CardItems, Outcome, Reason, Settled
from kiosk.clock import JAPAN, Moment
from kiosk.desk.acting import Desk
from kiosk.desk.stopping import stop_link
from kiosk.house import House
from kiosk.intake.model import Patient
from kiosk.matching.report import Decision, Person
from kiosk.qualification.grounds import Challenge, OutageNote
from kiosk.qualification.model import Answer, Qualification, Sex, Validity
from kiosk.qualification.port import Inquiry, ServiceUnreachable
from kiosk.settings import Institution, ReaderSettings, ServiceSettings, Settings
from kiosk.station.line import Line
from kiosk.station.patient_table import StoredPatientTable
from kiosk.station.pulse import Pulse
from kiosk.storage.faults import StorageFull
from kiosk.storage.staff.accounts import Role
from kiosk.storage.unit_of_work import Storage
from kiosk.storage.visit.visits import VisitRecord
from tests.made_once import empty_database

START = Moment(datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN), 1000.0)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "shinryo-2026"
SATO = Person("佐藤　見本", "サトウ　ミホン", "1", date(1985, 4, 12), "東京都千代田区見本町1-2-3")
MOVED = replace(SATO, address="大阪府大阪市北区仮町9-9")
STRANGER = Person("鈴木　一郎", "スズキ　イチロウ", "1", date(1950, 1, 2), "北海道札幌市架空1-1")
CHART = Patient(
    "P-100", "佐藤　見本", "サトウ　ミホン", "1", date(1985, 4, 12), "東京都千代田区見本町1-2-3", phone="03-0000-0000"
)  # fmt: skip


class SetClock:
    def __init__(self) -> None:
        self.moment = START

    def now(self) -> Moment:
        return self.moment

    def passes(self, seconds: float) -> None:
        self.moment = Moment(self.moment.wall + timedelta(seconds=seconds), self.moment.ticks + seconds)


class AtOnce(Executor):
    """Carries out what it is given before it answers."""

    def submit(self, fn: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:
        done: Future[object] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@dataclass
class Reader:
    """A reader with nothing to read, and a camera with one picture."""

    picture: bytes | None = b"\xff\xd8live"

    def release(self) -> None:
        pass

    def forget(self) -> None:
        pass

    def live_picture(self) -> bytes | None:
        return self.picture


@dataclass
class Service:
    """Answers with whatever person it was told to know; None is an outage."""

    knows: Person | None = SATO
    validity: Validity = Validity.VALID
    asked: list[Inquiry] = field(default_factory=list)
    until: date | None = None
    """The last day of the qualification that is answered."""

    def challenge(self, visit: str) -> Challenge:
        return Challenge(visit, "token", b"nonce")

    def qualify(self, inquiry: Inquiry) -> Answer:
        self.asked.append(inquiry)
        if self.knows is None:
            raise ServiceUnreachable("down")
        found = answer(inquiry.visit, self.knows, inquiry.identifier, self.validity)
        return replace(
            found, qualifications=tuple(replace(each, valid_to=self.until) for each in found.qualifications)
        )


def qualification(person: Person) -> Qualification:
    return Qualification(
        card_classification="01",
        name=person.name or "",
        sex=Sex(person.sex),
        birthdate=person.birthdate or date(1900, 1, 1),
        insurer_name="見本健康保険組合",
        insurer_number="99130012",
        symbol="見本",
        number="123456",
        branch="01",
        personal_family="1",
        kana=person.kana or "",
        address=person.address or "",
        qualified_on=date(2020, 4, 1),
    )


def answer(
    visit: str, person: Person, identifier: str = "inquiry-1", validity: Validity = Validity.VALID
) -> Answer:
    found = (qualification(person),) if validity is Validity.VALID else ()
    return Answer(visit, identifier, START.wall, START.today, validity, found)


def settings(home: Path, station: str = "desk-1") -> Settings:
    nowhere = home / "nowhere"
    return Settings(
        home=home,
        demo=True,
        station=station,
        institution=Institution(code="9910000001", name="さくら見本クリニック"),
        service=ServiceSettings(
            url="https://127.0.0.1:1", client_certificate=nowhere, client_key=nowhere, authority=nowhere
        ),
        reader=ReaderSettings(name="VIRTUAL"),
        anchors=(nowhere,),
    )


@dataclass
class Disk:
    """The storage as the ledger sees it; the disk can be full."""

    clinic: Clinic

    def unit_of_work(self, now: datetime) -> object:
        if self.clinic.broken:
            raise StorageFull("disk is full")
        return self.clinic.storage.unit_of_work(now)

    def forget(self) -> None:
        self.clinic.storage.forget()


class Clinic:
    """One station with its desk, alone on a new database or beside others on the one at `url`."""

    def __init__(self, folder: Path, url: str = "", station: str = "desk-1") -> None:
        self.clock = SetClock()
        self.service = Service()
        self.reader = Reader()
        url = url or empty_database(folder / "kiosk.db")
        self.storage = Storage(
            url, b"a key for tests that lies nowhere else", station, folder / f"{station}.anchor"
        )
        self.pulse = Pulse(self.storage, Line(self.clock), self.clock, lambda *_: None)
        serial = count(1)
        self.broken = False
        ports = Ports(
            card=self.reader,
            face=self.reader,
            certificates=None,
            patients=StoredPatientTable(self.storage),
            service=self.service,
            ledger=StoredLedger(
                Disk(self),
                station,
                lambda: f"id-{next(serial)}",
                lambda *_: b"%PDF-sheet",
                "declaration-1",
                stop_link,
            ),
            identifier=lambda: f"id-{next(serial)}",
            failure_mode=self.failure_mode,
            observe_call=lambda *_: None,
        )
        crew = AtOnce()
        self.conductor = Conductor(ports, Crews(crew, crew, crew, crew), self.clock, lambda *_: None)
        self.house = House(
            settings(folder, station), self.clock, self.storage, self.conductor, ports, self.reader, ("service",), lambda *_: None
        )  # fmt: skip
        self.conductor.start()

    def failure_mode(self) -> bool:
        """As it stands in the records now; a pulse that is asked to look each time."""
        self.pulse.look()
        return self.pulse.failure_mode()

    def break_ledger(self) -> None:
        self.broken = True

    def close(self) -> None:
        self.conductor.stop()
        self.storage.close()

    # -- who and what is here ----------------------------------------------------------------------------------

    def at_desk(self, by: str = "tanaka", seen: int | None = None) -> Desk:
        return Desk(self.house, by, self.clock.now(), seen)

    def account(self, name: str, role: Role = Role.DESK) -> None:
        with self.storage.unit_of_work(self.clock.now().wall) as work:
            work.accounts.add(name, role, CHEAP.hash(PASSWORD))
            work.commit()

    def chart(self, patient: Patient = CHART) -> None:
        with self.storage.unit_of_work(self.clock.now().wall) as work:
            work.patients.put(patient)
            work.commit()

    # -- visits that the reader has finished -------------------------------------------------------------------

    def visit(
        self, settled: Settled, shown: Person | None = None, card: Person | None = SATO, patient_id: str | None = None
    ) -> str:  # fmt: skip
        """A visit as the reader lane leaves it: an answer, if one came, and what it came to."""
        ledger = self.house.ports.ledger
        number = ledger.open_visit("reader", self.clock.now(), patient_id)
        records = []
        if shown:
            items = CardItems(card.name, card.birthdate, card.sex, card.address) if card else None
            records.append(RecordAnswer(answer(number, shown), items))
        ledger.write(number, "Querying.ShowingResult", (*records, CloseVisit(settled)), self.clock.now())
        return number

    def first_visit(self, shown: Person = SATO, card: Person | None = SATO) -> str:
        return self.visit(Settled(Outcome.HANDED_TO_STAFF, waits_for="application"), shown, card)

    def question(self, shown: Person = MOVED) -> str:
        self.chart()
        asking = Settled(Outcome.HANDED_TO_STAFF, Decision.ASK, waits_for="question", patient_id="P-100")
        return self.visit(asking, shown, replace(SATO, address=shown.address))

    def confirmed(self) -> str:
        self.chart()
        return self.visit(Settled(Outcome.CONFIRMED, Decision.PASS, patient_id="P-100"), SATO)

    def stopped_by_rule(self) -> str:
        """Somebody else's record behind the card, found when the application was compared."""
        return self.first_visit(STRANGER)

    def way_round(self, reason: Reason = Reason.NO_DATA) -> str:
        return self.visit(Settled(Outcome.INACTIVE, reason=reason, waits_for="desk"))

    def noted(self) -> str:
        """A visit noted in an outage, to be asked later."""
        self.chart()
        ledger = self.house.ports.ledger
        number = ledger.open_visit("reader", self.clock.now())
        note = OutageNote(SATO.name, SATO.birthdate, SATO.sex, SATO.address, "tanaka", self.clock.now().wall)
        settled = Settled(Outcome.NOTED_IN_OUTAGE, reason=Reason.SERVICE)
        records = (RecordNote(note), CloseVisit(settled))
        ledger.write(number, "ShowingResult", records, self.clock.now())
        return number

    # -- looking ----------------------------------------------------------------------------------------------

    def kept(self, number: str) -> VisitRecord:
        with self.storage.reading() as reading:
            return reading.visits.find(number)

    def audited(self, number: str) -> list[str]:
        from kiosk.storage.inspection import who

        return [row.kind for row in who(self.storage, visit=number)]
