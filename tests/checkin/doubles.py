"""Second implementations of everything outside the check-in, in memory, and a station built of them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import count

from checkin_crews import AtOnce, SetClock
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kiosk.checkin.conductor.conductor import READER, Conductor, Crews
from kiosk.checkin.conductor.ports import (
    FaceAgrees,
    NumberBWrong,
    OpenedCard,
    PinWrong,
    Ports,
    TerminalUnavailable,
    Wanted,
    always,
)
from kiosk.checkin.machine import effects, events, steps
from kiosk.checkin.machine.advance import CheckIn
from kiosk.checkin.machine.seen import CardSeen, Chart, Choice, Outcome
from kiosk.checkin.walk import HER, ITEMS, NOON, NUMBER_B, PHOTO, certificate_of, qualification_of
from kiosk.clock import Moment
from kiosk.identity.certificate import Genuine
from kiosk.observability.events import catalogue
from kiosk.observability.logging import JsonLog
from kiosk.qualification.grounds import Challenge, Consent
from kiosk.qualification.model import Answer, Validity
from kiosk.qualification.port import Inquiry
from kiosk.storage.faults import StorageBusy

GENUINE = Genuine("made up", 7, NOON.today.replace(year=2030))
PIN = "not-four-digits"
"""Found nowhere by chance when a database or a log is searched for it."""


class Chip:
    """A key and its certificate: the part of a card that is slow to make."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(65537, 2048)
        self.certificate = certificate_of(self._key)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message, padding.PKCS1v15(), hashes.SHA256())


@dataclass
class Breakable:
    """Something that does what it should until `broken` holds what to raise. `calls` keeps what was asked."""

    broken: dict[str, Exception] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.broken:
            raise self.broken[name]


@dataclass
class PlainCard(Breakable):
    chip: Chip = field(default_factory=Chip)
    pin_tries: int = 3
    knows_terminal: bool = True

    def recognise(self) -> CardSeen:
        self.called("recognise")
        return CardSeen(self.chip.certificate, self.pin_tries, 10, simulated=True)

    def open(self, number_b: str) -> OpenedCard | NumberBWrong:
        self.called("open")
        return OpenedCard(ITEMS, PHOTO) if number_b == NUMBER_B else NumberBWrong(9)

    def sign_with_pin(self, pin: str, message: bytes) -> bytes | PinWrong:
        self.called("sign_with_pin")
        if pin == PIN:
            return self.chip.sign(message)
        self.pin_tries -= 1
        return PinWrong(self.pin_tries)

    def sign_for_terminal(self, message: bytes) -> bytes | TerminalUnavailable:
        self.called("sign_for_terminal")
        return self.chip.sign(message) if self.knows_terminal else TerminalUnavailable()

    def release(self) -> None:
        self.called("release")


@dataclass
class PlainFace(Breakable):
    def read_printed_number(self, after: float = 0.0) -> tuple[str | None, str, str]:
        self.called("read_printed_number")
        return NUMBER_B, "", ""

    def compare(self, photo: bytes) -> FaceAgrees:
        self.called("compare")
        return FaceAgrees()

    def asks(self) -> str:
        return ""

    def live_picture(self, *, face_alone: bool = False) -> bytes | None:
        return None

    def forget(self) -> None:
        self.called("forget")


@dataclass
class PlainCertificates(Breakable):
    def judge(self, certificate: bytes, now: Moment) -> Genuine:
        self.called("judge")
        return GENUINE


@dataclass
class PlainTable(Breakable):
    charts: tuple[Chart, ...] = (Chart("1", HER),)

    def by_items(self, items: object) -> tuple[Chart, ...]:
        self.called("by_items")
        return self.charts

    def by_answer(self, answer: Answer, grounds: object) -> tuple[Chart, ...]:
        self.called("by_answer")
        return self.charts

    def remembered(self, answer: Answer, charts: tuple[Chart, ...]) -> bool:
        return False


@dataclass
class PlainService(Breakable):
    is_registered: bool = True
    answers_for: str | None = None
    """Another visit's number, should the service mix them up."""
    inquiries: list[Inquiry] = field(default_factory=list)

    def challenge(self, visit: str) -> Challenge:
        self.called("challenge")
        return Challenge(visit, "token", b"n" * 32)

    def registered(self, proof: object) -> bool:
        self.called("registered")
        return self.is_registered

    def register(self, proof: object) -> None:
        self.called("register")
        self.is_registered = True

    def qualify(self, inquiry: Inquiry) -> Answer:
        self.called("qualify")
        self.inquiries.append(inquiry)
        visit = self.answers_for or inquiry.visit
        found = (qualification_of(HER),)
        return Answer(visit, inquiry.identifier, NOON.wall, NOON.today, Validity.VALID, found)


