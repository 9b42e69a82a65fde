"""Where everything is kept: one transaction holds what happened and its audit rows, or neither."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, update

from kiosk.clock import JAPAN
from kiosk.matching.keys import VERSION
from kiosk.storage import tables
from kiosk.storage.arrivals.reader_files import ReaderFiles
from kiosk.storage.arrivals.tomorrow import Tomorrow
from kiosk.storage.audit.anchor import Anchor, Anchored, Following
from kiosk.storage.audit.asked import Asked
from kiosk.storage.audit.chain import AuditKeys, Chain
from kiosk.storage.book import Ledger
from kiosk.storage.cases.cases import Cases
from kiosk.storage.claims.claims import Claims
from kiosk.storage.claims.drafts import ClaimDrafts
from kiosk.storage.claims.notes import ClaimNotes
from kiosk.storage.claims.payer_findings import PayerFindings
from kiosk.storage.day_checks import DayChecks
from kiosk.storage.engine import alone, for_reading, is_whole, make_engine, scrubbed
from kiosk.storage.faults import StorageFault, in_our_words
from kiosk.storage.line import ANSWER_SECONDS, GLANCE_SECONDS
from kiosk.storage.outage.emergencies import Emergencies
from kiosk.storage.outage.hung import HungStrips
from kiosk.storage.outage.outages import Outages
from kiosk.storage.outage.segments import Segments
from kiosk.storage.papers.papers import Papers
from kiosk.storage.papers.settlements import Settlements
from kiosk.storage.patients.importing import Staged, staged
from kiosk.storage.patients.imports import Imports
from kiosk.storage.patients.patients import Patients
from kiosk.storage.patients.search_keys import make_keys
from kiosk.storage.patients.table_audits import TableAudits
from kiosk.storage.retention import Retention
from kiosk.storage.schema import refuse_unready
from kiosk.storage.staff.accounts import Accounts
from kiosk.storage.staff.strangers import Strangers
from kiosk.storage.visit.camera_tries import CameraTries
from kiosk.storage.visit.findings import Findings
from kiosk.storage.visit.found import Found
from kiosk.storage.visit.glance import Glance
from kiosk.storage.visit.lanes import Lanes
from kiosk.storage.visit.links import Links
from kiosk.storage.visit.sealing import Sealing
from kiosk.storage.visit.tries import Tries
from kiosk.storage.visit.visits import Visits

BEGINNING = datetime(1970, 1, 1, tzinfo=JAPAN)
"""The time of a reading transaction: nothing in it is dated."""


class Books:
    """The subjects inside one transaction."""

    def __init__(self, ledger: Ledger, station: str, keys: AuditKeys, segment: int = 0) -> None:
        self.visits = Visits(ledger, segment)
        self.segments = Segments(ledger)
        self.lanes = Lanes(ledger)
        self.hung = HungStrips(ledger)
        self.tries = Tries(ledger, keys)
        self.camera_tries = CameraTries(ledger)
        self.found = Found(ledger)
        self.day_checks = DayChecks(ledger)
        self.sealing = Sealing(ledger, keys)
        self.findings = Findings(ledger, self.sealing)
        self.of_day = partial(Glance.of_day, ledger)
        self.of_numbers = partial(Glance.of_numbers, ledger)
        self.papers = Papers(ledger)
        self.outages = Outages(ledger)
        self.emergencies = Emergencies(ledger)
        self.settlements = Settlements(ledger)
        self.links = Links(ledger)
        self.cases = Cases(ledger, keys)
        self.claims = Claims(ledger)
        self.claim_notes = ClaimNotes(ledger)
        self.claim_drafts = ClaimDrafts(ledger)
        self.payer_findings = PayerFindings(ledger)
        self.patients = Patients(ledger)
        self.imports = Imports(ledger)
        self.table_audits = TableAudits(ledger, keys)
        self.reader_files = ReaderFiles(ledger)
        self.tomorrow = Tomorrow(ledger)
        self.accounts = Accounts(ledger)
        self.strangers = Strangers(ledger, keys)
        self.retention = Retention(ledger)
        self.chain = Chain(ledger, station, keys)
        self.asked = Asked(ledger, keys)

    def read_ahead(self, visits: Collection[str]) -> None:
        """What is known of each of these visits, in a fixed number of statements; until the next write."""
        held = sorted(set(visits))
        for book in (self.findings, self.papers, self.outages, self.claim_notes, self.payer_findings):
            book.read_ahead(held)


class UnitOfWork(Books):
    """One writing transaction: rolled back unless `commit` was reached."""

    def __init__(self, connection: Connection, now: datetime, storage: Storage) -> None:
        super().__init__(Ledger(connection, now), storage.station, storage.keys, storage.segment)
        self._connection = connection
        self._follow = storage.reach
        self._reached: Anchored | None = None

    def audit(self, kind: str, visit: str, payload: Mapping[str, object]) -> None:
        """Record an event of `events.toml` in this transaction; raises NotAuditable."""
        self._reached = self.chain.append(kind, visit, payload, after=self._reached)

    def commit(self) -> None:
        """Make everything durable, and let the anchor follow. Raises StorageFault when nothing was kept."""
        with in_our_words():
            self._connection.commit()
        if self._reached is not None:
            self._follow(self._reached)


class Storage:
    """One station's door to the database.

    `url` is SQLAlchemy's, `audit_key` at least 32 bytes from outside the database, `anchor` a file on another
    disk or share; `answer` is how many seconds a server may take, None for a command that nobody waits for; `segment`
    numbers the visits of an outage. `head` is where the chain was seen last. Raises DatabaseOlder, DatabaseNewer,
    DatabaseCorrupt or StorageUnavailable.
    """

    def __init__(
        self,
        url: str,
        audit_key: bytes,
        station: str,
        anchor: Path,
        answer: float | None = ANSWER_SECONDS,
        segment: int = 0,
    ) -> None:
        self.station = station
        self.segment = segment
        self.keys = AuditKeys(audit_key)
        self.anchor = Anchor(anchor, station, self.keys.derived("anchor"))
        self.checkpoint = Anchor(
            anchor.with_name(f"{anchor.name}.verified"), station, self.keys.derived("checkpoint")
        )
        self.following = Following(self.anchor)
        self._engine = make_engine(url, answer)
        self._unhurried = make_engine(url, answer=None)
        self._glance = make_engine(url, GLANCE_SECONDS)
        try:
            self.head = self._first_look()
        except StorageFault:
            self._engine.dispose()
            raise

    @contextmanager
    def unit_of_work(self, now: datetime) -> Iterator[UnitOfWork]:
        """A writing transaction at `now`. Leaving the block without `commit`, or by an exception, keeps nothing."""
        with in_our_words(), self._engine.connect() as connection:
            connection.begin()
            alone(connection, self.station)
            yield UnitOfWork(connection, now, self)

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """A consistent view that cannot write."""
        with self._seen_by(self._engine) as books:
            yield books

    @contextmanager
    def glancing(self) -> Iterator[Books]:
        """The same on a line of its own, which gives up sooner: for whoever looks again and again."""
        with self._seen_by(self._glance) as books:
            yield books

    def renew_lanes(self, visits: Collection[str]) -> None:
        """This station is alive and carries these visits still; nothing else is written."""
        with in_our_words(), self._glance.begin() as connection:
            Lanes(Ledger(connection, BEGINNING)).renew(visits, self.station)

    @contextmanager
    def _seen_by(self, engine: Engine) -> Iterator[Books]:
        with in_our_words(), engine.connect() as connection, for_reading(connection).begin():
            yield Books(Ledger(connection, BEGINNING), self.station, self.keys, self.segment)

    @contextmanager
    def importing(self) -> Iterator[Staged]:
        """Room for the rows of a file of any size; nobody waits for it. Nothing is kept before `merging`."""
        with in_our_words(), self._unhurried.connect() as connection, staged(connection) as rows:
            yield rows

    @contextmanager
    def merging(self, rows: Staged, now: datetime) -> Iterator[UnitOfWork]:
        """The writing transaction in which staged rows become the clinic's table."""
        with in_our_words():
            rows.connection.begin()
            yield UnitOfWork(rows.connection, now, self)

    def renew_keys(self) -> bool:
        """Search keys that another release's rules made are made anew; whether that was needed."""
        with self.reading() as books:
            imported = books.imports.latest()
        if imported is None or imported.keys_version == VERSION:
            return False
        with in_our_words(), self._unhurried.begin() as connection:
            make_keys(connection)
            connection.execute(update(tables.imports).values(keys_version=VERSION))
        return True

    def reach(self, head: Anchored) -> None:
        """The chain has come to `head`; the anchor follows."""
        self.head = head
        self.following.reach(head)

    def digest(self, text: str) -> str:
        """What stands for a confirmed difference, so that its values need not be kept."""
        return self.keys.digest("difference", text)

    def forget(self) -> None:
        """Compiled statements are kept to be quick, each with the values that it was first run with: they go with the visit."""
        for engine in self._engines:
            engine.clear_compiled_cache()

    def is_whole(self) -> bool:
        """Whether every page of the database fits; it takes as long as the records are large."""
        with in_our_words(), self._unhurried.connect() as connection, for_reading(connection).begin():
            return is_whole(connection)

    def scrub(self) -> None:
        """After something had to leave: nothing of it stays in compiled statements, in the log or in dead rows."""
        self.forget()
        with in_our_words(), self._unhurried.connect() as connection:
            scrubbed(connection)

    def close(self) -> None:
        """Wait for the anchor, then let the database go."""
        self.following.close()
        for engine in self._engines:
            engine.dispose()

    @property
    def _engines(self) -> tuple[Engine, ...]:
        return self._engine, self._unhurried, self._glance

    def _first_look(self) -> Anchored:
        """Where the chain stands. An empty chain gets its anchor here; where rows are and the anchor is not, `verify` shall find it missing."""
        with in_our_words(), self._engine.connect() as connection, for_reading(connection).begin():
            refuse_unready(connection)
            reached = Chain(Ledger(connection, BEGINNING), self.station, self.keys).last()
        if reached.seq == 0 and not self.anchor.path.exists():
            self.anchor.advance(reached)
        return reached
