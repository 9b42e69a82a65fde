"""Real books on SQLite, and the ledger of one station that writes into them."""

from itertools import count

from kiosk.checkin.conductor.recording import StoredLedger
from kiosk.checkin.walk import HER, NOON
from kiosk.desk.stopping import stop_link
from kiosk.intake.model import Patient
from kiosk.storage.inspection import who
from kiosk.storage.unit_of_work import Storage
from tests.made_once import empty_database

SHEET = b"%PDF of the made-up declaration"


class Books:
    """A database with the chart of one patient and the ledger of one station."""

    def __init__(self, folder):
        self.folder = folder
        url = empty_database(folder / "kiosk.db")
        self.storage = Storage(url, b"a key for tests that lies nowhere else", "desk-1", folder / "anchor")
        names = count(1)
        self.ledger = StoredLedger(
            self.storage,
            "desk-1",
            lambda: f"name-{next(names)}",
            lambda *_: SHEET,
            "declaration-1",
            stop_link,
        )
        with self.storage.unit_of_work(NOON.wall) as work:
            work.patients.put(Patient("P-1", HER.name, HER.kana, HER.sex, HER.birthdate, HER.address))
            work.commit()

    def opened(self):
        return self.ledger.open_visit("reader", NOON)

    def written(self, *records, step="Step", visit=None):
        visit = visit or self.opened()
        self.ledger.write(visit, step, records, NOON)
        return visit

    def kept(self, visit):
        with self.storage.reading() as books:
            return books.visits.find(visit)

    def look(self, see):
        with self.storage.reading() as books:
            return see(books)

    def audited(self, visit):
        return [(row.kind, dict(row.facts)) for row in who(self.storage, visit=visit)]