@dataclass
class KeptLedger(Breakable):
    written: list[tuple[str, str, tuple[effects.Record, ...]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def forget(self) -> None:
        self.called("forget")

    def open_visit(
        self, lane: str, now: Moment, patient_id: str | None = None, wanted: Wanted = always
    ) -> str:
        self.called("open_visit")
        return f"20261120-{next(self._numbers):04d}"

    def write(
        self, visit: str, step: str, records: tuple[effects.Record, ...], now: Moment, wanted: Wanted = always
    ) -> None:
        self.called("write")
        if not wanted():
            raise StorageBusy("nobody waits for this any more")
        self.written.append((visit, step, records))

    def records(self, visit: str, kind: type) -> list[effects.Record]:
        return [
            each
            for number, _, records in self.written
            if number == visit
            for each in records
            if isinstance(each, kind)
        ]

    def steps(self, visit: str) -> list[str]:
        return [step for number, step, _ in self.written if number == visit]


class Station:
    """A conductor with nothing real around it. Without `start` on its conductor everything happens in `settle`."""

    def __init__(self, chip: Chip, ledger: object = None) -> None:
        self.clock = SetClock()
        self.card = PlainCard(chip=chip)
        self.face = PlainFace()
        self.certificates = PlainCertificates()
        self.table = PlainTable()
        self.service = PlainService()
        self.ledger = ledger or KeptLedger()
        self.failure_mode = False
        self.records_away = False
        self.observed: list[bool] = []
        self.stream = io.StringIO()
        self.lines = JsonLog(self.stream, catalogue().log_keys)
        self.crews = {name: AtOnce() for name in ("card", "face", "network", "records")}
        self._names = count(1)
        self.conductor = self._conductor()

    def working(self, **crews: Executor) -> Station:
        """The same station with other crews."""
        self.crews.update(crews)
        self.conductor = self._conductor()
        return self

    def _conductor(self) -> Conductor:
        ports = Ports(
            card=self.card,
            face=self.face,
            certificates=self.certificates,
            patients=self.table,
            service=self.service,
            ledger=self.ledger,
            identifier=lambda: f"name-{next(self._names)}",
            failure_mode=lambda: self.failure_mode,
            records_away=lambda: self.records_away,
            observe_call=lambda answered, _: self.observed.append(answered),
        )
        return Conductor(ports, Crews(**self.crews), self.clock, self._log)

    def _log(self, event: str, facts: Mapping[str, object]) -> None:
        visit = str(facts.get("visit") or "")
        self.lines.write(NOON.wall, event, visit, **{k: v for k, v in facts.items() if k != "visit"})

    # -- what happens -----------------------------------------------------------------------------------------

    def settle(self) -> Station:
        self.conductor.drain()
        return self

    def insert(self) -> str:
        """Lay a card down; the number of the visit that is born with it."""
        self.conductor.post(events.CardInserted(""))
        self.settle()
        return self.lane.visit or ""

    def check_in(self) -> str:
        """A whole visit with the right PIN and every consent refused, up to whatever it comes to."""
        visit = self.insert()
        self.press(events.MethodChosen, Choice.PIN)
        self.press(events.PinEntered, PIN)
        self.press(events.NameConfirmed, mine=True)
        self.press(events.ConsentGiven, Consent.nothing())
        return visit

    def works(self) -> bool:
        """Whether the next patient is confirmed."""
        self.check_in()
        return isinstance(self.step, steps.ShowingResult) and self.step.settled.outcome is Outcome.CONFIRMED

    def remove(self) -> None:
        self.conductor.post(events.CardRemoved())
        self.settle()

    def press(self, event: type, *args: object, lane: str = READER, **named: object) -> None:
        self.conductor.post(event(self.conductor.lane(lane).seq, *args, **named), lane)
        self.settle()

    def passes(self, seconds: float) -> None:
        self.clock.passes(seconds)
        self.conductor.tick()
        self.settle()

    # -- what is there -----------------------------------------------------------------------------------------

    @property
    def lane(self) -> CheckIn:
        return self.conductor.lane()

    @property
    def step(self) -> steps.Step:
        return self.lane.step

    def logged(self, event: str) -> list[dict[str, object]]:
        lines = map(json.loads, self.stream.getvalue().splitlines())
        return [line for line in lines if line["event"] == event]
