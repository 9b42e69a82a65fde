"""A station whose line a test cuts, a server that goes at a commit, and what is kept at which of the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import select

from kiosk.checkin.conductor.recording import StoredLedger
from kiosk.checkin.machine.effects import CloseVisit, RecordNote
from kiosk.checkin.machine.seen import Outcome, Settled
from kiosk.clock import JAPAN, Moment
from kiosk.qualification.grounds import OutageNote
from kiosk.storage import tables
from kiosk.storage.away.handing_in import Came
from kiosk.storage.away.two_stores import TwoStores
from kiosk.storage.faults import StorageUnavailable
from kiosk.storage.unit_of_work import Storage, UnitOfWork

KEY = b"a key for tests that lies nowhere else"
NOW = Moment(datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN), 0.0)
NOTE = OutageNote("佐藤　見本", date(1985, 4, 12), "1", "東京都千代田区見本町1-2-3", "tanaka", NOW.wall)
NOTED = RecordNote(NOTE), CloseVisit(Settled(Outcome.NOTED_IN_OUTAGE))


@dataclass
class Station:
    """A station whose line a test cuts with a word."""

    url: str
    folder: Path
    name: str = "desk-1"
    away: bool = False

    def __post_init__(self) -> None:
        self.stores = self.opened()
        self.stores.prepare(NOW.wall)
        self._names = count(1)

    def opened(self) -> TwoStores:
        anchor, own = self.folder / f"{self.name}.anchor", self.folder / self.name
        return TwoStores(self.url, KEY, self.name, anchor, own, lambda: self.away)

    def dies_and_starts(self) -> None:
        self.stores.close()
        self.stores = self.opened()

    def notes(self, visits: int) -> list[str]:
        """So many patients come, one after the other, and are noted."""
        return [self.note() for _ in range(visits)]

    def note(self) -> str:
        ledger = self.ledger()
        number = ledger.open_visit("reader", NOW)
        ledger.write(number, "Closed", NOTED, NOW)
        return number

    def ledger(self) -> StoredLedger:
        name = f"{self.name}-{next(self._names)}"
        return StoredLedger(self.stores, self.name, lambda: name, lambda *_: b"", "none", lambda *_: 0)

    def comes_back(self) -> Came:
        self.away = False
        self.stores.come_back(())
        return self.stores.hand_in(NOW.wall)

    def files(self) -> set[str]:
        return {each.stem for each in (self.folder / self.name).glob("*.sqlite")}


def visits_at(storage: Storage) -> list[str]:
    with storage.reading() as books:
        return [each.number for each in books.visits.of_day(NOW.today)]


def noted_at(storage: Storage) -> list[str]:
    with storage.reading() as books:
        return sorted(each.visit for each in books.outages.waiting())


def audited(storage: Storage, kind: str) -> Counter[str]:
    with storage.reading() as books:
        rows = tables.audit_rows
        found = books.chain.ledger.all(select(rows.c.visit).where(rows.c.kind == kind))
    return Counter(row.visit for row in found)


class Cut(StorageUnavailable):
    """The line, or the station, at this point."""


@dataclass
class CutServer:
    """A server whose line goes at the `at`th commit: before it, or after it has been kept and before anybody hears."""

    stores: TwoStores
    at: int
    heard: bool
    commits: int = 0

    def __post_init__(self) -> None:
        self.keys = self.stores.keys

    @contextmanager
    def unit_of_work(self, now: datetime) -> Iterator[object]:
        with self.stores.server.unit_of_work(now) as work:
            yield Cutting(work, self.commit)

    def commit(self, really: Callable[[], None]) -> None:
        self.commits += 1
        if self.commits != self.at:
            really()
            return
        if not self.heard:
            really()
        raise Cut


class Cutting:
    def __init__(self, work: UnitOfWork, commit: Callable[[Callable[[], None]], None]) -> None:
        self._work, self._commit = work, commit

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def commit(self) -> None:
        self._commit(self._work.commit)
