"""What the conductor drives. The real adapters and their second implementations are chosen in `bootstrap`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.checkin.machine.effects import Record
from kiosk.checkin.machine.seen import CardItems, CardSeen, Chart, Measured
from kiosk.clock import Moment
from kiosk.identity.certificate import CertificateVerdict
from kiosk.matching.names.site import ANYWHERE, Site
from kiosk.qualification.grounds import Grounds
from kiosk.qualification.model import Answer, Qualification
from kiosk.qualification.port import QualificationService
from kiosk.storage.unit_of_work import UnitOfWork
from kiosk.troubles import Mended


@dataclass(frozen=True, slots=True)
class OpenedCard:
    items: CardItems
    photo: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class NumberBWrong:
    tries_left: int


@dataclass(frozen=True, slots=True)
class PinWrong:
    tries_left: int


class TerminalUnavailable:
    """The card knows no PIN-less proof at this reader."""


@dataclass(frozen=True, slots=True)
class FaceAgrees:
    """Two of three near-frontal frames are the photograph's person."""

    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class FaceDoubtful:
    """Not yet; `guide` is the key of a hint for the patient."""

    guide: str
    measured: Measured | None = None


class CardDesk(Protocol):
    """The card as the check-in sees it. Raises troubles of the reader as they are."""

    def recognise(self) -> CardSeen: ...
    def open(self, number_b: str) -> OpenedCard | NumberBWrong: ...
    def sign_with_pin(self, pin: str, message: bytes) -> bytes | PinWrong: ...
    def sign_for_terminal(self, message: bytes) -> bytes | TerminalUnavailable: ...
    def release(self) -> None: ...


class FaceDesk(Protocol):
    """Camera, printed front and face comparison."""

    def read_printed_number(self, after: float = 0.0) -> tuple[str | None, str, str]:
        """(照合番号B or None, the reason, what would help or nothing); the looks begin `after` so many seconds."""
        ...

    def compare(self, photo: bytes) -> FaceAgrees | FaceDoubtful: ...

    def asks(self) -> str:
        """What the patient before the camera is asked at this moment: a turn, a hint, or nothing."""
        ...

    def live_picture(self, *, face_alone: bool = False) -> bytes | None:
        """One frame as JPEG, never stored; `face_alone`: cut to whoever stands in front, for the staff look at the desk."""
        ...

    def forget(self) -> None:
        """Drop every frame of the last visit."""
        ...


class CertificateDesk(Protocol):
    def judge(self, certificate: bytes, now: Moment) -> CertificateVerdict: ...


class PatientTable(Protocol):
    """The clinic's own table, searched but never picked from."""

    def by_items(self, items: CardItems) -> tuple[Chart, ...]: ...
    def by_answer(self, answer: Answer, grounds: Grounds) -> tuple[Chart, ...]: ...
    def remembered(self, answer: Answer, charts: tuple[Chart, ...]) -> bool: ...


def always_asked(shown: Qualification) -> bool:
    """Every name is common: an address that is not shown is always asked about."""
    del shown
    return True


@dataclass(frozen=True, slots=True)
class Comparing:
    """How this site compares: what it has settled, and whether it takes the name of an answer for a common one."""

    site: Site = ANYWHERE
    common_name: Callable[[Qualification], bool] = always_asked


Wanted = Callable[[], bool]
"""Asked just before something is kept: whether anybody still waits for it."""


def always() -> bool:
    """Whoever wrote it waits until it is kept."""
    return True


def never() -> bool:
    """For a station whose records are not looked at between visits."""
    return False


class Hears(Protocol):
    """Told what each turn says about the station: (codes met, what works, the certificate of the card)."""

    def __call__(self, met: Iterable[str], shown: Iterable[Mended], card: bytes = b"") -> None: ...


def nobody_hears(met: Iterable[str], shown: Iterable[Mended], card: bytes = b"") -> None:
    """For a station without strips."""


class Ledger(Protocol):
    """Where visits are written down: all records of one turn in one transaction, with the audit row.

    Raises Overtaken where another station has taken the visit.
    """

    def open_visit(
        self, lane: str, now: Moment, patient_id: str | None = None, wanted: Wanted = always
    ) -> str: ...
    def write(
        self, visit: str, step: str, records: tuple[Record, ...], now: Moment, wanted: Wanted = always
    ) -> None: ...
    def keep(self, work: UnitOfWork, visit: str, record: Record, now: Moment) -> None:
        """One record in a transaction that is under way."""
        ...

    def forget(self) -> None:
        """Nothing that was written or looked for stays in memory."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything outside that a station needs. `identifier` gives fresh random names for inquiries and challenges.

    `failure_mode` and `records_away` are asked by screens and at every look at the clock: they answer from memory.
    """

    card: CardDesk
    face: FaceDesk
    certificates: CertificateDesk
    patients: PatientTable
    service: QualificationService
    ledger: Ledger
    identifier: Callable[[], str]
    failure_mode: Callable[[], bool]
    observe_call: Callable[[bool, Moment], None]
    comparing: Comparing = field(default_factory=Comparing)
    records_away: Callable[[], bool] = never
    heard: Hears = nobody_hears
