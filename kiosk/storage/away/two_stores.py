"""The server's records, and while they are away the station's own: whoever writes or reads needs not know which.

A store of its own is a file in the home, made while the line is there: with numbers that the server has reserved for
it, and with the accounts of the clinic. One outage fills one of them; when the line is back it is closed and handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock

from sqlalchemy import delete, select

from kiosk.home import FOLDER_MODE
from kiosk.storage import tables
from kiosk.storage.audit.anchor import Anchored, AnchorUnreadable
from kiosk.storage.away.handing_in import Came, hand_in
from kiosk.storage.book import columns
from kiosk.storage.faults import ServerAway, StorageFault
from kiosk.storage.schema import upgrade
from kiosk.storage.unit_of_work import Books, Storage, UnitOfWork
from kiosk.storage.visit.visits import segment_of

SPARE = 2
"""Stores made ahead: a line that goes again at once finds the next one ready."""
NAME = re.compile(r"outage-(\d+)\.sqlite")


class TwoStores(Storage):
    """One station's door to the server, with a store of its own behind it; `is_away` says from memory which is the truth.

    Once the own store is in use it stays in use until `come_back`, so that no visit changes stores while it runs.
    Where the server is away at the start already (`is_unseen`) the chain is known by its anchor alone; before the
    server is believed, `look_over` refuses one that lacks what the anchor knows (`is_strange`). Raises ServerAway
    where no store stands ready.
    """

    def __init__(
        self,
        url: str,
        audit_key: bytes,
        station: str,
        anchor: Path,
        folder: Path,
        is_away: Callable[[], bool],
        look_over: Callable[[], object] = bool,
    ) -> None:
        self._key = audit_key
        self._folder = folder
        self._is_away = is_away
        self._look_over = look_over
        self._changing = RLock()
        self._own: Storage | None = None
        self._refused: set[int] = set()
        self._copied: dict[int, object] = {}
        self.is_unseen = False
        self.is_strange = False
        folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        super().__init__(url, audit_key, station, anchor)
        found = self._found()
        self._filled = {number for number in found if self._is_filled(number)}
        self._spare = found - self._filled

    @property
    def is_at_home(self) -> bool:
        """Whether the own store is the truth now."""
        return self._here() is not None

    @property
    def lacks_spare(self) -> bool:
        """Whether a line that goes now, and once more, would find nothing ready."""
        return len(self._spare) < SPARE

    @contextmanager
    def unit_of_work(self, now: datetime) -> Iterator[UnitOfWork]:
        """Where the truth is at this moment; it does not move while somebody writes to the own store."""
        if self._here() is not None:
            with self._changing:
                own = self._here()
                if own is not None:
                    self._begun(own, now)
                    with own.unit_of_work(now) as work:
                        yield work
                    return
        with super().unit_of_work(now) as work:
            yield work

    @contextmanager
    def reading(self) -> Iterator[Books]:
        """As above."""
        own = self._here()
        with own.reading() if own else super().reading() as books:
            yield books

    def forget(self) -> None:
        super().forget()
        if own := self._own:
            own.forget()

    def close(self) -> None:
        super().close()
        if self._own:
            self._own.close()

    # -- between visits ----------------------------------------------------------------------------------------

    def prepare(self, now: datetime) -> None:
        """While the line is there: make the spare stores, and bring what they need of the server up to date.

        Raises StorageFault.
        """
        while self.lacks_spare:
            with self.server.unit_of_work(now) as work:
                number = work.segments.reserve(self.station)
                work.audit("outage_reserved", "", {"segment": number})
                work.commit()
            upgrade(self._url(number))
            self._spare.add(number)
        with super().reading() as books:
            accounts = [columns(row) for row in books.accounts.ledger.all(select(tables.accounts))]
        for number in tuple(self._spare):
            if self._copied.get(number) != accounts:
                with closing(self._opened(number)) as own, own.unit_of_work(now) as work:
                    work.accounts.ledger.change(delete(tables.accounts))
                    work.accounts.ledger.add_all(tables.accounts, accounts)
                    work.commit()
                self._copied[number] = accounts

    def come_back(self, carried: Collection[str]) -> bool:
        """The server is the truth again, unless it is away or a visit (`carried`) of the own store still runs.

        Raises StorageFault: the server that answers at last is not the one that the anchor knows.
        """
        with self._changing:
            own = self._own
            if own is None or self._is_away() or any(map(segment_of, carried)):
                return False
            with own.reading() as books:
                if books.lanes.just_taken():
                    return False
            if self.is_unseen:
                self._see()
            self._own = None
            own.close()
            return True

    def hand_in(self, now: datetime) -> Came:
        """Bring what outages have left here to the server. Raises StorageFault; whoever calls again goes on there."""
        done = Came()
        for number in sorted(self._filled - self._refused):
            if self._own is not None:
                break
            with closing(self._opened(number)) as own:
                came = hand_in(own, number, self.server, now)
            done = Came(done.kept + came.kept, done.conflicts + came.conflicts)
            if came.conflicts:
                self._refused.add(number)
            else:
                self._filled.discard(number)
                self._remove(number)
        return done

    @property
    def server(self) -> TheServer:
        return TheServer(self)

    def _first_look(self) -> Anchored:
        try:
            return super()._first_look()
        except ServerAway:
            if not self._found():
                raise
            self.is_unseen = True
            try:
                return self.anchor.read()
            except AnchorUnreadable as unreadable:
                raise ServerAway(
                    "no database server answers, and no anchor tells where the audit stands"
                ) from unreadable

    def _see(self) -> None:
        """The server for the first time: what was not looked at when the kiosk started."""
        try:
            self._look_over()
            self.head = super()._first_look()
        except ServerAway:
            raise
        except StorageFault:
            self.is_strange = True
            raise
        self.is_unseen = self.is_strange = False

    # -- the files ---------------------------------------------------------------------------------------------

    def _here(self) -> Storage | None:
        if self._own is None and self._stands_in():
            with self._changing, suppress(StorageFault):
                if self._own is None and self._stands_in():
                    self._own = self._opened(self._ready())
        return self._own

    def _stands_in(self) -> bool:
        """Whether the own store is to be the truth; a server that nobody has looked over is none."""
        return (self.is_unseen or self._is_away()) and self._ready() > 0

    def _ready(self) -> int:
        """The next spare one; where all are used up, the last one goes on. 0 where there is none."""
        return min(self._spare, default=0) or max(self._filled - self._refused, default=0)

    def _begun(self, own: Storage, now: datetime) -> None:
        """With the first thing to write the outage begins: its chain starts from where the station's was seen last."""
        if own.head.seq == 0:
            with own.unit_of_work(now) as work:
                root = {"segment": own.segment, "rows": self.head.seq, "hash": self.head.hash}
                work.audit("outage_began", "", root)
                work.commit()
            self._spare.discard(own.segment)
            self._filled.add(own.segment)

    def _found(self) -> set[int]:
        matched = (NAME.fullmatch(each.name) for each in self._folder.iterdir())
        return {int(each[1]) for each in matched if each}

    def _is_filled(self, number: int) -> bool:
        upgrade(self._url(number))
        with closing(self._opened(number)) as own:
            return own.head.seq > 0

    def _url(self, number: int) -> str:
        return f"sqlite:///{self._folder}/outage-{number}.sqlite"

    def _opened(self, number: int) -> Storage:
        anchor = self._folder / f"outage-{number}.anchor"
        return Storage(self._url(number), self._key, f"{self.station}~{number}", anchor, segment=number)

    def _remove(self, number: int) -> None:
        for each in self._folder.glob(f"outage-{number}.*"):
            each.unlink()


class TheServer:
    """The server alone, whatever is the truth now: what is handed in must not come back to where it is from."""

    def __init__(self, both: TwoStores) -> None:
        self._both = both
        self.keys = both.keys

    def unit_of_work(self, now: datetime) -> AbstractContextManager[UnitOfWork]:
        return Storage.unit_of_work(self._both, now)
